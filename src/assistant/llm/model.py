"""What writing needs of a language model, and what it costs to read."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Protocol

from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.llm.calls import Limits
from assistant.llm.prompts_nl import Message

ANSWER_TOKENS = 700  # eight short sentences take about 300; lists and repairs more
# What Ollama gives a model on a machine with less than 24 GiB of graphics memory
# (docs/context-length, 2026); a longer prompt is cut there without a word.
DEFAULT_CONTEXT = 4096
# Dutch takes 3 to 4 characters a token in the vocabularies of current models, legal Dutch less.
CHARACTERS_PER_TOKEN = 2.5
FRAME_TOKENS = 16  # what a chat template adds to a message


class Model(Protocol):
    """What writing an answer needs of a language model."""

    @property
    def context(self) -> int:
        """How many tokens it reads and writes together."""

    def check(self) -> None:
        """Return when it can be called; raise `CallError` when not, within some seconds."""

    def count(self, messages: Sequence[Message]) -> int:
        """Return how many tokens the messages take: its own count, or a careful estimate."""

    def write(self, messages: Sequence[Message], limits: Limits) -> Generator[str, None, None]:
        """Yield pieces of text, "" at least every second; raise `CallError` when it breaks off.

        Closing the generator cancels the call.
        """


def estimate(messages: Sequence[Message]) -> int:
    """Return a careful estimate of the tokens of messages, for any vocabulary."""
    return sum(int(len(m.text) / CHARACTERS_PER_TOKEN) + FRAME_TOKENS for m in messages)


def whole(value: object) -> int:
    """Return a number of tokens that a server tells; 0 when it makes no sense."""
    return value if isinstance(value, int) and 0 < value < 100_000_000 else 0


def plain(messages: Sequence[Message]) -> list[dict[str, str]]:
    """Return messages as chat templates and servers want them."""
    return [{"role": m.role, "content": m.text} for m in messages]


def chat(messages: Sequence[Message]) -> list[ChatMessage]:
    """Return messages as llama-index wants them."""
    return [ChatMessage(role=MessageRole(m.role), content=m.text) for m in messages]
