"""References to law in a text, as what can be compared: laws, articles, leden, onderdelen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.citations import find_laws, parse_references
from assistant.citations.patterns import ordinal_value

# Anything that can be part of a reference; without it the grammar is not asked at all.
_HINT = re.compile(
    r"\d|\bart(?:ikel|t?\.)|\blid\b|\bleden\b|\bonderde|\baanhef\b|[Ww]et\b|\bBesluit|[Bb]esluit"
    r"|[Vv]erordening|[Vv]erdrag|\b[A-Z]{2,6}\b|wet\b|[Rr]eglement|[Rr]ichtlijn|\bWmo\b|\bWgbo\b"
)
_RANGE = re.compile(r"(\d+)\s+(?:tot\s+en\s+met|t/m|-|–)\s+(\d+)")
_LID = re.compile(
    r"\b(?:lid|leden)\s+((?:\d+[a-z]?)(?:(?:,|\s+en|\s+of|\s+tot\s+en\s+met)\s+\d+[a-z]?)*)"
)
_ORDINAL_LID = re.compile(
    r"\b([a-z]+(?:de|ste))\s+(?:(?:en|of|,|tot en met)\s+([a-z]+(?:de|ste))\s+)?(?:lid|leden)\b"
)
_ONDERDEEL = re.compile(
    r"\b(?:onderde(?:el|len)|onder)\s+((?:[a-z]\b)(?:(?:,|\s+en|\s+of)\s+[a-z]\b)*)"
)


@dataclass(frozen=True, slots=True)
class Places:
    """What a text refers to."""

    articles: frozenset[str]
    leden: frozenset[str]
    pairs: frozenset[tuple[str, str]]  # article and lid named together
    onderdelen: frozenset[str]
    laws: frozenset[str]
    spans: tuple[tuple[int, int], ...]  # characters taken up by references


_NOWHERE = Places(frozenset(), frozenset(), frozenset(), frozenset(), frozenset(), ())


def find_places(text: str) -> Places:
    """Return everything a text refers to."""
    if not _HINT.search(text):
        return _NOWHERE
    articles: set[str] = set()
    leden: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    onderdelen: set[str] = set()
    laws: set[str] = set()
    spans: list[tuple[int, int]] = []
    for reference in parse_references(text):
        spans.append((reference.start, reference.end))
        if reference.article:
            articles.add(reference.article)
        if reference.lid:
            leden.add(reference.lid)
        if reference.article and reference.lid:
            pairs.add((reference.article, reference.lid))
        if reference.onderdeel:
            onderdelen.add(reference.onderdeel[0])
        if reference.law_id:
            laws.add(reference.law_id)
    for mention in find_laws(text):
        if mention.law.id:
            laws.add(mention.law.id)
        spans.append((mention.start, mention.end))
    lower = text.lower()
    for match in _LID.finditer(lower):
        leden.update(re.findall(r"\d+[a-z]?", match.group(1)))
        spans.append(match.span())
    for match in _ORDINAL_LID.finditer(lower):
        for word in match.groups():
            if word:
                try:
                    leden.add(str(ordinal_value(word)))
                except (KeyError, ValueError):
                    continue
        spans.append(match.span())
    for match in _ONDERDEEL.finditer(lower):
        onderdelen.update(re.findall(r"\b[a-z]\b", match.group(1)))
        spans.append(match.span())
    for match in _RANGE.finditer(text):
        first, last = int(match.group(1)), int(match.group(2))
        if first < last <= first + 60 and any(a <= match.start() < b + 2 for a, b in spans):
            target = articles if match.group(1) in articles else leden
            target.update(str(n) for n in range(first, last + 1))
            spans.append(match.span())
    return Places(
        frozenset(articles), frozenset(leden), frozenset(pairs), frozenset(onderdelen),
        frozenset(laws), tuple(spans),
    )  # fmt: skip
