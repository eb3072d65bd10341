"""Sets of words, written as running text."""

from __future__ import annotations


def words_of(text: str) -> frozenset[str]:
    """The words of a text, cut at white space.

    >>> sorted(words_of("roos bos"))
    ['bos', 'roos']
    """
    return frozenset(text.split())
