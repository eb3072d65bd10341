"""The trained checker: a linear model for each kind of edit and boosted trees, in plain numpy.

The linear model says how likely each kind of edit is, and so gives the reason. The trees see which
features matter together. The score is the mean of the two, as log odds, or that of a second set of
trees when it is lower: those know dropped conditions only, which few pairs are.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelError

Vector = NDArray[np.float64]

SUPPORTED = "supported"
_CONDITION = "condition"
CLIP = 4.0  # standard deviations; a feature counts no more than that
SCALE = 0.5  # of features against signs, which are 0 or 1: the same penalty holds both
MARGIN = "margin"  # the feature of the trees that sums up the signs
_HIGHEST = 30.0  # log odds


@dataclass(frozen=True, slots=True)
class Scaling:
    """Features to the inputs of the linear model."""

    names: tuple[str, ...]
    mean: Vector
    deviation: Vector
    cuts: Vector  # values that features are compared with, in order of feature
    cut_of: NDArray[np.intp]  # the feature of each cut

    def inputs(self, values: Vector) -> Vector:
        """Return the scaled features, then one 0 or `SCALE` for every cut."""
        scaled = np.clip((values - self.mean) / self.deviation, -CLIP, CLIP) * SCALE
        return np.concatenate([scaled, SCALE * (values[self.cut_of] > self.cuts)])


@dataclass(frozen=True, slots=True)
class Trees:
    """Regression trees side by side; node 0 of each is its root, a leaf points to itself."""

    feature: NDArray[np.intp]  # shape (trees, nodes)
    threshold: Vector
    left: NDArray[np.intp]
    right: NDArray[np.intp]
    value: Vector
    depth: int

    def total(self, values: Vector) -> float:
        """Return the sum of the leaves that the features lead to."""
        count, width = self.feature.shape
        roots = np.arange(0, count * width, width)
        feature, threshold = self.feature.ravel(), self.threshold.ravel()
        left, right = self.left.ravel(), self.right.ravel()
        nodes = roots
        for _ in range(self.depth):
            here = values[feature[nodes]] <= threshold[nodes]
            nodes = roots + np.where(here, left[nodes], right[nodes])
        return float(self.value.ravel()[nodes].sum())


@dataclass(frozen=True, slots=True)
class Checker:
    """Says whether an alignment supports its sentence; fitted by `assistant.training.support`."""

    kinds: tuple[str, ...]  # SUPPORTED and the kinds of edit
    scaling: Scaling
    signs: dict[str, int]  # sign to its row in `sign_weights` and `margin_weights`
    input_weights: Vector  # shape (inputs, kinds)
    sign_weights: Vector  # shape (signs, kinds)
    bias: Vector  # shape (kinds,)
    margin_weights: Vector  # shape (signs,)
    margin_bias: float
    trees: Trees
    tree_bias: float
    condition_trees: Trees  # over features: supported pairs against dropped conditions
    condition_bias: float
    threshold: float  # probability from which a sentence is supported

    def judge(self, features: Mapping[str, float], signs: Collection[str]) -> tuple[float, str]:
        """Return the probability that the sentence is supported, and the likeliest edit.

        The probability is the lower of two: against all edits, and against a dropped condition.
        """
        values = np.array([features[name] for name in self.scaling.names])
        rows = [self.signs[s] for s in sorted(signs) if s in self.signs]
        logits = self.bias + self.scaling.inputs(values) @ self.input_weights
        logits = logits + self.sign_weights[rows].sum(axis=0)
        supported = self.kinds.index(SUPPORTED)
        others = np.delete(logits, supported)
        top = float(others.max())
        linear = float(logits[supported]) - top - math.log(float(np.exp(others - top).sum()))
        margin = self.margin_bias + float(self.margin_weights[rows].sum())
        inputs = np.append(values, margin).astype(np.float32)  # as the trees were fitted
        boosted = self.tree_bias + self.trees.total(inputs.astype(np.float64))
        odds = (linear + boosted) / 2
        edits = [k for k in self.kinds if k != SUPPORTED]
        complete = self.condition_bias + self.condition_trees.total(inputs.astype(np.float64))
        if complete < odds:
            return _probability(complete), _CONDITION
        return _probability(odds), edits[int(others.argmax())]


def _probability(odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-_HIGHEST, min(_HIGHEST, odds))))


@dataclass(frozen=True, slots=True)
class Trained:
    """Everything that was counted or fitted."""

    idf: dict[str, float]  # of roots, over the passages of the corpus
    checker: Checker


def read_trained(data: Mapping[str, Any]) -> Trained:
    """Return what `assistant.training.support` wrote.

    Raises:
        ModelError: the data is not that.
    """
    try:
        return Trained(
            idf={str(k): float(v) for k, v in data["idf"].items()},
            checker=_checker(data["checker"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError(f"support.json: not a trained checker ({error}); train it anew") from error


def _checker(data: Mapping[str, Any]) -> Checker:
    def vector(name: str) -> Vector:
        return np.array(data[name], dtype=np.float64)

    return Checker(
        kinds=tuple(data["kinds"]),
        scaling=Scaling(
            names=tuple(data["names"]),
            mean=vector("mean"),
            deviation=vector("deviation"),
            cuts=np.array([c for cuts in data["cuts"] for c in cuts], dtype=np.float64),
            cut_of=np.array([n for n, cuts in enumerate(data["cuts"]) for _ in cuts], np.intp),
        ),
        signs={sign: row for row, sign in enumerate(data["signs"])},
        input_weights=vector("input_weights"),
        sign_weights=vector("sign_weights"),
        bias=vector("bias"),
        margin_weights=vector("margin_weights"),
        margin_bias=float(data["margin_bias"]),
        trees=_trees(data["trees"]),
        tree_bias=float(data["tree_bias"]),
        condition_trees=_trees(data["condition_trees"]),
        condition_bias=float(data["condition_bias"]),
        threshold=float(data["threshold"]),
    )


def _trees(data: Sequence[Mapping[str, Any]]) -> Trees:
    width = max(len(tree["feature"]) for tree in data)
    own = np.arange(width)

    def table(name: str, kind: type) -> NDArray[Any]:
        rows: NDArray[Any] = np.zeros((len(data), width), dtype=kind)
        for row, tree in enumerate(data):
            rows[row, : len(tree[name])] = tree[name]
        return rows

    feature = table("feature", np.intp)
    leaf = feature < 0
    return Trees(
        feature=np.where(leaf, 0, feature),
        threshold=table("threshold", np.float64),
        left=np.where(leaf, own, table("left", np.intp)),
        right=np.where(leaf, own, table("right", np.intp)),
        value=table("value", np.float64),
        depth=int(width).bit_length(),
    )


@lru_cache(maxsize=1)
def load_trained() -> Trained:
    """Return the fitted checker that ships with the package.

    Raises:
        ModelError: its file is missing or damaged.
    """
    path = resources.files("assistant").joinpath("data/verify/support.json")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"support.json: cannot be read ({error}); train it anew") from error
    return read_trained(data)
