"""Two runs on the same questions: how much they differ, and how much of that is noise.

Both runs answer the same questions, so the differences are taken question by question and the
questions are drawn again (Efron and Tibshirani, An Introduction to the Bootstrap, 1993; for
ranked retrieval Sakai, Evaluating Evaluation Metrics based on the Bootstrap, SIGIR 2006). What
makes a question hard for both runs drops out, so a paired interval is far narrower than the
distance between two separate ones.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.cases import Case
from assistant.errors import CorpusError

SAMPLES = 10_000
SEED = 20230401
# Losses below half a point are accepted even when they are certain: a handful of questions that
# each go from place 8 to 9 is a sure loss of MRR that no reader would notice.
SMALLEST_LOSS = 0.005
# A baseline says little about a set that is mostly another set by now.
MOST_UNKNOWN = 0.10


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean, or a mean difference, with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        """Value and interval: "0.912 [0.871, 0.940]"."""
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"

    def as_json(self) -> dict[str, float]:
        """Return plain values, rounded to four decimals."""
        return {k: round(getattr(self, k), 4) for k in ("value", "low", "high")}


def estimate(values: Sequence[float]) -> Estimate:
    """Return the mean of values with its percentile interval; the same twice (seed fixed).

    Raises:
        ValueError: there are no values.
    """
    if not values:
        raise ValueError("no values, no mean")
    data: NDArray[np.float64] = np.asarray(values, dtype=np.float64)
    draws = np.random.default_rng(SEED).integers(0, len(data), size=(SAMPLES, len(data)))
    low, high = np.quantile(data[draws].mean(axis=1), (0.025, 0.975))
    return Estimate(float(data.mean()), float(low), float(high))


def paired(first: Sequence[float], second: Sequence[float]) -> Estimate:
    """Return how much `first` scores above `second`, question by question.

    Raises:
        ValueError: the sequences differ in length or are empty.
    """
    return estimate([a - b for a, b in zip(first, second, strict=True)])


class Rank(BaseModel):
    """Where the first gold passage of one question stood."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    rank: int | None  # from 1; None when it was not among the ten
    case: str  # `case_digest`: another question under the same id is another case


class Accepted(BaseModel):
    """Accepted figures of one set: what a change is held against."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    set: str  # "retrieval/dev"
    provenance: dict[str, Any]
    figures: dict[str, float]  # hit@5 and mrr, for readers; the check uses the ranks
    ranks: dict[str, Rank]  # by id of the case


def case_digest(case: Case) -> str:
    """Return a short hash of what a case asks and what counts as found."""
    data = "\n".join((case.question, *case.earlier, *sorted(case.gold_ids)))
    return hashlib.sha256(data.encode()).hexdigest()[:12]


def accept(
    name: str, cases: Sequence[Case], ranks: Mapping[str, int | None], provenance: dict[str, Any]
) -> Accepted:
    """Return the figures of a run in the form in which they are kept.

    Args:
        name: of the set.
        cases: answerable cases.
        ranks: place of the first gold passage by id of the case, for every case.
        provenance: what the run was made with.
    """
    held = {c.id: Rank(rank=ranks[c.id], case=case_digest(c)) for c in cases}
    figures = {
        metric: round(float(np.mean([score(r.rank) for r in held.values()])), 4)
        for metric, score in METRICS.items()
    }
    return Accepted(set=name, provenance=provenance, figures=figures, ranks=held)


def load_accepted(path: Path) -> Accepted:
    """Return the accepted figures in a file.

    Raises:
        CorpusError: the file is absent or is not a baseline.
    """
    try:
        return Accepted.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValidationError) as error:
        raise CorpusError(f"{path}: not accepted figures ({error})") from error


def losses(accepted: Accepted, cases: Sequence[Case], ranks: Mapping[str, int | None]) -> list[str]:
    """Return a line for each figure that fell by more than the noise; none when all is well.

    A figure fell by more than the noise when the whole 95 % interval of the paired difference
    lies below zero and the loss is above `SMALLEST_LOSS`. With nothing else changed, three
    questions lost are still within the noise and four are not: drawn again, one in e^3 = 20 sets
    holds none of three, one in e^4 = 55 none of four.

    Args:
        accepted: figures of the earlier run.
        cases: answerable cases of the new run.
        ranks: place of the first gold passage in the new run, by id.
    """
    shared = [
        c for c in cases if c.id in accepted.ranks and accepted.ranks[c.id].case == case_digest(c)
    ]
    unknown = 1 - len(shared) / len(cases)
    if unknown > MOST_UNKNOWN:
        return [
            f"{unknown:.0%} of the questions are not those of the accepted figures; look at the "
            "new figures and accept them with: python evals/bench.py --accept"
        ]
    lines: list[str] = []
    for metric, score in METRICS.items():
        before = [score(accepted.ranks[c.id].rank) for c in shared]
        now = [score(ranks[c.id]) for c in shared]
        change = paired(now, before)
        if change.high < 0 and change.value < -SMALLEST_LOSS:
            worse = [c.id for c, a, b in zip(shared, now, before, strict=True) if a < b]
            lines.append(
                f"{metric} went from {np.mean(before):.3f} to {np.mean(now):.3f}, a change of "
                f"{change}; worse are {', '.join(worse)}"
            )
    return lines


def _hit_at_5(rank: int | None) -> float:
    return float(rank is not None and rank <= 5)


def _reciprocal(rank: int | None) -> float:
    return 1 / rank if rank else 0.0


METRICS: dict[str, Callable[[int | None], float]] = {"hit@5": _hit_at_5, "mrr": _reciprocal}
