"""What the pages of the jurists show and what their forms ask for. No routes, no database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from markupsafe import Markup, escape

from assistant.desk import rules
from assistant.desk.model import (
    Action,
    Add,
    Assign,
    CitationVerdict,
    CitedPassage,
    Comment,
    Correct,
    Filter,
    Item,
    ItemStatus,
    Judge,
    Judgement,
    Release,
    Replace,
    Undo,
    Withdraw,
    cited_words,
)
from assistant.laws.current import Current
from assistant.records import Passage, Sentence
from assistant.sentences import split_sentences
from assistant.web import render
from assistant.web.language import texts
from assistant.web.ports import Assistant

PER_PAGE = 50
OPEN = (ItemStatus.NEW, ItemStatus.ASSIGNED, ItemStatus.DECIDED)
AGES = {"2": rules.DUE, "5": rules.LATE}
CLOSE = "weg"  # the filter for what is about to be deleted

Look = Callable[[str], Passage | None]


@dataclass(frozen=True, slots=True)
class CitationView:
    """A citation as the page shows it: with the sentences that it proves, in its context."""

    shown: CitedPassage
    verdict: CitationVerdict
    sentences: tuple[Sentence, ...]
    before: Passage | None
    passage: Passage | None  # None when it is gone or its words are
    after: Passage | None
    near: tuple[render.Line, ...]  # around the words; the whole stands with an earlier citation
    beside: str  # HTML: what changed since

    @property
    def span(self) -> tuple[int, int]:
        """The quoted words."""
        return self.shown.start, self.shown.end


def citation_views(item: Item, assistant: Assistant, current: Current) -> tuple[CitationView, ...]:
    """Return each citation of an item with what a jurist needs to judge it.

    A passage with what stands before and after it comes once, with its first citation; the next
    ones show the lines around their words.
    """
    views: list[CitationView] = []
    for shown, verdict in zip(item.submission.citations, item.verdicts, strict=True):
        context = assistant.context(shown.passage_id)
        if context and context[1].text[shown.start : shown.end] != shown.quote:
            context = None
        before, passage, after = context or (None, None, None)
        near: tuple[render.Line, ...] = ()
        if passage is not None and any(v.passage == passage for v in views):
            before = after = None
            near = _near(passage, (shown.start, shown.end))
        change = None
        if passage is not None:
            change = current.changes([passage], date.today()).get(passage.id)
        views.append(
            CitationView(
                shown=shown,
                verdict=verdict,
                sentences=tuple(s for s in item.submission.sentences if shown.n in s.citations),
                before=before,
                passage=passage,
                after=after,
                near=near,
                beside=render.beside(
                    change, current.notes_for(shown.passage_id), mark=f"-{shown.n}"
                ),
            )
        )
    return tuple(views)


def _near(passage: Passage, span: tuple[int, int]) -> tuple[render.Line, ...]:
    """The lines that hold the quoted words, with one before and one after."""
    lines = render.lines(passage.text, span)
    marked = [n for n, line in enumerate(lines) if any(piece.marked for piece in line.pieces)]
    return tuple(lines[max(0, marked[0] - 1) : marked[-1] + 2]) if marked else ()


def action_of(form: Mapping[str, str], by: str, passage: Look) -> Action:
    """Return what a form asks for.

    Fields: `actie`, and with it `n` (a citation), `oordeel`, `stuk` and `deel` (a passage and
    offsets in it), `tekst`, `vrager`, `aan` or `seq`.

    Raises:
        KeyError, ValueError: the form does not come from the page.
    """
    match form["actie"]:
        case "oordeel":
            return Judge(int(form["n"]), Judgement(form["oordeel"]))
        case "vervang":
            n = int(form["n"])
            return Replace(n, _words(form, passage, n))
        case "vervang-terug":
            return Replace(int(form["n"]), None)
        case "voeg-toe":
            return Add(_words(form, passage, 0))
        case "verbeter":
            return Correct(form.get("tekst", ""))
        case "zoals-getoond":
            return Correct(None)
        case "toelichting":
            return Comment(form.get("tekst", ""), for_asker="vrager" in form)
        case "neem":
            return Assign(by)
        case "wijs-toe":
            return Assign(form.get("aan", "").strip().lower())
        case "leg-terug":
            return Assign(None)
        case "vrijgeven":
            return Release()
        case "intrekken":
            return Withdraw()
        case "herstel":
            return Undo(int(form["seq"]))
        case other:
            raise ValueError(f"no action {other!r}")


def _words(form: Mapping[str, str], passage: Look, n: int) -> CitedPassage:
    found = passage(form["stuk"])
    if found is None:
        raise ValueError("no such passage")
    span = render.parse_span(form.get("deel"), len(found.text))
    if span is None:
        raise ValueError("no words were chosen")
    return cited_words(found, *span, n=n)


def parts(passage: Passage) -> list[tuple[str, str]]:
    """What can be picked from a passage: "start-end" and the words, the whole first."""
    sentences = [
        (f"{s.start}-{s.end}", passage.text[s.start : s.end]) for s in split_sentences(passage.text)
    ]
    whole = (f"0-{len(passage.text)}", texts().DESK_WEB["whole_passage"])
    return [whole, *sentences] if len(sentences) > 1 else [whole]


def next_place(item: Item, action: Action) -> str:
    """Where the page goes on: after a judgement at the next citation without one."""
    match action:
        case Judge():
            left = [v.n for v in item.verdicts if v.judgement is None]
            return f"citaat-{left[0]}" if left else "afronden"
        case Replace(n=n):
            return f"citaat-{n}"
        case Add():
            return "toegevoegd"
        case Correct():
            return "antwoord"
        case Comment():
            return "toelichtingen"
        case _:
            return "afronden"


def queue_filter(
    chosen: Mapping[str, str], name: str, now: datetime, open_days: int
) -> Filter:  # fmt: skip
    """Return which items the chosen filters leave; what is not known does not narrow.

    Args:
        chosen: `status`, `wie`, `onderwerp` and `wacht`, each "" for no choice.
        name: of the jurist who looks.
        now: the moment.
        open_days: that an item without a release is kept.
    """
    status = chosen["status"]
    statuses = {"": OPEN, "alle": ()}.get(status)
    if statuses is None:
        statuses = (ItemStatus(status),) if status in set(ItemStatus) else OPEN
    who = {"": None, "mij": name, "niemand": ""}.get(chosen["wie"], chosen["wie"])
    age = AGES.get(chosen["wacht"])
    if chosen["wacht"] == CLOSE:
        age = timedelta(days=open_days) - rules.CLOSE
        statuses = tuple(s for s in statuses or OPEN if s is not ItemStatus.RELEASED)
    return Filter(
        statuses=statuses,
        assignee=who,
        topic=chosen["onderwerp"] or None,
        created_before=None if age is None else now - age,
    )


def page_of(wanted: Filter, page: int) -> Filter:
    """Return the filter of one page, counted from 1."""
    return replace(wanted, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)


def page_query(chosen: Mapping[str, str], page: int) -> str:
    """Return the query of the address of a page with these filters."""
    return urlencode({**{k: v for k, v in chosen.items() if v}, "pagina": page})


def field_name(name: str) -> str:
    """Return the name of a field of an item, as `rules.differences` gives it, in words."""
    kind, _, number = name.partition(" ")
    return texts().DESK_FIELDS[kind].format(n=number)


def said(value: object) -> Markup:
    """A field of an item in words; what people or sources wrote as Dutch."""
    match value:
        case None | "" | ():
            return escape(texts().DESK_WEB["nothing"])
        case ItemStatus():
            return escape(texts().DESK_STATUS[value])
        case datetime():
            return escape(moment(value))
        case CitationVerdict(judgement=judgement, replacement=replacement):
            words = texts()
            judged = words.DESK_JUDGEMENTS[judgement] if judgement else words.DESK_WEB["not_judged"]
            if replacement is None:
                return escape(judged)
            return Markup("{} → {}").format(judged, render.in_dutch(replacement.ref))
        case tuple():
            lines = (v.ref if isinstance(v, CitedPassage) else f"{v.by}: {v.text}" for v in value)
            return render.in_dutch("\n".join(lines))
        case _:
            return render.in_dutch(str(value))


def percent(share: float) -> str:
    """Return a share as readers here write it.

    >>> percent(0.8333)
    '83 %'
    """
    return texts().PERCENT.format(n=f"{100 * share:.0f}")


def moment(at: datetime) -> str:
    """Return a moment as readers here write it, in the time of this machine."""
    local = at.astimezone()
    return f"{render.dutch_date(local.date().isoformat())}, {local:%H:%M}"
