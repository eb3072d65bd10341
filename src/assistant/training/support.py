"""Trains the small checker of the verifier: `python -m assistant.training.support`.

Reads the corpus, `evals/support/train.jsonl` for fitting and `evals/support/dev.jsonl` for the
threshold; never the test split. Same input, same weights.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack  # type: ignore[import-untyped]
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, LeaveOneGroupOut

from assistant.corpus import load_corpus
from assistant.errors import CorpusError
from assistant.records import Passage
from assistant.settings import ROOT, Settings
from assistant.verify.align import align
from assistant.verify.checker import CLIP, SCALE, SUPPORTED, read_trained
from assistant.verify.features import features
from assistant.verify.limits import breaks_limit
from assistant.verify.lists import Lists, load_lists
from assistant.verify.pairs import Pair, load_pairs, passage_text, shared_passages
from assistant.verify.rules import find_piece
from assistant.verify.signs import find_signs
from assistant.verify.text import analyse
from assistant.verify.verifier import forbidden

Floats = NDArray[np.float64]

SEED = 20
FOLDS = 5
LEAST_SIGNS = 4  # pairs in which a sign must occur
KIND_STRENGTH = 0.1  # inverse penalty of the linear model
MARGIN_STRENGTH = 0.3
# A denial or a dropped condition that passes does more harm than the rest.
EDIT_WEIGHTS = {"negation": 2.0, "condition": 2.0}
TREES, DEPTH, RATE = 300, 3, 0.05
CONDITION_DEPTH, CONDITION_RATE = 4, 0.04
CONDITION_BALANCE = 0.5  # weight of all dropped conditions against all supported pairs
QUANTILES = (0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.95)
# Shares of the unsupported pairs that may pass, of dev and of dev and folds together: below the bar
# of 5 %, for the writers of the pairs differ.
LET_THROUGH_DEV = 0.045
LET_THROUGH_ALL = 0.035
CONDITIONS_THROUGH = 0.025  # of the dropped conditions of dev and folds together


@dataclass(frozen=True, slots=True)
class Rows:
    """Labelled pairs as numbers."""

    names: tuple[str, ...]
    values: Floats  # shape (pairs, features)
    signs: list[frozenset[str]]
    kinds: NDArray[np.str_]  # SUPPORTED or the kind of edit
    groups: NDArray[np.str_]  # passage groups, which folds keep together
    writers: NDArray[np.str_]  # who wrote each pair: what its id begins with
    forbidden: NDArray[np.bool_]  # a rule refuses the pair already

    @property
    def supported(self) -> NDArray[np.bool_]:
        """Which pairs are supported."""
        found: NDArray[np.bool_] = self.kinds == SUPPORTED
        return found


def count_idf(passages: Sequence[Passage], lists: Lists) -> dict[str, float]:
    """Return how rare each root is over the passages: log((n + 1) / (passages with it + 0.5))."""
    counts: Counter[str] = Counter()
    for passage in passages:
        counts.update({t.root for t in lists.roots.tokens(passage_text(passage))})
    total = len(passages) + 1
    return {root: round(math.log(total / (n + 0.5)), 3) for root, n in sorted(counts.items())}


def measure(
    pairs: Sequence[Pair],
    passages: Mapping[str, Passage],
    idf: Mapping[str, float],
) -> Rows:
    """Return the features and signs of labelled pairs."""
    lists = load_lists()
    texts = {i: passage_text(passages[i]) for i in {p.passage_id for p in pairs}}
    wholes = {i: analyse(text, lists) for i, text in texts.items()}
    values: list[dict[str, float]] = []
    signs: list[frozenset[str]] = []
    refused: list[bool] = []
    for pair in pairs:
        sentence = analyse(pair.sentence, lists)
        alignment = align(sentence, wholes[pair.passage_id], lists, idf)
        found = features(alignment, lists, idf)
        values.append(found)
        signs.append(find_signs(alignment))
        refused.append(bool(forbidden(alignment, find_piece(alignment))) or breaks_limit(found))
    names = tuple(sorted(values[0]))
    return Rows(
        names=names,
        values=np.array([[v[n] for n in names] for v in values]),
        signs=signs,
        kinds=np.array([SUPPORTED if p.supported else p.kind for p in pairs]),
        groups=np.array([passages[p.passage_id].group for p in pairs]),
        writers=np.array([p.id.partition("-")[0] for p in pairs]),
        forbidden=np.array(refused),
    )


def fit(rows: Rows) -> dict[str, Any]:
    """Return a fitted checker as plain values, with threshold 0.5."""
    counts = Counter(s for signs in rows.signs for s in signs)
    known = sorted(s for s, n in counts.items() if n >= LEAST_SIGNS)
    place = {s: n for n, s in enumerate(known)}
    table = _sign_table(rows.signs, place)
    mean = rows.values.mean(axis=0)
    spread = rows.values.std(axis=0)
    deviation = np.where(spread > 0, spread, 1.0)
    cuts = [np.unique(np.quantile(column, QUANTILES)).tolist() for column in rows.values.T]
    scaled = np.clip((rows.values - mean) / deviation, -CLIP, CLIP) * SCALE
    above = np.concatenate(
        [SCALE * (rows.values[:, [n]] > np.array(c)[None, :]) for n, c in enumerate(cuts)], axis=1
    )
    inputs = np.concatenate([scaled, above], axis=1)
    linear = LogisticRegression(C=KIND_STRENGTH, max_iter=400, tol=1e-3)
    weights = np.array([EDIT_WEIGHTS.get(str(kind), 1.0) for kind in rows.kinds])
    linear.fit(hstack([csr_matrix(inputs), table]).tocsr(), rows.kinds, sample_weight=weights)
    margin, outside = _margin(rows, table)
    trees = GradientBoostingClassifier(
        n_estimators=TREES, max_depth=DEPTH, learning_rate=RATE, subsample=0.6, max_features=0.25,
        min_samples_leaf=8, random_state=SEED,
    )  # fmt: skip
    trees.fit(np.c_[rows.values, outside], rows.supported, sample_weight=weights)
    width = inputs.shape[1]
    right = float(weights[rows.supported].sum())
    prior = math.log(right / (float(weights.sum()) - right))
    return {
        "kinds": [str(k) for k in linear.classes_],
        "names": list(rows.names),
        "mean": _rounded(mean, 6),
        "deviation": _rounded(deviation, 6),
        "cuts": [[float(c) for c in found] for found in cuts],
        "signs": known,
        "input_weights": _rounded(linear.coef_[:, :width].T, 4),
        "sign_weights": _rounded(linear.coef_[:, width:].T, 3),
        "bias": _rounded(linear.intercept_, 5),
        "margin_weights": _rounded(margin.coef_[0], 4),
        "margin_bias": round(float(margin.intercept_[0]), 5),
        "trees": [_tree(t[0].tree_, RATE) for t in trees.estimators_],
        "tree_bias": round(prior, 6),
        **_condition_trees(rows),
        "threshold": 0.5,
    }


def _condition_trees(rows: Rows) -> dict[str, Any]:
    """Trees that tell supported pairs from dropped conditions, and know no other edit."""
    right = rows.supported
    pick = right | (rows.kinds == "condition")
    right = right[pick]
    balance = CONDITION_BALANCE * right.sum() / max(int((~right).sum()), 1)
    weights = np.where(right, 1.0, balance)
    trees = GradientBoostingClassifier(
        n_estimators=TREES, max_depth=CONDITION_DEPTH, learning_rate=CONDITION_RATE, subsample=0.6,
        max_features=0.1, min_samples_leaf=12, random_state=SEED,
    )  # fmt: skip
    trees.fit(rows.values[pick], right, sample_weight=weights)
    return {
        "condition_trees": [_tree(t[0].tree_, CONDITION_RATE) for t in trees.estimators_],
        "condition_bias": round(-math.log(CONDITION_BALANCE), 6),
    }


def _margin(rows: Rows, table: csr_matrix) -> tuple[LogisticRegression, Floats]:
    """The model over signs alone, and for each pair its log odds when it was left out."""

    def make() -> LogisticRegression:
        return LogisticRegression(C=MARGIN_STRENGTH, max_iter=1000)

    outside = np.zeros(len(rows.kinds))
    for learn, leave in GroupKFold(FOLDS).split(outside, rows.supported, rows.groups):
        model = make().fit(table[learn], rows.supported[learn])
        outside[leave] = model.decision_function(table[leave])
    return make().fit(table, rows.supported), outside


def _sign_table(signs: Sequence[frozenset[str]], place: Mapping[str, int]) -> csr_matrix:
    pairs = [(n, place[s]) for n, found in enumerate(signs) for s in sorted(found) if s in place]
    lines, columns = zip(*pairs, strict=True) if pairs else ((), ())
    return csr_matrix((np.ones(len(lines)), (lines, columns)), shape=(len(signs), len(place)))


def _rounded(values: Any, digits: int) -> Any:
    return np.round(np.asarray(values, dtype=np.float64), digits).tolist()


def _tree(tree: Any, rate: float) -> dict[str, list[Any]]:
    leaf = tree.children_left < 0
    return {
        "feature": np.where(leaf, -1, tree.feature).tolist(),
        "threshold": _rounded(np.where(leaf, 0.0, tree.threshold), 6),
        "left": np.where(leaf, 0, tree.children_left).tolist(),
        "right": np.where(leaf, 0, tree.children_right).tolist(),
        "value": _rounded(np.where(leaf, tree.value[:, 0, 0] * rate, 0.0), 6),
    }


def scores(data: Mapping[str, Any], rows: Rows) -> Floats:
    """Return the probability of each pair, 0 where a rule refuses it."""
    checker = read_trained({"idf": {}, "checker": data}).checker
    found = np.zeros(len(rows.kinds))
    for n, (values, signs) in enumerate(zip(rows.values, rows.signs, strict=True)):
        if not rows.forbidden[n]:
            found[n], _ = checker.judge(dict(zip(rows.names, values, strict=True)), signs)
    return found


def out_of_fold(rows: Rows) -> Floats:
    """Return for each pair the probability by a checker that saw nothing of its writer."""
    found = np.zeros(len(rows.kinds))
    for learn, leave in LeaveOneGroupOut().split(found, rows.supported, rows.writers):
        found[leave] = scores(fit(_some(rows, learn)), _some(rows, leave))
    return found


def _some(rows: Rows, places: NDArray[np.intp]) -> Rows:
    return Rows(
        rows.names,
        rows.values[places],
        [rows.signs[n] for n in places],
        rows.kinds[places],
        rows.groups[places],
        rows.writers[places],
        rows.forbidden[places],
    )


def choose_threshold(found: Floats, supported: NDArray[np.bool_], share: float) -> float:
    """Return the lowest probability that lets at most this share of the unsupported pass."""
    wrong = np.sort(found[~supported])[::-1]
    return float(wrong[int(share * len(wrong))]) + 1e-6


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def train(folder: Path, corpus: Path, *, say: Callable[[str], None] = _say) -> dict[str, Any]:
    """Fit the checker and choose its threshold.

    Args:
        folder: holds `train.jsonl` and `dev.jsonl`.
        corpus: the corpus folder.
        say: told the figures.

    Returns:
        What `verify.checker.read_trained` reads.

    Raises:
        CorpusError: a set cannot be used, or train and dev share a passage.
    """
    all_passages = load_corpus(corpus).passages
    passages = {p.id: p for p in all_passages}
    pairs = load_pairs(folder / "train.jsonl", passages)
    dev = load_pairs(folder / "dev.jsonl", passages)
    shared = shared_passages(pairs, dev, passages)
    if shared:
        raise CorpusError(f"train and dev share passages: {', '.join(sorted(shared)[:3])}")
    idf = count_idf(all_passages, load_lists())
    rows, checked = measure(pairs, passages, idf), measure(dev, passages, idf)
    fitted = fit(rows)
    folds, held = out_of_fold(rows), scores(fitted, checked)
    everything = np.concatenate([folds, held])
    labels = np.concatenate([rows.supported, checked.supported])
    conditions = np.concatenate([rows.kinds, checked.kinds]) == "condition"
    threshold = max(
        choose_threshold(held, checked.supported, LET_THROUGH_DEV),
        choose_threshold(everything, labels, LET_THROUGH_ALL),
        choose_threshold(everything, ~conditions, CONDITIONS_THROUGH),
    )
    fitted["threshold"] = round(threshold, 6)
    for label, found, right in (("folds", folds, rows), ("dev", held, checked)):
        passed = found >= threshold
        say(
            f"{label}: kept {passed[right.supported].mean():.3f}, "
            f"let through {passed[~right.supported].mean():.3f}, "
            f"of conditions {passed[right.kinds == 'condition'].mean():.3f}"
        )
    return {"idf": idf, "checker": fitted}


def main() -> None:
    """Train and write `data/verify/support.json`."""
    data = train(ROOT / "evals" / "support", Settings().corpus)
    target = Path(str(resources.files("assistant").joinpath("data/verify/support.json")))
    lines = [f"{json.dumps(k)}: {json.dumps(v, separators=(',', ':'))}" for k, v in data.items()]
    target.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    _say(f"written: {target.name}, {len(data['checker']['signs'])} signs")


if __name__ == "__main__":
    main()
