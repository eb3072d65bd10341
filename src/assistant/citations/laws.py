"""The laws that are cited in this field, and how to recognise their names in a text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """One law, decree, regulation or treaty with its names."""

    id: str | None  # BWB, BWBV or CELEX number; None when it has not been verified
    title: str  # official or citation title
    short: str  # the name that is shown
    kind: str  # "wet", "amvb", "regeling", "verordening", "richtlijn", "verdrag" or "code"
    abbreviations: tuple[str, ...] = ()  # case matters
    names: tuple[str, ...] = ()  # other names in use; case does not matter
    former: tuple[str, ...] = ()  # names that the same law had before
    implied: tuple[str, ...] = ()  # names that mean a part of this law
    book: str | None = None  # book of the Burgerlijk Wetboek
    valid_from: str | None = None  # ISO date; None when not recorded
    valid_until: str | None = None  # ISO date of the first day without force; None while in force
    replaced_by: str | None = None  # id of the law that took its place
    articles: int | None = None  # number of the last article, where that never changes
    recitals: int | None = None  # number of the last recital

    @property
    def is_european(self) -> bool:
        """Whether the law has recitals and a place in EUR-Lex."""
        return bool(self.id) and bool(re.match(r"\d{5}", self.id or ""))


# The ten books share these names; which book is meant stands in the article: "7:457".
BW_NAMES = ("Burgerlijk Wetboek", "BW", "B.W.", "NBW")
BW = Law(id=None, title="Burgerlijk Wetboek", short="BW", kind="code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A law named in a text."""

    start: int
    end: int
    law: Law
    text: str
    known: bool = True  # False when only the form says that it is a law


class LawBook:
    """All known laws, by name and by id."""

    def __init__(self, laws: Iterable[Law]) -> None:
        """Index the names.

        Args:
            laws: the known laws; the first law with a name gets it.
        """
        self.laws: tuple[Law, ...] = tuple(laws)
        self._by_id = {law.id: law for law in self.laws if law.id}
        self._by_name: dict[str, Law] = {}
        self._by_abbreviation: dict[str, Law] = {}
        self._by_book = {law.book: law for law in self.laws if law.book}
        for law in self.laws:
            for name in (law.title, law.short, *law.names, *law.former, *law.implied):
                if name not in law.abbreviations:
                    self._by_name.setdefault(_key(name), law)
            for name in law.abbreviations:
                self._by_abbreviation.setdefault(name, law)
        for name in BW_NAMES:
            if " " in name:
                self._by_name.setdefault(_key(name), BW)
            else:
                self._by_abbreviation.setdefault(name, BW)
        for name, law in list(self._by_abbreviation.items()):
            if not _SHARED_WITH_WORDS.match(name):
                self._by_abbreviation.setdefault(name.upper(), law)
        folded: dict[str, Law] = {}
        for name, law in self._by_abbreviation.items():
            folded.setdefault(name.casefold(), law)
        self.by_folded_abbreviation: Mapping[str, Law] = folded

    @property
    def titles(self) -> tuple[str, ...]:
        """All names in which case does not matter, in lower case."""
        return tuple(self._by_name)

    @property
    def abbreviations(self) -> tuple[str, ...]:
        """All names in which case matters."""
        return tuple(self._by_abbreviation)

    def by_id(self, law_id: str | None) -> Law | None:
        """The law with this BWB, BWBV or CELEX number, or None."""
        return self._by_id.get(law_id) if law_id else None

    def by_book(self, book: str) -> Law | None:
        """The book of the Burgerlijk Wetboek with this number ("7", "7A"), or None."""
        return self._by_book.get(book)

    def by_name(self, name: str) -> Law | None:
        """The law with this name or abbreviation, or None; spaces may be anything."""
        collapsed = " ".join(name.split())
        return self._by_abbreviation.get(collapsed) or self._by_name.get(_key(collapsed))


# In capitals these are words or other names: "WHO", "WEB".
_SHARED_WITH_WORDS = re.compile(r"(?:Who|Web|Tw|Fw|Bvt|Atw)\Z")


def _key(name: str) -> str:
    return " ".join(name.lower().replace("’", "'").split())


def _read(entry: Mapping[str, Any]) -> Law:
    return Law(
        id=entry["id"] or None,
        title=entry["title"],
        short=entry["short"],
        kind=entry["kind"],
        abbreviations=tuple(entry.get("abbreviations", ())),
        names=tuple(entry.get("names", ())),
        former=tuple(entry.get("former", ())),
        implied=tuple(entry.get("implied", ())),
        book=entry.get("book"),
        valid_from=entry.get("from"),
        valid_until=entry.get("until"),
        replaced_by=entry.get("by"),
        articles=entry.get("articles"),
        recitals=entry.get("recitals"),
    )


@lru_cache(maxsize=1)
def law_book() -> LawBook:
    """The laws of the data file that comes with the package; read once."""
    data = resources.files("assistant").joinpath("data/laws.toml").read_text(encoding="utf-8")
    return LawBook(_read(entry) for entry in tomllib.loads(data)["law"])


def name_pattern(names: Iterable[str]) -> str:
    """A regular expression that matches any of the names, the longest first, in linear time.

    The names are folded into a prefix tree, so that at most one branch is tried per character.
    A space in a name matches up to three white-space characters.
    """
    root: dict[str, Any] = {}
    for name in names:
        node = root
        for char in name:
            node = node.setdefault(char, {})
        node[""] = {}
    return _tree_pattern(root)


def name_branches(names: Iterable[str]) -> list[str]:
    """Patterns that together match any of the names in their own case, one per first letter."""
    rests: dict[str, list[str]] = {}
    for name in names:
        rests.setdefault(name[0], []).append(name[1:])
    return [re.escape(initial) + name_pattern(words) for initial, words in sorted(rests.items())]


def branches_by_initial(names: Iterable[str]) -> list[str]:
    """Patterns that together match any of the names in any case, one per first character.

    A pattern that begins with a set of characters is passed over at once where the text has
    another one; a pattern that begins with a group or a flag is not.
    """
    rests: dict[str, list[str]] = {}
    for name in names:
        rests.setdefault(name[0].lower(), []).append(name[1:].lower())
    return [
        f"[{initial.upper()}{initial}](?i:{name_pattern(words)})"
        for initial, words in sorted(rests.items())
    ]


def _tree_pattern(node: dict[str, Any]) -> str:
    branches = [_char(c) + _tree_pattern(child) for c, child in sorted(node.items()) if c]
    if not branches:
        return ""
    if len(branches) == 1 and "" not in node:
        return branches[0]
    body = "(?:" + "|".join(branches) + ")"
    return body + "?" if "" in node else body


def _char(char: str) -> str:
    if char == " ":
        return r"[ \t\r\n\xa0]{1,3}"
    if char == "'":
        return "['’]"
    return re.escape(char)
