"""A local language model that writes answers; docs/language-model.md describes it."""

from __future__ import annotations

from collections.abc import Callable

from assistant.llm.connect import connect
from assistant.llm.writer import Answerer, Verifier, WritingAnswerer
from assistant.records import Decision
from assistant.settings import Settings

__all__ = ["open_writer"]


def open_writer(
    settings: Settings,
    *,
    verifier: Verifier,
    guard: Callable[[str], Decision],
    fallback: Answerer,
) -> WritingAnswerer:
    """Return the answerer that writes with the model of the settings.

    A model that is not there is no error: answers are quoted until it is.

    Args:
        settings: `llm` is "server" or "folder".
        verifier: decides what is shown.
        guard: the checklist, which every written sentence passes too.
        fallback: answers when the model does not.

    Raises:
        SettingsError: the settings of the model are incomplete, or would send questions outside
            the private network.
    """
    return WritingAnswerer(
        connect(settings),
        verifier=verifier,
        guard=guard,
        fallback=fallback,
        timeout=settings.llm_timeout,
        first_token=settings.llm_first_token,
        # a model in this process has one set of processors, which answers would share
        concurrency=1 if settings.llm == "folder" else settings.llm_concurrency,
    )
