"""`assistant eval support`: what the verifier lets through and what it keeps."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.records import Passage
from assistant.scoring import Share
from assistant.verify.model import Verdict
from assistant.verify.pairs import SUPPORTED_KINDS, UNSUPPORTED_KINDS, Pair, passage_text

Judge = Callable[[str, str], Verdict]

# Largest share of unsupported pairs of a kind that may be let through.
BARS = {"number": 0.0, "deadline": 0.0, "age": 0.0, "article": 0.0, "negation": 0.02,
        "condition": 0.02}  # fmt: skip
OVERALL_BAR = 0.05
KEPT_BAR, KEPT_AIM = 0.60, 0.85


@dataclass(frozen=True, slots=True)
class SupportReport:
    """Figures of a labelled set."""

    precision: Share  # of the sentences called supported, how many are
    kept: Share  # of the supported pairs: recall
    let_through: Share  # of the unsupported pairs
    by_kind: dict[str, Share]  # called supported, for each kind
    reasons: dict[str, Share]  # kind of an unsupported pair: named by a reason of that kind
    p50_ms: float  # computing time of this thread, so that other work does not count
    p95_ms: float
    misses: tuple[tuple[str, str, str], ...]  # id, kind, codes of the reasons

    def as_json(self) -> dict[str, Any]:
        """Return the figures as plain values; no sentence is among them."""
        return {
            "precision": self.precision.as_json(),
            "kept": self.kept.as_json(),
            "let_through": self.let_through.as_json(),
            "by_kind": {kind: share.as_json() for kind, share in self.by_kind.items()},
            "p50_ms": round(self.p50_ms, 2),
            "p95_ms": round(self.p95_ms, 2),
        }


def evaluate(pairs: Sequence[Pair], passages: Mapping[str, Passage], judge: Judge) -> SupportReport:
    """Judge labelled pairs and count.

    Raises:
        ValueError: there are no pairs; an empty set is an error and no score.
    """
    if not pairs:
        raise ValueError("no pairs to evaluate")
    called: dict[str, list[bool]] = {}
    named: dict[str, list[bool]] = {}
    misses: list[tuple[str, str, str]] = []
    times: list[float] = []
    for pair in pairs:
        text = passage_text(passages[pair.passage_id])
        started = time.thread_time()
        verdict = judge(pair.sentence, text)
        times.append((time.thread_time() - started) * 1000)
        called.setdefault(pair.kind, []).append(verdict.supported)
        codes = [r.code for r in verdict.reasons]
        if not pair.supported:
            named.setdefault(pair.kind, []).append(pair.kind in codes)
        if verdict.supported != pair.supported:
            misses.append((pair.id, pair.kind, " ".join(codes)))
    times.sort()
    yes = [v for kind in SUPPORTED_KINDS for v in called.get(kind, [])]
    no = [v for kind in UNSUPPORTED_KINDS for v in called.get(kind, [])]
    return SupportReport(
        precision=Share(sum(yes), sum(yes) + sum(no)),
        kept=Share(sum(yes), len(yes)),
        let_through=Share(sum(no), len(no)),
        by_kind={k: Share(sum(v), len(v)) for k, v in sorted(called.items())},
        reasons={k: Share(sum(v), len(v)) for k, v in sorted(named.items())},
        p50_ms=times[len(times) // 2],
        p95_ms=times[min(len(times) - 1, len(times) * 95 // 100)],
        misses=tuple(misses),
    )


def table(report: SupportReport) -> str:
    """The figures for people, with the bar of each kind."""
    lines = [
        f"supported kept        {_text(report.kept)}   bar >= {KEPT_BAR:.2f}, aim {KEPT_AIM:.2f}",
        f"unsupported passed    {_text(report.let_through)}   bar <= {OVERALL_BAR:.2f}",
        f"precision             {_text(report.precision)}",
        f"computing time        p50 {report.p50_ms:.2f} ms, p95 {report.p95_ms:.2f} ms",
        "",
        "kept, by kind",
    ]
    lines += [
        f"  {k:<12} {_text(report.by_kind[k])}" for k in SUPPORTED_KINDS if k in report.by_kind
    ]
    lines += ["", "let through, by kind (and refused with a reason of that very kind)"]
    for kind in UNSUPPORTED_KINDS:
        if kind in report.by_kind:
            bar = f"   bar <= {BARS[kind]:.2f}" if kind in BARS else ""
            named = f"named {report.reasons[kind].value:.2f}"
            lines.append(f"  {kind:<12} {_text(report.by_kind[kind])}   {named}{bar}")
    return "\n".join(lines)


def _text(share: Share) -> str:
    return str(share) if share.total else "none"
