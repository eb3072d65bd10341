"""What stands between the network and the pages: who may, limits, origins, headers.

Pure ASGI, because Gradio's heartbeat is a stream that never ends. The order: is there such an
address (`access.TABLE`), does another site send it, who sends it, how often, may they, and is the
body small, quick and one's own.
"""

from __future__ import annotations

import asyncio
import json
import re
import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.settings import Settings
from assistant.web import access, render
from assistant.web.access import Role, Rule, User, Verdict
from assistant.web.api_problems import problem_response
from assistant.web.guesses import network
from assistant.web.identity import FORWARDED, Found, Identity, origin_of, parts
from assistant.web.language import (
    Viewer,
    asked_for,
    cookie,
    is_translated,
    language_of,
    seen_by,
    texts,
)
from assistant.web.limits import Rate, whole_seconds
from assistant.web.session import Sessions, cookies_of
from assistant.web.sign_in import SIGN_IN
from assistant.web.users import Users, users_path

MAX_HEADER_BYTES = 32_768  # of a request, together; what proxies usually let through
MAX_BODY_BYTES = 1_048_576  # a question of 100,000 characters fits and gets a proper answer
BODY_SECONDS = 20.0  # for the whole body; the largest needs 50 kB/s
MOST_TABS = 20_000  # tabs of the chat of which the owner is remembered

_HASHED_ASSET = re.compile(r"/assets/[^/]+-[A-Za-z0-9_-]{8}\.(?:js|css|woff2?)")

_COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # no-referrer would make the origin of a form "null"
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# docs/web.md says for each difference with the strict policy why Gradio needs it.
_CHAT = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; manifest-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
_HSTS = "max-age=31536000"
_FOR_PROGRAMS = re.compile(r"/(?:api|mcp|metrics)(?:/.*)?", re.DOTALL)
_WIDGET = re.compile(r"/widget(?:/.*)?", re.DOTALL)
_WIDGET_SCRIPT = "/huisstijl/widget.js"
_HEARTBEAT = re.compile(r"/gradio_api/heartbeat/([a-z0-9]{1,40})")
_TAB = re.compile(r"[A-Za-z0-9]{1,40}")
# What proxies add was used by the server that believes them; Gradio would believe anybody.
_PROXY_HEADERS = {name.encode() for name in (*FORWARDED, "x-forwarded-proto", "x-forwarded-port")}


def comes_from_elsewhere(headers: Headers) -> bool:
    """Return whether a browser says that another site makes this request."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


@dataclass(frozen=True, slots=True)
class Guards:
    """What the gate asks about a request."""

    identity: Identity
    sessions: Sessions | None
    users: Users
    each_user: Rate
    questions: Rate
    visitors: Rate
    open_sources: bool
    signs_in: bool
    hsts: bool
    frames: str  # origins that may show the widget, as the policy has them
    tabs: _Tabs = field(default_factory=lambda: _Tabs(MOST_TABS))


def guards(settings: Settings) -> Guards:
    """Return what the gate asks, made from the settings.

    Raises:
        SettingsError: the secret of the sessions cannot be used.
    """
    signs_in = settings.auth != "none"
    sessions = Sessions(settings) if signs_in else None
    users = Users(users_path(settings))
    origins = [origin_of(o, "embed_from") for o in parts(settings.embed_from)]
    return Guards(
        identity=Identity(settings, sessions, users),
        sessions=sessions,
        users=users,
        each_user=Rate(settings.requests_per_minute),
        questions=Rate(settings.questions_per_minute),
        visitors=Rate(settings.visitor_requests_per_minute),
        open_sources=settings.open_sources,
        signs_in=signs_in,
        hsts=settings.public_url.startswith("https://"),
        frames=" ".join(origins) or "'none'",
    )


class Gate:
    """Refuses what should not pass and puts the security headers on what does."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        localise: Callable[[str, str], str],
        guards: Guards,
        events: Mapping[int, str],
    ) -> None:
        """Wrap an app.

        Args:
            app: what is served.
            localise: turns Gradio's document and a nonce into the document to serve.
            guards: what to ask.
            events: names of Gradio's events by number, keys of `access.EVENTS`.
        """
        self._app = app
        self._localise = localise
        self._guards = guards
        self._events = events

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        path: str = scope["path"]
        if sum(len(name) + len(value) for name, value in scope["headers"]) > MAX_HEADER_BYTES:
            page = PlainTextResponse("request header fields too large", 431)
            page.headers["Connection"] = "close"
            nobody = Found(user=None, here=False)
            await page(scope, receive, _with_headers(send, path, nonce, self._guards, nobody))
            return
        found = self._guards.identity.of(scope)
        send = _with_headers(send, path, nonce, self._guards, found)
        with seen_by(self._viewer(scope, found)):
            await self._go(scope, receive, _with_language(send, scope, self._guards), found, nonce)

    def _viewer(self, scope: Scope, found: Found) -> Viewer:
        """Who the pages of this request are made for."""
        path, query = scope["path"], scope.get("query_string", b"").decode("latin-1")
        cookies = cookies_of(Headers(scope=scope).get("cookie", ""))
        return Viewer(
            language=language_of(path, query, cookies),
            user=found.user,
            path=path,
            query=query,
            sends=scope["method"] not in ("GET", "HEAD"),
            here=found.here,
            signs_in=self._guards.signs_in,
            open_sources=self._guards.open_sources,
        )

    async def _go(
        self, scope: Scope, receive: Receive, send: Send, found: Found, nonce: str
    ) -> None:
        """Handle one request of somebody who is known."""
        path: str = scope["path"]
        refusal = self._refusal(scope, found)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        scope = {
            **scope,
            "state": {**scope.get("state", {}), "user": found.user},
            "headers": [(k, v) for k, v in scope["headers"] if k.lower() not in _PROXY_HEADERS],
        }
        if scope["method"] not in ("GET", "HEAD"):
            await self._limited(scope, receive, send)
        elif path == "/":
            await self._document(scope, receive, send, nonce)
        else:
            await self._app(scope, receive, send)

    def _refusal(self, scope: Scope, found: Found) -> Response | None:
        """Return why a request goes no further; None when it may."""
        headers = Headers(scope=scope)
        path, method, web = scope["path"], scope["method"], texts().WEB
        rule = access.rule_for(method, path)
        if rule is None:
            return _say(404, web["not_found_title"], web["not_found"], path)
        if method not in ("GET", "HEAD") and comes_from_elsewhere(headers):
            return _say(403, web["forbidden_title"], web["forbidden"], path)
        wait = self._wait(rule, scope, found.user)
        if wait:
            return _busy(whole_seconds(wait), path)
        verdict = access.decide(
            rule, found.user, here=found.here, open_sources=self._guards.open_sources
        )
        if found.bad_token or verdict is Verdict.SIGN_IN:
            return self._who_are_you(scope, headers, bad_token=found.bad_token)
        if verdict is Verdict.FORBIDDEN:
            role = texts().ROLE_NAMES[Role(rule.need.value)]
            text = texts().ACCESS
            return _say(403, text["forbidden_title"], text["forbidden"].format(role=role), path)
        if found.user is not None and not self._own_tab(scope, found.user):
            return _say(404, web["not_found_title"], web["not_found"], path)
        return None

    def _wait(self, rule: Rule, scope: Scope, user: User | None) -> float:
        """Count a request; the seconds to wait when there were too many."""
        if not rule.limited or (user is not None and user.local):
            return 0.0
        if user is None:
            client = scope.get("client")
            return self._guards.visitors.wait(network(client[0]) if client else "")
        wait = self._guards.each_user.wait(user.name)
        query = scope.get("query_string", b"").decode("latin-1")
        if not wait and access.is_question(scope["method"], scope["path"], query):
            wait = self._guards.questions.wait(user.name)
        return wait

    def _who_are_you(self, scope: Scope, headers: Headers, *, bad_token: bool) -> Response:
        """Ask to sign in: a page for a person, a status for a program."""
        path: str = scope["path"]
        text = texts().ACCESS
        if not self._guards.signs_in:
            return _say(403, text["local_title"], text["local"], path)
        if bad_token or _FOR_PROGRAMS.fullmatch(path):
            challenge = 'Bearer error="invalid_token"' if bad_token else "Bearer"
            return problem_response("unauthorized", {"WWW-Authenticate": challenge})
        if scope["method"] in ("GET", "HEAD") and "text/html" in headers.get("accept", ""):
            there = path + (
                f"?{scope['query_string'].decode('latin-1')}" if scope.get("query_string") else ""
            )
            return RedirectResponse(f"{SIGN_IN}?naar={quote(there, safe='')}", 303)
        page = _say(401, text["needed_title"], text["needed"], path)
        page.headers["WWW-Authenticate"] = 'Session realm="Vindplaats"'  # RFC 9110, 15.5.2
        return page

    def _own_tab(self, scope: Scope, user: User) -> bool:
        """Whether what is read of Gradio is of a tab that this user opened."""
        found = _HEARTBEAT.fullmatch(scope["path"])
        if found:
            return self._guards.tabs.belongs(found[1], user.name)
        if scope["path"] != "/gradio_api/queue/data":
            return True
        tabs = parse_qs(scope["query_string"].decode("latin-1")).get("session_hash", [])
        return len(tabs) == 1 and self._guards.tabs.belongs(tabs[0], user.name)

    def _own_event(self, body: bytes, user: User) -> bool:
        """Whether what is sent to Gradio is an event of the page, in a tab of this user."""
        try:
            content = json.loads(body, object_pairs_hook=_once)
        except (ValueError, RecursionError):
            return False
        if not isinstance(content, dict):
            return False
        number, tab = content.get("fn_index"), content.get("session_hash")
        if type(number) is not int or not isinstance(tab, str):
            return False
        need = access.EVENTS.get(self._events.get(number, "?"))
        return need is not None and user.may(need) and self._guards.tabs.belongs(tab, user.name)

    async def _limited(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the whole body before the app sees it: no more than the limit, and in time."""
        path: str = scope["path"]
        web, text = texts().WEB, texts().ACCESS
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await _body(receive)
        except TimeoutError:
            page = _say(408, text["slow_title"], text["slow"], path)
            page.headers["Connection"] = "close"
            await page(scope, receive, send)
            return
        except _TooLargeError:
            page = _say(413, web["too_large_title"], web["too_large"], path)
            page.headers["Connection"] = "close"
            await page(scope, receive, send)
            return
        if body is None:
            return
        user: User | None = scope["state"]["user"]
        if path.startswith("/gradio_api/") and not (user and self._own_event(body, user)):
            await _say(404, web["not_found_title"], web["not_found"], path)(scope, receive, send)
            return
        given = False

        async def replay() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, replay, send)

    async def _document(self, scope: Scope, receive: Receive, send: Send, nonce: str) -> None:
        """Serve Gradio's document after `localise`."""
        # Without this header Gradio does not compress the document, so that it can be changed.
        scope = dict(scope)
        scope["headers"] = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
        start: Message = {}
        body = bytearray()

        async def collect(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            if message["type"] != "http.response.body":
                await send(message)
                return
            body.extend(message.get("body", b""))
            if message.get("more_body", False):
                return
            content = bytes(body)
            if start["status"] == 200 and content:
                content = self._localise(content.decode(), nonce).encode()
                MutableHeaders(raw=start["headers"])["content-length"] = str(len(content))
            await send(start)
            await send({"type": "http.response.body", "body": content})

        await self._app(scope, receive, collect)


class _TooLargeError(Exception):
    """A body is over the limit."""


async def _body(receive: Receive) -> bytes | None:
    """The whole body; None when the sender left."""
    body = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > MAX_BODY_BYTES:
            raise _TooLargeError
    return bytes(body)


class _Tabs:
    """Which user a tab of the chat belongs to: who names it first.

    Gradio keeps a conversation under a name that the browser makes up.
    """

    def __init__(self, most: int) -> None:
        self._owners: OrderedDict[str, str] = OrderedDict()
        self._most = most

    def belongs(self, tab: str, user: str) -> bool:
        """Return whether a tab is this user's; one that nobody has becomes so."""
        if not _TAB.fullmatch(tab):
            return False
        if self._owners.setdefault(tab, user) != user:
            return False
        self._owners.move_to_end(tab)
        while len(self._owners) > self._most:
            self._owners.popitem(last=False)
        return True


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of which every name comes once, so that all readers read the same."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name comes twice")
    return found


def _with_headers(send: Send, path: str, nonce: str, guards: Guards, found: Found) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            message.setdefault("headers", [])
            headers = MutableHeaders(raw=message["headers"])
            # Gradio allows any site to read its answers when it is not on localhost.
            for name in [n for n in headers if n.lower().startswith("access-control-")]:
                del headers[name]
            for name, value in _COMMON.items():
                headers[name] = value
            policy = _CHAT.format(nonce=nonce) if path == "/" else _STRICT
            if _WIDGET.fullmatch(path) and guards.frames != "'none'":
                policy = policy.replace(
                    "frame-ancestors 'none'", f"frame-ancestors {guards.frames}"
                )
                del headers["X-Frame-Options"]
            if path == _WIDGET_SCRIPT:  # pages of other sites load it
                headers["Cross-Origin-Resource-Policy"] = "cross-origin"
            headers["Content-Security-Policy"] = policy
            if guards.hsts:
                headers["Strict-Transport-Security"] = _HSTS
            if _HASHED_ASSET.fullmatch(path):
                headers["Cache-Control"] = "public, max-age=31536000, immutable"
            elif not path.startswith(("/assets/", "/static/", "/huisstijl/")):
                headers["Cache-Control"] = "no-store"
                # only here: a cache between must never hand a session to somebody else
                if guards.sessions and found.session and "set-cookie" not in headers:
                    cookie = guards.sessions.renewed(found.session)
                    if cookie:
                        headers.append("set-cookie", cookie)
        await send(message)

    return with_headers


def _with_language(send: Send, scope: Scope, guards: Guards) -> Send:
    """Remember the language that the address of a page asks for."""
    query = scope.get("query_string", b"").decode("latin-1")
    chosen = asked_for(query) if is_translated(scope["path"]) else None
    if chosen is None:
        return send
    header = cookie(chosen, secure=guards.hsts)

    async def with_language(message: Message) -> None:
        if message["type"] == "http.response.start":
            message.setdefault("headers", [])
            MutableHeaders(raw=message["headers"]).append("set-cookie", header)
        await send(message)

    return with_language


def _busy(seconds: int, path: str) -> Response:
    text = texts().ACCESS
    page = _say(429, text["busy_title"], text["busy"].format(seconds=seconds), path)
    page.headers["Retry-After"] = str(seconds)
    return page


_PROBLEMS = {
    403: "forbidden",
    404: "not-found",
    413: "too-large",
    429: "too-many",
}


def _say(status: int, title: str, message: str, path: str) -> Response:
    """A page; a problem where programs come."""
    if _FOR_PROGRAMS.fullmatch(path) and status in _PROBLEMS:
        return problem_response(_PROBLEMS[status])
    return HTMLResponse(render.message_page(title, message), status_code=status)
