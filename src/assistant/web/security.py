"""What stands between the network and the pages: limits, origins, headers, open routes.

Pure ASGI, because Gradio's heartbeat is a stream that never ends.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant import texts_nl
from assistant.web import render

MAX_BODY_BYTES = 1_048_576  # a question of 100,000 characters fits and gets a proper answer

# Gradio opens some fifty routes: uploads, files, its own API, run history, a proxy. The page
# needs these; the rest does not exist here.
_GRADIO_ROUTES = re.compile(
    r"/|/config|/theme\.css|/favicon\.ico|/(?:assets|static)/[^?]+"
    r"|/gradio_api/(?:run/predict|queue/(?:join|data)|cancel|heartbeat/[a-z0-9]{1,40}|app_id)"
)
_OWN_ROUTES = re.compile(
    r"/(?:bron|paneel|bronnen|stappenplan|huisstijl|helpdesk)(?:/.*)?|/gezond|/terugkoppeling"
    r"|/voorleggen(?:/verstuur)?|/antwoord",
    re.DOTALL,
)
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


def is_open(path: str) -> bool:
    """Return whether a path is served at all.

    >>> is_open("/gradio_api/upload"), is_open("/bron/wet/avg/6/lid-1")
    (False, True)
    """
    return bool(_GRADIO_ROUTES.fullmatch(path) or _OWN_ROUTES.fullmatch(path))


def comes_from_elsewhere(headers: Headers) -> bool:
    """Return whether a browser says that another site makes this request."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


class Gate:
    """Refuses what should not pass and puts the security headers on what does."""

    def __init__(self, app: ASGIApp, *, localise: Callable[[str, str], str]) -> None:
        """Wrap an app.

        Args:
            app: what is served.
            localise: turns Gradio's document and a nonce into the document to serve.
        """
        self._app = app
        self._localise = localise

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        path: str = scope["path"]
        headers = Headers(scope=scope)
        send = _with_headers(send, path, nonce)
        web = texts_nl.WEB
        if not is_open(path):
            await _say(404, web["not_found_title"], web["not_found"])(scope, receive, send)
        elif scope["method"] not in ("GET", "HEAD") and comes_from_elsewhere(headers):
            await _say(403, web["forbidden_title"], web["forbidden"])(scope, receive, send)
        elif scope["method"] not in ("GET", "HEAD"):
            await self._limited(scope, receive, send)
        elif path == "/":
            await self._document(scope, receive, send, nonce)
        else:
            await self._app(scope, receive, send)

    async def _limited(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the whole body before the app sees it, and no more than the limit."""
        body = bytearray()
        more = True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > MAX_BODY_BYTES:
                web = texts_nl.WEB
                await _say(413, web["too_large_title"], web["too_large"])(scope, receive, send)
                return
        given = False

        async def replay() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": bytes(body), "more_body": False}

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


def _with_headers(send: Send, path: str, nonce: str) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            message.setdefault("headers", [])
            headers = MutableHeaders(raw=message["headers"])
            # Gradio allows any site to read its answers when it is not on localhost.
            for name in [n for n in headers if n.lower().startswith("access-control-")]:
                del headers[name]
            policy = _CHAT.format(nonce=nonce) if path == "/" else _STRICT
            headers["Content-Security-Policy"] = policy
            for name, value in _COMMON.items():
                headers[name] = value
            if _HASHED_ASSET.fullmatch(path):
                headers["Cache-Control"] = "public, max-age=31536000, immutable"
            elif not path.startswith(("/assets/", "/static/", "/huisstijl/")):
                headers["Cache-Control"] = "no-store"
        await send(message)

    return with_headers


def _say(status: int, title: str, message: str) -> HTMLResponse:
    return HTMLResponse(render.message_page(title, message), status_code=status)
