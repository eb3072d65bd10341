"""How a word is written: as a brand, as two names in one, as a typing error, as no word at all.

How much like a name it must read, for each of the places where it can stand, is here as well.
"""

from __future__ import annotations

import re

from assistant.checklist import lexicon as lx
from assistant.checklist.forms import is_compound, is_form, is_misspelt
from assistant.checklist.names.language import is_other_language
from assistant.checklist.tokens import Tokens

# How much like a name an unknown word must read, after a word that goes before a person and
# elsewhere.
LIKENESS_BESIDE = 0.15
LIKENESS_BESIDE_SHORT = -0.5  # when it has no ending that Dutch words have
LIKENESS = 0.8
LIKENESS_GERMAN = 0  # with a capital, which German nouns have as well
LIKENESS_SIGNED = -0.5  # of an unknown word where somebody signs
# How much like a name a word must read that is no form of any other: in the place of a person, and
# where a thing may stand as well.
LIKENESS_NO_WORD = -1.2
LIKENESS_ANYWHERE = -0.3
# Ends of words for people who do something: no names.
AGENT_ENDS = ("er", "aar", "ster", "ing", "ist", "eur", "ant", "ent", "ende", "heid", "ers", "oog")
# Ends of the names of streets.
STREET_ENDS = ("straat", "laan", "plein", "gracht", "kade", "singel", "steeg", "dreef")
# A word without one is an abbreviation.
VOWEL = re.compile("[aeiouy]")


def is_unknown_name(tokens: Tokens, j: int) -> bool:
    """Whether a word in small letters is in no list, and no compound or typing error either."""
    word = tokens.words[j]
    return (
        not tokens.bits[j]
        and 4 <= len(word) <= 12
        and word.isalpha()
        and not word.endswith(("en", *AGENT_ENDS))
        and not is_compound(word)
        and not is_other_language(tokens)
        and not (is_form(word) or is_misspelt(word))
    )


def is_typo(tokens: Tokens, word: str) -> bool:
    """Whether a word is a known one with a letter too many, too few or in the wrong place."""
    known = tokens.known
    kept = lx.WORD | lx.FUNCTION | lx.PROFESSION | lx.ALLOWED
    for k in range(len(word)):
        if known(word[:k] + word[k + 1 :], 0) & kept:
            return True
        if known(word[:k] + word[k + 1 : k + 2] + word[k] + word[k + 2 :], 0) & kept:
            return True
    return any(known(word + letter, 0) & kept for letter in "entrs")


def two_in_one(tokens: Tokens, word: str) -> bool:
    """Whether a word is two first names written as one: "liselore"."""
    if not 7 <= len(word) <= 12:
        return False
    get = tokens.known
    return any(
        get(word[:cut], 0) & lx.FIRST and get(word[cut:], 0) & lx.FIRST
        for cut in range(3, len(word) - 2)
    )


_INNER_CAPITAL = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ]|[A-Z]{2,}[a-z]|^[a-z]+[A-Z]")
_NAME_START = re.compile(
    r"(?:Mc|Mac|De|La|Le|Da|Di|Du|El|Al|Van|Ver|O|Ab|Ben|Bin|Fitz|Jo|Jan|Anne|Marie|Rose|Lee|Ja"
    r"|Ka|Sha|Ke"
    r"|Ra|Ta|Ty|Bint|Abu|Ibn|St)[A-Z][a-z]+$"
)
_BRAND_END = (
    "pol", "net", "data", "app", "soft", "scan", "signaal", "valley", "suite", "cloud", "mail",
    "desk", "hub", "lab", "tech", "link", "tool", "systems", "bank", "media", "pedia", "flix",
    "connect", "consult", "groep", "zicht", "wijs", "kompas", "check",
)  # fmt: skip


def is_brand(raw: str) -> bool:
    """Whether a word is written as a product or an abbreviation: "OxRec", "RvIG", "Europol"."""
    if _INNER_CAPITAL.search(raw):
        return not _NAME_START.match(raw)
    return len(raw) > 5 and raw.lower().endswith(_BRAND_END)
