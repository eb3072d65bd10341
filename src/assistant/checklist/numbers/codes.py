"""Numbers of files and documents by their form alone, where no word in front names them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from assistant.checklist import lexicon as lx
from assistant.checklist.forms import is_compound, is_form
from assistant.checklist.lexicon import Lexicon
from assistant.checklist.numbers.groups import is_public_phone
from assistant.checklist.numbers.place import Place, Proposal, inside, near
from assistant.checklist.numbers.words import DOC_NEAR, MINISTRY, REGISTER_NEAR, V_WORD

# "V" and ten digits, however they are grouped (IND, "V-nummer").
_V_NUMBER = re.compile(r"(?<![\w-])v[ .:#-]{0,2}\d(?:[ .-]?\d){9}(?![\w]|[.-]\d)")
# Dutch passports and identity cards: nine characters, two letters first, a digit last (RvIG).
_DOCUMENT = re.compile(r"(?<![\w/-])[A-Z]{2}[A-Z0-9]{6}[0-9](?![\w/-])")
_COURT_SLASH = re.compile(
    r"(?<![\w/])(?:[a-z]{1,3}/\d{2}/\d{4,6}\b|\d{2}[/-]\d{6}[/-]\d{2}(?![\w/-])"
    r"|(?<![.])\d{1,3} [a-z]{1,3} \d{1,5}/\d{2}(?![\d/])|(?<![.])\d{3}\.\d{3}\.\d{3}/\d{2}(?!\d)"
    r"|[ivx]{1,4} [a-z]{1,4} \d{1,5}/\d{2}(?!\d))"
)
_COURT = re.compile(
    r"\b(?:(?:je|fa|ha|kg|jz)\s?(?:rk|za|ja)\s?\d{2}[-/]\d{1,5}\b|pl\d{4}[-\s]?\d{6,12}(?:-\d+)?\b"
    r"|(?:rk|za)\s\d{2}[-/]\d{2,5}\b|(?<![\w/-])\d{2}-\d{6}-\d{2}(?![\w/-]))|(?<![\w#])#\d{4,10}\b"
)
# A token in which letters and figures, or groups of figures, are mixed as in a number of a system.
_CODE = re.compile(
    r"(?<![\w./-])(?=[a-z._/-]{0,12}\d)[a-z0-9]+(?:[-/._][a-z0-9]+){0,6}(?![\w-]|[./]\w)"
)
_NO_CODE = re.compile(
    r"(?:bu|wk|gm)\d{4,8}|i?(?:jw|wmo|wlz)\d{3}(?:[/-](?:jw|wmo|wlz)?\d{3})*|\d{1,2}\.[ivx]{1,4}\.\d{4}|\d{1,2}(?:\.\d{1,2}){2,8}[a-z]?|"
    r"[a-z]{1,12}-?(?:19|20)\d{2}|(?:19|20)\d{2}(?:[-/](?:19|20)?\d{2})?"
    r"|v?\d{1,3}(?:\.\d{1,3}){1,3}[a-z]?"
    r"|\d{1,2}[.:]\d{2}(?:-\d{1,2}[.:]\d{2})?(?:u|uur|h)?|\d{1,3}(?:\.\d{3}){1,4}|\d+[a-z]{1,3}"
    r"|(?:iso|nen|nta|npr)[-/]?.*|[a-z]+\d{1,2}[a-z]*|\d{1,4}(?:[-/.]\d{1,4}){1,2}"
    r"|\d{2,4}/\d{1,4}/(?:eu|eg|eeg|jbz|ggd|eur)|[a-z]{1,2}\d{3,4}|(?:sha|md|rfc|aes|utf|ipv"
    r"|http|win|office|mp)-?\d+"
)
# What follows is the number of a form or a version, the same for everybody.
_FORM_BEFORE = re.compile(r"\b(?:formulier|format|model|versie|template|sjabloon|release|norm)\s$")
# What stands beside these is no number of somebody either.
_PASSWORD = re.compile(r"wachtwoord|password|\bpincode|\b(?:ge)?hash|\bmd5\b|\bsha-?\d|checksum")


_AS_LETTERS = str.maketrans("013457", "oieast")


def _is_leet(word: str) -> bool:
    """Whether a code is a word with figures for letters: "d00rbr3k3n"."""
    spelled = word.translate(_AS_LETTERS)
    known = lx.lexicon().bits.get(spelled, 0)
    return spelled.isalpha() and bool(known & lx.WORD or is_form(spelled) or is_compound(spelled))


def v_numbers(place: Place) -> Iterator[Proposal]:
    """V-numbers of the IND."""
    for m in place.find(_V_NUMBER):
        yield "v-number", *m.span(), "v-form"


def documents(place: Place) -> Iterator[Proposal]:
    """Passports and identity cards."""
    for m in _DOCUMENT.finditer(place.text, place.start, place.end):
        word = m.group()
        turns = sum(a.isdigit() != b.isdigit() for a, b in itertools.pairwise(word))
        if turns >= 3 and not inside(place.skip, *m.span()):
            yield "identity-document", *m.span(), "document-form"


def court_files(place: Place, part: str) -> Iterator[Proposal]:
    """Files of courts and police in a stretch; `part` is its text, folded."""
    if "/" in part:
        for m in place.find(_COURT_SLASH):
            yield "file-number", *m.span(), "court-form"
    if "rk" in part or "pl" in part or "za" in part or "-" in part or "#" in part:
        for m in place.find(_COURT):
            yield "file-number", *m.span(), "court-form"


def codes(place: Place, lexicon: Lexicon) -> Iterator[Proposal]:
    """Numbers of systems by their form alone: letters and figures mixed, or long groups."""
    low = place.low
    for m in place.find(_CODE):
        word = m.group()
        if len(word) < 7:
            continue
        digits = sum(map(str.isdigit, word))
        letters = sum(map(str.isalpha, word))
        if digits < 4 or digits + letters < 7 or _NO_CODE.fullmatch(word):
            continue
        if inside(place.dates, *m.span()) or "@" in low[m.end() : m.end() + 2]:
            continue
        if _FORM_BEFORE.search(low, max(0, m.start() - 24), m.start()) or MINISTRY.search(
            low, max(0, m.start() - 70), m.start()
        ):
            continue
        if near(_PASSWORD, low, *m.span(), 120, 120):
            continue
        parts = re.findall(r"[a-z]+", word)
        if any(len(p) > 4 and lexicon.bits.get(p, 0) & lx.WORD for p in parts):
            continue  # a name of a file or of a project
        if word.isdigit() or _is_leet(word):
            continue
        if not letters and (
            digits < 8 or is_public_phone(re.sub(r"\D", "", word), lexicon.lists["phone"])
        ):
            continue
        turns = sum(
            a.isdigit() != b.isdigit()
            for a, b in itertools.pairwise(word)
            if a.isalnum() and b.isalnum()
        )
        if letters and digits < 6 and turns < 3 and not re.search(r"\d{4}", word):
            continue
        if near(V_WORD, low, *m.span(), 40, 20):
            point = "v-number"
        elif near(DOC_NEAR, low, *m.span(), 50, 20):
            point = "identity-document"
        elif near(REGISTER_NEAR, low, *m.span(), 40, 20):
            point = "professional-register"
        else:
            point = "file-number"
        yield point, *m.span(), "code-form"
