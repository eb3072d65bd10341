"""Ordinary words that are names too: "roos", "bakker", "storm".

One counts only where the words around it say that this is a person: a capital inside a sentence, a
relative or a profession before it, a surname behind it, or what only a person does.
"""

from __future__ import annotations

from assistant.checklist import lexicon as lx
from assistant.checklist.bodies import is_in_organisation, is_literature, is_part_of_body, is_public
from assistant.checklist.lexicon import Lexicon
from assistant.checklist.names.neighbours import (
    AFTER_LOWER,
    BEFORE_LOWER,
    BESIDE_PERSON,
    CONTACT_VERBS,
    EVERY,
    GREETING,
    JOINING,
    MANNERS,
    NEAR_NAME,
    NO_SELDOM,
    PERSONAL_AFTER,
    POSSESSED,
    SUBJECT_VERBS,
)
from assistant.checklist.names.place import bare, is_in_slot, is_seldom_else
from assistant.checklist.names.positions import OWNED, is_person_slot
from assistant.checklist.names.spelling import LIKENESS
from assistant.checklist.numbers import Proposal
from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

# "in den beginne", "de aard der zaak": old cases and no names.
_OLD_CASES = words_of(
    "aard zaak zaken beginne lande tijd wet rechten mate staten dag duur buiten haag"
)
_CASE_HEADS = words_of("mdo ots uhp mpo zorgplan")  # "MDO Levi": whom it is about
_AFTER_NAME = lx.PERSON_VERB | lx.KIN | lx.FUNCTION | lx.PUNCTUATION
_PLURAL_VERBS = words_of("willen zijn hebben gaan komen moeten mogen kunnen wonen zitten krijgen")
# Who is called by a first name.
_SIBLINGS = words_of(
    """
    broertje zusje zoontje dochtertje zoon dochter broer zus nichtje neefje vriendje
    vriendinnetje tante oom oma opa juf pleegzoon pleegdochter stiefzoon stiefdochter
    """
)
# One professional; a body of professionals has no first name.
_ONE_PROFESSIONAL = words_of(
    """
    gz-psych gz-psycholoog psych psycholoog mentor jb jb'er gezinsvoogd voogd begeleider
    begeleidster jeugdbeschermer jeugdwerker jongerenwerker casusregisseur pm'er
    gedragswetenschapper orthopedagoog ib'er pleegmoeder pleegvader
    """
)
# How the name of a street can begin.
_STREET_HEADS = words_of("laan plein weg kade singel hof park")


def ordinary_name(
    tokens: Tokens, i: int, lexicon: Lexicon, literature: dict[int, bool]
) -> Proposal | None:
    """The name at a word that is an ordinary one too, or nothing where it is the word."""
    words, bits, spans = tokens.words, tokens.bits, tokens.spans
    bit, capital = bits[i], tokens.is_capital(i)
    before = words[i - 1] if i else ""
    after = words[i + 1] if i + 1 < len(words) else ""
    after_bit = bits[i + 1] if i + 1 < len(words) else 0
    before_bit = bits[i - 1] if i else 0
    if (
        after == "en"
        and words[i + 2 : i + 3]
        and words[i + 2] in POSSESSED
        and bit & lx.WEAK_FIRST
        and not bit & (NO_SELDOM & ~lx.OCCUPATION)
        and not before_bit & lx.DETERMINER
        and bits[min(i + 3, len(words) - 1)] & lx.KIN
    ):
        return "person-name", *spans[i], "name-and-relative"  # "Storm en zijn broertje"
    if bit & lx.SELDOM and (is_seldom_else(tokens, i) or is_in_slot(tokens, i)):
        return "person-name", *spans[i], "seldom-a-word"
    if (
        bit & lx.WEAK_FIRST
        and words[i] not in GREETING
        and words[i] != "ben"
        and (tokens.starts_sentence(i) or _is_greeted(tokens, i))
        and is_in_slot(tokens, i)
    ):
        return "person-name", *spans[i], "opens-as-somebody"  # "storm wil niet naar huis"
    if (
        before in ("de", "der", "den")
        and bit & lx.ANY_SURNAME
        and after in CONTACT_VERBS
        and not bit & (lx.OCCUPATION | lx.PERSON | lx.PROFESSION | lx.FUNCTION | lx.PLURAL)
        and i > 0
        and tokens.starts_sentence(i - 1)
    ):
        return "person-name", *spans[i], "particle-subject"
    if bit & lx.FUNCTION and not capital:
        strong_context = (
            after_bit & lx.PERSON_VERB
            and bit & lx.WEAK_FIRST
            and tokens.starts_sentence(i)
            and after not in ("zijn", "haar")
        )
        if not strong_context or after_bit & lx.FIRST_PERSON:
            return None
    if tokens.is_shout(i) or is_part_of_body(tokens, i) or is_public(tokens, i, lexicon):
        return None
    if capital and not tokens.starts_sentence(i):
        return _inside_sentence(tokens, i, literature)
    return (
        _behind_relative(tokens, i)
        or _as_surname(tokens, i)
        or _before_surname(tokens, i)
        or _as_somebody(tokens, i)
    )


def _inside_sentence(tokens: Tokens, i: int, literature: dict[int, bool]) -> Proposal | None:
    """A word with a capital that does not begin the sentence."""
    words, bits, spans = tokens.words, tokens.bits, tokens.spans
    bit = bits[i]
    before = words[i - 1] if i else ""
    after = words[i + 1] if i + 1 < len(words) else ""
    before_bit = bits[i - 1] if i else 0
    if bit & lx.FUNCTION and not bit & lx.WEAK_FIRST:
        return None
    if (
        bit & lx.PLACE
        and bit & lx.WEAK_SURNAME
        and before in ("in", "te", "uit", "naar", "van", "gemeente", "regio")
    ):
        return None
    joined = before in ("dat", "die") and bit & lx.SELDOM  # "gehoord dat Bloem gemeld heeft"
    if before_bit & lx.DETERMINER and before not in ("de", "den", "der", "la", "el") and not joined:
        return None
    if bit & lx.MONTH or is_literature(tokens, i, literature) or bit & lx.PLACE:
        return None
    if bit & lx.ORIGIN and not (before_bit & NEAR_NAME or before_bit & lx.ANY_FIRST):
        return None  # "mag Engels zijn": a language
    if words[i] in GREETING:
        return None  # "met als aanhef Beste allen"
    if words[i] in _STREET_HEADS and after in ("van", "der", "den"):
        return None  # "de Laan van Meerdervoort"
    if (
        _title_case(tokens, i)
        or (before_bit & lx.ALLOWED and tokens.is_capital(i - 1) and before not in _CASE_HEADS)
        or is_in_organisation(tokens, i)
    ):
        return None  # part of the name of an organisation: "Buurtzorg Jong"
    if bit & lx.COMMON and not bit & lx.SELDOM and not _is_spoken_of(tokens, i):
        return None  # a word that is written often, in a title: "Code Rood", "Mens Centraal"
    return "person-name", *spans[i], "capital-inside-sentence"


def _behind_relative(tokens: Tokens, i: int) -> Proposal | None:
    """A word behind a relative, a case or a professional: "zusje roos", "bij roos thuis"."""
    words, bits, spans = tokens.words, tokens.bits, tokens.spans
    bit, capital = bits[i], tokens.is_capital(i)
    before = words[i - 1] if i else ""
    after = words[i + 1] if i + 1 < len(words) else ""
    after_bit = bits[i + 1] if i + 1 < len(words) else 0
    if (
        before == "van"
        and i > 1
        and bits[i - 2] & (lx.KIN | lx.PERSON | lx.PLURAL)
        and not bit & (lx.FUNCTION | lx.PERSON | lx.PLURAL | lx.NUMBER_WORD)
        and (after_bit & lx.PERSON_VERB or after in _PLURAL_VERBS)
        and not bit & lx.MONTH
        and bits[i + 2 if i + 2 < len(words) else i] & (lx.FUNCTION | lx.DETERMINER | lx.PRONOUN)
    ):
        return "person-name", *spans[i], "relative-subject"
    if (
        bit & lx.WEAK_FIRST
        and not capital
        and not bit & (lx.FUNCTION | lx.PERSON_VERB | lx.PERSON | lx.PLURAL | lx.MONTH | lx.PLACE)
        and words[i] not in EVERY
        and before in BEFORE_LOWER
        and before not in JOINING
        and (not after or after in AFTER_LOWER or after_bit & _AFTER_NAME)
        and len(words[i]) > 3
        and lx.name_likeness(words[i]) >= LIKENESS
    ):
        return "person-name", *spans[i], "weak-first-name"
    if (
        before == "van"
        and i > 1
        and bits[i - 2] & lx.KIN
        and bit & lx.WEAK_FIRST
        and not bit
        & (lx.FUNCTION | lx.PERSON | lx.PLURAL | lx.NUMBER_WORD | lx.MONTH | lx.PERSON_VERB)
        and len(words[i]) <= 6
        and (after in ("en", "?", ",", ".", ")", "die", "heeft", "mag", "is", "wil") or not after)
    ):
        return "person-name", *spans[i], "relative"
    if (
        before in ("bij", "met", "over", "aan", "voor", "van")
        and bit & lx.WEAK_FIRST
        and not bit & (lx.FUNCTION | lx.PERSON_VERB | lx.PERSON | lx.MONTH | lx.SURNAME)
        and (after == "thuis" or (after in POSSESSED and bits[min(i + 2, len(words) - 1)] & lx.KIN))
    ):
        return "person-name", *spans[i], "at-home-of"
    if (
        before == "van"
        and i > 1
        and words[i - 2] in ("casus", "zaak", "gezin", "familie", "fam", "dossier")
        and bit & lx.WEAK_SURNAME
        and not bit & (lx.FUNCTION | lx.PERSON | lx.PLURAL | lx.NUMBER_WORD | lx.OCCUPATION)
        and (not after or bits[i + 1] & lx.PUNCTUATION)
        and words[i - 2] != "dossier"
    ):
        return "person-name", *spans[i], "case-of"
    if (
        (before in _SIBLINGS or before in _ONE_PROFESSIONAL)
        and bit & lx.WEAK_FIRST
        and not bit & (lx.FUNCTION | lx.PERSON_VERB | lx.MONTH)
        and words[i] not in ("max", "ben", "dan", "pas")
    ):
        return "person-name", *spans[i], "relative"
    return None


def _as_surname(tokens: Tokens, i: int) -> Proposal | None:
    """A surname by itself: "volgens visser", "met visser, onze wijkagent", "vn den broek"."""
    words, bits, spans = tokens.words, tokens.bits, tokens.spans
    bit, capital = bits[i], tokens.is_capital(i)
    before = words[i - 1] if i else ""
    after = words[i + 1] if i + 1 < len(words) else ""
    after_bit = bits[i + 1] if i + 1 < len(words) else 0
    if (
        bit & lx.WEAK_SURNAME
        and bit & (lx.SELDOM | lx.OCCUPATION)
        and not bit & (NO_SELDOM & ~lx.OCCUPATION)
        and not bit & lx.PLACE
        and words[i] not in MANNERS
        and (
            (before in _ONE_PROFESSIONAL and not after_bit & lx.NAME)
            or before == "volgens"
            or (after in CONTACT_VERBS and tokens.starts_sentence(i))
        )
    ):
        return "person-name", *spans[i], "surname-alone"
    if (
        bit & lx.WEAK_SURNAME
        and bit & lx.SELDOM
        and before in BESIDE_PERSON
        and after == ","
        and words[i + 2 : i + 3]
        and words[i + 2] in ("onze", "mijn", "haar", "zijn", "hun")
        and bits[min(i + 3, len(words) - 1)] & (lx.PROFESSION | lx.OCCUPATION | lx.KIN | lx.PERSON)
    ):
        return "person-name", *spans[i], "apposition"  # "met visser, onze wijkagent"
    if (
        before in ("den", "der")
        and bit & lx.WEAK_SURNAME
        and not capital
        and not bit & (NO_SELDOM | lx.PLACE)
        and words[i] not in _OLD_CASES
    ):
        return "person-name", spans[i - 1][0], spans[i][1], "particle-and-word"  # "vn den broek"
    return None


def _before_surname(tokens: Tokens, i: int) -> Proposal | None:
    """A first name with a surname behind it: "roos de wit"."""
    words, bits, spans = tokens.words, tokens.bits, tokens.spans
    bit, capital = bits[i], tokens.is_capital(i)
    after = words[i + 1] if i + 1 < len(words) else ""
    after_bit = bits[i + 1] if i + 1 < len(words) else 0
    before_bit = bits[i - 1] if i else 0
    if bit & lx.WEAK_FIRST and after_bit & (lx.SURNAME | lx.WIDE) and not after_bit & lx.WORD:
        return "person-name", spans[i][0], spans[i + 1][1], "first-and-surname"
    if (
        bit & lx.WEAK_FIRST
        and after in ("van", "de", "der", "el", "ten", "ter")
        and (capital or not bit & lx.PERSON_VERB)
    ):
        j = i + 1
        while j < len(words) and bits[j] & lx.PARTICLE and j - i < 4:
            j += 1
        if (
            j < len(words)
            and bits[j] & lx.ANY_SURNAME
            and not bits[j] & lx.FUNCTION
            and (tokens.is_capital(j) or not bits[j] & (lx.PROFESSION | lx.PERSON | lx.PLURAL))
            and (after != "van" or j - i > 2 or not bits[j] & lx.WORD or _subject(tokens, j))
        ):
            return "person-name", spans[i][0], spans[j][1], "first-and-surname"
    if (
        after_bit & lx.ANY_SURNAME
        and after not in MANNERS
        and not after_bit & (lx.FUNCTION | lx.PERSON | lx.PLACE | lx.NUMBER_WORD)
        and not before_bit & lx.DETERMINER
        and bit & lx.WEAK_FIRST
        and words[i] not in EVERY
        and not bit & (lx.FUNCTION | lx.PERSON)
        and (not bit & lx.PERSON_VERB or tokens.is_capital(i + 1) or after_bit & lx.SURNAME)
    ):
        return "person-name", spans[i][0], spans[i + 1][1], "two-names"
    return None


def _as_somebody(tokens: Tokens, i: int) -> Proposal | None:
    """A word that does, has or is what only somebody can: "Wil heeft gebeld", "Storm (8)"."""
    words, bits, spans = tokens.words, tokens.bits, tokens.spans
    bit, capital = bits[i], tokens.is_capital(i)
    before = words[i - 1] if i else ""
    after = words[i + 1] if i + 1 < len(words) else ""
    after_bit = bits[i + 1] if i + 1 < len(words) else 0
    if (
        capital
        and bit & lx.WEAK_FIRST
        and bit & lx.PERSON_VERB
        and after in SUBJECT_VERBS
        and tokens.starts_sentence(i)
        and not bits[i + 2 if i + 2 < len(words) else i] & (lx.PRONOUN | lx.FIRST_PERSON)
    ):
        return "person-name", *spans[i], "verb-as-subject"  # "Wil heeft gebeld"
    if capital and after == "(" and i + 2 < len(words) and words[i + 2].isdigit():
        return "person-name", *spans[i], "name-and-age"
    if _subject(tokens, i):
        return "person-name", *spans[i], "bare-subject"
    if after in POSSESSED and i + 2 < len(words) and bits[i + 2] & lx.KIN and bare(tokens, i):
        return "person-name", *spans[i], "possessor"
    if (
        before == "vd"
        and bit & lx.WEAK_SURNAME
        and after_bit & lx.PERSON_VERB
        and not bit & (NO_SELDOM | lx.PLURAL)
    ):
        return "person-name", spans[i - 1][0], spans[i][1], "particle-subject"  # "wat vd berg zegt"
    return None


LONGEST_GREETING = 4


def _is_greeted(tokens: Tokens, i: int) -> bool:
    """Whether only a greeting stands before a word: "hoi allen, raven heeft gevraagd of"."""
    words = tokens.words
    return 1 < i <= LONGEST_GREETING and words[i - 1] == "," and words[0] in GREETING


def _title_case(tokens: Tokens, i: int) -> bool:
    """Whether the words around have capitals as in a heading: "Zorg Voor De Jeugd"."""
    near = [
        j
        for j in (i - 2, i - 1, i + 1, i + 2)
        if 0 <= j < len(tokens.words) and tokens.words[j][0].isalpha()
    ]
    capitals = sum(
        tokens.is_capital(j) and not tokens.starts_sentence(j) and not tokens.bits[j] & lx.NAME
        for j in near
    )
    return capitals >= 2


def _is_spoken_of(tokens: Tokens, i: int) -> bool:
    """Whether the words around an ordinary word with a capital speak of somebody."""
    words, bits = tokens.words, tokens.bits
    after = words[i + 1] if i + 1 < len(words) else ""
    after_bit = bits[i + 1] if after else 0
    before_bit = bits[i - 1]
    third_bit = bits[i + 2] if i + 2 < len(words) else 0
    if before_bit & (lx.TITLE | lx.KIN | lx.ANY_FIRST | lx.PERSON | lx.PROFESSION):
        return True
    if after in PERSONAL_AFTER or after in ("zelf", "senior", "junior", "sr", "jr"):
        return after not in ("niet", "op", "over", "met", "naar", "dat", "al", "nog")
    if after == "," and third_bit & (lx.KIN | lx.PARTICIPLE | lx.PERSON):
        return True
    end = tokens.spans[i][1]
    if tokens.text[end : end + 2] == "' " and (after_bit & lx.KIN or after in OWNED):
        return True  # "in Max' dossier"
    if after == "," and words[i + 2 : i + 3] and words[i + 2] in ("de", "onze", "mijn", "die"):
        return True
    if after_bit & lx.PERSON_VERB and not third_bit & lx.PLURAL:
        return after not in ("is", "was", "wordt", "heeft") or third_bit & lx.FUNCTION == 0
    return is_person_slot(tokens, i)


def _subject(tokens: Tokens, i: int) -> bool:
    """Whether a bare word is the subject of a sentence about a person: "roos wil niet dat"."""
    words = tokens.words
    if i + 2 >= len(words) or not bare(tokens, i):
        if (
            i
            and i + 1 < len(words)
            and words[i - 1] in SUBJECT_VERBS
            and words[i + 1] in ("zelf", "niet", "zijn", "haar")
            and not tokens.bits[i] & lx.FUNCTION
            and not (i > 1 and tokens.bits[i - 2] & lx.PRONOUN)
        ):
            return not (i > 1 and tokens.bits[i - 2] & lx.FIRST_PERSON)
        return False
    if words[i + 1] in SUBJECT_VERBS and words[i + 2] in PERSONAL_AFTER:
        if words[i + 1] in ("is", "was") and words[i + 2] == "geen":
            return False  # "Hoop is geen grondslag"
        return not (
            words[i] in ("ben", "wil", "max", "lot", "dan", "baas", "pa", "ma")
            and words[i + 1] in ("is", "was", "kan", "mag", "moet")
        )
    return bool(
        i
        and words[i - 1] in SUBJECT_VERBS
        and (
            words[i + 1] == "zelf"
            or (
                words[i + 1] == "als"
                and not words[i].endswith("en")
                and words[i] not in MANNERS
                and not tokens.bits[i + 2] & (lx.PRONOUN | lx.FIRST_PERSON)
            )
        )
        and not tokens.bits[i] & lx.FUNCTION
    )
