"""What the web pages need from the rest of the program."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Protocol

from assistant.records import Answer, Passage, Source


class Assistant(Protocol):
    """Answers questions and gives the passages behind an answer; safe to use from threads."""

    @property
    def notice(self) -> str:
        """What a reader should know before asking, a key of `texts_nl.NOTICES`; "" when nothing.

        Never waits for anything.
        """
        ...

    def stream(
        self,
        question: str,
        *,
        earlier: Sequence[str] = (),
        role: str = "professional",
        separate: bool = False,
    ) -> Generator[Answer, None, None]:
        """Answer one question; every answer replaces the one before it, the last is final.

        While a model writes, an answer comes at least every second, with `writing` set. Closing
        the generator stops the work.

        Raises:
            AssistantError: when the first answer is asked for: the question cannot be used or a
                part is out of reach.
        """
        ...

    def search(self, question: str) -> Answer:
        """Return what is found for a question, as hits; the checklist stands before it.

        Raises:
            AssistantError: the text cannot be used or a part is out of reach.
        """
        ...

    def passage(self, passage_id: str) -> Passage | None:
        """Return a passage, or None when it does not exist."""
        ...

    def context(self, passage_id: str) -> tuple[Passage | None, Passage, Passage | None] | None:
        """Return a passage between its neighbours, or None when it does not exist."""
        ...

    def sources(self) -> tuple[Source, ...]:
        """Return all sources in reading order."""
        ...

    def passages_of(self, source_id: str) -> tuple[Passage, ...]:
        """Return the passages of a source in reading order; () for an unknown source."""
        ...
