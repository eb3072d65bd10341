"""A text cut into words, numbers and punctuation once, for all detectors."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import overload

from assistant.checklist.folding import fold, straighten
from assistant.checklist.lexicon import Lexicon

# A word may hold hyphens and apostrophes ("ex-man", "zo'n"); digits stand apart ("3b" is two
# tokens); of the rest only what ends a sentence or stands around names and numbers is kept.
_TOKEN = re.compile(
    r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+|[.!?;:,\n()\"“”„«»|/@>=\[\]]|(?<![\w'])'(?=\w)"
)
# The same for text in Latin letters only, where plain ranges are read twice as fast.
_LATIN_TOKEN = re.compile(
    r"[A-Za-zÀ-ÖØ-öø-ɏ]+(?:['-][A-Za-zÀ-ÖØ-öø-ɏ]+)*|[0-9]+"
    r"|[.!?;:,\n()\"“”„«»|/@>=\[\]]|(?<![\w'])'(?=\w)"
)
# Most texts are plain and have no quotation in single quotes.
_ASCII_TOKEN = re.compile(r"[A-Za-z]+(?:['-][A-Za-z]+)*|[0-9]+|[.!?;:,\n()\"|/@>=\[\]]")
# Few texts have compounds with hyphens.
_SIMPLE_TOKEN = re.compile(r"[A-Za-z]+|[0-9]+|[.!?;:,\n()\"|/@>=\[\]]")
_OTHER_LETTERS = re.compile(r"[ªµº\u0250-\u1fff\u2c00-\U0010ffff]")
_OPENERS = frozenset("\"“”„«'([")
_BEFORE_SENTENCE = frozenset(".!?\n;|:>")


class Spans(Sequence[tuple[int, int]]):
    """Offsets of every token in a text, worked out when the first one is asked for."""

    __slots__ = ("_found", "_raw", "_text")

    def __init__(self, text: str, raw: list[str]) -> None:
        self._text = text
        self._raw = raw
        self._found: list[tuple[int, int]] | None = None

    def _all(self) -> list[tuple[int, int]]:
        if self._found is None:
            # Every token is looked for behind the one before it: quicker than matching again.
            find = self._text.find
            end = 0
            found = []
            for word in self._raw:
                start = find(word, end)
                end = start + len(word)
                found.append((start, end))
            self._found = found
        return self._found

    def __len__(self) -> int:
        return len(self._raw)

    @overload
    def __getitem__(self, index: int) -> tuple[int, int]: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[tuple[int, int]]: ...

    def __getitem__(self, index: int | slice) -> tuple[int, int] | Sequence[tuple[int, int]]:
        return self._all()[index]


class Tokens:
    """One reading of a text in pieces; all lists are equally long.

    Attributes:
        text: as it stands in the view, with straight quotes and hyphens.
        low: folded, lower case without diacritics; same length as `text`.
        raw: the tokens as they stand in `text`.
        spans: offsets of the tokens in `text`.
        words: the tokens folded.
        vocabulary: each of them once.
        known: asks the lexicon for the bits of another word, with a default.
        bits: what the lexicon knows of each word.
        seen: all bits together, to know quickly what cannot be in the text.
        unknown: indices of the words that the lexicon does not know; numbers are not among them.
        numbers: indices of the numbers.
        traits: what the text as a whole is ("german", "foreign", ...), once it was worked out.
        letters: a class letter for every token, once the rule of the case has worked it out.
    """

    __slots__ = (
        "bits",
        "known",
        "letters",
        "low",
        "numbers",
        "raw",
        "seen",
        "spans",
        "text",
        "traits",
        "unknown",
        "vocabulary",
        "words",
    )

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text if text.isascii() else straighten(text)
        self.low = fold(self.text)
        self.raw: list[str] = _pattern(self.text).findall(self.text)
        # Joined and cut again, the words are folded in one call each.
        self.words = fold("\0".join(self.raw)).split("\0")
        self.vocabulary = frozenset(self.words)
        self.known = lexicon.bits.get
        self.bits = list(map(lexicon.bits.get, self.words, repeat(0)))
        seen = 0
        for bit in set(self.bits):
            seen |= bit
        self.seen = seen
        words = self.words
        nothing = [i for i, bit in enumerate(self.bits) if not bit]
        self.unknown = [i for i in nothing if words[i][:1] > "9"]
        self.numbers = [i for i in nothing if words[i][:1].isdigit()]
        self.spans = Spans(self.text, self.raw)
        self.letters: str | None = None
        self.traits: dict[str, bool] = {}

    def has_trait(self, name: str, worked_out: Callable[[Tokens], bool]) -> bool:
        """What a function says of the whole text, asked once however often it is needed."""
        known = self.traits.get(name)
        if known is None:
            known = self.traits[name] = worked_out(self)
        return known

    def is_capital(self, index: int) -> bool:
        """Whether the token begins with a capital letter."""
        return self.raw[index][0].isupper()

    def is_shout(self, index: int) -> bool:
        """Whether the token is in capitals throughout, as an abbreviation is."""
        return len(self.raw[index]) > 1 and self.raw[index].isupper()

    def starts_sentence(self, index: int) -> bool:
        """Whether the token is the first word of the text, a line, a sentence or a quotation."""
        if index and self.words[index - 1] in _OPENERS and self.words[index - 1] != "(":
            return True
        while index:
            index -= 1
            word = self.words[index]
            if word in _OPENERS:
                continue
            return word in _BEFORE_SENTENCE
        return True


def _pattern(text: str) -> re.Pattern[str]:
    if text.isascii() and "'" not in text:
        return _ASCII_TOKEN if "-" in text else _SIMPLE_TOKEN
    return _TOKEN if _OTHER_LETTERS.search(text) else _LATIN_TOKEN


def tokenise(text: str, lexicon: Lexicon) -> Tokens:
    """Cut a text."""
    return Tokens(text, lexicon)
