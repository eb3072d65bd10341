"""Which words of a page stand in which language, and whether an English page is English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser

from assistant import texts_en, texts_nl
from assistant.web.language import Texts

VOID = frozenset({"meta", "link", "input", "br", "hr", "img"})
UNSEEN = frozenset({"script", "style"})
# Attributes that are read out or shown.
SAID = re.compile(r"aria-label|alt|title|placeholder|data-(?:omhoog|omlaag|verplaatst|gekopieerd)")
# Words that no English sentence has; names, references to law and what people typed have none.
DUTCH = re.compile(
    r"\b(?:de|het|een|van|niet|uw|voor|wordt|worden|zijn|deze|dit|dat|met|bij|naar|er|nog|geen|"
    r"vraag|vragen|antwoord|bron|bronnen|maak|kies|terug|aan|door|wie|hoe|mag|mens|mensen)\b",
    re.IGNORECASE,
)
LONG = 12  # letters of a Dutch sentence that is looked for inside others too


class Spoken(HTMLParser):
    """What a page says, piece by piece, each with its language."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pieces: list[tuple[str, str]] = []
        self.headings: list[tuple[str, str]] = []
        self.title = ""
        self._stack = [("", "")]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        language = dict(attrs).get("lang") or self._stack[-1][1]
        for name, value in attrs:
            if value and SAID.fullmatch(name):
                self.pieces.append((language, value))
        if tag not in VOID:
            self._stack.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._stack.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        tags = [tag for tag, _ in self._stack]
        if not text or UNSEEN & set(tags):
            return
        if tags[-1] == "title":  # holds the name of what is read, which is Dutch
            self.title = text
            return
        self.pieces.append((self._stack[-1][1], text))
        if set(tags) & {"h1", "h2", "h3"}:
            self.headings.append((self._stack[-1][1], text))

    def words(self, language: str) -> str:
        """All that is said in a language."""
        return "\n".join(text for found, text in self.pieces if found == language)


@cache
def _dutch() -> tuple[tuple[re.Pattern[str], int], ...]:
    """Dutch sentences of the interface that differ in English, with their length."""
    found = {dutch for dutch, english in _pairs() if dutch != english}
    parts = [re.split(r"\{\w+\}", text) for text in sorted(found)]
    return tuple(
        (re.compile(".+?".join(map(re.escape, p))), len("".join(p))) for p in parts if any(p)
    )


def _pairs() -> Iterator[tuple[str, str]]:
    for name in Texts.__annotations__:
        dutch, english = getattr(texts_nl, name), getattr(texts_en, name)
        if isinstance(dutch, str):
            yield dutch, english
        elif isinstance(dutch, dict):
            yield from ((dutch[key], english[key]) for key in dutch)
        else:
            yield from zip(_flat(dutch), _flat(english), strict=True)


def _flat(texts: tuple[object, ...]) -> Iterator[str]:
    for text in texts:
        if isinstance(text, tuple):
            yield from _flat(text)
        else:
            yield str(text)


def check_english(html: str) -> Spoken:
    """Check that an English page has no Dutch outside what it marks as Dutch."""
    spoken = Spoken(html)
    assert '<html lang="en">' in html
    for language, text in spoken.pieces:
        if language != "en":
            continue
        for pattern, length in _dutch():
            assert not pattern.fullmatch(text), text
            assert length < LONG or not pattern.search(text), text
        assert not DUTCH.search(text), text
    return spoken
