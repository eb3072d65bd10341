"""The trained checker: boosted trees over the features of an alignment, in plain numpy."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from assistant.errors import ModelError


@dataclass(frozen=True, slots=True)
class Tree:
    """One regression tree; node 0 is its root, a leaf has feature -1."""

    feature: tuple[int, ...]
    threshold: tuple[float, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    value: tuple[float, ...]

    def at(self, values: list[float]) -> float:
        """Return the value of the leaf that the features lead to."""
        node = 0
        while self.feature[node] >= 0:
            here = values[self.feature[node]] <= self.threshold[node]
            node = self.left[node] if here else self.right[node]
        return self.value[node]


@dataclass(frozen=True, slots=True)
class Checker:
    """Probability that a sentence is supported; fitted by `assistant.training.support`."""

    names: tuple[str, ...]
    bias: float
    trees: tuple[Tree, ...]
    threshold: float  # probability from which a sentence is supported

    def probability(self, features: Mapping[str, float]) -> float:
        """Return the probability, 0 to 1."""
        values = [features[name] for name in self.names]
        total = self.bias + sum(tree.at(values) for tree in self.trees)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@dataclass(frozen=True, slots=True)
class Trained:
    """Everything that was counted or fitted."""

    idf: dict[str, float]  # of roots, over the passages of the corpus
    plain: Checker | None  # without word vectors
    embedded: Checker | None  # with those of the model `embedder`
    embedder: str  # fingerprint; another model's vectors are not used


def read_trained(data: Mapping[str, Any]) -> Trained:
    """Return what `assistant.training.support` wrote.

    Raises:
        ModelError: the data is not that.
    """
    try:
        return Trained(
            idf={str(k): float(v) for k, v in data["idf"].items()},
            plain=_checker(data.get("plain")),
            embedded=_checker(data.get("embedded")),
            embedder=str(data.get("embedder", "")),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError(f"support.json: not a trained checker ({error}); train it anew") from error


def _checker(data: Mapping[str, Any] | None) -> Checker | None:
    if data is None:
        return None
    return Checker(
        names=tuple(data["names"]),
        bias=float(data["bias"]),
        trees=tuple(
            Tree(
                tuple(t["feature"]),
                tuple(t["threshold"]),
                tuple(t["left"]),
                tuple(t["right"]),
                tuple(t["value"]),
            )
            for t in data["trees"]
        ),
        threshold=float(data["threshold"]),
    )


@lru_cache(maxsize=1)
def load_trained() -> Trained:
    """Return the fitted checker that ships with the package.

    Raises:
        ModelError: its file is damaged.
    """
    path = resources.files("assistant").joinpath("data/verify/support.json")
    if not path.is_file():
        return Trained({}, None, None, "")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"support.json: cannot be read ({error}); train it anew") from error
    return read_trained(data)
