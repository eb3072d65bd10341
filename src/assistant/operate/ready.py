"""Whether the site is alive and ready, and its figures: what machines ask."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from assistant.database.engine import reading
from assistant.desk.store import Desk
from assistant.errors import AssistantError, ModelError
from assistant.operate import metrics
from assistant.settings import Settings
from assistant.web.ports import Assistant

REMEMBERED_SECONDS = 2.0  # anybody may ask, and looking costs something

log = logging.getLogger(__name__)


class Readiness:
    """Looks whether each part works; thread-safe."""

    def __init__(
        self,
        looks: Mapping[str, Callable[[], object]],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take the parts.

        Args:
            looks: by the name of the part; raises an `AssistantError` when it does not work.
            clock: seconds.
        """
        self._looks = looks
        self._clock = clock
        self._lock = threading.Lock()
        self._found: dict[str, bool] = {}
        self._again_at = 0.0

    def look(self) -> dict[str, bool]:
        """Return for each part whether it works; as it was at most two seconds ago."""
        with self._lock:
            if not self._found or self._clock() >= self._again_at:
                self._found = {name: _works(name, look) for name, look in self._looks.items()}
                self._again_at = self._clock() + REMEMBERED_SECONDS
            return self._found


def _works(name: str, look: Callable[[], object]) -> bool:
    try:
        look()
    except AssistantError as error:
        log.warning("not ready: %s (%s)", name, type(error).__name__)
        return False
    return True


def readiness(assistant: Assistant, desk: Callable[[], Desk], settings: Settings) -> Readiness:
    """Return what looks at index, database and, when there is one, language model."""
    looks: dict[str, Callable[[], object]] = {
        "index": assistant.sources,
        "database": lambda: _ask_database(desk()),
    }
    if settings.llm != "none":
        looks["language_model"] = lambda: _ask_model(assistant)
    return Readiness(looks)


def _ask_database(desk: Desk) -> None:
    with reading(desk.engine) as connection:
        connection.exec_driver_sql("SELECT 1")


def _ask_model(assistant: Assistant) -> None:
    if assistant.notice == "model-unreachable":
        raise ModelError("the language model is away; answers are quoted")


def operating_routes(
    assistant: Assistant, *, ready: Readiness, index_name: Callable[[], str]
) -> APIRouter:
    """Return `/gezond`, `/klaar` and `/metrics`.

    Args:
        assistant: tells its sources.
        ready: looks at the parts.
        index_name: tells the name of the index that answers; "" when it cannot.
    """
    router = APIRouter()

    @router.get("/gezond")
    def alive() -> JSONResponse:
        try:
            count = len(assistant.sources())
        except AssistantError as error:
            log.error("health: %s", type(error).__name__)
            return JSONResponse({"status": "unavailable"}, status_code=503)
        return JSONResponse({"status": "ok", "sources": count})

    @router.get("/klaar")
    def prepared() -> JSONResponse:
        found = ready.look()
        whole = all(found.values())
        return JSONResponse(
            {
                "status": "ok" if whole else "unavailable",
                "parts": {name: "ok" if works else "away" for name, works in found.items()},
            },
            status_code=200 if whole else 503,
        )

    @router.get("/metrics")
    def figures() -> Response:
        return Response(metrics.exposition(index_name), media_type=metrics.CONTENT_TYPE)

    return router
