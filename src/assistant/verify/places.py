"""References to law in a text, as what can be compared: law, article, lid and onderdeel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.citations import Reference, find_laws, parse_references
from assistant.citations.patterns import ordinal_value

# Anything that can be part of a reference; without it the grammar is not asked at all.
_HINT = re.compile(
    r"\d|\bart(?:ikel|t?\.)|\blid\b|\bleden\b|\bonderde|\b[A-Z]{2,6}\b|wet\b|\bWmo\b|\bWgbo\b"
    r"|besluit|grondslag|verordening|verdrag|reglement|richtlijn",
    re.IGNORECASE,
)
_JOINT = r"(?:\s*,\s*(?:en\s+|of\s+)?|\s+(?:en|of|tot\s+en\s+met|t/m)\s+(?:(?:het|de)\s+)?)"
_ORDINAL = (
    r"(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde"
    r"|dertiende|veertiende|vijftiende|\d{1,2}(?:e|de|ste))"
)
# "artikel 42", where the grammar read nothing
_ARTICLE = re.compile(r"\bart(?:ikel(?:en)?|\.)\s+(\d+[a-z]?(?:[.:]\d+[a-z]*)*)")
# "lid 1 of 2", "de leden 1 en 2"
_LEDEN = re.compile(rf"\b(?:lid|leden)\s+(\d{{1,2}}[a-z]?(?:{_JOINT}\d{{1,2}}[a-z]?(?![.\d]))*)")
# "het eerste of het tweede lid"
_ORDINALS = re.compile(rf"\b({_ORDINAL}(?:{_JOINT}{_ORDINAL})*)\s+(?:lid|leden)\b")
# "onderdelen a, c en f", "onder b", "punt d)", "de grondslagen a en d"
_LETTERS = re.compile(
    rf"\b(?:onderdeel|onderdelen|onder|punt|sub|letter|grondslag|grondslagen)\s+"
    rf"['‘]?([a-z]\)?(?![\w.]\w)(?:{_JOINT}[a-z]\)?(?!\w))*)(?!\w)"
)
_LIST_MARK = re.compile(r"(?:^|\n)\s*(?:[-–]\s*)?([a-z]|\d{1,2})[.)°]")
_TO = re.compile(r"^\s*(?:tot\s+en\s+met|t/m)\s+(?:artikel\s+)?$")
_LONGEST_RANGE = 80


@dataclass(frozen=True, slots=True)
class Place:
    """One place in the law that a text points to."""

    article: str | None
    lid: str | None
    onderdeel: str | None
    law_id: str | None
    start: int  # characters in the text
    end: int

    @property
    def shown(self) -> str:
        """The place in Dutch."""
        parts = (
            f"artikel {self.article}" if self.article else "",
            f"lid {self.lid}" if self.lid else "",
            f"onderdeel {self.onderdeel}" if self.onderdeel else "",
        )
        return ", ".join(p for p in parts if p)


@dataclass(frozen=True, slots=True)
class Places:
    """What a text refers to."""

    places: tuple[Place, ...]
    laws: tuple[tuple[str, str], ...]  # number of the law, its name as written
    spans: tuple[tuple[int, int], ...]  # characters taken up by references
    marks: frozenset[str]  # letters and numbers of list items


_NOWHERE = Places((), (), (), frozenset())


def find_places(text: str) -> Places:
    """Return everything a text refers to."""
    if not _HINT.search(text):
        return _NOWHERE
    found = [_place(r) for r in parse_references(text)]
    found = [p for p in found if p.shown]
    laws = [(m.law.id, m.text, m.start, m.end) for m in find_laws(text) if m.law.id]
    taken = [(p.start, p.end) for p in found]

    def free(start: int) -> bool:
        return not any(a <= start < b for a, b in taken)

    for match in _ARTICLE.finditer(text):
        if free(match.start(1)):
            found.append(Place(match.group(1), None, None, None, *match.span()))
    lower = text.lower()
    found += [p for p in _bare(lower) if free(p.start)]
    found += list(_between(text, found))
    spans = [*((p.start, p.end) for p in found), *((a, b) for _, _, a, b in laws)]
    marks = frozenset(_LIST_MARK.findall(lower))
    return Places(tuple(found), tuple((i, t) for i, t, _, _ in laws), tuple(spans), marks)


def _place(reference: Reference) -> Place:
    """A reference as a place; an article that it only inherited is left out."""
    article = reference.article
    if article and article.split()[-1].split(":")[-1] not in reference.text:
        article = None
    lid = reference.lid
    if article and lid and f"{article}.{lid}" in reference.text:
        article, lid = f"{article}.{lid}", None  # "artikel 2.25" of a law that is not known
    return Place(
        article,
        lid,
        reference.onderdeel[0] if reference.onderdeel else None,
        reference.law_id if reference.law and reference.law in reference.text else None,
        reference.start,
        reference.end,
    )


def _bare(lower: str) -> Iterator[Place]:
    for match in _LEDEN.finditer(lower):
        for number in re.finditer(r"\d{1,2}[a-z]?", match.group(1)):
            yield Place(None, number.group(), None, None, *match.span())
    for match in _ORDINALS.finditer(lower):
        for word in re.findall(_ORDINAL, match.group(1)):
            yield Place(None, str(ordinal_value(word)), None, None, *match.span())
    for match in _LETTERS.finditer(lower):
        for letter in re.findall(r"\b[a-z]\b", match.group(1)):
            yield Place(None, None, letter, None, *match.span())


def _between(text: str, places: list[Place]) -> Iterator[Place]:
    """The articles or leden that "12 tot en met 22" spans without naming them."""
    ordered = sorted(places, key=lambda p: p.start)
    for one, other in pairwise(ordered):
        if not _TO.match(text[one.end : other.start]):
            continue
        for name in ("article", "lid"):
            first, last = getattr(one, name), getattr(other, name)
            if first and last and first.isdigit() and last.isdigit():
                for number in range(int(first) + 1, min(int(last), int(first) + _LONGEST_RANGE)):
                    article = str(number) if name == "article" else None
                    lid = str(number) if name == "lid" else None
                    yield Place(article, lid, None, other.law_id, one.start, other.end)


def is_named(place: Place, among: tuple[Place, ...], marks: frozenset[str], raw: str) -> bool:
    """Whether one of the places says as much as this one.

    Args:
        place: of the sentence.
        among: of the passage.
        raw: the passage.
        marks: of the list items in the passage; "onderdeel b" may mean the item marked b.
    """
    for other in among:
        if place.article and place.article != other.article:
            continue
        if place.law_id and other.law_id and place.law_id != other.law_id:
            continue
        if place.lid and place.lid != other.lid:
            continue
        if place.onderdeel and place.onderdeel != other.onderdeel:
            continue
        return True
    if place.article and "." in place.article and place.article in raw:
        # the grammar did not read it as an article: "de taken, bedoeld in 4.1.1, tweede lid"
        return place.lid is None or any(place.lid == p.lid for p in among)
    return not place.article and (place.lid or place.onderdeel) in marks
