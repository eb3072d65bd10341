"""Checks an answer against its citations before it is shown. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.records import Citation, Sentence


def only_verbatim(
    sentences: Sequence[Sentence], citations: Sequence[Citation]
) -> tuple[Sentence, ...]:
    """Return the sentences that stand word for word in every passage they cite.

    A sentence without a citation, or whose citation does not hold it, is left out: better a
    shorter answer than one that cannot be proven. `Citation` itself guarantees that its
    quotation stands in its passage.
    """
    quotes = {c.n: c.quote for c in citations}
    return tuple(
        s
        for s in sentences
        if s.citations and all(s.text in quotes.get(n, "") for n in s.citations)
    )
