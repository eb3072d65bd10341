"""The word lists of `data/verify`, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from assistant.language import fold
from assistant.verify.numerals import NUMBER_WORDS
from assistant.verify.words import Roots, Token

# Modal verbs, articles, prepositions, pronouns and the like: they carry no subject matter.
_FUNCTION_WORDS_TEXT = """
    onder volgens hier vanwege
    aan achter af al als alsmede alsook anders beide bij binnen boven buiten daar daaraan
    daarbij daardoor daarin daarmee daarna daarnaast daarom daarop daarover daaruit daarvan
    daarvoor dan dat de deze die diens dit doch doen doet door dus echter een en er erbij erin
    ermee erop erover eruit ervan ervoor gaan gaat ga geen had hadden heb hebben hebt heeft hem
    hen her het hetgeen hierbij hierdoor hierin hiermee hierna hierop hierover hiertoe hiervan
    hiervoor hij hoe hun ik in is ja je jezelf jij jou jouw jullie kan kon kunnen kun kunt maar
    me mee men met mij mijn moest moet moeten mag mogen na naar naast nader nee niet nog noch nu
    of om omdat omtrent ons onze ook op over per pas s 's reeds sinds te ten tegen tenzij ter
    terwijl tevens tijdens toch toe tot tussen u uit uw van vanaf vanuit via voor vooral voorts
    vóór waar waaraan waarbij waardoor waarin waarmee waarom waarop waarover waartoe waaruit
    waarvan waarvoor wanneer want was waren wat we wel welk welke werd werden wie wiens wij wil
    willen worden wordt word zal ze zeer zelf zich zichzelf zij zijn zo zoals zodanig zodanige
    zodat zodra zolang zou zouden zowel zullen zult zonder indien mits eens dient dienen hoeft
    hoeven alleen slechts uitsluitend enkel behalve altijd nooit alle ieder iedere elk elke
    ander andere anderen iemand iets niets niemand dergelijke betreffende bedoeld bedoelde
    genoemd genoemde worde zulke zulk dezelfde hetzelfde daartoe daarop desbetreffende a b c d e
    f g h i j
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS_TEXT.split())

# Verbs that say little without the words beside them; all their forms are meant.
_LIGHT_TEXT = """
    maken komen krijgen gelden horen staan vallen blijven laten gebeuren zeggen vinden brengen nemen
    houden liggen zitten lopen zetten leggen plaatsvinden geschieden
"""
LIGHT_VERBS = tuple(_LIGHT_TEXT.split())


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who can do something in these texts."""

    id: str
    kinds: frozenset[str]  # ids or wider words that may stand for it


class Phrases:
    """Finds words and phrases in a row of tokens, the longest first."""

    def __init__(self) -> None:
        """Start empty."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}

    def add(self, words: Sequence[str], label: str) -> None:
        """Know a phrase; the last word may end in "*"."""
        self._by_first.setdefault(words[0], []).append((tuple(words), label))

    def finish(self) -> None:
        """Order the phrases so that longer ones are tried first."""
        for entries in self._by_first.values():
            entries.sort(key=lambda e: (-len(e[0]), e))

    def at(self, words: Sequence[str], place: int) -> list[tuple[str, int]]:
        """Return the labels of the phrases that begin at a word, with their lengths in words."""
        entries = self._by_first.get(words[place])
        if entries is None:
            return []
        return [
            (label, len(phrase))
            for phrase, label in entries
            if len(phrase) == 1 or tuple(words[place : place + len(phrase)]) == phrase
        ]


@dataclass(frozen=True, slots=True)
class Lists:
    """Everything that the checks know of Dutch."""

    roots: Roots
    markers: Phrases  # over words; labels "negation.not", "modality.may", ...
    prefixes: tuple[tuple[str, str], ...]  # beginning of a word, label
    synonyms: Phrases  # over roots; labels are numbers of groups
    groups: tuple[tuple[str, ...], ...]  # the single roots of each group
    actors: Phrases  # over words; labels are ids
    actor_kinds: dict[str, Actor]
    wide: frozenset[str]  # words for anybody
    opposites: dict[str, frozenset[str]]  # root to the roots it turns round
    light: frozenset[str]  # roots of verbs that say little

    def is_content(self, token: Token) -> bool:
        """Whether a word has a subject matter; numbers have rules of their own."""
        word = token.word
        return len(word) > 1 and not (
            word in FUNCTION_WORDS
            or word in NUMBER_WORDS
            or word[0].isdigit()
            or token.root in self.light
        )


def _read(name: str) -> dict[str, Any]:
    text = resources.files("assistant").joinpath(f"data/verify/{name}").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _entries(line: str) -> Iterator[str]:
    for entry in line.split(","):
        if entry.strip():
            yield fold(entry.strip())


@lru_cache(maxsize=1)
def load_lists() -> Lists:
    """Return the lists that ship with the package."""
    forms, opposites = _read("forms.toml"), _read("opposites.toml")
    roots = Roots(
        [fold(line) for line in forms["forms"]],
        [fold(entry) for entry in forms["separable"]],
        opposites["denied"].split(),
    )
    markers, prefixes = _markers(roots)
    synonyms, groups = _synonyms(roots)
    actors, kinds, wide = _actors(roots)
    return Lists(
        roots=roots,
        markers=markers,
        prefixes=prefixes,
        synonyms=synonyms,
        groups=groups,
        actors=actors,
        actor_kinds=kinds,
        wide=wide,
        opposites=_opposites(opposites["pairs"], roots),
        light=frozenset(roots.root(verb) for verb in LIGHT_VERBS),
    )


def _words(entry: str, roots: Roots) -> list[str]:
    return [token.word for token in roots.tokens(entry)]


def _markers(roots: Roots) -> tuple[Phrases, tuple[tuple[str, str], ...]]:
    phrases = Phrases()
    prefixes = []
    for section, keys in _read("markers.toml").items():
        for key, line in keys.items():
            for entry in _entries(line):
                label = f"{section}.{key}"
                if entry.endswith("*"):
                    prefixes.append((entry[:-1], label))
                else:
                    phrases.add(_words(entry, roots), label)
    phrases.finish()
    return phrases, tuple(prefixes)


def _synonyms(roots: Roots) -> tuple[Phrases, tuple[tuple[str, ...], ...]]:
    phrases = Phrases()
    groups = []
    for number, line in enumerate(_read("synonyms.toml")["groups"]):
        single = []
        for entry in _entries(line):
            found: list[Token] = roots.tokens(entry)
            phrases.add([t.root for t in found], str(number))
            if len(found) == 1:
                single.append(found[0].root)
        groups.append(tuple(dict.fromkeys(single)))
    phrases.finish()
    return phrases, tuple(groups)


def _actors(roots: Roots) -> tuple[Phrases, dict[str, Actor], frozenset[str]]:
    data = _read("actors.toml")
    phrases = Phrases()
    kinds = {}
    for entry in data["actor"]:
        kinds[entry["id"]] = Actor(entry["id"], frozenset(_entries(entry["kinds"])))
        for form in _entries(entry["forms"]):
            phrases.add(_words(form, roots), entry["id"])
    wide = frozenset(_entries(data["wide"]))
    for word in wide:
        phrases.add(_words(word, roots), f"wide:{word}")
    phrases.finish()
    return phrases, kinds, wide


def _opposites(pairs: Sequence[str], roots: Roots) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in pairs:
        left, right = ([roots.root(fold(w)) for w in side.split()] for side in line.split("<>"))
        for one in left:
            found.setdefault(one, set()).update(right)
        for one in right:
            found.setdefault(one, set()).update(left)
    return {root: frozenset(others - {root}) for root, others in found.items()}
