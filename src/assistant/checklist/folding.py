"""One spelling for look-ups: lower case, no diacritics, straight quotes; offsets stay the same."""

from __future__ import annotations

import unicodedata

# Letters with a mark or a stroke to the bare letter, one to one, so that offsets stay the same.
_FOLD: dict[int, str] = {}
for _code in range(0xC0, 0x250):
    _parts = unicodedata.normalize("NFKD", chr(_code))
    if len(_parts) > 1 and unicodedata.combining(_parts[1]) and _parts[0].isascii():
        _FOLD[_code] = _parts[0].lower()
_FOLD.update({ord(a): b for a, b in zip("ßłøıđæœəðþŁØĐÆŒ", "sloidaoedtlodao", strict=True)})
_FOLD.update({ord(c): "'" for c in "‘’‛`´′ʼ"})
_FOLD.update({ord(c): "-" for c in "‐‑‒–—"})
_FOLD[ord("\xa0")] = " "
_CAPITAL_I_WITH_DOT = "\u0130"


def fold(text: str) -> str:
    """Lower case without diacritics and with straight quotes; every character keeps its place."""
    if text.isascii():
        return text.lower()
    return text.replace(_CAPITAL_I_WITH_DOT, "i").lower().translate(_FOLD)
