"""Surnames by their particles: "Van der Zee" inside a sentence, "vd Berg", "Lieve-Mae ten Have"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checklist import lexicon as lx
from assistant.checklist.bodies import NAMED_ENDS, NAMED_PLACES
from assistant.checklist.folding import fold
from assistant.checklist.forms import is_compound
from assistant.checklist.lexicon import Lexicon
from assistant.checklist.names.neighbours import NO_APPOSED, SAYS
from assistant.checklist.numbers import Proposal
from assistant.checklist.scan import around
from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

_PARTICLES = words_of("van el ten ter von ben abu de den der la le")
_CAPITAL_PARTICLE = re.compile(r" (?:Van|El|Ten|Ter|Von|Ben|Abu|De|Den|Der|La|Le) [A-Zvdt]")
_OPENING_DE = re.compile(r"De [A-Z][a-z]")
_METHOD_TAILS = ("-methode", "-model", "-schaal", "-test", "-norm", "-wet", "-arrest", "-commissie")


def with_capital(tokens: Tokens, skip: set[int], lexicon: Lexicon) -> Iterator[Proposal]:
    """A surname with a capital particle inside a sentence: "Van Buuren", "Van der Zee"."""
    if not (_CAPITAL_PARTICLE.search(tokens.text) or _OPENING_DE.match(tokens.text)):
        return
    words, bits, spans = tokens.words, tokens.bits, tokens.spans
    roles = lexicon.lists["public-role"]
    for i, word in enumerate(words):
        if word not in _PARTICLES or i in skip or not tokens.is_capital(i) or tokens.is_shout(i):
            continue
        if tokens.starts_sentence(i):
            # "De Vries van de Raad vraagt": no noun has a capital there
            if word == "de" and _opens_with_surname(tokens, i + 1):
                yield "person-name", spans[i][0], spans[i + 1][1], "opening-surname"
            continue
        j = i + 1
        while j < len(words) and j - i < 4 and bits[j] & lx.PARTICLE and not tokens.is_capital(j):
            j += 1
        if (
            j >= len(words)
            or not tokens.is_capital(j)
            or tokens.is_shout(j)
            or j in skip
            or not words[j][0].isalpha()
        ):
            continue
        if word in ("de", "den", "der", "la", "le") and not bits[j] & lx.ANY_SURNAME:
            continue
        if words[j].endswith(_METHOD_TAILS):
            continue  # "de Van der Meulen-methode"
        if (
            bits[j] & (lx.FUNCTION | lx.PROFESSION | lx.ALLOWED)
            or words[i - 1] in NAMED_PLACES
            or words[i - 1].endswith(NAMED_ENDS)
            or words[i - 1].endswith(("straat", "laan", "wet", "plein"))
            or words[i - 1] in ("wet", "stichting", "commissie", "arrest", "motie", "gemeente")
            or words[i - 1] in roles
        ):
            continue
        yield "person-name", spans[i][0], spans[j][1], "capital-particle"


def _opens_with_surname(tokens: Tokens, j: int) -> bool:
    """Whether a capital surname behind "De" at the beginning does what a person does."""
    words, bits = tokens.words, tokens.bits
    if j + 2 >= len(words) or not tokens.is_capital(j) or tokens.is_shout(j):
        return False
    if not bits[j] & lx.ANY_SURNAME or bits[j] & (
        lx.FUNCTION | lx.PROFESSION | lx.ALLOWED | lx.PERSON | lx.KIN | lx.PLURAL | lx.MONTH
    ):
        return False
    behind = words[j + 1]
    if behind in SAYS:
        return True
    of_body = behind in ("van", "v") and bool(bits[j + 2] & lx.DETERMINER)
    return of_body and not SAYS.isdisjoint(words)


# "Lieve-Mae ten Have": capitals with particles of surnames between them.
_PARTICLES_BETWEEN = re.compile(
    r" (?P<first>[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?) (?:ten|ter|van der|van den|van 't|el) "
    r"(?P<last>[A-ZÀ-Þ][a-zà-ÿ]{2,})"
)
_BETWEEN = words_of("ten ter der den t 't el van't")  # one of them is in each such name


def between(tokens: Tokens, lexicon: Lexicon) -> Iterator[Proposal]:
    """Two capitals with particles of surnames between them."""
    if _BETWEEN.isdisjoint(tokens.vocabulary):
        return
    for m in _PARTICLES_BETWEEN.finditer(tokens.text):
        first = lexicon.bits.get(fold(m.group("first")), 0)
        last = lexicon.bits.get(fold(m.group("last")), 0)
        if not (first | last) & NO_APPOSED & ~lx.FUNCTION and not first & lx.FUNCTION:
            yield "person-name", *m.span(), "particles-between"


_VAN_DE = re.compile("van de[rn]? [A-Z]")
_SHORT_PARTICLE = re.compile(
    r"(?<![\w.])(?:vd|v\.d\.|v/d|v d|vdr|vander|vanden|v\.|van der|van den"
    r"|van de)\s(?P<name>[A-Z][a-z'-]{2,30})"
)
_PARTICLE_SIGN = re.compile(r"\s[A-Z](?<=[dren.]\s.)")


def before_capital(tokens: Tokens, lexicon: Lexicon, *, rare: bool) -> Iterator[Proposal]:
    """A capital behind a particle in small letters or shortened: "vd Berg", "van de Wiel".

    Args:
        tokens: the text.
        lexicon: the lists.
        rare: whether a short word is in the text that may be a particle.
    """
    for m in _short_particles(tokens.text, rare):
        bit = lexicon.bits.get(fold(m.group("name")), 0)
        if bit & (lx.FUNCTION | lx.PROFESSION | lx.ALLOWED | lx.MONTH | lx.KIN | lx.PERSON):
            continue
        if bit & lx.PLACE and not (m.group()[:2] == "vd" or m.group()[:4] == "v.d."):
            continue
        if not bit & (lx.NAME | lx.PLACE) and (
            is_compound(fold(m.group("name"))) or m.group().startswith(("van de ", "v. "))
        ):
            continue
        if bit & lx.WORD and m.group().startswith(("van de ", "v. ")):
            continue
        yield "person-name", *m.span(), "particle-and-capital"


def _short_particles(text: str, rare: bool) -> Iterator[re.Match[str]]:
    """Matches of `_SHORT_PARTICLE`; without a rare word only "van de" can begin one."""
    if rare:
        yield from around(_SHORT_PARTICLE, _PARTICLE_SIGN, text, 10, 34)
        return
    for start in _VAN_DE.finditer(text):
        m = _SHORT_PARTICLE.match(text, start.start())
        if m:
            yield m
