"""Labelled pairs: their schema, and the checks that keep them honest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from assistant.errors import CorpusError
from assistant.records import Passage

SUPPORTED_KINDS = ("paraphrase", "compression", "merge")
UNSUPPORTED_KINDS = (
    "negation", "modality", "number", "deadline", "age", "actor", "article", "condition", "scope",
    "addition", "opposite",
)  # fmt: skip
Kind = Literal[
    "paraphrase", "compression", "merge", "negation", "modality", "number", "deadline", "age",
    "actor", "article", "condition", "scope", "addition", "opposite",
]  # fmt: skip
BALANCE = (0.4, 0.6)  # share of supported pairs that a set may have


class Pair(BaseModel):
    """A sentence beside a passage, and whether it follows from it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    passage_id: str
    sentence: str
    supported: bool
    kind: Kind

    @model_validator(mode="after")
    def _fits(self) -> Pair:
        if self.supported != (self.kind in SUPPORTED_KINDS):
            raise ValueError(f"kind '{self.kind}' does not go with supported={self.supported}")
        if not self.sentence.strip():
            raise ValueError("the sentence is empty")
        return self


def load_pairs(path: Path, passages: Mapping[str, Passage]) -> list[Pair]:
    """Return the pairs of a file, checked against the corpus.

    Raises:
        CorpusError: the file cannot be read, a line is no pair, an id appears twice, a passage is
            not there, or the set leans to one side. The message names file and line and never
            quotes the sentence.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise CorpusError(f"{path}: cannot be read ({reason})") from error
    pairs: list[Pair] = []
    seen: set[str] = set()
    for number, raw in enumerate(text.split("\n"), 1):
        if not raw.strip():
            continue
        where = f"{path.name}, line {number}"
        try:
            pair = Pair.model_validate_json(raw)
        except ValidationError as error:
            what = "; ".join(str(e["msg"]) for e in error.errors(include_input=False))
            raise CorpusError(f"{where}: not a labelled pair ({what})") from error
        if pair.id in seen:
            raise CorpusError(f"{where}: id '{pair.id}' appears twice")
        if pair.passage_id not in passages:
            raise CorpusError(f"{where}: there is no passage '{pair.passage_id}'")
        seen.add(pair.id)
        pairs.append(pair)
    _check_balance(path, pairs)
    return pairs


def _check_balance(path: Path, pairs: Sequence[Pair]) -> None:
    if not pairs:
        raise CorpusError(f"{path}: holds no pair")
    share = sum(p.supported for p in pairs) / len(pairs)
    low, high = BALANCE
    if len(pairs) > 20 and not low <= share <= high:
        raise CorpusError(
            f"{path.name}: {share:.0%} of the pairs are supported; wanted {low:.0%} to {high:.0%}"
        )


def passage_text(passage: Passage) -> str:
    """Return what a sentence is judged by: the sentence that announces a list, then the text."""
    return f"{passage.lead_in}\n{passage.text}" if passage.lead_in else passage.text


def shared_passages(
    first: Sequence[Pair], second: Sequence[Pair], passages: Mapping[str, Passage]
) -> set[str]:
    """Return the passage groups that both sets use; an honest split has none."""
    groups = [{passages[p.passage_id].group for p in pairs} for pairs in (first, second)]
    return groups[0] & groups[1]
