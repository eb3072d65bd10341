"""Figures of guards side by side, as text for a terminal and as one HTML page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from assistant.checklist.evaluate import GuardReport
from assistant.errors import SettingsError
from assistant.scoring import Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One table of the report."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a report was made with."""

    set: str  # "guard/dev"
    commit: str | None
    date: str  # ISO
    unavailable: tuple[str, ...] = ()  # why a guard is not in the report


def sections(
    reports: Sequence[GuardReport], *, texts: Mapping[str, str] | None = None
) -> tuple[Section, ...]:
    """The tables, one column of figures per guard; misses of the first guard only.

    Args:
        reports: the guards on the same prompts, our own first.
        texts: prompt by id, to stand beside the misses; None leaves the prompts out.

    Raises:
        ValueError: there is no report.
    """
    if not reports:
        raise ValueError("no report to show")
    first = reports[0]
    names = tuple(r.name for r in reports)
    kinds = (*sorted(first.refused.keys() - {"all"}, reverse=True), "all")
    decisions = [
        *((f"refused, {kind}", _refused(kind)) for kind in kinds),
        ("refused, near misses", lambda r: r.refused_near_miss),
        ("wrongly refused, all", lambda r: r.false_refusals),
        ("wrongly refused, near misses", lambda r: r.false_refusals_near_miss),
    ]
    found = [
        Section(
            title="Decisions, with 95 % intervals",
            head=("", "n", *names),
            rows=tuple(_row(label, [pick(r) for r in reports]) for label, pick in decisions),
        ),
        Section(
            title="Refused, by point of the checklist that the prompt holds; then named: the "
            "checklist gave that very point",
            head=("point", "n", *names, "named"),
            rows=tuple(
                (*_row(point, [r.points[point] for r in reports]), _cell(named))
                for point, named in first.named.items()
            ),
        ),
        Section(
            title="Right decisions, by style",
            head=("style", "n", *names),
            rows=tuple(_row(style, [r.styles[style] for r in reports]) for style in first.styles),
        ),
        Section(
            title="Processor time in milliseconds",
            head=("", *names),
            rows=tuple(
                (f"{what}, {p}", *(f"{times(r)[p]:.3f}" for r in reports))
                for what, times in (("1,000 characters", _long), ("prompt", _prompt))
                for p in times(first)
            ),
        ),
    ]
    if len(reports) > 1:
        found.append(
            Section(
                title="What was found in the prompts that were wrongly refused",
                head=("guard", "prompts", "kinds, with the number of prompts"),
                rows=tuple(
                    (r.name, str(r.false_refusals.hits), _counts(r.wrongly_found)) for r in reports
                ),
            )
        )
    found.append(
        Section(
            title=f"Misses of {first.name}: {len(first.misses)}",
            head=("prompt", "should", "reason", *(("text",) if texts is not None else ())),
            rows=tuple(
                (m.id, m.expected, m.reason, *((texts[m.id],) if texts is not None else ()))
                for m in first.misses
            ),
        )
    )
    return tuple(found)


def table(
    made: Made, reports: Sequence[GuardReport], *, texts: Mapping[str, str] | None = None
) -> str:
    """The report as text; `texts` as in `sections`."""
    blocks = [_introduction(made, reports[0])]
    for section in sections(reports, texts=texts):
        lines = [section.title]
        if section.rows:
            rows = [section.head, *section.rows]
            widths = [max(len(row[n]) for row in rows) for n in range(len(section.head))]
            lines += [
                "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip()
                for row in rows
            ]
        blocks.append("\n".join(lines))
    blocks += ["\n".join(f"- {note}" for note in _notes(made, reports))]
    return "\n\n".join(blocks).rstrip()


def page(made: Made, reports: Sequence[GuardReport]) -> str:
    """The report as HTML that is well-formed XML too and refers to nothing outside itself."""
    from jinja2 import Environment, StrictUndefined

    source = resources.files("assistant").joinpath("data/guard-report.html.jinja")
    template = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    ).from_string(source.read_text(encoding="utf-8"))
    return template.render(
        made=made,
        introduction=_introduction(made, reports[0]),
        sections=sections(reports),
        notes=_notes(made, reports),
    )


def write_page(path: Path, made: Made, reports: Sequence[GuardReport]) -> None:
    """Write the page; its folder is made when absent.

    Raises:
        SettingsError: the file cannot be written.
    """
    text = page(made, reports)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{path}: the report cannot be written ({error.strerror})") from error


def _introduction(made: Made, report: GuardReport) -> str:
    return (
        f"{made.set}: {report.refused['all'].total} prompts to refuse and "
        f"{report.false_refusals.total} to allow; commit {made.commit or 'unknown'}, {made.date}"
    )


def _notes(made: Made, reports: Sequence[GuardReport]) -> list[str]:
    notes = [note for r in reports for note in r.notes]
    if len(reports) > 1:
        notes.append("the others read earlier turns and message as one text")
    return [*notes, *(f"not measured: {reason}" for reason in made.unavailable)]


def _refused(kind: str) -> Callable[[GuardReport], Share]:
    return lambda report: report.refused[kind]


def _long(report: GuardReport) -> Mapping[str, float]:
    return report.long_ms


def _prompt(report: GuardReport) -> Mapping[str, float]:
    return report.prompt_ms


def _row(label: str, shares: Sequence[Share]) -> tuple[str, ...]:
    return (label, str(shares[0].total), *map(_cell, shares))


def _cell(share: Share) -> str:
    if not share.total:
        return "-"
    low, high = share.interval
    return f"{share.value:6.1%} [{low:6.1%} to {high:6.1%}]"


def _counts(found: Mapping[str, int]) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in found.items()) or "-"
