"""The backup command holds every table there is, those of the quizzes too, and brings it back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, insert, select

from assistant.__main__ import main
from assistant.database import engine as database
from assistant.database import schema
from assistant.desk.model import Correct, Release
from assistant.desk.store import Desk
from assistant.settings import Settings
from tests.desk.material import submission

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
QUIZ: tuple[tuple[Any, dict[str, Any]], ...] = (
    (schema.quiz_sets, {"id": "set-1", "version": 2}),
    (schema.quiz_versions,
     {"set_id": "set-1", "version": 2, "by": "anna", "at": NOW, "quiz": '["Beroepsgeheim"]'}),
    (schema.quiz_rounds,
     {"code": "BCDFGHJK", "set_id": "set-1", "version": 2, "label": "Groep ’s-Gravenhage",
      "feedback": "after", "created": NOW, "closes": NOW + timedelta(7),
      "deletes": NOW + timedelta(90), "key": "k" * 43, "takers": 3, "score_sum": 21,
      "score_squares": 153}),
    (schema.quiz_items, {"code": "BCDFGHJK", "item_id": "q1", "right": 2, "score_sum": 2}),
    (schema.quiz_choices, {"code": "BCDFGHJK", "choice": "q1/o2", "count": 1}),
    (schema.quiz_marks, {"code": "BCDFGHJK", "mark": "m" * 32}),
    (schema.tallies, {"week": "2026-W40", "judgement": "right", "count": 12}),
)  # fmt: skip


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASSISTANT_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def engine(state: Path) -> Iterator[Engine]:
    found = database.connect(Settings(state=state))
    yield found
    found.dispose()


def rows(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    with database.reading(engine) as connection:
        return {
            t.name: sorted(map(tuple, connection.execute(select(t))), key=repr)
            for t in schema.metadata.sorted_tables
        }


def test_what_was_lost_comes_back_whole(
    state: Path, engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(engine)
    number = desk.submit(submission(number=0)).item_id
    desk.act(number, Correct("Overleg eerst met de ouders."), by="anna", version=0)
    desk.act(number, Release(), by="anna", version=1)
    desk.submit(submission())
    with database.writing(engine) as connection:
        for table, values in QUIZ:
            connection.execute(insert(table).values(**values))
    before = rows(engine)
    assert [name for name, found in before.items() if not found] == []  # a new table needs a row
    engine.dispose()

    copy = tmp_path / "elders" / "vindplaats-2026-11-26.sqlite"
    copy.parent.mkdir()
    assert main(["desk", "backup", str(copy)]) == 0
    shutil.rmtree(state)
    assert main(["desk", "restore", str(copy), "--yes"]) == 0
    restored = database.connect(Settings(state=state))
    assert rows(restored) == before
    restored.dispose()
    assert "Beroepsgeheim" not in capsys.readouterr().out
