"""How a peer answers: one JSON string a line comes in, one JSON object a line goes out.

The first line out is {"ready": true}. Then for each text {"found": [kinds], "ms": milliseconds},
where a kind is the peer's own name for what it found, and the milliseconds are processor time.
No text is written anywhere.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable


def serve(start: Callable[[], Callable[[str], Iterable[str]]]) -> None:
    """Answer standard input until it ends.

    Args:
        start: makes the peer ready and returns what finds kinds of personal data in a text.
    """
    out = sys.stdout
    sys.stdout = sys.stderr  # what a library prints or logs must not come between the lines

    def say(answer: dict[str, object]) -> None:
        out.write(json.dumps(answer) + "\n")
        out.flush()

    find = start()
    find("Mag dat?")  # what is loaded at the first text is no part of the time per text
    say({"ready": True})
    for line in sys.stdin:
        text = json.loads(line)
        begin = time.thread_time()
        found = find(text)
        say({"found": sorted(set(found)), "ms": (time.thread_time() - begin) * 1_000})
