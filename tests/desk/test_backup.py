"""A backup holds everything of one moment, and comes back whole or not at all."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.database import engine as database
from assistant.database.schema import metadata
from assistant.desk.backup import Contents, back_up, restore
from assistant.desk.export import whole_json
from assistant.desk.model import Comment, Correct, Judge, Judgement, Release, Undo
from assistant.desk.store import Desk
from assistant.errors import DatabaseError
from tests.desk.conftest import Place
from tests.desk.material import QUESTION, START, submission


def fill(desk: Desk) -> None:
    """Five items: one untouched, three half done, one released with a correction."""
    for number in (1, 2, 3):
        desk.submit(submission())
        desk.act(number, Judge(1, Judgement.RIGHT), by="anna", version=0)
        desk.act(number, Undo(1), by="anna", version=1)
    last = desk.submit(submission(number=0)).item_id
    desk.act(last, Correct("Overleg eerst met de ouders."), by="anna", version=0)
    desk.act(last, Release(), by="anna", version=1)
    desk.submit(submission())


def everything(desk: Desk) -> list[object]:
    found: list[object] = [whole_json(*w) for w in desk.everything()]
    return [*found, desk.curated(), desk.judgements(), desk.topics()]


def test_what_was_backed_up_comes_back(desk: Desk, tmp_path: Path) -> None:
    fill(desk)
    before = everything(desk)
    path = tmp_path / "desk.backup"
    assert back_up(desk.engine, path, now=START) == Contents(items=5, events=8)
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["desk.backup"]  # one file
    assert stat.S_IMODE(path.stat().st_mode) == 0o600

    desk.act(5, Comment("Na de reservekopie."), by="bram", version=0)
    desk.submit(submission())
    code = desk.submit(submission()).code
    assert restore(desk.engine, path) == Contents(items=5, events=8)
    assert everything(desk) == before
    assert desk.reply(code) is None
    assert desk.submit(submission()).item_id > 5
    assert back_up(desk.engine, path, now=START).items == 6  # and the old file is replaced


def test_an_empty_desk_comes_back_empty(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "desk.backup"
    back_up(desk.engine, path, now=START)
    fill(desk)
    assert restore(desk.engine, path) == Contents(items=0, events=0)
    assert desk.queue() == ()
    assert desk.curated_for(QUESTION) is None


def test_a_backup_goes_to_the_other_database(
    desk: Desk, make_desk: Callable[[], Desk], tmp_path: Path
) -> None:
    """The way from SQLite to PostgreSQL, and back."""
    fill(desk)
    there = make_desk()
    for one, other in ((desk, there), (there, desk)):
        path = tmp_path / "desk.backup"
        back_up(one.engine, path, now=START)
        restore(other.engine, path)
        assert everything(one) == everything(other)


def test_what_was_deleted_is_not_in_a_backup_and_restoring_wipes_what_was_there(
    make_desk: Callable[[], Desk], tmp_path: Path
) -> None:
    desk = make_desk()
    back_up(desk.engine, tmp_path / "empty.backup", now=START)
    question = "Mag de kantinebeheer gegevens delen?"
    desk.submit(submission(question, number=0))
    desk.act(1, Comment("Vraag het na.", True), by="anna", version=0)
    desk.act(1, Release(), by="anna", version=1)
    desk._now = lambda: START + timedelta(days=10)
    desk.purge(5, 36_500)
    back_up(desk.engine, tmp_path / "later.backup", now=START)
    assert b"kantinebeheer" not in (tmp_path / "later.backup").read_bytes()

    desk.submit(submission(question))
    restore(desk.engine, tmp_path / "empty.backup")
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert b"kantinebeheer" not in path.read_bytes(), path


def spoil_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    place = data.index(b"lokale team")
    data[place] ^= 1  # one bit of one letter
    path.write_bytes(data)


def spoil_row(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("UPDATE item SET assignee = 'mallory' WHERE id = 1")


def spoil_history(path: Path) -> None:
    """A row of the item that its events do not lead to, under a seal that fits."""
    from assistant.desk import backup

    spoil_row(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("UPDATE seal SET sha256 = ?", (backup._digest(raw),))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5000])


def text(path: Path) -> None:
    path.write_text("geen reservekopie")


def other_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE item (id)")


def no_seal(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("DELETE FROM seal")


@pytest.mark.parametrize(
    "spoil",
    [spoil_page, spoil_row, spoil_history, cut, text, other_database, no_seal, Path.unlink],
)
def test_a_backup_that_is_not_whole_changes_nothing(
    make_desk: Callable[[], Desk], tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    desk = make_desk()
    fill(desk)
    path = tmp_path / "desk.backup"
    back_up(desk.engine, path, now=START)
    spoil(path)
    before = everything(desk)
    with pytest.raises(DatabaseError):
        restore(desk.engine, path)
    assert everything(desk) == before


def test_a_backup_of_an_older_form_is_brought_up_to_date(
    desk: Desk, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant.desk import backup

    fill(desk)
    path = tmp_path / "desk.backup"
    back_up(desk.engine, path, now=START)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for table in reversed(metadata.sorted_tables):
            if table.name not in ("item", "item_topic", "event"):  # those of the first form
                raw.execute(f"DROP TABLE {table.name}")
        raw.execute("UPDATE alembic_version SET version_num = '0001'")
        raw.execute("UPDATE seal SET sha256 = ?", (backup._digest(raw),))
    before = [whole_json(*w) for w in desk.everything()]
    restore(desk.engine, path)
    assert [whole_json(*w) for w in desk.everything()] == before
    assert desk.curated() == ()


def test_a_place_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="cannot be written"):
        back_up(desk.engine, tmp_path / "nergens" / "desk.backup", now=START)
    (tmp_path / "map.backup").mkdir()
    with pytest.raises(DatabaseError, match="cannot be written"):
        back_up(desk.engine, tmp_path / "map.backup", now=START)
    assert not any((tmp_path / "map.backup").iterdir())
    assert not list(tmp_path.glob(".*part*"))


def test_readers_and_writers_go_on_during_a_restore(
    desk: Desk, place: Place, tmp_path: Path
) -> None:
    fill(desk)
    path = tmp_path / "desk.backup"
    back_up(desk.engine, path, now=START)
    with database.reading(desk.engine) as connection:
        connection.exec_driver_sql("SELECT 1 FROM item").all()
        other = place.open()
        other.submit(submission())
        other.close()
    restore(desk.engine, path)
    assert desk.count() == 5
