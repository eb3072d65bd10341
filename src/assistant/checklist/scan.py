"""Trying a costly pattern only where a cheap one says that it can match."""

from __future__ import annotations

import re
from collections.abc import Iterator


def around(
    pattern: re.Pattern[str], sign: re.Pattern[str], text: str, before: int, after: int
) -> Iterator[re.Match[str]]:
    """Matches of a pattern of which every match holds a sign.

    Args:
        pattern: what is looked for.
        sign: a pattern that is quick to find.
        text: where.
        before: characters that a match may begin before its sign.
        after: characters that a match and what it looks ahead at may go on behind its sign.

    Returns:
        The same matches as `pattern.finditer(text)`.
    """
    size = len(text)
    start = end = -1
    for found in sign.finditer(text):
        first, last = max(0, found.start() - before), min(size, found.end() + after)
        if first > end:
            yield from _within(pattern, text, start, end)
            start = first
        end = max(end, last)
    yield from _within(pattern, text, start, end)


def _within(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    if end < 0:
        return
    for m in pattern.finditer(text, start, end):
        # At the edge a pattern takes the end of the stretch for the end of the text.
        if m.end() + 1 < end or end == len(text):
            yield m
