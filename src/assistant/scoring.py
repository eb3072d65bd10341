"""From ranked lists and verdicts to figures with intervals. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

CUTS = (1, 3, 5, 10)


@dataclass(frozen=True, slots=True)
class Share:
    """A share of cases with its 95 % interval."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """Between 0 and 1.

        Raises:
            ValueError: there are no cases; an empty set has no share.
        """
        if self.total == 0:
            raise ValueError("an empty set has no share")
        return self.hits / self.total

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's score interval at 95 %.

        Source: Wilson, Probable Inference, the Law of Succession, and Statistical Inference,
        JASA 1927.
        """
        z = 1.959964
        n, p = self.total, self.value
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        low = 0.0 if self.hits == 0 else middle - half
        high = 1.0 if self.hits == n else middle + half
        return low, high

    def __str__(self) -> str:
        """Value, interval and count: "0.912 [0.87-0.94] n=212"."""
        low, high = self.interval
        return f"{self.value:.3f} [{low:.3f}-{high:.3f}] n={self.total}"

    def as_json(self) -> dict[str, float | int | None]:
        """Return value, interval and counts as plain values; None for what an empty set lacks."""
        low, high = self.interval if self.total else (None, None)
        value = self.value if self.total else None
        return {"value": value, "hits": self.hits, "n": self.total, "low": low, "high": high}


def first_rank(ranked: Sequence[str], gold: Sequence[str]) -> int | None:
    """Return the place, from 1, of the first gold passage; None when none was found."""
    wanted = set(gold)
    return next((n for n, passage in enumerate(ranked, 1) if passage in wanted), None)


def reciprocal_rank(ranked: Sequence[str], gold: Sequence[str]) -> float:
    """Return 1 / rank of the first gold passage, or 0."""
    rank = first_rank(ranked, gold)
    return 1.0 / rank if rank else 0.0


def ndcg(ranked: Sequence[str], gold: Sequence[str], *, cut: int = 10) -> float:
    """Return the normalised discounted cumulative gain with gains 0 and 1.

    Source: Jarvelin and Kekalainen, Cumulated gain-based evaluation of IR techniques, TOIS 2002.
    """
    wanted = set(gold)
    gain = sum(1 / math.log2(n + 1) for n, p in enumerate(ranked[:cut], 1) if p in wanted)
    best = sum(1 / math.log2(n + 1) for n in range(1, min(len(wanted), cut) + 1))
    return gain / best if best else 0.0


def within_characters(
    ranked: Sequence[str], lengths: Sequence[int], gold: Sequence[str], *, limit: int
) -> bool:
    """Whether a gold passage begins and ends within the first `limit` characters of the list.

    Lists of long passages and of short ones are compared fairly so: by what a reader, or a
    language model, has to read.
    """
    wanted = set(gold)
    used = 0
    for passage, length in zip(ranked, lengths, strict=True):
        used += length
        if used > limit:
            return False
        if passage in wanted:
            return True
    return False


def risk_coverage(confident: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Return (coverage, risk) for every threshold, most confident first.

    Args:
        confident: confidence and whether the outcome was right, one for each question.

    Source: El-Yaniv and Wiener, On the Foundations of Noise-free Selective Classification,
    JMLR 2010.
    """
    curve: list[tuple[float, float]] = []
    wrong = 0
    for place, (_, right) in enumerate(sorted(confident, key=lambda c: -c[0]), 1):
        wrong += not right
        curve.append((place / len(confident), wrong / place))
    return curve
