"""What every form that is shown to people has in common: the order on the page and the source."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from assistant import texts_nl
from assistant.quiz.records import Proof


def mixed(texts: Iterable[str], item_id: str) -> tuple[str, ...]:
    """Return the texts in an order that says nothing about the key, and never in that of the key.

    Args:
        texts: different texts in the order of the key, such as the steps of an item.
        item_id: of their item; the same item always gives the same order.

    >>> mixed(("een", "twee"), "i-1")
    ('twee', 'een')
    """
    key = tuple(texts)
    shown = tuple(sorted(key, key=lambda t: hashlib.sha256(f"{item_id}\0{t}".encode()).digest()))
    return shown if shown != key else (*shown[1:], *shown[:1])


def source(proof: Proof) -> str:
    """Return where the key comes from, in words: the citation and the version of its source."""
    return texts_nl.quiz_source(proof.title, proof.version)
