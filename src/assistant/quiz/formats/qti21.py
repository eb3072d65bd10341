"""Quizzes as a package of QTI 2.1, for learning environments and test programs."""

from __future__ import annotations

from assistant.quiz.formats.qti import package
from assistant.quiz.formats.qti_xml import V2P1
from assistant.quiz.records import Quiz


def write(quiz: Quiz) -> bytes:
    """Return a zip with the manifest, the test and the items."""
    return package(quiz, V2P1)
