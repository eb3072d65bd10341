"""Dutch ordinals as laws write them."""

from __future__ import annotations

_WORDS = (
    "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende",
    "tiende", "elfde", "twaalfde", "dertiende", "veertiende", "vijftiende", "zestiende",
    "zeventiende", "achttiende", "negentiende", "twintigste",
)  # fmt: skip


def lid_ordinal(lid: str) -> str:
    """Return the ordinal of a lid, or its number when it has a letter or is above twenty.

    >>> lid_ordinal("4"), lid_ordinal("2a")
    ('vierde', '2a')
    """
    return _WORDS[int(lid) - 1] if lid.isdigit() and 0 < int(lid) <= len(_WORDS) else lid
