"""Names of private persons: full, first name only, initials, typed in haste, in any language.

A name that is no ordinary word counts wherever it stands. A word that is a name as well ("roos",
"bakker") and a word that nobody knows count only where the words around them say: this is a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress

from assistant.checklist import bodies, initials, other_scripts
from assistant.checklist import lexicon as lx
from assistant.checklist.bodies import (
    NAMED_AFTER,
    STREETS,
    is_in_organisation,
    is_literature,
    is_part_of_body,
    is_public,
)
from assistant.checklist.folding import fold
from assistant.checklist.foreign import is_foreign
from assistant.checklist.forms import is_compound, is_form, is_misspelt
from assistant.checklist.lexicon import Lexicon
from assistant.checklist.numbers import Proposal
from assistant.checklist.positions import OWNED, is_person_slot
from assistant.checklist.scan import around
from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

_TITLE_INITIALS = re.compile(
    r"\b(?:mevrouw|mevr|mvr|mw|dhr|de heer|meneer|fam|familie|mr|mrs|herr|frau)\b\.?\s{1,2}"
    r"(?:(?:van|de|den|der|el|ten|ter|vd|v\.d\.)\s){0,2}(?:[a-z]\.\s?){1,4}(?=$|[\s,;:)?!-])"
)
_VAN_DE = re.compile("van de[rn]? [A-Z]")
_SHORT_PARTICLE = re.compile(
    r"(?<![\w.])(?:vd|v\.d\.|v/d|v d|vdr|vander|vanden|v\.|van der|van den"
    r"|van de)\s(?P<name>[A-Z][a-z'-]{2,30})"
)
_HEET = words_of(
    """
    achternaam heet heten hete heette genaamd geheten named called heisst heiss heisse heist naam
    name adi imie
    """
)
_NAMES_BEFORE = words_of("naam name achternaam")
_POSSESSED = words_of("z'n zijn haar d'r zn dr hun")
_NO_TITLE = words_of(
    """
    heer heren agent meester collega wijkagent juf opa oma tante oom kids ms ing ir sir
    frau pastor imam dokter
    """
)


# After these a capital is expected for another reason.
def _is_greeted(tokens: Tokens, i: int) -> bool:
    """Whether only a greeting stands before a word: "hoi allen, raven heeft gevraagd of"."""
    words = tokens.words
    return 1 < i <= LONGEST_GREETING and words[i - 1] == "," and words[0] in _GREETING


LONGEST_GREETING = 4
_GREETING = words_of(
    """
    hoi hallo beste dag geachte lieve ha hi hello dear hey gr groet groeten groetjes grtjs
    mvg liefs namens
    """
)


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
    yield from _in_office(tokens)
    yield from _signed(tokens)
    yield from _in_small_letters(tokens)


# "groetjes bo" at the end, "floor van de ggz belt nooit terug" in front.
_SIGNED = re.compile(
    r"(?P<before>(?:\been )?)"
    r"\b(?:groetjes|groeten|groet|gr|grtjs|mvg|liefs|xx+|thx|thanks|dankjewel|dank je|bedankt)"
    r"[ ,.!\n]{1,3}(?P<name>[a-z]{2,12})\s*[.!x]{0,3}\s*$"
)
_SLASHED = re.compile(r"\b(?:van|met|bij|door|aan|namens) (?P<found>v/d (?P<name>[a-z]{3,20}))\b")
_JOINED = re.compile(
    r"(?<![\w.])(?P<found>[a-z]\.(?:vander|vanden|van|de)(?P<name>[a-z]{3,16}))(?![\w@])"
)
# "Hoogachtend," and on the next line two words with capitals.
_CLOSED = re.compile(
    r"(?i:\b(?:hoogachtend|groet|groeten|groetjes|mvg|regards|gr))[.,!]?[ \t]*\n\s*"
    r"(?P<name>[A-ZÀ-Þ][a-zà-ÿ'-]+(?: (?:van|de|der|den|ter|ten|'t))*(?: [A-ZÀ-Þ][a-zà-ÿ'-]+){1,2})"
    r"[ \t]*(?:\n|$)"
)
_DESKS = words_of(
    "services service desk office group support centre center department kantoor dienst"
)
_NO_SIGNER = (
    lx.ALLOWED | lx.PROFESSION | lx.PLURAL | lx.SETTING | lx.OCCUPATION | lx.FUNCTION & ~lx.PARTICLE
)
_SIGNED_INITIAL = re.compile(  # "groeten m de wit"
    r"\b(?:groetjes|groeten|groet|gr|mvg|dank|bedankt|hoogachtend)[ ,.!\n]{1,3}"
    r"(?P<found>[a-z]\.? (?:(?:van|de|der|den|ter|ten|vd"
    r"|v/d) ){0,2}(?P<name>[a-z]{3,20}))\s*[.!]?\s*$"
)
_FROM_BODY = re.compile(
    r"(?:^|[.!?\n] ?)(?P<name>[a-z]{2,12}) van (?:de |het |t |'t )?(?P<body>[a-z-]{2,20}) "
    r"(?P<verb>[a-z]{2,12})\b"
)


def _signed(tokens: Tokens) -> Iterator[Proposal]:
    """Who signs at the end: a first name, an initial and a surname, or two words with capitals."""
    low, get = tokens.low, tokens.known
    if _CLOSERS.isdisjoint(tokens.vocabulary):
        return
    closed = _CLOSED.search(tokens.text)
    if closed and not any(
        get(word, 0) & _NO_SIGNER or word in _DESKS for word in fold(closed["name"]).split()
    ):
        yield "person-name", *closed.span("name"), "signed"
    begin = max(0, len(low) - _LONGEST_AUTHOR)
    letter = _SIGNED_INITIAL.search(low, begin)
    if letter and not get(letter["name"], 0) & (lx.FUNCTION | lx.PROFESSION | lx.PERSON):
        yield "person-name", *letter.span("found"), "signed"
    first = _SIGNED.search(low, begin)
    if first and _is_first_only(get(first["name"], 0)) and not first["before"].startswith("een "):
        yield "person-name", *first.span("name"), "signed"


def _in_small_letters(tokens: Tokens) -> Iterator[Proposal]:
    """Names with their particles in odd spellings, and first names where only a name stands."""
    low, get = tokens.low, tokens.known
    for m in _SLASHED.finditer(low) if "v/d " in low else ():
        if get(m["name"], 0) & lx.ANY_SURNAME and not get(m["name"], 0) & _NO_SELDOM:
            yield "person-name", *m.span("found"), "slashed-particle"
    for m in _JOINED.finditer(low) if ".va" in low or ".de" in low else ():
        if get(m["name"], 0) & lx.NAME:
            yield "person-name", *m.span("found"), "particle-joined"
    said = not _SAYS.isdisjoint(tokens.vocabulary)
    for m in _FROM_BODY.finditer(low) if said and " van " in low else ():
        if (
            m["verb"] in _SAYS
            and m["body"] not in _ROSES
            and _is_first_only(get(m["name"], 0))
            and not get(m["body"], 0) & (lx.PERSON | lx.KIN | lx.FIRST)
        ):
            yield "person-name", *m.span("name"), "from-body"


_ROSES = words_of("leary")  # a model of behaviour


def _is_first_only(bit: int) -> bool:
    return bool(bit & lx.ANY_FIRST) and not bit & (
        lx.FUNCTION | lx.PERSON | lx.KIN | lx.PROFESSION | lx.ALLOWED | lx.PERSON_VERB | lx.MONTH
    )


def _in_office(tokens: Tokens) -> Iterator[Proposal]:
    """Somebody in office by a surname: "leerplichtambtenaar snoek zegt dat"."""
    yield from _of_office(tokens)
    if not tokens.seen & lx.PROFESSION or _SAYS.isdisjoint(tokens.vocabulary):
        return
    words, bits, spans = tokens.words, tokens.bits, tokens.spans
    for i, bit in enumerate(bits):
        if not bit & lx.PROFESSION or words[i] in _BODIES:
            continue
        j = i + 1
        while j < len(bits) and bits[j] & lx.PARTICLE and words[j] != "te" and j - i < 4:
            j += 1
        named = tokens.is_capital(j) if j < len(bits) else False
        if (
            j + 1 < len(bits)
            and words[j + 1] in _SAYS
            and bits[j] & (lx.ANY_SURNAME | lx.ANY_FIRST)
            and not bits[j] & (lx.FUNCTION | lx.PROFESSION | lx.PERSON | lx.KIN | lx.PLACE)
            and words[j] not in _MANNERS
            and (
                named
                or words[i + 1] == "de"
                or j > i + 2
                or not bits[j] & (lx.PERSON_VERB | lx.COMMON)
            )
        ):
            yield "person-name", spans[i + 1][0], spans[j][1], "in-office"


# One person, who is called by office and surname.
_OFFICES = words_of(
    """
    gezinsvoogd voogd jeugdbeschermer raadsonderzoeker rechercheur wijkagent officier directeur
    psycholoog psychiater kinderrechter rechter advocaat huisarts jeugdarts kinderarts
    vertrouwensarts gedragswetenschapper leerplichtambtenaar mentor behandelaar casusregisseur
    zorgcoordinator wijkcoach gezinscoach orthopedagoog jeugdwerker
    jeugdreclasseerder reclasseringswerker inspecteur brigadier hoofdagent teamleider teammanager
    schoolarts tandarts verloskundige logopedist begeleider wethouder notaris curator
    bewindvoerder
    """
)


def _of_office(tokens: Tokens) -> Iterator[Proposal]:
    """The same in small letters whatever follows: "bij psycholoog van gelder", "voogd de graaf"."""
    if _OFFICES.isdisjoint(tokens.vocabulary):
        return
    words, bits, spans = tokens.words, tokens.bits, tokens.spans
    for i, word in enumerate(words):
        if word not in _OFFICES:
            continue
        j = i + 1
        while j < len(bits) and bits[j] & lx.PARTICLE and j - i < 4:
            j += 1
        if j >= len(bits) or words[j] in _MANNERS or tokens.is_capital(j):
            continue
        bit = bits[j]
        if not bit & lx.ANY_SURNAME or bit & (
            lx.FUNCTION
            | lx.PROFESSION
            | lx.PERSON
            | lx.KIN
            | lx.PLURAL
            | lx.ALLOWED
            | lx.PERSON_VERB
        ):
            continue
        sure = bit & lx.SURNAME and not bit & (lx.WORD | lx.PLACE)
        article = j == i + 2 and words[i + 1] == "de" and bit & (lx.SELDOM | lx.OCCUPATION)
        seldom = j == i + 1 and bit & lx.SELDOM and not bit & (lx.COMMON | lx.OCCUPATION)
        several = j > i + 2 and words[i + 1] == "van" and words[i + 2] in ("der", "den", "de")
        if sure or article or seldom or (several and not bit & lx.COMMON):
            yield "person-name", spans[i + 1][0], spans[j][1], "of-office"


# How somebody does something, or who somebody is: "als de arts snel reageert".
_MANNERS = words_of(
    "wijs zinvol raadzaam snel kort lang blij boos baas klein groot graag vroeg laat goed slecht"
    " dik vlug stil rustig"
)
_BODIES = words_of(
    "gemeente school raad politie team organisatie instelling wijkteam college gi vt"
)
_SAYS = words_of(
    """
    zegt zei vindt vond belt belde mailt mailde appt appte schrijft schreef vraagt vroeg eist eiste
    weigert weigerde vertelt vertelde denkt dacht beweert beweerde stelt reageert reageerde
    """
)


def _found(tokens: Tokens, lexicon: Lexicon) -> Iterator[Proposal]:
    words, bits = tokens.words, tokens.bits
    size = len(words)
    skip = bodies.in_allowed_phrases(tokens, lexicon)
    literature: dict[int, bool] = {}
    capitals_only = is_foreign(tokens) and not _is_german(tokens)
    if _CAPITAL_PARTICLE.search(tokens.text) or _OPENING_DE.match(tokens.text):
        yield from _particles(tokens, skip, lexicon)
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
                found = _unknown(tokens, index, lexicon, skip)
                if found and (tokens.is_capital(index) or not _is_dutch(tokens, index, found[3])):
                    yield found
                elif not (found or index in skip or _is_entity(tokens, index)) and _is_nobody_else(
                    tokens, index
                ):
                    yield "person-name", *tokens.spans[index], "no-word"
            continue
        if index in skip:
            continue
        if bit & lx.NAME:
            found = _known(tokens, index, lexicon, literature)
            if found and not (found[3] == "two-names" and index + 1 in skip):
                yield found
        if bit & lx.TITLE and index + 1 < size:
            found = _titled(tokens, index, skip, lexicon)
            if found:
                yield found
        if bit & lx.KIN and index and _possesses(tokens, index - 1):
            yield "person-name", *tokens.spans[index - 1], "possessive"
        if bit & lx.KIN and index + 1 < size:
            found = _related(tokens, index, skip)
            if found:
                yield found
    if not tokens.low.isascii():
        yield from other_scripts.find(tokens, lexicon)
    lone = not _ALPHABET.isdisjoint(tokens.vocabulary)
    if lone:
        yield from initials.with_capitals(tokens, lexicon)
    rare = not _RARE.isdisjoint(tokens.vocabulary)
    if rare and ("naam" in tokens.low or "name" in tokens.low):
        for m in _NICKNAME.finditer(tokens.low):
            name = m.group("name") or m.group("name2")
            bit = lexicon.bits.get(name, 0)
            if m.group("name") or bit & lx.ANY_FIRST or not bit & (lx.FUNCTION | lx.WORD):
                yield "person-name", *m.span(), "nickname"
    if rare:
        yield from initials.in_small_letters(tokens, lexicon)
    for m in around(_ADDRESSED, _ADDRESSED_SIGN, tokens.text, 10, 34) if rare else ():
        word = fold(m.group("name"))
        bit = lexicon.bits.get(word, 0)
        if (bit & lx.NAME and not bit & (lx.FUNCTION | lx.PROFESSION | lx.ALLOWED)) or not (
            bit or is_compound(word) or _is_brand(m.group("name"))
        ):
            yield "person-name", m.start("name"), m.end("name"), "addressed"
    if not _FIELD_SIGNS.isdisjoint(tokens.vocabulary):
        for m in around(_LABELLED, _FIELD, tokens.text, 16, 34):
            word = fold(m.group("name"))
            bit = lexicon.bits.get(word, 0)
            if bit & (lx.FUNCTION | lx.ALLOWED | lx.PROFESSION | lx.PERSON | lx.KIN):
                continue
            if bit & lx.NAME or not (bit or is_compound(word) or _is_brand(m.group("name"))):
                yield "person-name", m.start("name"), m.end("name"), "labelled"
    if ", " in tokens.text and tokens.seen & (lx.KIN | lx.PERSON):
        yield from _apposed(tokens, lexicon)
    between = not _BETWEEN.isdisjoint(tokens.vocabulary)
    for m in _PARTICLES_BETWEEN.finditer(tokens.text) if between else ():
        first = lexicon.bits.get(fold(m.group("first")), 0)
        last = lexicon.bits.get(fold(m.group("last")), 0)
        if not (first | last) & _NO_APPOSED & ~lx.FUNCTION and not first & lx.FUNCTION:
            yield "person-name", *m.span(), "particles-between"
    if tokens.seen & lx.TITLE:
        for m in around(_TITLE_INITIALS, initials.LETTER_DOT, tokens.low, 26, 18):
            if initials.is_made_up(tokens.low):
                break
            yield "person-name", *m.span(), "title-initials"
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
    if (lone or "-" in tokens.low) and _SPACED_START.search(" " + tokens.low):
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


def _short_particles(text: str, rare: bool) -> Iterator[re.Match[str]]:
    """Matches of `_SHORT_PARTICLE`; without a rare word only "van de" can begin one."""
    if rare:
        yield from around(_SHORT_PARTICLE, _PARTICLE_SIGN, text, 10, 34)
        return
    for start in _VAN_DE.finditer(text):
        m = _SHORT_PARTICLE.match(text, start.start())
        if m:
            yield m


_PARTICLES = words_of("van el ten ter von ben abu de den der la le")
_CAPITAL_PARTICLE = re.compile(r" (?:Van|El|Ten|Ter|Von|Ben|Abu|De|Den|Der|La|Le) [A-Zvdt]")
_OPENING_DE = re.compile(r"De [A-Z][a-z]")
_SPACED_START = re.compile(r"[ \n\"'(:,][a-z][ .\-_*·/|]{1,2}[a-z][ .\-_*·/|]{1,2}[a-z](?![a-z])")
_INTERESTING = lx.NAME | lx.TITLE | lx.KIN


def _particles(tokens: Tokens, skip: set[int], lexicon: Lexicon) -> Iterator[Proposal]:
    """A surname with a capital particle inside a sentence: "Van Buuren", "Van der Zee"."""
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
            or words[i - 1] in bodies.NAMED_PLACES
            or words[i - 1].endswith(bodies.NAMED_ENDS)
            or words[i - 1].endswith(("straat", "laan", "wet", "plein"))
            or words[i - 1] in ("wet", "stichting", "commissie", "arrest", "motie", "gemeente")
            or words[i - 1] in roles
        ):
            continue
        yield "person-name", spans[i][0], spans[j][1], "capital-particle"


_METHOD_TAILS = ("-methode", "-model", "-schaal", "-test", "-norm", "-wet", "-arrest", "-commissie")


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
    if behind in _SAYS:
        return True
    of_body = behind in ("van", "v") and bool(bits[j + 2] & lx.DETERMINER)
    return of_body and not _SAYS.isdisjoint(words)


_THINGS = words_of(
    """
    organisatie stichting project team school methode app systeem locatie programma bureau praktijk
    vereniging club instelling opvang pilot traject platform tool wijkteam gezinshuis
    module printer server robot chatbot assistent zaal kamer ruimte gebouw bus boot schip storm
    hond hondje kat kater poes konijn cavia hamster paard pony knuffel knuffelbeer beer pop
    handpop mascotte hulphond therapiehond personage hoofdpersoon figuur
    """
)
_ROOMS = words_of("zaal vergaderzaal spreekkamer lokaal gebouw vleugel")
_METHODS = words_of("methode methodiek model theorie interventie")


def _is_of_thing(tokens: Tokens, i: int) -> bool:
    """Whether what is called by the name at `i` is a thing or an animal, and nobody beside it."""
    words, bits = tokens.words, tokens.bits
    for j in range(i - 2, max(-1, i - 11), -1):
        if words[j] in _THINGS:
            return True
        if bits[j] & (lx.KIN | lx.PERSON) or words[j] in (".", "?", "!", "\n"):
            return False
    return False


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


def _known(
    tokens: Tokens, i: int, lexicon: Lexicon, literature: dict[int, bool]
) -> Proposal | None:
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
    if not capital and words[i] in _GERMAN_SMALL and _is_german(tokens):
        return None
    if (words[i] in _GERMAN or words[i] in _GERMAN_NOUNS) and _is_german(tokens):
        return None
    if after in ("als", "een") and _EXAMPLE_NAMES.intersection(words[i + 2 : i + 5]):
        return None  # "Mag Kees als verzonnen naam?"
    if bit & lx.MONTH and (
        before.isdigit() or after.isdigit() or (not capital and after in (".", "t", "tot", "/"))
    ):
        return None
    if before in _HEET and capital and _is_of_thing(tokens, i):
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
        before in _HEET
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
            and not _is_keyword(tokens, i)
            and not _lower_name(tokens, i)
            and not _is_listed_name(tokens, i)
            and not _is_in_slot(tokens, i)
        ):
            return None
        if not capital and bit & lx.PLURAL:
            return None
        if tokens.is_shout(i) and len(words[i]) <= 4 and not _all_shout(tokens):
            return None
        if (
            is_part_of_body(tokens, i)
            or is_public(tokens, i, lexicon)
            or is_literature(tokens, i, literature)
            or _is_listed_among_known(tokens, i)
        ):
            return None
        return "person-name", *spans[i], "first-name" if bit & lx.FIRST else "surname"
    if bit & lx.WIDE and not capital:
        if not bit & (lx.WORD | lx.PLACE) and (
            _lower_wide(tokens, i) or _reads_as_name(tokens, i) or _is_in_slot(tokens, i)
        ):
            return "person-name", *spans[i], "wide-name"
        return None
    if bit & lx.WIDE:
        if (
            bit & (lx.WORD | lx.PLACE)
            or (
                _is_german(tokens)
                and not before_bit & lx.TITLE
                and before not in _GERMAN_ROLES
                and (
                    lx.name_likeness(words[i]) < LIKENESS_GERMAN
                    or bit & (lx.OCCUPATION | lx.PERSON)
                )
            )
            or not capital
            or (tokens.is_shout(i) and not _all_shout(tokens))
        ):
            return None
        if (
            is_part_of_body(tokens, i)
            or is_public(tokens, i, lexicon)
            or is_literature(tokens, i, literature)
        ):
            return None
        if tokens.starts_sentence(i) and not (
            after_bit & (lx.PERSON_VERB | lx.NAME | lx.PARTICLE) or after in _POSSESSED
        ):
            return None
        return "person-name", *spans[i], "wide-name"
    # From here on: ordinary words that are names too.
    if (
        after == "en"
        and words[i + 2 : i + 3]
        and words[i + 2] in _POSSESSED
        and bit & lx.WEAK_FIRST
        and not bit & (_NO_SELDOM & ~lx.OCCUPATION)
        and not before_bit & lx.DETERMINER
        and bits[min(i + 3, len(words) - 1)] & lx.KIN
    ):
        return "person-name", *spans[i], "name-and-relative"  # "Storm en zijn broertje"
    if bit & lx.SELDOM and (_is_seldom_else(tokens, i) or _is_in_slot(tokens, i)):
        return "person-name", *spans[i], "seldom-a-word"
    if (
        bit & lx.WEAK_FIRST
        and words[i] not in _GREETING
        and words[i] != "ben"
        and (tokens.starts_sentence(i) or _is_greeted(tokens, i))
        and _is_in_slot(tokens, i)
    ):
        return "person-name", *spans[i], "opens-as-somebody"  # "storm wil niet naar huis"
    if (
        before in ("de", "der", "den")
        and bit & lx.ANY_SURNAME
        and after in _CONTACT_VERBS
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
        if bit & lx.FUNCTION and not bit & lx.WEAK_FIRST:
            return None
        if (
            bit & lx.PLACE
            and bit & lx.WEAK_SURNAME
            and before in ("in", "te", "uit", "naar", "van", "gemeente", "regio")
        ):
            return None
        joined = before in ("dat", "die") and bit & lx.SELDOM  # "gehoord dat Bloem gemeld heeft"
        if (
            before_bit & lx.DETERMINER
            and before not in ("de", "den", "der", "la", "el")
            and not joined
        ):
            return None
        if bit & lx.MONTH or is_literature(tokens, i, literature) or bit & lx.PLACE:
            return None
        if bit & lx.ORIGIN and not (before_bit & _NEAR_NAME or before_bit & lx.ANY_FIRST):
            return None  # "mag Engels zijn": a language
        if words[i] in _GREETING:
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
        and words[i] not in _EVERY
        and before in _BEFORE_LOWER
        and before not in _JOINING
        and (not after or after in _AFTER_LOWER or after_bit & _AFTER_NAME)
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
        and (
            after == "thuis" or (after in _POSSESSED and bits[min(i + 2, len(words) - 1)] & lx.KIN)
        )
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
    if (
        bit & lx.WEAK_SURNAME
        and bit & (lx.SELDOM | lx.OCCUPATION)
        and not bit & (_NO_SELDOM & ~lx.OCCUPATION)
        and not bit & lx.PLACE
        and words[i] not in _MANNERS
        and (
            (before in _ONE_PROFESSIONAL and not after_bit & lx.NAME)
            or before == "volgens"
            or (after in _CONTACT_VERBS and tokens.starts_sentence(i))
        )
    ):
        return "person-name", *spans[i], "surname-alone"
    if (
        bit & lx.WEAK_SURNAME
        and bit & lx.SELDOM
        and before in _BESIDE_PERSON
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
        and not bit & (_NO_SELDOM | lx.PLACE)
        and words[i] not in _OLD_CASES
    ):
        return "person-name", spans[i - 1][0], spans[i][1], "particle-and-word"  # "vn den broek"
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
        and after not in _MANNERS
        and not after_bit & (lx.FUNCTION | lx.PERSON | lx.PLACE | lx.NUMBER_WORD)
        and not before_bit & lx.DETERMINER
        and bit & lx.WEAK_FIRST
        and words[i] not in _EVERY
        and not bit & (lx.FUNCTION | lx.PERSON)
        and (not bit & lx.PERSON_VERB or tokens.is_capital(i + 1) or after_bit & lx.SURNAME)
    ):
        return "person-name", spans[i][0], spans[i + 1][1], "two-names"
    if (
        capital
        and bit & lx.WEAK_FIRST
        and bit & lx.PERSON_VERB
        and after in _SUBJECT_VERBS
        and tokens.starts_sentence(i)
        and not bits[i + 2 if i + 2 < len(words) else i] & (lx.PRONOUN | lx.FIRST_PERSON)
    ):
        return "person-name", *spans[i], "verb-as-subject"  # "Wil heeft gebeld"
    if capital and after == "(" and i + 2 < len(words) and words[i + 2].isdigit():
        return "person-name", *spans[i], "name-and-age"
    if _subject(tokens, i):
        return "person-name", *spans[i], "bare-subject"
    if after in _POSSESSED and i + 2 < len(words) and bits[i + 2] & lx.KIN and _bare(tokens, i):
        return "person-name", *spans[i], "possessor"
    if (
        before == "vd"
        and bit & lx.WEAK_SURNAME
        and after_bit & lx.PERSON_VERB
        and not bit & (_NO_SELDOM | lx.PLURAL)
    ):
        return "person-name", spans[i - 1][0], spans[i][1], "particle-subject"  # "wat vd berg zegt"
    return None


_GREETING = words_of("beste hoi hallo dag geachte lieve goedemorgen goedemiddag goedenavond")


def _is_spoken_of(tokens: Tokens, i: int) -> bool:
    """Whether the words around an ordinary word with a capital speak of somebody."""
    words, bits = tokens.words, tokens.bits
    after = words[i + 1] if i + 1 < len(words) else ""
    after_bit = bits[i + 1] if after else 0
    before_bit = bits[i - 1]
    third_bit = bits[i + 2] if i + 2 < len(words) else 0
    if before_bit & (lx.TITLE | lx.KIN | lx.ANY_FIRST | lx.PERSON | lx.PROFESSION):
        return True
    if after in _PERSONAL_AFTER or after in ("zelf", "senior", "junior", "sr", "jr"):
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


# "in den beginne", "de aard der zaak": old cases and no names.
_OLD_CASES = words_of(
    "aard zaak zaken beginne lande tijd wet rechten mate staten dag duur buiten haag"
)
_CASE_HEADS = words_of("mdo ots uhp mpo zorgplan")  # "MDO Levi": whom it is about
# What a name in lower case stands behind.
_BEFORE_LOWER = words_of(
    """
    van v met bij over voor aan tegen dat omdat als en of door mag kan wil moet heeft had is was
    naar namens bel belde sprak zag ken kent ik wij we hij zij over: : , ( - / | dus nu
    client cliente leerling kind jongen meisje about with of for and from if that mit von
    """
)
# What a name in lower case is followed by, when it is somebody's.
_AFTER_LOWER = words_of(
    """
    z'n zn zijn haar d'r dr die thuis zelf niet ook en , ( ) : - / ? . ! ; mag kan wil heeft had
    moet is was gaat krijgt woont zegt op over from about
    """
)


_JOINING = words_of("of en als door")
_EVERY = words_of("elke ieder iedere")
_AFTER_NAME = lx.PERSON_VERB | lx.KIN | lx.FUNCTION | lx.PUNCTUATION
_PLURAL_VERBS = words_of("willen zijn hebben gaan komen moeten mogen kunnen wonen zitten krijgen")
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
# A field of a form and what is filled in.
_LABELLED = re.compile(
    r"\b(?:[Nn]aam|[Vv]oornaam|[Aa]chternaam|[Rr]oepnaam|[Cc]li[eë]nte?|[Kk]ind|[Ll]eerling"
    r"|[Pp]ati[eë]nte?"
    r"|[Jj]eugdige|[Jj]ongere|[Mm]oeder|[Vv]ader|[Mm]elder|[Bb]etreft|[Bb]etrokkene|[Bb]etr\.?"
    r"|[Cc]lt\.?"
    r"|[Aa]anwezig|[Mm]dr\.?|[Vv]dr\.?|[Nn]ame|[Pp]upil|[Zz]oon|[Dd]ochter|[Pp]leegouders?"
    r"|[Gg]ezin|[Ff]amilie"
    r"|[Vv]oogd|[Pp]artner|[Ii]nz\.?|[Ii]nzake|[Rr][Ee]|F[Ww]D?|[Oo]nderwerp|[Ss]tudent"
    r"|[Dd]eelnemer)\s?\d?\s?[:=|]\s{0,2}"
    r"(?P<name>[A-ZÀ-Þ][a-zà-ÿ'’-]{1,30})"
)


# "dat Hoop, de moeder, alsnog tekent": somebody with an ordinary word for a name.
_APPOSITION = re.compile(r", (?:de|het|een|haar|zijn|mijn|onze|hun) (?P<who>[a-zà-ÿ-]{3,20})\b")
_APPOSED = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Þ][a-zà-ÿ'-]{2,20}$")
# "Lieve-Mae ten Have": capitals with particles of surnames between them.
_PARTICLES_BETWEEN = re.compile(
    r" (?P<first>[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?) (?:ten|ter|van der|van den|van 't|el) "
    r"(?P<last>[A-ZÀ-Þ][a-zà-ÿ]{2,})"
)
_BETWEEN = words_of("ten ter der den t 't el van't")  # one of them is in each such name
_NO_APPOSED = lx.FUNCTION | lx.PLACE | lx.ALLOWED | lx.PROFESSION | lx.KIN | lx.PERSON | lx.MONTH


def _apposed(tokens: Tokens, lexicon: Lexicon) -> Iterator[Proposal]:
    """A capital before "de moeder" or another relative between commas."""
    text = tokens.text
    for m in _APPOSITION.finditer(text):
        if not lexicon.bits.get(fold(m.group("who")), 0) & (lx.KIN | lx.PERSON):
            continue
        first = max(0, m.start() - 24)
        name = _APPOSED.search(text[first : m.start()])
        if name and not lexicon.bits.get(fold(name.group()), 0) & _NO_APPOSED:
            yield "person-name", first + name.start(), first + name.end(), "apposition"


_FIELD_SIGNS = frozenset(":=|")
_FIELD = re.compile(r"[:=|]\s{0,2}[A-ZÀ-Þ]")
_PARTICLE_SIGN = re.compile(r"\s[A-Z](?<=[dren.]\s.)")
_ADDRESSED_SIGN = re.compile(r"\s[A-ZÀ-Þ](?<=[vnoactz.:C]\s.)")
_ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyz")
# Single letters and short words that announce initials or a name; most texts have none.
_RARE = words_of(
    """
    a b c d e f g h i j k l m n o p q r s t v w x y z vd vdr vander vanden tav attn cc mbt iz
    naam bijnaam roepnaam koosnaam schuilnaam voornaam nickname
    """
)
# What announces a name wherever it stands, and a nickname.
_ADDRESSED = re.compile(
    r"\b(?:[Tt]\.?a\.?v\.?|[Aa]ttn|c/o|p/a|[Cc][Cc]|m\.?b\.?t\.?|i\.?z\.?)[.:]?\s"
    r"(?P<name>[A-ZÀ-Þ][a-zà-ÿ'’-]{1,30})"
)
_NICKNAME = re.compile(
    r"(?P<name>[a-z]{2,20})\s\((?:bijnaam|roepnaam|koosnaam|schuilnaam|nickname)"
    r"|\b(?:bijnaam|roepnaam|koosnaam|voornaam|nickname|naam)\s?(?:is|:"
    r"|=)\s{1,2}(?P<name2>[a-z]{2,20})\b"
)


def _lower_wide(tokens: Tokens, i: int) -> bool:
    """Whether a name of the wide lists in lower case stands where only a person does."""
    words, bits = tokens.words, tokens.bits
    before = words[i - 1] if i else ""
    after = words[i + 1] if i + 1 < len(words) else ""
    if i and bits[i - 1] & (lx.TITLE | lx.ANY_FIRST) and not bits[i - 1] & lx.WORD:
        return True
    if before == "van" and i > 1 and bits[i - 2] & lx.KIN:
        return True
    if before in ("ik", "we", "wij", "jullie") and after in _CONTACT_INFINITIVES:
        return True
    if len(words[i]) > 3 and (before in _ABOUT or before in _BEFORE_NAME):
        return not is_form(words[i])
    k = i - 1
    while k >= 0 and i - k < 4 and bits[k] & lx.PARTICLE:
        k -= 1
    if 0 <= k < i - 1 and words[k] in _HOUSEHOLDS:
        return True
    return after in _POSSESSED and i + 2 < len(words) and bool(bits[i + 2] & lx.KIN)


_CONTACT_INFINITIVES = words_of(
    """
    bellen spreken inlichten vragen helpen ophalen meenemen mailen appen zien vertellen
    informeren uitnodigen opzoeken bezoeken melden aanmelden
    """
)
_CONTACT_VERBS = words_of(
    """
    belt belde mailt mailde appt appte weigert weigerde reageert reageerde tekent tekende
    huilt komt kwam dreigt dreigde schreeuwt
    """
)


def _is_keyword(tokens: Tokens, i: int) -> bool:
    """Whether a first name stands among a few words, as typed into a search box."""
    return bool(
        len(tokens.words) <= KEYWORDS
        and tokens.bits[i] & lx.FIRST
        and not is_misspelt(tokens.words[i])
        and not is_form(tokens.words[i])
    )


def _lower_name(tokens: Tokens, i: int) -> bool:
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
        if after in _CONTACT_VERBS and tokens.starts_sentence(i - 1) and not bit & lx.OCCUPATION:
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
            _bare(tokens, i)
            and after in _SUBJECT_VERBS
            and i + 2 < len(words)
            and words[i + 2] in _PERSONAL_AFTER
        )
    if before_bit & lx.DETERMINER:
        return False
    if len(words[i]) < 4:
        if before in ("over", "met", "bij", "van") and after in (",", "?", ".", "z'n", "d'r", "zn"):
            return True
        return bool(after_bit & (lx.SURNAME | lx.PERSON_VERB))
    if tokens.starts_sentence(i):
        return after in _AFTER_LOWER or bool(after_bit & (lx.PERSON_VERB | lx.PARTICLE))
    return before in _BEFORE_LOWER and (
        i + 1 >= len(words)
        or after in _AFTER_LOWER
        or bool(after_bit & (lx.PERSON_VERB | lx.KIN | lx.FUNCTION | lx.PUNCTUATION))
        or bool(after_bit & lx.WORD and before not in _JOINING)
    )


KEYWORDS = 8  # words of what is typed as into a search box
_NO_VAN = lx.WORD | lx.PLACE | lx.ALLOWED | lx.PERSON | lx.OCCUPATION
_MODALS = words_of("kan mag moet wil mogen kunnen heeft had is was gaat zou zal hoeft krijgt belt")
_BESIDE_PERSON = words_of("met over bij aan tegen namens van voor door v")
_SURNAME_BEFORE = words_of("met over bij aan tegen namens van voor door dat omdat als en of ik we")


def _is_inflection(word: str) -> bool:
    """Whether a word is a plural or a verb rather than a surname that ends so: "jansen"."""
    return not word.endswith(("sen", "zen")) or is_form(word) or is_misspelt(word)


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
        return words[i + 1 : i + 2] != [] and words[i + 1] in _SUBJECT_VERBS
    before = words[i - 1]
    if before in _ABOUT or (bits[i - 1] & lx.KIN and not bits[i - 1] & lx.PLURAL):
        return True
    if before in ("ik", "we", "wij") and i > 1 and words[i - 2] in _MODALS:
        return True  # "kan ik terpstra de brief sturen"
    if before in _MODALS:
        return tokens.starts_sentence(i - 1) or words[i - 2] in _SURNAME_BEFORE
    after = words[i + 1] if i + 1 < len(words) else ""
    return before in _SURNAME_BEFORE and (
        not after
        or after in _AFTER_LOWER
        or bool(bits[i + 1] & (lx.PERSON_VERB | lx.PUNCTUATION))
        or (before in _BESIDE_PERSON and bool(bits[i + 1] & lx.FUNCTION))
    )


def _all_shout(tokens: Tokens) -> bool:
    return tokens.has_trait("shout", _is_shouted)


def _is_shouted(tokens: Tokens) -> bool:
    letters = [c for c in tokens.text[:400] if c.isalpha()]
    return len(letters) > 20 and sum(c.isupper() for c in letters) > 0.7 * len(letters)


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


def _bare(tokens: Tokens, i: int) -> bool:
    """Whether no determiner, adjective or preposition makes the word an ordinary noun."""
    if not i:
        return True
    before, word = tokens.bits[i - 1], tokens.words[i - 1]
    if tokens.starts_sentence(i):
        return True
    if before & lx.DETERMINER or word in ("of", "en", "dan", "als", "dat", "omdat"):
        return word in ("dat", "omdat", "als", "of")
    return bool(before & lx.PERSON_VERB)


_SUBJECT_VERBS = words_of(
    """
    zegt zei vertelt vertelde wil wilt wilde heeft had is was woont woonde gaat ging komt
    kwam moet moest mag kan belt belde mailt mailde appt appte weigert weigerde reageert
    reageerde vraagt vroeg denkt vindt weet krijgt kreeg ziet zag tekent tekende huilt
    slaat sloeg zit zat staat
    """
)
_PERSONAL_AFTER = words_of(
    """
    niet zijn haar dat hij zij ze zich al nog zelf nooit gezegd gereageerd me mij ons
    niets niks geen toestemming graag naar vandaag gisteren met boos bang op over als
    helemaal weer steeds
    """
)


def _subject(tokens: Tokens, i: int) -> bool:
    """Whether a bare word is the subject of a sentence about a person: "roos wil niet dat"."""
    words = tokens.words
    if i + 2 >= len(words) or not _bare(tokens, i):
        if (
            i
            and i + 1 < len(words)
            and words[i - 1] in _SUBJECT_VERBS
            and words[i + 1] in ("zelf", "niet", "zijn", "haar")
            and not tokens.bits[i] & lx.FUNCTION
            and not (i > 1 and tokens.bits[i - 2] & lx.PRONOUN)
        ):
            return not (i > 1 and tokens.bits[i - 2] & lx.FIRST_PERSON)
        return False
    if words[i + 1] in _SUBJECT_VERBS and words[i + 2] in _PERSONAL_AFTER:
        if words[i + 1] in ("is", "was") and words[i + 2] == "geen":
            return False  # "Hoop is geen grondslag"
        return not (
            words[i] in ("ben", "wil", "max", "lot", "dan", "baas", "pa", "ma")
            and words[i + 1] in ("is", "was", "kan", "mag", "moet")
        )
    return bool(
        i
        and words[i - 1] in _SUBJECT_VERBS
        and (
            words[i + 1] == "zelf"
            or (
                words[i + 1] == "als"
                and not words[i].endswith("en")
                and words[i] not in _MANNERS
                and not tokens.bits[i + 2] & (lx.PRONOUN | lx.FIRST_PERSON)
            )
        )
        and not tokens.bits[i] & lx.FUNCTION
    )


# Words that stand before a name and as often by themselves.
_SOFT_TITLES = words_of(
    """
    kids meester agent collega wijkagent buurman buurvrouw imam ms ing opa oma tante oom
    juf familie fam dokter pastor pater dominee
    """
)


def _titled(tokens: Tokens, i: int, skip: set[int], lexicon: Lexicon) -> Proposal | None:
    """A name after a title: "mw. T. Oosterhof", "mevrouw de bruin", "fam kowalczyk"."""
    words, bits, spans = tokens.words, tokens.bits, tokens.spans
    size = len(words)
    title = words[i]
    if tokens.raw[i] == "HR":
        return None  # the department
    j = i + 1
    if title == "bc" and i and words[i - 1].isdigit():
        return None  # "1441 BC Purmerend"
    if j < size and words[j] == "." and j + 1 < size:
        if title in _SOFT_TITLES and title not in ("ms", "ing", "fam"):
            return None  # "slapen bij tante. Beargumenteer"
        j += 1
    first = j
    while (
        j < size
        and j - first < 10
        and (
            bits[j] & lx.PARTICLE
            or (bits[j] & lx.TITLE and words[j] not in ("heer", "mevrouw"))
            or words[j] in (".", "'")
            or (len(words[j]) == 1 and words[j].isalpha())
        )
    ):
        j += 1
    if (
        title in ("fam", "familie")
        and j < size
        and words[first] == "van"
        and words[first + 1] in ("der", "den", "de")
        and bits[j] & lx.ANY_SURNAME
        and not bits[j]
        & (lx.FUNCTION | lx.PERSON | lx.PLURAL | lx.PROFESSION | lx.KIN | lx.OCCUPATION)
    ):
        return "person-name", spans[i][0], spans[j][1], "title"
    if (
        j == first + 2
        and j < size
        and words[first] == "van"
        and words[first + 1] in ("der", "den")
        and words[j].isalpha()
        and not bits[j] & (lx.FUNCTION | lx.PERSON | lx.PLURAL | lx.PROFESSION | lx.KIN)
    ):
        return "person-name", spans[i][0], spans[j][1], "title"  # "mw van der wiel"
    if title in _SOFT_TITLES and words[first] in ("van", "uit", "met", "op", "in"):
        return None
    if (
        j < size
        and not _SURE_PARTICLES.isdisjoint(words[first:j])
        and bits[j] & lx.ANY_SURNAME
        and not bits[j] & (lx.FUNCTION | lx.PERSON | lx.PLURAL | lx.PROFESSION | lx.KIN)
        and "\n" not in words[i + 1 : j]
    ):
        return "person-name", spans[i][0], spans[j][1], "title"  # "collega vd heuvel"
    if j >= size or j in skip or not words[j][0].isalpha() or len(words[j]) < 2:
        return None
    if words[j] in _EVERY and j + 1 < size and bits[j + 1] & lx.TIME:
        return None  # "terwijl de juf elke ochtend belt"
    bit, capital = bits[j], tokens.is_capital(j)
    if "\n" in words[i + 1 : j]:
        return None
    particle = any(bits[k] & lx.PARTICLE for k in range(first, j))
    if bit & lx.FUNCTION and not (capital and bit & lx.NAME):
        return None
    if particle and not capital and bit & (lx.PROFESSION | lx.PERSON):
        return None
    if (
        particle
        and not capital
        and not bit & lx.NAME
        and bit & (lx.WORD | lx.PLACE | lx.PERSON | lx.PROFESSION | lx.OCCUPATION)
    ):
        return None
    if title in _SOFT_TITLES and (
        bit & lx.ALLOWED or (not bit and not capital and is_form(words[j]))
    ):
        return None  # "agent Wpg", "juf opwachten"
    if not capital and title == "familie" and _is_german(tokens):
        return None
    if title in _SOFT_TITLES:
        weak = bit & (lx.WORD | lx.PLACE | lx.PROFESSION) and not bit & lx.NAME
        kin = title in ("opa", "oma", "tante", "oom", "juf")
        if weak and not particle and not (kin and capital and not bit & lx.PLACE):
            return None
        doubtful = not capital and not bit & (lx.FIRST | lx.SURNAME)
        sure_title = title in ("fam", "familie", "juf", "meester", "dokter", "dominee")
        if (doubtful and (bit & lx.WORD or particle)) and not (
            sure_title and bit & lx.NAME and not bit & lx.PERSON_VERB
        ):
            return None
    if (
        capital
        and (bit & lx.PLACE)
        and not bit & lx.NAME
        and title in ("agent", "wijkagent", "familie")
    ):
        return None
    if capital or bit & (lx.FIRST | lx.SURNAME):
        if bit & lx.ALLOWED and title in ("dr", "prof", "mr", "drs"):
            return None
        if bit & lx.ALLOWED and not lexicon.lists["public-role"].isdisjoint(tokens.vocabulary):
            return None  # "mevrouw Kalverboer, de Kinderombudsman"
        if bit & (lx.TITLE | lx.PROFESSION | lx.PRONOUN) and not bit & lx.NAME:
            return None
        return "person-name", spans[i][0], spans[j][1], "title"
    if bit & lx.NAME:
        if (
            bit & (lx.PERSON_VERB | lx.PERSON)
            and not particle
            and not (j + 1 < size and bits[j + 1] & lx.PERSON_VERB)
        ):
            return None
        return "person-name", spans[i][0], spans[j][1], "title"
    if not bit and words[j].endswith("'s") and lexicon.bits.get(words[j][:-2], 0) & lx.WORD:
        return None  # "oma foto's"
    double = "-" in words[j] and any(
        lexicon.bits.get(part, 0) & lx.NAME for part in words[j].split("-")
    )
    if (
        not bit
        and len(words[j]) > 2
        and (double or not is_compound(words[j]))
        and (title not in _SOFT_TITLES or title in ("fam", "familie", "oma", "opa", "juf"))
    ):
        return "person-name", spans[i][0], spans[j][1], "title-unknown"
    return None


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
# Ends of words for people who do something: no names.
_AGENT_ENDS = ("er", "aar", "ster", "ing", "ist", "eur", "ant", "ent", "ende", "heid", "ers", "oog")
_VOWEL = re.compile("[aeiouy]")
_GERMAN = words_of(
    """
    ein meiner meinem wurde hat sich unser unserer seine ihre ihrem
    welche welcher welches gelten wann warum sind
    kann ab wer wo mein dein ihr im vom beim einem einer eines gibt gilt konnen mussen durfen
    darf ohne und nicht eine einen dem das uber wenn meine muss kein auch fur ich zum zur
    wir haben wird werden sagen ist niederlanden niederlande deutschland beantragt bedeutet
    dauert hochstens auf haben gilt steht erklar bitte funf zwei drei spielt dabei gegen ihren ihrer
    oder mit aus nach bei durch wird wurden kommt oft dass nachdem schweigepflicht akten
    eltern niederlandischen frage jemand habe seit nur
    ist und unterschied kurz ihn ihm ihnen dieser dieses diesem keine seinen seiner zwischen uber
    unter meines erfahren
    """
)


_EXAMPLE_NAMES = words_of("naam schuilnaam pseudoniem voorbeeld voorbeeldnaam oefennaam")
# Before these a capital is a name even where every noun has one.
_GERMAN_ROLES = words_of(
    """
    pfarrer lehrer lehrerin arzt arztin erzieher erzieherin betreuer betreuerin nachbar
    nachbarin kollege kollegin mutter vater bruder schwester tante onkel opa oma sohn tochter
    """
)
_GERMAN_NOUNS = words_of(
    """
    jahre jahr fall rolle schritte lehrbuch beschwerde recht akte zahlen regel gesetz artikel frage
    antwort eltern mutter vater kind schule lehrer arzt gericht richter amt stelle hilfe schutz
    beispiel muster brief mail frist termin grenze land stadt woche monat tag stunde seite teil
    absatz satz wort name daten einsicht auskunft melder meldung verdacht gefahr gewalt polizei
    anwalt vormund pflege heim klinik studie kurs thema ziel zweck grund form art weg zeit
    """
)
# Small German words that are names elsewhere.
_GERMAN_SMALL = words_of("nur gern gerne doch bis wie")


def _is_german(tokens: Tokens) -> bool:
    """Whether the text is German, where every noun has a capital."""
    return tokens.has_trait("german", lambda t: len(_GERMAN & t.vocabulary) > 1)


_FAMILIES = words_of("gezin familie fam")
# Before any word these make a surname of it.
_SURE_PARTICLES = words_of("ten ter el ben vd vander vanden")


def _is_surname_place(tokens: Tokens, first: int, j: int) -> bool:
    """Whether particles from `first` on make a surname of the word at `j`: "gezin ten have"."""
    bit = tokens.bits[j]
    if not tokens.words[j][0].isalpha() or bit & (lx.FUNCTION | lx.PLACE | lx.PROFESSION):
        return False
    particles = tokens.words[first:j]
    sure = not _SURE_PARTICLES.isdisjoint(particles) or (
        len(particles) > 1 and particles[0] == "van" and particles[1] != "het"
    )
    return (sure and not bit & (lx.PERSON | lx.PLURAL)) or _is_unknown_name(tokens, j)


def _is_unknown_name(tokens: Tokens, j: int) -> bool:
    """Whether a word in small letters is in no list, and no compound or typing error either."""
    word = tokens.words[j]
    return (
        not tokens.bits[j]
        and 4 <= len(word) <= 12
        and word.isalpha()
        and not word.endswith(("en", *_AGENT_ENDS))
        and not is_compound(word)
        and not _is_other_language(tokens)
        and not (is_form(word) or is_misspelt(word))
    )


def _is_other_language(tokens: Tokens) -> bool:
    """Whether too many words are in no list to say anything of one of them."""
    return tokens.has_trait("other", _has_too_many_unknown)


def _has_too_many_unknown(tokens: Tokens) -> bool:
    if len(tokens.unknown) < 3:
        return False
    words = tokens.words
    unknown = sum(len(words[i]) > 2 and words[i].isalpha() for i in tokens.unknown)
    return unknown > 2 and unknown >= MOSTLY_KNOWN * len(tokens.bits)


_HOUSEHOLDS = words_of("gezin familie fam echtpaar ouders vader moeder broers zussen")


def _related(tokens: Tokens, i: int, skip: set[int]) -> Proposal | None:
    """A name after a relative: "moeder van Tygo", "zoon Jayvano"."""
    words, bits, spans = tokens.words, tokens.bits, tokens.spans
    size = len(words)
    j = i + 1
    if (
        words[i] in _HOUSEHOLDS
        and words[j : j + 2] == ["v", "d"]
        and j + 2 < size
        and bits[j + 2] & lx.ANY_SURNAME
        and not bits[j + 2] & (lx.FUNCTION | lx.PERSON | lx.PLURAL)
    ):
        return "person-name", spans[j][0], spans[j + 2][1], "household"  # "ouders v d berg"
    if words[i] in _HOUSEHOLDS and bits[j] & lx.PARTICLE and not tokens.is_capital(j):
        while j < size and j - i < 4 and bits[j] & lx.PARTICLE:
            j += 1
        if j < size and (
            (bits[j] & (lx.SURNAME | lx.WIDE) and not bits[j] & (lx.PLACE | lx.WORD | lx.ALLOWED))
            or (words[i] in _FAMILIES and _is_surname_place(tokens, i + 1, j))
        ):
            return "person-name", spans[i + 1][0], spans[j][1], "household"
        j = i + 1
    elif words[i] in _FAMILIES and _is_unknown_name(tokens, j) and not _is_german(tokens):
        return "person-name", spans[j][0], spans[j][1], "household"
    if words[j] == "(" and j + 3 < size and words[j + 3] == ")":
        first, last = bits[j + 1], bits[j + 2]
        if last & lx.ANY_SURNAME and not (first | last) & _NO_APPOSED:
            return "person-name", spans[j + 1][0], spans[j + 2][1], "relative-in-brackets"
    linked = words[j] in ("van", "v", "vd", "of", "von", ",", ":", "(")
    if linked:
        j += 1
        if j < size and words[j] == ".":
            j += 1
    if j >= size or j in skip or not words[j][0].isalpha() or len(words[j]) < 2:
        return None
    if words[j] in _EVERY:
        return None
    bit, capital = bits[j], tokens.is_capital(j)
    if "\n" in words[i + 1 : j]:
        return None
    if words[j].find("'") == 1 and not bit and len(words[j]) < 5:
        return None  # "I'm", "d'un"
    if bit & (
        lx.FUNCTION
        | lx.PROFESSION
        | lx.PLACE
        | lx.ALLOWED
        | lx.PERSON
        | lx.TITLE
        | lx.ORIGIN
        | lx.MONTH
        | lx.TIME
    ):
        return None
    if tokens.is_shout(j) and len(words[j]) < 6:
        return None
    if capital:
        if bit & lx.WORD and not bit & lx.NAME:
            return None
        if not bit and _is_german(tokens) and lx.name_likeness(words[j]) < LIKENESS:
            return None  # "dass Eltern Beschwerde einlegen"
        if not bit and (is_compound(words[j]) or words[i + 1] in (":", ",")):
            return None
        return "person-name", spans[j][0], spans[j][1], "relative"
    if (
        linked
        and words[i + 1] in ("van", "v", "vd", "of", "von")
        and (not bit and 2 < len(words[j]) <= 9 and not is_compound(words[j]))
    ):
        return "person-name", spans[j][0], spans[j][1], "relative"
    return None


_NO_SELDOM = (
    lx.FUNCTION | lx.PERSON | lx.PROFESSION | lx.OCCUPATION | lx.MONTH | lx.PLURAL | lx.ALLOWED
    | lx.KIN | lx.TITLE | lx.PERSON_VERB | lx.NUMBER_WORD | lx.ORIGIN | lx.TIME
)  # fmt: skip
_BESIDE_SELDOM = words_of(
    "met over bij tegen namens om aan van voor sprak spreek belde bel mail mailde zag v"
)
_INVERTED = words_of("moet mag kan wil heeft krijgt hoeft zou gaat komt zal weet")
_BEHIND_INVERTED = words_of("ook zelf nog nu dan al zijn haar zn z'n d'r het weten erbij mee niet")
_TO_PLACES = words_of("van in te uit naar bij voor om tot gemeente regio")
_SPEAKING = words_of("zeggen praten overleggen spreken bellen delen gesproken gepraat gebeld")
_AFTER_SELDOM = lx.PERSON_VERB | lx.PUNCTUATION | lx.FUNCTION | lx.PRONOUN


def _is_seldom_else(tokens: Tokens, i: int) -> bool:
    """Whether a name that is a word too, but not of this field, stands where a name does.

    A noun in the singular has an article: "gesprek met roos", "roos (8)", "Smit belt elke dag".
    """
    words, bits = tokens.words, tokens.bits
    if bits[i] & _NO_SELDOM or len(words[i]) < 3 or tokens.is_shout(i):
        return False
    if bits[i] & lx.PLACE and i and words[i - 1] in _TO_PLACES:
        return False
    after = words[i + 1] if i + 1 < len(words) else ""
    after_bit = bits[i + 1] if after else lx.PUNCTUATION
    third = words[i + 2] if i + 2 < len(words) else ""
    if after == "(" and third.isdigit():
        return len(third) < 3
    if after == "en" and third in _POSSESSED:
        return bool(bits[min(i + 3, len(words) - 1)] & lx.KIN)
    if after == "en" and third and bits[i + 2] & (lx.HEALTH | lx.PLURAL):
        return False  # "een kind met roos en luizen"
    if after in _POSSESSED and third and bits[i + 2] & lx.KIN:
        return not i or not bits[i - 1] & lx.DETERMINER
    if tokens.starts_sentence(i):
        return after in _CONTACT_VERBS or (after in _SUBJECT_VERBS and after not in ("is", "was"))
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
        return i > 1 and words[i - 2] in _MODALS
    if before in _BEFORE_NAME and after in _SPEAKING:
        return True  # "kan ik tegen roos zeggen"
    return before in _BESIDE_SELDOM and bool(after_bit & _AFTER_SELDOM)


def _is_in_slot(tokens: Tokens, i: int) -> bool:
    """Whether a name, a name that is a word too or an unknown word stands as only a person does."""
    bit, word = tokens.bits[i], tokens.words[i]
    if bit & _NO_SELDOM or len(word) < 3 or tokens.is_shout(i):
        return False
    if _is_other_language(tokens) or is_foreign(tokens) or _is_german(tokens):
        return False
    plural = word.endswith("s") and tokens.known(word[:-1], 0)
    if plural and plural & (lx.OCCUPATION | lx.PROFESSION | lx.COMMON) and not bit & lx.ANY_FIRST:
        return False  # "voor kappers"
    if bit & lx.PLACE and i and tokens.words[i - 1] in _TO_PLACES:
        return False
    return is_person_slot(tokens, i)


def _possesses(tokens: Tokens, i: int) -> bool:
    """Whether a word before a relative is a first name with an s: "Noors moeder"."""
    word = tokens.words[i]
    stem = word[:-1]
    if not word.endswith("s") or len(stem) < 3 or tokens.bits[i] & (lx.FUNCTION | lx.NAME):
        return False
    bit = tokens.known(stem, 0)
    if not bit & lx.FIRST or bit & (lx.WORD | lx.PLACE | lx.ALLOWED):
        return False
    return not i or not tokens.bits[i - 1] & lx.DETERMINER


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
            if words[link] == "of" and (tokens.is_shout(other) or _is_brand(tokens.raw[other])):
                return True
    return False


_STREET_ENDS = ("straat", "laan", "plein", "gracht", "kade", "singel", "steeg", "dreef")
_FRENCH_ELIDED = words_of("un une il elle ils elles on est a en ici")
_FIRM = re.compile(r"\s?(?:&|en)\s(?:[Pp]artners|[Zz]n|[Zz]onen|[Aa]dvocaten|[Cc]o)\b")
_TURKISH_CASES = words_of("nin nun in un ya ye yi yu da de dan den la le yla yle nda nde")


def _is_entity(tokens: Tokens, i: int) -> bool:
    """Whether a word is the name of a sign in HTML: "&ndash;"."""
    if "&" not in tokens.text:
        return False
    start, end = tokens.spans[i]
    return tokens.text[start - 1 : start] == "&" and tokens.text[end : end + 1] == ";"


def _unknown(tokens: Tokens, i: int, lexicon: Lexicon, skip: set[int]) -> Proposal | None:
    """A word that is in no list: a possessive, a double name, or a name by its context."""
    words, bits, spans = tokens.words, tokens.bits, tokens.spans
    word = words[i]
    if i in skip or _is_entity(tokens, i):
        return None
    if tokens.text[max(0, spans[i][0] - 2) : spans[i][0]][:1] == "%":
        return None  # "%3Fid"
    get = lexicon.bits.get
    before = words[i - 1] if i else ""
    before_bit = bits[i - 1] if i else 0
    after = words[i + 1] if i + 1 < len(words) else ""
    after_bit = bits[i + 1] if i + 1 < len(words) else 0
    shouted = tokens.is_shout(i) and _all_shout(tokens)
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
        bit = get(base, 0)
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
    if "-" in word:
        if _SPELLED_OUT.fullmatch(word):
            return initials.spelled_name(tokens, i, lexicon)
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
            and not any(is_compound(p) or not p.isalpha() or not _VOWEL.search(p) for p in parts)
            and not (before_bit & lx.DETERMINER and before not in ("dat", "that"))
            and min(map(lx.name_likeness, parts))
            >= (0 if _TWO_CAPITALS.match(tokens.raw[i]) else LIKENESS_BESIDE)
            and not _is_other_language(tokens)
        ):
            return "person-name", *spans[i], "double-name"
        return None
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
            if suffix in ("tje", "je", "ke") and _two_in_one(tokens, stem) and not is_form(word):
                return "person-name", *spans[i], "diminutive"
    humps = _HUMPS.findall(tokens.raw[i])
    if (
        len(humps) > 1
        and get(fold(humps[0]), 0) & lx.FIRST
        and get(fold(humps[-1]), 0) & lx.ANY_SURNAME
    ):
        return "person-name", *spans[i], "names-in-one"
    if shout or is_compound(word) or _is_brand(tokens.raw[i]) or word.endswith(_STREET_ENDS):
        return None
    if before in _HEET and capital and _is_of_thing(tokens, i):
        return None
    if before in _HEET and (capital or before in ("heet", "heette", "genaamd", "named")):
        return "person-name", *spans[i], "called"
    if after in _HEET and words[i + 2 : i + 3] and words[i + 2] in ("ons", "onze", "het", "de"):
        return None  # "Stormbeer heet ons protocol"
    if after in _HEET and after not in ("naam", "name") and capital:
        return "person-name", *spans[i], "called"
    if _introduced(tokens, i):
        return "person-name", *spans[i], "introduced"
    if (
        after in _POSSESSED
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
        if word.startswith("vd") and get(word[2:], 0) & lx.ANY_SURNAME:
            return "person-name", *spans[i], "particle-joined"  # "vdberg"
        if _ends_as_surname(tokens, i):
            return "person-name", *spans[i], "surname-form"
        if _sounds_like(tokens, i) or _reads_as_name(tokens, i):
            return "person-name", *spans[i], "sounds-like-a-name"
        if _is_unknown_name(tokens, i) and _is_in_slot(tokens, i):
            return "person-name", *spans[i], "person-slot"
        german = before in _GERMAN_SMALL and _is_german(tokens)
        first = before_bit & lx.ANY_FIRST and not before_bit & lx.WORD and not german
        if first and not tokens.is_shout(i - 1):
            return "person-name", *spans[i], "after-first-name"
        if after_bit & lx.SURNAME and not after_bit & (lx.WORD | lx.PLACE | lx.PLURAL):
            return "person-name", spans[i][0], spans[i + 1][1], "two-names"
        if (
            after_bit & lx.PERSON_VERB
            and after in _SUBJECT_VERBS
            and len(word) <= 8
            and _VOWEL.search(word)
            and not word.endswith(_AGENT_ENDS)
            and _bare(tokens, i)
            and i + 2 < len(words)
            and words[i + 2] in _PERSONAL_AFTER
        ):
            return "person-name", *spans[i], "unknown-subject"
        if (
            before in ("ik", "we", "wij", "jullie")
            and 2 < len(word) <= 9
            and not word.endswith(("en", *_AGENT_ENDS))
            and after in _CONTACT_INFINITIVES
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
    if _is_signature(tokens, i) and lx.name_likeness(word) >= LIKENESS_SIGNED:
        return "person-name", *spans[i], "signature"
    if tokens.starts_sentence(i):
        if (
            (after_bit & lx.KIN and not after_bit & lx.PLURAL)
            or (after == "," and words[i + 2 : i + 3] and words[i + 2] in ("onze", "mijn"))
        ) and (lx.name_likeness(word) >= LIKENESS_BESIDE and not is_foreign(tokens)):
            return "person-name", *spans[i], "opens-with-relative"
        if (
            after_bit & lx.PERSON_VERB
            and after not in ("is", "was", "will", "can", "must", "has")
            and lx.name_likeness(word) >= LIKENESS
            and not _is_typo(tokens, word)
            and not _is_other_language(tokens)
        ):
            return "person-name", *spans[i], "reads-as-subject"
        if (
            after_bit & lx.PERSON_VERB
            and len(word) <= 9
            and i + 2 < len(words)
            and words[i + 2] in _PERSONAL_AFTER
            and after in _SUBJECT_VERBS
        ):
            return "person-name", *spans[i], "unknown-subject"
        if (
            i + 1 < len(words)
            and tokens.is_capital(i + 1)
            and after_bit & (lx.SURNAME | lx.WIDE)
            and not _is_german(tokens)
        ):
            return "person-name", spans[i][0], spans[i + 1][1], "two-names"
        return None
    if is_foreign(tokens) and _is_public_abroad(tokens, i):
        return None
    behind = words[i + 2 : i + 4]
    if after.isdigit() and len(behind) > 1 and behind[0] == "." and behind[1].isdigit():
        return None  # "Cryptshare 7.1": a version
    if _FIRM.match(tokens.text, spans[i][1]):
        return None  # "Hooghiemstra & Partners"
    _is_foreign_de = before in ("de", "a") and _is_other_language(tokens)
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
        or not _VOWEL.search(word)
        or (before == "met" and _TOGETHER.intersection(words[max(0, i - 5) : i]))
        or (
            _is_german(tokens)
            and before not in _GERMAN_ROLES
            and (
                word.endswith(("en", "ung", "heit", "keit", "schaft"))
                or word in _GERMAN_NOUNS
                or lx.name_likeness(word) < LIKENESS
            )
        )
    ):
        return None
    if len(word) > 2 and not is_part_of_body(tokens, i) and not is_public(tokens, i, lexicon):
        return "person-name", *spans[i], "unknown-capital"
    return None


_STREET_HEADS = words_of("laan plein weg kade singel hof park")
# "D-a-n-i-e-l": letter by letter.
_SPELLED_OUT = re.compile(r"[^\W\d_](?:-[^\W\d_]){2,}")


_SURE_STREETS = ("straat", "laan", "plein", "gracht", "singel", "dreef", "steeg")
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
FEWEST_CAPITALS = 2  # beside a word, in the name of a body


def _is_public_abroad(tokens: Tokens, i: int) -> bool:
    """Whether a capital in another language is a country, a language or part of a body's name."""
    word = tokens.words[i]
    if word.startswith(_ABROAD):
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


_FOLLOWS_NAME = lx.PERSON_VERB | lx.PUNCTUATION
LIKENESS_SIGNED = -0.5  # of an unknown word where somebody signs
_CLOSERS = words_of(
    "gr groet groeten groetjes grtjs mvg groetend dank bedankt liefs hoogachtend thx thanks regards"
    " dankjewel xx xxx"
)


def _is_signature(tokens: Tokens, i: int) -> bool:
    """Whether a word stands where the writer of a message signs."""
    words = tokens.words
    j = i - 1
    while j >= 0 and words[j] in ("\n", ",", ".", "!") and i - j < 5:
        j -= 1
    if j < 0 or words[j] not in _CLOSERS:
        return False
    after = words[i + 1] if i + 1 < len(words) else ""
    last = words[i + 2] if i + 2 < len(words) else ""
    return after in ("", "\n", ",", "(") or (
        tokens.bits[i + 1] & lx.PARTICLE != 0 or last in ("", "\n")
    )


_HE = words_of("hij zij ze")  # "volgens Zondervan hoeft hij niet"
_HUMPS = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+")  # of "SanneDeVries"
_TWO_CAPITALS = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+-[A-ZÀ-Þ][a-zà-ÿ]+$")
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
    if before in _ADVERBS and second in _HEET:
        return True
    if tokens.starts_sentence(i) and not _is_typo(tokens, word) and len(word) > 3:
        third = words[i + 2] if i + 2 < size else ""
        if after in ("is", "wordt", "was") and third.isdigit() and 0 < int(third[:3]) < 100:
            return words[i + 3 : i + 4] not in (["procent"], ["%"], ["euro"], ["lid"])
        if after in _CONTACT_VERBS and not word.endswith(("en", *_AGENT_ENDS)):
            return not _is_other_language(tokens)
    if after == "en" and words[i + 2 : i + 3] and words[i + 2] in _POSSESSED:
        return i + 3 < size and bool(bits[i + 3] & lx.KIN)
    if tokens.is_capital(i) and _is_cell(tokens, i):
        return lx.name_likeness(word) >= -0.2
    if word.endswith(("en", *_AGENT_ENDS)) or _is_typo(tokens, word):
        return False
    if before == "ben" and second in ("ik", "i") and len(word) > 2:
        return lx.name_likeness(word) >= 0
    if before in ("heb", "had", "hebben") and second in ("ik", "we", "wij"):
        told = after_bit & (lx.PARTICIPLE | lx.TOLD) or after.startswith("be")
        return bool(told) and lx.name_likeness(word) >= -0.8
    if before in _MODALS and i > 1 and not tokens.starts_sentence(i - 1):
        return False
    return (
        before in _MODALS
        and before not in ("is", "was")
        and tokens.starts_sentence(i - 1)
        and len(word) > 3
        and lx.name_likeness(word) >= 0.1
        and not _is_other_language(tokens)
    )


# What these find stands where a word can stand too.
_BY_PLACE = words_of("sounds-like-a-name introduced unknown-subject")


def _is_dutch(tokens: Tokens, i: int, rule: str) -> bool:
    """Whether what was found by its place only is a word after all: "gemente", "ontspoort"."""
    word = tokens.words[i]
    if rule not in _BY_PLACE or not word.isalpha():
        return False
    if word.endswith("s") and tokens.starts_sentence(i) and rule != "sounds-like-a-name":
        return False  # no plural has a verb in the singular: "ketelaars belt", "poepjes heeft"
    return is_misspelt(word) or (is_form(word) and lx.name_likeness(word) < LIKENESS)


# How much like a name a word must read that is no form of any other: in the place of a person, and
# where a thing may stand as well.
LIKENESS_NO_WORD = -1.2
LIKENESS_ANYWHERE = -0.3
_NEVER_BEFORE_NAME = lx.DETERMINER | lx.NUMBER_WORD
_NEAR_NAME = lx.KIN | lx.PERSON | lx.TITLE | lx.ANY_FIRST


_ENGLISH = words_of("the does what law say of by if it and to from under for with or who can")
MOST_ENGLISH = 3
_MEDICAL_ENDS = ("genesis", "osis", "itis", "emie", "pathie", "plasie", "trofie", "tomie", "scopie")


def _is_nobody_else(tokens: Tokens, i: int) -> bool:
    """Whether a word is no form of any that is known, and stands where a name can.

    "kan ik ramkhelawan de brief sturen", "casus sewpersad bespreken", "Fardau is niet gekomen".
    """
    word = tokens.words[i]
    if (
        not 4 <= len(word) <= 14
        or not word.isalpha()
        or not word.isascii()
        or not _VOWEL.search(word)
        or is_compound(word)
        or _is_brand(tokens.raw[i])
        or tokens.is_shout(i)
        or _is_other_language(tokens)
        or _is_german(tokens)
        or len(_ENGLISH & tokens.vocabulary) > MOST_ENGLISH
        or word.endswith((*_MEDICAL_ENDS, *_STREET_ENDS))
    ):
        return False
    sure, place = _name_place(tokens, i)
    if not place:
        return False
    least = LIKENESS_NO_WORD if sure else LIKENESS_ANYWHERE
    return lx.name_likeness(word) >= least and not (is_form(word) or is_misspelt(word))


def _name_place(tokens: Tokens, i: int) -> tuple[bool, bool]:
    """Whether a word stands where only a person does, and where a person can."""
    words, bits = tokens.words, tokens.bits
    before = words[i - 1] if i else ""
    before_bit = bits[i - 1] if i else 0
    after = words[i + 1] if i + 1 < len(words) else ""
    if tokens.starts_sentence(i):
        sure = after in _SUBJECT_VERBS or after in _FINITE
        return sure, sure or after in _POSSESSED
    asked = before in _YOU and i > 1 and words[i - 2] in _ASKED_OF_YOU  # "kun je sanne bellen"
    if tokens.is_capital(i) or (before_bit & _NEVER_BEFORE_NAME and not asked) or before == "-":
        return False, False
    sure = (
        before in _ABOUT
        or before in _BEFORE_NAME
        or bool(before_bit & _NEAR_NAME)
        or (len(before) < 4 and bool(before_bit & lx.ANY_SURNAME))  # "li wenhao"
        or (asked and after in _ASKED_TO)
        or (after in _CONTACT_INFINITIVES and bool(before_bit & _ACTING))
    )
    likely = lx.FUNCTION | lx.PERSON_VERB | lx.FIRST_PERSON | lx.PUNCTUATION
    return sure, sure or bool(before_bit & likely)


_WRITERS = words_of("ik we wij jullie")
_YOU = words_of("je jij u jullie")
_ASKED_OF_YOU = words_of(
    "kun kunt kan mag moet wil wilt zou zul heb hebt had ga gaat kunnen willen"
)
_ASKED_TO = _CONTACT_INFINITIVES | words_of(
    "vragen even ff nog om dit dat zijn haar morgen vandaag"
)
_ACTING = lx.PROFESSION | lx.SETTING | lx.PLURAL | lx.WORD
_NO_LISTED = (
    lx.WORD | lx.PLACE | lx.ALLOWED | lx.PERSON | lx.OCCUPATION | lx.PLURAL | lx.PROFESSION
    | lx.FUNCTION | lx.MONTH | lx.TIME
)  # fmt: skip


def _is_listed_name(tokens: Tokens, i: int) -> bool:
    """Whether a listed name in small letters is no form of a word, and stands where a name can."""
    word = tokens.words[i]
    if len(word) < 4 or tokens.bits[i] & _NO_LISTED or _is_other_language(tokens):
        return False
    sure, place = _name_place(tokens, i)
    if not (place or tokens.bits[i] & lx.FIRST) or _is_german(tokens):
        return False
    if (
        i
        and tokens.words[i - 1] in _WRITERS
        and not tokens.bits[i] & lx.FIRST
        and not (i > 1 and tokens.words[i - 2] in _MODALS)
    ):
        return False  # "als ik doorga": a verb
    if i and tokens.bits[i - 1] & _NEVER_BEFORE_NAME and not sure:
        return False
    return not is_form(word) and (sure or not is_misspelt(word))


_FINITE = words_of("wordt werd heeft had is was doet deed blijft bleef loopt liep hoeft zou zal")
_SEPARATORS = frozenset("|;")


def _is_cell(tokens: Tokens, i: int) -> bool:
    """Whether a word fills a cell of a table that is written with separators."""
    words = tokens.words
    after = words[i + 1] if i + 1 < len(words) else ""
    before = words[i - 1] if i else "\n"
    if after not in _SEPARATORS or (before != "\n" and before not in _SEPARATORS):
        return False
    return sum(w in _SEPARATORS for w in words[i : i + 8]) > 1


_SURNAME_ENDS = (
    "stra", "sma", "inga", "tsen", "rsen", "nsen", "ssen", "oglu", "wski", "wska", "wicz", "czyk",
    "meijer", "meyer", "stein", "steijn", "huijs", "enko", "ovic", "evic", "idis", "poulos",
    "shvili",
)  # fmt: skip
_ABOUT = words_of(
    """
    casus dossier zaak gezin familie fam clt cl client lln ll mw dhr mevr mvr mdr vdr overdracht
    verslag gesprek toestemming rapport plan kind jb gv mentor leerling pleegkind
    """
)


def _ends_as_surname(tokens: Tokens, i: int) -> bool:
    """Whether an unknown word in small letters has the form of a surname and the place of one."""
    word = tokens.words[i]
    if len(word) < 6 or not word.endswith(_SURNAME_ENDS) or word.endswith(("tussen", "prinsen")):
        return False
    if tokens.starts_sentence(i):
        return tokens.words[i + 1 : i + 2] != [] and tokens.words[i + 1] in _SUBJECT_VERBS
    before = tokens.words[i - 1]
    if word.endswith("sen") and before not in ("over", "met", "tegen", "bij", "aan", "namens"):
        # Verbs end that way too: "bijklussen".
        return before in _ABOUT or bool(tokens.bits[i - 1] & (lx.KIN | lx.TITLE | lx.ANY_FIRST))
    return (
        before in _BEFORE_PERSON
        or before in _ABOUT
        or bool(tokens.bits[i - 1] & (lx.KIN | lx.TITLE | lx.ANY_FIRST))
    )


_BEFORE_PERSON = words_of(
    "over met bij van v aan tegen namens voor door dat omdat als of en mag kan wil moet heeft is"
)


def _sounds_like(tokens: Tokens, i: int) -> bool:
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
        first and not (after_bit & lx.PERSON_VERB and after in _SUBJECT_VERBS)
    ):
        return False
    about = not first and words[i - 1] in ("over", "met", "bij", "namens", "tegen")
    if after and not (
        after in _AFTER_LOWER
        or (about and after_bit & lx.WORD)
        or after_bit
        & (lx.PERSON_VERB | lx.KIN | lx.FUNCTION | lx.PUNCTUATION | lx.TIME | lx.PROFESSION)
    ):
        return False
    return lx.sound(word) in lx.name_sounds() or _two_in_one(tokens, word)


# How much like a name an unknown word must read, after a word that goes before a person and
# elsewhere.
LIKENESS_BESIDE = 0.15
LIKENESS_BESIDE_SHORT = -0.5  # when it has no ending that Dutch words have
LIKENESS = 0.8
LIKENESS_GERMAN = 0  # with a capital, which German nouns have as well
MOSTLY_KNOWN = 0.3  # share of unknown words above which a text is in another language


def _reads_as_name(tokens: Tokens, i: int) -> bool:
    """Whether an unknown word in small letters is spelled as a name and stands as one."""
    words, bits, word = tokens.words, tokens.bits, tokens.words[i]
    if not 4 <= len(word) <= 12 or not word.isalpha() or not _VOWEL.search(word):
        return False
    if _is_other_language(tokens):
        return False
    before_bit = bits[i - 1] if i else 0
    if (before_bit & lx.DETERMINER and words[i - 1] not in ("dat", "die")) or _is_german(tokens):
        return False
    after = words[i + 1] if i + 1 < len(words) else ""
    beside = bool(before_bit & (lx.KIN | lx.TITLE | lx.PERSON)) or after in _POSSESSED
    if not tokens.starts_sentence(i):
        beside = beside or words[i - 1] in _ABOUT or words[i - 1] in _BEFORE_NAME
    elif not (bits[i + 1] & lx.PERSON_VERB if after else 0) and not beside:
        return False
    likeness = lx.name_likeness(word)
    if beside and not word.endswith(("en", "e", *_AGENT_ENDS)):
        least = LIKENESS_BESIDE_SHORT
    else:
        least = LIKENESS_BESIDE if beside else LIKENESS
    return likeness >= least and not _is_typo(tokens, word)


_BEFORE_NAME = words_of("over met bij v tegen namens")


def _is_typo(tokens: Tokens, word: str) -> bool:
    """Whether a word is a known one with a letter too many, too few or in the wrong place."""
    known = tokens.known
    kept = lx.WORD | lx.FUNCTION | lx.PROFESSION | lx.ALLOWED
    for k in range(len(word)):
        if known(word[:k] + word[k + 1 :], 0) & kept:
            return True
        if known(word[:k] + word[k + 1 : k + 2] + word[k] + word[k + 2 :], 0) & kept:
            return True
    return any(known(word + letter, 0) & kept for letter in "entrs")


def _two_in_one(tokens: Tokens, word: str) -> bool:
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


def _is_brand(raw: str) -> bool:
    """Whether a word is written as a product or an abbreviation: "OxRec", "RvIG", "Europol"."""
    if _INNER_CAPITAL.search(raw):
        return not _NAME_START.match(raw)
    return len(raw) > 5 and raw.lower().endswith(_BRAND_END)
