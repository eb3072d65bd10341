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
    return _mapped(_mapped(text, _STRAIGHT).lower(), _FOLD)


def straighten(text: str) -> str:
    """Straight quotes, plain hyphens and spaces; every character keeps its place."""
    return _mapped(text, _STRAIGHT)


_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
FEW = 12  # different characters that are replaced one after the other, which is quicker


def _mapped(text: str, table: dict[int, str]) -> str:
    characters = {c for c in set(text) if c > "\x7f"}
    if len(characters) > FEW:
        return _NOT_ASCII.sub(lambda m: m.group().translate(table), text)
    for character in characters:
        plain = table.get(ord(character))
        if plain is not None:
            text = text.replace(character, plain)
    return text
