"""Answers that the helpdesk approved, for whoever asks the same question; never in the way."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from functools import partial

from assistant.desk.loop import curated_answer
from assistant.desk.store import Desk, open_existing
from assistant.errors import AssistantError
from assistant.records import Answer, Passage
from assistant.settings import Settings

REST_SECONDS = 60.0  # that a database which failed is not asked again

log = logging.getLogger(__name__)


class CuratedAnswers:
    """Looks approved answers up, with one indexed look at the database. Thread-safe.

    A database that is out of reach is left alone for a while, so that at most one question a
    minute waits for it, and that no longer than a connection may take.
    """

    def __init__(
        self,
        open_desk: Callable[[], Desk | None],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Open nothing yet.

        Args:
            open_desk: gives the desk, or None when there is none yet; asked until it gives one.
            clock: seconds.
        """
        self._open = open_desk
        self._clock = clock
        self._lock = threading.Lock()
        self._desk: Desk | None = None
        self._resting_until = -REST_SECONDS

    def answer(self, question: str, passage: Callable[[str], Passage | None]) -> Answer | None:
        """Return the approved answer to the same question, as `Desk.curated_for` compares them.

        None when there is none, when a quoted passage is gone or reads otherwise, or when the
        database is out of reach; the log then says so without a word of the question.

        Args:
            question: as it is read.
            passage: looks a passage of the corpus up.
        """
        if self._clock() < self._resting_until:
            return None
        try:
            desk = self._opened()
            found = None if desk is None else desk.curated_for(question)
        except AssistantError as error:
            self._resting_until = self._clock() + REST_SECONDS
            log.warning("answers that the helpdesk approved are out of reach: %s", error)
            return None
        return None if found is None else curated_answer(found, passage)

    def _opened(self) -> Desk | None:
        if self._desk is None and self._lock.acquire(blocking=False):  # others do not wait
            try:
                self._desk = self._desk or self._open()
            finally:
                self._lock.release()
        return self._desk


def open_curated(settings: Settings) -> CuratedAnswers:
    """Return the approved answers of the desk that these settings name; opens it when asked."""
    return CuratedAnswers(partial(open_existing, settings))
