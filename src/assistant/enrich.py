"""Questions that the language model proposes for an organisation's own documents.

A passage is found by the questions of the bank as much as by its own words, and the bank has none
for documents that an organisation adds. The model proposes some, a person reads them, and only
what that person approves enters the index (`assistant.questions`).
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import CorpusError, ModelError
from assistant.llm.calls import Limits
from assistant.llm.model import Model
from assistant.llm.prompts_nl import propose
from assistant.questions import FOLDER, OWN, OwnQuestion, Review, read_own
from assistant.records import Passage
from assistant.suggest import reads_well

MOST = 8  # questions for one passage
_MOST_CHARACTERS = 20_000  # of what a model writes for one passage; a longer text is cut
_MARK = re.compile(r"^(?:\d{1,3}[.)]|[-*•–])\s+")


@dataclass(frozen=True, slots=True)
class Enriched:
    """What one run brought."""

    path: Path  # the file to review
    proposed: int  # new questions
    asked: int  # passages that the model was asked about
    failed: tuple[str, ...]  # ids of passages for which the model gave nothing that can be used
    waiting: int  # questions in the file that nobody has reviewed yet
    approved: int
    orphans: int  # reviewed questions whose passage is no longer there


def enrich(
    corpus: Path,
    passages: Sequence[Passage],
    model: Model,
    *,
    allowed: Callable[[str], bool],
    seconds: float,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Enriched:
    """Let the model propose questions for passages that have none yet, and add them to the file.

    Args:
        corpus: the corpus folder; `questions/eigen.jsonl` in it is written, all or nothing.
        passages: those of the organisation's own documents.
        model: writes the questions.
        allowed: whether a question may be asked; what the checklist stops is no suggestion.
        seconds: how long the model may take for one passage.
        progress: told how many passages are done.

    Raises:
        CorpusError: the file cannot be read or written.
        ModelError: the model cannot be called at all.
    """
    known = read_own(corpus)
    done = {row.passage_id for row in known}
    todo = [p for p in passages if p.id not in done]
    if todo:
        model.check()
    rows = list(known)
    failed: list[str] = []
    for number, passage in enumerate(todo):
        progress(number, len(todo))
        try:
            written = _write(model, passage, seconds)
        except ModelError:
            written = ""
        found = questions_in(written, allowed)
        if not found:
            failed.append(passage.id)
        rows += [
            OwnQuestion(passage_id=passage.id, question=q, status=Review.PROPOSED) for q in found
        ]
    progress(len(todo), len(todo))
    path = corpus / FOLDER / OWN
    if len(rows) > len(known):
        _save(path, rows)
    ids = {p.id for p in passages}
    return Enriched(
        path=path,
        proposed=len(rows) - len(known),
        asked=len(todo),
        failed=tuple(failed),
        waiting=sum(r.status is Review.PROPOSED for r in rows),
        approved=sum(r.status is Review.APPROVED for r in rows),
        orphans=sum(r.passage_id not in ids for r in rows),
    )


def questions_in(written: str, allowed: Callable[[str], bool]) -> tuple[str, ...]:
    r"""Return the questions in what a model wrote: one a line, each once, at most `MOST`.

    >>> questions_in("1. Wie mag het dossier zien?\nGraag gedaan!", lambda _: True)
    ('Wie mag het dossier zien?',)
    """
    found: dict[str, str] = {}
    for line in written.splitlines():
        question = " ".join(_MARK.sub("", line.strip()).strip("\"'“”*").split())
        if reads_well(question) and question.isprintable() and allowed(question):
            found.setdefault(question.lower(), question)
    return tuple(found.values())[:MOST]


def _write(model: Model, passage: Passage, seconds: float) -> str:
    limits = Limits(deadline=time.monotonic() + seconds, silence=seconds)
    pieces: list[str] = []
    with closing(model.write(propose(passage.ref, passage.text, MOST), limits)) as written:
        for piece in written:
            pieces.append(piece)
            if sum(map(len, pieces)) > _MOST_CHARACTERS:
                break
    return "".join(pieces)


def _save(path: Path, rows: Iterable[OwnQuestion]) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text("".join(f"{r.model_dump_json()}\n" for r in rows), encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        raise CorpusError(f"{path.name}: cannot be written ({error.strerror})") from error
    finally:
        temporary.unlink(missing_ok=True)
