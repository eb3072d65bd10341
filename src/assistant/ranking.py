"""From the scores of several retrievers to one list: weighing, legal references, repeats. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from assistant.records import Hit, Passage

Scores = NDArray[np.float32]

# Which part of the handreiking a reader is served from when it says the same in several.
_PART_ORDER = {
    "professional": ("deel-3", "bijlage", "deel-1", "deel-2", "inleiding"),
    "bestuurder": ("deel-2", "deel-1", "deel-3", "bijlage", "inleiding"),
}
ROLES = tuple(_PART_ORDER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each retriever counts. Fitted on the development questions by `make train`."""

    whole: float  # BM25 share by word, over passage, headings and bank questions as one
    grams: float  # the same by letters
    grams_question: float  # BM25 share by letters, over the best three bank questions
    dense_text: float  # cosine with the passage
    dense_question: float  # cosine with the best bank question
    dense_sentence: float  # cosine with the best sentence of the passage

    def combine(self, features: Mapping[str, Scores]) -> Scores:
        """Return the weighted sum of the features, one score for each passage.

        A convex combination keeps what the scores say about how good a match is, which rank
        fusion throws away (Bruch, Gai and Ingber, An Analysis of Fusion Functions for Hybrid
        Retrieval, TOIS 2023).
        """
        names = Weights.__slots__
        total: Scores = sum(
            (getattr(self, name) * features[name] for name in names),
            start=np.zeros_like(features["whole"]),
        )
        return total


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Return the fitted weights that ship with the package."""
    raw = resources.files("assistant").joinpath("data/ranking.json").read_text(encoding="utf-8")
    return Weights(**json.loads(raw)["weights"])


def arrange(
    passages: Sequence[Passage],
    scores: Scores,
    *,
    first: Sequence[int] = (),
    role: str = "professional",
    top: int = 10,
    routes: Mapping[int, tuple[str, ...]] | None = None,
) -> list[Hit]:
    """Return the best passages, referenced law first and repeats once.

    Args:
        passages: all passages; numbers below are places in it.
        scores: one for each passage, higher is better; ties go by place.
        first: numbers of the passages that the question names by article, in order.
        role: "professional" or "bestuurder"; decides which of several repeats is shown.
        top: how many at most.
        routes: which retrievers brought a passage, for display.

    Returns:
        Hits, best first. A hit that a reference brought has a score above all others.
    """
    routes = routes or {}
    order = [*first, *(int(n) for n in np.argsort(-scores, kind="stable"))]
    hits: list[Hit] = []
    shown: set[str] = set()
    taken: set[int] = set()
    ceiling = float(scores.max(initial=0.0))
    for place, number in enumerate(order):
        passage = passages[number]
        if number in taken or (passage.group in shown and place >= len(first)):
            continue
        named = place < len(first)
        if not named:
            number = _preferred(passages, number, role)
        taken.add(number)
        shown.add(passage.group)
        score = ceiling + len(first) - place if named else float(scores[order[place]])
        hits.append(
            Hit(
                passage=passages[number],
                score=score,
                routes=("reference",) if named else routes.get(order[place], ()),
            )
        )
        if len(hits) == top:
            break
    return hits


def _preferred(passages: Sequence[Passage], number: int, role: str) -> int:
    """The repeat of a passage that suits the role best."""
    group = passages[number].group
    if passages[number].part is None:
        return number
    order = _PART_ORDER[role]
    repeats = [n for n, p in enumerate(passages) if p.group == group and p.part in order]
    return min(repeats, key=lambda n: order.index(passages[n].part or "")) if repeats else number
