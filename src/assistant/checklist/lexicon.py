"""What the checklist knows of words: one dictionary from a folded word to a set of bits.

The word lists are data files that an expert can edit; they are read once, at the first check.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

# Names.
FIRST: Final = 1 << 0  # a first name and no ordinary word
SURNAME: Final = 1 << 1  # a surname and no ordinary word
WEAK_FIRST: Final = 1 << 2  # a first name that is an ordinary word too
WEAK_SURNAME: Final = 1 << 3
WIDE: Final = 1 << 4  # a name from a wide list: counts with a capital only
WORD: Final = 1 << 5  # an ordinary Dutch or English word
PLACE: Final = 1 << 6
ALLOWED: Final = 1 << 7  # an organisation, system or author: no private person
# Function of words around a name.
TITLE: Final = 1 << 8  # "mevrouw", "juf", "fam"
KIN: Final = 1 << 9  # "moeder", "zoon": somebody's
PARTICLE: Final = 1 << 10  # "van", "de", "el"
PERSON_VERB: Final = 1 << 11  # a finite verb with a person as its subject: "zegt", "wil"
NUMBER_WORD: Final = 1 << 12
DETERMINER: Final = 1 << 13
PHRASE_HEAD: Final = 1 << 14  # first word of an allowed phrase
# The recognisable case.
PERSON: Final = 1 << 15  # noun for one person or family: "jongen", "cliënt", "gezin"
FIRST_PERSON: Final = 1 << 16  # "ik", "wij"
POSSESSIVE: Final = 1 << 17  # "mijn", "onze"
TIME: Final = 1 << 18  # points at a moment: "gisteren", "maandag"
HEALTH: Final = 1 << 19
CRIME: Final = 1 << 20
OCCUPATION: Final = 1 << 21
SETTING: Final = 1 << 22  # "groep", "klas", "dorp", "spreekuur"
PAST: Final = 1 << 23  # a finite verb in the past tense: "vertelde", "kwam"
PARTICIPLE: Final = 1 << 24  # "aangehouden", "verteld"
FAMILY: Final = 1 << 25  # composition: "tweeling", "alleenstaand"
ORIGIN: Final = 1 << 26  # "Syrisch", "Pools"
PLURAL: Final = 1 << 27  # plural nouns for persons: "kinderen", "cliënten"
GENERIC: Final = 1 << 28  # opens a rule or a supposition: "stel", "wanneer", "indien"
MARKER: Final = 1 << 29  # "casus", "gespreksverslag", "caseload"
PRONOUN: Final = 1 << 30  # "hij", "zij", "haar"
ABUSE: Final = 1 << 31
PROFESSION: Final = 1 << 32  # professionals and bodies of this field: not the person of a case
MONTH: Final = 1 << 33
PLACE_WORD: Final = 1 << 35  # a place that is an ordinary word: with a capital only
MEDIA: Final = 1 << 36
TOLD: Final = 1 << 37
ACCOUNT: Final = 1 << 38  # "instagram", "gebruikersnaam"
PUNCTUATION: Final = 1 << 39
OWN: Final = 1 << 40  # a name from the hand-written list
VEHICLE: Final = 1 << 41  # a vehicle or its plate is spoken of
DWELLING: Final = 1 << 42  # an address is spoken of
BIRTH: Final = 1 << 43  # a birth is spoken of
SELDOM: Final = 1 << 45  # a name that is a word too, but none that is written in this field
COMMON: Final = 1 << 44  # a word that is written often, and so misspelt often
BODY: Final = 1 << 46  # the name of an organisation or product, which is no word of the language
FUNCTION: Final = 1 << 34  # words of grammar: never a name, whatever stands before

NAME: Final = FIRST | SURNAME | WEAK_FIRST | WEAK_SURNAME | WIDE
ANY_FIRST: Final = FIRST | WEAK_FIRST
ANY_SURNAME: Final = SURNAME | WEAK_SURNAME


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists."""

    bits: dict[str, int]
    phrases: dict[str, tuple[tuple[str, ...], ...]]  # allowed phrases by their first word
    script_names: frozenset[str]  # names in other scripts than Latin
    lists: dict[str, frozenset[str]]  # the sections of allowed.txt and vocabulary.txt as they are


def read_lines(name: str) -> dict[str, list[str]]:
    """Lines of a data file per section. `#` opens a remark; text after `:` in a header is one."""
    text = files("assistant").joinpath("data", "checklist", name).read_text(encoding="utf-8")
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if not line or line[0] == "#":
            continue
        if line[0] == "[":
            lines = sections.setdefault(line[1 : line.index("]")].partition(":")[0], [])
        else:
            lines.append(line)
    return sections


def _words(lines: list[str]) -> list[str]:
    return " ".join(lines).split()


def read_words(name: str) -> dict[str, list[str]]:
    """Words of a data file of the checklist, per section."""
    return {section: _words(lines) for section, lines in read_lines(name).items()}


@cache
def lexicon() -> Lexicon:
    """Read the word lists; later calls return the same object."""
    names = read_lines("names.txt")
    own = read_lines("own_names.txt")
    ambiguous = read_lines("ambiguous.txt")
    allowed = read_lines("allowed.txt")
    vocabulary = read_lines("vocabulary.txt")
    ordinary = read_words("words.txt")
    bits: dict[str, int] = dict.fromkeys(ordinary["word"], WORD)
    bits.update(dict.fromkeys(ordinary["common"], WORD | COMMON))

    def add(words: list[str], bit: int) -> None:
        get = bits.get
        for word in words:
            bits[word] = get(word, 0) | bit

    add(_words(names["first"]), FIRST)
    add(_words(names["surname"]), SURNAME)
    add(_words(names["first-wide"]), WIDE)
    add(_words(names["surname-wide"]), WIDE)
    add(_words(own["first"]), FIRST | OWN)
    add(_words(own["surname"]), SURNAME)
    add(_words(ambiguous["first"]), WEAK_FIRST | WORD)
    add(_words(ambiguous["surname"]), WEAK_SURNAME | WORD)
    for word in _words(ambiguous["first"]) + _words(ambiguous["surname"]):
        bits[word] &= ~(FIRST | SURNAME | WIDE)
    for source in ("places.txt", "own_places.txt"):
        for place in _words(read_lines(source)["place"]):
            if "_" not in place:
                add([place], PLACE)
    add(ordinary["seldom"], SELDOM)
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for line in allowed["phrase"]:
        parts = tuple(line.split())
        phrases.setdefault(parts[0], []).append(parts)
        bits[parts[0]] = bits.get(parts[0], 0) | PHRASE_HEAD
    add(_words(allowed["word"]), ALLOWED)
    add(_words(allowed["body"]), ALLOWED | BODY)
    for section, bit in _VOCABULARY.items():
        add(_words(vocabulary.get(section, [])), bit)
    for words, bit in ((_VEHICLES, VEHICLE), (_DWELLINGS, DWELLING), (_BIRTHS, BIRTH)):
        add(words.split(), bit)
    add(["nulzes"], NUMBER_WORD)  # "06" as it is said
    for mark in '.!?;:,\n()"“”«»|/@>=[]':
        bits[mark] = PUNCTUATION
    lists = {k: frozenset(_words(v)) for k, v in (allowed | vocabulary).items()}
    return Lexicon(
        bits=bits,
        phrases={k: tuple(sorted(v, key=len, reverse=True)) for k, v in phrases.items()},
        script_names=frozenset(_words(read_lines("names_scripts.txt")["name"])),
        lists=lists,
    )


_SOUNDS: Final = (
    ("ij", "i"), ("ou", "u"), ("oe", "u"), ("oo", "o"), ("ee", "e"), ("aa", "a"), ("uu", "u"),
    ("ie", "i"), ("ea", "i"), ("ph", "f"), ("th", "t"), ("kh", "k"), ("gh", "g"), ("dj", "j"),
    ("sch", "s"), ("sh", "s"), ("sj", "s"), ("ch", "g"), ("ck", "k"), ("qu", "k"), ("q", "k"),
    ("c", "k"), ("y", "i"), ("z", "s"), ("w", "u"), ("v", "f"), ("h", ""), ("ae", "a"),
)  # fmt: skip
MIN_SOUND: Final = 4  # shorter keys fit too many words


def sound(word: str) -> str:
    """What a word sounds like, written in one way: "ilyaas" and "ilias" are the same."""
    for spelling, plain in _SOUNDS:
        if spelling in word:
            word = word.replace(spelling, plain)
    last = ""
    letters = []
    for letter in word:
        if letter != last:
            letters.append(letter)
        last = letter
    return "".join(letters)


@cache
def name_sounds() -> frozenset[str]:
    """The sounds of first names, without those that an ordinary word has as well."""
    names: set[str] = set()
    others: set[str] = set()
    for word, bit in lexicon().bits.items():
        if bit & FIRST and not bit & (WORD | PLACE | ALLOWED):
            names.add(sound(word))
        elif not bit & FIRST and bit & ~(WIDE | SURNAME):
            others.add(sound(word))
    return frozenset(s for s in names - others if len(s) >= MIN_SOUND)


@cache
def _trigrams() -> dict[str, int]:
    pairs = (entry.rpartition("=") for entry in _words(read_lines("name_trigrams.txt")["trigram"]))
    return {trigram: int(score) for trigram, _, score in pairs}


def name_likeness(word: str) -> float:
    """How much the letters of a word follow each other as in first names and not as in words.

    Returns:
        Mean log odds of its trigrams: above 0 more like a name, above 0.7 rarely a word.
    """
    scores = _trigrams()
    marked = f"^{word}$"
    count = len(marked) - 2
    return sum(scores.get(marked[i : i + 3], 0) for i in range(count)) / (100 * count)


_VOCABULARY: Final = {
    "title": TITLE,
    "kin": KIN,
    "particle": PARTICLE,
    "person-verb": PERSON_VERB,
    "number-word": NUMBER_WORD,
    "determiner": DETERMINER,
    "person": PERSON,
    "first-person": FIRST_PERSON,
    "possessive": POSSESSIVE,
    "time": TIME,
    "health": HEALTH,
    "crime": CRIME,
    "occupation": OCCUPATION,
    "setting": SETTING,
    "past": PAST,
    "participle": PARTICIPLE,
    "family": FAMILY,
    "origin": ORIGIN,
    "plural": PLURAL,
    "generic": GENERIC,
    "marker": MARKER,
    "pronoun": PRONOUN,
    "abuse": ABUSE,
    "profession": PROFESSION,
    "month": MONTH,
    "function": FUNCTION,
    "place-word": PLACE_WORD,
    "media": MEDIA,
    "account": ACCOUNT,
    "told": TOLD,
}

_VEHICLES: Final = """
auto auto's golf polo opel bmw mercedes audi seat fiat ford renault peugeot citroen volvo toyota
kia skoda tesla suzuki nissan mazda hyundai dacia volkswagen vw scooter brommer motor bus busje
bestelbus bestelbusje kenteken nummerbord bestuurder voertuig wagen car mini corsa astra clio
twingo fiesta passat touran caddy caddie transporter sprinter vito yaris aygo picanto smart jeep
ibiza megane kangoo berlingo ioniq punto mondeo kuga qashqai micra fabia octavia tiguan crafter
vivaro zafira meriva insignia captur scenic duster sandero sportage tucson auris prius corolla civic
outlander jaguar landrover mustang brommertje scootertje fatbike motortje
lexus honda mitsubishi subaru porsche alfa lada bestelauto bestel personenauto taxi taxibus
aanhanger caravan camper snorfiets bromfiets motorfiets quad auto'tje autootje bolide cabrio
stationwagon stationcar suv vrachtwagen truck vehicle arac araba arabasi samochod samochodu
auta autem jezdzi coche voiture
fahrzeug geparkeerd parkeerplaats parkeert parkeerde rijdt reed rdw kentekens kentken kentekn
kenteke kentekenplaat kentekennummer
kentekennr nummerplaat plaat plaatje plate kennzeichen nummernschild plaka plakasi plakali
tablica rejestracja rejestracji rejestracyjny rejestracyjna rejestracyjnym parkeren
"""
_DWELLINGS: Final = """
adr adres woonadres verblijfadres verblijfsadres address anschrift adresse adresi woont wonen
woonde woonden woon wonende woonachtig huisbezoek perceel bewoners wohnt wohnen lives live
verblijft ingeschreven inwonend verhuisd verhuist verhuizen nummer nr buren buurvrouw buurman
gezin familie fam flat huis pand
"""
_BIRTHS: Final = """
geb gebdat gebdtm gebdatum geboren geboorte geboortedatum geboortedag geboortejaar geboortedat
geboortedtm gebortedatum geborene dob born birth birthday birthdate verjaardag verjaart jarig
bouwjaar bj geburtsdatum geburtstag dogum dogumlu urodzony urodzona urodzone urodzin
naissance gbd gebd gebdtum gd
"""
