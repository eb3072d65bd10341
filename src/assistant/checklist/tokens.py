"""A text cut into words, numbers and punctuation once, for all detectors."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.checklist.folding import fold
from assistant.checklist.lexicon import Lexicon

# A word may hold hyphens and apostrophes ("ex-man", "zo'n"); digits stand apart ("3b" is two tokens);
# of the rest only what ends a sentence or stands around names and numbers is kept.
_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+|[.!?;:,\n()\"“”«»|/@>=\[\]]|--")
SENTENCE_ENDS = frozenset(".!?\n;|")


@dataclass(frozen=True, slots=True)
class Tokens:
    """One reading of a text in pieces; all lists are equally long."""

    text: str  # as it stands in the view
    low: str  # folded: lower case without diacritics, same length
    words: list[str]  # folded
    spans: list[tuple[int, int]]
    bits: list[int]  # what the lexicon knows of each word
    seen: int  # all bits together, to know quickly what cannot be in the text

    def is_capital(self, index: int) -> bool:
        """Whether the token begins with a capital letter."""
        return self.text[self.spans[index][0]].isupper()

    def is_shout(self, index: int) -> bool:
        """Whether the token is in capitals throughout, as an abbreviation is."""
        start, end = self.spans[index]
        return end - start > 1 and self.text[start:end].isupper()

    def starts_sentence(self, index: int) -> bool:
        """Whether the token is the first word of the text, a line, a sentence or a quotation."""
        start = self.spans[index][0]
        if start and self.text[start - 1] in "\"“„‘'«":
            return True
        while index:
            index -= 1
            word = self.words[index]
            if word in _OPENERS:
                continue
            return word in _BEFORE_SENTENCE
        return True


_OPENERS = frozenset('"“”«([')
_BEFORE_SENTENCE = frozenset(".!?\n;|:>")


def tokenise(text: str, lexicon: Lexicon) -> Tokens:
    """Cut a text; a possessive 's ("Daan's") is cut off its word for the look-up only."""
    low = fold(text)
    spans = [m.span() for m in _TOKEN.finditer(low)]
    words = [low[a:b] for a, b in spans]
    get = lexicon.bits.get
    bits = [get(w, 0) for w in words]
    seen = 0
    for bit in set(bits):
        seen |= bit
    return Tokens(text, low, words, spans, bits, seen)
