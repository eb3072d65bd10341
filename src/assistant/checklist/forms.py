"""Whether a word that no list holds is a form of a listed one: inflected, joined or misspelt.

The lists hold the words that are written most. Of what is left most are forms of those:
"ontspoort", "risicoscores", "gemente". What remains after these is often a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from assistant.checklist import lexicon as lx
from assistant.checklist.wordset import words_of

_KNOWN = (
    lx.WORD | lx.FUNCTION | lx.PROFESSION | lx.ALLOWED | lx.PERSON | lx.KIN | lx.PERSON_VERB
    | lx.PAST | lx.PARTICIPLE | lx.HEALTH | lx.CRIME | lx.OCCUPATION | lx.PLURAL | lx.TIME
    | lx.FAMILY | lx.ORIGIN
)  # fmt: skip
_SUFFIXES = words_of(
    """
    e en s t d te ten de den je jes tje tjes pje er ers ster sters st ste ing ingen heid heden lijk
    lijke baar bare achtig achtige loos loze isme istisch istische atie aties eren eer eert eerde
    eerden end ende n r rs nde ige ig schap schappen aal ale ieel iele ief ieve iteit es ies isch
    ische
    """
)
_PREFIXES = words_of(
    """
    ge be ver ont her on mis aan af op uit in door over onder voor toe mee bij om na terug weg los
    vast vol dicht samen tegen anti pre re de co inter super mega multi sub semi non niet wan oer
    rond neer achter tussen binnen buiten langs mede hoofd zelf
    """
)
_SHORT_VERBS = words_of("zien ziet gaan gaat staan staat slaan slaat doen doet komt")  # "omzien"
LONGEST_SUFFIX = max(map(len, _SUFFIXES))
LONGEST_PREFIX = max(map(len, _PREFIXES))
_NAME_BITS = lx.FIRST | lx.SURNAME | lx.WIDE
_VOWELS = "aeiouy"
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
SHORTEST = 3  # letters of a stem, and of the first part of a compound
SHORTEST_REST = 5  # letters behind a prefix
SHORTEST_JOINED = 7  # shorter compounds are in the lists
SHORTEST_MISSPELT = 4
LONGEST = 40  # what is longer is nobody's name


def _is_listed(word: str) -> bool:
    bit = lx.lexicon().bits.get(word, 0)
    return bool(bit & _KNOWN) and not bit & lx.BODY


def _stems(word: str) -> Iterator[str]:
    """The word and what it may be a form of, by the rules of Dutch spelling."""
    yield word
    for size in range(1, LONGEST_SUFFIX + 1):
        suffix = word[-size:]
        if len(word) - size < SHORTEST:
            return
        if suffix not in _SUFFIXES:
            continue
        stem = word[: -len(suffix)]
        last, before = stem[-1], stem[-2]
        yield stem
        yield stem + "en"
        yield stem + "e"
        if suffix[:2] == "ee":
            yield stem + "eren"  # "emigreerde"
        if last in _VOWELS:
            continue
        yield stem + last + "en"  # "zwijmelt", "stopt"
        if last == before:
            yield stem[:-1]  # "stoppen"
        long = stem[:-2] + before * 2 if before in "aeou" else stem[:-1]  # "lopen", "loop"
        yield long + {"v": "f", "z": "s"}.get(last, last)
        if last in "vz":
            yield stem[:-1] + {"v": "f", "z": "s"}[last]
        if len(stem) > 3 and before == stem[-3]:
            yield stem[:-2] + last + "en"  # "loopt"


def _is_inflected(word: str) -> bool:
    return any(map(_is_listed, _stems(word)))


@lru_cache(maxsize=20_000)
def is_form(word: str) -> bool:
    """Whether a folded word is an inflected, derived or joined form of listed words."""
    if len(word) > LONGEST or _is_inflected(word):
        return True
    for size in range(2, LONGEST_PREFIX + 1):
        rest = word[size:]
        if (
            word[:size] in _PREFIXES
            and (len(rest) >= SHORTEST_REST or rest in _SHORT_VERBS)
            and (_is_inflected(rest) or (rest.startswith("ge") and _is_inflected(rest[2:])))
        ):
            return True
    return len(word) >= SHORTEST_JOINED and any(
        _is_first_part(word[:cut])
        and _is_inflected(word[cut:])
        and not _NAME_BITS & lx.lexicon().bits.get(word[cut:], 0)  # "quin-tijn"
        for cut in range(SHORTEST, len(word) - SHORTEST + 1)
    )


def _is_first_part(part: str) -> bool:
    """Whether a compound may begin so: a listed word, with or without a letter that joins."""
    if _is_listed(part):
        return True
    return len(part) > SHORTEST + 1 and (
        (part[-1] in "se" and _is_listed(part[:-1]))
        or (part.endswith("en") and _is_listed(part[:-2]))
    )


_OFTEN = (
    lx.COMMON | lx.FUNCTION | lx.ALLOWED | lx.PROFESSION | lx.PERSON | lx.PLURAL | lx.HEALTH
    | lx.CRIME
)  # fmt: skip


def _is_common(word: str) -> bool:
    bit = lx.lexicon().bits.get(word, 0)
    return bool(bit & _OFTEN) and not bit & lx.BODY


@lru_cache(maxsize=20_000)
def is_misspelt(word: str) -> bool:
    """Whether a folded word is one letter away from a common one, or spelled as it sounds.

    The first letter is seldom the wrong one.
    """
    if len(word) < SHORTEST_MISSPELT:
        return False
    if "y" in word[1:] and (_is_listed(other := word.replace("y", "ij")) or is_form(other)):
        return True
    size = len(word)
    for i in range(1, size + 1):
        if _is_common(word[:i] + word[i + 1 :]):
            return True
        if _is_common(word[:i] + word[i + 1 : i + 2] + word[i : i + 1] + word[i + 2 :]):
            return True
        if any(_is_common(f"{word[:i]}{letter}{word[i:]}") for letter in _ALPHABET):
            return True
    return size > SHORTEST_MISSPELT and any(
        _is_common(f"{word[:i]}{letter}{word[i + 1 :]}")
        for i in range(1, size)
        for letter in _ALPHABET
    )


_COMPOUND = (
    "zorg", "jeugd", "gezin", "kind", "ouder", "veilig", "recht", "wet", "plan", "team",
    "dossier", "gegevens", "privacy", "overleg", "hulp", "school", "raad",
    "melding", "toestemming", "beleid", "beroep", "geheim", "kader", "tafel", "regie", "wijk",
    "buurt", "persoon", "misbruik", "geweld", "plicht", "termijn", "bewaar", "inzage",
    "verlener", "verlening", "heid", "ingen", "ings", "isch", "lijk", "atie", "teit", "schap",
    "baar", "loos", "contract", "gezag", "voogd", "straf", "politie", "medewerk", "formulier",
    "systeem", "register", "instell", "organis", "ambtenaar", "gemeente", "pleeg", "opvang",
    "therap", "diagnos", "psych", "medisch", "arts", "patient", "client", "nummer", "data",
    "digi",
    "meld", "dienst", "bureau", "punt", "code", "centrum", "fonds", "bond", "kamer", "rechter",
    "minist", "inspect", "universit", "academ", "instituut", "stichting", "regio", "platform",
    "netwerk",
    "project", "program", "method", "monitor", "model", "protocol", "handboek", "wijzer", "lijst",
    "loket", "balie", "telefoon", "portaal", "dashboard", "amt", "gericht", "gesetz", "schutz",
    "polizei", "kind", "college", "tucht", "commissie", "rechtspraak", "verordening", "regeling",
    "gezondheid", "maatregel", "bescherming", "agenda", "akkoord", "verzeker", "werkgroep",
    "klacht", "besluit", "onderwijs", "museum", "spreekuur", "koepel", "vereniging", "verbond",
)  # fmt: skip


def is_compound(word: str) -> bool:
    """Whether an unknown word looks like a Dutch compound or derivation of this field."""
    if word.endswith(("brecht", "huijzen", "huijsen", "huysen", "steijn", "meijer")):
        return False  # "Gijsbrecht" and no "recht"
    return len(word) > 12 or any(part in word for part in _COMPOUND)
