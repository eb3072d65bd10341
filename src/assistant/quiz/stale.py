"""Whether what proves an item still stands in the sources, and what changed when it does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.laws.diff import Piece, PieceKind, word_diff
from assistant.quiz.material import version_of
from assistant.quiz.records import Item, Proof
from assistant.records import Passage, Source
from assistant.sentences import split_sentences


class Change(StrEnum):
    """What happened to a proof."""

    GONE = "gone"  # its passage is no longer there
    WORDS = "words"  # its passage no longer holds the quoted words
    VERSION = "version"  # the words stand there still, in another version of the source


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofChange:
    """A proof that is not as it was."""

    proof: Proof
    change: Change
    version: str  # of the source now; "" when the passage is gone
    # The quoted words beside the nearest words of the passage now; all REMOVED when it is gone,
    # all SAME when only the version changed.
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """An item whose proofs changed."""

    item_id: str
    changes: tuple[ProofChange, ...]  # never empty

    @property
    def words_changed(self) -> bool:
        """Whether the key may be wrong now; a new version with the same words leaves it right."""
        return any(c.change is not Change.VERSION for c in self.changes)


def stale(
    item: Item,
    passages: Mapping[str, Passage],
    sources: Mapping[str, Source],
    moved: Mapping[str, str] | None = None,
) -> Stale | None:
    """Return what changed of the proofs of an item, or None when all stand as they did.

    White space does not count. A passage that got another id is looked for under that.

    Args:
        item: of a set.
        passages: of the corpus now, by id.
        sources: of the corpus now, by id.
        moved: ids that passages had before, each with its id now, or "" when it is gone.
    """
    changes = [_changed(p, passages, sources, moved or {}) for p in item.proofs]
    found = tuple(c for c in changes if c is not None)
    return Stale(item_id=item.id, changes=found) if found else None


def _changed(
    proof: Proof,
    passages: Mapping[str, Passage],
    sources: Mapping[str, Source],
    moved: Mapping[str, str],
) -> ProofChange | None:
    passage = passages.get(moved.get(proof.passage_id, proof.passage_id))
    if passage is None:
        gone = Piece(PieceKind.REMOVED, proof.quote)
        return ProofChange(proof=proof, change=Change.GONE, version="", pieces=(gone,))
    version = version_of(passage, sources[passage.source_id])
    if " ".join(proof.quote.split()) not in " ".join(passage.text.split()):
        pieces = word_diff(proof.quote, _nearest(proof.quote, passage.text))
        return ProofChange(proof=proof, change=Change.WORDS, version=version, pieces=pieces)
    if version != proof.version:
        same = Piece(PieceKind.SAME, proof.quote)
        return ProofChange(proof=proof, change=Change.VERSION, version=version, pieces=(same,))
    return None


def _nearest(quote: str, text: str) -> str:
    """The stretch of as many sentences as the quote has that shares most words with it."""
    spans = split_sentences(text)
    count = min(len(split_sentences(quote)) or 1, len(spans))
    stretches = [
        text[spans[n].start : spans[n + count - 1].end] for n in range(len(spans) - count + 1)
    ]
    wanted = Counter(quote.split())

    def shared(stretch: str) -> float:
        words = Counter(stretch.split())
        return 2 * (wanted & words).total() / max(1, wanted.total() + words.total())

    return max(stretches, key=shared, default=text)
