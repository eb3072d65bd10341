"""The REST API, version 1: the tools as HTTP, with an OpenAPI document and a page that shows it.

`docs/api.md` holds the contract and what may change within a version.
"""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from contextlib import aclosing
from functools import cache
from http import HTTPMethod
from importlib.resources import files
from types import SimpleNamespace
from typing import Annotated, Any

import anyio
from fastapi import APIRouter, FastAPI, HTTPException, Path, Request
from fastapi.params import Depends
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.sse import format_sse_event
from markdown_it import MarkdownIt
from markupsafe import Markup
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from assistant import __version__, texts_nl
from assistant.records import Status
from assistant.web import api_models as models
from assistant.web import render
from assistant.web.api_problems import MEDIA_TYPE, STATUS, ProblemRoute, problem_of
from assistant.web.tools import Json, Tools, growing, whole

PREFIX = "/api/v1"
BEAT_SECONDS = 10.0  # a proxy that closes silent connections waits 30 seconds or more
EVENT_STREAM = "text/event-stream"

_ABOUT = (
    "Answers from the Dutch guidance *Zorgvuldig omgaan met persoonsgegevens* and the law, every "
    "sentence with its source. A checklist stands before every question: what may be about a real "
    "person is refused, is not answered and is not kept.\n\nWithin version 1, fields and codes may "
    "be added; none is removed and none changes its meaning."
)
_STREAMED = (
    "Events: `answer` (grows; each replaces the one before), then one of `done` (the whole answer; "
    "also when there is none), `refused`, or `error` (a problem). Lines that start with a colon "
    "keep the connection open. Closing the connection stops the work."
)


def api_routes(tools: Tools, *, depends: Sequence[Depends] = ()) -> APIRouter:
    """Return the routes under /api/v1.

    Args:
        tools: what the operations do.
        depends: checks that stand before every operation, such as who may use it; the document
            and its page stand outside them.
    """
    operations = _operations(tools)
    router = APIRouter(route_class=ProblemRoute)
    router.include_router(operations, dependencies=depends)

    @router.get(f"{PREFIX}/openapi.json", include_in_schema=False)
    def document() -> JSONResponse:
        return JSONResponse(openapi_document())

    @router.get(f"{PREFIX}/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        return HTMLResponse(docs_page())

    @router.api_route(
        PREFIX + "/{rest:path}", methods=[m.value for m in HTTPMethod], include_in_schema=False
    )
    def nothing(request: Request) -> Response:
        allowed = _allowed(operations.routes, request.scope)
        if allowed:
            raise HTTPException(405, headers={"Allow": ", ".join(sorted(allowed))})
        raise HTTPException(404)

    return router


def _operations(tools: Tools) -> APIRouter:
    router = APIRouter(prefix=PREFIX, route_class=ProblemRoute)

    def operation(
        method: HTTPMethod, path: str, model: type[Any], summary: str, **more: Any
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        ok: Json = {"model": model, "description": more.pop("said", "The outcome.")}
        ok.update(more.pop("ok", {}))
        return router.api_route(
            path,
            methods=[method.value],
            summary=summary,
            operation_id=path.split("/")[1] + ("-one" if "{" in path else ""),
            response_class=JSONResponse,
            response_model=None,  # made in its shape already; a test holds it to the model
            responses={200: ok},
            **more,
        )

    stream = {"schema": {"type": "string", "description": _STREAMED}, "example": _event_example()}

    @operation(
        HTTPMethod.POST,
        "/ask",
        models.AnswerOut,
        "Answer a question",
        description="A refused question has status 200 too, with the points of the checklist and "
        "no word of the question.\n\nWith `Accept: text/event-stream` the answer comes as it "
        "grows. " + _STREAMED,
        ok={"content": {EVENT_STREAM: stream}},
    )
    async def ask(asked: models.Ask, request: Request) -> Response:
        if EVENT_STREAM in request.headers.get("accept", ""):
            return AnswerStream(tools.ask(asked))
        return JSONResponse(await whole(tools.ask(asked)))

    @operation(
        HTTPMethod.POST,
        "/search",
        models.SearchOut,
        "Find passages",
        description="The passages that are found, without an answer. The checklist comes first.",
    )
    def search(asked: models.Search) -> Response:
        return JSONResponse(tools.search(asked))

    @operation(
        HTTPMethod.POST,
        "/check",
        models.CheckOut,
        "Check references to law",
        description="Every reference to law in a text, and whether that place exists. The text is "
        "not kept, and not judged by the checklist.",
    )
    def check(asked: models.Check) -> Response:
        return JSONResponse(tools.check(asked))

    @operation(
        HTTPMethod.POST,
        "/guard",
        models.GuardOut,
        "Judge a text with the checklist",
        description="Which places may be about a real person. The text is not kept.",
    )
    def guard(asked: models.Guard) -> Response:
        return JSONResponse(tools.guard(asked))

    @operation(
        HTTPMethod.GET,
        "/passages/{passage_id:path}",
        models.PassageOut,
        "Read a passage",
        description="The words of a passage, where it stands, and what changed since.",
    )
    def passages(passage_id: _PassageId) -> Response:
        return _found(tools.passage(passage_id))

    @operation(
        HTTPMethod.GET,
        "/sources",
        models.SourcesOut,
        "List the sources",
        description="All documents that answers come from, in reading order.",
    )
    def sources() -> Response:
        return JSONResponse(tools.sources())

    @operation(
        HTTPMethod.GET,
        "/sources/{source_id:path}",
        models.SourceContentsOut,
        "Read the contents of a source",
        description="One source with the ids of its passages in reading order.",
    )
    def one_source(source_id: _SourceId) -> Response:
        return _found(tools.source(source_id))

    return router


_PassageId = Annotated[
    str, Path(description="May hold slashes.", examples=["wet/jeugdwet/7.3.11/lid-4"])
]
_SourceId = Annotated[str, Path(description="May hold slashes.", examples=["wet/jeugdwet"])]


def _found(content: Json | None) -> Response:
    if content is None:
        raise HTTPException(404)
    return JSONResponse(content)


def _allowed(routes: Sequence[BaseRoute], scope: Scope) -> set[str]:
    """The methods of the operations at the path of a request."""
    found: set[str] = set()
    for route in routes:
        if route.matches(scope)[0] is Match.PARTIAL:
            found |= getattr(route, "methods", None) or set()
    return found


class AnswerStream(Response):
    """An answer as server-sent events. When the reader leaves, the work stops at once."""

    media_type = EVENT_STREAM

    def __init__(self, answers: Generator[Json, None, None]) -> None:
        """Send the answers of a generator; it is closed in any case."""
        super().__init__(headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
        del self.headers["content-length"]
        self._answers = answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send until the answer is whole or the reader leaves."""
        del scope
        async with anyio.create_task_group() as group:

            async def until_left() -> None:
                while (await receive())["type"] != "http.disconnect":
                    pass
                group.cancel_scope.cancel()

            group.start_soon(until_left)
            await send({
                "type": "http.response.start", "status": 200, "headers": self.raw_headers,
            })  # fmt: skip
            async with aclosing(events(self._answers)) as found:
                async for event in found:
                    body = {"type": "http.response.body", "body": event, "more_body": True}
                    await send(body)
            await send({"type": "http.response.body", "body": b""})
            group.cancel_scope.cancel()


async def events(
    answers: Generator[Json, None, None], beat_seconds: float = BEAT_SECONDS
) -> AsyncGenerator[bytes, None]:
    """Yield an answer as server-sent events; `_STREAMED` says which."""
    try:
        async with aclosing(growing(answers, beat_seconds)) as found:
            async for answer in found:
                if answer is None:
                    yield format_sse_event(comment="")
                    continue
                name = "answer" if answer["writing"] else "done"
                yield _event("refused" if answer["status"] == Status.REFUSED else name, answer)
    except Exception as error:  # the outermost edge of the API
        yield _event("error", problem_of(error))


def _event(name: str, content: Json) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return format_sse_event(event=name, data_str=text)


@cache
def _examples() -> Json:
    """An example of each outcome, by the name of its model."""
    text = files("assistant.web").joinpath("assets", "api-examples.json").read_text("utf-8")
    found: Json = json.loads(text)
    return found


def _event_example() -> str:
    return _event("done", _examples()["AnswerOut"]).decode()


@cache
def openapi_document() -> Json:
    """Return the OpenAPI document of the API."""
    app = FastAPI(
        title=f"{texts_nl.NAME} API",
        version="1.0",
        summary="Ask, search, check references and judge texts.",
        description=_ABOUT,
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    )
    # The document needs no tools: nothing is called.
    app.include_router(_operations(None))  # type: ignore[arg-type]
    found: Json = app.openapi()
    found["servers"] = [{"url": "/", "description": "This site"}]
    parts = found["components"]
    for name in ("HTTPValidationError", "ValidationError"):  # FastAPI's, which echo the input
        parts["schemas"].pop(name, None)
    parts["schemas"]["Problem"] = _schema(parts["schemas"], models.Problem)
    for name, example in _examples().items():
        parts["schemas"][name]["examples"] = [example]
    parts["responses"] = {
        "Problem": {
            "description": "A problem (RFC 9457).",
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    }
    parts["securitySchemes"] = {
        "bearer": {
            "type": "http",
            "scheme": "bearer",
            "description": "A token that the operator gave. On the own machine, without "
            "configuration, none is needed.",
        }
    }
    found["security"] = [{"bearer": []}, {}]
    for operations in found["paths"].values():
        for operation in operations.values():
            operation["tags"] = ["v1"]
            operation["responses"].pop("422", None)  # FastAPI's
            for status in ("4XX", "5XX"):
                operation["responses"][status] = {"$ref": "#/components/responses/Problem"}
    found["tags"] = [{"name": "v1", "description": "Version 1."}]
    return found


def _schema(schemas: Json, model: type[models.Problem]) -> Json:
    found = model.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(found.pop("$defs", {}))
    return found


@cache
def docs_page() -> str:
    """Return the OpenAPI document as a page of the site."""
    document = openapi_document()
    operations = [
        {"method": method.upper(), "path": path, **operation}
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    return render.page(
        "api.html",
        title=texts_nl.API_WEB["title"],
        api=SimpleNamespace(**texts_nl.API_WEB),
        about=document["info"]["description"],
        operations=operations,
        schemas=document["components"]["schemas"],
        dumps=_indented,
        formatted=_formatted,
        problems=[(STATUS[c], c, *said) for c, said in texts_nl.API_PROBLEMS.items()],
        document=f"{PREFIX}/openapi.json",
        program=__version__,
    )


def _formatted(description: str) -> Markup:
    """Our own words, written as Markdown in the document."""
    return Markup(MarkdownIt("js-default").render(description))  # noqa: S704


def _indented(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
