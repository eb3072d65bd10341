"""Seals an answer that was shown, so that it can come back from a browser as it went.

A conversation stands in the tab of the asker only. For the helpdesk it has to come back, and the
desk keeps nothing but what this program itself showed. So each whole answer goes to the page in a
form with a seal: a keyed hash of question and answer under the key that the processes of a site
share.
What comes back with another seal is refused, whatever it says. Nothing is kept on the server, and
nothing is asked twice; a language model might answer otherwise the second time.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from assistant.records import Answer, Citation, Passage, Sentence, Status

_DIGEST = 43  # characters of a SHA-256 in base64 without padding


@dataclass(frozen=True, slots=True)
class Shown:
    """A question with the answer that was shown."""

    question: str  # as it was read
    answer: Answer  # outcome, notice, sentences and citations; no hits or timings
    mark: str  # differs for every answer


class Seal:
    """Closes and opens with one key; what was closed with another cannot be opened."""

    def __init__(self, key: bytes = b"") -> None:
        """Use a key of its own, derived from that of the site; without one, make one."""
        own = hmac.new(key, b"vindplaats seal", hashlib.sha256).digest()
        self._key = own if key else secrets.token_bytes(32)

    def close(self, question: str, answer: Answer) -> str:
        """Return question and answer as one line of plain characters; "" for a refused one."""
        if answer.status is Status.REFUSED:
            return ""
        content = {
            "mark": secrets.token_hex(8),
            "question": answer.read_as or question,
            "status": answer.status.value,
            "reason": answer.reason,
            "notice": answer.notice,
            "sentences": [
                [s.text, s.citations, s.heading, s.written]
                for s in answer.sentences
            ],
            "citations": [
                [c.n, c.passage.id, c.start, c.end, c.quote] for c in answer.citations
            ],
        }  # fmt: skip
        # JSON in ASCII carries half characters as well, which a question can hold
        data = _encode(json.dumps(content).encode())
        return self._digest(data) + data

    def open(self, closed: str, passage: Callable[[str], Passage | None]) -> Shown | None:
        """Return what was closed.

        Args:
            closed: what `close` gave.
            passage: looks a passage up.

        Returns:
            None when it is not from `close`, or when a cited passage is gone or reads otherwise.
        """
        digest, data = closed[:_DIGEST], closed[_DIGEST:]
        if not hmac.compare_digest(digest.encode(), self._digest(data).encode()):
            return None
        content = json.loads(base64.urlsafe_b64decode(data + "=" * (-len(data) % 4)))
        citations = []
        for n, passage_id, start, end, quote in content["citations"]:
            found = passage(passage_id)
            if found is None or found.text[start:end] != quote:
                return None
            citations.append(Citation(n=n, passage=found, quote=quote, start=start, end=end))
        answer = Answer(
            status=Status(content["status"]),
            reason=content["reason"],
            notice=content["notice"],
            sentences=tuple(
                Sentence(text=text, citations=tuple(numbers), heading=heading, written=written)
                for text, numbers, heading, written in content["sentences"]
            ),
            citations=tuple(citations),
        )
        return Shown(content["question"], answer, content["mark"])

    def _digest(self, data: str) -> str:
        return _encode(hmac.new(self._key, data.encode(), hashlib.sha256).digest())


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
