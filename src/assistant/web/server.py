"""The web server: own pages beside the Gradio page, and the command that runs it."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import logging
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, cast

import gradio as gr
import uvicorn
from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from gradio.routes import App as GradioApp
from pydantic import BaseModel, ConfigDict, Field
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Mount

from assistant import texts_nl
from assistant.checklist import check
from assistant.desk.store import open_desk
from assistant.errors import AssistantError, DeskRuleError, SettingsError
from assistant.laws.current import Current
from assistant.laws.versions import Change
from assistant.mcp_server import mcp_route
from assistant.operate.observe import NoTracer, ObservedAssistant, Observer, Templates, Tracer
from assistant.operate.ready import operating_routes, readiness
from assistant.quiz.material import load_material
from assistant.quiz.store import open_quizzes
from assistant.records import Answer, Status
from assistant.settings import DEFAULTS, Settings
from assistant.web import counts, render, steps, widget
from assistant.web.api import api_routes
from assistant.web.asker import add_asker
from assistant.web.document import localise
from assistant.web.forms import Form
from assistant.web.helpdesk import helpdesk_routes
from assistant.web.identity import check_access, parts, served_hosts
from assistant.web.language import texts
from assistant.web.page import Around, build_page
from assistant.web.ports import Assistant
from assistant.web.public_pages import public_routes
from assistant.web.quiz import quiz_routes
from assistant.web.seal import Seal
from assistant.web.security import Gate, guards
from assistant.web.session import load_key
from assistant.web.sign_in import sign_in_routes
from assistant.web.sources import source_routes
from assistant.web.tools import Tools
from assistant.web.trainer import trainer_routes

# Longer than the proxy in front keeps an idle connection (nginx: 60), so that none is closed just
# when the proxy uses it again.
KEEP_ALIVE_SECONDS = 75
PORTS_TRIED = 20  # a port that is taken is followed by this many others
SECONDS_A_DAY = 86_400

_ASSETS = {
    "stijl.css": "text/css; charset=utf-8",
    "gradio.css": "text/css; charset=utf-8",
    "vindplaats.js": "text/javascript; charset=utf-8",
    "stappenplan.js": "text/javascript; charset=utf-8",
    "helpdesk.js": "text/javascript; charset=utf-8",
    "quiz.js": "text/javascript; charset=utf-8",
    "trainer.js": "text/javascript; charset=utf-8",
    "vindplaats.svg": "image/svg+xml",
    **widget.ASSETS,
}

log = logging.getLogger(__name__)


class _Reaction(BaseModel):
    model_config = ConfigDict(extra="forbid")
    status: Status
    helps: bool
    passages: Annotated[list[str], Field(max_length=20)]


def create_app(
    assistant: Assistant, settings: Settings, *, index_name: Callable[[], str] = str
) -> FastAPI:
    """Return the whole site as one ASGI app.

    Args:
        assistant: answers questions and gives passages.
        settings: host, corpus and state folder.
        index_name: tells the name of the index that answers.

    Raises:
        SettingsError: the settings would let strangers in, or signing in cannot work.
        CorpusError: what changed since the sources were written cannot be read.
    """
    check_access(settings)
    guarding = guards(settings)
    app = FastAPI(
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        title=texts_nl.NAME,
        # it would describe each request, its query string too: operate/ has our own
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    tracer = _open_tracer(settings)
    app.state.tracer = tracer
    assistant = ObservedAssistant(assistant, tracer)
    current = Current(settings.corpus, partial(_known, assistant))
    seal = Seal(_shared_key(settings))
    around = Around(
        refused=partial(_count_refusal, settings.state),
        changes=partial(_changes, current),
        seal=seal.close,
    )
    app.include_router(source_routes(assistant, current, around.refused))
    _add_steps(app, assistant)
    _add_small_routes(app, assistant, settings)
    # Opened when it is first needed: answers do not wait for a database.
    desk = cache(partial(open_desk, settings))
    add_asker(app, assistant, seal=seal, corpus=settings.corpus, desk=desk)
    app.include_router(helpdesk_routes(assistant, current=current, desk=desk, settings=settings))
    app.state.desk = desk
    app.include_router(
        operating_routes(
            assistant, ready=readiness(assistant, desk, settings), index_name=index_name
        )
    )
    quizzes = cache(partial(open_quizzes, settings))
    app.state.quizzes = quizzes
    app.include_router(quiz_routes(assistant, store=quizzes))
    app.include_router(
        trainer_routes(
            assistant,
            store=quizzes,
            desk=desk,
            material=cache(partial(load_material, settings)),
            corpus=settings.corpus,
            candidates=settings.desk_cases.with_name("candidates.jsonl"),
        )
    )
    tools = Tools(assistant, current, settings.corpus, around.refused)
    app.include_router(api_routes(tools))
    app.router.routes.append(mcp_route(tools))
    app.include_router(widget.widget_routes())
    app.include_router(public_routes(settings))
    if guarding.sessions is not None:
        app.include_router(sign_in_routes(settings, guarding.sessions, guarding.users))
    _add_errors(app)

    def document(html: str, nonce: str) -> str:
        return localise(html, nonce, notice=texts().NOTICES.get(assistant.notice, ""))

    events: dict[int, str] = {}
    app.add_middleware(Gate, localise=document, guards=guarding, events=events)
    # A name of another site that points to this machine must not reach the page.
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=served_hosts(settings))
    app.add_middleware(Observer, templates=Templates(app.routes))

    async def mount() -> None:
        page = build_page(assistant, around)
        events.update((n, str(fn.name) if fn.fn else "") for n, fn in page.fns.items())
        gr.mount_gradio_app(
            app,
            page,
            path="/",
            server_name=settings.host,
            footer_links=[],
            run_history=False,  # would keep every question in the browser's storage
            show_error=False,
            ssr_mode=False,
            enable_monitoring=False,
            mcp_server=False,
            pwa=False,
            max_file_size=0,
            # Fonts that are on the machine; the default theme fetches its own.
            theme=gr.themes.Base(font=["system-ui"], font_mono=["monospace"]),
        )

    # Outside a running event loop, gradio 6.31 opens loops for its locks and never closes them.
    # In a thread of its own, since the caller may have a running loop already.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, mount()).result()
    gradio_app = next(r.app for r in app.routes if isinstance(r, Mount))
    app.state.stopping = cast(GradioApp, gradio_app).stop_event
    return app


def _open_tracer(settings: Settings) -> Tracer:
    if not settings.traces:
        return NoTracer()
    from assistant.operate.tracing import open_tracer  # takes seconds to import

    return open_tracer(settings.traces)


def _shared_key(settings: Settings) -> bytes:
    """The key that all processes of the site share; b"" where the state folder keeps nothing."""
    try:
        return load_key(settings)
    except SettingsError as error:
        log.warning("an answer can be laid before the helpdesk by this process only: %s", error)
        return b""


def _known(assistant: Assistant) -> tuple[set[str], set[str]]:
    """Ids of all passages and of all sources."""
    sources = {source.id for source in assistant.sources()}
    return {p.id for source in sources for p in assistant.passages_of(source)}, sources


def _changes(current: Current, answer: Answer) -> dict[str, Change]:
    return current.changes((c.passage for c in answer.citations), date.today())


def _add_steps(app: FastAPI, assistant: Assistant) -> None:
    @app.get("/stappenplan", response_class=HTMLResponse)
    def plans() -> str:
        return steps.start_page(steps.load_plans())

    @app.get("/stappenplan/{plan_id}", response_class=HTMLResponse)
    def begin(plan_id: str) -> str:
        return steps.walk(_plan(plan_id), {}, assistant.passage)

    @app.post("/stappenplan/{plan_id}", response_class=HTMLResponse)
    def walk(plan_id: str, form: Form) -> str:
        return steps.walk(_plan(plan_id), form, assistant.passage)


def _plan(plan_id: str) -> steps.Plan:
    for plan in steps.load_plans():
        if plan.id == plan_id:
            return plan
    raise HTTPException(404)


@cache
def _asset(name: str) -> tuple[bytes, bytes]:
    """A file of the house style, as it is and compressed."""
    content = files("assistant.web").joinpath("assets/static", name).read_bytes()
    return content, gzip.compress(content, mtime=0)


def _count_refusal(state: Path, items: Sequence[str]) -> None:
    """Count a refusal; a full disk must not keep anybody from reading why it was refused."""
    try:
        counts.record_refusal(state, items)
    except OSError as error:
        log.error("refusals cannot be counted: %s", error.strerror)


def _add_small_routes(app: FastAPI, assistant: Assistant, settings: Settings) -> None:
    @app.get("/huisstijl/{name}")
    def asset(name: str, request: Request) -> Response:
        if name not in _ASSETS:
            raise HTTPException(404)
        content, small = _asset(name)
        headers = {"Cache-Control": "public, max-age=300", "Vary": "Accept-Encoding"}
        if "gzip" in request.headers.get("accept-encoding", ""):
            content, headers["Content-Encoding"] = small, "gzip"
        return Response(content, media_type=_ASSETS[name], headers=headers)

    @app.post("/terugkoppeling")
    def react(reaction: _Reaction) -> JSONResponse:
        if reaction.status is Status.REFUSED:
            raise HTTPException(422)
        known = [i for i in reaction.passages if assistant.passage(i) is not None]
        try:
            counts.record_reaction(
                settings.state,
                status=reaction.status.value,
                helps=reaction.helps,
                passage_ids=known,
            )
        except OSError as error:
            log.error("feedback cannot be written: %s", error.strerror)
            raise HTTPException(503) from error
        return JSONResponse({"status": "ok"})


def _add_errors(app: FastAPI) -> None:
    def not_found(_request: Request, _error: Exception) -> Response:
        web = texts().WEB
        page = render.message_page(web["not_found_title"], web["not_found"])
        return HTMLResponse(page, status_code=404)

    def known(_request: Request, error: Exception) -> Response:
        web = texts().WEB
        log.error("a request ended in %s", type(error).__name__)
        message = (
            texts().explain(error) if isinstance(error, AssistantError) else texts().SOMETHING_WRONG
        )
        return HTMLResponse(render.message_page(web["error_title"], message), status_code=503)

    def forbidden(_request: Request, _error: Exception) -> Response:
        web = texts().WEB
        page = render.message_page(web["forbidden_title"], web["forbidden"])
        return HTMLResponse(page, status_code=403)

    def not_understood(_request: Request, _error: Exception) -> Response:
        web = texts().WEB
        page = render.message_page(web["error_title"], texts().SOMETHING_WRONG)
        return HTMLResponse(page, status_code=400)

    def wrong_form(_request: Request, _error: Exception) -> Response:
        page = render.message_page(texts().WEB["error_title"], texts().SOMETHING_WRONG)
        return HTMLResponse(page, status_code=422)

    def not_there(request: Request, error: Exception) -> Response:
        is_gone = isinstance(error, DeskRuleError) and error.reason == "gone"
        return not_found(request, error) if is_gone else known(request, error)

    app.add_exception_handler(404, not_found)
    app.add_exception_handler(DeskRuleError, not_there)
    app.add_exception_handler(405, not_found)
    app.add_exception_handler(403, forbidden)
    app.add_exception_handler(400, not_understood)
    # FastAPI's own answer repeats what was sent, and fails on a number that JSON does not have
    app.add_exception_handler(RequestValidationError, wrong_form)
    app.add_exception_handler(AssistantError, known)
    app.add_exception_handler(500, known)


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket on the port, or on the first free one after it.

    Raises:
        SettingsError: the host cannot be used, or none of the ports is free.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port, min(port + PORTS_TRIED, 65535) + 1):
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, candidate))
            listener.listen(128)
        except OverflowError as error:
            listener.close()
            raise SettingsError(f"port {candidate} does not exist") from error
        except OSError as error:
            listener.close()
            if error.errno in (98, 48, 10048):  # EADDRINUSE on Linux, macOS, Windows
                continue
            raise SettingsError(
                f"cannot listen on {host}:{candidate} ({error.strerror})"
            ) from error
        return listener
    raise SettingsError(f"ports {port} to {port + PORTS_TRIED} are all taken; set ASSISTANT_PORT")


def serve(
    settings: Settings,
    assistant: Assistant | None = None,
    *,
    say: Callable[[str], Any] = print,
) -> None:
    """Serve the site until it is stopped; says the address when it is ready to open.

    Args:
        settings: host, port and state folder.
        assistant: answers questions and gives passages; None opens the one of the settings.
        say: receives the lines for the person who started the server.

    Raises:
        SettingsError: no port can be used, or the settings would let strangers in.
        AssistantError: there is no index or its model cannot be loaded.
    """
    check_access(settings)
    index_name: Callable[[], str] = str
    if assistant is None:
        from assistant.desk.curated import open_curated
        from assistant.pipeline import open_assistant

        opened = open_assistant(settings, curated=open_curated(settings))
        assistant, index_name = opened, lambda: opened.index.name
    listener = listen(settings.host, settings.port)
    port = listener.getsockname()[1]
    if settings.port not in (port, 0):
        say(texts_nl.WEB["port_taken"].format(port=settings.port))
    app = create_app(assistant, settings, index_name=index_name)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{host}:{port}"
    server = make_server(
        app,
        lambda: say(texts_nl.WEB["serving"].format(url=settings.public_url or address)),
        proxies=parts(settings.proxies),
        stop_seconds=settings.stop_seconds,
    )
    stop = threading.Event()
    jobs = (
        lambda: app.state.desk().purge(settings.desk_days, settings.desk_open_days),
        lambda: app.state.quizzes().purge(),
    )
    threading.Thread(target=delete_old, args=(jobs, stop), daemon=True).start()
    threading.Thread(target=_warm_up, daemon=True).start()
    # uvicorn passes a signal on after it has stopped in order: then we have done what was asked.
    with listener, _stopped_is_done(), contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listener])
    stop.set()
    app.state.tracer.close()


@contextlib.contextmanager
def _stopped_is_done() -> Iterator[None]:
    """Let SIGTERM end the block as Ctrl+C does, so that the process exits with 0."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread hears signals
        return

    def end(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _warm_up() -> None:
    """Load what a first refusal and a first page need, while nobody waits for it."""
    check("bsn 123456782")
    render.warm_up()


def delete_old(jobs: Sequence[Callable[[], object]], stop: threading.Event) -> None:
    """Delete what was kept long enough: now, and every day until `stop` is set.

    Args:
        jobs: each deletes what its date has come for; one that fails does not keep the others.
        stop: ends it.
    """
    while True:
        for job in jobs:
            try:
                job()
            except AssistantError as error:  # the answers go on; the next day it is tried again
                log.error("what is too old is not deleted: %s", error)
        if stop.wait(SECONDS_A_DAY):
            return


def make_server(
    app: FastAPI,
    ready: Callable[[], Any],
    *,
    proxies: Sequence[str] = (),
    stop_seconds: int = DEFAULTS.stop_seconds,
) -> uvicorn.Server:
    """Return a server for the site that calls `ready` once it answers.

    Args:
        app: made by `create_app`.
        ready: is called once.
        proxies: addresses of proxies that say truly who asks, and whether by https.
        stop_seconds: that running answers get to end.
    """
    config = uvicorn.Config(
        app,
        ws="none",
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies),
        log_config=None,  # as all loggers: operate/logs.py
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=stop_seconds,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
    )
    return _AnnouncingServer(config, ready, app.state.stopping)


class _AnnouncingServer(uvicorn.Server):
    """Says that it is ready once the first request would be answered, and stops at once."""

    def __init__(
        self, config: uvicorn.Config, ready: Callable[[], Any], stopping: asyncio.Event
    ) -> None:
        super().__init__(config)
        self._ready = ready
        self._stopping = stopping

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Gradio's heartbeats go on for as long as a page is open; this ends them.
        self._stopping.set()
        await super().shutdown(sockets=sockets)
