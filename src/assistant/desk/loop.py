"""What the helpdesk decides comes back: as evaluation cases and as figures of agreement."""

from __future__ import annotations

import io
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from pydantic import ValidationError

from assistant.cases import Case, Gold, Style, load_cases
from assistant.citations import parse_references
from assistant.database.engine import locked
from assistant.desk import rules
from assistant.desk.model import Curated, Item, ItemStatus, Judgement
from assistant.errors import CorpusError, DeskRuleError, UnwritableError
from assistant.laws.sync import write_whole
from assistant.records import Answer, Citation, Passage, Sentence, Status
from assistant.scoring import Share
from assistant.sentences import split_sentences

_DRAWING = threading.Lock()
CURATED = "curated"  # key of texts_nl.NOTICES
Why = Literal["near-domain", "false-premise", "off-topic", "later-law"]
WHY: tuple[Why, ...] = get_args(Why)
Asker = Literal["professional", "bestuurder", "jurist", "trainer"]


def case_id(item: Item) -> str:
    """Return the id of the evaluation case of an item: "helpdesk-20261125-17"."""
    return f"helpdesk-{item.created:%Y%m%d}-{item.id}"


def as_case(
    item: Item,
    *,
    why: Why | None = None,
    style: Style | None = None,
    asker: Asker = "professional",
) -> Case:
    """Return a decided item as a reviewed evaluation case.

    Gold is what the jurists found right, put in its place or added, with the words that decide.
    A right answer says what they wrote; a wrong one what stood on citations that are all wrong.

    Args:
        item: decided or released.
        why: why the corpus has no answer, for an item without a right passage.
        style: of the question; None tells questions that name an article from all others.
        asker: who asks.

    Raises:
        DeskRuleError: "not-decided", "no-gold", or "gold-and-why".
    """
    if item.status not in (ItemStatus.DECIDED, ItemStatus.RELEASED):
        raise DeskRuleError("not-decided")
    sent = item.submission
    good = rules.good_passages(item)
    if bool(good) == (why is not None):
        raise DeskRuleError("gold-and-why" if good else "no-gold")
    wrong = {v.n for v in item.verdicts if v.judgement is Judgement.WRONG}
    corrected = item.correction or ""
    return Case(
        id=case_id(item),
        question=sent.question,
        style=style or ("reference" if parse_references(sent.question) else "paraphrase"),
        asker=asker,
        topic=", ".join(sent.topics) or "helpdesk",
        gold=[Gold(passage_id=p.passage_id, words=p.quote) for p in good],
        must_say=[corrected[start:end] for start, end in split_sentences(corrected)],
        wrong=[s.text for s in sent.sentences if s.citations and set(s.citations) <= wrong],
        why=why,
        status="reviewed",
    )


def append_case(path: Path, case: Case, passages: Mapping[str, Passage]) -> bool:
    """Add a case to a file, checked against the corpus; the file is whole at every moment.

    Args:
        path: a file of evaluation cases; made when absent.
        case: to add.
        passages: of the corpus, by id.

    Returns:
        False when the file holds exactly this case already.

    Raises:
        CorpusError: the corpus lacks a passage or its words, the file is no file of cases, or it
            holds another case with this id. The file is as it was.
        UnwritableError: the file or its folder cannot be written.
    """
    line = case.model_dump_json(exclude_none=True, exclude_defaults=True) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with locked(path.parent):
            before = path.read_text(encoding="utf-8") if path.exists() else ""
            if any(_is_case(old, case) for old in before.splitlines()):
                return False
            border = "" if before.endswith("\n") or not before else "\n"
            data = (before + border + line).encode()
            with tempfile.TemporaryDirectory() as folder:
                draft = Path(folder) / path.name
                draft.write_bytes(data)
                load_cases(draft, passages)  # the schema, the gold and the ids, all in one place
            write_whole(path, data)
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: is not UTF-8 text") from error
    except OSError as error:
        raise UnwritableError(f"{path}: cannot be written ({error.strerror})") from error
    return True


def _is_case(line: str, case: Case) -> bool:
    try:
        return Case.model_validate_json(line) == case
    except ValidationError:
        return False  # load_cases says which line is no case


# -- curated answers --


def curated_answer(
    curated: Curated, passage: Callable[[str], Passage | None]
) -> Answer | None:  # fmt: skip
    """Return a curated answer as one that can be shown, when the corpus still holds its words.

    Each sentence carries all citations: the jurist vouches for the whole. Sentences count as
    written, for they need not be words of the sources. The notice of the answer says whose it is.

    Args:
        curated: as `Desk.curated_for` gives it.
        passage: looks a passage of the corpus up.

    Returns:
        None when a quoted passage is gone or reads otherwise, and when nothing is cited.
    """
    citations = []
    for n, quoted in enumerate(curated.citations, 1):
        found = passage(quoted.passage_id)
        if found is None or found.text[quoted.start : quoted.end] != quoted.quote:
            return None
        citations.append(
            Citation(n=n, passage=found, quote=quoted.quote, start=quoted.start, end=quoted.end)
        )
    if not citations:
        return None
    numbers = tuple(c.n for c in citations)
    text = curated.answer
    return Answer(
        status=Status.ANSWERED,
        sentences=tuple(
            Sentence(text=text[start:end], citations=numbers, written=True)
            for start, end in split_sentences(text)
        ),
        citations=tuple(citations),
        confidence=1.0,
        notice=CURATED,
    )


# -- agreement --


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What jurists said of citations in one week."""

    week: str  # ISO: "2026-W48"; "" for all weeks together
    counts: Mapping[Judgement, int]

    @property
    def agreement(self) -> Share:
        """The share of the judged citations that are right."""
        return Share(self.counts.get(Judgement.RIGHT, 0), sum(self.counts.values()))


def agreement(counts: Mapping[tuple[str, Judgement], int]) -> tuple[Week, ...]:
    """Return the weeks in which citations were judged, oldest first.

    Args:
        counts: as `Desk.judgements` gives them.
    """
    weeks: dict[str, dict[Judgement, int]] = {}
    for (week, judgement), count in sorted(counts.items()):
        weeks.setdefault(week, {})[judgement] = count
    return tuple(Week(week=w, counts=c) for w, c in weeks.items())


def together(weeks: tuple[Week, ...]) -> Week:
    """Return all weeks as one."""
    counts = {j: sum(w.counts.get(j, 0) for w in weeks) for j in Judgement}
    return Week(week="", counts=counts)


def agreement_json(weeks: tuple[Week, ...]) -> dict[str, object]:
    """Return the figures as plain values: all together and by week."""

    def one(week: Week) -> dict[str, object]:
        counts = {j.value: week.counts.get(j, 0) for j in Judgement}
        return {"agreement": week.agreement.as_json(), "judgements": counts}

    by_week = [{"week": w.week, **one(w)} for w in weeks]
    return {**one(together(weeks)), "weeks": by_week}


def agreement_svg(
    weeks: tuple[Week, ...],
    *,
    label: str = "Deel van de citaten dat juristen juist vonden, per week",
    axis: str = "citaten die juist zijn",
) -> str:
    """Return the share of right citations by week, with intervals, as an SVG to put in a page.

    The same figures give the same bytes. `agreement_json` or a table goes beside it, for those who
    do not see it.

    Args:
        weeks: of `agreement`.
        label: what the figure is, for those who do not see it.
        axis: what stands upright.

    Raises:
        ValueError: there are no weeks.
    """
    if not weeks:
        raise ValueError("without judgements there is nothing to draw")
    import matplotlib as mpl
    from matplotlib.figure import Figure

    values = [w.agreement.value for w in weeks]
    bounds = [w.agreement.interval for w in weeks]
    below = [max(0.0, v - low) for v, (low, _) in zip(values, bounds, strict=True)]
    above = [max(0.0, high - v) for v, (_, high) in zip(values, bounds, strict=True)]
    figure = Figure(figsize=(8.0, 3.6), layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    places = range(len(weeks))
    axes.errorbar(places, values, [below, above], fmt="o-", color="#154273", capsize=4)
    shown = places[:: max(1, len(weeks) // 12)]
    axes.set_xticks(list(shown), [f"{weeks[p].week}\nn={_n(weeks[p])}" for p in shown])
    axes.set(ylim=(0, 1.02), ylabel=axis)
    buffer = io.StringIO()
    # what matplotlib is told holds for all threads, so they draw one at a time
    with _DRAWING, mpl.rc_context({"svg.hashsalt": "vindplaats", "svg.fonttype": "none"}):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    svg = buffer.getvalue()
    return svg[svg.index("<svg") :].replace("<svg", f'<svg role="img" aria-label="{label}"', 1)


def _n(week: Week) -> int:
    return week.agreement.total
