"""Stores of quizzes on both databases, as those of the desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.database import engine as database
from assistant.quiz.store import QuizStore
from tests.desk.conftest import (
    Place,
    cleared_postgres,
    empty_postgres,
    place,
    postgres,
    shared_postgres,
)

__all__ = ["cleared_postgres", "empty_postgres", "place", "postgres", "shared_postgres"]


@pytest.fixture
def store(place: Place) -> Iterator[QuizStore]:
    """An empty store, on each database."""
    found = QuizStore(database.connect(place.settings), now=place.clock)
    yield found
    found.close()
