"""Whether the model can be reached; finds out by itself when it is back."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from assistant.llm.calls import CallError

FIRST_WAIT = 1.0  # seconds before a model that is away is looked for again
LONGEST_WAIT = 60.0  # seconds; the wait doubles up to this

log = logging.getLogger(__name__)


class Health:
    """Remembers whether the model answered; looks again with growing pauses. Thread-safe."""

    def __init__(
        self, check: Callable[[], None], *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Look once, now.

        Args:
            check: returns when the model is there; takes a few seconds at most.
            clock: seconds.
        """
        self._check = check
        self._clock = clock
        self._lock = threading.Lock()  # of the fields
        self._looking = threading.Lock()  # held by the one that looks
        self._up = False
        self._wait = FIRST_WAIT
        self._again_at = clock()
        self.ready()

    @property
    def up(self) -> bool:
        """Whether the model was there at the last look. Does not wait; may start a look."""
        with self._lock:
            due = self._is_due()
            up = self._up
        if due and not self._looking.locked():
            threading.Thread(target=self.ready, name="llm-health", daemon=True).start()
        return up

    def ready(self) -> bool:
        """Return whether the model is there; looks first when it was away and it is time."""
        with self._lock:
            if not self._is_due():
                return self._up
        if not self._looking.acquire(blocking=False):
            return False  # somebody else is looking
        try:
            self._look()
        finally:
            self._looking.release()
        return self._up

    def failed(self) -> None:
        """Note that a call did not reach the model."""
        with self._lock:
            if self._up:
                self._up = False
                self._wait = FIRST_WAIT
                self._again_at = self._clock() + self._wait

    def _is_due(self) -> bool:
        return not self._up and self._clock() >= self._again_at

    def _look(self) -> None:
        try:
            self._check()
        except CallError as error:
            with self._lock:
                self._wait = min(self._wait * 2, LONGEST_WAIT)
                self._again_at = self._clock() + self._wait
            log.warning("language model: %s; answers are quoted", error)
        else:
            with self._lock:
                self._up = True
            log.info("language model: ready")
