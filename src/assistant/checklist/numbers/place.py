"""A stretch of a text with numbers in it: what detectors are handed, and what they propose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checklist import lexicon as lx
from assistant.checklist.numbers.nobodys import LEGAL
from assistant.checklist.numbers.words import NUMBER
from assistant.checklist.tokens import Tokens

# (point, start, end, rule)
Proposal = tuple[str, int, int, str]


def near(pattern: re.Pattern[str], low: str, start: int, end: int, before: int, after: int) -> bool:
    """Whether a word stands near a span, within so many characters before or after it."""
    return bool(
        pattern.search(low, max(0, start - before), start)
        or (after and pattern.search(low, end, min(len(low), end + after)))
    )


def inside(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a span begins or ends within one of the others."""
    return any(a <= start < b or a < end <= b for a, b in spans)


def has_vehicle(tokens: Tokens) -> bool:
    """Whether a vehicle or its plate is spoken of; "kent." is short for "kenteken"."""
    return bool(tokens.seen & lx.VEHICLE) or "kent. " in tokens.low or "kent: " in tokens.low


class Place:
    """A stretch of a text with numbers in it, and what in it is law, a web address or a date."""

    __slots__ = (
        "_skip", "_starts", "born", "dates", "end", "legal", "low", "start", "text", "urls",
        "vehicle",
    )  # fmt: skip

    def __init__(
        self,
        tokens: Tokens,
        start: int,
        end: int,
        urls: list[tuple[int, int]],
        born: bool = False,
        legal: bool = True,
    ) -> None:
        low, text = tokens.low, tokens.text
        self.born = born
        self.vehicle = has_vehicle(tokens)
        self.low = low
        self.text = text
        self.start = start
        self.end = end
        self.urls = urls
        self.legal = legal
        self._starts: list[int] | None = None
        self.dates: list[tuple[int, int]] = []
        self._skip: list[tuple[int, int]] | None = None

    @property
    def skip(self) -> list[tuple[int, int]]:
        """Spans of legal references and web addresses, worked out when first asked for."""
        if self._skip is None:
            found = []
            if self.legal:
                found = [m.span() for m in LEGAL.finditer(self.low, self.start, self.end)]
            self._skip = found + [u for u in self.urls if u[0] < self.end and u[1] > self.start]
        return self._skip

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches that are no part of a legal reference or a web address."""
        for m in pattern.finditer(self.low, self.start, self.end):
            if not inside(self.skip, m.start(), m.end()):
                yield m

    def find_at_numbers(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The same for a pattern that begins with a digit and has none before it."""
        if self._starts is None:
            numbers = NUMBER.finditer(self.low, self.start, self.end)
            self._starts = [m.start() for m in numbers]
        position = self.start
        for start in self._starts:
            m = pattern.match(self.low, start, self.end) if start >= position else None
            if m:
                position = m.end()
                if not inside(self.skip, m.start(), m.end()):
                    yield m

    def find_all(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The same, with matches that overlap: "is 29 gj" and "29 gj 84"."""
        m = pattern.search(self.low, self.start, self.end)
        while m:
            if not inside(self.skip, m.start(), m.end()):
                yield m
            m = pattern.search(self.low, m.start() + 1, self.end)
