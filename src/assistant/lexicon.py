"""The field's abbreviations and work-floor words, and what the sources call them.

`data/lexicon.toml` is meant to be edited by a domain expert: an entry lists the `forms` that
people type and the words that the sources use for them (`means`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from assistant.language import words


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the lexicon."""

    forms: tuple[str, ...]
    means: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question was read: the form that was found and what it stands for."""

    form: str
    means: tuple[str, ...]


class Lexicon:
    """Finds the forms of the lexicon in a question."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Order the forms by their words, so that the longest one wins."""
        self._means: dict[tuple[str, ...], tuple[str, ...]] = {}
        for entry in entries:
            for form in entry.forms:
                key = tuple(words(form))
                known = self._means.get(key, ())
                self._means[key] = tuple(dict.fromkeys((*known, *entry.means)))
        self._longest = max((len(k) for k in self._means), default=0)

    def readings(self, question: str) -> list[Reading]:
        """Return the forms found in a question, in order, longest first at each place."""
        found: list[Reading] = []
        tokens = words(question)
        index = 0
        while index < len(tokens):
            for size in range(min(self._longest, len(tokens) - index), 0, -1):
                key = tuple(tokens[index : index + size])
                if key in self._means:
                    found.append(Reading(" ".join(key), self._means[key]))
                    index += size
                    break
            else:
                index += 1
        return found


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Return the lexicon that ships with the package."""
    raw = resources.files("assistant").joinpath("data/lexicon.toml").read_text(encoding="utf-8")
    return Lexicon(
        [Entry(tuple(e["forms"]), tuple(e["means"])) for e in tomllib.loads(raw)["entry"]]
    )
