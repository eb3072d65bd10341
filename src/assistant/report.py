"""The evaluation report: one HTML file that needs nothing beside it."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

from assistant.cases import STYLES
from assistant.comparison import estimate
from assistant.errors import SettingsError
from assistant.records import Status
from assistant.scoring import CUTS, Share, risk_coverage
from assistant.settings import Settings

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from assistant.desk.loop import Week
    from assistant.evaluation import Outcome

BINS = 10
THRESHOLDS = tuple(n / 20 for n in range(1, 20))
CALIBRATED = ("threshold", Settings().threshold)  # shown in words: the number means nothing
LATENCY_SHOWN = 0.99  # slower questions stand in the last bar of the histogram
FOUND_SHOWN = 3  # how many of the passages found stand beside a miss
_COLOURS = ("#154273", "#007bc7", "#39870c", "#8fcae7")  # blue, sky, green, pale: not red and green
_GOOD_RANK = 5  # a reader looks at the first five

_NAMES = {
    "mrr": "MRR",
    "ndcg": "nDCG@10",
    "within": "gold within the first 3,000 characters",
    "answered": "answerable questions answered",
    "decisive": "decisive words in the answer",
    "abstained": "unanswerable questions not answered",
    "refused": "general questions refused by the checklist",
    "p50_ms": "milliseconds per question, median",
    "p95_ms": "milliseconds per question, 95th percentile",
}


def write_report(
    path: Path,
    result: Mapping[str, Any],
    outcomes: Sequence[Outcome],
    weeks: tuple[Week, ...] = (),
) -> None:
    """Write the report of one run.

    Args:
        path: where it goes; its folder is made when absent.
        result: what `assistant eval --json` prints: set, provenance and figures.
        outcomes: what each case came to; at least one of them answerable.
        weeks: what jurists said of citations, oldest first; () leaves that section out.

    Raises:
        SettingsError: the file cannot be written.
    """
    text = render_report(result, outcomes, weeks)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{path}: the report cannot be written ({error.strerror})") from error


def render_report(
    result: Mapping[str, Any], outcomes: Sequence[Outcome], weeks: tuple[Week, ...] = ()
) -> str:
    """Return the report as HTML that is well-formed XML too, without any reference outside."""
    from jinja2 import Environment, StrictUndefined

    figures = result["figures"]
    yes = [o for o in outcomes if o.case.answerable]
    both = 0 < len(yes) < len(outcomes)
    bins = reliability(outcomes)
    styles = _by_style(yes)
    parts = [
        (name, g["n"], g["hit@1"], g["hit@5"], g["mrr"]) for name, g in figures["by_part"].items()
    ]
    plots = {
        "styles": _bars([r[0] for r in styles], {f"hit@{c}": [r[n] for r in styles]
                        for n, c in enumerate(CUTS, 2)}),
        "parts": _bars([r[0] for r in parts], {"hit@1": [r[2] for r in parts],
                       "hit@5": [r[3] for r in parts]}),
        "reliability": _reliability_plot(bins) if both else "",
        "risk": _risk_plot(outcomes) if both else "",
        "latency": _latency_plot([o.milliseconds for o in outcomes]),
        "agreement": _agreement_plot(weeks),
    }  # fmt: skip
    source = resources.files("assistant").joinpath("data/report.html.jinja")
    template = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    ).from_string(source.read_text(encoding="utf-8"))
    return template.render(
        set=result["set"],
        answerable=len(yes),
        unanswerable=len(outcomes) - len(yes),
        figures=_figure_rows(figures, yes),
        styles=_rounded(styles),
        parts=_rounded(parts),
        plots=plots,
        reliability=_rounded([(b.range, b.count, b.confidence, b.answerable) for b in bins]),
        calibration=f"{calibration_error(bins):.3f}",
        thresholds=_threshold_rows(outcomes) if both else [],
        misses=_misses(outcomes),
        judged=_week_rows(weeks),
        provenance=[
            (name.replace("_", " "), "as calibrated" if (name, value) == CALIBRATED else value)
            for name, value in result.items()
            if name not in ("figures", "agreement") and value is not None
        ],
    )


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions of about the same confidence."""

    range: str  # "0.2 to 0.3"
    count: int
    confidence: float  # mean
    answerable: float  # share that the corpus answers


def reliability(outcomes: Sequence[Outcome]) -> list[Bin]:
    """Return the bins that hold a question, least confident first.

    The last bin holds confidence 1 as well. Refused questions have no confidence and are left
    out.
    """
    held: dict[int, list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.status is not Status.REFUSED:
            held.setdefault(min(int(outcome.confidence * BINS), BINS - 1), []).append(outcome)
    return [
        Bin(
            range=f"{n / BINS:.1f} to {(n + 1) / BINS:.1f}",
            count=len(group),
            confidence=mean(o.confidence for o in group),
            answerable=mean(float(o.case.answerable) for o in group),
        )
        for n, group in sorted(held.items())
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the mean distance between confidence and share, weighed by questions; 0 is best.

    Source: Naeini, Cooper and Hauskrecht, Obtaining Well Calibrated Probabilities Using Bayesian
    Binning, AAAI 2015.
    """
    total = sum(b.count for b in bins)
    if not total:
        return 0.0
    return sum(b.count * abs(b.confidence - b.answerable) for b in bins) / total


def _hit(outcome: Outcome, cut: int) -> bool:
    return outcome.rank is not None and outcome.rank <= cut


def _figure_rows(figures: Mapping[str, Any], yes: Sequence[Outcome]) -> list[tuple[object, ...]]:
    """Name, value, interval and count of every figure over all questions."""
    named = {f"hit@{cut}": figures["hits"][str(cut)] for cut in CUTS}
    named.update({label: figures[key] for key, label in _NAMES.items()})
    means = {"MRR": [o.reciprocal for o in yes], "nDCG@10": [o.gain for o in yes]}
    rows: list[tuple[object, ...]] = []
    for name, value in named.items():
        if isinstance(value, Mapping):
            rows.append((name, f"{value['value']:.3f}",
                         f"{value['low']:.3f} to {value['high']:.3f}", value["n"]))  # fmt: skip
        elif name in means:
            found = estimate(means[name])
            rows.append((name, f"{found.value:.3f}", f"{found.low:.3f} to {found.high:.3f}",
                         len(yes)))  # fmt: skip
        elif value is not None:
            rows.append((name, f"{value:g}", "", ""))
    return rows


def _by_style(yes: Sequence[Outcome]) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for style in STYLES:
        group = [o for o in yes if o.case.style == style]
        if group:
            shares = [Share(sum(_hit(o, c) for o in group), len(group)).value for c in CUTS]
            rows.append((style, len(group), *shares, mean(o.reciprocal for o in group),
                         mean(o.gain for o in group)))  # fmt: skip
    return rows


def _threshold_rows(outcomes: Sequence[Outcome]) -> list[tuple[str, ...]]:
    yes = [o.confidence for o in outcomes if o.case.answerable]
    no = [o.confidence for o in outcomes if not o.case.answerable]
    return [
        (f"{t:.2f}", *(f"{sum(c < t for c in group) / len(group):.1%}" for group in (yes, no)))
        for t in THRESHOLDS
    ]


def _week_rows(weeks: tuple[Week, ...]) -> list[tuple[object, ...]]:
    from assistant.desk.loop import together
    from assistant.desk.model import Judgement

    rows: list[tuple[object, ...]] = []
    for week in (*weeks, together(weeks)) if weeks else ():
        low, high = week.agreement.interval
        rows.append((
            week.week or "together", f"{week.agreement.value:.3f}", f"{low:.3f} to {high:.3f}",
            *(week.counts.get(j, 0) for j in Judgement), week.agreement.total,
        ))  # fmt: skip
    return rows


def _rounded(rows: Sequence[Sequence[Any]]) -> list[list[object]]:
    return [[f"{c:.3f}" if isinstance(c, float) else c for c in row] for row in rows]


def _misses(outcomes: Sequence[Outcome]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for o in outcomes:
        if o.case.answerable and o.status is Status.REFUSED:
            what = "refused by the checklist"
        elif o.case.answerable and not _hit(o, _GOOD_RANK):
            what = f"found at place {o.rank}" if o.rank else "not found"
        elif o.case.answerable and o.status is not Status.ANSWERED:
            what = f"not answered, confidence {o.confidence:.2f}"
        elif not o.case.answerable and o.status is Status.ANSWERED:
            what = f"answered, confidence {o.confidence:.2f}; {o.case.why}"
        else:
            continue
        rows.append({
            "id": o.case.id, "style": o.case.style, "what": what, "question": o.case.question,
            "wanted": o.case.gold_ids, "found": o.found[:FOUND_SHOWN],
        })  # fmt: skip
    return rows


# -- plots ------------------------------------------------------------------------------------


class _Plot:
    """One figure; `image` gives it as base64 of an SVG."""

    def __init__(self, width: float = 8.0, height: float = 3.6) -> None:
        from matplotlib.figure import Figure

        self._figure = Figure(figsize=(width, height), layout="constrained")
        self.axes: Axes = self._figure.add_subplot()
        self.axes.spines[["top", "right"]].set_visible(False)

    def image(self) -> str:
        """Return the SVG; the same figure gives the same bytes."""
        import matplotlib as mpl

        buffer = io.BytesIO()
        with mpl.rc_context({"svg.hashsalt": "vindplaats"}):
            self._figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
        return base64.b64encode(buffer.getvalue()).decode("ascii")


def _bars(names: Sequence[str], series: Mapping[str, Sequence[float]]) -> str:
    plot = _Plot(height=1.2 + 0.42 * len(names))
    height = 0.8 / len(series)
    for place, (label, values) in enumerate(series.items()):
        offsets = [n + (place - (len(series) - 1) / 2) * height for n in range(len(names))]
        plot.axes.barh(offsets, values, height, label=label, color=_COLOURS[place])
    plot.axes.set_yticks(range(len(names)), names)
    plot.axes.invert_yaxis()
    plot.axes.set_xlim(0, 1)
    plot.axes.legend(loc="upper left", bbox_to_anchor=(1, 1), frameon=False)
    return plot.image()


def _reliability_plot(bins: Sequence[Bin]) -> str:
    plot = _Plot(5.0, 4.2)
    plot.axes.plot([0, 1], [0, 1], color="#767676", linestyle="--", linewidth=1)
    total = sum(b.count for b in bins)
    plot.axes.scatter(
        [b.confidence for b in bins],
        [b.answerable for b in bins],
        s=[30 + 600 * b.count / total for b in bins],
        color=_COLOURS[0],
        alpha=0.8,
    )
    plot.axes.set(xlim=(0, 1), ylim=(0, 1.03), xlabel="confidence", ylabel="share answerable")
    return plot.image()


def _risk_plot(outcomes: Sequence[Outcome]) -> str:
    plot = _Plot(6.5, 4.0)
    answered = sum(o.status is Status.ANSWERED for o in outcomes) / len(outcomes)
    curves = {
        "not answerable": [(o.confidence, o.case.answerable) for o in outcomes],
        "not answerable, or gold not in five": [
            (o.confidence, o.case.answerable and _hit(o, _GOOD_RANK)) for o in outcomes
        ],
    }
    highest = 0.05
    for colour, (label, confident) in zip(_COLOURS, curves.items(), strict=False):
        curve = risk_coverage(confident)
        coverage, risk = [c for c, _ in curve], [r for _, r in curve]
        highest = max(highest, *risk)
        plot.axes.plot(coverage, risk, color=colour, label=label)
        place = min(range(len(curve)), key=lambda n: abs(curve[n][0] - answered))
        plot.axes.plot(coverage[place], risk[place], "o", color=colour)
    plot.axes.set(xlim=(0, 1), ylim=(0, highest * 1.05), xlabel="coverage", ylabel="risk")
    plot.axes.legend(frameon=False)
    return plot.image()


def _agreement_plot(weeks: tuple[Week, ...]) -> str:
    from assistant.desk.loop import agreement_svg

    return base64.b64encode(agreement_svg(weeks).encode()).decode("ascii") if weeks else ""


def _latency_plot(times: Sequence[float]) -> str:
    # the first question opens what the others find open; it would press the rest into one bar
    longest = sorted(times)[min(len(times) - 1, int(len(times) * LATENCY_SHOWN))]
    plot = _Plot()
    plot.axes.hist([min(t, longest) for t in times], bins=40, color=_COLOURS[0])
    plot.axes.set(xlabel="milliseconds", ylabel="questions", xlim=(0, None))
    return plot.image()
