"""Every name of a private person in a text: word by word, and by patterns over the whole text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress

from assistant.checklist import lexicon as lx
from assistant.checklist.bodies import in_allowed_phrases
from assistant.checklist.foreign import is_foreign
from assistant.checklist.lexicon import Lexicon
from assistant.checklist.names import fields, initials, other_scripts, particles
from assistant.checklist.names.known import known_name
from assistant.checklist.names.language import is_german
from assistant.checklist.names.office import in_office
from assistant.checklist.names.relatives import apposed, possesses, related
from assistant.checklist.names.signed import signed
from assistant.checklist.names.small_letters import in_small_letters
from assistant.checklist.names.titled import titled, with_initials
from assistant.checklist.names.unknown import unknown_name
from assistant.checklist.numbers import Proposal
from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

# Who made what everybody can read or hear: "dat boek van Bessel van der Kolk".
_AUTHORED = re.compile(
    r"\b(?:boek|handboek|roman|memoires|podcast|documentaire|ted-?talk|theorie|proefschrift"
    r"|bestseller|lezing|column|webinar|interview|gastcollege) (?:van|met|door) (?:(?:dr|drs|prof"
    r"|mr)\. ?)*(?:[A-Z][\w'’-]+ )*$"
)
# Beside these a book may be that of somebody in a case.
_OF_SOMEBODY = lx.KIN | lx.PERSON | lx.POSSESSIVE | lx.ABUSE | lx.PAST
_LONGEST_AUTHOR = 60  # characters before a name that are looked at


def find(tokens: Tokens, lexicon: Lexicon) -> Iterator[Proposal]:
    """Propose every name of a private person."""
    text = tokens.text
    for proposal in _found(tokens, lexicon):
        start = proposal[1] + text.startswith(" ", proposal[1])
        if (
            " van " in text
            and not tokens.seen & _OF_SOMEBODY
            and _AUTHORED.search(text[max(0, start - _LONGEST_AUTHOR) : start])
        ):
            continue
        yield proposal
    yield from in_office(tokens)
    yield from signed(tokens)
    yield from in_small_letters(tokens)


_ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyz")
# Single letters and short words that announce initials or a name; most texts have none.
_RARE = words_of(
    """
    a b c d e f g h i j k l m n o p q r s t v w x y z vd vdr vander vanden tav attn cc mbt iz
    naam bijnaam roepnaam koosnaam schuilnaam voornaam nickname
    """
)


def _found(tokens: Tokens, lexicon: Lexicon) -> Iterator[Proposal]:
    """Names wherever a word, a pattern or a sign gives one away."""
    skip = in_allowed_phrases(tokens, lexicon)
    yield from particles.with_capital(tokens, skip, lexicon)
    yield from _word_by_word(tokens, lexicon, skip)
    if not tokens.low.isascii():
        yield from other_scripts.find(tokens, lexicon)
    lone = not _ALPHABET.isdisjoint(tokens.vocabulary)
    if lone:
        yield from initials.with_capitals(tokens, lexicon)
    rare = not _RARE.isdisjoint(tokens.vocabulary)
    if rare:
        yield from fields.nicknames(tokens, lexicon)
        yield from initials.in_small_letters(tokens, lexicon)
        yield from fields.addressed(tokens, lexicon)
    yield from fields.labelled(tokens, lexicon)
    if ", " in tokens.text and tokens.seen & (lx.KIN | lx.PERSON):
        yield from apposed(tokens, lexicon)
    yield from particles.between(tokens, lexicon)
    if tokens.seen & lx.TITLE:
        yield from with_initials(tokens)
    yield from particles.before_capital(tokens, lexicon, rare=rare)
    if lone or "-" in tokens.low:
        yield from initials.letters_apart(tokens, lexicon)


# Ordinary words of other languages that are names in Dutch.
_FOREIGN_KIN = words_of(
    """
    fils fille frere soeur hijo hija hermano hermana yu synu syna syn corki corka corke oglum kizim
    sohn tochter son daughter brother sister figlio figlia filho filha
    """
)
_FOREIGN_WORDS = words_of(
    "veli evde sayin ortak riza nasil kogo lahey anne baba abla abi mari ans mira mai tiene ana"
    " segun mama papa alma sol luz rosa ama"
)
_INTERESTING = lx.NAME | lx.TITLE | lx.KIN


def _word_by_word(tokens: Tokens, lexicon: Lexicon, skip: set[int]) -> Iterator[Proposal]:
    """Names that one word gives away: a name, a title, a relative, or what no list knows."""
    words, bits = tokens.words, tokens.bits
    size = len(words)
    literature: dict[int, bool] = {}
    capitals_only = is_foreign(tokens) and not is_german(tokens)
    interesting = {b for b in set(bits) if not b or b & _INTERESTING}
    for index in compress(range(size), map(interesting.__contains__, bits)):
        bit = bits[index]
        if (
            capitals_only
            and index
            and words[index - 1] in _FOREIGN_KIN
            and words[index] not in _FOREIGN_WORDS
            and not tokens.is_capital(index)
            and bit & lx.FIRST
        ):
            yield "person-name", *tokens.spans[index], "relative"
            continue
        if (
            capitals_only
            and (not tokens.is_capital(index) or words[index] in _FOREIGN_WORDS)
            and words[index][1:2] != "'"
        ):
            continue
        if not bit:
            # Unknown to every list, or with a possessive or a hyphen.
            word = words[index]
            if len(word) > 2 and not word[0].isdigit():
                found = unknown_name(tokens, index, lexicon, skip)
                if found:
                    yield found
            continue
        if index in skip:
            continue
        if bit & lx.NAME:
            found = known_name(tokens, index, lexicon, literature)
            if found and not (found[3] == "two-names" and index + 1 in skip):
                yield found
        if bit & lx.TITLE and index + 1 < size:
            found = titled(tokens, index, skip, lexicon)
            if found:
                yield found
        if bit & lx.KIN and index and possesses(tokens, index - 1):
            yield "person-name", *tokens.spans[index - 1], "possessive"
        if bit & lx.KIN and index + 1 < size:
            found = related(tokens, index, skip)
            if found:
                yield found
