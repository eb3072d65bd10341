"""The question bank: for every passage the questions it answers, in work-floor words."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import CorpusError

FOLDER = "questions"


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    passage_id: str
    questions: list[str]


def load_questions(corpus: Path, passage_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return the bank's questions by passage id, in file order.

    Args:
        corpus: the corpus folder; its `questions/*.jsonl` are read.
        passage_ids: ids that exist. A line about another passage is an error, since its
            questions would be lost unseen.

    Raises:
        CorpusError: a line is not valid or names no passage; the message names file and line.
    """
    bank: dict[str, tuple[str, ...]] = {}
    for path in sorted((corpus / FOLDER).glob("*.jsonl")):
        for number, raw in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if not raw.strip():
                continue
            try:
                line = _Line.model_validate_json(raw)
            except ValidationError as error:
                raise CorpusError(
                    f"{path.name}, line {number}: not a bank line ({error})"
                ) from error
            if line.passage_id not in passage_ids:
                raise CorpusError(
                    f"{path.name}, line {number}: there is no passage '{line.passage_id}'; give "
                    "the questions to the passage that took its place, or remove the line"
                )
            known = bank.get(line.passage_id, ())
            bank[line.passage_id] = tuple(dict.fromkeys((*known, *line.questions)))
    return bank


def bank_hash(bank: dict[str, tuple[str, ...]]) -> str:
    """Return a sha256 over the whole bank."""
    digest = hashlib.sha256()
    for passage_id in sorted(bank):
        digest.update("\n".join((passage_id, *bank[passage_id], "")).encode())
    return digest.hexdigest()
