"""What every form that is shown to people has in common: the order on the page and the source."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant import texts_nl
from assistant.citations.wording import day
from assistant.quiz.records import Item, Kind, Proof

_QUOTES = dict.fromkeys(map(ord, "\"'‘’‚“”„"))  # taken out: a quote in a quote has other marks
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def mixed(texts: Iterable[str], item_id: str) -> tuple[str, ...]:
    """Return the texts in an order that says nothing about the key, and never in that of the key.

    Args:
        texts: two or more different texts in the order of the key, such as the steps of an item.
        item_id: of their item; the same item always gives the same order.

    >>> mixed(("een", "twee"), "i-1")
    ('twee', 'een')
    """
    key = tuple(texts)
    shown = tuple(sorted(key, key=lambda t: hashlib.sha256(f"{item_id}\0{t}".encode()).digest()))
    return shown if shown != key else (*shown[1:], *shown[:1])


def rights(item: Item) -> tuple[str, ...]:
    """Return the right sides of a matching item with its extra ones, in the order of the page."""
    return mixed((*(p.right for p in item.pairs), *item.extra), item.id)


def steps(item: Item) -> tuple[str, ...]:
    """Return the steps of an ordering item in the order of the page."""
    return mixed(item.steps, item.id)


def task(item: Item) -> str:
    """Return the key of `texts_nl.QUIZ_KINDS` that says what the taker has to do."""
    return "matching-extra" if item.kind is Kind.MATCHING and item.extra else item.kind.value


def instruction(item: Item) -> str:
    """Return what the taker has to do, in one sentence."""
    return texts_nl.QUIZ_KINDS[task(item)]


def source(proof: Proof) -> str:
    """Return where the key comes from, in words: the citation and the version of its source."""
    words = (
        texts_nl.QUIZ_VERSION_DAY.format(day=day(proof.version))
        if _DAY.fullmatch(proof.version)
        else texts_nl.QUIZ_VERSION.format(version=proof.version)
    )
    return texts_nl.QUIZ_SOURCE.format(title=proof.title, version=words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A source as a reader sees it below the feedback."""

    citation: str
    quote: str  # empty when the feedback holds these words already


def cited(item: Item) -> tuple[Cited, ...]:
    """Return the sources of an item's key, in order, each once."""
    said = item.feedback.translate(_QUOTES)
    return tuple(
        dict.fromkeys(
            Cited(citation=source(p), quote="" if p.quote.translate(_QUOTES) in said else p.quote)
            for p in item.proofs
        )
    )
