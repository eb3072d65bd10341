"""A text cut into words, numbers and punctuation once, for all detectors."""

from __future__ import annotations

import re
from itertools import repeat

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
_OTHER_LETTERS = re.compile(r"[ªµº\u0250-\u1fff\u2c00-\U0010ffff]")
_OPENERS = frozenset("\"“”„«'([")
_BEFORE_SENTENCE = frozenset(".!?\n;|:>")


class Tokens:
    """One reading of a text in pieces; all lists are equally long.

    Attributes:
        text: as it stands in the view, with straight quotes and hyphens.
        low: folded, lower case without diacritics; same length as `text`.
        raw: the tokens as they stand in `text`.
        words: the tokens folded.
        known: asks the lexicon for the bits of another word, with a default.
        bits: what the lexicon knows of each word.
        seen: all bits together, to know quickly what cannot be in the text.
    """

    __slots__ = ("_pattern", "_spans", "bits", "known", "low", "raw", "seen", "text", "words")

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text if text.isascii() else straighten(text)
        self.low = fold(self.text)
        plain = self.text.isascii() or not _OTHER_LETTERS.search(self.text)
        self._pattern = _LATIN_TOKEN if plain else _TOKEN
        self.raw: list[str] = self._pattern.findall(self.text)
        # Joined and cut again, the words are folded in one call each.
        self.words = fold("\0".join(self.raw)).split("\0")
        self.known = lexicon.bits.get
        self.bits = list(map(lexicon.bits.get, self.words, repeat(0)))
        seen = 0
        for bit in set(self.bits):
            seen |= bit
        self.seen = seen
        self._spans: list[tuple[int, int]] | None = None

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Offsets of every token in `text`, worked out when first asked for."""
        if self._spans is None:
            self._spans = [m.span() for m in self._pattern.finditer(self.text)]
        return self._spans

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


def tokenise(text: str, lexicon: Lexicon) -> Tokens:
    """Cut a text."""
    return Tokens(text, lexicon)
