"""A small site with the pages of quizzes alone, under the policy of the real one."""

from __future__ import annotations

import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files

import uvicorn
from fastapi import APIRouter, FastAPI, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from assistant.web import render
from assistant.web.security import _STRICT
from tests.web.fakes import FakeAssistant

TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


class Trainer:
    """Who is signed in."""

    name = "kim"


def app(assistant: FakeAssistant, *routers: APIRouter) -> FastAPI:
    """The pages, their style and the sources that they link to."""
    site = FastAPI()
    for router in routers:
        site.include_router(router)

    @site.middleware("http")
    async def around(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        request.state.user = Trainer()
        response = await go_on(request)
        response.headers["Content-Security-Policy"] = _STRICT
        return response

    @site.get("/huisstijl/{name}")
    def asset(name: str) -> Response:
        content = files("assistant.web").joinpath("assets/static", name).read_bytes()
        return Response(content, media_type=TYPES[name.rpartition(".")[2]])

    @site.get("/bron/{passage_id:path}", response_class=HTMLResponse)
    def source(passage_id: str, q: str | None = None) -> str:
        context = assistant.context(passage_id)
        if context is None:
            raise HTTPException(404)
        span = render.parse_span(q, len(context[1].text))
        return render.passage_page(context, None, span=span, asked_span=q is not None)

    return site


@contextmanager
def served(site: FastAPI) -> Iterator[str]:
    """Address of a site on this machine."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)
    server = uvicorn.Server(uvicorn.Config(site, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(15)
        listener.close()
