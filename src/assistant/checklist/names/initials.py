"""Initials, and names whose letters stand apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checklist import lexicon as lx
from assistant.checklist.bodies import STREETS
from assistant.checklist.forms import is_compound, is_form, is_misspelt
from assistant.checklist.lexicon import Lexicon
from assistant.checklist.numbers import Proposal
from assistant.checklist.scan import around
from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

_INITIALS = re.compile(
    r"(?<![\w.])(?:[A-Z]\.\s?){1,6}(?:(?:van|de|het|der|den|ter|ten|te|el|al|la|'t|von|V\.\s?d\."
    r"|v\.d\.|v/d)\s){0,3}"
    r"(?P<name>[A-ZÀ-Þ][\w'’-]{1,30})"
)

# Particles that stand in surnames and before no office.
_SURNAME_ONLY = re.compile(r"\s(?:'t|der|den|ter|ten)\s$")

_INITIAL_DOT = re.compile(r"[A-Z]\.")

_INITIAL_ONLY = re.compile(r"(?<![\w.])(?P<name>(?:[A-Z]\.\s?){1,4})(?=\s?(?:\(|[a-z]{2,}))")

# "Kuiters, D.J.": as in a list of cases
_INITIALS_BEHIND = re.compile(r"\b(?P<name>[A-ZÀ-Þ][a-zà-ÿ'-]{2,30}),\s?(?:[A-Z]\.\s?){1,4}(?!\w)")

# The letters in front of the answers to a question, and of the people in one.
_OPTION = re.compile(r"(?:^|\n)\s*[A-E][.)]\s")
_MADE_UP = re.compile(
    r"\b(?:fictie(?:f|ve)|verzonnen|toets-?(?:item|vraag)|(?:oefen|examen)vraag)\b"
)

# "T. de V.": as somebody is called who may not be named
_INITIAL_PARTICLE = re.compile(
    r"(?<![\w.])[A-Z]\.\s?(?:van der|van den|van de|van|de|den|der|ter|ten|vd"
    r"|v\.d\.)\s[A-Z]\.(?!\w)"
)
_INITIAL_PLACE = re.compile(r"(?<![\w.])(?:[A-Z]\.\s?){1,4}\s?(?:te|uit)\s[A-Z][a-z]")

# Abbreviations with dots that are no initials.
_NO_INITIALS = words_of(
    "vv bv nv vof ots uhp avg wmo gi rk ap fg om vt ib pm nvt mbv tbv ivm ihkv zsm dwz oa"
)

_SPACED = re.compile(r"(?<![\w'’])(?:[^\W\d_][ .\-_*·/|]{1,2}){2,24}[^\W\d_](?![\w'’])")
_SPACED_START = re.compile(r"[ \n\"'(:,][a-z][ .\-_*·/|]{1,2}[a-z][ .\-_*·/|]{1,2}[a-z](?![a-z])")

# Quick signs of the patterns below, with the character to look for first.
LETTER_DOT = re.compile(r"\.(?<=\b[a-z]\.)")

_LONE_LETTER = re.compile(r"\s[a-z](?=[.\s,]|$)")

_NAME_PARTICLE_SIGN = re.compile(r"\sv(?:d|/d|\.d\.| d)\s|\(\d")

# Small letters with an initial: "koen z. is weg", "p. jacobs".
_NAME_AND_LETTER = re.compile(
    r"(?<![\w.'-])(?P<name>[a-z]{2,15})\s(?P<letter>[a-z])(?P<dot>\.?)(?=\s(?P<next>[a-z(]+)"
    r"|\s?$|,)"
)

# "thijs v/d broek", "chantal vd b.", "julian b (13)"
_NAME_PARTICLE = re.compile(
    r"(?<![\w.'-])(?P<name>[a-z]{3,12})\s"
    r"(?:(?:vd|v/d|v\.d\.|v d)\s[a-z]{1,12}\b|[a-z]\.?\s\(\d{1,2}\))"
)

_LOW_INITIALS = re.compile(
    r"(?<![\w.])(?:[a-z]\.\s?){1,4}(?P<particle>(?:(?:van|de|der|den|ter|ten|el|al|vd)\s){0,3})"
    r"(?P<name>[a-z][a-z'-]{2,30})"
)

_TWO_INITIALS = re.compile(r"[a-z]\.[a-z]\. (?!.*\.)")  # "d.r. koolhof"

_SHORTENED = words_of(
    "vv oa ea ed dd mn na nb ns bv nv ta pa ps cq ca os od vd ws ad ag aw bg ev iv ip wo zo zg zn"
    " hr as jl ll mi ha"
)

# "j.p. vd b."
_LOW_LETTERS = re.compile(
    r"(?<![\w.])(?:[a-z]\.\s?){1,4}(?:van der|van den|van de|vd|v\.d\.|v/d|ter|ten|el)\s[a-z]\."
)


def spelled_name(tokens: Tokens, i: int, lexicon: Lexicon) -> Proposal | None:
    """A name that is spelled with hyphens; nobody spells an ordinary word but to explain it."""
    joined = tokens.words[i].replace("-", "")
    bit = lexicon.bits.get(joined, 0)
    if len(joined) < 3 or bit & (lx.FUNCTION | lx.ALLOWED | lx.PROFESSION):
        return None
    if joined.endswith(STREETS) and len(joined) > 6:
        return "address", *tokens.spans[i], "spelled"
    if bit & lx.NAME or not (bit or is_compound(joined) or is_form(joined)):
        return "person-name", *tokens.spans[i], "spelled"
    return None


def in_small_letters(tokens: Tokens, lexicon: Lexicon) -> Iterator[Proposal]:
    """Names with initials in small letters, before or behind."""
    get = lexicon.bits.get
    for m in around(_NAME_AND_LETTER, _LONE_LETTER, tokens.low, 18, 66):
        bit = get(m.group("name"), 0)
        if m.group("letter") in "eusn" and not m.group("dot"):
            continue
        follows = get(m.group("next") or "", 0) & (lx.PERSON_VERB | lx.FUNCTION)
        weak = bit & (lx.FUNCTION | lx.PERSON | lx.KIN | lx.PERSON_VERB | lx.PLACE | lx.ALLOWED)
        if bit & lx.ANY_FIRST and not weak and (m.group("dot") or follows):
            yield "person-name", *m.span(), "name-and-letter"
    for m in around(_LOW_LETTERS, LETTER_DOT, tokens.low, 3, 66):
        yield "person-name", *m.span(), "initials"
    for m in around(_NAME_PARTICLE, _NAME_PARTICLE_SIGN, tokens.low, 20, 20):
        bit = get(m.group("name"), 0)
        if not bit and (is_form(m.group("name")) or is_misspelt(m.group("name"))):
            continue  # "toesteming vd ouders"
        if not bit & ~(lx.NAME | lx.OWN | lx.WORD) and not (bit & lx.WORD and not bit & lx.NAME):
            yield "person-name", *m.span(), "name-and-particle"
    for m in around(_LOW_INITIALS, LETTER_DOT, tokens.low, 3, 66):
        bit = get(m.group("name"), 0)
        if bit & (lx.FUNCTION | lx.ALLOWED | lx.PERSON | lx.PROFESSION):
            continue
        letters = tokens.low[m.start() : m.start("name")]
        two = _TWO_INITIALS.match(letters) and letters[0] + letters[2] not in _SHORTENED
        wide = bit & lx.WIDE and not bit & (lx.WORD | lx.PLACE)
        wide = wide or (bit & lx.WEAK_SURNAME and bit & lx.SELDOM and not bit & lx.COMMON)
        if (
            bit & lx.SURNAME
            or wide
            or (m.group("particle") and bit & lx.ANY_SURNAME)
            or (two and not bit)
        ):
            yield "person-name", *m.span(), "initials"


def with_capitals(tokens: Tokens, lexicon: Lexicon) -> Iterator[Proposal]:
    """Initials in capitals: before or behind a surname, by themselves, or with a place."""
    text = tokens.text
    if not _INITIAL_DOT.search(text):
        return
    for m in _INITIALS.finditer(text):
        name = tokens.low[m.start("name") : m.end("name")]
        bit = lexicon.bits.get(name, 0)
        particle = " " in m.group() and m.group().split()[-2].islower()
        surname = _SURNAME_ONLY.search(text, m.start(), m.start("name"))  # "van 't Hof"
        if (bit & lx.ALLOWED and not surname) or (
            bit & (lx.WORD | lx.FUNCTION | lx.PROFESSION | lx.PERSON)
            and not bit & lx.NAME
            and not (particle and not bit & (lx.FUNCTION | lx.PROFESSION | lx.PERSON))
        ):
            continue
        if (
            (bit & (lx.FUNCTION | lx.PROFESSION) and not surname)
            or text[m.start("name") : m.end("name")].isupper()
            or name.endswith(("school", "college", "lyceum"))
        ):
            continue
        yield "person-name", *m.span(), "initials"
    options = len(_OPTION.findall(text)) > 1 or is_made_up(tokens.low)
    for m in _INITIAL_ONLY.finditer(text) if not options else ():
        joined = re.sub(r"[^a-z]", "", m.group().lower())
        if joined in _NO_INITIALS or (
            len(joined) > 1 and lexicon.bits.get(joined, 0) & (lx.ALLOWED | lx.PROFESSION)
        ):
            continue
        rest = tokens.low[m.end() : m.end() + 20].lstrip()
        word = rest.split(" ")[0]
        if lexicon.bits.get(word, 0) & lx.PERSON_VERB or re.match(r"\(\d{1,2}\b", rest):
            yield "person-name", *m.span(), "initial"
    for m in _INITIAL_PARTICLE.finditer(text) if not options else ():
        yield "person-name", *m.span(), "initials"
    for m in _INITIAL_PLACE.finditer(text):
        yield "person-name", *m.span(), "initial-and-place"
    for m in _INITIALS_BEHIND.finditer(text):
        bit = lexicon.bits.get(tokens.low[m.start("name") : m.end("name")], 0)
        if not bit & (lx.FUNCTION | lx.ALLOWED | lx.PROFESSION | lx.PLACE | lx.MONTH):
            yield "person-name", *m.span(), "initials-behind"


def _dotted(start: int, text: str, lexicon: Lexicon) -> Iterator[Proposal]:
    """Names of which dots part the letters and spaces the words: "N.i.e.n.k.e V.e.r.h.u.l.s.t"."""
    for part in text.split(" "):
        joined = part.replace(".", "")
        bit = lexicon.bits.get(joined, 0)
        if len(joined) > 2 and "." in part and bit & lx.NAME & ~lx.WIDE:
            yield "person-name", start, start + len(part), "spelled"
        start += len(part) + 1


def is_made_up(low: str) -> bool:
    """Whether a text says that the people in it, who are called by a letter, are made up."""
    return bool(_MADE_UP.search(low))


def letters_apart(tokens: Tokens, lexicon: Lexicon) -> Iterator[Proposal]:
    """A name with its letters apart: "S a n n e", "J.a.n.s.e.n"."""
    if not _SPACED_START.search(" " + tokens.low):
        return
    for m in _SPACED.finditer(tokens.low):
        if "." in m.group() and " " in m.group():
            yield from _dotted(m.start(), m.group(), lexicon)
            continue
        joined = re.sub(r"[^a-z]", "", m.group())
        bit = lexicon.bits.get(joined, 0)
        if (
            len(joined) > 2
            and not bit & lx.FUNCTION
            and bit & (lx.FIRST | lx.SURNAME | lx.WEAK_FIRST | lx.WEAK_SURNAME)
        ):
            yield "person-name", *m.span(), "spelled"
