"""The batch contracts of `ask`, `search` and `guard`: JSON lines in, JSON lines out."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from assistant import texts_nl
from assistant.errors import BatchError, QuestionError
from assistant.records import Answer, Citation, Decision, Hit, Status

Json = dict[str, Any]


def read_lines(path: Path, key: str) -> list[tuple[str, str, Json]]:
    """Return id, text and the whole object of every line.

    Args:
        path: a UTF-8 file of JSON lines.
        key: "question" or "text".

    Raises:
        BatchError: the file cannot be read, or a line is not what the contract asks. The message
            names the line and never quotes it.
    """
    try:
        raw = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise BatchError(f"{path}: cannot be read ({reason})") from error
    rows: list[tuple[str, str, Json]] = []
    for number, line in enumerate(raw.split("\n"), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except json.JSONDecodeError as error:
            raise BatchError(f"{path}, line {number}: not JSON (column {error.colno})") from error
        wanted = isinstance(data, dict) and "id" in data and isinstance(data.get(key), str)
        if not wanted:
            raise BatchError(f'{path}, line {number}: wants an object with "id" and "{key}"')
        rows.append((str(data["id"]), data[key], data))
    return rows


def run_batch(
    source: Path,
    target: Path,
    key: str,
    work: Callable[[str, str, Json], Json],
    *,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> int:
    """Apply `work` to every line of `source` and write the results to `target`, all or nothing.

    Args:
        source: JSON lines.
        target: written beside itself and swapped in when every line is done.
        key: which field holds the text.
        work: id, text and the whole object in, the result out.
        progress: told how many are done.

    Returns:
        How many lines were written.

    Raises:
        BatchError: input or output cannot be used; then nothing was written.
    """
    rows = read_lines(source, key)
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with temporary.open("w", encoding="utf-8") as out:
            for done, (row_id, text, data) in enumerate(rows):
                progress(done, len(rows))
                out.write(json.dumps(work(row_id, text, data), ensure_ascii=False) + "\n")
        temporary.replace(target)
    except OSError as error:
        raise BatchError(f"{target}: cannot be written ({error.strerror})") from error
    finally:
        temporary.unlink(missing_ok=True)
    progress(len(rows), len(rows))
    return len(rows)


def answer_json(row_id: str, answer: Answer) -> Json:
    """Return one line of `ask --jsonl`; of a refused question it holds no part."""
    return {
        "id": row_id,
        "status": answer.status.value,
        "answer": _answer_text(answer),
        "sentences": [{"text": s.text, "citations": list(s.citations)} for s in answer.sentences],
        "citations": [_citation(c) for c in answer.citations],
        "retrieved": [_hit(h) for h in answer.hits],
        "timings_ms": answer.timings_ms,
    }


def problem_json(row_id: str, error: QuestionError) -> Json:
    """Return the line for a question that is no question: abstained, with the reason in Dutch."""
    line = answer_json(row_id, Answer(status=Status.ABSTAINED))
    return {**line, "answer": texts_nl.explain(error)}


def search_json(row_id: str, answer: Answer) -> Json:
    """Return one line of `search --jsonl`."""
    return {
        "id": row_id,
        "status": "refused" if answer.status is Status.REFUSED else "found",
        "retrieved": [_hit(h) for h in answer.hits],
        "timings_ms": answer.timings_ms,
    }


def guard_json(row_id: str, decision: Decision) -> Json:
    """Return one line of `guard --jsonl`: points and places, never the words."""
    return {
        "id": row_id,
        "refused": decision.refused,
        "findings": [{"item": f.item, "start": f.start, "end": f.end} for f in decision.findings],
    }


def _answer_text(answer: Answer) -> str:
    if answer.status is Status.ANSWERED:
        return answer.text
    if answer.status is Status.REFUSED:
        return texts_nl.REFUSED
    return texts_nl.ABSTAINED.get(answer.reason, texts_nl.ABSTAINED["no-match"])


def _citation(citation: Citation) -> Json:
    passage = citation.passage
    return {
        "n": citation.n,
        "passage_id": passage.id,
        "source": passage.source_id,
        "ref": passage.ref,
        "page": passage.page,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "url": passage.url,
        "valid_on": passage.valid_on,
    }


def _hit(hit: Hit) -> Json:
    passage = hit.passage
    return {
        "passage_id": passage.id,
        "ref": passage.ref,
        "text": passage.text,
        "score": round(hit.score, 4),
    }


def lines_of(path: Path) -> Iterator[Json]:
    """Yield the objects of a JSON-lines file that one of our own commands wrote."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)
