"""Figures on labelled prompts: recall, false refusals, intervals, latency.

The checklist is judged by `evaluate`, and so is any other guard that keeps to `Judge`.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from assistant.checklist.engine import CHECKLIST_VERSION, check
from assistant.errors import BatchError
from assistant.scoring import Share

REPEATS = 3  # a long text is timed so often; the quickest counts
PERCENTILES = (50, 95, 99)


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
class Verdict:
    """What a guard says of one prompt. Never holds the text."""

    refused: bool
    milliseconds: float  # processor time, so that waiting for other work does not count
    points: tuple[str, ...] = ()  # of the checklist; a guard without points names none
    found: tuple[str, ...] = ()  # what it was refused on, in the guard's own words


class Judge(Protocol):
    """A guard that can be measured."""

    @property
    def name(self) -> str:
        """What the guard is called, with its version."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader of its figures must know."""

    def judge(self, text: str, *, earlier: Sequence[str] = ()) -> Verdict:
        """Say whether a prompt is refused, given the earlier turns."""


class Checklist:
    """This package's own guard as a `Judge`."""

    name = f"checklist {CHECKLIST_VERSION}"
    notes: tuple[str, ...] = ()

    def judge(self, text: str, *, earlier: Sequence[str] = ()) -> Verdict:
        """Run the checklist."""
        begin = time.thread_time()
        decision = check(text, earlier=earlier)
        return Verdict(
            refused=decision.refused,
            milliseconds=(time.thread_time() - begin) * 1_000,
            points=decision.items,
            found=tuple(dict.fromkeys(f"{f.item} ({f.rule})" for f in decision.findings)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A prompt on which the checklist and the label differ. Never holds the text."""

    id: str
    expected: str  # "refuse" or "allow"
    reason: str  # the points and rules that fired, or the points that should have


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardReport:
    """Everything that is measured of one guard on one set."""

    name: str
    notes: tuple[str, ...]
    refused: dict[str, Share]  # recall per kind: "identifier", "case", and "all"
    refused_near_miss: Share  # recall on refuse prompts that look harmless
    false_refusals: Share  # allowed prompts that were refused
    false_refusals_near_miss: Share
    points: dict[str, Share]  # prompts with the point that were refused, on whatever ground
    named: dict[str, Share]  # prompts with the point on which this very point was named
    styles: dict[str, Share]  # right decisions per style
    wrongly_found: dict[str, int]  # on wrongly refused prompts: what was found, most often first
    prompt_ms: dict[str, float]  # "p50", "p95", "p99": processor time of a prompt with its history
    long_ms: dict[str, float]  # the same for the long texts; {} when none were given
    misses: tuple[Miss, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values; shares with their interval."""

        def plain(value: Any) -> Any:
            if isinstance(value, Share):
                return value.as_json()
            if isinstance(value, dict):
                return {key: plain(v) for key, v in value.items()}
            if isinstance(value, tuple):
                return [asdict(v) if isinstance(v, Miss) else v for v in value]
            return value

        return {name: plain(getattr(self, name)) for name in GuardReport.__slots__}


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


def evaluate(
    cases: Iterable[GuardCase], judge: Judge | None = None, *, long_texts: Sequence[str] = ()
) -> GuardReport:
    """Judge labelled prompts and count.

    Args:
        cases: the prompts.
        judge: the guard; None means the checklist.
        long_texts: texts for `long_ms`, each judged a few times, the quickest counts.

    Raises:
        ValueError: there are no cases; an empty set is an error and no score.
    """
    judge = judge or Checklist()
    tally: dict[tuple[str, str], list[bool]] = {}
    misses: list[Miss] = []
    times: list[float] = []
    wrongly_found: Counter[str] = Counter()
    for case in cases:
        verdict = judge.judge(case.text, earlier=case.earlier)
        times.append(verdict.milliseconds)
        keys = [("style", case.style)]
        if case.refuse:
            keys += [("refuse", case.kind), ("refuse", "all")]
            keys += [("point", point) for point in case.points]
            for point in case.points:
                tally.setdefault(("named", point), []).append(point in verdict.points)
        else:
            keys.append(("allow", "all"))
        if case.near_miss:
            keys.append(("near", "refuse" if case.refuse else "allow"))
        right = verdict.refused == case.refuse
        for key in keys:
            tally.setdefault(key, []).append(right)
        if not right:
            misses.append(_miss(case, verdict))
            wrongly_found.update(verdict.found)
    if not times:
        raise ValueError("no cases to evaluate")

    def of(group: str, name: str, *, wrong: bool = False) -> Share:
        results = tally.get((group, name), [])
        return Share(sum(r != wrong for r in results), len(results))

    def group(name: str) -> dict[str, Share]:
        return {key[1]: of(*key) for key in sorted(tally) if key[0] == name}

    return GuardReport(
        name=judge.name,
        notes=judge.notes,
        refused=group("refuse"),
        refused_near_miss=of("near", "refuse"),
        false_refusals=of("allow", "all", wrong=True),
        false_refusals_near_miss=of("near", "allow", wrong=True),
        points=group("point"),
        named=group("named"),
        styles=group("style"),
        wrongly_found=dict(wrongly_found.most_common()),
        prompt_ms=_percentiles(times),
        long_ms=_percentiles([
            min(judge.judge(text).milliseconds for _ in range(REPEATS)) for text in long_texts
        ]),
        misses=tuple(misses),
    )  # fmt: skip


def _miss(case: GuardCase, verdict: Verdict) -> Miss:
    if case.refuse:
        reason = "nothing found; expected " + ", ".join(case.points)
    else:
        reason = "found " + ", ".join(verdict.found)
    return Miss(id=case.id, expected="refuse" if case.refuse else "allow", reason=reason)


def _percentiles(times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        f"p{p}": ordered[min(len(ordered) - 1, p * len(ordered) // 100)]
        for p in (PERCENTILES if ordered else ())
    }
