"""Names that are no ordinary word: such a name counts wherever it stands.

Unless it is part of what is called after somebody, or that of an author or of somebody in office. A
name of the wide lists counts with a capital only, or where nothing but a name stands.
"""

from __future__ import annotations

from assistant.checklist import lexicon as lx
from assistant.checklist.bodies import is_literature, is_part_of_body, is_public
from assistant.checklist.lexicon import Lexicon
from assistant.checklist.names.language import (
    GERMAN,
    GERMAN_NOUNS,
    GERMAN_ROLES,
    GERMAN_SMALL,
    is_german,
)
from assistant.checklist.names.neighbours import HEET, POSSESSED
from assistant.checklist.names.ordinary import ordinary_name
from assistant.checklist.names.place import all_shout, is_in_slot, is_of_thing
from assistant.checklist.names.small_letters import (
    is_keyword,
    is_listed_name,
    lower_name,
    lower_wide,
)
from assistant.checklist.names.sounding import reads_as_name
from assistant.checklist.names.spelling import LIKENESS_GERMAN
from assistant.checklist.numbers import Proposal
from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

# What is asked for in front of a name: "naam noa".
_NAMES_BEFORE = words_of("naam name achternaam")
_ROOMS = words_of("zaal vergaderzaal spreekkamer lokaal gebouw vleugel")
_METHODS = words_of("methode methodiek model theorie interventie")
_EXAMPLE_NAMES = words_of("naam schuilnaam pseudoniem voorbeeld voorbeeldnaam oefennaam")


def known_name(
    tokens: Tokens, i: int, lexicon: Lexicon, literature: dict[int, bool]
) -> Proposal | None:
    """The name at a word that the lists of names know, or nothing where it is none."""
    words, bits, spans = tokens.words, tokens.bits, tokens.spans
    bit = bits[i]
    capital = tokens.is_capital(i)
    before = words[i - 1] if i else ""
    after = words[i + 1] if i + 1 < len(words) else ""
    after_bit = bits[i + 1] if i + 1 < len(words) else 0
    before_bit = bits[i - 1] if i else 0
    if (
        bit & lx.ALLOWED
        and not (before_bit & (lx.TITLE | lx.KIN))
        and not (before_bit & lx.ANY_FIRST)
    ):
        return None
    if not capital and words[i] in GERMAN_SMALL and is_german(tokens):
        return None
    if (words[i] in GERMAN or words[i] in GERMAN_NOUNS) and is_german(tokens):
        return None
    if after in ("als", "een") and _EXAMPLE_NAMES.intersection(words[i + 2 : i + 5]):
        return None  # "Mag Kees als verzonnen naam?"
    if bit & lx.MONTH and (
        before.isdigit() or after.isdigit() or (not capital and after in (".", "t", "tot", "/"))
    ):
        return None
    if before in HEET and capital and is_of_thing(tokens, i):
        return None
    if (
        before == "naam"
        and i > 1
        and words[i - 2] in ("eigen", "zijn", "haar")
        and bit & lx.SELDOM
        and bit & lx.WEAK_FIRST
        and (not after or after_bit & lx.PUNCTUATION)
    ):
        return "person-name", *spans[i], "called"  # "bij zijn eigen naam levi"
    if (
        before in HEET
        and (
            capital
            or (before == "achternaam" and bit & lx.SURNAME)
            or (bit & (lx.FIRST | lx.WEAK_FIRST) and before not in _NAMES_BEFORE)
        )
        and not bit & lx.FUNCTION
        and not (before == "hete" and not capital)
    ):
        return "person-name", *spans[i], "called"
    if words[i] == "enzo" and not capital and (not after or after_bit & lx.PUNCTUATION):
        return None  # "en zo"
    if words[i] == "erna" and not capital and not before_bit & (lx.KIN | lx.TITLE | lx.ANY_FIRST):
        return None  # "de dag erna"
    if before in _ROOMS and not capital:
        return None  # "zaal iris"
    if bit & (lx.FIRST | lx.SURNAME):
        return _listed_name(tokens, i, lexicon, literature)
    if bit & lx.WIDE:
        return _wide_name(tokens, i, lexicon, literature)
    return ordinary_name(tokens, i, lexicon, literature)


def _listed_name(
    tokens: Tokens, i: int, lexicon: Lexicon, literature: dict[int, bool]
) -> Proposal | None:
    """A first name or a surname that the lists are sure of."""
    words, spans = tokens.words, tokens.spans
    bit, capital = tokens.bits[i], tokens.is_capital(i)
    before = words[i - 1] if i else ""
    if before in ("het", "een") and not capital and bit & lx.FIRST:
        return None  # "het sophia"; in the south somebody is "de kevin"
    lettered = len(before) == 1 and capital and tokens.is_capital(i - 1)  # "K_Ouwerkerk"
    if bit & lx.PLACE and not bit & lx.FIRST and not lettered:
        return None
    if i > 2 and before in ("of", "en") and words[i - 3] in _METHODS and capital:
        return None  # "de methode Goldstein of Heijkoop"
    if bit & lx.PLACE and capital and before in ("in", "te", "uit", "gemeente", "naar", "bij"):
        return None
    if (
        not capital
        and not bit & lx.OWN
        and not is_keyword(tokens, i)
        and not lower_name(tokens, i)
        and not is_listed_name(tokens, i)
        and not is_in_slot(tokens, i)
    ):
        return None
    if not capital and bit & lx.PLURAL:
        return None
    if tokens.is_shout(i) and len(words[i]) <= 4 and not all_shout(tokens):
        return None
    if (
        is_part_of_body(tokens, i)
        or is_public(tokens, i, lexicon)
        or is_literature(tokens, i, literature)
        or _is_listed_among_known(tokens, i)
    ):
        return None
    return "person-name", *spans[i], "first-name" if bit & lx.FIRST else "surname"


def _wide_name(
    tokens: Tokens, i: int, lexicon: Lexicon, literature: dict[int, bool]
) -> Proposal | None:
    """A name of the wide lists: with a capital, or where nothing but a name stands."""
    words, bits, spans = tokens.words, tokens.bits, tokens.spans
    bit, capital = bits[i], tokens.is_capital(i)
    if not capital:
        if not bit & (lx.WORD | lx.PLACE) and (
            lower_wide(tokens, i) or reads_as_name(tokens, i) or is_in_slot(tokens, i)
        ):
            return "person-name", *spans[i], "wide-name"
        return None
    before = words[i - 1] if i else ""
    after = words[i + 1] if i + 1 < len(words) else ""
    after_bit = bits[i + 1] if i + 1 < len(words) else 0
    before_bit = bits[i - 1] if i else 0
    if (
        bit & (lx.WORD | lx.PLACE)
        or (
            is_german(tokens)
            and not before_bit & lx.TITLE
            and before not in GERMAN_ROLES
            and (lx.name_likeness(words[i]) < LIKENESS_GERMAN or bit & (lx.OCCUPATION | lx.PERSON))
        )
        or (tokens.is_shout(i) and not all_shout(tokens))
    ):
        return None
    if (
        is_part_of_body(tokens, i)
        or is_public(tokens, i, lexicon)
        or is_literature(tokens, i, literature)
    ):
        return None
    if tokens.starts_sentence(i) and not (
        after_bit & (lx.PERSON_VERB | lx.NAME | lx.PARTICLE) or after in POSSESSED
    ):
        return None
    return "person-name", *spans[i], "wide-name"


def _is_listed_among_known(tokens: Tokens, i: int) -> bool:
    """Whether a name is one of a row of what is no private person: "Maslow, Kolb en Gordon"."""
    words, bits = tokens.words, tokens.bits
    if not tokens.is_capital(i) or i < 3:
        return False
    other, bit = bits[i - 2], bits[i]
    if not other & lx.ALLOWED or not tokens.is_capital(i - 2):
        return False
    if words[i - 1] == "en" and bit & lx.SURNAME and not bit & lx.FIRST:
        return True  # "Kalverboer en Zijlstra"
    return (
        i > 3
        and words[i - 1] in (",", "en", "of")
        and words[i - 3] == ","
        and bool(bits[i - 4] & lx.ALLOWED)
        and tokens.is_capital(i - 4)
    )
