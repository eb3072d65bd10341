"""Counts in the state folder: reactions to answers, and refusals by checklist point.

Never a question, a person or a time.
"""

from __future__ import annotations

import fcntl
import json
import os
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

REACTIONS = "feedback.json"
REFUSALS = "refusals.json"
_LOCK = threading.Lock()

Counts = dict[str, dict[str, int]]


def record_reaction(state: Path, *, status: str, helps: bool, passage_ids: Sequence[str]) -> None:
    """Add one reaction to the counts, by status and by passage that was shown.

    Args:
        state: folder of the counts; made when absent.
        status: how the question ended.
        helps: what the person chose.
        passage_ids: passages that were shown.

    Raises:
        OSError: the folder cannot be written.
    """
    keys = (f"status:{status}", *(f"passage:{i}" for i in dict.fromkeys(passage_ids)))
    _add(state, REACTIONS, keys, "helps" if helps else "helps_not", ("helps", "helps_not"))


def record_refusal(state: Path, items: Iterable[str]) -> None:
    """Add one refusal to the count of every checklist point that was hit.

    Args:
        state: folder of the counts; made when absent.
        items: ids of the points.

    Raises:
        OSError: the folder cannot be written.
    """
    _add(state, REFUSALS, dict.fromkeys(items), "refused", ("refused",))


def _add(state: Path, file: str, keys: Iterable[str], column: str, columns: Sequence[str]) -> None:
    """Add one, safe against other threads and processes; written beside and swapped in whole."""
    state.mkdir(parents=True, exist_ok=True)
    path = state / file
    with _LOCK, (state / f"{file}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        counts = read(state, file)
        for key in keys:
            entry = counts.setdefault(key, dict.fromkeys(columns, 0))
            entry[column] += 1
        beside = path.with_suffix(".new")
        with beside.open("w", encoding="utf-8") as out:
            json.dump(counts, out, ensure_ascii=False, indent=1, sort_keys=True)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)


def read(state: Path, file: str = REACTIONS) -> Counts:
    """Return the counts of a file; {} when there are none.

    Reactions stand under `status:<status>` and `passage:<id>`, refusals under the point's id.
    """
    try:
        found: Counts = json.loads((state / file).read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return found
