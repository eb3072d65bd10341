"""The pages of the jurists: the queue, one item, searching a replacement, and what others did.

Forms that work without a script. A change carries the version of the item that its writer saw; when
somebody else was first, a page shows both states and nothing is overwritten.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup, escape

from assistant.checklist import explain
from assistant.desk import rules
from assistant.desk.command import event_words
from assistant.desk.loop import (
    WHY,
    agreement,
    agreement_svg,
    append_case,
    as_case,
    together,
)
from assistant.desk.model import Action, Event, ItemStatus, Judgement, Undo
from assistant.desk.store import Desk
from assistant.errors import (
    ChecklistError,
    ConflictError,
    CorpusError,
    DeskRuleError,
    QuestionError,
    UnwritableError,
)
from assistant.laws.current import Current
from assistant.records import Passage, Status
from assistant.settings import Settings
from assistant.web import render
from assistant.web.access import User
from assistant.web.desk_view import (
    PER_PAGE,
    action_of,
    citation_views,
    field_name,
    moment,
    next_place,
    page_of,
    page_query,
    parts,
    percent,
    queue_filter,
    said,
)
from assistant.web.forms import Form
from assistant.web.language import texts
from assistant.web.ports import Assistant

PREFIX = "/helpdesk"
NAME_COOKIE = "helpdesk-naam"
KEYS_COOKIE = "helpdesk-toetsen"
_WAY_BACK = re.compile(r"/helpdesk(?:/[0-9]{1,9}|/overeenstemming)?")
_ADDED = {True: "toegevoegd", False: "stond-er-al"}  # what came of adding a case, in an address

log = logging.getLogger(__name__)


def jurist(request: Request) -> str:
    """Return the name of who signed in; where nobody has to, the one in the session cookie.

    Raises:
        HTTPException: 303, to the page that asks for it.
    """
    user: User = request.state.user
    if not user.local:
        return user.name
    name = request.cookies.get(NAME_COOKIE, "")
    try:
        rules.check_user_name(name)
    except DeskRuleError as error:
        path = quote(request.url.path)
        where = f"{PREFIX}/naam?naar={path}" if _WAY_BACK.fullmatch(path) else f"{PREFIX}/naam"
        raise HTTPException(303, headers={"Location": where}) from error
    return name


Jurist = Annotated[str, Depends(jurist)]


def helpdesk_routes(
    assistant: Assistant, *, current: Current, desk: Callable[[], Desk], settings: Settings
) -> APIRouter:
    """Return the routes of the jurists; `access.TABLE` says who may come.

    Args:
        assistant: searches, and gives passages.
        current: what changed since the sources were written.
        desk: opens the desk.
        settings: how long items are kept, and where evaluation cases go.
    """
    router = APIRouter(prefix=PREFIX)

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
            return _name_page(there, name, texts().explain(error))
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

    def days_left(status: ItemStatus, created: datetime, now: datetime) -> str:
        if status is ItemStatus.RELEASED:
            return ""
        left = rules.days_left(created, now, settings.desk_open_days)
        return "" if left is None else texts().days_left(left)

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
        wanted = queue_filter(chosen, name, now, settings.desk_open_days)
        store = desk()
        total = store.count(wanted)
        rows = store.queue(page_of(wanted, page))
        return _page(
            request,
            name,
            "helpdesk.html",
            title=texts().DESK_WEB["queue_title"],
            rows=[
                (
                    row,
                    rules.ageing(row.created, now),
                    days_left(row.status, row.created, now),
                )
                for row in rows
            ],
            total=total,
            chosen=chosen,
            topics=[(topic, f"{topic} ({count})") for topic, count in store.topics()],
            people=[(p, p) for p in store.assignees() if p != name],
            earlier=page_query(chosen, page - 1) if page > 1 else "",
            later=page_query(chosen, page + 1) if page * PER_PAGE < total else "",
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
        now = datetime.now(UTC)
        kept = {e.seq for e in rules.effective(history)}
        return _page(
            request,
            name,
            "helpdesk-vraag.html",
            status_code,
            title=texts().DESK_WEB["item_title"].format(id=item_id),
            item=item,
            sent=item.submission,
            ageing=rules.ageing(item.created, now),
            left=days_left(item.status, item.created, now),
            can_be_case=item.status in (ItemStatus.DECIDED, ItemStatus.RELEASED),
            why=() if rules.good_passages(item) else WHY,
            added=texts().DESK_ADDED.get(request.query_params.get("evaluatie", ""), ""),
            reason=texts().ABSTAINED.get(item.submission.reason, texts().ABSTAINED["no-match"]),
            citations=citation_views(item, assistant, current),
            judgements=tuple(Judgement),
            missing=texts().DESK_PROBLEMS.get(rules.missing(item), ""),
            released=item.status is ItemStatus.RELEASED,
            undo=rules.undoable(history, name),
            history=[
                (e, _did(e), e.seq not in kept and not isinstance(e.action, Undo)) for e in history
            ],
            did=_did,
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
                problem=texts().explain(error),
                typed=form,
                status_code=422,
            )
        except ChecklistError as error:
            hits = explain(error.decision).hits
            return item_page(
                request,
                name,
                item_id,
                problem=texts().explain(error),
                points=tuple(f"{hit.point.title}: {hit.point.explanation}" for hit in hits),
                typed=form,
                status_code=422,
            )
        return RedirectResponse(f"{PREFIX}/{item_id}#{next_place(item, action)}", 303)

    @router.post("/{item_id:int}/evaluatie")
    def add_case(request: Request, name: Jurist, item_id: int, form: Form) -> Response:
        why = next((w for w in WHY if w == form.get("waarom")), None)
        item = desk().item(_number(item_id))
        passages = {
            p.id: p for source in assistant.sources() for p in assistant.passages_of(source.id)
        }
        try:
            added = append_case(settings.desk_cases, as_case(item, why=why), passages)
        except DeskRuleError as error:
            problem = texts().explain(error)
        except CorpusError as error:
            log.error("item %d is no evaluation case: %s", item_id, error)
            kind = "unwritable" if isinstance(error, UnwritableError) else "unfit"
            problem = texts().DESK_NOT_ADDED[kind].format(path=settings.desk_cases)
        else:
            there = f"{PREFIX}/{item_id}?evaluatie={_ADDED[added]}#evaluatie"
            return RedirectResponse(there, 303)
        return item_page(request, name, item_id, problem=problem, status_code=422)

    @router.get("/overeenstemming")
    def figures(request: Request, name: Jurist) -> HTMLResponse:
        weeks = agreement(desk().judgements())
        return _page(
            request,
            name,
            "helpdesk-overeenstemming.html",
            title=texts().DESK_WEB["agreement_title"],
            weeks=[*reversed(weeks), together(weeks)] if weeks else [],
            judgements=tuple(Judgement),
            percent=percent,
        )

    @router.get("/overeenstemming.svg", dependencies=[Depends(jurist)])
    def plot() -> Response:
        weeks = agreement(desk().judgements())
        if not weeks:
            raise HTTPException(404)
        web = texts().DESK_WEB
        svg = agreement_svg(weeks, label=web["agreement_plot"], axis=web["agreement_axis"])
        return Response(svg, media_type="image/svg+xml")

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
                problem = texts().explain(error)
            else:
                found = tuple(hit.passage for hit in answer.hits)
                if answer.status is Status.REFUSED:
                    problem, text = texts().NOT_KEPT, ""
        title = "search_add_title" if n is None else "search_title"
        return _page(
            request,
            name,
            "helpdesk-zoek.html",
            422 if problem else 200,
            title=texts().DESK_WEB[title].format(n=n),
            item=item,
            n=n,
            text=text,
            problem=problem,
            found=[(p, parts(p)) for p in found],
        )

    return router


def _did(event: Event) -> Markup:
    """What somebody did, with the name of a passage as Dutch."""
    said = escape(event_words(event, texts()))
    passage = getattr(event.action, "passage", None)
    if passage is None:
        return said
    return said.replace(escape(passage.ref), render.in_dutch(passage.ref))


def _number(item_id: int) -> int:
    if item_id >= 2**31:  # beyond what a database counts
        raise HTTPException(404)
    return item_id


def _conflict_page(
    request: Request, name: str, error: ConflictError, action: Action, form: Mapping[str, str]
) -> HTMLResponse:
    mine = Event(seq=1, by=name, at=datetime.now(UTC), action=action)
    return _page(
        request,
        name,
        "helpdesk-conflict.html",
        409,
        title=texts().DESK_WEB["conflict_title"],
        item=error.now,
        yours=_did(mine),
        text=form.get("tekst", ""),
        since=[(event, _did(event)) for event in error.since],
        differences=[
            (field_name(d.field), said(d.before), said(d.after))
            for d in rules.differences(error.seen, error.now)
        ],
        repeat={} if isinstance(action, Undo) else {k: v for k, v in form.items() if k != "versie"},
    )


def _name_page(there: str, name: str = "", problem: str = "") -> HTMLResponse:
    prefix = f"{texts().WEB['steps_error_prefix']} " if problem else ""
    page = render.page(
        "helpdesk-naam.html",
        title=f"{prefix}{texts().DESK_WEB['name_title']}",
        heading=texts().DESK_WEB["name_title"],
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
        template,
        title=title,
        jurist=jurist_name,
        may_rename=request.state.user.local,
        keys=keys,
        here=here,
        moment=moment,
        **values,
    )
    return HTMLResponse(html, status_code=status_code)
