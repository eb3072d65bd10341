"""Seals how far a taker is, so that it travels in the page and nothing of it is kept here.

It holds what the taker gave and nothing of the key. The hash is keyed with the key of the round,
which the database holds: a quiz goes on after a restart, and in another process.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json

from assistant.quiz.records import Quiz
from assistant.quiz.taking import Given, Taking, fits

_DIGEST = 64  # characters of a SHA-256 in hexadecimal


def close(taking: Taking, key: str) -> str:
    """Return a taking as one line of plain characters.

    Args:
        taking: how far somebody is.
        key: of the round.
    """
    given = [[g.picks, g.text, g.ticked] for g in taking.given]
    # JSON in ASCII carries half characters as well, which an answer can hold
    content = json.dumps([taking.mark, taking.seen, given]).encode()
    data = base64.urlsafe_b64encode(content).decode()
    return _digest(data, key) + data


def open_sealed(closed: str, key: str, quiz: Quiz) -> Taking | None:
    """Return what `close` closed; None when it did not, or not for this quiz.

    Args:
        closed: as it came back.
        key: of the round.
        quiz: that is taken.
    """
    digest, data = closed[:_DIGEST], closed[_DIGEST:]
    if not hmac.compare_digest(digest.encode(), _digest(data, key).encode()):
        return None
    mark, seen, rows = json.loads(base64.urlsafe_b64decode(data))
    given = tuple(
        Given(tuple(picks), text, None if ticked is None else tuple(ticked))
        for picks, text, ticked in rows
    )
    if len(given) > len(quiz.items) or not all(map(fits, quiz.items, given)):
        return None
    return Taking(mark, given, seen)


def _digest(data: str, key: str) -> str:
    return hmac.new(key.encode(), f"vindplaats quiz {data}".encode(), hashlib.sha256).hexdigest()
