"""How often something may be done, in the memory of this process.

The package `limits` does the same, but its memory store (5.8) starts a thread for a request and
never forgets a key; here the number of keys is bounded.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

MOST_KEYS = 50_000  # users and addresses that are remembered; then the one seen longest ago goes
LONGEST_WAIT = 900.0  # seconds between two attempts to sign in, however many failed

Clock = Callable[[], float]


class Rate:
    """At most so many requests a minute for each key, as a bucket that leaks.

    A key that was quiet may do `per_minute` requests at once; then one comes free at a time.

    Source: the generic cell rate algorithm, ITU-T I.371.
    """

    def __init__(self, per_minute: int, *, clock: Clock = time.monotonic, most: int = MOST_KEYS):
        """Start with nobody.

        Args:
            per_minute: 0 for no limit.
            clock: seconds, never going back.
            most: keys that are remembered.
        """
        self._interval = 60.0 / per_minute if per_minute else 0.0
        self._clock, self._most = clock, most
        self._due: OrderedDict[str, float] = OrderedDict()  # when the bucket of a key is empty
        self._lock = threading.Lock()

    def wait(self, key: str) -> float:
        """Count a request, and return 0.0; or the seconds to wait, and count nothing."""
        if not self._interval:
            return 0.0
        with self._lock:
            now = self._clock()
            due = max(now, self._due.get(key, now))
            wait = due - now - (60.0 - self._interval)
            if wait > 1e-6:
                return wait
            self._due[key] = due + self._interval
            self._due.move_to_end(key)
            while len(self._due) > self._most:
                self._due.popitem(last=False)
            return 0.0


class Attempts:
    """Attempts to sign in: after some that failed, each next one has to wait twice as long.

    An attempt counts as failed until `succeeded` or `undo`, so that many at once are not free.
    """

    def __init__(
        self,
        free: int,
        forgive: float,
        *,
        clock: Clock = time.monotonic,
        most: int = MOST_KEYS,
    ):
        """Start with nobody.

        Args:
            free: attempts before the waiting begins.
            forgive: seconds after which one failed attempt is forgotten.
            clock: seconds, never going back.
            most: keys that are remembered.
        """
        self._free, self._forgive, self._clock, self._most = free, forgive, clock, most
        self._failed: OrderedDict[str, tuple[float, float]] = OrderedDict()  # how many, the last
        self._lock = threading.Lock()

    def wait(self, key: str) -> float:
        """Return the seconds to wait before an attempt is looked at; 0.0 when it is counted."""
        with self._lock:
            now = self._clock()
            count, last = self._failed.get(key, (0.0, now))
            wait = last + self.delay(count) - now
            if wait > 0:
                return wait
            self._note(key, max(0.0, count - (now - last) / self._forgive) + 1, now)
            return 0.0

    def delay(self, count: float) -> float:
        """Return the seconds that must pass after so many failed attempts."""
        over = count - self._free
        return 0.0 if over < 0 else min(2.0 ** min(over, 30.0), LONGEST_WAIT)

    def succeeded(self, key: str) -> None:
        """Forget all failed attempts of a key."""
        with self._lock:
            self._failed.pop(key, None)

    def undo(self, key: str) -> None:
        """Take back the one attempt that did not fail; those that failed stay."""
        with self._lock:
            count, last = self._failed.get(key, (0.0, 0.0))
            if count:
                self._note(key, max(0.0, count - 1), last)

    def _note(self, key: str, count: float, at: float) -> None:
        self._failed[key] = (count, at)
        self._failed.move_to_end(key)
        while len(self._failed) > self._most:
            self._failed.popitem(last=False)


def whole_seconds(wait: float) -> int:
    """Return seconds to tell a person or a program: whole, at least one."""
    return max(1, math.ceil(wait))
