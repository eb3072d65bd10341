"""Counts of "helps" and "does not help". Never a question, a person or a time."""

from __future__ import annotations

import fcntl
import json
import os
import threading
from collections.abc import Sequence
from pathlib import Path

FILE = "feedback.json"
_LOCK = threading.Lock()


def record(state: Path, *, status: str, helps: bool, passage_ids: Sequence[str]) -> None:
    """Add one reaction to the counts, safe against other threads and processes.

    The new counts are written beside the old ones and swapped in whole.

    Args:
        state: folder of the counts; made when absent.
        status: how the question ended.
        helps: what the person chose.
        passage_ids: passages that were shown.

    Raises:
        OSError: the folder cannot be written.
    """
    word = "helps" if helps else "helps_not"
    state.mkdir(parents=True, exist_ok=True)
    path = state / FILE
    with _LOCK, (state / f"{FILE}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        counts = read(state)
        for key in (f"status:{status}", *(f"passage:{i}" for i in dict.fromkeys(passage_ids))):
            entry = counts.setdefault(key, {"helps": 0, "helps_not": 0})
            entry[word] += 1
        beside = path.with_suffix(".new")
        with beside.open("w", encoding="utf-8") as out:
            json.dump(counts, out, ensure_ascii=False, indent=1, sort_keys=True)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)


def read(state: Path) -> dict[str, dict[str, int]]:
    """Return the counts by `status:<status>` and `passage:<id>`; {} when there are none."""
    try:
        found: dict[str, dict[str, int]] = json.loads((state / FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return found
