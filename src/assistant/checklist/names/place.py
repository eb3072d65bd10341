"""Where a word stands, as several modules ask it: bare, as what a thing is called, as somebody.

`positions` says where only a person stands; what a word must be like to be taken for a name there
is decided here.
"""

from __future__ import annotations

from assistant.checklist import lexicon as lx
from assistant.checklist.foreign import is_foreign
from assistant.checklist.names.language import is_german, is_other_language
from assistant.checklist.names.neighbours import (
    ABOUT,
    BEFORE_NAME,
    CONTACT_INFINITIVES,
    CONTACT_VERBS,
    MODALS,
    NEAR_NAME,
    NEVER_BEFORE_NAME,
    NO_SELDOM,
    POSSESSED,
    SUBJECT_VERBS,
)
from assistant.checklist.names.positions import is_person_slot
from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

_THINGS = words_of(
    """
    organisatie stichting project team school methode app systeem locatie programma bureau praktijk
    vereniging club instelling opvang pilot traject platform tool wijkteam gezinshuis
    module printer server robot chatbot assistent zaal kamer ruimte gebouw bus boot schip storm
    hond hondje kat kater poes konijn cavia hamster paard pony knuffel knuffelbeer beer pop
    handpop mascotte hulphond therapiehond personage hoofdpersoon figuur
    """
)


def is_of_thing(tokens: Tokens, i: int) -> bool:
    """Whether what is called by the name at `i` is a thing or an animal, and nobody beside it."""
    words, bits = tokens.words, tokens.bits
    for j in range(i - 2, max(-1, i - 11), -1):
        if words[j] in _THINGS:
            return True
        if bits[j] & (lx.KIN | lx.PERSON) or words[j] in (".", "?", "!", "\n"):
            return False
    return False


def all_shout(tokens: Tokens) -> bool:
    """Whether the whole text is in capitals, so that a capital says nothing."""
    return tokens.has_trait("shout", _is_shouted)


def _is_shouted(tokens: Tokens) -> bool:
    letters = [c for c in tokens.text[:400] if c.isalpha()]
    return len(letters) > 20 and sum(c.isupper() for c in letters) > 0.7 * len(letters)


def bare(tokens: Tokens, i: int) -> bool:
    """Whether no determiner, adjective or preposition makes the word an ordinary noun."""
    if not i:
        return True
    before, word = tokens.bits[i - 1], tokens.words[i - 1]
    if tokens.starts_sentence(i):
        return True
    if before & lx.DETERMINER or word in ("of", "en", "dan", "als", "dat", "omdat"):
        return word in ("dat", "omdat", "als", "of")
    return bool(before & lx.PERSON_VERB)


_BESIDE_SELDOM = words_of(
    "met over bij tegen namens om aan van voor sprak spreek belde bel mail mailde zag v"
)
_INVERTED = words_of("moet mag kan wil heeft krijgt hoeft zou gaat komt zal weet")
_BEHIND_INVERTED = words_of("ook zelf nog nu dan al zijn haar zn z'n d'r het weten erbij mee niet")
_TO_PLACES = words_of("van in te uit naar bij voor om tot gemeente regio")
_SPEAKING = words_of("zeggen praten overleggen spreken bellen delen gesproken gepraat gebeld")
_AFTER_SELDOM = lx.PERSON_VERB | lx.PUNCTUATION | lx.FUNCTION | lx.PRONOUN


def is_seldom_else(tokens: Tokens, i: int) -> bool:
    """Whether a name that is a word too, but not of this field, stands where a name does.

    A noun in the singular has an article: "gesprek met roos", "roos (8)", "Smit belt elke dag".
    """
    words, bits = tokens.words, tokens.bits
    if bits[i] & NO_SELDOM or len(words[i]) < 3 or tokens.is_shout(i):
        return False
    if bits[i] & lx.PLACE and i and words[i - 1] in _TO_PLACES:
        return False
    after = words[i + 1] if i + 1 < len(words) else ""
    after_bit = bits[i + 1] if after else lx.PUNCTUATION
    third = words[i + 2] if i + 2 < len(words) else ""
    if after == "(" and third.isdigit():
        return len(third) < 3
    if after == "en" and third in POSSESSED:
        return bool(bits[min(i + 3, len(words) - 1)] & lx.KIN)
    if after == "en" and third and bits[i + 2] & (lx.HEALTH | lx.PLURAL):
        return False  # "een kind met roos en luizen"
    if after in POSSESSED and third and bits[i + 2] & lx.KIN:
        return not i or not bits[i - 1] & lx.DETERMINER
    if tokens.starts_sentence(i):
        return after in CONTACT_VERBS or (after in SUBJECT_VERBS and after not in ("is", "was"))
    before = words[i - 1]
    if (
        before in _INVERTED
        and tokens.starts_sentence(i - 1)
        and bits[i] & lx.ANY_FIRST
        and after in _BEHIND_INVERTED
    ):
        return True  # "moet roos ook een kopie krijgen"
    if before == "ben" and i > 1 and words[i - 2] == "ik":
        return bool(bits[i] & lx.WEAK_FIRST)
    if before in ("ik", "we", "wij"):
        return i > 1 and words[i - 2] in MODALS
    if before in BEFORE_NAME and after in _SPEAKING:
        return True  # "kan ik tegen roos zeggen"
    return before in _BESIDE_SELDOM and bool(after_bit & _AFTER_SELDOM)


def is_in_slot(tokens: Tokens, i: int) -> bool:
    """Whether a name, a name that is a word too or an unknown word stands as only a person does."""
    bit, word = tokens.bits[i], tokens.words[i]
    if bit & NO_SELDOM or len(word) < 3 or tokens.is_shout(i):
        return False
    if is_other_language(tokens) or is_foreign(tokens) or is_german(tokens):
        return False
    plural = word.endswith("s") and tokens.known(word[:-1], 0)
    if plural and plural & (lx.OCCUPATION | lx.PROFESSION | lx.COMMON) and not bit & lx.ANY_FIRST:
        return False  # "voor kappers"
    if bit & lx.PLACE and i and tokens.words[i - 1] in _TO_PLACES:
        return False
    return is_person_slot(tokens, i)


_FINITE = words_of("wordt werd heeft had is was doet deed blijft bleef loopt liep hoeft zou zal")
_YOU = words_of("je jij u jullie")
_ASKED_OF_YOU = words_of(
    "kun kunt kan mag moet wil wilt zou zul heb hebt had ga gaat kunnen willen"
)
_ASKED_TO = CONTACT_INFINITIVES | words_of("vragen even ff nog om dit dat zijn haar morgen vandaag")
_ACTING = lx.PROFESSION | lx.SETTING | lx.PLURAL | lx.WORD


def name_place(tokens: Tokens, i: int) -> tuple[bool, bool]:
    """Whether a word stands where only a person does, and where a person can."""
    words, bits = tokens.words, tokens.bits
    before = words[i - 1] if i else ""
    before_bit = bits[i - 1] if i else 0
    after = words[i + 1] if i + 1 < len(words) else ""
    if tokens.starts_sentence(i):
        sure = after in SUBJECT_VERBS or after in _FINITE
        return sure, sure or after in POSSESSED
    asked = before in _YOU and i > 1 and words[i - 2] in _ASKED_OF_YOU  # "kun je sanne bellen"
    if tokens.is_capital(i) or (before_bit & NEVER_BEFORE_NAME and not asked) or before == "-":
        return False, False
    sure = (
        before in ABOUT
        or before in BEFORE_NAME
        or bool(before_bit & NEAR_NAME)
        or (len(before) < 4 and bool(before_bit & lx.ANY_SURNAME))  # "li wenhao"
        or (asked and after in _ASKED_TO)
        or (after in CONTACT_INFINITIVES and bool(before_bit & _ACTING))
    )
    likely = lx.FUNCTION | lx.PERSON_VERB | lx.FIRST_PERSON | lx.PUNCTUATION
    return sure, sure or bool(before_bit & likely)
