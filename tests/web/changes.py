"""A change of the law, as the corpus may hold one some day."""

from __future__ import annotations

from assistant.laws.diff import Fate, word_diff
from assistant.laws.versions import Change
from assistant.records import Passage


def changed(passage: Passage, *, coming: bool = False) -> Change:
    """The passage with its first word gone and a marked-up one added."""
    newer = f"{passage.text.partition(' ')[2]} <b>toegevoegd</b>"
    return Change(
        passage_id=passage.id,
        fate=Fate.CHANGED,
        quoted_on=passage.valid_on,
        since="2027-01-01" if coming else "2026-01-01",
        coming=coming,
        version="later",
        pieces=word_diff(passage.text, newer),
        url=None,
    )
