"""Memory that goes back to the system, in a process that opens one index after another."""

from __future__ import annotations

import ctypes

# Parameters of mallopt(3) in glibc.
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
_BLOCK = 128 * 1024  # bytes; glibc starts here, and raises it with every large block that is freed
_ARENAS = 2


def give_memory_back() -> bool:
    """Ask the C library to return large blocks to the system as soon as they are free.

    Vectors and word lists of an index that was replaced are large blocks. By default they stay with
    the process, between what the next index put beside them: over six swaps a server grew from 699
    to 985 MiB, with these settings from 685 to 738 (scripts/load/soak.py).

    Returns:
        Whether it was set; only glibc has the settings.
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return False
    values = {_ARENA_MAX: _ARENAS, _MMAP_THRESHOLD: _BLOCK, _TRIM_THRESHOLD: _BLOCK}
    done = [mallopt(name, value) for name, value in values.items()]
    return all(done)
