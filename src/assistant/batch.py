"""The batch contracts of `ask`, `search` and `guard`: JSON lines in, JSON lines out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from assistant import texts_nl
from assistant.errors import BatchError, QuestionError
from assistant.laws.show import change_sentence
from assistant.laws.versions import Change
from assistant.records import Answer, Citation, Decision, Hit, Status

Json = dict[str, Any]
STREAM = Path("-")  # standard input or standard output


def read_lines(path: Path, key: str) -> list[tuple[str, str, Json]]:
    """Return id, text and the whole object of every line.

    Args:
        path: a UTF-8 file of JSON lines; - is standard input.
        key: "question" or "text".

    Raises:
        BatchError: the file cannot be read, or a line is not what the contract asks. The message
            names the line and never quotes it.
    """
    try:
        data = sys.stdin.buffer.read() if path == STREAM else path.read_bytes()
        raw = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise BatchError(f"{path}: cannot be read ({reason})") from error
    rows: list[tuple[str, str, Json]] = []
    for number, line in enumerate(raw.split("\n"), 1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise BatchError(f"{where}: not JSON (column {error.colno})") from error
        except (ValueError, RecursionError) as error:
            raise BatchError(f"{where}: not JSON that can be read") from error
        wanted = isinstance(row, dict) and isinstance(row.get(key), str)
        if not wanted or not isinstance(row.get("id"), str | int | float):
            raise BatchError(f'{where}: wants an object with "id" and "{key}"')
        earlier = row.get("earlier", [])
        if not isinstance(earlier, list) or not all(isinstance(e, str) for e in earlier):
            raise BatchError(f'{where}: "earlier" is a list of texts')
        rows.append((str(row["id"]), row[key], row))
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
        source: JSON lines; - is standard input.
        target: written beside itself and swapped in when every line is done; - is standard
            output, written at the end.
        key: which field holds the text.
        work: id, text and the whole object in, the result out. The result gets the id as it was
            given: a number stays a number.
        progress: told how many are done.

    Returns:
        How many lines were written.

    Raises:
        BatchError: input or output cannot be used; then nothing was written.
    """
    rows = read_lines(source, key)

    def lines() -> Iterator[str]:
        for done, (row_id, text, data) in enumerate(rows):
            progress(done, len(rows))
            line = {**work(row_id, text, data), "id": data["id"]}
            yield json.dumps(line, ensure_ascii=False) + "\n"
        progress(len(rows), len(rows))

    if target == STREAM:
        sys.stdout.write("".join(lines()))
        return len(rows)
    if not target.name:
        raise BatchError(f"{target}: is no name of a file")
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        # half a surrogate pair, which JSON can hold and UTF-8 cannot, goes out as it came in
        with temporary.open("w", encoding="utf-8", errors="backslashreplace") as out:
            out.writelines(lines())
        temporary.replace(target)
    except OSError as error:
        raise BatchError(f"{target}: cannot be written ({error.strerror})") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return len(rows)


def answer_json(
    row_id: str,
    answer: Answer,
    changes: Mapping[str, Change] = {},
) -> Json:
    """Return one line of `ask --jsonl`; of a refused question it holds no part.

    Args:
        row_id: of the line.
        answer: the outcome.
        changes: of quoted law since the version that is quoted, by passage id.
    """
    return {
        "id": row_id,
        "status": answer.status.value,
        "answer": _answer_text(answer),
        "sentences": [
            {"text": s.text, "citations": list(s.citations), "written": s.written}
            for s in answer.sentences
        ],
        "citations": [_citation(c, changes.get(c.passage.id)) for c in answer.citations],
        "retrieved": [_hit(h) for h in answer.hits],
        "timings_ms": answer.timings_ms,
        "reason": answer.reason,
        "read_as": answer.read_as,
        "short": list(answer.short),
        "laws": [{"passage_id": p.id, "ref": p.ref, "url": p.url} for p in answer.laws],
        "suggestions": list(answer.suggestions),
        "follow_ups": list(answer.follow_ups),
        "notice": answer.notice,
    }


def answer_problem_json(row_id: str, error: QuestionError) -> Json:
    """Return the line for a question that is no question: abstained, with the reason in Dutch."""
    line = answer_json(row_id, Answer(status=Status.ABSTAINED))
    return {**line, "answer": texts_nl.explain(error)}


def search_json(row_id: str, answer: Answer) -> Json:
    """Return one line of `search --jsonl`."""
    refused = answer.status is Status.REFUSED
    return {
        "id": row_id,
        "status": "refused" if refused else "found",
        "message": texts_nl.REFUSED if refused else "",
        "retrieved": [_hit(h) for h in answer.hits],
        "timings_ms": answer.timings_ms,
    }


def search_problem_json(row_id: str, error: QuestionError) -> Json:
    """Return the line of `search` for a question that is no question."""
    line = search_json(row_id, Answer(status=Status.ABSTAINED))
    return {**line, "status": "abstained", "message": texts_nl.explain(error)}


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


def _citation(citation: Citation, change: Change | None) -> Json:
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
        "changed": change_sentence(change) if change else "",
    }


def _hit(hit: Hit) -> Json:
    passage = hit.passage
    return {
        "passage_id": passage.id,
        "ref": passage.ref,
        "text": passage.text,
        "score": round(hit.score, 4),
    }
