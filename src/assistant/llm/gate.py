"""How many answers are written at the same time, and who is next."""

from __future__ import annotations

import threading
from types import TracebackType


class Gate:
    """Lets a number of answers be written at once; the others wait in the order they came."""

    def __init__(self, places: int) -> None:
        """Let `places` in at the same time."""
        self._places = places
        self._line: list[Ticket] = []  # those inside first
        self._moved = threading.Condition()

    def enter(self) -> Ticket:
        """Return a place in the line; leave it with the context manager that it is."""
        return Ticket(self)

    def _position(self, ticket: Ticket) -> int:
        return max(0, self._line.index(ticket) - self._places + 1)


class Ticket:
    """A place in the line of a gate, from `with gate.enter() as ticket` until its end."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def __enter__(self) -> Ticket:
        with self._gate._moved:
            self._gate._line.append(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._gate._moved:
            self._gate._line.remove(self)
            self._gate._moved.notify_all()

    @property
    def waiting(self) -> int:
        """How many answers have to be finished first; 0 when it is this one's turn."""
        with self._gate._moved:
            return self._gate._position(self)

    def wait(self, seconds: float) -> bool:
        """Return whether it is this one's turn, at the latest after some seconds.

        Returns early, with False, when the line has moved.
        """
        with self._gate._moved:
            before = self._gate._position(self)
            if before:
                self._gate._moved.wait_for(
                    lambda: self._gate._position(self) < before, timeout=seconds
                )
            return self._gate._position(self) == 0
