"""Where in a text to look: the stretches around numbers that can belong to a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checklist import lexicon as lx
from assistant.checklist.numbers.place import has_vehicle
from assistant.checklist.numbers.words import (
    ABBREVIATED,
    CONSONANTS,
    MONTH_START,
    MONTHS,
    NUMBER,
    YEAR,
)
from assistant.checklist.tokens import Tokens

# Characters around a number that a rule may look at.
MARGIN = 70
MAX_ARTICLE_PART = 31
_SIGNIFICANT = re.compile(r"[0-9](?:[ .:/()'\-\[\]|_–—·•]{0,3}[0-9]){2,}")
_ARTICLE = re.compile(r"\d{1,2}(?:[.:]\d{1,2}){1,3}")
# An article is not written with a zero in front: "17.06.08".
_DOTTED_DATE = re.compile(r"\d{1,2}\.(?:0[1-9]|1[0-2])\.\d{2}")
_CAPITALS = re.compile(r" ?[A-Z]{2}(?![A-Za-z])")
_SHORT_DATE = re.compile(rf"[0-9]{{1,2}}[ -]{MONTHS}\.?[ -]'?[0-9]{{2}}(?![0-9])")
# Quick to find: every number that `_is_mixed` holds one of these.
_MIXED = re.compile(r"[0-9](?:[-–—·/]?[^\W\d_]|(?<=[^\W\d_].)|(?<=[^\W\d_][-–—·/].))")
_JOINS = ("-", "–", "—", "·", "/")


def stretches(tokens: Tokens, born: bool) -> Iterator[tuple[int, int]]:
    """Stretches around the numbers that can belong to a person; the rest needs no look.

    Article numbers ("7.3.11") and years by themselves cannot, unless somebody is born there.
    """
    low, text = tokens.low, tokens.text
    spans = []
    for m in _SIGNIFICANT.finditer(low):
        value = m.group()
        if not born and (
            (
                _ARTICLE.fullmatch(value)
                and not _DOTTED_DATE.fullmatch(value)
                and not _is_address(value)
            )
            or (
                YEAR.fullmatch(value)
                and not _CAPITALS.match(text, m.end())
                and not MONTH_START.search(low, max(0, m.start() - 12), m.start())
            )
        ):
            continue
        spans.append(m.span())
    if tokens.seen & lx.MONTH and tokens.numbers:
        spans = sorted(spans + [m.span() for m in _SHORT_DATE.finditer(low)])
    plates = has_vehicle(tokens)
    mixed = [tokens.spans[i] for i in tokens.numbers if _beside_letters(tokens, i)]
    if plates or _MIXED.search(low):
        numbers = (m.span() for m in NUMBER.finditer(low))
        mixed += [span for span in numbers if plates or _is_mixed(low, *span)]
    if mixed:
        spans = sorted(spans + mixed)
    start = end = -1
    for first, last in spans:
        if start < 0:
            start = first
        elif first - end > 2 * MARGIN:
            yield max(0, start - MARGIN), _word_end(low, end + MARGIN)
            start = first
        end = max(end, last)
    if start >= 0:
        yield max(0, start - MARGIN), _word_end(low, end + MARGIN)


_LONGEST_WORD = 40


def _word_end(low: str, at: int) -> int:
    """Where a word that would be cut at a place ends: "1961 on|herkenbaar" is no postcode."""
    last = min(len(low), at + _LONGEST_WORD)
    while at < last and low[at].isalnum():
        at += 1
    return min(at, len(low))


def _is_address(value: str) -> bool:
    """Whether four numbers are larger than those of articles: "68.75.52.81"."""
    parts = value.split(".")
    return len(parts) == 4 and (max(map(int, parts)) > MAX_ARTICLE_PART or "0" in parts)


def _beside_letters(tokens: Tokens, i: int) -> bool:
    """Whether a number stands beside a few letters that make no word, as on a licence plate."""
    words, bits = tokens.words, tokens.bits
    size = len(words)
    for step in (-1, 1):
        j = i + step
        if not 0 <= j < size or len(words[j]) > 3:
            continue
        if words[j] == ".":
            j += step
            if not 0 <= j < size or len(words[j]) > 3:
                continue
        if bits[j] & ~lx.WORD:
            continue
        if CONSONANTS.fullmatch(words[j]) and words[j] not in ABBREVIATED:
            return True
    return False


def _is_mixed(low: str, start: int, end: int) -> bool:
    """Whether a number touches a letter, or a letter after a hyphen: licence plates, documents."""
    before, after = low[max(0, start - 2) : start], low[end : end + 2]
    return (
        before[-1:].isalpha()
        or after[:1].isalpha()
        or (before[-1:] in _JOINS and before[:1].isalpha())
        or (after[:1] in _JOINS and after[1:].isalpha())
    )
