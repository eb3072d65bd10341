"""Names behind a title: "mw. T. Oosterhof", "fam kowalczyk", "mevrouw de v."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checklist import lexicon as lx
from assistant.checklist.forms import is_compound, is_form
from assistant.checklist.lexicon import Lexicon
from assistant.checklist.names.initials import LETTER_DOT, is_made_up
from assistant.checklist.names.language import is_german
from assistant.checklist.names.neighbours import EVERY, SURE_PARTICLES
from assistant.checklist.numbers import Proposal
from assistant.checklist.scan import around
from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

# Words that stand before a name and as often by themselves.
_SOFT_TITLES = words_of(
    """
    kids meester agent collega wijkagent buurman buurvrouw imam ms ing opa oma tante oom
    juf familie fam dokter pastor pater dominee
    """
)


def titled(tokens: Tokens, i: int, skip: set[int], lexicon: Lexicon) -> Proposal | None:
    """A name after a title: "mw. T. Oosterhof", "mevrouw de bruin", "fam kowalczyk"."""
    words, bits, spans = tokens.words, tokens.bits, tokens.spans
    size = len(words)
    title = words[i]
    if tokens.raw[i] == "HR":
        return None  # the department
    j = i + 1
    if title == "bc" and i and words[i - 1].isdigit():
        return None  # "1441 BC Purmerend"
    if j < size and words[j] == "." and j + 1 < size:
        if title in _SOFT_TITLES and title not in ("ms", "ing", "fam"):
            return None  # "slapen bij tante. Beargumenteer"
        j += 1
    first = j
    while (
        j < size
        and j - first < 10
        and (
            bits[j] & lx.PARTICLE
            or (bits[j] & lx.TITLE and words[j] not in ("heer", "mevrouw"))
            or words[j] in (".", "'")
            or (len(words[j]) == 1 and words[j].isalpha())
        )
    ):
        j += 1
    if (
        title in ("fam", "familie")
        and j < size
        and words[first] == "van"
        and words[first + 1] in ("der", "den", "de")
        and bits[j] & lx.ANY_SURNAME
        and not bits[j]
        & (lx.FUNCTION | lx.PERSON | lx.PLURAL | lx.PROFESSION | lx.KIN | lx.OCCUPATION)
    ):
        return "person-name", spans[i][0], spans[j][1], "title"
    if (
        j == first + 2
        and j < size
        and words[first] == "van"
        and words[first + 1] in ("der", "den")
        and words[j].isalpha()
        and not bits[j] & (lx.FUNCTION | lx.PERSON | lx.PLURAL | lx.PROFESSION | lx.KIN)
    ):
        return "person-name", spans[i][0], spans[j][1], "title"  # "mw van der wiel"
    if title in _SOFT_TITLES and words[first] in ("van", "uit", "met", "op", "in"):
        return None
    if (
        j < size
        and not SURE_PARTICLES.isdisjoint(words[first:j])
        and bits[j] & lx.ANY_SURNAME
        and not bits[j] & (lx.FUNCTION | lx.PERSON | lx.PLURAL | lx.PROFESSION | lx.KIN)
        and "\n" not in words[i + 1 : j]
    ):
        return "person-name", spans[i][0], spans[j][1], "title"  # "collega vd heuvel"
    if j >= size or j in skip or not words[j][0].isalpha() or len(words[j]) < 2:
        return None
    if words[j] in EVERY and j + 1 < size and bits[j + 1] & lx.TIME:
        return None  # "terwijl de juf elke ochtend belt"
    bit, capital = bits[j], tokens.is_capital(j)
    if "\n" in words[i + 1 : j]:
        return None
    particle = any(bits[k] & lx.PARTICLE for k in range(first, j))
    if bit & lx.FUNCTION and not (capital and bit & lx.NAME):
        return None
    if particle and not capital and bit & (lx.PROFESSION | lx.PERSON):
        return None
    if (
        particle
        and not capital
        and not bit & lx.NAME
        and bit & (lx.WORD | lx.PLACE | lx.PERSON | lx.PROFESSION | lx.OCCUPATION)
    ):
        return None
    if title in _SOFT_TITLES and (
        bit & lx.ALLOWED or (not bit and not capital and is_form(words[j]))
    ):
        return None  # "agent Wpg", "juf opwachten"
    if not capital and title == "familie" and is_german(tokens):
        return None
    if title in _SOFT_TITLES:
        weak = bit & (lx.WORD | lx.PLACE | lx.PROFESSION) and not bit & lx.NAME
        kin = title in ("opa", "oma", "tante", "oom", "juf")
        if weak and not particle and not (kin and capital and not bit & lx.PLACE):
            return None
        doubtful = not capital and not bit & (lx.FIRST | lx.SURNAME)
        sure_title = title in ("fam", "familie", "juf", "meester", "dokter", "dominee")
        if (doubtful and (bit & lx.WORD or particle)) and not (
            sure_title and bit & lx.NAME and not bit & lx.PERSON_VERB
        ):
            return None
    if (
        capital
        and (bit & lx.PLACE)
        and not bit & lx.NAME
        and title in ("agent", "wijkagent", "familie")
    ):
        return None
    if capital or bit & (lx.FIRST | lx.SURNAME):
        if bit & lx.ALLOWED and title in ("dr", "prof", "mr", "drs"):
            return None
        if bit & lx.ALLOWED and not lexicon.lists["public-role"].isdisjoint(tokens.vocabulary):
            return None  # "mevrouw Kalverboer, de Kinderombudsman"
        if bit & (lx.TITLE | lx.PROFESSION | lx.PRONOUN) and not bit & lx.NAME:
            return None
        return "person-name", spans[i][0], spans[j][1], "title"
    if bit & lx.NAME:
        if (
            bit & (lx.PERSON_VERB | lx.PERSON)
            and not particle
            and not (j + 1 < size and bits[j + 1] & lx.PERSON_VERB)
        ):
            return None
        return "person-name", spans[i][0], spans[j][1], "title"
    if not bit and words[j].endswith("'s") and lexicon.bits.get(words[j][:-2], 0) & lx.WORD:
        return None  # "oma foto's"
    double = "-" in words[j] and any(
        lexicon.bits.get(part, 0) & lx.NAME for part in words[j].split("-")
    )
    if (
        not bit
        and len(words[j]) > 2
        and (double or not is_compound(words[j]))
        and (title not in _SOFT_TITLES or title in ("fam", "familie", "oma", "opa", "juf"))
    ):
        return "person-name", spans[i][0], spans[j][1], "title-unknown"
    return None


_TITLE_INITIALS = re.compile(
    r"\b(?:mevrouw|mevr|mvr|mw|dhr|de heer|meneer|fam|familie|mr|mrs|herr|frau)\b\.?\s{1,2}"
    r"(?:(?:van|de|den|der|el|ten|ter|vd|v\.d\.)\s){0,2}(?:[a-z]\.\s?){1,4}(?=$|[\s,;:)?!-])"
)


def with_initials(tokens: Tokens) -> Iterator[Proposal]:
    """Initials in small letters behind a title."""
    for m in around(_TITLE_INITIALS, LETTER_DOT, tokens.low, 26, 18):
        if is_made_up(tokens.low):
            break
        yield "person-name", *m.span(), "title-initials"
