"""Reads a question that leans on the one before it ("en als het kind 17 is?"). Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.language import STOP_WORDS, words

# Openings that continue a subject instead of starting one.
_CONTINUES = re.compile(
    r"\s*(en|maar|of|ook|dus|want|oke|oké|ok)\b"
    r"|\s*(wat|hoe)\s+(dan\s+)?(als|bij|met|over)\b"
    r"|\s*(geldt|mag|moet|kan)\s+(dat|dit|het)\b"
    r"|\s*(waarom|wanneer|waar|wie|hoe lang|hoe snel)( dan| niet)?\s*\?*\s*$"
    r"|\s*(dezelfde|hetzelfde|zo'n|daarna|daarbij|daarvoor|hiervoor)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"\b(dat|dit|daar|daarvan|daarmee|daarover|die|deze|ze|hij|zij|dan)\b",
                          re.IGNORECASE)  # fmt: skip
_FEW_WORDS = 6  # content words below which a pointing word needs its subject


def read_in_context(question: str, earlier: Sequence[str]) -> str:
    """Return the question, preceded by the last question that stands on its own when it leans.

    Args:
        question: as typed.
        earlier: earlier questions, oldest first; blank ones are passed over.

    >>> read_in_context("en als het kind 17 is?", ["Wie geeft toestemming?"])
    'Wie geeft toestemming? en als het kind 17 is?'
    >>> read_in_context("Wat is een datalek?", ["Wie geeft toestemming?"])
    'Wat is een datalek?'
    """
    earlier = [e for e in earlier if e.strip()]
    if not earlier or not leans(question):
        return question
    for previous in reversed(earlier):
        if not leans(previous):
            return f"{previous.strip()} {question.strip()}"
    return f"{earlier[0].strip()} {question.strip()}"


def leans(question: str) -> bool:
    """Whether a question needs the one before it to be understood."""
    content = [w for w in words(question) if w not in STOP_WORDS]
    if _CONTINUES.match(question) and len(content) <= 2 * _FEW_WORDS:
        return True
    return len(content) < _FEW_WORDS and bool(_POINTS_BACK.search(question))
