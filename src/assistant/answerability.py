"""How sure it is that the corpus answers a question, and from where on it is said to."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from assistant.lexical import NEIGHBOURS, Neighbours

if TYPE_CHECKING:
    from assistant.retrieve import Found

_SCORES = ("whole", "grams", "grams_question", "dense_text", "dense_question", "dense_sentence")
FEATURES = (
    "top",  # fused score of the best passage
    "margin",  # distance to the tenth
    "lead",  # distance to the second
    "agree",  # share of the retrievers of which the best is the best of all
    "unknown",  # share of the search terms that stand nowhere in the corpus
    # How the question lies between those that the corpus answers and those that it does not. Not
    # how near the latter are by themselves: a plain question about storage terms is near both.
    *(f"{name}_{by}" for by in ("dense", "grams") for name in ("gap", "near")),
    *(f"best_{name}" for name in _SCORES),  # best score of each retriever
    *(f"top_{name}" for name in _SCORES),  # its score for the best passage
)
# How much nearer neighbours count more, in the share of the neighbours that are answered.
_SHARPNESS = {"dense": 12.0, "grams": 8.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answerability:
    """A logistic model over what the search brought; fitted by `make train`."""

    bias: float
    weights: dict[str, float]
    threshold: float  # probability from which an answer is given

    def probability(self, found: Found) -> float:
        """Return the calibrated probability, 0 to 1, that the corpus answers the question."""
        if found.named:
            return 1.0
        values = features(found)
        total = self.bias + sum(self.weights.get(name, 0.0) * values[name] for name in FEATURES)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def features(found: Found) -> dict[str, float]:
    """Return the features of one search by name."""
    order = np.argsort(-found.scores, kind="stable")
    ranked = found.scores[order]
    best = {name: int(np.argmax(found.features[name])) for name in _SCORES}
    values = {
        "top": float(ranked[0]),
        "margin": float(ranked[0] - ranked[min(9, len(ranked) - 1)]),
        "lead": float(ranked[0] - ranked[min(1, len(ranked) - 1)]),
        "agree": sum(n == order[0] for n in best.values()) / len(best),
        "unknown": found.unknown,
    }
    for by, near in (("dense", found.near_dense), ("grams", found.near_grams)):
        values[f"gap_{by}"] = max(near.answered, default=0.0) - max(near.outside, default=0.0)
        values[f"near_{by}"] = _answered_share(near, _SHARPNESS[by])
    for name in _SCORES:
        values[f"best_{name}"] = float(found.features[name][best[name]])
        values[f"top_{name}"] = float(found.features[name][order[0]])
    return values


def _answered_share(near: Neighbours, sharpness: float) -> float:
    """Share of the nearest questions that the corpus answers, nearer ones counting more."""
    both = [*((s, 1.0) for s in near.answered), *((s, 0.0) for s in near.outside)]
    both = sorted(both, reverse=True)[:NEIGHBOURS]
    weights = [math.exp(sharpness * score) for score, _ in both]
    return sum(w for w, (_, yes) in zip(weights, both, strict=True) if yes) / (sum(weights) or 1.0)


@lru_cache(maxsize=1)
def load_answerability() -> Answerability:
    """Return the fitted model that ships with the package."""
    path = resources.files("assistant").joinpath("data/answerability.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    return Answerability(bias=data["bias"], weights=data["weights"], threshold=data["threshold"])
