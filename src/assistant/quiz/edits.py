"""Small changes that make a right statement wrong: another number, a duty for a permission.

Whatever comes out is still checked; an edit that a passage supports is thrown away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Numbers that decide in law, and what somebody could take them for.
_NUMBERS = {
    "twee": ("vier", "zes"), "drie": ("zes", "twee"), "vier": ("zes", "acht"),
    "vijf": ("tien", "drie"), "zes": ("vier", "tien"), "zeven": ("tien", "vijf"),
    "acht": ("zes", "tien"), "tien": ("zes", "twaalf"), "twaalf": ("zestien", "achttien"),
    "veertien": ("dertig", "zeven"), "vijftien": ("twintig", "tien"),
    "zestien": ("twaalf", "achttien"), "achttien": ("zestien", "twaalf"),
    "twintig": ("vijftien", "tien"), "dertig": ("veertien", "zestig"),
    "5": ("10", "3"), "10": ("6", "12"), "12": ("16", "18"), "16": ("12", "18"),
    "18": ("16", "21"), "72": ("24", "48"),
}  # fmt: skip
_UNITS = ("jaar", "jaren", "maand", "maanden", "weken", "dagen", "werkdagen", "uur")
NUMBER = re.compile(rf"\b({'|'.join(_NUMBERS)})(?=\s+(?:{'|'.join(_UNITS)})\b)")

# Pairs of words of which one stands in a sentence and the other would turn it round.
PAIRS = (
    ("kan", "moet"), ("kunnen", "moeten"), ("mag", "moet"), ("mogen", "moeten"),
    ("zonder toestemming", "met toestemming"), ("met toestemming", "zonder toestemming"),
    ("ten minste", "ten hoogste"), ("ten hoogste", "ten minste"),
    ("is verboden", "is toegestaan"), ("kosteloos", "tegen betaling"),
    ("is bevoegd", "is verplicht"), ("zijn bevoegd", "zijn verplicht"),
    ("is verplicht", "is bevoegd"), ("zijn verplicht", "zijn bevoegd"),
    ("schriftelijk", "mondeling"), ("uit eigen beweging", "desgevraagd"),
    ("desgevraagd", "uit eigen beweging"),
    ("vooraf", "achteraf"), ("met uitzondering van", "met inbegrip van"),
    ("uitsluitend", "onder meer"),
    ("moet", "kan"), ("moeten", "kunnen"),
)  # fmt: skip


# Below a lower age the rule holds as well: "ook wie jonger is dan zestien jaar krijgt uitleg".
_BELOW = re.compile(r"\b(?:jonger dan|onder de|tot|binnen)\s+$")


@dataclass(frozen=True, slots=True)
class Place:
    """Deciding words in a text, and what they could be taken for."""

    start: int  # text[start:end]; characters from 0, end exclusive
    end: int
    others: tuple[str, ...]
    is_number: bool


def deciding(text: str) -> Iterator[Place]:
    """Yield the places where one word decides, numbers first.

    A number or word that stands in the text twice is left out: the other place gives it away.
    """
    for match in NUMBER.finditer(text):
        if len(re.findall(rf"\b{match[1]}\b", text)) == 1:
            others = tuple(n for n in _NUMBERS[match[1]] if not re.search(rf"\b{n}\b", text))
            yield Place(match.start(1), match.end(1), others, True)
    for word, other in PAIRS:
        found = list(re.finditer(rf"\b{word}\b", text))
        telling = set(other.split()) - set(word.split())
        if len(found) == 1 and not any(re.search(rf"\b{t}\b", text) for t in telling):
            yield Place(found[0].start(), found[0].end(), (other,), False)


def swap(text: str, place: Place, other: str) -> str:
    """Return the text with other words in the place."""
    return text[: place.start] + other + text[place.end :]


_DENIALS = (
    (re.compile(r"\bmag niet\b"), "mag"), (re.compile(r"\bmogen niet\b"), "mogen"),
    (re.compile(r"\bniet nodig\b"), "altijd nodig"),
    (re.compile(r"\bniet verplicht\b"), "verplicht"),
    (re.compile(r"\bniet vereist\b"), "altijd vereist"),
)  # fmt: skip


def edits(text: str, asked: str = "") -> list[str]:
    """Return wrong variants of a statement: other numbers, and a denial taken away.

    Args:
        text: the statement.
        asked: the question; a number that it names decides nothing and stays.
    """
    found = [
        swap(text, p, o)
        for p in deciding(text)
        if p.is_number
        and not _BELOW.search(text[: p.start])
        and not re.search(rf"\b{text[p.start : p.end]}\b", asked)
        for o in p.others
    ]
    found += [pattern.sub(other, text) for pattern, other in _DENIALS if pattern.search(text)]
    return found
