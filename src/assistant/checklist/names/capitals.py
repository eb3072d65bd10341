"""Unknown words with a capital: somebody, or a place, a system or an organisation."""

from __future__ import annotations

import re

from assistant.checklist import lexicon as lx
from assistant.checklist.bodies import STREETS, is_in_organisation, is_part_of_body, is_public
from assistant.checklist.foreign import is_foreign
from assistant.checklist.lexicon import Lexicon
from assistant.checklist.names.language import (
    GERMAN_NOUNS,
    GERMAN_ROLES,
    is_german,
    is_other_language,
)
from assistant.checklist.names.neighbours import PERSONAL_AFTER, SUBJECT_VERBS
from assistant.checklist.names.spelling import LIKENESS, LIKENESS_BESIDE, VOWEL, is_brand, is_typo
from assistant.checklist.numbers import Proposal
from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

# After these an unknown word with a capital is a place, a system or an organisation.
_NO_PERSON_AFTER = words_of(
    """
    in via tussen binnen gebruik gebruiken gebruikt volgens de het onze ons een systeem
    programma app software methode team stichting organisatie regio project
    woningcorporatie corporatie aanbieder instelling zorgaanbieder jeugdhulpaanbieder bedrijf
    leverancier merk pakket zorgverzekeraar verzekeraar bureau methodiek interventie training
    cursus platform portaal website site tool instrument vragenlijst test
    """
)
_TOGETHER = words_of("samenwerken samenwerking samen werken werkt convenant contract")
# "Hooghiemstra & Partners".
_FIRM = re.compile(r"\s?(?:&|en)\s(?:[Pp]artners|[Zz]n|[Zz]onen|[Aa]dvocaten|[Cc]o)\b")
_SURE_STREETS = ("straat", "laan", "plein", "gracht", "singel", "dreef", "steeg")
_FOLLOWS_NAME = lx.PERSON_VERB | lx.PUNCTUATION
_HE = words_of("hij zij ze")  # "volgens Zondervan hoeft hij niet"


def at_beginning(tokens: Tokens, i: int) -> Proposal | None:
    """A word with the capital of a sentence."""
    words, bits, spans = tokens.words, tokens.bits, tokens.spans
    word = words[i]
    after = words[i + 1] if i + 1 < len(words) else ""
    after_bit = bits[i + 1] if i + 1 < len(words) else 0
    if (
        (after_bit & lx.KIN and not after_bit & lx.PLURAL)
        or (after == "," and words[i + 2 : i + 3] and words[i + 2] in ("onze", "mijn"))
    ) and (lx.name_likeness(word) >= LIKENESS_BESIDE and not is_foreign(tokens)):
        return "person-name", *spans[i], "opens-with-relative"
    if (
        after_bit & lx.PERSON_VERB
        and after not in ("is", "was", "will", "can", "must", "has")
        and lx.name_likeness(word) >= LIKENESS
        and not is_typo(tokens, word)
        and not is_other_language(tokens)
    ):
        return "person-name", *spans[i], "reads-as-subject"
    if (
        after_bit & lx.PERSON_VERB
        and len(word) <= 9
        and i + 2 < len(words)
        and words[i + 2] in PERSONAL_AFTER
        and after in SUBJECT_VERBS
    ):
        return "person-name", *spans[i], "unknown-subject"
    if (
        i + 1 < len(words)
        and tokens.is_capital(i + 1)
        and after_bit & (lx.SURNAME | lx.WIDE)
        and not is_german(tokens)
    ):
        return "person-name", spans[i][0], spans[i + 1][1], "two-names"
    return None


def inside_sentence(tokens: Tokens, i: int, lexicon: Lexicon) -> Proposal | None:
    """A capital inside a sentence that is no place, system or organisation."""
    words, bits, spans = tokens.words, tokens.bits, tokens.spans
    word = words[i]
    before = words[i - 1] if i else ""
    before_bit = bits[i - 1] if i else 0
    after = words[i + 1] if i + 1 < len(words) else ""
    after_bit = bits[i + 1] if i + 1 < len(words) else 0
    if is_foreign(tokens) and _is_public_abroad(tokens, i):
        return None
    behind = words[i + 2 : i + 4]
    if after.isdigit() and len(behind) > 1 and behind[0] == "." and behind[1].isdigit():
        return None  # "Cryptshare 7.1": a version
    if _FIRM.match(tokens.text, spans[i][1]):
        return None  # "Hooghiemstra & Partners"
    _is_foreign_de = before in ("de", "a") and is_other_language(tokens)
    named = before in ("die", "ons", "onze") and lx.name_likeness(word) >= LIKENESS_BESIDE
    if named and after_bit & (_FOLLOWS_NAME | lx.KIN):
        return "person-name", *spans[i], "unknown-capital"
    if (
        (before_bit & lx.DETERMINER and before not in ("dat", "that") and not _is_foreign_de)
        or (
            before in _NO_PERSON_AFTER
            and not _is_foreign_de
            and not (before == "volgens" and words[i + 2 : i + 3] and words[i + 2] in _HE)
        )
        or is_in_organisation(tokens, i)
        or (after[:1].isdigit() and word.endswith(STREETS))
        or (word.endswith(_SURE_STREETS) and i and tokens.is_capital(i - 1))
        or _beside_thing(tokens, i)
        or not VOWEL.search(word)
        or (before == "met" and _TOGETHER.intersection(words[max(0, i - 5) : i]))
        or (
            is_german(tokens)
            and before not in GERMAN_ROLES
            and (
                word.endswith(("en", "ung", "heit", "keit", "schaft"))
                or word in GERMAN_NOUNS
                or lx.name_likeness(word) < LIKENESS
            )
        )
    ):
        return None
    if len(word) > 2 and not is_part_of_body(tokens, i) and not is_public(tokens, i, lexicon):
        return "person-name", *spans[i], "unknown-capital"
    return None


def _beside_thing(tokens: Tokens, i: int) -> bool:
    """Whether an unknown word is spoken of as a thing: "Wat is X?", "Regas of X"."""
    words, bits = tokens.words, tokens.bits
    if i > 2 and words[i - 1] in ("of", "en") and words[i - 3] in _NO_PERSON_AFTER:
        return True  # "de methode Goldstein of Heijkoop"
    if i > 1 and (words[i - 2], words[i - 1]) in (
        ("wat", "is"), ("wat", "zijn"), ("hoe", "werkt"), ("wat", "betekent"), ("wat", "doet"),
        ("wat", "kost"), ("iets", "als"), ("zoiets", "als"), ("what", "is"), ("was", "ist"),
    ):  # fmt: skip
        return True
    for link, other in ((i - 1, i - 2), (i + 1, i + 2)):
        if (
            0 <= link < len(words)
            and 0 <= other < len(words)
            and words[link] in ("of", "en", ",", "/", "or", "and")
            and tokens.raw[other][0].isalpha()
        ):
            if bits[other] & lx.ALLOWED and tokens.is_capital(other):
                return True
            if words[link] == "of" and (tokens.is_shout(other) or is_brand(tokens.raw[other])):
                return True
    return False


# Countries, peoples, languages and bodies in Turkish, Polish, French and Spanish: how they begin.
_ABROAD = (
    "polsk", "polac", "polak", "polka", "polce", "holand", "holend", "niemc", "niemi", "niemiec",
    "warszaw", "gdans", "krakow", "belgi", "ukrai", "europ", "turkiy", "turkce", "turkle",
    "hollanda",
    "alman", "avrupa", "belcik", "franc", "suiss", "espan", "alemani", "neerland", "pays",
    "sozlesme", "kurum", "kanun", "mahkeme", "bakanli", "mudurlu", "belediye", "panst", "pani",
    "centrum", "pomoc", "rodzin", "sad", "urzad", "urzed", "kodeks", "ustaw", "rodo", "convention",
    "tribunal", "ministere", "royaume", "etat", "baixos", "bajos", "portugal", "hague", "haye",
    "lahey", "haga", "hadze", "amsterda", "rotterda", "utrech", "hollandal", "veri", "koruma",
    "psycholog", "ukrainian", "syrian", "eritrean", "dutch", "english", "german", "turkish",
    "polish",
)  # fmt: skip
# Ends of the names of towns in Polish, German and Turkish: "Tilburgu", "Alkmaarda".
_CASES = ("u", "ie", "em", "owi", "da", "de", "dan", "den", "ta", "te", "er")
FEWEST_CAPITALS = 2  # beside a word, in the name of a body


def _is_public_abroad(tokens: Tokens, i: int) -> bool:
    """Whether a capital in another language is a country, a language or part of a body's name."""
    word = tokens.words[i]
    if word.startswith(_ABROAD) or any(
        tokens.known(word[: -len(end)], 0) & lx.PLACE for end in _CASES if word.endswith(end)
    ):
        return True
    near = [j for j in (i - 2, i - 1, i + 1, i + 2) if 0 <= j < len(tokens.words)]
    capitals = [
        j
        for j in near
        if tokens.is_capital(j) and len(tokens.words[j]) > 2 and not tokens.starts_sentence(j)
    ]
    return len(capitals) > FEWEST_CAPITALS or any(
        tokens.words[j].startswith(_ABROAD) for j in capitals
    )
