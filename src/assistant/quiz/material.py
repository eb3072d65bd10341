"""What items are made from: cases, passages, scenarios, and what proves them."""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant import checklist
from assistant.cases import Case, load_cases
from assistant.comparison import load_accepted
from assistant.corpus import load_corpus
from assistant.errors import QuizError
from assistant.language import fold, terms, words
from assistant.quiz.records import Audience, Item, Kind, Proof
from assistant.quiz.written import (
    Accepted,
    LeftOut,
    Meaning,
    PointList,
    Prompt,
    Scenario,
    Written,
    load_written,
)
from assistant.records import Passage, Source, SourceKind
from assistant.sentences import split_sentences
from assistant.settings import ROOT, Settings
from assistant.verify.pairs import passage_text
from assistant.verify.verifier import Verifier, load_verifier

CASES = ROOT / "evals" / "retrieval"
CASE_FILES = ("dev.jsonl", "helpdesk.jsonl")  # the test set stays unseen
_WRITTEN = ROOT / "evals" / "quiz"
SCENARIOS = _WRITTEN / "scenarios.jsonl"
LISTS = _WRITTEN / "lists.jsonl"
PROMPTS = _WRITTEN / "prompts.jsonl"
MEANINGS = _WRITTEN / "meanings.jsonl"
ACCEPTED = _WRITTEN / "accepted.jsonl"
LEFT_OUT = _WRITTEN / "left-out.jsonl"
FOUND = ROOT / "evals" / "baselines" / "retrieval-dev.json"  # where the search put each case
_TEST_SET = "test"  # beginning of the name of a file that nothing may be made from
LONGEST_QUOTE = 480  # characters; of a longer sentence the decisive words are shown alone


class Topic(BaseModel):
    """A subject that a trainer can choose."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    title: str
    audience: Audience
    passages: tuple[str, ...]  # beginnings of passage ids


class Judge:
    """Says whether passages support a text; remembers what it said."""

    def __init__(self, verifier: Verifier, passages: Mapping[str, Passage]) -> None:
        """Keep who judges and what is judged by.

        Args:
            verifier: that judges one sentence against one passage.
            passages: by id.
        """
        self._verifier = verifier
        self._passages = passages
        self._said: dict[tuple[str, str], bool] = {}

    def supports(self, text: str, passage_ids: Iterable[str]) -> bool:
        """Whether a passage carries the text as a whole, or a sentence of several in it."""
        unique = {self._passages[i].group or i: i for i in passage_ids}
        return any(self._one(text, i) for i in unique.values())

    def _one(self, text: str, passage_id: str) -> bool:
        known = self._said.get((text, passage_id))
        if known is None:
            shown = passage_text(self._passages[passage_id])
            known = self._verifier.judge(text, shown).supported
            self._said[text, passage_id] = known
        return known


@dataclass(frozen=True, kw_only=True)
class Material:
    """Everything that a set can be drawn from; the same for every draw."""

    cases: tuple[Case, ...]
    passages: Mapping[str, Passage]
    sources: Mapping[str, Source]
    scenarios: tuple[Scenario, ...] = ()
    lists: tuple[PointList, ...] = ()
    prompts: Mapping[str, Prompt] = field(default_factory=dict)  # by case
    meanings: tuple[Meaning, ...] = ()
    ranks: Mapping[str, int | None] = field(default_factory=dict)  # by case; None: not found
    accepted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # answers, by term
    left_out: frozenset[str] = frozenset()  # ids of items that are not drawn
    verifier: Verifier = field(default_factory=load_verifier)

    @cached_property
    def judge(self) -> Judge:
        """Who says what the passages support."""
        return Judge(self.verifier, self.passages)

    def weight(self, stem: str) -> float:
        """Return how telling a stem is: higher the fewer passages hold it."""
        return math.log(1.0 + len(self.passages) / (1.0 + self._held_by.get(stem, 0)))

    @cached_property
    def _held_by(self) -> Mapping[str, int]:
        """The number of passages that hold a stem."""
        return Counter(s for passage in self.passages.values() for s in stems(passage.text))

    @cached_property
    def written(self) -> frozenset[str]:
        """Every word of the passages, folded."""
        return frozenset(w for passage in self.passages.values() for w in words(passage.text))

    @cached_property
    def articles(self) -> frozenset[tuple[str, str]]:
        """Every "de", "het" and "een" with the word or the two words behind it, folded."""
        return frozenset(
            (m[1].lower(), fold(m[n]))
            for passage in self.passages.values()
            for m in _ARTICLE.finditer(passage.text)
            for n in (2, 3)
            if m[n]
        )

    @cached_property
    def by_source(self) -> Mapping[str, tuple[Passage, ...]]:
        """The passages of each source, in reading order; one of those with the same wording."""
        found: dict[str, list[Passage]] = {}
        seen: set[str] = set()
        for passage in self.passages.values():
            if (passage.group or passage.id) not in seen:
                seen.add(passage.group or passage.id)
                found.setdefault(passage.source_id, []).append(passage)
        return {source: tuple(held) for source, held in found.items()}

    def proof(self, passage: Passage, quote: str) -> Proof:
        """Return the proof that words of a passage are."""
        version = version_of(passage, self.sources[passage.source_id])
        return Proof(passage_id=passage.id, title=passage.ref, quote=quote, version=version)

    def topic(self, passage_id: str) -> Topic:
        """Return the topic of a passage."""
        known = _topics().get(_beginning(passage_id))
        if known is not None:
            return known
        source = self.sources[self.passages[passage_id].source_id]
        return Topic(title=source.title, audience="professional", passages=(source.id,))

    def name(self, source_id: str) -> str:
        """Return a source as it is named in a sentence: "de Jeugdwet"."""
        source = self.sources[source_id]
        title = source.short_title or source.title
        return f"het {title}" if title.startswith(_NEUTER) else f"de {title}"


_ARTICLE = re.compile(r"(?i)\b(de|het|een) (?=(\w+))(?=(\w+ \w+)?)")
_NEUTER = ("Verdrag", "Besluit", "Uitvoeringsbesluit", "EVRM", "IVRK", "BW", "Wetboek")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """An item that can be made. Making it checks it; None means that it should not be."""

    kind: Kind
    unit: str  # what it asks about; a set asks about everything once before it asks twice
    topic: str
    audience: Audience
    passage_ids: tuple[str, ...]  # where it comes from
    make: Callable[[Recipe], Item | None]
    balance: str = ""  # recipes of a kind with different marks are drawn in turn: "true", "false"
    late: bool = False  # asks where something stands, not what it says; drawn after the others

    def item(self) -> Item | None:
        """Make and check the item."""
        return self.make(self)


def recipe_for(
    material: Material,
    kind: Kind,
    passages: Sequence[Passage],
    make: Callable[[Recipe], Item | None],
    balance: str = "",
    *,
    late: bool = False,
) -> Recipe:
    """Return the recipe of an item that is made from passages alone.

    Args:
        material: knows the topics.
        kind: of the item.
        passages: the first one is what it asks about.
        make: makes and checks it.
        balance: as in Recipe.
        late: as in Recipe.
    """
    found = [material.topic(p.id) for p in passages]
    topic = max(found, key=found.count)  # the first of those that occur most
    return Recipe(
        kind=kind,
        unit=passages[0].group or passages[0].id,
        topic=topic.title,
        audience=topic.audience,
        passage_ids=tuple(p.id for p in passages),
        make=make,
        balance=balance,
        late=late,
    )


def load_material(settings: Settings, files: Sequence[Path] = ()) -> Material:
    """Read what items are made from.

    Args:
        settings: names the corpus folder.
        files: evaluation cases to use in the place of our own.

    Raises:
        CorpusError: the corpus or a file of cases cannot be used.
        QuizError: a file is a test set, or the scenarios cannot be used.
    """
    corpus = load_corpus(settings.corpus)
    passages = {p.id: p for p in corpus.passages}
    chosen = files or [p for p in (CASES / name for name in CASE_FILES) if p.is_file()]
    cases: dict[str, Case] = {}
    for path in chosen:
        if path.name.startswith(_TEST_SET):
            raise QuizError(f"{path}: is a test set; a quiz would give its answers away")
        cases.update((c.id, c) for c in load_cases(path, passages) if c.answerable)
    ranks: dict[str, int | None] = {}
    if FOUND.is_file():
        ranks = {i: found.rank for i, found in load_accepted(FOUND).ranks.items()}

    def allowed(text: str) -> bool:
        return not checklist.check(text).refused

    def written(path: Path, kind: type[Written]) -> tuple[Written, ...]:
        return load_written(path, kind, passages, allowed=allowed) if path.is_file() else ()

    return Material(
        cases=tuple(cases.values()),
        passages=passages,
        sources={s.id: s for s in corpus.sources},
        scenarios=written(SCENARIOS, Scenario),
        lists=written(LISTS, PointList),
        meanings=written(MEANINGS, Meaning),
        prompts=_prompts(cases, written(PROMPTS, Prompt)),
        ranks=ranks,
        accepted={found.term: found.answers for found in written(ACCEPTED, Accepted)},
        left_out=frozenset(item.id for item in written(LEFT_OUT, LeftOut)),
    )


def _prompts(cases: Mapping[str, Case], found: Sequence[Prompt]) -> Mapping[str, Prompt]:
    """What is asked in the place of the questions of the cases that are used.

    Raises:
        QuizError: a key is a point that the case does not have.
    """
    for prompt in found:
        case = cases.get(prompt.case)
        if case is not None and prompt.key >= len(case.must_say):
            raise QuizError(f"{PROMPTS.name}: '{prompt.case}' has no point {prompt.key}")
    return {prompt.case: prompt for prompt in found if prompt.case in cases}


def version_of(passage: Passage, source: Source) -> str:
    """Return the version of a passage: the day of a law's version, else what the source says."""
    law = source.kind is SourceKind.LAW
    return (passage.valid_on if law else None) or source.version


def shown_quote(passage: Passage, decisive: str) -> str:
    """Return the sentence that decisive words stand in, or those words when it is too long.

    Verbatim: the result stands in the text of the passage.
    """
    start = passage.text.find(decisive)
    if start < 0:
        raise ValueError(f"{passage.id} does not hold the words")
    end = start + len(decisive)
    spans = [s for s in split_sentences(passage.text) if s.end > start and s.start < end]
    whole = passage.text[spans[0].start : spans[-1].end] if spans else decisive
    return whole if len(whole) <= LONGEST_QUOTE and decisive in whole else decisive


@lru_cache(maxsize=8192)
def stems(text: str) -> frozenset[str]:
    """Return the words of a text that say something, as stems."""
    return frozenset(terms(text))


@lru_cache(maxsize=1)
def _topics() -> Mapping[str, Topic]:
    """The topics, by each beginning of a passage id that leads to them.

    Raises:
        QuizError: the table is not valid, or a beginning leads to two topics.
    """
    path = resources.files("assistant") / "data" / "quiz-topics.toml"
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    found: dict[str, Topic] = {}
    try:
        for entry in data["topic"]:
            topic = Topic.model_validate(entry)
            for beginning in topic.passages:
                if beginning in found:
                    raise QuizError(f"{path}: '{beginning}' leads to two topics")
                found[beginning] = topic
    except (KeyError, ValidationError) as error:
        raise QuizError(f"{path}: not a table of topics ({error})") from error
    return found


def _beginning(passage_id: str) -> str:
    """The longest known beginning; it ends where a part of the id or a number in it ends."""
    fitting = [b for b in _topics() if passage_id.startswith(b) and _ends(passage_id, len(b))]
    return max(fitting, key=len, default="")


def _ends(passage_id: str, at: int) -> bool:
    return at == len(passage_id) or passage_id[at] in "/."


def topic_titles() -> tuple[str, ...]:
    """Return the titles of the topics that we know, in order of the table."""
    return tuple(dict.fromkeys(t.title for t in _topics().values()))
