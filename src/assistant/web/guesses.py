"""Limits how often somebody may type a code that is wrong. In memory only; nothing is stored.

A code has 69 bits, so guessing one is hopeless without this too. The limit keeps a program that
tries all the same from loading the database, and it is there should codes ever leak in part.
"""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from math import ceil

EACH = 10  # wrong codes from one address within `SECONDS`
TOTAL = 1_000  # from all addresses together; also how many are remembered
SECONDS = 900.0


class Guesses:
    """Counts wrong codes of the last quarter of an hour, by address and together. Thread-safe."""

    def __init__(
        self,
        *,
        each: int = EACH,
        total: int = TOTAL,
        seconds: float = SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Start with none.

        Args:
            each: how many one address may have.
            total: how many all addresses may have together.
            seconds: how long one counts.
            clock: seconds.
        """
        self._each, self._total, self._seconds, self._clock = each, total, seconds, clock
        self._lock = threading.Lock()
        self._taken: deque[tuple[float, str]] = deque()  # oldest first
        self._by_address: Counter[str] = Counter()

    def take(self, address: str) -> int:
        """Count a guess before it is looked at, so that many at once do not pass either.

        Args:
            address: of who guesses, as the connection gives it.

        Returns:
            0 when the guess may be looked at, else the seconds to wait; then it is not counted.
        """
        key = network(address)
        with self._lock:
            now = self._clock()
            while self._taken and self._taken[0][0] <= now - self._seconds:
                self._drop(0)
            if self._by_address[key] >= self._each:
                oldest = next(at for at, whose in self._taken if whose == key)
            elif len(self._taken) >= self._total:
                oldest = self._taken[0][0]
            else:
                self._taken.append((now, key))
                self._by_address[key] += 1
                return 0
            return max(1, ceil(oldest + self._seconds - now))

    def give_back(self, address: str) -> None:
        """Take the last guess of an address out of the count: the code was right."""
        key = network(address)
        with self._lock:
            for place in reversed(range(len(self._taken))):
                if self._taken[place][1] == key:
                    self._drop(place)
                    return

    def _drop(self, place: int) -> None:
        key = self._taken[place][1]
        del self._taken[place]
        self._by_address[key] -= 1
        if not self._by_address[key]:
            del self._by_address[key]


def network(address: str) -> str:
    """Return what counts as one address: of IPv6 the network that one connection gets.

    >>> network("192.0.2.7"), network("2001:db8::1:2:3:4"), network("::ffff:192.0.2.7")
    ('192.0.2.7', '2001:db8::/64', '192.0.2.7')
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))
