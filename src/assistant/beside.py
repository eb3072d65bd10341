"""The law that an answer leans on: references in the quoted words, as passages to open. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from assistant.citations import Context, Holdings, Reference, Verdict, parse_references, resolve
from assistant.records import Citation, Passage, SourceKind

MOST = 4  # passages of law beside one answer; a passage may name a dozen articles


class LawBeside:
    """Finds the passages of law that quoted words refer to, over one corpus."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        """Look in `passages`, which hold the law and everything that refers to it."""
        self._passages = {p.id: p for p in passages if p.kind is SourceKind.LAW}

    @cached_property
    def holdings(self) -> Holdings:
        """The law that the corpus holds."""
        return Holdings.from_passages(self._passages.values())

    def find(self, citations: Iterable[Citation]) -> tuple[Passage, ...]:
        """Return the passages of law that the quotations refer to and do not quote themselves.

        "Het vierde lid" and "dat artikel" are read in their passage. A reference in a footnote of
        the passage counts after those in the quotations, since a footnote says where its rule is
        from. Of an article that is named whole its first passage is given.

        Returns:
            At most `MOST` passages, in the order in which the quotations name them.
        """
        quoted = list(citations)
        cited = {c.passage.id for c in quoted}
        named: dict[str, None] = {}
        in_quotations = [r for c in quoted for r in _within(c)]
        sources = {c.passage.id: c.passage for c in quoted}.values()
        in_footnotes = [
            r for p in sources for note in p.footnotes for r in _references(note.text, None, None)
        ]
        for reference in (*in_quotations, *in_footnotes):
            place = self._place(reference)
            if place is not None and cited.isdisjoint(place):
                named.setdefault(place[0])
        return tuple(self._passages[i] for i in named)[:MOST]

    def _place(self, reference: Reference) -> tuple[str, ...] | None:
        """Ids of the passages that a reference means; None when they are not held."""
        found = resolve(reference, self.holdings)
        if found.status is not Verdict.EXISTS or not found.passage_ids:
            return None
        if reference.onderdeel is not None:
            letter = reference.onderdeel.split(",")[0]
            for passage_id in found.passage_ids:
                lines = self._passages[passage_id].text.split("\n")
                if any(line.startswith((f"{letter}. ", f"{letter}) ")) for line in lines):
                    return (passage_id,)
        return found.passage_ids


def _within(citation: Citation) -> list[Reference]:
    """The references that overlap the quoted words."""
    passage = citation.passage
    return [
        r
        for r in _references(passage.text, passage.law_id, passage.article)
        if r.start < citation.end and r.end > citation.start
    ]


@lru_cache(maxsize=4096)
def _references(text: str, law_id: str | None, article: str | None) -> tuple[Reference, ...]:
    return tuple(parse_references(text, Context(law_id=law_id, article=article)))
