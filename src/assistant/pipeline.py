"""The order of the steps: checklist, what people approved, retrieve, answer, verify."""

from __future__ import annotations

import logging
import threading
import time
import unicodedata
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np

from assistant import checklist
from assistant.abstain import is_vague, reason_for
from assistant.answerability import Answerability, load_answerability
from assistant.beside import LawBeside
from assistant.compose import Candidate, compose, most_direct
from assistant.embedding import Embedder, load_embedder
from assistant.errors import IndexUnavailableError, QuestionError
from assistant.followup import read_in_context
from assistant.index import OpenIndex, current_build, open_index
from assistant.lexicon import Lexicon, load_lexicon
from assistant.ranking import ROLES, Weights, load_weights
from assistant.records import Answer, Decision, Draft, Hit, Passage, Source, Status
from assistant.retrieve import Found, HybridRetriever
from assistant.settings import Settings
from assistant.suggest import SURE, QuestionBank
from assistant.verify import load_verifier, only_verbatim

Guard = Callable[..., Decision]  # (text, *, earlier) -> Decision

log = logging.getLogger(__name__)


class Answerer(Protocol):
    """Makes an answer from what was found. A language model is one; so is quoting."""

    def answer(
        self, question: str, found: Found, candidates: Sequence[Candidate]
    ) -> Generator[Draft, None, None]:
        """Yield the answer as it grows; the last draft is final.

        A final draft without sentences is no answer. Closing the generator stops the work.
        """

    @property
    def notice(self) -> str:
        """What a reader should know before asking, as in `Answer.notice`; "" when nothing."""


class Curated(Protocol):
    """Answers that people approved, each for one question."""

    def answer(
        self, question: str, passage: Callable[[str], Passage | None]
    ) -> Answer | None:  # fmt: skip
        """Return the approved answer to this very question.

        None when there is none, when its words are no longer in the sources, or when it is out of
        reach: that never keeps a question from being answered.

        Args:
            question: as it is read.
            passage: looks a passage of the corpus up.
        """


class ExtractiveAnswerer:
    """Answers with verbatim sentences; needs no language model."""

    notice = ""

    def answer(
        self, question: str, found: Found, candidates: Sequence[Candidate]
    ) -> Generator[Draft, None, None]:
        """Yield once: the sentences that match the question best, quoted."""
        del question  # the search terms and the vector stand for it
        sentences, citations = compose(
            (*found.query.own, *found.query.added), found.vector, candidates
        )
        yield Draft(sentences=sentences, citations=citations)


class _Search(NamedTuple):
    """What one question brought, before it is answered."""

    answer: Answer  # without sentences
    began: float  # seconds of the clock that measures
    found: Found | None = None  # None when the checklist refused, or people answered before
    candidates: tuple[Candidate, ...] = ()  # () when the corpus does not answer
    laws: LawBeside | None = None  # as found


@dataclass(frozen=True, slots=True)
class _Opened:
    """An index and what reads it; replaced in one step."""

    index: OpenIndex
    retriever: HybridRetriever
    laws: LawBeside
    bank: QuestionBank


class Assistant:
    """Answers questions over one index; notices when the index is swapped. Thread-safe."""

    def __init__(
        self,
        folder: Path,
        embedder: Embedder,
        *,
        lexicon: Lexicon,
        weights: Weights,
        answerability: Answerability,
        answerer: Answerer,
        guard: Guard = checklist.check,
        max_characters: int = 4000,
        curated: Curated | None = None,
        chroma_url: str = "",
    ) -> None:
        """Open the index in `folder`, with its vectors in the Chroma server at `chroma_url` if any.

        `curated` goes before searching when a question is answered; None has none.

        Raises:
            IndexUnavailableError: there is no index, or another model built it.
        """
        self._folder = folder
        self._chroma_url = chroma_url
        self._embedder = embedder
        self._lexicon = lexicon
        self._weights = weights
        self._answerability = answerability
        self._answerer = answerer
        self._guard = guard
        self._max_characters = max_characters
        self._curated = curated
        self._lock = threading.Lock()
        self._opened = self._open()
        self._retired: OpenIndex | None = None  # the one before; closed at the next
        self._unusable = ""  # name of a later build that could not be opened

    def _open(self) -> _Opened:
        index = open_index(self._folder, self._chroma_url)
        if index.record.model_fingerprint != self._embedder.fingerprint:
            index.close()
            raise IndexUnavailableError(
                f"index was built with model '{index.record.model}', settings name "
                f"'{self._embedder.name}'; run 'assistant index'"
            )
        return _Opened(
            index,
            HybridRetriever(index, self._embedder, self._lexicon, self._weights),
            LawBeside(index.passages),
            QuestionBank(index.questions, self._embedder.embed, self._may_be_asked),
        )

    def _may_be_asked(self, question: str) -> bool:
        return not self._guard(question, earlier=()).refused

    def _current(self) -> _Opened:
        """The open index, reopened when another build took its place.

        A build that cannot be opened, such as one made with another model, leaves the one that
        is open in use: an operator's mistake should not take the answers away.
        """
        build = current_build(self._folder)
        if build is not None and build.name not in (self._opened.index.name, self._unusable):
            with self._lock:
                if build.name not in (self._opened.index.name, self._unusable):
                    try:
                        opened = self._open()
                        if self._retired is not None:
                            self._retired.close()
                        # questions that are under way may still read it, so not until the next
                        self._retired, self._opened = self._opened.index, opened
                    except IndexUnavailableError as error:
                        self._unusable = build.name
                        log.warning("index %s stays in use: %s", self._opened.index.name, error)
        return self._opened

    @property
    def index(self) -> OpenIndex:
        """The index that answers now."""
        return self._current().index

    def search(
        self, question: str, *, earlier: Sequence[str] = (), role: str = "professional"
    ) -> Answer:
        """Return what is found, without an answer; the checklist stands before it.

        Raises:
            QuestionError: the question is empty, too long or not text.
        """
        return self._search(question, earlier, role).answer

    @property
    def notice(self) -> str:
        """What a reader should know before asking: "model-unreachable", or ""."""
        return self._answerer.notice

    def ask(
        self,
        question: str,
        *,
        earlier: Sequence[str] = (),
        role: str = "professional",
        separate: bool = False,
    ) -> Answer:
        """Answer one question.

        Args:
            question: as typed.
            earlier: earlier questions of the conversation, oldest first; the checklist sees
                them, and a question that leans on the last one is read with it.
            role: "professional" or "bestuurder"; decides which Deel is quoted first.
            separate: read the question by itself; the checklist sees `earlier` all the same.

        Returns:
            Answered, abstained with the nearest passages, or refused. A refused answer holds no
            word of the question. It is the last answer of `stream`.

        Raises:
            QuestionError: the question is empty, too long or not text.
        """
        *_, answer = self.stream(question, earlier=earlier, role=role, separate=separate)
        return answer

    def stream(
        self,
        question: str,
        *,
        earlier: Sequence[str] = (),
        role: str = "professional",
        separate: bool = False,
    ) -> Generator[Answer, None, None]:
        """Answer one question, sentence by sentence.

        Every answer replaces the one before it. While a language model writes, one comes at least
        every second, also when nothing changed, with `writing` set, so that a caller can stop:
        closing the iterator ends the call of the model. The last answer is final.

        Raises:
            QuestionError: as `ask`, when the first answer is asked for.
        """
        search = self._search(question, earlier, role, separate=separate, answers=True)
        if search.found is None or not search.candidates:
            yield search.answer
            return
        reading = search.answer.read_as or question
        with closing(self._answerer.answer(reading, search.found, search.candidates)) as drafts:
            for draft in drafts:
                yield _answered(search, draft)

    def _search(
        self,
        question: str,
        earlier: Sequence[str],
        role: str,
        *,
        separate: bool = False,
        answers: bool = False,
    ) -> _Search:
        if role not in ROLES:
            raise ValueError(f"role must be one of {', '.join(ROLES)}")
        begin = time.perf_counter()
        decision = self._guard(question, earlier=earlier)
        guarded = time.perf_counter()
        if decision.refused:
            timings = {"guard": _ms(begin, guarded)}
            return _Search(
                Answer(status=Status.REFUSED, decision=decision, timings_ms=timings), begin
            )
        check_form(question, self._max_characters)
        opened = self._current()
        usable = [e for e in earlier if _problem(e, self._max_characters) is None]
        reading = question if separate else read_in_context(question, usable)
        if answers and self._curated is not None:
            approved = self._curated.answer(reading, self.passage)
            if approved is not None:
                done = time.perf_counter()
                timings = {
                    "guard": _ms(begin, guarded),
                    "answer": _ms(guarded, done),
                    "total": _ms(begin, done),
                }
                read_as = reading if reading != question else ""
                return _Search(replace(approved, read_as=read_as, timings_ms=timings), begin)
        found = opened.retriever.search(reading, role=role)
        confidence = self._answerability.probability(found)
        if is_vague(reading):
            confidence = 0.0  # whatever was found is chance
        enough = confidence >= self._answerability.threshold
        unsure = not enough or confidence < SURE
        searched = time.perf_counter()
        answer = Answer(
            status=Status.ABSTAINED,
            hits=found.hits,
            reason="no-match" if enough else reason_for(reading, found, opened.laws.holdings),
            read_as=reading if reading != question else "",
            confidence=confidence,
            suggestions=opened.bank.near(reading, found.vector, found.hits) if unsure else (),
            follow_ups=() if unsure else opened.bank.next(reading, found.vector, found.hits),
            timings_ms={"guard": _ms(begin, guarded), "retrieve": _ms(guarded, searched)},
        )
        if not enough:
            return _Search(answer, begin, found)
        candidates = tuple(_candidate(opened.index, h) for h in found.hits)
        return _Search(answer, begin, found, candidates, opened.laws)

    def passage(self, passage_id: str) -> Passage | None:
        """Return a passage by id; None when there is none."""
        index = self.index
        number = index.numbers.get(passage_id)
        return None if number is None else index.passages[number]

    def context(self, passage_id: str) -> tuple[Passage | None, Passage, Passage | None] | None:
        """Return a passage between its neighbours in the source; None when there is none."""
        index = self.index
        number = index.numbers.get(passage_id)
        if number is None:
            return None
        here = index.passages[number]
        near = [
            index.passages[n]
            if 0 <= n < len(index.passages) and index.passages[n].source_id == here.source_id
            else None
            for n in (number - 1, number + 1)
        ]
        return near[0], here, near[1]

    def sources(self) -> tuple[Source, ...]:
        """Return all sources, in the order of the manifest."""
        return self.index.sources

    def passages_of(self, source_id: str) -> tuple[Passage, ...]:
        """Return the passages of a source in reading order; () when there is no such source."""
        return tuple(p for p in self.index.passages if p.source_id == source_id)


def _answered(search: _Search, draft: Draft) -> Answer:
    """The answer that a draft makes, with only what is proven in it."""
    answer = search.answer
    checking = time.perf_counter()
    known = {c.n for c in draft.citations}
    sentences = tuple(
        s
        for s in draft.sentences
        # what was written was proven by its writer; a quotation is looked up once more
        if (s.written and s.citations and known.issuperset(s.citations))
        or only_verbatim([s], draft.citations)
    )
    if not sentences and not draft.writing:
        return replace(answer, notice=draft.notice, follow_ups=())
    steps = draft.timings_ms or {"verify": _ms(checking, time.perf_counter())}
    short: tuple[int, ...] = ()
    laws: tuple[Passage, ...] = ()
    if not draft.writing and search.found is not None and search.laws is not None:
        found = search.found
        asked = (*found.query.own, *found.query.added)
        short = most_direct(asked, found.vector, search.candidates, sentences, draft.citations)
        shown = {n for s in sentences for n in s.citations}
        laws = search.laws.find(c for c in draft.citations if c.n in shown)
    total = _ms(search.began, time.perf_counter())
    before = sum((*answer.timings_ms.values(), *steps.values()))
    rest = {"answer": round(total - before, 2), **steps}  # all steps together are the total
    return replace(
        answer,
        status=Status.ANSWERED,
        reason="",
        sentences=sentences,
        citations=draft.citations,
        short=short,
        laws=laws,
        notice=draft.notice,
        writing=draft.writing,
        waiting=draft.waiting,
        timings_ms={**answer.timings_ms, **rest, "total": total},
    )


def check_form(question: str, max_characters: int) -> None:
    """Refuse what is no question.

    Raises:
        QuestionError: empty, too short, too long, or not text in words.
    """
    problem = _problem(question, max_characters)
    if problem is not None:
        raise QuestionError(problem)


def _problem(question: str, max_characters: int) -> str | None:
    """Why a text is no question; None when it can be one."""
    text = question.strip()
    if not text:
        return "empty"
    if len(text) > max_characters:
        return "too-long"
    # Cc holds control characters, Cs halves of a character, which bytes that are no text become
    if "\ufffd" in text or any(
        unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\r\t" for c in text
    ):
        return "not-text"
    if len(text) < 2:
        return "too-short"
    if not any(c.isalnum() for c in text):
        return "no-letters"
    return None


def _ms(begin: float, end: float) -> float:
    return round((end - begin) * 1000, 2)


def _candidate(index: OpenIndex, hit: Hit) -> Candidate:
    number = index.numbers[hit.passage.id]
    start = index.sentence_starts[number]
    stop = (
        index.sentence_starts[number + 1]
        if number + 1 < len(index.sentence_starts)
        else len(index.sentences)
    )
    repeats = tuple(
        p for p in index.passages if p.group == hit.passage.group and p.id != hit.passage.id
    )
    return Candidate(hit, np.asarray(index.sentences[start:stop]), repeats, _lead(index, number))


def _lead(index: OpenIndex, number: int) -> tuple[Passage, int, int] | None:
    """Where the sentence stands that announces the list which a passage continues."""
    passage = index.passages[number]
    if not passage.lead_in:
        return None
    for earlier in reversed(index.passages[:number]):
        if earlier.source_id != passage.source_id:
            break
        begin = earlier.text.find(passage.lead_in)
        if begin >= 0:
            return earlier, begin, begin + len(passage.lead_in)
    return None


def open_assistant(settings: Settings, *, curated: Curated | None = None) -> Assistant:
    """Open the index and the models that the settings name.

    Args:
        settings: of this process.
        curated: answers that people approved; None has none, so that what is measured is the
            assistant itself.

    Raises:
        IndexUnavailableError: there is no index, or another model built it.
        ModelError: the embedding model cannot be loaded.
        SettingsError: the settings of the language model cannot be used.
    """
    answerability = load_answerability()
    if settings.threshold >= 0:
        answerability = replace(answerability, threshold=settings.threshold)
    if settings.chroma_url:
        from assistant.llm.network import check_url

        check_url(settings.chroma_url, allow_remote=False, setting="chroma_url")
    answerer: Answerer = ExtractiveAnswerer()
    if settings.llm != "none":
        from assistant.llm import open_writer  # takes seconds to import

        answerer = open_writer(
            settings, verifier=load_verifier(), guard=checklist.check, fallback=answerer
        )
    return Assistant(
        settings.index,
        load_embedder(settings.embedder),
        lexicon=load_lexicon(),
        weights=load_weights(),
        answerability=answerability,
        answerer=answerer,
        max_characters=settings.max_characters,
        curated=curated,
        chroma_url=settings.chroma_url,
    )
