"""Words that no list knows: possessives, double names, diminutives, and names by context."""

from __future__ import annotations

import re

from assistant.checklist import lexicon as lx
from assistant.checklist.bodies import NAMED_AFTER, is_public
from assistant.checklist.folding import fold
from assistant.checklist.forms import is_compound, is_form
from assistant.checklist.lexicon import Lexicon
from assistant.checklist.names.capitals import at_beginning, inside_sentence
from assistant.checklist.names.initials import spelled_name
from assistant.checklist.names.language import GERMAN_SMALL, is_german, is_other_language
from assistant.checklist.names.neighbours import (
    CONTACT_INFINITIVES,
    CONTACT_VERBS,
    HEET,
    MODALS,
    PERSONAL_AFTER,
    POSSESSED,
    SUBJECT_VERBS,
)
from assistant.checklist.names.place import all_shout, bare, is_in_slot, is_of_thing
from assistant.checklist.names.positions import OWNED
from assistant.checklist.names.signed import is_signature
from assistant.checklist.names.sounding import (
    ends_as_surname,
    is_dutch,
    is_nobody_else,
    reads_as_name,
    sounds_like,
)
from assistant.checklist.names.spelling import (
    AGENT_ENDS,
    LIKENESS_BESIDE,
    LIKENESS_SIGNED,
    STREET_ENDS,
    VOWEL,
    is_brand,
    is_typo,
    is_unknown_name,
    two_in_one,
)
from assistant.checklist.numbers import Proposal
from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

# What French leaves a letter off before: "lorsqu'un".
_FRENCH_ELIDED = words_of("un une il elle ils elles on est a en ici")
# Turkish endings behind an apostrophe: "Emre'nin".
_TURKISH_CASES = words_of("nin nun in un ya ye yi yu da de dan den la le yla yle nda nde")
# "D-a-n-i-e-l": letter by letter.
_SPELLED_OUT = re.compile(r"[^\W\d_](?:-[^\W\d_]){2,}")
_HUMPS = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+")  # of "SanneDeVries"
_TWO_CAPITALS = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+-[A-ZÀ-Þ][a-zà-ÿ]+$")


def unknown_name(tokens: Tokens, i: int, lexicon: Lexicon, skip: set[int]) -> Proposal | None:
    """The name at a word that is in no list, or nothing.

    Args:
        tokens: the text.
        i: index of the word.
        lexicon: the lists.
        skip: indices of words that are nobody's name, as inside an allowed phrase.
    """
    found = _by_rules(tokens, i, lexicon, skip)
    if found:
        return found if tokens.is_capital(i) or not is_dutch(tokens, i, found[3]) else None
    if i not in skip and not _is_entity(tokens, i) and is_nobody_else(tokens, i):
        return "person-name", *tokens.spans[i], "no-word"
    return None


def _is_entity(tokens: Tokens, i: int) -> bool:
    """Whether a word is the name of a sign in HTML: "&ndash;"."""
    if "&" not in tokens.text:
        return False
    start, end = tokens.spans[i]
    return tokens.text[start - 1 : start] == "&" and tokens.text[end : end + 1] == ";"


def _by_rules(tokens: Tokens, i: int, lexicon: Lexicon, skip: set[int]) -> Proposal | None:
    """A word that is in no list: a possessive, a double name, or a name by its context."""
    words, bits, spans = tokens.words, tokens.bits, tokens.spans
    word = words[i]
    if i in skip or _is_entity(tokens, i):
        return None
    if tokens.text[max(0, spans[i][0] - 2) : spans[i][0]][:1] == "%":
        return None  # "%3Fid"
    get = lexicon.bits.get
    before = words[i - 1] if i else ""
    after = words[i + 1] if i + 1 < len(words) else ""
    after_bit = bits[i + 1] if i + 1 < len(words) else 0
    shouted = tokens.is_shout(i) and all_shout(tokens)
    capital = tokens.is_capital(i) and not shouted
    shout = tokens.is_shout(i) and not shouted
    base = word
    possessive = False
    cut = word.find("'")
    if cut > 1 and (word in ("zo'n", "ik'm") or tokens.raw[i][:cut].isupper()):
        return None
    if cut > 1 and word[cut + 1 :] in _FRENCH_ELIDED and word[:cut].endswith("qu"):
        return None  # "lorsqu'un"
    if cut == 1 and word[0] in "dl" and tokens.raw[i][2:3].isupper():
        # French: "le père d'Amandine".
        bit = get(word[2:], 0)
        if bit & (lx.FIRST | lx.SURNAME) and not bit & (lx.ALLOWED | lx.PLACE):
            return "person-name", *spans[i], "french"
    if cut == 1 and len(word) < 5:
        return None  # "I'd"
    if cut > 1:
        base = word[:cut]
        head = get(base, 0) or get(base.rpartition("-")[2], 0)
        if head & (lx.WORD | lx.ALLOWED | lx.FUNCTION) and not head & lx.NAME:
            return None  # "Thuis'e", "AVG-dilemma's"
        possessive = word[cut:] in ("'s", "'") or len(word) - cut > 2
    if possessive:
        return _possessive(tokens, i, lexicon, capital=capital, shout=shout)
    if "-" in word:
        return _double_name(tokens, i, lexicon, capital=capital, shout=shout)
    if bits[i]:
        return None
    # A diminutive: "daantje", "sanneke".
    for suffix in ("tje", "je", "ke", "ie", "s"):
        if word.endswith(suffix) and len(word) - len(suffix) > 2:
            stem = word[: -len(suffix)]
            bit = get(stem, 0)
            owner = capital or after_bit & lx.KIN or after in OWNED
            if bit & lx.FIRST and not bit & (lx.WORD | lx.PLACE) and (suffix != "s" or owner):
                return "person-name", *spans[i], "diminutive"
            if suffix in ("tje", "je", "ke") and two_in_one(tokens, stem) and not is_form(word):
                return "person-name", *spans[i], "diminutive"
    humps = _HUMPS.findall(tokens.raw[i])
    if (
        len(humps) > 1
        and get(fold(humps[0]), 0) & lx.FIRST
        and get(fold(humps[-1]), 0) & lx.ANY_SURNAME
    ):
        return "person-name", *spans[i], "names-in-one"
    if shout or is_compound(word) or is_brand(tokens.raw[i]) or word.endswith(STREET_ENDS):
        return None
    if before in HEET and capital and is_of_thing(tokens, i):
        return None
    if before in HEET and (capital or before in ("heet", "heette", "genaamd", "named")):
        return "person-name", *spans[i], "called"
    if after in HEET and words[i + 2 : i + 3] and words[i + 2] in ("ons", "onze", "het", "de"):
        return None  # "Stormbeer heet ons protocol"
    if after in HEET and after not in ("naam", "name") and capital:
        return "person-name", *spans[i], "called"
    if _introduced(tokens, i):
        return "person-name", *spans[i], "introduced"
    if (
        after in POSSESSED
        and i + 2 < len(words)
        and (
            bits[i + 2] & lx.KIN
            or after in ("z'n", "d'r", "dr")
            or (after == "zn" and len(word) <= 8)
            or words[i + 2] in OWNED
        )
        and (capital or len(word) <= 14)
    ):
        return "person-name", *spans[i], "possessor"
    if not capital:
        return _small_letters(tokens, i, lexicon)
    if is_signature(tokens, i) and lx.name_likeness(word) >= LIKENESS_SIGNED:
        return "person-name", *spans[i], "signature"
    if tokens.starts_sentence(i):
        return at_beginning(tokens, i)
    return inside_sentence(tokens, i, lexicon)


def _possessive(
    tokens: Tokens, i: int, lexicon: Lexicon, *, capital: bool, shout: bool
) -> Proposal | None:
    """A word with an ending behind an apostrophe: "Noa's moeder", "Emre'nin"."""
    spans, word = tokens.spans, tokens.words[i]
    cut = word.find("'")
    base = word[:cut]
    after = tokens.words[i + 1] if i + 1 < len(tokens.words) else ""
    after_bit = tokens.bits[i + 1] if i + 1 < len(tokens.words) else 0
    bit = lexicon.bits.get(base, 0)
    if bit & (lx.FIRST | lx.SURNAME) and not bit & lx.ALLOWED:
        return "person-name", *spans[i], "possessive"
    if bit & lx.NAME and capital and not tokens.starts_sentence(i) and not bit & lx.PLACE:
        return "person-name", *spans[i], "possessive"
    if bit & lx.NAME and capital and word[cut + 1 :] in _TURKISH_CASES:
        return "person-name", *spans[i], "possessive"
    if bit & lx.NAME and after_bit & (lx.KIN | lx.PERSON) and not bit & (lx.PERSON | lx.KIN):
        return "person-name", *spans[i], "possessive"
    if (
        not bit
        and len(base) > 2
        and not shout
        and not is_compound(base)
        and (
            after_bit & (lx.KIN | lx.PERSON)
            or after in OWNED
            or (capital and not tokens.starts_sentence(i))
            or (capital and word[cut + 1 :] in _TURKISH_CASES and word[cut:] != "'s")
        )
    ):
        return "person-name", *spans[i], "possessive"
    return None


def _double_name(
    tokens: Tokens, i: int, lexicon: Lexicon, *, capital: bool, shout: bool
) -> Proposal | None:
    """A word with a hyphen: a name letter by letter, or two names in one."""
    spans, word = tokens.spans, tokens.words[i]
    get = lexicon.bits.get
    before = tokens.words[i - 1] if i else ""
    before_bit = tokens.bits[i - 1] if i else 0
    if _SPELLED_OUT.fullmatch(word):
        return spelled_name(tokens, i, lexicon)
    parts = [p for p in word.split("-") if len(p) > 1]
    part_bits = [get(p, 0) for p in parts]
    if shout or not parts or any(b & lx.ALLOWED for b in part_bits):
        return None
    if (
        (
            capital
            or all(
                b & lx.ANY_FIRST and not b & (lx.PLACE | lx.KIN | lx.FUNCTION | lx.PERSON)
                for b in part_bits
            )
        )
        and len(parts) > 1
        and all(b & lx.NAME or not b for b in part_bits)
        and any(b & (lx.FIRST | lx.SURNAME | lx.WIDE | lx.WEAK_SURNAME) for b in part_bits)
    ):
        if all(b & lx.PLACE for b in part_bits) or any(is_compound(p) for p in parts):
            return None
        if before in NAMED_AFTER or is_public(tokens, i, lexicon):
            return None  # "Wet Brouwer-Sluis"
        return "person-name", *spans[i], "double-name"
    if (
        len(parts) == 2
        and _TWO_CAPITALS.match(tokens.raw[i])
        and any(b & lx.SURNAME and not b & (lx.WORD | lx.PLACE) for b in part_bits)
        and not any(b & (lx.PLACE | lx.PROFESSION | lx.FUNCTION) for b in part_bits)
        and not any(map(is_compound, parts))
        and not (before_bit & lx.DETERMINER or before in NAMED_AFTER)
        and not is_public(tokens, i, lexicon)
    ):
        return "person-name", *spans[i], "double-name"  # "traject Snoep-Verhagen"
    if (
        len(parts) == 2
        and not any(part_bits)
        and not any(is_compound(p) or not p.isalpha() or not VOWEL.search(p) for p in parts)
        and not (before_bit & lx.DETERMINER and before not in ("dat", "that"))
        and min(map(lx.name_likeness, parts))
        >= (0 if _TWO_CAPITALS.match(tokens.raw[i]) else LIKENESS_BESIDE)
        and not is_other_language(tokens)
    ):
        return "person-name", *spans[i], "double-name"
    return None


def _small_letters(tokens: Tokens, i: int, lexicon: Lexicon) -> Proposal | None:
    """A word in small letters, by how it reads and by the words beside it."""
    words, bits, spans = tokens.words, tokens.bits, tokens.spans
    word = words[i]
    get = lexicon.bits.get
    before = words[i - 1] if i else ""
    before_bit = bits[i - 1] if i else 0
    after = words[i + 1] if i + 1 < len(words) else ""
    after_bit = bits[i + 1] if i + 1 < len(words) else 0
    if word.startswith("vd") and get(word[2:], 0) & lx.ANY_SURNAME:
        return "person-name", *spans[i], "particle-joined"  # "vdberg"
    if ends_as_surname(tokens, i):
        return "person-name", *spans[i], "surname-form"
    if sounds_like(tokens, i) or reads_as_name(tokens, i):
        return "person-name", *spans[i], "sounds-like-a-name"
    if is_unknown_name(tokens, i) and is_in_slot(tokens, i):
        return "person-name", *spans[i], "person-slot"
    german = before in GERMAN_SMALL and is_german(tokens)
    first = before_bit & lx.ANY_FIRST and not before_bit & lx.WORD and not german
    if first and not tokens.is_shout(i - 1):
        return "person-name", *spans[i], "after-first-name"
    if after_bit & lx.SURNAME and not after_bit & (lx.WORD | lx.PLACE | lx.PLURAL):
        return "person-name", spans[i][0], spans[i + 1][1], "two-names"
    if (
        after_bit & lx.PERSON_VERB
        and after in SUBJECT_VERBS
        and len(word) <= 8
        and VOWEL.search(word)
        and not word.endswith(AGENT_ENDS)
        and bare(tokens, i)
        and i + 2 < len(words)
        and words[i + 2] in PERSONAL_AFTER
    ):
        return "person-name", *spans[i], "unknown-subject"
    if (
        before in ("ik", "we", "wij", "jullie")
        and 2 < len(word) <= 9
        and not word.endswith(("en", *AGENT_ENDS))
        and after in CONTACT_INFINITIVES
    ):
        return "person-name", *spans[i], "unknown-object"
    if (
        before in ("bij", "met", "van", "voor", "over", "tegen", "aan")
        and 3 < len(word) <= 9
        and word.endswith(("kie", "je", "y", "o", "i", "a"))
        and after in ("thuis", "z'n", "zn", "zijn", "haar", "langs", "die", "?", ",", "")
    ):
        return "person-name", *spans[i], "pet-name"
    return None


_ADVERBS = words_of("dus ook nu eigenlijk gewoon")


def _introduced(tokens: Tokens, i: int) -> bool:
    """Whether the words around an unknown word introduce it as a name.

    "jayden (9)", "ze heet dus lieke", "ik ben noa", "ik heb jesse beloofd", a cell of a list.
    """
    words, bits, word = tokens.words, tokens.bits, tokens.words[i]
    size = len(words)
    if not word.isalpha() or len(word) > 12:
        return False
    before = words[i - 1] if i else ""
    second = words[i - 2] if i > 1 else ""
    after = words[i + 1] if i + 1 < size else ""
    after_bit = bits[i + 1] if after else 0
    if after == "(" and i + 3 < size and words[i + 2].isdigit() and int(words[i + 2][:3]) < 100:
        return words[i + 3] in (")", "jaar", "jr", "j", ",", "m", "v")
    if before in _ADVERBS and second in HEET:
        return True
    if tokens.starts_sentence(i) and not is_typo(tokens, word) and len(word) > 3:
        third = words[i + 2] if i + 2 < size else ""
        if after in ("is", "wordt", "was") and third.isdigit() and 0 < int(third[:3]) < 100:
            return words[i + 3 : i + 4] not in (["procent"], ["%"], ["euro"], ["lid"])
        if after in CONTACT_VERBS and not word.endswith(("en", *AGENT_ENDS)):
            return not is_other_language(tokens)
    if after == "en" and words[i + 2 : i + 3] and words[i + 2] in POSSESSED:
        return i + 3 < size and bool(bits[i + 3] & lx.KIN)
    if tokens.is_capital(i) and _is_cell(tokens, i):
        return lx.name_likeness(word) >= -0.2
    if word.endswith(("en", *AGENT_ENDS)) or is_typo(tokens, word):
        return False
    if before == "ben" and second in ("ik", "i") and len(word) > 2:
        return lx.name_likeness(word) >= 0
    if before in ("heb", "had", "hebben") and second in ("ik", "we", "wij"):
        told = after_bit & (lx.PARTICIPLE | lx.TOLD) or after.startswith("be")
        return bool(told) and lx.name_likeness(word) >= -0.8
    if before in MODALS and i > 1 and not tokens.starts_sentence(i - 1):
        return False
    return (
        before in MODALS
        and before not in ("is", "was")
        and tokens.starts_sentence(i - 1)
        and len(word) > 3
        and lx.name_likeness(word) >= 0.1
        and not is_other_language(tokens)
    )


_SEPARATORS = frozenset("|;")


def _is_cell(tokens: Tokens, i: int) -> bool:
    """Whether a word fills a cell of a table that is written with separators."""
    words = tokens.words
    after = words[i + 1] if i + 1 < len(words) else ""
    before = words[i - 1] if i else "\n"
    if after not in _SEPARATORS or (before != "\n" and before not in _SEPARATORS):
        return False
    return sum(w in _SEPARATORS for w in words[i : i + 8]) > 1
