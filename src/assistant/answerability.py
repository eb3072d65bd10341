"""How sure it is that the corpus answers a question, and from where on it is said to."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from assistant.retrieve import Found

FEATURES = (
    "top",  # fused score of the best passage
    "margin",  # distance to the tenth
    "text",  # best BM25 share over texts
    "question",  # best BM25 share over bank questions
    "dense_text",  # best cosine with a passage
    "dense_question",  # best cosine with a bank question
    "whole",  # best BM25 share over passage and bank questions as one document
    "outside",  # cosine with the nearest question that the corpus does not answer
    "gap",  # how much nearer the best bank question is than that one
    "named",  # 1 when the question names an article that is held
    "agree",  # 1 when the best by word is the best by vector
)


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
    ranked = np.sort(found.scores)[::-1]
    lexical = found.features["text"] + found.features["question"]
    dense = found.features["dense_text"] + found.features["dense_question"]
    return {
        "top": float(ranked[0]),
        "margin": float(ranked[0] - ranked[min(9, len(ranked) - 1)]),
        "text": float(found.features["text"].max()),
        "question": float(found.features["question"].max()),
        "dense_text": float(found.features["dense_text"].max()),
        "dense_question": float(found.features["dense_question"].max()),
        "whole": float(found.features["whole"].max()),
        "outside": found.outside,
        "gap": float(found.features["dense_question"].max()) - found.outside,
        "named": float(bool(found.named)),
        "agree": float(int(np.argmax(lexical)) == int(np.argmax(dense))),
    }


@lru_cache(maxsize=1)
def load_answerability() -> Answerability:
    """Return the fitted model that ships with the package."""
    path = resources.files("assistant").joinpath("data/answerability.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    return Answerability(bias=data["bias"], weights=data["weights"], threshold=data["threshold"])
