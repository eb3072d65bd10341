"""Counts, times and logs requests and answers as they pass, and keeps nothing of them."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from typing import Protocol

from fastapi.routing import iter_route_contexts
from starlette.datastructures import MutableHeaders
from starlette.routing import BaseRoute, Mount, compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import QuestionError
from assistant.operate import metrics
from assistant.operate.logs import REQUEST_ID
from assistant.records import Answer, Passage, Source
from assistant.web.ports import Assistant

REQUEST_ID_HEADER = "X-Request-Id"
OTHER = "other"  # route and method of what the site does not have
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
# Routes of Gradio's own app, which is mounted and has fifty; the page uses these.
_GRADIO = (
    "/", "/config", "/theme.css", "/favicon.ico", "/assets/{path}", "/static/{path}",
    "/gradio_api/queue/join", "/gradio_api/queue/data", "/gradio_api/heartbeat/{tab}",
    "/gradio_api/cancel", "/gradio_api/run/predict", "/gradio_api/app_id",
)  # fmt: skip
# What machines ask all the time: not in the log, unless it goes wrong.
_QUIET = frozenset({"/gezond", "/klaar", "/metrics", "/huisstijl/{name}", "/assets/{path}"})

log = logging.getLogger("assistant.request")


class Tracer(Protocol):
    """Receives what became of a question."""

    def question(self, began: int, answer: Answer | None, outcome: str) -> None:
        """Note one question.

        Args:
            began: nanoseconds since 1970.
            answer: whole; None when there is none.
            outcome: label of `metrics.ANSWERS`.
        """

    def close(self) -> None:
        """Deliver what waits; takes some seconds at most."""


class NoTracer:
    """Traces are off."""

    def question(self, began: int, answer: Answer | None, outcome: str) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


class ObservedAssistant:
    """An assistant of which every question is counted and timed; otherwise the one inside."""

    def __init__(self, inner: Assistant, tracer: Tracer) -> None:
        """Wrap an assistant."""
        self._inner = inner
        self._tracer = tracer

    @property
    def notice(self) -> str:
        """As the one inside."""
        return self._inner.notice

    def stream(
        self,
        question: str,
        *,
        earlier: Sequence[str] = (),
        role: str = "professional",
        separate: bool = False,
    ) -> Generator[Answer, None, None]:
        """Answer as the one inside, and note how it ended when it has."""
        began, started = time.time_ns(), time.perf_counter()
        last: Answer | None = None
        outcome = "left"
        answers = self._inner.stream(question, earlier=earlier, role=role, separate=separate)
        try:
            with closing(answers):
                for last in answers:
                    yield last
            outcome = "failed" if last is None or last.writing else last.status.value
        except Exception as error:
            outcome = _problem(error)
            raise
        finally:
            metrics.ANSWERS.labels(outcome).inc()
            metrics.ANSWER_SECONDS.observe(time.perf_counter() - started)
            self._count_points(last)
            self._tracer.question(began, last, outcome)

    def search(self, question: str) -> Answer:
        """Search as the one inside."""
        outcome = "failed"
        try:
            answer = self._inner.search(question)
            outcome = "refused" if answer.decision and answer.decision.refused else "done"
        except Exception as error:
            outcome = _problem(error)
            raise
        finally:
            metrics.SEARCHES.labels(outcome).inc()
        self._count_points(answer)
        return answer

    @staticmethod
    def _count_points(answer: Answer | None) -> None:
        if answer is not None and answer.decision is not None and answer.decision.refused:
            for point in dict.fromkeys(answer.decision.items):
                metrics.REFUSALS.labels(point).inc()

    def passage(self, passage_id: str) -> Passage | None:
        """As the one inside."""
        return self._inner.passage(passage_id)

    def context(self, passage_id: str) -> tuple[Passage | None, Passage, Passage | None] | None:
        """As the one inside."""
        return self._inner.context(passage_id)

    def sources(self) -> tuple[Source, ...]:
        """As the one inside."""
        return self._inner.sources()

    def passages_of(self, source_id: str) -> tuple[Passage, ...]:
        """As the one inside."""
        return self._inner.passages_of(source_id)


def _problem(error: Exception) -> str:
    return "unusable" if isinstance(error, QuestionError) else "failed"


class Templates:
    """Which route a path belongs to, by its template: "/bron/{passage_id}"."""

    def __init__(self, routes: Iterable[BaseRoute]) -> None:
        """Take the routes of an app, in the order in which they are tried."""
        self._fixed: set[str] = set()
        self._found: list[tuple[re.Pattern[str], str]] = []
        for context in iter_route_contexts(list(routes)):
            if context.path and not isinstance(context.original_route, Mount):
                # "{passage_id:path}" says how to read it, which nobody needs to know
                self._add(re.sub(r":\w+\}", "}", context.path), compile_path(context.path)[0])
        for template in _GRADIO:
            pattern = re.sub(r"\\\{\w+\\\}", ".+", re.escape(template))
            self._add(template, re.compile(pattern, re.DOTALL))

    def _add(self, template: str, pattern: re.Pattern[str]) -> None:
        if "{" in template:
            self._found.append((pattern, template))
        else:
            self._fixed.add(template)

    def of(self, path: str) -> str:
        """Return the template of a path; "other" for what the site does not have."""
        if path in self._fixed:
            return path
        for pattern, template in self._found:
            if pattern.fullmatch(path):
                return template
        return OTHER


class Observer:
    """Counts, times and logs each request, and gives it a number. Pure ASGI: streams pass."""

    def __init__(self, app: ASGIApp, *, templates: Templates) -> None:
        """Wrap an app.

        Args:
            app: what is served.
            templates: of its routes.
        """
        self._app = app
        self._templates = templates

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        number = secrets.token_hex(8)  # our own: what a client sends is never shown
        token = REQUEST_ID.set(number)
        status = 500

        async def numbered(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(raw=message.setdefault("headers", []))[REQUEST_ID_HEADER] = number
            await send(message)

        began = time.perf_counter()
        try:
            with metrics.RUNNING.track_inprogress():
                await self._app(scope, receive, numbered)
        finally:
            self._note(scope, status, time.perf_counter() - began)
            REQUEST_ID.reset(token)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = self._templates.of(scope["path"])
        method = scope["method"] if scope["method"] in _METHODS else OTHER
        metrics.REQUESTS.labels(route, method, str(status)).inc()
        metrics.REQUEST_SECONDS.labels(route).observe(seconds)
        level = logging.ERROR if status >= 500 else logging.INFO
        if level == logging.INFO and route in _QUIET:
            level = logging.DEBUG
        extra = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1)}
        log.log(level, "request", extra=extra)
