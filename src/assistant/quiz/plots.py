"""Figures of a round as SVG, in classes that the style sheet colours for light and dark.

Everything that is drawn stands in a table beside it as well, for those who do not see it. No style
attributes: the policy of the site lets none through.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from markupsafe import Markup

from assistant import texts_nl
from assistant.quiz.analysis import DIFFICULTIES, Analysis
from assistant.scoring import Share

WIDTH = 360  # as wide as a phone, so that letters stay readable there
_ROW, _LEFT, _BAR = 26, 34, 250
_STEPS = 5  # of the heat map; their contrast is in the style sheet


class Words(Protocol):
    """The words of figures: `texts_nl`, or those of another language."""

    DECIMAL: str
    PERCENT: str
    QUIZ_DIFFICULTY: dict[str, str]
    QUIZ_WEB: dict[str, str]


def percent(share: Share, words: Words = texts_nl) -> str:
    """Return a share as readers write it.

    >>> percent(Share(1, 3))
    '33 %'
    """
    return words.PERCENT.format(n=f"{100 * share.value:.0f}")


def number(value: float | None, digits: int = 2, words: Words = texts_nl) -> str:
    """Return a figure as readers write it; a dash when there is none.

    >>> number(-0.25), number(None)
    ('−0,25', '–')
    """
    if value is None:
        return "–"
    return f"{value:.{digits}f}".replace("-", "−").replace(".", words.DECIMAL)


def items_svg(analysis: Analysis, words: Words = texts_nl) -> Markup:
    """Return for each item a bar of the share that had it right, with its 95 % interval."""
    parts = []
    for row, found in enumerate(analysis.items):
        top = row * _ROW
        low, high = (_LEFT + _BAR * v for v in found.right.interval)
        bar = "staaf staaf-let-op" if found.perhaps_wrong else "staaf"
        middle = top + 10
        parts += [
            _text(_LEFT - 8, top + 15, str(found.number), "einde"),
            _rect("baan", _LEFT, top + 2, _BAR, 16),
            _rect(bar, _LEFT, top + 2, _BAR * found.right.value, 16),
            Markup('<path class="marge" d="M{0:.1f} {1}H{2:.1f}"/>').format(low, middle, high),
            _text(_LEFT + _BAR + 10, top + 15, percent(found.right, words)),
        ]
    return _svg(len(analysis.items) * _ROW, words.QUIZ_WEB["plot_items"], parts)


def related_svg(analysis: Analysis, words: Words = texts_nl) -> Markup:
    """Return every item as its number, by share right and by discrimination."""
    left, top, wide, high = 40, 10, 300, 220
    parts = [_rect("baan", left, top, wide, high)]
    for step in range(5):
        right, related = step / 4, 1 - step / 2
        x, y = left + wide * right, top + high * step / 4
        parts.append(
            _text(x, top + high + 18, words.PERCENT.format(n=f"{100 * right:.0f}"), "midden")
        )
        parts.append(_text(left - 6, y + 4, number(related, 1, words), "einde"))
    parts.append(Markup('<path class="as" d="M{0} {1}h{2}"/>').format(left, top + high / 2, wide))
    for found in analysis.items:
        if found.discrimination is not None:
            x = left + wide * found.right.value
            y = top + high * (1 - found.discrimination) / 2
            dot = "punt punt-let-op" if found.perhaps_wrong else "punt"
            parts.append(Markup('<circle class="{0}" cx="{1:.1f}" cy="{2:.1f}" r="11"/>').format(
                dot, x, y
            ))  # fmt: skip
            parts.append(_text(x, y + 4, str(found.number), f"midden {dot}-tekst"))
    return _svg(top + high + 26, words.QUIZ_WEB["plot_related"], parts)


def topics_svg(analysis: Analysis, words: Words = texts_nl) -> Markup:
    """Return the heat map: the share right by topic and difficulty, the weakest topic first."""
    used = [d for d in DIFFICULTIES if any(d in t.by_difficulty for t in analysis.topics)]
    names = [words.QUIZ_DIFFICULTY[d] for d in used]
    columns = [*names, words.QUIZ_WEB["all_items"]]
    cell = WIDTH / len(columns)
    parts = [_text(cell * n + cell / 2, 14, name, "midden zacht") for n, name in enumerate(columns)]
    for row, topic in enumerate(analysis.topics):
        top = 24 + row * 52
        parts.append(Markup('<g lang="nl">{}</g>').format(_text(0, top + 14, _cut(topic.topic))))
        shares = [*(topic.by_difficulty.get(d) for d in used), topic.right]
        for n, share in enumerate(shares):
            warm = "leeg" if share is None else str(_warmth(share))
            parts.append(_rect(f"warmte-{warm}", cell * n + 1, top + 20, cell - 2, 26))
            said = "–" if share is None else percent(share, words)
            parts.append(_text(cell * n + cell / 2, top + 38, said, f"midden warmte-{warm}-tekst"))
    return _svg(24 + 52 * len(analysis.topics), words.QUIZ_WEB["plot_topics"], parts)


def _warmth(share: Share) -> int:
    """Step of the heat map, 0 for nobody right to _STEPS - 1 for all."""
    return min(int(share.value * _STEPS), _STEPS - 1)


def _cut(text: str, longest: int = 48) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _text(x: float, y: float, text: str, classes: str = "") -> Markup:
    return Markup('<text class="{}" x="{:.1f}" y="{:.1f}">{}</text>').format(classes, x, y, text)


def _rect(classes: str, x: float, y: float, wide: float, high: float) -> Markup:
    return Markup(
        '<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="2"/>'
    ).format(classes, x, y, wide, high)


def _svg(high: float, label: str, parts: Sequence[Markup]) -> Markup:
    return Markup(
        '<svg class="figuur" xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{}" '
        'viewBox="0 0 {} {:.0f}">{}</svg>'
    ).format(label, WIDTH, high, Markup("").join(parts))
