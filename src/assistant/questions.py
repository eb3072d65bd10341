"""The question bank: for every passage the questions it answers, in work-floor words."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.corpus import moved_passages
from assistant.errors import CorpusError

FOLDER = "questions"
OUTSIDE = "outside.jsonl"
OWN = "eigen.jsonl"  # of an organisation's own documents, proposed by a model; not in git


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    passage_id: str
    questions: list[str]


class Review(StrEnum):
    """What a person decided about a proposed question."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"


class OwnQuestion(BaseModel):
    """A question that a language model proposed for an organisation's own passage."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    passage_id: str
    question: str
    status: Review


def read_own(corpus: Path) -> list[OwnQuestion]:
    """Return all questions for own documents, in file order; [] when there is no file.

    Raises:
        CorpusError: a line is not valid; the message names file and line.
    """
    path = corpus / FOLDER / OWN
    rows: list[OwnQuestion] = []
    for number, raw in _lines(path) if path.is_file() else ():
        try:
            rows.append(OwnQuestion.model_validate_json(raw))
        except ValidationError as error:
            raise CorpusError(f"{path.name}, line {number}: not valid ({error})") from error
    return rows


def load_questions(corpus: Path, passage_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return the bank's questions by passage id, in file order.

    Of questions for own documents only those that a person approved. One whose passage is gone is
    passed over, since an organisation replaces its documents; `assistant corpus enrich` counts
    them.

    Args:
        corpus: the corpus folder; its `questions/*.jsonl` are read.
        passage_ids: ids that exist. A line about another passage is an error, since its
            questions would be lost unseen; but one that the manifest calls moved goes with the
            passage, and one that it calls gone is passed over.

    Raises:
        CorpusError: a file cannot be read, or a line is not valid or names no passage; the
            message names file and line.
    """
    bank: dict[str, tuple[str, ...]] = {}
    moved = moved_passages(corpus)
    for path in sorted((corpus / FOLDER).glob("*.jsonl")):
        if path.name == OWN:
            continue
        for number, raw in _lines(path):
            try:
                line = _Line.model_validate_json(raw)
            except ValidationError as error:
                raise CorpusError(
                    f"{path.name}, line {number}: not a bank line ({error})"
                ) from error
            passage_id = line.passage_id
            if passage_id not in passage_ids:
                passage_id = moved.get(passage_id, passage_id)
            if not passage_id:
                continue
            if passage_id not in passage_ids:
                raise CorpusError(
                    f"{path.name}, line {number}: there is no passage '{line.passage_id}'; give "
                    "the questions to the passage that took its place, or remove the line"
                )
            known = bank.get(passage_id, ())
            bank[passage_id] = tuple(dict.fromkeys((*known, *line.questions)))
    for row in read_own(corpus):
        if row.status is Review.APPROVED and row.passage_id in passage_ids:
            known = bank.get(row.passage_id, ())
            bank[row.passage_id] = tuple(dict.fromkeys((*known, row.question)))
    return bank


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Number, from 1, and text of every line that is not blank."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path.name}: cannot be read as UTF-8 text ({error})") from error
    return ((n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip())


class _Outside(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    question: str
    why: str
    topic: str


def load_outside(corpus: Path) -> list[tuple[str, str]]:
    """Return questions near the corpus that it does not answer, each with its topic.

    They teach where the corpus ends. Returns [] when `outside.jsonl` is not there.

    Raises:
        CorpusError: a line is not valid; the message names file and line.
    """
    path = corpus / OUTSIDE
    if not path.is_file():
        return []
    found: list[tuple[str, str]] = []
    for number, raw in _lines(path):
        try:
            line = _Outside.model_validate_json(raw)
        except ValidationError as error:
            raise CorpusError(f"{path.name}, line {number}: not valid ({error})") from error
        found.append((line.question, line.topic))
    return found


def bank_hash(bank: dict[str, tuple[str, ...]], outside: Sequence[tuple[str, str]] = ()) -> str:
    """Return a sha256 over the whole bank and the questions outside it."""
    digest = hashlib.sha256("\n".join(q for q, _ in outside).encode())
    for passage_id in sorted(bank):
        digest.update("\n".join((passage_id, *bank[passage_id], "")).encode())
    return digest.hexdigest()
