"""Licence plates: Dutch ones by their form, foreign ones by their form or by a car beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checklist import lexicon as lx
from assistant.checklist.lexicon import Lexicon
from assistant.checklist.numbers.place import Place, Proposal, inside, near
from assistant.checklist.numbers.words import (
    ABBREVIATED,
    CONSONANTS,
    SOMEBODY,
    TWO_LETTER_WORDS,
    UNITS,
    YEAR,
)
from assistant.checklist.wordset import words_of

CAR_REACH = 40  # characters behind a car in which its plate is told
LEAST_PLATE = 5  # letters and digits of a plate
# Sidecodes of Dutch licence plates with hyphens; RDW, "Kentekenplaten en sidecodes".
_SIDECODES = (
    ("xx", "99", "99"), ("99", "99", "xx"), ("99", "xx", "99"), ("xx", "99", "xx"),
    ("xx", "xx", "99"), ("99", "xx", "xx"), ("99", "xxx", "9"), ("9", "xxx", "99"),
    ("xx", "999", "x"), ("x", "999", "xx"), ("xxx", "99", "x"), ("x", "99", "xxx"),
    ("9", "xx", "999"), ("999", "xx", "9"),
)  # fmt: skip


def _sidecodes(separator: str) -> str:
    """Regular expression for all sidecodes with a separator between the groups."""
    forms = []
    for code in _SIDECODES:
        groups = [rf"{'[a-z]' if g[0] == 'x' else '[0-9]'}{{{len(g)}}}" for g in code]
        forms.append(separator.join(groups))
    return "|".join(forms)


_PLATE = re.compile(
    rf"(?<![\w/-])(?:{_sidecodes('-')}|{_sidecodes(' [-–—] ')}|{_sidecodes('[._–—·/]')})"
    r"(?![\w/-]|\.\w)"
)
# With one hyphen of the two: "76-GSS6", "tz-793l". Four digits in a row are a year or a postcode.
_PLATE_HALF = re.compile(
    r"(?<![\w/.-])(?=[a-z0-9]+-[a-z0-9]+(?![\w/-]|\.\w))(?!\S*\d{4})"
    rf"(?:{_sidecodes('-?')})(?![\w/-]|\.\w)"
)
_PLATE_APART = re.compile(rf"(?<![\w-])(?<!\d\.)(?:{_sidecodes('[ .·]?-?')})(?![\w-])")
# In capitals without hyphens; plates of today have no vowels, older ones do.
_PLATE_CAPITALS = re.compile(
    rf"(?<![\w.-])(?:{_sidecodes(' ?')})(?![\w-]|\.\w)".replace("[a-z]", "[A-Z]")
)
_PLATE_SMALL = re.compile(rf"(?<![\w./-])(?:{_sidecodes('')})(?![\w/-]|\.\w)")
# Groups of letters and digits in which a foreign plate can be written.
_PLATE_FREE = re.compile(r"(?<![\w-])[a-z0-9]{1,8}(?:[ .·-]{1,3}[a-z0-9]{1,5}){0,7}(?![\w-])")
# Groups of letters and digits as on the plates of other countries, behind a car.
_PLATE_ABROAD = re.compile(
    r"(?<![\w.,/-])(?=[a-z -]{0,8}\d)(?=[\d -]{0,8}[a-z])"
    r"(?:[a-z]{1,3}[ -]?\d{1,5}(?:[ -]?[a-z]{1,3})?|\d{1,4}[ -]?[a-z]{1,3}(?:[ -]?\d{1,4})?"
    r"|[a-z]{1,3}[ -][a-z]{1,2}[ -]?\d{1,4}|[a-z]{2,3} \d[a-z]\d{2}[a-z]|[a-z]\d{2}-[a-z]{2}\d)"
    r"(?![\w-]|[.,:]\d|\s?(?:euro|km|jaar|uur|pk|%))"
)
_GERMAN_PLATE = re.compile(
    r"(?<![\w-])[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} (?P<digits>\d{2,4})(?![\w-]|[.:]\d)"
)
_GERMAN_APART = re.compile(r"(?<![\w-])[A-ZÄÖÜ]{1,3} [A-Z]{2} \d{3,4}(?![\w-]|[.:]\d)")
# French and Italian, Belgian: capitals and hyphens in a form of their own.
_HYPHENED_PLATE = re.compile(
    r"(?<![\w/-])(?:[A-Z]{2}-[0-9]{3}-[A-Z]{2}|[1-9]-[A-Z]{3}-[0-9]{3}"
    r"|[b-df-hj-np-tv-z]{2}-[0-9]{3}-[b-df-hj-np-tv-z]{2}|[1-9]-[b-df-hj-np-tv-z]{3}-[0-9]{3})"
    r"(?![\w/-])"
)
_FOREIGN_PLATE = re.compile(
    r"(?<![\w-])(?:[a-z]{1,3}[ -][a-z]{1,2}[ -]?[0-9]{1,4}|[a-z]{2,3}[ -][a-z0-9]{4,5}"
    r"|[0-9]-[a-z]{3}-[0-9]{3}|[0-9]{2} [a-z]{1,3} [0-9]{2,4}|[a-z]{2}[0-9]{2} ?[a-z]{3})(?![\w-])"
)
_POSTCODE_FORM = re.compile(r"[1-9]\d{3}[a-z]{2}")
_PAIRS = re.compile(r"[A-Z]{2} \d\d \d\d|\d\d \d\d [A-Z]{2}")
# A number beside one to three consonants, and a letter joined to a number: both are in any plate.
_GROUPS_APART = re.compile(
    r"[0-9] [bcdfghjklmnpqrstvwxz]{1,3}(?![a-z])|(?<![a-z])[bcdfghjklmnpqrstvwxz]{1,3} [0-9]"
)
_GROUPS_JOINED = re.compile(r"[0-9](?: [-–—] |[-._–—·/])[a-z]|(?<=[a-z])(?: [-–—] |[-._–—·/])[0-9]")
# Quick to find, and in every plate in capitals or without signs.
_BESIDE_CAPITAL = re.compile(r"[0-9](?: ?[A-Z]|(?<=[A-Z].)|(?<=[A-Z] .))")
_BESIDE_LETTER = re.compile(r"[0-9](?:[a-z]|(?<=[a-z].))")
_CAR = re.compile(
    r"\b(?:auto|auto's|golf|polo|opel|bmw|mercedes|audi|seat|fiat|ford|renault|peugeot|citroen"
    r"|volvo|toyota|kia|skoda|tesla|suzuki|nissan|mazda|hyundai|dacia|volkswagen|vw|scooter"
    r"|brommer|motor|bus|busje|bestelbus|bestelbusje|"
    r"kenteken|nummerbord|bestuurder|voertuig|wagen|car|mini|corsa|astra|clio|twingo|fiesta"
    r"|passat|touran|caddy|caddie|transporter|sprinter|vito|yaris|aygo|picanto|smart|jeep"
    r"|lexus|honda|mitsubishi|subaru|porsche|volvo|alfa|lada|bestelauto|bestel|personenauto"
    r"|taxi|taxibus|aanhanger|caravan|camper|scooter|snorfiets|bromfiets|motorfiets|quad|auto'tje"
    r"|autootje|bolide|cabrio|stationwagon|stationcar|suv|vrachtwagen|truck|vehicle|wagen|arac"
    r"|araba|arabasi|samochod\w*|auta|autem|jezdzi|coche|voiture|fahrzeug|geparkeerd"
    r"|parkeer\w*|rijdt|rdw|kente?k\w*|ibiza|megane|kangoo|berlingo|ioniq|punto|mondeo|kuga|qashqai"
    r"|micra|fabia|octavia|tiguan|crafter|vivaro|zafira|meriva|insignia|captur|scenic|duster"
    r"|sandero|sportage|tucson|auris|prius|corolla|civic|outlander|jaguar|landrover|mustang"
    r"|brommertje|scootertje|fatbike|motortje)\b"
)
_PLATE_WORD = re.compile(
    r"\bkent\.(?=[\s:])"
    r"|\b(?:kente?k\w*|nummerbord|nummerplaat|plaat|plaatje|rdw"
    r"|licen[cs]e plate"
    r"|number plate|plate|reg(?:istration)? plate|kennzeichen|nummernschild|plaka|plakasi|plakali"
    r"|tablica|rejestracj\w*|rejestracyjn\w*)\b"
)
_PLACEHOLDER = re.compile(r"xx[-.]|[-.]xx|99[-.]99")
# Whose it is, or what a plate is seen on.
_OF_ONE_CAR = re.compile(
    rf"\b(?:{SOMEBODY}|ex|buur\w+|rijdt|reed|stond|gezien|gespot|auto|wagen|busje|scooter|brommer)\b"
)
_FORM_SHOWN = re.compile(
    r"\b(?:zoals|bijvoorbeeld|bijv|voorbeeld\w*|formaat|type|notatie|vorm|sidecode|fictie\w*|test\w*"
    r"|waarom|wanneer|als een)\b"
)
_SHORT_WORDS = words_of(
    """
    een het van met bij aan den dat die dit uit tot hem zij hun wie wat hoe kan mag wil zal
    had was nog als ook dan per jaar uur dag nee maar en of km min max ben lid art big skj agb
    """
)


def plates(place: Place, lexicon: Lexicon) -> Iterator[Proposal]:
    """Licence plates in a stretch, in every way in which they are written."""
    low = place.low
    capitals = _BESIDE_CAPITAL.search(place.text, place.start, place.end)
    for m in _PLATE_CAPITALS.finditer(place.text, place.start, place.end) if capitals else ():
        groups = re.findall(r"[A-Z]+|[0-9]+", m.group())
        spaced = m.group().count(" ")
        if (
            (spaced == 0 or (spaced == 2 and len(groups) == 3 and not _PAIRS.fullmatch(m.group())))
            and len(groups) == 3
            and not ("XX" in m.group() and _shows_form(low, *m.span()))
            and not all(_is_written(g.lower(), lexicon) for g in groups if g.isalpha())
            and not inside(place.skip + place.dates, *m.span())
        ):
            yield "licence-plate", *m.span(), "capitals"
    joined = _BESIDE_LETTER.search(low, place.start, place.end)
    for m in _PLATE_SMALL.finditer(low, place.start, place.end) if joined else ():
        letters = re.sub(r"[^a-z]", "", m.group())
        if inside(place.skip, *m.span()):
            continue  # "ECLI:NL:HR:2013:BZ3535"
        if _POSTCODE_FORM.fullmatch(m.group()) and not near(_PLATE_WORD, low, *m.span(), 60, 30):
            continue
        groups = [g for g in re.split(r"\d+", m.group()) if g]
        is_word = any(_is_written(g, lexicon) for g in groups)
        told = near(_PLATE_WORD, low, *m.span(), 60, 30) or (
            place.vehicle and near(_CAR, low, *m.span(), 70, 50)
        )
        lone = not is_word and all(map(CONSONANTS.fullmatch, groups))
        if re.fullmatch(r"pl\d{4}", m.group()):
            continue  # a unit of the police
        if (lone or told) and not ("xx" in letters and _shows_form(low, *m.span())):
            yield "licence-plate", *m.span(), "small"
    for m in _PLATE_HALF.finditer(low, place.start, place.end) if joined else ():
        groups = re.findall("[a-z]+", m.group())
        if (
            all(map(CONSONANTS.fullmatch, groups))
            and not all(g in ABBREVIATED for g in groups)
            and not any(lexicon.bits.get(g, 0) & ~(lx.WORD | lx.COMMON) for g in groups)
            and not inside(place.skip + place.dates, *m.span())
            and not ("xx" in m.group() and _shows_form(low, *m.span()))
        ):
            yield "licence-plate", *m.span(), "one-hyphen"
    for m in _GERMAN_PLATE.finditer(place.text, place.start, place.end):
        if not YEAR.fullmatch(m.group("digits")):
            yield "licence-plate", *m.span(), "german-plate"
    for m in _GERMAN_APART.finditer(place.text, place.start, place.end) if place.vehicle else ():
        yield "licence-plate", *m.span(), "german-plate"
    for m in _HYPHENED_PLATE.finditer(place.text, place.start, place.end):
        if not inside(place.skip, *m.span()):
            yield "licence-plate", *m.span(), "foreign-plate"
    if _GROUPS_APART.search(low, place.start, place.end):
        for m in place.find_all(_PLATE_APART):
            if _is_lone_plate(m.group(), low, m.end(), lexicon):
                yield "licence-plate", *m.span(), "apart"
    if _GROUPS_JOINED.search(low, place.start, place.end):
        for m in place.find_all(_PLATE):
            if inside(place.dates, *m.span()):
                continue
            if _PLACEHOLDER.search(m.group()) and _shows_form(low, *m.span()):
                continue
            letters = "".join(c for c in m.group() if c.isalpha())
            shape = place.text[m.start() : m.end()]
            groups = re.findall("[a-z]+", m.group())
            if "/" in shape and not all(map(CONSONANTS.fullmatch, groups)):
                continue
            if (
                shape.isupper()
                or all(
                    CONSONANTS.fullmatch(g) and (shape.count("-") == 2 or g not in ABBREVIATED)
                    for g in groups
                )
                or letters not in TWO_LETTER_WORDS
                or near(_PLATE_WORD, low, *m.span(), 60, 30)
            ):
                yield "licence-plate", *m.span(), "sidecode"
    if not place.vehicle:
        return
    for m in place.find_all(_PLATE_APART):
        if inside(place.dates, *m.span()):
            continue
        if re.search("xx|99 99", m.group()) and _shows_form(low, *m.span()):
            continue
        groups = re.findall(r"[a-z]+|[0-9]+", m.group())
        if len(groups) < 3 and " " in m.group():
            continue
        upper = place.text[m.start() : m.end()].isupper()
        words = [g for g in groups if g.isalpha() and (g in TWO_LETTER_WORDS or g in _SHORT_WORDS)]
        letters = sum(g.isalpha() for g in groups)
        if (len(words) < letters or (upper and "-" in m.group())) and (
            near(_CAR, low, *m.span(), 70, 50) or near(_PLATE_WORD, low, *m.span(), 60, 30)
        ):
            yield "licence-plate", *m.span(), "car-word"
    for m in place.find(_CAR):
        stop = min(len(low), m.end() + CAR_REACH)
        p = _PLATE_ABROAD.search(low, m.end(), stop)
        while p:  # overlapping: "met 3" and "3 rra 726"
            if _is_plate_abroad(p.group(), lexicon) and not inside(place.dates, *p.span()):
                yield "licence-plate", *p.span(), "plate-abroad"
                break
            p = _PLATE_ABROAD.search(low, p.start() + 1, stop)
    for m in place.find(_PLATE_WORD):
        for p in _PLATE_FREE.finditer(low, m.end(), min(len(low), m.end() + 45)):
            if not inside(place.dates, *p.span()) and _is_code(p.group()):
                yield "licence-plate", *p.span(), "plate-word"
                break
    for m in place.find(_FOREIGN_PLATE):
        shape = place.text[m.start() : m.end()]
        if (
            shape.isupper()
            and near(_CAR, low, *m.span(), 50, 30)
            and not inside(place.dates, *m.span())
        ):
            yield "licence-plate", *m.span(), "foreign-plate"


def _is_written(letters: str, lexicon: Lexicon) -> bool:
    """Whether the letters of what may be a plate are a word or an abbreviation."""
    return (
        letters in TWO_LETTER_WORDS
        or letters in _SHORT_WORDS
        or letters in ABBREVIATED
        or (len(letters) > 1 and bool(lexicon.bits.get(letters, 0) & (lx.FUNCTION | lx.COMMON)))
    )


def _is_lone_plate(value: str, low: str, end: int, lexicon: Lexicon) -> bool:
    """Whether groups apart are a plate by their letters alone: no word has them."""
    groups = re.findall(r"[a-z]+|[0-9]+", value)
    if len(groups) < 3 or " " not in value or "-" in value:
        return False
    letters = [g for g in groups if g.isalpha()]
    following = re.match(r"\s?([a-z%]+)", low[end : end + 12])
    return (
        all(
            CONSONANTS.fullmatch(g)
            and not lexicon.bits.get(g, 0) & ~lx.WORD
            and g not in ABBREVIATED
            and g not in ("xx", "xxx")
            for g in letters
        )
        and sum(map(len, letters)) > 1
        and (following is None or following.group(1) not in UNITS)
    )


def _shows_form(low: str, start: int, end: int) -> bool:
    """Whether a plate with "XX" or "99-99" shows the form, and is not that of somebody's car."""
    return bool(
        near(_FORM_SHOWN, low, start, end, 60, 40) or not near(_OF_ONE_CAR, low, start, end, 50, 30)
    )


def _is_code(text: str) -> bool:
    """Whether groups of letters and digits are one code, and no words beside a number."""
    groups = re.findall(r"[a-z]+|[0-9]+", text)
    letters = sum(len(g) for g in groups if g.isalpha())
    digits = sum(len(g) for g in groups if g.isdigit())
    return (
        1 <= letters <= 6
        and 1 <= digits <= 6
        and 5 <= letters + digits <= 9
        and all(len(g) <= 5 for g in groups if g.isalpha())
        and not all(g in TWO_LETTER_WORDS or g in _SHORT_WORDS for g in groups if g.isalpha())
    )


def _is_plate_abroad(text: str, lexicon: Lexicon) -> bool:
    """Whether letters and digits behind a car are its plate: no words, no year, no model."""
    groups = re.findall(r"[a-z]+|[0-9]+", text)
    digits = sum(len(g) for g in groups if g.isdigit())
    return (
        LEAST_PLATE <= sum(map(len, groups)) <= 8
        and digits > 1
        and "xx" not in text
        and not any(g.isdigit() and YEAR.fullmatch(g) for g in groups)
        and not any(g.isalpha() and _is_written(g, lexicon) for g in groups)
    )
