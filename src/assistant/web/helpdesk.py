"""The pages of the jurists: the queue, one item, searching a replacement, and what others did.

Forms that work without a script. A change carries the version of the item that its writer saw; when
somebody else was first, a page shows both states and nothing is overwritten.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Annotated
from urllib.parse import quote, urlencode, urlsplit

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant import texts_nl
from assistant.checklist import explain
from assistant.desk import rules
from assistant.desk.command import event_words
from assistant.desk.model import (
    Action,
    Add,
    Assign,
    CitationVerdict,
    CitedPassage,
    Comment,
    Correct,
    Event,
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
from assistant.desk.store import Desk
from assistant.errors import ChecklistError, ConflictError, DeskRuleError, QuestionError
from assistant.laws.current import Current
from assistant.records import Passage, Sentence, Status
from assistant.sentences import split_sentences
from assistant.web import render
from assistant.web.forms import Form
from assistant.web.ports import Assistant

PREFIX = "/helpdesk"
NAME_COOKIE = "helpdesk-naam"
KEYS_COOKIE = "helpdesk-toetsen"
PER_PAGE = 50
LOCAL_NAMES = ("127.0.0.1", "localhost", "::1")
_FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
_OPEN = (ItemStatus.NEW, ItemStatus.ASSIGNED, ItemStatus.DECIDED)
_AGES = {"2": rules.DUE, "5": rules.LATE}
_WAY_BACK = re.compile(r"/helpdesk(?:/[0-9]{1,9})?")

Look = Callable[[str], Passage | None]


def helpdesk_only(request: Request) -> None:
    """Let only this computer in, directly, until there are accounts with roles.

    Raises:
        HTTPException: 403: another machine, a proxy in between, or another site's name for this
            machine.
    """
    client = request.client.host if request.client else ""
    try:
        local = ipaddress.ip_address(client).is_loopback
    except ValueError:
        local = False
    named = urlsplit(f"//{request.headers.get('host', '')}").hostname in LOCAL_NAMES
    if not local or not named or any(name in request.headers for name in _FORWARDED):
        raise HTTPException(403)


def jurist(request: Request) -> str:
    """Return the user name in the session cookie.

    Raises:
        HTTPException: 303, to the page that asks for it.
    """
    name = request.cookies.get(NAME_COOKIE, "")
    try:
        rules.check_user_name(name)
    except DeskRuleError as error:
        path = quote(request.url.path)
        where = f"{PREFIX}/naam?naar={path}" if _WAY_BACK.fullmatch(path) else f"{PREFIX}/naam"
        raise HTTPException(303, headers={"Location": where}) from error
    return name


Jurist = Annotated[str, Depends(jurist)]


@dataclass(frozen=True, slots=True)
class CitationView:
    """A citation as the page shows it: with the sentences that it proves, in its context."""

    shown: CitedPassage
    verdict: CitationVerdict
    sentences: tuple[Sentence, ...]
    before: Passage | None
    passage: Passage | None  # None when it is gone or its words are
    after: Passage | None
    beside: str  # HTML: what changed since

    @property
    def span(self) -> tuple[int, int]:
        """The quoted words."""
        return self.shown.start, self.shown.end


def helpdesk_routes(
    assistant: Assistant, *, current: Current, desk: Callable[[], Desk]
) -> APIRouter:
    """Return the routes of the jurists, all behind `helpdesk_only`.

    Args:
        assistant: searches, and gives passages.
        current: what changed since the sources were written.
        desk: opens the desk.
    """
    router = APIRouter(prefix=PREFIX, dependencies=[Depends(helpdesk_only)])

    @router.get("/naam")
    def ask_name(naar: str = PREFIX) -> HTMLResponse:
        return _name_page(naar)

    @router.post("/naam")
    def set_name(form: Form) -> Response:
        name = form.get("naam", "").strip().lower()
        there = form.get("naar", PREFIX)
        try:
            rules.check_user_name(name)
        except DeskRuleError as error:
            return _name_page(there, name, texts_nl.explain(error))
        answer = RedirectResponse(there if _WAY_BACK.fullmatch(there) else PREFIX, 303)
        answer.set_cookie(NAME_COOKIE, name, path=PREFIX, httponly=True, samesite="strict")
        return answer

    @router.post("/toetsen")
    def set_keys(form: Form) -> Response:
        there = form.get("naar", PREFIX)
        answer = RedirectResponse(there if _WAY_BACK.fullmatch(there) else PREFIX, 303)
        off = form.get("toetsen") == "uit"
        answer.set_cookie(
            KEYS_COOKIE, "uit" if off else "aan", path=PREFIX, httponly=True, samesite="strict"
        )
        return answer

    @router.get("")
    def queue(
        request: Request,
        name: Jurist,
        status: str = "",
        wie: str = "",
        onderwerp: str = "",
        wacht: str = "",
        pagina: int = 1,
    ) -> HTMLResponse:
        now = datetime.now(UTC)
        page = min(max(pagina, 1), 100_000)
        chosen = {"status": status, "wie": wie, "onderwerp": onderwerp, "wacht": wacht}
        wanted = _filter(chosen, name, now)
        store = desk()
        total = store.count(wanted)
        rows = store.queue(_page_of(wanted, page))
        return _page(
            request,
            name,
            "helpdesk.html",
            title=texts_nl.DESK_WEB["queue_title"],
            rows=[(row, rules.ageing(row.created, now)) for row in rows],
            total=total,
            chosen=chosen,
            topics=[(topic, f"{topic} ({count})") for topic, count in store.topics()],
            people=[(p, p) for p in store.assignees() if p != name],
            earlier=_query(chosen, page - 1) if page > 1 else "",
            later=_query(chosen, page + 1) if page * PER_PAGE < total else "",
        )

    def item_page(
        request: Request,
        name: str,
        item_id: int,
        *,
        problem: str = "",
        points: tuple[str, ...] = (),
        typed: Mapping[str, str] | None = None,
        status_code: int = 200,
    ) -> HTMLResponse:
        item, history = desk().whole(item_id)
        kept = {e.seq for e in rules.effective(history)}
        return _page(
            request,
            name,
            "helpdesk-vraag.html",
            status_code,
            title=texts_nl.DESK_WEB["item_title"].format(id=item_id),
            item=item,
            sent=item.submission,
            ageing=rules.ageing(item.created, datetime.now(UTC)),
            reason=texts_nl.ABSTAINED.get(item.submission.reason, texts_nl.ABSTAINED["no-match"]),
            citations=citation_views(item, assistant, current),
            judgements=tuple(Judgement),
            missing=texts_nl.DESK_PROBLEMS.get(rules.missing(item), ""),
            released=item.status is ItemStatus.RELEASED,
            undo=rules.undoable(history, name),
            history=[
                (e, event_words(e), e.seq not in kept and not isinstance(e.action, Undo))
                for e in history
            ],
            event_words=event_words,
            problem=problem,
            points=points,
            typed=typed or {},
        )

    @router.get("/{item_id:int}")
    def show(request: Request, name: Jurist, item_id: int) -> HTMLResponse:
        return item_page(request, name, _number(item_id))

    @router.post("/{item_id:int}")
    def act(request: Request, name: Jurist, item_id: int, form: Form) -> Response:
        try:
            version = int(form["versie"])
            action = action_of(form, name, assistant.passage)
        except (KeyError, ValueError) as error:
            raise HTTPException(400) from error
        try:
            item = desk().act(_number(item_id), action, by=name, version=version)
        except ConflictError as error:
            return _conflict_page(request, name, error, action, form)
        except DeskRuleError as error:
            return item_page(
                request,
                name,
                item_id,
                problem=texts_nl.explain(error),
                typed=form,
                status_code=422,
            )
        except ChecklistError as error:
            hits = explain(error.decision).hits
            return item_page(
                request,
                name,
                item_id,
                problem=texts_nl.explain(error),
                points=tuple(f"{hit.point.title}: {hit.point.explanation}" for hit in hits),
                typed=form,
                status_code=422,
            )
        return RedirectResponse(f"{PREFIX}/{item_id}#{_next_place(item, action)}", 303)

    @router.get("/{item_id:int}/zoek")
    def search_form(
        request: Request, name: Jurist, item_id: int, n: int | None = None
    ) -> HTMLResponse:
        return search_page(request, name, item_id, n, "")

    @router.post("/{item_id:int}/zoek")
    def search(request: Request, name: Jurist, item_id: int, form: Form) -> HTMLResponse:
        n = int(form["n"]) if form.get("n", "").isdecimal() else None
        return search_page(request, name, item_id, n, form.get("zoek", ""))

    def search_page(
        request: Request, name: str, item_id: int, n: int | None, text: str
    ) -> HTMLResponse:
        item = desk().item(_number(item_id))
        if n is not None and all(v.n != n for v in item.verdicts):
            raise HTTPException(404)
        found: tuple[Passage, ...] = ()
        problem = ""
        if text:
            try:
                answer = assistant.search(text)
            except QuestionError as error:
                problem = texts_nl.explain(error)
            else:
                found = tuple(hit.passage for hit in answer.hits)
                if answer.status is Status.REFUSED:
                    problem, text = texts_nl.NOT_KEPT, ""
        title = "search_add_title" if n is None else "search_title"
        return _page(
            request,
            name,
            "helpdesk-zoek.html",
            422 if problem else 200,
            title=texts_nl.DESK_WEB[title].format(n=n),
            item=item,
            n=n,
            text=text,
            problem=problem,
            found=[(p, _parts(p)) for p in found],
        )

    return router


def citation_views(item: Item, assistant: Assistant, current: Current) -> tuple[CitationView, ...]:
    """Return each citation of an item with what a jurist needs to judge it.

    What stands before and after a passage comes once, with its first citation.
    """
    views: list[CitationView] = []
    for shown, verdict in zip(item.submission.citations, item.verdicts, strict=True):
        context = assistant.context(shown.passage_id)
        if context and context[1].text[shown.start : shown.end] != shown.quote:
            context = None
        before, passage, after = context or (None, None, None)
        if passage is not None and any(v.passage == passage for v in views):
            before = after = None
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
                beside=render.beside(
                    change, current.notes_for(shown.passage_id), mark=f"-{shown.n}"
                ),
            )
        )
    return tuple(views)


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


def _parts(passage: Passage) -> list[tuple[str, str]]:
    """What can be picked from a passage: "start-end" and the words, the whole first."""
    sentences = [
        (f"{s.start}-{s.end}", passage.text[s.start : s.end]) for s in split_sentences(passage.text)
    ]
    whole = (f"0-{len(passage.text)}", texts_nl.DESK_WEB["whole_passage"])
    return [whole, *sentences] if len(sentences) > 1 else [whole]


def _next_place(item: Item, action: Action) -> str:
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


def _number(item_id: int) -> int:
    if item_id >= 2**31:  # beyond what a database counts
        raise HTTPException(404)
    return item_id


def _filter(chosen: Mapping[str, str], name: str, now: datetime) -> Filter:
    status = chosen["status"]
    statuses = {"": _OPEN, "alle": ()}.get(status)
    if statuses is None:
        statuses = (ItemStatus(status),) if status in set(ItemStatus) else _OPEN
    who = {"": None, "mij": name, "niemand": ""}.get(chosen["wie"], chosen["wie"])
    age = _AGES.get(chosen["wacht"])
    return Filter(
        statuses=statuses,
        assignee=who,
        topic=chosen["onderwerp"] or None,
        created_before=None if age is None else now - age,
    )


def _page_of(wanted: Filter, page: int) -> Filter:
    return replace(wanted, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)


def _query(chosen: Mapping[str, str], page: int) -> str:
    return urlencode({**{k: v for k, v in chosen.items() if v}, "pagina": page})


def _conflict_page(
    request: Request, name: str, error: ConflictError, action: Action, form: Mapping[str, str]
) -> HTMLResponse:
    mine = Event(seq=1, by=name, at=datetime.now(UTC), action=action)
    return _page(
        request,
        name,
        "helpdesk-conflict.html",
        409,
        title=texts_nl.DESK_WEB["conflict_title"],
        item=error.now,
        yours=event_words(mine),
        text=form.get("tekst", ""),
        since=[(event, event_words(event)) for event in error.since],
        differences=[
            (_field(d.field), _said(d.before), _said(d.after))
            for d in rules.differences(error.seen, error.now)
        ],
        repeat={} if isinstance(action, Undo) else {k: v for k, v in form.items() if k != "versie"},
    )


def _field(name: str) -> str:
    kind, _, number = name.partition(" ")
    return texts_nl.DESK_FIELDS[kind].format(n=number)


def _said(value: object) -> str:
    """A field of an item in words."""
    nothing = texts_nl.DESK_WEB["nothing"]
    match value:
        case None | "" | ():
            return nothing
        case ItemStatus():
            return texts_nl.DESK_STATUS[value]
        case datetime():
            return moment(value)
        case CitationVerdict(judgement=judgement, replacement=replacement):
            said = judgement.value if judgement else texts_nl.DESK_WEB["not_judged"]
            return f"{said} → {replacement.ref}" if replacement else said
        case tuple():
            return "\n".join(
                v.ref if isinstance(v, CitedPassage) else f"{v.by}: {v.text}" for v in value
            )
        case _:
            return str(value)


def moment(at: datetime) -> str:
    """Return a moment as readers here write it, in the time of this machine."""
    local = at.astimezone()
    return f"{render.dutch_date(local.date().isoformat())}, {local:%H:%M}"


def _name_page(there: str, name: str = "", problem: str = "") -> HTMLResponse:
    prefix = f"{texts_nl.WEB['steps_error_prefix']} " if problem else ""
    page = render.page(
        "helpdesk-naam.html",
        title=f"{prefix}{texts_nl.DESK_WEB['name_title']}",
        heading=texts_nl.DESK_WEB["name_title"],
        there=there,
        typed=name,
        problem=problem,
    )
    return HTMLResponse(page, status_code=422 if problem else 200)


def _page(
    request: Request,
    jurist_name: str,
    template: str,
    status_code: int = 200,
    *,
    title: str,
    **values: object,
) -> HTMLResponse:
    keys = request.cookies.get(KEYS_COOKIE) != "uit"
    here = re.sub("/zoek$", "", request.url.path)
    html = render.page(
        template, title=title, jurist=jurist_name, keys=keys, here=here, moment=moment, **values
    )
    return HTMLResponse(html, status_code=status_code)
