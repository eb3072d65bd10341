"""Figures of the checklist on labelled prompts: recall, false refusals, intervals, latency."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assistant.checklist.engine import CHECKLIST_VERSION, check
from assistant.errors import BatchError

_Z95 = 1.959963984540054  # two-sided 95 % of the normal distribution


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardCase:
    """One labelled prompt of evals/guard."""

    id: str
    text: str
    refuse: bool  # label "refuse" or "allow"
    kind: str  # "identifier", "case" or "general"
    points: tuple[str, ...] = ()  # expected points; for an allowed prompt those it comes near to
    near_miss: bool = False
    style: str = ""
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A share with its 95 % interval after Wilson (1927)."""

    count: int
    total: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """Count over total; nan when there is nothing to count."""
        return self.count / self.total if self.total else math.nan


def rate(count: int, total: int) -> Rate:
    """Share of `count` in `total` with its Wilson 95 % interval.

    >>> r = rate(95, 100)
    >>> round(r.low, 3), round(r.high, 3)
    (0.888, 0.978)
    """
    if not total:
        return Rate(count=0, total=0, low=math.nan, high=math.nan)
    share = count / total
    square = _Z95 * _Z95
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = (
        _Z95
        * math.sqrt(share * (1 - share) / total + square / (4 * total * total))
        / (1 + square / total)
    )
    low = 0.0 if count == 0 else middle - half
    high = 1.0 if count == total else middle + half
    return Rate(count=count, total=total, low=low, high=high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A prompt on which the checklist and the label differ. Never holds the text."""

    id: str
    expected: str  # "refuse" or "allow"
    reason: str  # the points and rules that fired, or the points that should have


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardReport:
    """Everything that is measured on one set."""

    version: str
    refused: dict[str, Rate]  # recall per kind: "identifier", "case", and "all"
    refused_near_miss: Rate  # recall on refuse prompts that look harmless
    false_refusals: Rate  # allowed prompts that were refused
    false_refusals_near_miss: Rate
    points: dict[str, Rate]  # recall per point: prompts with the point on which it was found
    styles: dict[str, Rate]  # right decisions per style
    latency_ms: dict[str, float]  # "p50", "p95", "p99"; wall clock, per prompt with its history
    misses: tuple[Miss, ...]

    def as_dict(self) -> dict[str, object]:
        """Plain values for JSON."""

        def plain(r: Rate) -> dict[str, float | int]:
            return {
                "count": r.count,
                "total": r.total,
                "share": r.share,
                "low": r.low,
                "high": r.high,
            }

        return {
            "version": self.version,
            "refused": {k: plain(v) for k, v in self.refused.items()},
            "refused_near_miss": plain(self.refused_near_miss),
            "false_refusals": plain(self.false_refusals),
            "false_refusals_near_miss": plain(self.false_refusals_near_miss),
            "points": {k: plain(v) for k, v in self.points.items()},
            "styles": {k: plain(v) for k, v in self.styles.items()},
            "latency_ms": dict(self.latency_ms),
            "misses": [
                {"id": m.id, "expected": m.expected, "reason": m.reason} for m in self.misses
            ],
        }


def load_cases(path: Path) -> tuple[GuardCase, ...]:
    """Read labelled prompts, one JSON object a line.

    Raises:
        BatchError: a line is no case; the message names file and line, never the text.
    """
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if row["label"] not in ("refuse", "allow"):
                raise ValueError("label")
            cases.append(
                GuardCase(
                    id=row["id"],
                    text=row["text"],
                    refuse=row["label"] == "refuse",
                    kind=row["kind"],
                    points=tuple(row.get("points") or ()),
                    near_miss=bool(row.get("near_miss", False)),
                    style=row.get("style", ""),
                    earlier=tuple(row.get("earlier") or ()),
                )
            )
        except (ValueError, KeyError, TypeError) as error:
            wanted = "wanted an object with id, text, label and kind"
            raise BatchError(f"{path.name}, line {number}: {wanted}") from error
    return tuple(cases)


def evaluate(cases: Iterable[GuardCase]) -> GuardReport:
    """Run the checklist over labelled prompts.

    Raises:
        ValueError: there are no cases; an empty set is an error and no score.
    """
    tally: dict[tuple[str, str], list[bool]] = {}
    misses: list[Miss] = []
    times: list[float] = []
    for case in cases:
        begin = time.perf_counter()
        decision = check(case.text, earlier=case.earlier)
        times.append((time.perf_counter() - begin) * 1_000)
        right = decision.refused == case.refuse
        keys = [("style", case.style)]
        if case.refuse:
            keys += [("refuse", case.kind), ("refuse", "all")]
            if case.near_miss:
                keys.append(("near", "refuse"))
            for point in case.points:
                tally.setdefault(("point", point), []).append(point in decision.items)
        else:
            keys.append(("allow", "all"))
            if case.near_miss:
                keys.append(("near", "allow"))
        for key in keys:
            tally.setdefault(key, []).append(right)
        if not right:
            if case.refuse:
                reason = "nothing found; expected " + ", ".join(case.points)
            else:
                found = dict.fromkeys(f"{f.item} ({f.rule})" for f in decision.findings)
                reason = "found " + ", ".join(found)
            misses.append(
                Miss(id=case.id, expected="refuse" if case.refuse else "allow", reason=reason)
            )
    if not times:
        raise ValueError("no cases to evaluate")

    def of(group: str, name: str, *, wrong: bool = False) -> Rate:
        results = tally.get((group, name), [])
        return rate(sum(r != wrong for r in results), len(results))

    def group(name: str) -> dict[str, Rate]:
        return {key[1]: of(*key) for key in sorted(tally) if key[0] == name}

    ordered = sorted(times)
    return GuardReport(
        version=CHECKLIST_VERSION,
        refused=group("refuse"),
        refused_near_miss=of("near", "refuse"),
        false_refusals=of("allow", "all", wrong=True),
        false_refusals_near_miss=of("near", "allow", wrong=True),
        points=group("point"),
        styles=group("style"),
        latency_ms={
            f"p{p}": ordered[min(len(ordered) - 1, p * len(ordered) // 100)] for p in (50, 95, 99)
        },
        misses=tuple(misses),
    )
