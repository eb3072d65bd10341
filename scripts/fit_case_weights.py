"""Fit the weights of the elements of a recognisable case and write them into case.py.

Run by hand after a rule, a word list or the development prompts changed:
`python scripts/fit_case_weights.py` prints what cross-validation says of every threshold,
`--write` puts the weights and the threshold in place, `--show` lists what the fit gets wrong.

It is a logistic regression over the elements that are found in a text. The sign of a weight is
held: anchors, events and details count for a case, marks of a general question against it. Texts
are the development prompts in evals/guard, and as general texts the questions in
corpus/questions, the statutes and the handreiking. Nothing of the test split is read. It needs
numpy and scipy, which the product's checklist does not.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from assistant.checklist import case
from assistant.checklist.lexicon import lexicon
from assistant.checklist.tokens import tokenise

ROOT = Path(__file__).resolve().parent.parent
POINTS_PER_UNIT = 4.0  # points of a weight per unit of the regression
RIDGE = 4.0
FOLDS = 5
# How much a text of each sort counts. The questions of the corpus are many, and some of them do
# speak of a particular person, so one of them counts for little.
IMPORTANCE = {"case": 6.0, "general": 4.0, "question": 1.0, "law": 3.0}
# Least weights, in points: what the examples have too little of to teach.
AT_LEAST = {
    "age": 1,
    "origin": 2,
    "family": 2,
    "marker": 2,
    "relative-of-known": 3,
    "only-one": 2,
    "one-met": 1,
    "who-i": 1,
    "own-case": 5,
    "about-one": 5,
}
# A long text gathers elements without being about one person; of long cases there are few here.
AT_MOST = {"whoever": -5, "general": -6, "longer": -6, "longest": -5, "habit": -1, "habits": -6}
# Greatest weights: what these examples teach too much of.
NO_MORE = {"sentences": 2}
GENERAL_WORDS = "general"  # column of the words "oefencasus", "hypothetisch"
COMPOSED = "composed"  # column of a situation and its question in one sentence
# No less than this: the questions of the corpus are written so more than others are.
NO_LESS = {COMPOSED: -6}

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Text:
    """One text, the messages before it that tell something, and where it comes from."""

    text: str
    sort: str  # a key of IMPORTANCE
    earlier: tuple[str, ...] = ()


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _prompts() -> Iterator[Text]:
    for path in sorted((ROOT / "evals/guard").glob("dev*-*.jsonl")):
        for row in _lines(path):
            earlier = tuple(m for m in row.get("earlier") or () if "?" not in m)
            if row["label"] == "allow":
                yield Text(row["text"], "general", earlier)
            elif row["kind"] == "case":
                yield Text(row["text"], "case", earlier)


def _corpus() -> Iterator[Text]:
    for path in sorted((ROOT / "corpus/questions").glob("*.jsonl")):
        for row in _lines(path):
            yield from (Text(question, "question") for question in row["questions"])
    for row in _lines(ROOT / "corpus/outside.jsonl"):
        yield Text(row["question"], "question")
    passages = [
        part["text"]
        for path in sorted((ROOT / "corpus/wetten").glob("*.jsonl"))
        for row in _lines(path)
        for part in row["leden"]
    ]
    for path in sorted((ROOT / "corpus").glob("handreiking-*.md")):
        parts = re.split(r"\n\s*\n|</p>|</li>", path.read_text(encoding="utf-8"))
        passages += [part for part in parts if part.strip()]
    for passage in passages:
        spans = tokenise(passage, lexicon()).spans
        for first in range(0, max(1, len(spans) - case.STRETCH + case.STEP), case.STEP):
            piece = spans[first : first + case.STRETCH]
            if piece:
                yield Text(passage[piece[0][0] : piece[-1][1]], "law")


def _matrix(texts: Sequence[Text], columns: dict[str, int]) -> Matrix:
    """One row per text, 1.0 for every element that is found in its first stretch."""
    found = np.zeros((len(texts), len(columns)))
    for row, text in enumerate(texts):
        tokens = tokenise("\n".join([*text.earlier, text.text]), lexicon())
        for kind in case.kinds(tokens):
            found[row, columns[kind]] = 1
    return found


def _fit(
    found: Matrix, label: Matrix, weight: Matrix, bounds: list[tuple[float | None, float | None]]
) -> Matrix:
    """Coefficients of the columns and, last, the intercept."""

    def loss(b: Matrix) -> tuple[float, Matrix]:
        margin = label * (found @ b[:-1] + b[-1])
        slope = -label * weight / (1 + np.exp(margin))
        value = (weight * np.logaddexp(0, -margin)).sum() + RIDGE * (b[:-1] ** 2).sum()
        return float(value), np.r_[found.T @ slope + 2 * RIDGE * b[:-1], slope.sum()]

    start = np.zeros(found.shape[1] + 1)
    fitted = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B")
    return np.asarray(fitted.x, dtype=np.float64)


def _write(path: Path, points: dict[str, int], threshold: int) -> None:
    """Put the numbers in case.py, in the rows of the table of rules."""
    source = path.read_text(encoding="utf-8")
    for kind, value in points.items():
        source = re.sub(rf'(\(\s*"{kind}",\s*)-?\d+', rf"\g<1>{value}", source, count=1)
    source = re.sub(r"\nTHRESHOLD = \d+", f"\nTHRESHOLD = {threshold}", source)
    for name, kind in (("GENERAL_PENALTY", GENERAL_WORDS), ("COMPOSED_PENALTY", COMPOSED)):
        source = re.sub(rf"\n{name} = \d+", f"\n{name} = {-points[kind]}", source)
    path.write_text(source, encoding="utf-8")


def main() -> None:
    """Fit, print the figures per threshold, and write when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--threshold", type=int, help="points; without it the regression's own")
    parser.add_argument("--write", action="store_true", help="write the weights into case.py")
    parser.add_argument("--show", action="store_true", help="list prompts on the wrong side")
    options = parser.parse_args()

    columns = {kind: i for i, kind in enumerate([*case.SORTS, GENERAL_WORDS, COMPOSED])}
    texts = [*_prompts(), *_corpus()]
    found = _matrix(texts, columns)
    label = np.array([1.0 if text.sort == "case" else -1.0 for text in texts])
    weight = np.array([IMPORTANCE[text.sort] for text in texts])
    bounds: list[tuple[float | None, float | None]] = []
    for kind in columns:
        if case.SORTS.get(kind, case.GENERAL) == case.GENERAL:
            least = NO_LESS.get(kind)
            bounds.append(
                (
                    None if least is None else least / POINTS_PER_UNIT,
                    AT_MOST.get(kind, 0) / POINTS_PER_UNIT,
                )
            )
        else:
            most = NO_MORE.get(kind)
            bounds.append(
                (
                    AT_LEAST.get(kind, 0) / POINTS_PER_UNIT,
                    None if most is None else most / POINTS_PER_UNIT,
                )
            )
    bounds.append((None, None))

    fitted = _fit(found, label, weight, bounds)
    own = round(-fitted[-1] * POINTS_PER_UNIT)
    # Cross-validation rounds as the product does, with each fold's own intercept moved along.
    fold = np.random.default_rng(0).integers(0, FOLDS, len(texts))
    above = np.zeros(len(texts))
    for part in range(FOLDS):
        b = _fit(found[fold != part], label[fold != part], weight[fold != part], bounds)
        whole = np.round(b[:-1] * POINTS_PER_UNIT)
        above[fold == part] = found[fold == part] @ whole + b[-1] * POINTS_PER_UNIT
    points = {kind: round(fitted[i] * POINTS_PER_UNIT) for kind, i in columns.items()}
    score = found @ np.array(list(points.values()))
    sorts = np.array([text.sort for text in texts])
    print(
        f"threshold of the regression: {own}; texts:", {s: int(sum(sorts == s)) for s in IMPORTANCE}
    )
    print("share refused per threshold: cross-validated (fitted)")
    for cut in range(own - 5, own + 6):
        shares = []
        for sort in IMPORTANCE:
            rows = sorts == sort
            unseen, seen = np.mean(above[rows] >= cut - own), np.mean(score[rows] >= cut)
            shares.append(f"{sort} {unseen:.4f} ({seen:.4f})")
        print(f"{cut:3d}", *shares)
    threshold = own if options.threshold is None else options.threshold
    print(points)
    if options.show:
        for text, value, row in zip(texts, above, found, strict=True):
            if text.sort != "law" and (value >= threshold - own) != (text.sort == "case"):
                kinds = [k for k, i in columns.items() if row[i]]
                print(f"{value:+.1f}", text.sort, *text.earlier, text.text, "|", *kinds)
    if options.write:
        _write(Path(case.__file__), points, threshold)


if __name__ == "__main__":
    main()
