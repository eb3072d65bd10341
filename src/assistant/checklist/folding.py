"""One spelling for look-ups: lower case, no diacritics, straight quotes; offsets stay the same."""

from __future__ import annotations

import re
import unicodedata

# Letters with a mark or a stroke to the bare letter, one to one, so that offsets stay the same.
_FOLD: dict[int, str] = {}
for _code in range(0xC0, 0x250):
    _parts = unicodedata.normalize("NFKD", chr(_code))
    if len(_parts) > 1 and unicodedata.combining(_parts[1]) and _parts[0].isascii():
        _FOLD[_code] = _parts[0].lower()
_FOLD.update({ord(a): b for a, b in zip("ßłøıđæœəðþŁØĐÆŒ", "sloidaoedtlodao", strict=True)})
_STRAIGHT = {ord(c): "'" for c in "‘’‛´′ʼ"}
_STRAIGHT.update({ord(c): "-" for c in "‐‑‒"})
_STRAIGHT[ord("\xa0")] = " "
_STRAIGHT[0x0130] = "I"  # the Turkish capital with a dot has no lower case of one character
_FOLD.update(_STRAIGHT)


def fold(text: str) -> str:
    """Lower case without diacritics and with straight quotes; every character keeps its place."""
    if text.isascii():
        return text.lower()
    return _NOT_ASCII.sub(_fold_match, straighten(text).lower())


def straighten(text: str) -> str:
    """Straight quotes, plain hyphens and spaces; every character keeps its place."""
    return _NOT_ASCII.sub(_straight_match, text)


_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


def _fold_match(match: re.Match[str]) -> str:
    return match.group().translate(_FOLD)


def _straight_match(match: re.Match[str]) -> str:
    return match.group().translate(_STRAIGHT)
