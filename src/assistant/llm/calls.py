"""One call of a model as an iterator of text that cannot hang and can be cancelled.

The call runs in a thread of its own and puts what it gets in a queue. Whoever reads the iterator
waits for that queue alone, so no server, however slow, holds them longer than the limits say.
"""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Coroutine, Generator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from assistant.errors import ModelError

HEARTBEAT = 0.5  # seconds; a reader gets "" when nothing came for this long, and may then leave

T = TypeVar("T")


class CallError(ModelError):
    """A call of the model did not bring what it should; the message holds no text of the call."""

    def __init__(self, notice: str, message: str, *, again: bool = False) -> None:
        """Keep the code of the notice for the reader, and a message for the operator.

        Args:
            notice: as in `Answer.notice`.
            message: English; never words of the question or of the model.
            again: whether the same call may well succeed when it is made again.
        """
        super().__init__(message)
        self.notice = notice
        self.again = again


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a call may take."""

    deadline: float  # of time.monotonic(), for the whole call
    silence: float  # seconds without a piece of text, at the start or in between


@dataclass(frozen=True, slots=True)
class End:
    """A call is over."""

    finished: bool  # the model itself ended its text; False when it was cut off


Put = Callable[[str | End | CallError], None]


def read(start: Callable[[Put], Callable[[], None]], limits: Limits) -> Generator[str, None, None]:
    """Yield the pieces of text of one call.

    Args:
        start: begins the call without waiting for it, and returns what cancels it; pieces, the
            end or an error go to the function that it is given.
        limits: when to give up.

    Yields:
        Pieces as they come; "" when nothing came for `HEARTBEAT` seconds.

    Raises:
        CallError: the call failed, took too long, or was cut off before the model ended.
    """
    inbox: queue.SimpleQueue[str | End | CallError] = queue.SimpleQueue()
    cancel = start(inbox.put)
    try:
        silent_from = time.monotonic()
        while True:
            now = time.monotonic()
            until = min(limits.deadline, silent_from + limits.silence)
            if now >= until:
                raise CallError("model-too-slow", "the model did not answer in time")
            try:
                item = inbox.get(timeout=min(HEARTBEAT, until - now))
            except queue.Empty:
                yield ""
                continue
            if isinstance(item, CallError):
                raise item
            if isinstance(item, End):
                if item.finished:
                    return
                raise CallError("model-stopped", "the model stopped before its text was complete")
            if item:
                silent_from = time.monotonic()
                yield item
    finally:
        cancel()


class Background:
    """A coroutine that runs in a thread and an event loop of its own, and can be cancelled."""

    def __init__(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._work = work
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._cancelled = False
        # a daemon: a call that hangs in the resolver of the system does not keep the program alive
        self._thread = threading.Thread(target=self._run, name="llm-call", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        async def main() -> None:
            with self._lock:
                if self._cancelled:
                    return
                self._loop = asyncio.get_running_loop()
                self._task = asyncio.create_task(self._work())
            await asyncio.wait([self._task])  # its outcome went to the queue
            if not self._task.cancelled():
                self._task.exception()

        asyncio.run(main())
        with self._lock:
            self._loop = None

    def cancel(self) -> None:
        """Cancel the work, which closes its connection; does not wait for it."""
        with self._lock:
            self._cancelled = True
            if self._loop is not None and self._task is not None:
                with suppress(RuntimeError):  # it ended just now
                    self._loop.call_soon_threadsafe(self._task.cancel)


def wait_for(work: Callable[[], Coroutine[Any, Any, T]], seconds: float) -> T:
    """Return what a coroutine returns, within a hard limit of time.

    Raises:
        CallError: it took longer, or raised this error itself.
    """
    results: queue.SimpleQueue[T | CallError] = queue.SimpleQueue()

    async def run() -> None:
        try:
            results.put(await work())
        except CallError as error:
            results.put(error)

    background = Background(run)
    try:
        result = results.get(timeout=seconds)
    except queue.Empty:
        raise CallError("model-unreachable", "the model server does not answer") from None
    finally:
        background.cancel()
    if isinstance(result, CallError):
        raise result
    return result
