"""One version of a law, as its publisher gives it, and the law file that is made of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from assistant.readers.law import LawArticle, LawLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One version of a law, whole."""

    law_id: str  # BWB or CELEX number
    version: str  # as the publisher labels it: "2024-01-01_0"
    valid_on: str  # ISO date from which this version is in force
    title: str  # citation title, or the official one; "" when the source gives none
    articles: tuple[LawArticle, ...]  # in order; appendices come last, labelled "bijlage ..."


def act_lines(articles: Iterable[LawArticle]) -> str:
    """Return a law file as `readers.law.parse_articles` reads it: one JSON line per article."""
    return "".join(article.model_dump_json(exclude_defaults=True) + "\n" for article in articles)


def digest(data: bytes) -> str:
    """Return the sha256 of a file, as the manifest writes it."""
    return hashlib.sha256(data).hexdigest()


_RANK: Final = {"": 0, " ": 1, "\t": 2, "\n": 3}  # of two marks between words the larger stays


class LidText:
    """Puts the text of a lid together: white space normalised, links with their offsets.

    One paragraph or list item per line; a table row is one line with tabs between its cells.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._pieces: list[str] = []
        self._length = 0
        self._pending = ""  # "", " ", "\t" or "\n": written before the next word
        self._open: list[tuple[str, list[int]]] = []  # targets, and where they began
        self._links: list[LawLink] = []
        self._cells = 0

    def add(self, text: str | None) -> None:
        """Add words; runs of white space become one space."""
        if not text:
            return
        words = text.split()
        if not words:
            self._mark(" ")
            return
        if text[0].isspace():
            self._mark(" ")
        if self._pending and self._length:
            self._write(self._pending)
        self._pending = ""
        for _target, began in self._open:
            if not began:
                began.append(self._length)
        self._write(" ".join(words))
        if text[-1].isspace():
            self._mark(" ")

    def line(self) -> None:
        """Begin a new line, unless one has just begun; in a table cell only a new word."""
        self._mark(" " if self._cells else "\n")

    def glue(self) -> None:
        """Let what follows stand on the line of what came before: "a. " and its text."""
        self._pending = " " if self._length else ""

    def open_cell(self, *, first: bool) -> None:
        """Begin a cell of a table."""
        self._mark("\n" if first else "\t")
        self._cells += 1

    def close_cell(self) -> None:
        """End a cell of a table."""
        self._cells -= 1

    def open_link(self, target: str) -> None:
        """What is added from here on is the text of a link."""
        self._open.append((target, []))

    def close_link(self) -> None:
        """The link that was opened last ends here; one without words is dropped."""
        target, began = self._open.pop()
        if began and began[0] < self._length and target:
            self._links.append(LawLink(start=began[0], end=self._length, target=target))

    def result(self) -> tuple[str, tuple[LawLink, ...]]:
        """The text and its links in order."""
        return "".join(self._pieces), tuple(sorted(self._links, key=lambda k: (k.start, k.end)))

    def _mark(self, mark: str) -> None:
        if _RANK[mark] > _RANK[self._pending]:
            self._pending = mark

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
