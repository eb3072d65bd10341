"""Dutch words for searching: folding, stemming, stop words and the parts of compounds.

Searching works on a form beside the wording; the wording itself is never touched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

import Stemmer

# A dotted article number stays one word; so do an abbreviation's letters once dots are gone.
_WORD = re.compile(r"\d+(?:[.:]\d+)+[a-z]?|\w+")
_ABBREVIATION = re.compile(r"\b(?:[a-z]\.){2,}")

# Words that say nothing about the subject of a question. Words that decide a legal answer
# (niet, geen, zonder, moet, mag, alleen, tenzij) are deliberately absent.
_STOP = """
    aan als bij daar dan dat de deze die dit door dus een en er had heb hebben heeft het hier
    hij hoe hun ik in is je jij jou jouw kan kun kunnen ken maar me mee met mij mijn na naar nog nu
    of om omdat ons onze ook op over te ten ter toch tot u uit uw van via voor waar waarom wanneer
    want was wat we wel welke werd wie wij wil word worden wordt zal ze zei zich zij zijn zo zou
    zoals zullen graag even eigenlijk gewoon precies hallo beste vraag weten iemand iets
"""
STOP_WORDS = frozenset(_STOP.split())

_LINKS = ("", "s", "en", "e", "n")  # letters that join the parts of a Dutch compound
_MIN_PART = 4
# The longest Dutch compounds in use have some 50 letters. A longer word is no word, and the time
# to split one grows much faster than its length.
_LONGEST_COMPOUND = 60


def fold(text: str) -> str:
    """Return the text in lower case without diacritics; dots of abbreviations are gone.

    The result may have another length; use it for searching only.

    >>> fold("Privéleven i.v.m. de AVG")
    'priveleven ivm de avg'
    """
    plain = unicodedata.normalize("NFKD", text).lower()
    if not plain.isascii():
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _ABBREVIATION.sub(lambda m: m[0].replace(".", ""), plain)


def words(text: str) -> list[str]:
    """Return the folded words of a text, numbers such as 7.3.11 whole."""
    return _WORD.findall(fold(text))


_stemmer = Stemmer.Stemmer("dutch")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the Snowball stem of a folded word; numbers stay as they are.

    Source: Snowball's Dutch stemmer, as PyStemmer ships it.
    """
    if word[:1].isdigit():
        return word
    stemmed: str = _stemmer.stemWord(word)
    return stemmed


def terms(text: str, splitter: CompoundSplitter | None = None) -> list[str]:
    """Return the search terms of a text: stems without stop words, then parts of compounds."""
    found = [w for w in words(text) if w not in STOP_WORDS and (len(w) > 1 or w.isdigit())]
    result = [stem(w) for w in found]
    if splitter is not None:
        for word in found:
            result.extend(stem(part) for part in splitter.split(word))
    return result


class CompoundSplitter:
    """Splits Dutch compounds into words that a vocabulary knows.

    >>> CompoundSplitter(["gegevens", "verwerking"]).split("gegevensverwerking")
    ['gegevens', 'verwerking']
    """

    def __init__(self, vocabulary: Collection[str]) -> None:
        """Keep the words that may be part of a compound.

        Args:
            vocabulary: folded words; those under four letters are ignored.
        """
        self._known = frozenset(w for w in vocabulary if len(w) >= _MIN_PART and w.isalpha())
        self._cache: dict[str, list[str]] = {}

    def split(self, word: str) -> list[str]:
        """Return the parts of a compound, in order; [] when the word is none."""
        if not 2 * _MIN_PART <= len(word) <= _LONGEST_COMPOUND or not word.isalpha():
            return []
        if word not in self._cache:
            if len(self._cache) > 50_000:
                self._cache.clear()
            self._cache[word] = self._split(word, {})
        return self._cache[word]

    def _split(self, word: str, heads: dict[str, list[str]]) -> list[str]:
        best: list[str] = []
        for cut in range(_MIN_PART, len(word) - _MIN_PART + 1):
            tail = word[cut:]
            if tail not in self._known:
                continue
            for link in _LINKS:
                head = word[:cut].removesuffix(link) if link else word[:cut]
                if link and not word[:cut].endswith(link):
                    continue
                if head in self._known:
                    # the longest tail is the head of the compound: "gegevens|verwerking"
                    return [head, tail]
                if best or len(head) < 2 * _MIN_PART:
                    continue
                if head not in heads:
                    heads[head] = self._split(head, heads)
                if heads[head]:
                    best = [*heads[head], tail]
        return best
