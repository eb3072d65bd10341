"""Names beside a relative: "moeder van Tygo", "Noors moeder", "gezin ten have"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checklist import lexicon as lx
from assistant.checklist.folding import fold
from assistant.checklist.forms import is_compound
from assistant.checklist.lexicon import Lexicon
from assistant.checklist.names.language import is_german
from assistant.checklist.names.neighbours import EVERY, HOUSEHOLDS, NO_APPOSED, SURE_PARTICLES
from assistant.checklist.names.spelling import LIKENESS, is_unknown_name
from assistant.checklist.numbers import Proposal
from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

_FAMILIES = words_of("gezin familie fam")


def related(tokens: Tokens, i: int, skip: set[int]) -> Proposal | None:
    """A name after a relative: "moeder van Tygo", "zoon Jayvano"."""
    words, bits, spans = tokens.words, tokens.bits, tokens.spans
    size = len(words)
    j = i + 1
    if (
        words[i] in HOUSEHOLDS
        and words[j : j + 2] == ["v", "d"]
        and j + 2 < size
        and bits[j + 2] & lx.ANY_SURNAME
        and not bits[j + 2] & (lx.FUNCTION | lx.PERSON | lx.PLURAL)
    ):
        return "person-name", spans[j][0], spans[j + 2][1], "household"  # "ouders v d berg"
    if words[i] in HOUSEHOLDS and bits[j] & lx.PARTICLE and not tokens.is_capital(j):
        while j < size and j - i < 4 and bits[j] & lx.PARTICLE:
            j += 1
        if j < size and (
            (bits[j] & (lx.SURNAME | lx.WIDE) and not bits[j] & (lx.PLACE | lx.WORD | lx.ALLOWED))
            or (words[i] in _FAMILIES and _is_surname_place(tokens, i + 1, j))
        ):
            return "person-name", spans[i + 1][0], spans[j][1], "household"
        j = i + 1
    elif words[i] in _FAMILIES and is_unknown_name(tokens, j) and not is_german(tokens):
        return "person-name", spans[j][0], spans[j][1], "household"
    if words[j] == "(" and j + 3 < size and words[j + 3] == ")":
        first, last = bits[j + 1], bits[j + 2]
        if last & lx.ANY_SURNAME and not (first | last) & NO_APPOSED:
            return "person-name", spans[j + 1][0], spans[j + 2][1], "relative-in-brackets"
    linked = words[j] in ("van", "v", "vd", "of", "von", ",", ":", "(")
    if linked:
        j += 1
        if j < size and words[j] == ".":
            j += 1
    if j >= size or j in skip or not words[j][0].isalpha() or len(words[j]) < 2:
        return None
    if words[j] in EVERY:
        return None
    bit, capital = bits[j], tokens.is_capital(j)
    if "\n" in words[i + 1 : j]:
        return None
    if words[j].find("'") == 1 and not bit and len(words[j]) < 5:
        return None  # "I'm", "d'un"
    if bit & (
        lx.FUNCTION
        | lx.PROFESSION
        | lx.PLACE
        | lx.ALLOWED
        | lx.PERSON
        | lx.TITLE
        | lx.ORIGIN
        | lx.MONTH
        | lx.TIME
    ):
        return None
    if tokens.is_shout(j) and len(words[j]) < 6:
        return None
    if capital:
        if bit & lx.WORD and not bit & lx.NAME:
            return None
        if not bit and is_german(tokens) and lx.name_likeness(words[j]) < LIKENESS:
            return None  # "dass Eltern Beschwerde einlegen"
        if not bit and (is_compound(words[j]) or words[i + 1] in (":", ",")):
            return None
        return "person-name", spans[j][0], spans[j][1], "relative"
    if (
        linked
        and words[i + 1] in ("van", "v", "vd", "of", "von")
        and (not bit and 2 < len(words[j]) <= 9 and not is_compound(words[j]))
    ):
        return "person-name", spans[j][0], spans[j][1], "relative"
    return None


def _is_surname_place(tokens: Tokens, first: int, j: int) -> bool:
    """Whether particles from `first` on make a surname of the word at `j`: "gezin ten have"."""
    bit = tokens.bits[j]
    if not tokens.words[j][0].isalpha() or bit & (lx.FUNCTION | lx.PLACE | lx.PROFESSION):
        return False
    particles = tokens.words[first:j]
    sure = not SURE_PARTICLES.isdisjoint(particles) or (
        len(particles) > 1 and particles[0] == "van" and particles[1] != "het"
    )
    return (sure and not bit & (lx.PERSON | lx.PLURAL)) or is_unknown_name(tokens, j)


def possesses(tokens: Tokens, i: int) -> bool:
    """Whether a word before a relative is a first name with an s: "Noors moeder"."""
    word = tokens.words[i]
    stem = word[:-1]
    if not word.endswith("s") or len(stem) < 3 or tokens.bits[i] & (lx.FUNCTION | lx.NAME):
        return False
    bit = tokens.known(stem, 0)
    if not bit & lx.FIRST or bit & (lx.WORD | lx.PLACE | lx.ALLOWED):
        return False
    return not i or not tokens.bits[i - 1] & lx.DETERMINER


# "dat Hoop, de moeder, alsnog tekent": somebody with an ordinary word for a name.
_APPOSITION = re.compile(r", (?:de|het|een|haar|zijn|mijn|onze|hun) (?P<who>[a-zà-ÿ-]{3,20})\b")
_APPOSED = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Þ][a-zà-ÿ'-]{2,20}$")


def apposed(tokens: Tokens, lexicon: Lexicon) -> Iterator[Proposal]:
    """A capital before "de moeder" or another relative between commas."""
    text = tokens.text
    for m in _APPOSITION.finditer(text):
        if not lexicon.bits.get(fold(m.group("who")), 0) & (lx.KIN | lx.PERSON):
            continue
        first = max(0, m.start() - 24)
        name = _APPOSED.search(text[first : m.start()])
        if name and not lexicon.bits.get(fold(name.group()), 0) & NO_APPOSED:
            yield "person-name", first + name.start(), first + name.end(), "apposition"
