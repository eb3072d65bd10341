"""Fit the weights of the elements of a recognisable case and write them into case.py.

Run by hand after a rule, a word list or the development prompts changed:
`python scripts/fit_case_weights.py` prints what cross-validation says of every threshold,
`--write` puts the weights and the threshold in place, `--show` lists what the fit gets wrong.

It is a logistic regression over the elements and the words that are found in a text. The sign of
the weight of an element is held: anchors, events and details count for a case, marks of a general
question against it. Texts are the development prompts in evals/guard, and as general texts the
questions in corpus/questions and evals/retrieval, the quizzes,
the statutes and the handreiking. Each set of
development prompts has a writer of its own and is left out as a whole in cross-validation. Nothing
of the test split is read. It needs numpy and scipy, which the product's checklist does not.
"""

from __future__ import annotations

import argparse
import json
import re
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from assistant.checklist import case, foreign
from assistant.checklist import lexicon as lx
from assistant.checklist.lexicon import lexicon
from assistant.checklist.tokens import Tokens, tokenise

ROOT = Path(__file__).resolve().parent.parent
POINTS_PER_UNIT = 4.0  # points of a weight per unit of the regression
RIDGE = 4.0
RIDGE_WORDS = 4.0
FOLDS = 5
FEWEST = 4  # texts that a word must be in to have a weight
QUARTERS = 4  # a word has quarters of a point
# How much a text of each sort counts. The questions of the corpus are many, and some of them do
# speak of a particular person, so one of them counts for little.
IMPORTANCE = {"case": 8.0, "general": 3.0, "question": 1.0, "quiz": 3.0, "law": 3.0}
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
AT_MOST = {
    "whoever": -5,
    "general": -6,
    "declared": -8,
    "supposed": -1,
    "longer": -6,
    "longest": -5,
    "habit": -1,
    "habits": -6,
    "asks-own": -5,
}
# Greatest weights: what these examples teach too much of.
NO_MORE = {"sentences": 2}
GENERAL_WORDS = "general"  # column of the words "oefencasus", "hypothetisch"
DECLARED = "declared"  # column of what is said to be made up
SUPPOSED = "supposed"  # column of what is supposed: "Stel dat"
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
    writer: str = ""  # whose texts are left out together


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _prompts() -> Iterator[Text]:
    for path in sorted((ROOT / "evals/guard").glob("dev*-*.jsonl")):
        for row in _lines(path):
            earlier = tuple(m for m in row.get("earlier") or () if "?" not in m)
            # A batch has a writer of its own, also where several make one set.
            set_, _, part = path.stem.partition("-")
            writer = path.stem if part.startswith(("batch", "pairs")) else set_
            if row["label"] == "allow":
                yield Text(row["text"], "general", earlier, writer)
            elif row["kind"] == "case":
                yield Text(row["text"], "case", earlier, writer)


def _questions(more: Sequence[Path]) -> Iterator[Text]:
    """Questions that somebody asked without knowing the rules, each once."""
    seen = set()
    paths = [*sorted((ROOT / "corpus/questions").glob("*.jsonl")), *more]
    paths += [ROOT / "corpus/outside.jsonl", ROOT / "evals/retrieval/dev.jsonl"]
    for path in paths:
        for row in _lines(path):
            if row.get("earlier"):
                continue
            for question in row.get("questions") or [row["question"]]:
                if question not in seen:
                    seen.add(question)
                    yield Text(question, "question")


def _quiz() -> Iterator[Text]:
    """What takers of a quiz read: made up situations, and answers that are bare sentences."""
    for row in _lines(ROOT / "evals/quiz/scenarios.jsonl"):
        yield Text(f"{row['scenario']}\n\n{row['question']}", "quiz")
        for text in (*row["right"], *(w[k] for w in row["wrong"] for k in ("text", "why"))):
            yield Text(text, "quiz")


def _law() -> Iterator[Text]:
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


def _is_weighed(word: str, bits: int) -> bool:
    """Whether a word may have a weight: none that is a name, a place, a number or a sign."""
    return word.isalpha() and not (bits & (lx.NAME | lx.PLACE) and not bits & lx.WORD)


def _word_columns(read: Sequence[Tokens]) -> list[str]:
    counts: Counter[str] = Counter()
    for tokens in read:
        counts.update(frozenset(tokens.words[: case.STRETCH]))
    known = lexicon().bits.get
    return sorted(w for w, n in counts.items() if n >= FEWEST and _is_weighed(w, known(w, 0)))


def _matrix(read: Sequence[Tokens], columns: dict[str, int], words: Sequence[str]) -> Any:
    """One sparse row per text: 1.0 for every element, then for every word, in its first stretch."""
    places = {word: len(columns) + i for i, word in enumerate(words)}
    rows: list[int] = []
    found: list[int] = []
    for row, tokens in enumerate(read):
        hits = [columns[kind] for kind in case.kinds(tokens)]
        present = frozenset(tokens.words[: case.STRETCH])
        hits += [places[word] for word in present if word in places]
        rows += [row] * len(hits)
        found += hits
    shape = (len(read), len(columns) + len(words))
    return csr_matrix((np.ones(len(rows)), (rows, found)), shape=shape)


def _fit(
    found: Any,
    label: Matrix,
    weight: Matrix,
    bounds: list[tuple[float | None, float | None]],
    ridge: Matrix,
) -> Matrix:
    """Coefficients of the columns and, last, the intercept."""

    def loss(b: Matrix) -> tuple[float, Matrix]:
        margin = label * (found @ b[:-1] + b[-1])
        slope = -label * weight / (1 + np.exp(np.minimum(margin, 500)))
        value = (weight * np.logaddexp(0, -margin)).sum() + (ridge * b[:-1] ** 2).sum()
        return float(value), np.r_[found.T @ slope + 2 * ridge * b[:-1], slope.sum()]

    start = np.zeros(found.shape[1] + 1)
    fitted = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B")
    return np.asarray(fitted.x, dtype=np.float64)


def _score(found: Any, b: Matrix, elements: int) -> Matrix:
    """Points as the product counts them: whole ones, words together in quarters and held."""
    points = found[:, :elements] @ np.round(b[:elements] * POINTS_PER_UNIT)
    quarters = found[:, elements:] @ np.round(b[elements:-1] * POINTS_PER_UNIT * QUARTERS)
    most = case.MOST_WORDING
    return np.asarray(points + np.clip(np.floor(quarters / QUARTERS), -most, most))


def _write(path: Path, points: dict[str, int], threshold: int, words: dict[str, int]) -> None:
    """Put the numbers in case.py, in the rows of the table of rules, and those of the words."""
    source = path.read_text(encoding="utf-8")
    for kind, value in points.items():
        source = re.sub(rf'(\(\s*"{kind}",\s*)-?\d+', rf"\g<1>{value}", source, count=1)
    source = re.sub(r"\nTHRESHOLD = \d+", f"\nTHRESHOLD = {threshold}", source)
    for name, kind in (
        ("GENERAL_PENALTY", GENERAL_WORDS),
        ("DECLARED_PENALTY", DECLARED),
        ("SUPPOSED_PENALTY", SUPPOSED),
        ("COMPOSED_PENALTY", COMPOSED),
    ):
        source = re.sub(rf"\n{name} = \d+", f"\n{name} = {-points[kind]}", source)
    path.write_text(source, encoding="utf-8")
    lines = [
        "# Built by scripts/fit_case_weights.py: quarters of a point that a word counts for a case",
        "# of one person, or against it. Lower case, without diacritics. Do not edit.",
    ]
    for value in sorted(set(words.values()), reverse=True):
        lines.append(f"[{value}]")
        section = " ".join(sorted(word for word, n in words.items() if n == value))
        lines += textwrap.wrap(section, 98)
    (ROOT / "src/assistant/data/checklist/case_words.txt").write_text(
        "\n".join(lines) + "\n", encoding="utf-8"
    )


def _bounds(columns: dict[str, int], words: int) -> list[tuple[float | None, float | None]]:
    bounds: list[tuple[float | None, float | None]] = []
    for kind in columns:
        if case.SORTS.get(kind, case.GENERAL) == case.GENERAL:
            least: float | None = NO_LESS.get(kind)
            most: float | None = AT_MOST.get(kind, 0)
        else:
            least, most = AT_LEAST.get(kind, 0), NO_MORE.get(kind)
        bounds.append((
            None if least is None else least / POINTS_PER_UNIT,
            None if most is None else most / POINTS_PER_UNIT,
        ))  # fmt: skip
    return bounds + [(None, None)] * (words + 1)


def _folds(texts: Sequence[Text]) -> NDArray[np.int64]:
    """A number per text; the texts of one writer of prompts have one number."""
    writers = sorted({text.writer for text in texts if text.writer})
    drawn = np.random.default_rng(0).integers(0, max(FOLDS, len(writers)), len(texts))
    return np.array([
        writers.index(text.writer) if text.writer else fold
        for text, fold in zip(texts, drawn, strict=True)
    ])  # fmt: skip


def main() -> None:
    """Fit, print the figures per threshold, and write when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--threshold", type=int, help="points; without it the regression's own")
    parser.add_argument("--write", action="store_true", help="write the weights into case.py")
    parser.add_argument("--show", action="store_true", help="list prompts on the wrong side")
    parser.add_argument("--more", type=Path, nargs="*", default=[], help="files of questions")
    options = parser.parse_args()

    said = (GENERAL_WORDS, DECLARED, SUPPOSED, COMPOSED)
    columns = {kind: i for i, kind in enumerate([*case.SORTS, *said])}
    texts = [*_prompts(), *_questions(options.more), *_quiz(), *_law()]
    read = [tokenise("\n".join([*text.earlier, text.text]), lexicon()) for text in texts]
    # What is told in a language that has rules of its own teaches nothing here.
    pairs = zip(texts, read, strict=True)
    kept = [text.sort != "case" or not foreign.kinds(tokens) for text, tokens in pairs]
    texts, read = list(compress(texts, kept)), list(compress(read, kept))
    words = _word_columns(read)
    found = _matrix(read, columns, words)
    label = np.array([1.0 if text.sort == "case" else -1.0 for text in texts])
    weight = np.array([IMPORTANCE[text.sort] for text in texts])
    ridge = np.array([RIDGE] * len(columns) + [RIDGE_WORDS] * len(words))
    bounds = _bounds(columns, len(words))

    fitted = _fit(found, label, weight, bounds, ridge)
    own = round(-fitted[-1] * POINTS_PER_UNIT)
    # Cross-validation rounds as the product does, with each fold's own intercept moved along.
    fold = _folds(texts)
    above = np.zeros(len(texts))
    for part in range(int(fold.max()) + 1):
        others = fold != part
        b = _fit(found[others], label[others], weight[others], bounds, ridge)
        above[~others] = _score(found[~others], b, len(columns)) + b[-1] * POINTS_PER_UNIT
    score = _score(found, fitted, len(columns))
    sorts = np.array([f"{text.sort} {text.writer}".strip() for text in texts])
    kinds = sorted(set(sorts.tolist()))
    counts = dict(Counter(sorts.tolist()))
    print(f"threshold of the regression: {own}; words: {len(words)}; texts:", counts)
    print("share refused per threshold: cross-validated (fitted)")
    for cut in range(own - 8, own + 4):
        shares = []
        for sort in [*IMPORTANCE, *kinds]:
            rows = np.char.startswith(sorts, sort) if sort in IMPORTANCE else sorts == sort
            unseen, seen = np.mean(above[rows] >= cut - own), np.mean(score[rows] >= cut)
            shares.append(f"{sort} {unseen:.4f} ({seen:.4f})")
        print(f"{cut:3d}", *dict.fromkeys(shares), sep="; ")
    threshold = own if options.threshold is None else options.threshold
    points = {kind: round(fitted[i] * POINTS_PER_UNIT) for kind, i in columns.items()}
    print(points)
    if options.show:
        for text, value, tokens in zip(texts, above, read, strict=True):
            if text.sort != "law" and (value >= threshold - own) != (text.sort == "case"):
                named = sorted(case.kinds(tokens))
                print(f"{value:+.1f}", text.sort, *text.earlier, text.text, "|", *named)
    if options.write:
        quarters = np.round(fitted[len(columns) : -1] * POINTS_PER_UNIT * QUARTERS).astype(int)
        kept_words = {w: int(n) for w, n in zip(words, quarters, strict=True) if n}
        _write(Path(case.__file__), points, threshold, kept_words)


if __name__ == "__main__":
    main()
