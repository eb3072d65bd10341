"""Quizzes as a package of QTI 3.0, for learning environments and test programs."""

from __future__ import annotations

from assistant.quiz.formats.qti import package
from assistant.quiz.formats.qti_xml import V3P0
from assistant.quiz.records import Quiz


def write(quiz: Quiz) -> bytes:
    """Return a zip with the manifest, the test and the items."""
    return package(quiz, V3P0)
