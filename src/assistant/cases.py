"""Evaluation cases: their schema, and the checks that keep them honest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from assistant.errors import CorpusError
from assistant.records import Passage

STYLES = ("paraphrase", "formal", "keyword", "typo", "long", "follow-up", "reference")
Style = Literal["paraphrase", "formal", "keyword", "typo", "long", "follow-up", "reference"]


class Gold(BaseModel):
    """A passage that answers the question, and the words that decide."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    passage_id: str
    words: str  # verbatim in the passage


class Case(BaseModel):
    """One question with what a right answer holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    question: str
    style: Style
    asker: Literal["professional", "bestuurder", "jurist", "trainer"]
    topic: str
    earlier: list[str] = []
    gold: list[Gold]  # every passage that answers; empty when the corpus has no answer
    must_say: list[str] = []
    wrong: list[str] = []
    why: Literal["near-domain", "false-premise", "off-topic", "later-law"] | None = None
    note: str | None = None
    status: Literal["draft", "reviewed"]

    @model_validator(mode="after")
    def _whole(self) -> Case:
        if not self.gold and self.why is None:
            raise ValueError("a question without gold says why the corpus has no answer")
        if self.gold and self.why is not None:
            raise ValueError("a question with gold has no 'why'")
        return self

    @property
    def answerable(self) -> bool:
        """Whether the corpus has an answer."""
        return bool(self.gold)

    @property
    def gold_ids(self) -> list[str]:
        """Ids of the gold passages, each once."""
        return list(dict.fromkeys(g.passage_id for g in self.gold))


def load_cases(path: Path, passages: Mapping[str, Passage]) -> list[Case]:
    """Return the cases of a file, checked against the corpus.

    Raises:
        CorpusError: the file cannot be read, a line is no case, an id appears twice, or gold
            names a passage or words that are not there. The message names file and line.
    """
    cases: list[Case] = []
    seen: set[str] = set()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: cannot be read ({error})") from error
    for number, raw in enumerate(text.split("\n"), 1):
        if not raw.strip():
            continue
        where = f"{path.name}, line {number}"
        try:
            case = Case.model_validate_json(raw)
        except ValidationError as error:
            raise CorpusError(f"{where}: not an evaluation case ({error})") from error
        if case.id in seen:
            raise CorpusError(f"{where}: id '{case.id}' appears twice")
        seen.add(case.id)
        for gold in case.gold:
            passage = passages.get(gold.passage_id)
            if passage is None:
                raise CorpusError(f"{where}: there is no passage '{gold.passage_id}'")
            if gold.words not in passage.text:
                raise CorpusError(f"{where}: '{gold.passage_id}' does not hold the decisive words")
        cases.append(case)
    if not cases:
        raise CorpusError(f"{path}: holds no case")
    return cases


def shared_groups(
    first: Sequence[Case], second: Sequence[Case], passages: Mapping[str, Passage]
) -> set[str]:
    """Return the passage groups that are gold in both sets; an honest split has none."""
    groups = [
        {passages[i].group for case in cases for i in case.gold_ids} for cases in (first, second)
    ]
    return groups[0] & groups[1]
