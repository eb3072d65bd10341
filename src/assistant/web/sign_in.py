"""The pages to sign in and out, at this site or at the organisation's provider."""

from __future__ import annotations

import logging
from collections.abc import Callable
from types import SimpleNamespace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.errors import SignInError
from assistant.settings import Settings
from assistant.web import render
from assistant.web.access import Role, User, safe_next
from assistant.web.forms import Form
from assistant.web.guesses import network
from assistant.web.language import texts
from assistant.web.limits import Attempts, whole_seconds
from assistant.web.oidc import Provider
from assistant.web.session import Session, Sessions, cookies_of
from assistant.web.users import Users

SIGN_IN = "/aanmelden"
# Free attempts, and seconds after which a failed one is forgotten. An address can be a whole
# organisation, so it gets more; a name gets a hundred guesses a day.
PER_NAME = (5, 600.0)
PER_ADDRESS = (50, 10.0)

_STATUS = {"unreachable": 503, "refused": 403, "expired": 400, "invalid": 502, "no-role": 403}

log = logging.getLogger(__name__)


def sign_in_routes(settings: Settings, sessions: Sessions, users: Users) -> APIRouter:
    """Return the routes to sign in and out.

    Args:
        settings: how people sign in: `auth` is "users" or "oidc".
        sessions: begins and ends sessions.
        users: people of the user file.

    Raises:
        SettingsError: the settings of the provider cannot be used.
    """
    router = APIRouter()
    provider = Provider(settings) if settings.auth == "oidc" else None

    def base(request: Request) -> str:
        return settings.public_url.rstrip("/") or str(request.base_url).rstrip("/")

    @router.get(SIGN_IN)
    def form(request: Request, naar: str = "/") -> Response:
        if request.state.user is not None and not request.state.user.program:
            return RedirectResponse(safe_next(naar), 303)
        return _page(there=safe_next(naar), provider=provider is not None)

    if provider is None:
        _add_password(router, sessions, users)
    else:
        _add_provider(router, sessions, provider, base)

    @router.get("/afmelden")
    def account(request: Request) -> HTMLResponse:
        user: User = request.state.user
        roles = ", ".join(texts().ROLE_NAMES[r] for r in Role if r in user.roles)
        return _html("afmelden.html", title=texts().ACCESS["account_title"], user=user, roles=roles)

    @router.post("/afmelden")
    def leave(request: Request) -> Response:
        session = sessions.read(cookies_of(request.headers.get("cookie", "")))
        if session is not None:
            sessions.end(session)
        answer = RedirectResponse("/afgemeld", 303)
        answer.headers.append("set-cookie", sessions.clear())
        return answer

    @router.get("/afgemeld")
    async def left(request: Request) -> HTMLResponse:
        # A link and no redirect: `form-action` would stop a form that ends at another site.
        address = await provider.sign_out_url(f"{base(request)}/afgemeld") if provider else ""
        return _html("afgemeld.html", title=texts().ACCESS["left_title"], address=address)

    return router


def _add_password(router: APIRouter, sessions: Sessions, users: Users) -> None:
    by_name, by_address = Attempts(*PER_NAME), Attempts(*PER_ADDRESS)

    @router.post(SIGN_IN)
    def sign_in(request: Request, form: Form) -> Response:
        name = form.get("naam", "").strip().lower()[:100]
        there = safe_next(form.get("naar", "/"))
        address = network(request.client.host if request.client else "")
        wait = by_address.wait(address) or by_name.wait(name)
        if wait:
            seconds = whole_seconds(wait)
            problem = texts().ACCESS["wait"].format(seconds=seconds)
            page = _page(there=there, typed=name, problem=problem, status=429)
            page.headers["Retry-After"] = str(seconds)
            return page
        account = users.check(name, form.get("wachtwoord", ""))
        if account is None:
            # the address is for whoever watches the log; the name may be a password typed in it
            log.warning("a sign-in from %s failed", address)
            problem = texts().ACCESS["wrong"]
            return _page(there=there, typed=name, problem=problem, status=422)
        by_name.succeeded(name)
        by_address.undo(address)
        session = sessions.begin(account.name, (), via="users", stamp=account.stamp)
        return _begin(request, sessions, session, there)


def _add_provider(
    router: APIRouter, sessions: Sessions, provider: Provider, base: Callable[[Request], str]
) -> None:
    @router.get(f"{SIGN_IN}/organisatie")
    async def go(request: Request, naar: str = "/") -> Response:
        try:
            url, kept = await provider.start(f"{base(request)}{SIGN_IN}/terug")
        except SignInError as error:
            return _failed(error)
        answer = RedirectResponse(url, 303)
        answer.headers.append("set-cookie", sessions.keep({**kept, "naar": safe_next(naar)}))
        return answer

    @router.get(f"{SIGN_IN}/terug")
    async def back(request: Request) -> Response:
        kept = sessions.kept(cookies_of(request.headers.get("cookie", "")))
        try:
            known = await provider.finish(request.query_params, kept)
        except SignInError as error:
            return _failed(error, sessions.drop())
        session = sessions.begin(known.name, tuple(known.roles), via="oidc")
        answer = _begin(request, sessions, session, safe_next(kept["naar"]) if kept else "/")
        answer.headers.append("set-cookie", sessions.drop())
        return answer


def _failed(error: SignInError, cookie: str = "") -> HTMLResponse:
    log.warning("signing in at the provider failed: %s", error)
    title, message = texts().ACCESS["failed_title"], texts().explain(error)
    page = _html("aanmelden-mislukt.html", _STATUS[error.reason], title=title, message=message)
    if cookie:
        page.headers.append("set-cookie", cookie)
    return page


def _begin(request: Request, sessions: Sessions, session: Session, there: str) -> Response:
    """Hand out a new session and end the one that the browser came with."""
    before = sessions.read(cookies_of(request.headers.get("cookie", "")))
    if before is not None:
        sessions.end(before)
    answer = RedirectResponse(there, 303)
    answer.headers.append("set-cookie", sessions.header(session))
    return answer


def _page(
    *,
    there: str,
    provider: bool = False,
    typed: str = "",
    problem: str = "",
    status: int = 200,
) -> HTMLResponse:
    prefix = f"{texts().WEB['steps_error_prefix']} " if problem else ""
    title = texts().ACCESS["title"]
    return _html(
        "aanmelden.html",
        status,
        title=f"{prefix}{title}",
        heading=title,
        there=there,
        provider=provider,
        typed=typed,
        problem=problem,
    )


def _html(template: str, status: int = 200, *, title: str, **values: object) -> HTMLResponse:
    html = render.page(template, title=title, text=SimpleNamespace(**texts().ACCESS), **values)
    return HTMLResponse(html, status_code=status)
