"""Dutch words to roots, so that forms of one word meet. For comparing only, never for showing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.language import fold

_TOKEN = re.compile(r"\d+(?:[.:,]\d+)*[a-z]?(?![^\W\d_])|\d+|[^\W\d_]+(?:['’]s\b)?")

# Endings from long to short; what is left must keep three letters, one of them a vowel.
_ENDINGS = (
    "heden", "heid", "elijkheid", "lijkheid", "elijke", "elijk", "lijke", "lijk", "ingen", "ing",
    "eringen", "ering", "enden", "ende", "end", "eren", "eer", "ers", "er", "ten", "te", "den",
    "de", "aties", "atie", "ties", "tie", "en", "es", "e", "d", "t", "s",
)  # fmt: skip
_ORDERED_ENDINGS = tuple(sorted(_ENDINGS, key=lambda e: (-len(e), e)))
_VOWELS = frozenset("aeiouy")
_DOUBLE = re.compile(r"([a-z])\1")
_LEAST_ROOT = 3


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text with the form it is compared by."""

    word: str  # folded
    root: str
    start: int  # characters in the text it came from
    end: int
    part: str  # what a compound with this word has in it: "verwerk" for "verwerkingen"
    denied: bool = False  # "onjuist": root of "juist", denied


def simple_root(word: str) -> str:
    """Return the part of a folded word that its regular forms share.

    >>> [simple_root(w) for w in ("verstrekken", "verstrekt", "verstrekking", "gedeeld", "deelt")]
    ['verstrek', 'verstrek', 'verstrek', 'del', 'del']
    """
    if not word.isalpha() or len(word) <= _LEAST_ROOT:
        return word
    root = word
    if root.startswith("ge") and len(root) > 5 and root.endswith(("d", "t", "en", "de", "te")):
        root = root[2:]
    for _ in range(2):
        for ending in _ORDERED_ENDINGS:
            rest = root[: len(root) - len(ending)]
            if root.endswith(ending) and len(rest) >= _LEAST_ROOT and _VOWELS & set(rest):
                root = rest
                break
        else:
            break
        if len(root) <= 5:
            break
    root = _DOUBLE.sub(r"\1", root)
    return root[:-1] + {"v": "f", "z": "s"}.get(root[-1], root[-1])


@lru_cache(maxsize=65536)
def _part(word: str) -> str:
    return simple_root(word)


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
    return fold(word)


class Roots:
    """Roots of words, with a list for the forms that rules cannot bring together."""

    def __init__(
        self, forms: Iterable[str], separable: Iterable[str], denied: Iterable[str]
    ) -> None:
        """Read the lists of `data/verify`.

        Args:
            forms: lines of words, the base first.
            separable: verbs with a bar behind the part that can stand apart: "door|geven".
            denied: words that begin with "on" and deny the rest.
        """
        self._known: dict[str, str] = {}
        for line in forms:
            base, *others = line.split()
            for form in (base, *others):
                self._known.setdefault(form, base)
        self._denied = {fold(w) for w in denied}
        pairs = [entry.split("|") for entry in separable]
        self._particles: Mapping[str, frozenset[str]] = _grouped(
            (part, self._plain(verb)) for part, verb in pairs
        )
        self._by_length = tuple(sorted(self._particles, key=lambda p: (-len(p), p)))
        self._cache: dict[str, tuple[str, bool]] = {}

    def root(self, word: str) -> str:
        """Return the root of a folded word; that of "onjuist" is the root of "juist"."""
        return self._look_up(word)[0]

    def _look_up(self, word: str) -> tuple[str, bool]:
        found = self._cache.get(word)
        if found is None:
            if len(self._cache) > 100_000:
                self._cache.clear()
            found = self._find(word)
            self._cache[word] = found
        return found

    def _find(self, word: str) -> tuple[str, bool]:
        bare = word.removesuffix("'s").removesuffix("’s")
        if bare in self._known:
            return self._known[bare], False
        for denied in (bare, bare.removesuffix("e"), bare.removesuffix("en")):
            if denied in self._denied:
                return self._plain(bare[2:]), True
        return self._joined(bare) or self._plain(bare), False

    def _plain(self, word: str) -> str:
        return self._known.get(word) or simple_root(word)

    def _joined(self, word: str) -> str | None:
        """Root of a separable verb that stands in one piece: "doorgegeven", "doorgeeft"."""
        for part in self._by_length:
            if word.startswith(part) and len(word) > len(part) + 2:
                rest = word[len(part) :]
                if rest.startswith("te") and self._plain(rest[2:]) in self._particles[part]:
                    return part + self._plain(rest[2:])
                root = self._plain(rest)
                if root in self._particles[part]:
                    return part + root
        return None

    def separated(self, part: str, verb_root: str) -> str | None:
        """Return the root of a verb of which the parts stand apart, or None when it is none."""
        return part + verb_root if verb_root in self._particles.get(part, ()) else None

    def is_particle(self, word: str) -> bool:
        """Whether the word can be the loose part of a verb."""
        return word in self._particles

    def tokens(self, text: str) -> list[Token]:
        """Return the words of a text, in order, with their places."""
        found = []
        for match in _TOKEN.finditer(text):
            word = _folded(match.group())
            root, denied = self._look_up(word)
            found.append(Token(word, root, match.start(), match.end(), _part(word), denied))
        return found


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    grouped: dict[str, set[str]] = {}
    for key, value in pairs:
        grouped.setdefault(key, set()).add(value)
    return {key: frozenset(values) for key, values in grouped.items()}
