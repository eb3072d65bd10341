"""Postcodes, alone or with the number of a house behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checklist.lexicon import Lexicon
from assistant.checklist.numbers.place import Place, Proposal, near
from assistant.checklist.numbers.words import TWO_LETTER_WORDS
from assistant.checklist.wordset import words_of

_POSTCODE = re.compile(r"(?<![\w/.-])[1-9]\d{3}(?:-| {0,3})[a-z]{2}(?![\w-])")
_SPACED_POSTCODE = re.compile(r"\b(?:postcode|pc)\W{1,3}[1-9](?:\s?\d){3}\s?[a-z]\s?[a-z]\b")
_HOUSE = re.compile(r",?\s(?:op\s)?(?:nr\.?|nummer|huisnr\.?|huisnummer|no\.?)?\s?\d{1,4}\b")
_SHORT_UNITS = words_of("en in is km kg cm mm ml mg gr ff jr er te op of")
# Words only beside a year: "2015 vh", but "6945 kr" is a postcode.
_RARE_PAIRS = words_of(
    """
    kr pk vh vd rl hu mn ll lj cc ff dm vs oa ov ad br dd ct ve ou zn fr ah mi vr wk jl pp jr nd rd
    th st ok tm dl cl wo za ma di do am pm uu ie nl
    """
)
_HOUSE_BEFORE = re.compile(
    r"\b(?:gezin|postcode|adres|woont|wijk|buurt|huis)\s(?:in\s|is\s|op\s|nu\s)?$"
)
_PLACEHOLDERS = words_of("1234ab 1234aa 1111aa 1000aa 9999zz 9999xx 1234xx 1234zz 1234cd")
_EXAMPLE = re.compile(r"\b(?:zoals|bijvoorbeeld|bijv|bv|voorbeeld|formaat|vorm|als)\b")
_POSTCODE_WORD = re.compile(
    r"postcode|postal|plz|\bpc\b|adres|straat|laan|weg\b|woon|woning|huis\b|nummer|\bnr\b"
)


def spaced_postcodes(place: Place) -> Iterator[Proposal]:
    """Postcodes with spaces between their digits, behind a word for one."""
    for m in place.find(_SPACED_POSTCODE):
        yield "postcode", *m.span(), "postcode"


def postcodes(place: Place, lexicon: Lexicon) -> Iterator[Proposal]:
    """Four digits and two letters that are a postcode."""
    low, text = place.low, place.text
    for m in place.find(_POSTCODE):
        if _is_postcode(m, text, low, lexicon):
            yield "postcode", *m.span(), "postcode"
            number = _HOUSE.match(low, m.end())
            if number:
                yield "address", m.start(), number.end(), "postcode-and-number"


def _is_postcode(m: re.Match[str], text: str, low: str, lexicon: Lexicon) -> bool:
    """Whether it is one of somebody: no year, amount, example or postcode of a body."""
    value = m.group().replace(" ", "").replace("-", "")
    if "  " in m.group() and value[:2] in ("19", "20"):
        return False
    if "-" in m.group() and value[:2] in ("19", "20"):
        return False
    if value in _PLACEHOLDERS and near(_EXAMPLE, low, m.start(), m.end(), 40, 24):
        return False
    if value in lexicon.lists["postcode"] or value[4:] in ("sa", "sd", "ss"):
        return False
    letters = text[m.end() - 2 : m.end()]
    year = value[0] in "12" and value[:2] in ("19", "20")
    if letters.isupper():
        # In a text all in capitals "IN 2023 EN" is no postcode.
        return not (year and value[4:] in TWO_LETTER_WORDS)
    if "-" in m.group():
        return value[4:] not in (_SHORT_UNITS if not year else TWO_LETTER_WORDS)
    if " " not in m.group():
        return not year or bool(
            re.search(r"postcode|adres|woon", low[max(0, m.start() - 40) : m.start()])
        )
    if value[4:] in TWO_LETTER_WORDS and (year or value[4:] not in _RARE_PAIRS):
        return not year and bool(_HOUSE_BEFORE.search(low, max(0, m.start() - 22), m.start()))
    # "2718 sk" has the form of nothing else; after a year two letters may be an abbreviation.
    return not year or near(_POSTCODE_WORD, low, m.start(), m.end(), 40, 30)
