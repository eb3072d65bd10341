"""Unknown words that end, sound or read as a name, or as no other word, and stand where one can."""

from __future__ import annotations

from assistant.checklist import lexicon as lx
from assistant.checklist.forms import is_compound, is_form, is_misspelt
from assistant.checklist.names.language import is_german, is_other_language
from assistant.checklist.names.neighbours import (
    ABOUT,
    AFTER_LOWER,
    BEFORE_NAME,
    POSSESSED,
    SUBJECT_VERBS,
)
from assistant.checklist.names.place import name_place
from assistant.checklist.names.spelling import (
    AGENT_ENDS,
    LIKENESS,
    LIKENESS_ANYWHERE,
    LIKENESS_BESIDE,
    LIKENESS_BESIDE_SHORT,
    LIKENESS_NO_WORD,
    STREET_ENDS,
    VOWEL,
    is_brand,
    is_typo,
    two_in_one,
)
from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

_SURNAME_ENDS = (
    "stra", "sma", "inga", "tsen", "rsen", "nsen", "ssen", "oglu", "wski", "wska", "wicz", "czyk",
    "meijer", "meyer", "stein", "steijn", "huijs", "enko", "ovic", "evic", "idis", "poulos",
    "shvili",
)  # fmt: skip


def ends_as_surname(tokens: Tokens, i: int) -> bool:
    """Whether an unknown word in small letters has the form of a surname and the place of one."""
    word = tokens.words[i]
    if len(word) < 6 or not word.endswith(_SURNAME_ENDS) or word.endswith(("tussen", "prinsen")):
        return False
    if tokens.starts_sentence(i):
        return tokens.words[i + 1 : i + 2] != [] and tokens.words[i + 1] in SUBJECT_VERBS
    before = tokens.words[i - 1]
    if word.endswith("sen") and before not in ("over", "met", "tegen", "bij", "aan", "namens"):
        # Verbs end that way too: "bijklussen".
        return before in ABOUT or bool(tokens.bits[i - 1] & (lx.KIN | lx.TITLE | lx.ANY_FIRST))
    return (
        before in _BEFORE_PERSON
        or before in ABOUT
        or bool(tokens.bits[i - 1] & (lx.KIN | lx.TITLE | lx.ANY_FIRST))
    )


_BEFORE_PERSON = words_of(
    "over met bij van v aan tegen namens voor door dat omdat als of en mag kan wil moet heeft is"
)


def sounds_like(tokens: Tokens, i: int) -> bool:
    """Whether an unknown word in small letters sounds as a first name and stands as one."""
    words, bits, word = tokens.words, tokens.bits, tokens.words[i]
    after = words[i + 1] if i + 1 < len(words) else ""
    after_bit = bits[i + 1] if after else 0
    first = tokens.starts_sentence(i)
    if not first and words[i - 1] not in _BEFORE_PERSON and not bits[i - 1] & lx.KIN:
        return False
    if after.isdigit() and 3 <= len(word) <= 10 and int(after[:3]) < 100:
        # "marwouane 15 wil": a name and an age.
        following = words[i + 2] if i + 2 < len(words) else ""
        return following in ("jr", "jaar", "wil", "wilt", "woont", "zegt", "jarig", "jarige")
    if not 4 <= len(word) <= 12 or (
        first and not (after_bit & lx.PERSON_VERB and after in SUBJECT_VERBS)
    ):
        return False
    about = not first and words[i - 1] in ("over", "met", "bij", "namens", "tegen")
    if after and not (
        after in AFTER_LOWER
        or (about and after_bit & lx.WORD)
        or after_bit
        & (lx.PERSON_VERB | lx.KIN | lx.FUNCTION | lx.PUNCTUATION | lx.TIME | lx.PROFESSION)
    ):
        return False
    return lx.sound(word) in lx.name_sounds() or two_in_one(tokens, word)


def reads_as_name(tokens: Tokens, i: int) -> bool:
    """Whether an unknown word in small letters is spelled as a name and stands as one."""
    words, bits, word = tokens.words, tokens.bits, tokens.words[i]
    if not 4 <= len(word) <= 12 or not word.isalpha() or not VOWEL.search(word):
        return False
    if is_other_language(tokens):
        return False
    before_bit = bits[i - 1] if i else 0
    if (before_bit & lx.DETERMINER and words[i - 1] not in ("dat", "die")) or is_german(tokens):
        return False
    after = words[i + 1] if i + 1 < len(words) else ""
    beside = bool(before_bit & (lx.KIN | lx.TITLE | lx.PERSON)) or after in POSSESSED
    if not tokens.starts_sentence(i):
        beside = beside or words[i - 1] in ABOUT or words[i - 1] in BEFORE_NAME
    elif not (bits[i + 1] & lx.PERSON_VERB if after else 0) and not beside:
        return False
    likeness = lx.name_likeness(word)
    if beside and not word.endswith(("en", "e", *AGENT_ENDS)):
        least = LIKENESS_BESIDE_SHORT
    else:
        least = LIKENESS_BESIDE if beside else LIKENESS
    return likeness >= least and not is_typo(tokens, word)


# What these find stands where a word can stand too.
_BY_PLACE = words_of("sounds-like-a-name introduced unknown-subject")


def is_dutch(tokens: Tokens, i: int, rule: str) -> bool:
    """Whether what was found by its place only is a word after all: "gemente", "ontspoort"."""
    word = tokens.words[i]
    if rule not in _BY_PLACE or not word.isalpha():
        return False
    if word.endswith("s") and tokens.starts_sentence(i) and rule != "sounds-like-a-name":
        return False  # no plural has a verb in the singular: "ketelaars belt", "poepjes heeft"
    return is_misspelt(word) or (is_form(word) and lx.name_likeness(word) < LIKENESS)


_ENGLISH = words_of("the does what law say of by if it and to from under for with or who can")
MOST_ENGLISH = 3
_MEDICAL_ENDS = ("genesis", "osis", "itis", "emie", "pathie", "plasie", "trofie", "tomie", "scopie")


def is_nobody_else(tokens: Tokens, i: int) -> bool:
    """Whether a word is no form of any that is known, and stands where a name can.

    "kan ik ramkhelawan de brief sturen", "casus sewpersad bespreken", "Fardau is niet gekomen".
    """
    word = tokens.words[i]
    if (
        not 4 <= len(word) <= 14
        or not word.isalpha()
        or not word.isascii()
        or not VOWEL.search(word)
        or is_compound(word)
        or is_brand(tokens.raw[i])
        or tokens.is_shout(i)
        or is_other_language(tokens)
        or is_german(tokens)
        or len(_ENGLISH & tokens.vocabulary) > MOST_ENGLISH
        or word.endswith((*_MEDICAL_ENDS, *STREET_ENDS))
    ):
        return False
    sure, place = name_place(tokens, i)
    if not place:
        return False
    least = LIKENESS_NO_WORD if sure else LIKENESS_ANYWHERE
    return lx.name_likeness(word) >= least and not (is_form(word) or is_misspelt(word))
