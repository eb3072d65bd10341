"""Errors of the API as problem details (RFC 9457). They never hold what was sent."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from assistant import texts_nl
from assistant.errors import AssistantError, QuestionError

MEDIA_TYPE = "application/problem+json"
DOCS = "/api/v1/docs"

STATUS = {
    "invalid-request": 422,
    "not-json": 400,
    **{f"question-{reason}": 422 for reason in texts_nl.QUESTION_PROBLEMS},
    "not-found": 404,
    "wrong-method": 405,
    "unauthorized": 401,
    "forbidden": 403,
    "too-large": 413,
    "too-many": 429,
    "unavailable": 503,
    "internal": 500,
}
_BY_STATUS = {status: code for code, status in STATUS.items() if status != 422} | {
    415: "not-json",
    422: "invalid-request",
}

log = logging.getLogger(__name__)


def problem(
    code: str, *, detail: str = "", errors: Sequence[Mapping[str, str]] = ()
) -> dict[str, Any]:
    """Return a problem in the shape of `api_models.Problem`.

    Args:
        code: a key of `texts_nl.API_PROBLEMS`.
        detail: a Dutch sentence; "" takes that of the code.
        errors: fields that are wrong, without what was sent.
    """
    title, usual = texts_nl.API_PROBLEMS[code]
    return {
        "type": f"{DOCS}#{code}",
        "title": title,
        "status": STATUS[code],
        "detail": detail or usual,
        "code": code,
        "errors": list(errors),
    }


def problem_response(code: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return the response for a code; also for what stands before the API."""
    return _response(problem(code), headers)


def problem_of(error: Exception) -> dict[str, Any]:
    """Return the problem for an error, and log an unforeseen one by its class alone."""
    if isinstance(error, RequestValidationError):
        wrong = error.errors()
        if any(e["type"] == "json_invalid" for e in wrong):
            return problem("not-json")
        return problem("invalid-request", errors=[_field(e["loc"], e["type"]) for e in wrong])
    if isinstance(error, HTTPException):
        return problem(_BY_STATUS.get(error.status_code, "internal"))
    if isinstance(error, QuestionError):
        return problem(f"question-{error.reason}")
    if isinstance(error, AssistantError):
        log.error("a request of a program ended in %s", type(error).__name__)
        return problem("unavailable", detail=texts_nl.explain(error))
    # The class alone: the message may hold words of the question.
    log.error("a request of a program ended in %s", type(error).__name__)
    return problem("internal")


class ProblemRoute(APIRoute):
    """A route of which every error is a problem, whatever app it stands in."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler with the errors translated."""
        handle = super().get_route_handler()

        async def safe(request: Request) -> Response:
            try:
                return await handle(request)
            except Exception as error:  # the outermost edge of the API
                headers = error.headers if isinstance(error, HTTPException) else None
                return _response(problem_of(error), headers)

        return safe


def _response(content: dict[str, Any], headers: Mapping[str, str] | None) -> JSONResponse:
    return JSONResponse(
        content, status_code=content["status"], media_type=MEDIA_TYPE, headers=headers
    )


def _field(place: Sequence[object], code: str) -> dict[str, str]:
    """Where something is wrong. The name of a field that is not ours is what was sent."""
    known = place[:-1] if code == "extra_forbidden" else place
    return {"field": ".".join(str(p) for p in known), "code": code}
