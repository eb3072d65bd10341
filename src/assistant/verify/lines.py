"""The batch contract of `assistant verify`: JSON lines in, JSON lines out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant import batch
from assistant.errors import BatchError
from assistant.verify.model import Verdict
from assistant.verify.verifier import Verifier

Json = dict[str, Any]


def run_batch(
    source: Path,
    target: Path,
    verifier: Verifier,
    *,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> int:
    """Judge every line of a file of `{"id", "passage", "sentence"}`.

    Writes `{"id", "supported": bool, "reasons": [str]}`, all lines or none.

    Returns:
        How many lines were written.

    Raises:
        BatchError: input or output cannot be used; then nothing was written.
    """

    def work(row_id: str, sentence: str, row: Json) -> Json:
        passage = row.get("passage")
        if not isinstance(passage, str):
            raise BatchError(f'{source}, id {row_id}: wants a "passage" that is a text')
        return verdict_json(row_id, verifier.judge(sentence, passage))

    return batch.run_batch(source, target, "sentence", work, progress=progress)


def verdict_json(row_id: str, verdict: Verdict) -> Json:
    """Return one line of the output; a reason is its code, a colon and Dutch words."""
    return {
        "id": row_id,
        "supported": verdict.supported,
        "reasons": [f"{r.code}: {r.detail}" for r in verdict.reasons],
    }
