"""Names in small letters: whether a listed one is meant as a name where it stands.

Also names with their particles in odd spellings, and first names in front of a body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checklist import lexicon as lx
from assistant.checklist.forms import is_form, is_misspelt
from assistant.checklist.names.language import is_german, is_other_language
from assistant.checklist.names.neighbours import (
    ABOUT,
    AFTER_LOWER,
    BEFORE_LOWER,
    BEFORE_NAME,
    BESIDE_PERSON,
    CONTACT_INFINITIVES,
    CONTACT_VERBS,
    HOUSEHOLDS,
    JOINING,
    MODALS,
    NEVER_BEFORE_NAME,
    NO_SELDOM,
    PERSONAL_AFTER,
    POSSESSED,
    SAYS,
    SUBJECT_VERBS,
)
from assistant.checklist.names.place import bare, name_place
from assistant.checklist.numbers import Proposal
from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

KEYWORDS = 8  # words of what is typed as into a search box


def is_keyword(tokens: Tokens, i: int) -> bool:
    """Whether a first name stands among a few words, as typed into a search box."""
    return bool(
        len(tokens.words) <= KEYWORDS
        and tokens.bits[i] & lx.FIRST
        and not is_misspelt(tokens.words[i])
        and not is_form(tokens.words[i])
    )


_NO_VAN = lx.WORD | lx.PLACE | lx.ALLOWED | lx.PERSON | lx.OCCUPATION


def lower_name(tokens: Tokens, i: int) -> bool:
    """Whether a rare name in lower case stands where a person is named, and no typing error."""
    words, bits, bit = tokens.words, tokens.bits, tokens.bits[i]
    before = words[i - 1] if i else ""
    after = words[i + 1] if i + 1 < len(words) else ""
    before_bit = bits[i - 1] if i else 0
    after_bit = bits[i + 1] if i + 1 < len(words) else 0
    if before_bit & lx.ANY_FIRST and not before_bit & (lx.FUNCTION | lx.PERSON_VERB):
        return True
    if before_bit & lx.TITLE or (bit & lx.FIRST and before_bit & lx.KIN):
        return True
    if bit & lx.FIRST and after_bit & (lx.SURNAME | lx.WIDE) and not after_bit & lx.WORD:
        return True
    if before_bit & lx.PARTICLE and before != "van" and not bit & lx.FIRST:
        # "de kappers" is no name, "van der kappers" is, and so is "de vries belt".
        if after in CONTACT_VERBS and tokens.starts_sentence(i - 1) and not bit & lx.OCCUPATION:
            return True
        back = bits[i - 2] if i > 1 else 0
        if before == "het" and not back & lx.ANY_FIRST:
            return False  # "van het kint"
        if before == "vd" and not bit & (lx.PLACE | lx.OCCUPATION):
            return True
        return bool(back & lx.PARTICLE and words[i - 2] != "in") or bool(back & lx.ANY_FIRST)
    if not bit & lx.FIRST:
        if _lower_surname(tokens, i):
            return True
        if before == "van" and bit & lx.SURNAME and not bit & _NO_VAN and not is_form(words[i]):
            return True  # "pff van zanten weer"
        if before == "van" and i > 1 and bits[i - 2] & (lx.KIN | lx.PERSON | lx.PROFESSION):
            return True
        return bool(
            bare(tokens, i)
            and after in SUBJECT_VERBS
            and i + 2 < len(words)
            and words[i + 2] in PERSONAL_AFTER
        )
    if before_bit & lx.DETERMINER:
        return False
    if len(words[i]) < 4:
        if before in ("over", "met", "bij", "van") and after in (",", "?", ".", "z'n", "d'r", "zn"):
            return True
        return bool(after_bit & (lx.SURNAME | lx.PERSON_VERB))
    if tokens.starts_sentence(i):
        return after in AFTER_LOWER or bool(after_bit & (lx.PERSON_VERB | lx.PARTICLE))
    return before in BEFORE_LOWER and (
        i + 1 >= len(words)
        or after in AFTER_LOWER
        or bool(after_bit & (lx.PERSON_VERB | lx.KIN | lx.FUNCTION | lx.PUNCTUATION))
        or bool(after_bit & lx.WORD and before not in JOINING)
    )


_SURNAME_BEFORE = words_of("met over bij aan tegen namens van voor door dat omdat als en of ik we")


def _lower_surname(tokens: Tokens, i: int) -> bool:
    """Whether a surname in lower case stands as a person does: "kan kootstra inzage weigeren"."""
    words, bits, word = tokens.words, tokens.bits, tokens.words[i]
    if (
        len(word) < 5
        or (i and not tokens.starts_sentence(i) and word.endswith("aars"))
        or (word.endswith(("ers", "en", "ingen", "heid")) and _is_inflection(word))
        or bits[i] & (lx.WORD | lx.PLACE | lx.ALLOWED | lx.PERSON | lx.OCCUPATION)
    ):
        return False
    if tokens.starts_sentence(i):
        return words[i + 1 : i + 2] != [] and words[i + 1] in SUBJECT_VERBS
    before = words[i - 1]
    if before in ABOUT or (bits[i - 1] & lx.KIN and not bits[i - 1] & lx.PLURAL):
        return True
    if before in ("ik", "we", "wij") and i > 1 and words[i - 2] in MODALS:
        return True  # "kan ik terpstra de brief sturen"
    if before in MODALS:
        return tokens.starts_sentence(i - 1) or words[i - 2] in _SURNAME_BEFORE
    after = words[i + 1] if i + 1 < len(words) else ""
    return before in _SURNAME_BEFORE and (
        not after
        or after in AFTER_LOWER
        or bool(bits[i + 1] & (lx.PERSON_VERB | lx.PUNCTUATION))
        or (before in BESIDE_PERSON and bool(bits[i + 1] & lx.FUNCTION))
    )


def _is_inflection(word: str) -> bool:
    """Whether a word is a plural or a verb rather than a surname that ends so: "jansen"."""
    return not word.endswith(("sen", "zen")) or is_form(word) or is_misspelt(word)


def lower_wide(tokens: Tokens, i: int) -> bool:
    """Whether a name of the wide lists in lower case stands where only a person does."""
    words, bits = tokens.words, tokens.bits
    before = words[i - 1] if i else ""
    after = words[i + 1] if i + 1 < len(words) else ""
    if i and bits[i - 1] & (lx.TITLE | lx.ANY_FIRST) and not bits[i - 1] & lx.WORD:
        return True
    if before == "van" and i > 1 and bits[i - 2] & lx.KIN:
        return True
    if before in ("ik", "we", "wij", "jullie") and after in CONTACT_INFINITIVES:
        return True
    if len(words[i]) > 3 and (before in ABOUT or before in BEFORE_NAME):
        return not is_form(words[i])
    k = i - 1
    while k >= 0 and i - k < 4 and bits[k] & lx.PARTICLE:
        k -= 1
    if 0 <= k < i - 1 and words[k] in HOUSEHOLDS:
        return True
    return after in POSSESSED and i + 2 < len(words) and bool(bits[i + 2] & lx.KIN)


_WRITERS = words_of("ik we wij jullie")
_NO_LISTED = (
    lx.WORD | lx.PLACE | lx.ALLOWED | lx.PERSON | lx.OCCUPATION | lx.PLURAL | lx.PROFESSION
    | lx.FUNCTION | lx.MONTH | lx.TIME
)  # fmt: skip


def is_listed_name(tokens: Tokens, i: int) -> bool:
    """Whether a listed name in small letters is no form of a word, and stands where a name can."""
    word = tokens.words[i]
    if len(word) < 4 or tokens.bits[i] & _NO_LISTED or is_other_language(tokens):
        return False
    sure, place = name_place(tokens, i)
    if not (place or tokens.bits[i] & lx.FIRST) or is_german(tokens):
        return False
    if (
        i
        and tokens.words[i - 1] in _WRITERS
        and not tokens.bits[i] & lx.FIRST
        and not (i > 1 and tokens.words[i - 2] in MODALS)
    ):
        return False  # "als ik doorga": a verb
    if i and tokens.bits[i - 1] & NEVER_BEFORE_NAME and not sure:
        return False
    return not is_form(word) and (sure or not is_misspelt(word))


_SLASHED = re.compile(r"\b(?:van|met|bij|door|aan|namens) (?P<found>v/d (?P<name>[a-z]{3,20}))\b")
_JOINED = re.compile(
    r"(?<![\w.])(?P<found>[a-z]\.(?:vander|vanden|van|de)(?P<name>[a-z]{3,16}))(?![\w@])"
)
# "floor van de ggz belt nooit terug".
_FROM_BODY = re.compile(
    r"(?:^|[.!?\n] ?)(?P<name>[a-z]{2,12}) van (?:de |het |t |'t )?(?P<body>[a-z-]{2,20}) "
    r"(?P<verb>[a-z]{2,12})\b"
)
_ROSES = words_of("leary")  # a model of behaviour


def in_small_letters(tokens: Tokens) -> Iterator[Proposal]:
    """Names with their particles in odd spellings, and first names where only a name stands."""
    low, get = tokens.low, tokens.known
    for m in _SLASHED.finditer(low) if "v/d " in low else ():
        if get(m["name"], 0) & lx.ANY_SURNAME and not get(m["name"], 0) & NO_SELDOM:
            yield "person-name", *m.span("found"), "slashed-particle"
    for m in _JOINED.finditer(low) if ".va" in low or ".de" in low else ():
        if get(m["name"], 0) & lx.NAME:
            yield "person-name", *m.span("found"), "particle-joined"
    said = not SAYS.isdisjoint(tokens.vocabulary)
    for m in _FROM_BODY.finditer(low) if said and " van " in low else ():
        if (
            m["verb"] in SAYS
            and m["body"] not in _ROSES
            and is_first_only(get(m["name"], 0))
            and not get(m["body"], 0) & (lx.PERSON | lx.KIN | lx.FIRST)
        ):
            yield "person-name", *m.span("name"), "from-body"


def is_first_only(bit: int) -> bool:
    """Whether a word of these kinds is a first name and no word of another use."""
    return bool(bit & lx.ANY_FIRST) and not bit & (
        lx.FUNCTION | lx.PERSON | lx.KIN | lx.PROFESSION | lx.ALLOWED | lx.PERSON_VERB | lx.MONTH
    )
