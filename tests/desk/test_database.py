"""The database comes to its newest form from nothing and from an older form."""

from __future__ import annotations

import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, inspect

from assistant.database import engine as database
from assistant.database.schema import HEAD, items, metadata
from assistant.desk.model import Judge, Judgement, as_json
from assistant.desk.store import Desk, open_desk
from assistant.errors import DatabaseError, SettingsError
from assistant.settings import Settings
from tests.desk.conftest import Place, postgres_programs
from tests.desk.material import START, submission


def test_the_newest_form_is_the_one_the_program_knows() -> None:
    config = Config()
    config.set_main_option("script_location", "assistant.database:migrations")
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_migrating_from_nothing_gives_the_tables_of_the_schema(empty_place: Place) -> None:
    desk = empty_place.open()
    with database.reading(desk.engine) as connection:
        assert database.current_revision(connection) == HEAD
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    desk.close()


def test_an_older_form_with_items_is_brought_up_to_date(
    empty_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        real = database.upgrade
        patch.setattr(database, "upgrade", lambda engine: real(engine, "0001"))
        old = database.connect(empty_place.settings)
        names = inspect(old).get_table_names()
        assert "item" in names
        assert "curated_answer" not in names
        with database.writing(old) as connection:
            connection.execute(insert(items).values(
                id=7, version=0, status="new", created=START, code_hash="x",
                submission=as_json(submission()),
            ))  # fmt: skip
        old.dispose()

    desk = empty_place.open()
    assert desk.item(7).submission == submission()
    desk.act(7, Judge(1, Judgement.RIGHT), by="anna", version=0)
    assert desk.curated() == ()
    desk.close()


def test_a_newer_form_is_left_alone(empty_place: Place) -> None:
    desk = empty_place.open()
    with database.writing(desk.engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseError, match="'9999', which this version does not know"):
        empty_place.open()
    with database.reading(desk.engine) as connection:
        assert database.current_revision(connection) == "9999"
    desk.close()


def test_many_programs_make_the_database_at_once(empty_place: Place) -> None:
    with ThreadPoolExecutor(12) as pool:
        desks = list(pool.map(lambda _: empty_place.open(), range(12)))
    for desk in desks:
        desk.submit(submission())
    assert desks[0].count() == 12
    for desk in desks:
        desk.close()


def test_sqlite_keeps_what_is_committed_and_forgets_what_is_deleted(
    make_desk: Callable[[], Desk], tmp_path: Path
) -> None:
    desk = make_desk()
    with database.reading(desk.engine) as connection:
        said = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert said == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    for path in (tmp_path / "desk-0").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("mysql://u:geheim@h/n", "database_url wants"),
        ("sqlite://", "database_url wants"),
        ("zomaar:geheim", "database_url is no address"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_without_its_password(
    url: str, message: str
) -> None:
    with pytest.raises(SettingsError, match=message) as caught:
        open_desk(Settings(database_url=url))
    assert "geheim" not in str(caught.value)


def test_a_server_that_is_away_is_told_without_its_password(tmp_path: Path) -> None:
    url = f"postgresql://anna:geheim@/desk?host={tmp_path}"
    with pytest.raises(DatabaseError, match="OperationalError") as caught:
        open_desk(Settings(database_url=url))
    assert "geheim" not in str(caught.value)
    assert "geheim" not in repr(Settings(database_url=url))


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "vindplaats.sqlite"
    path.write_text("geen database, maar wel van iemand" * 100)
    with pytest.raises(DatabaseError, match="not a database"):
        open_desk(replace(Settings(), state=tmp_path))
    assert path.read_text().startswith("geen database")
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseError, match="cannot be opened"):
        open_desk(Settings(database_url=f"sqlite:///{tmp_path}/file/vindplaats.sqlite"))


def test_a_value_never_stands_in_an_error(place: Place) -> None:
    desk = place.open()
    row = {
        "id": 1, "version": 0, "status": "new", "created": START, "code_hash": "x",
        "submission": {"question": "kantinebeheer"},
    }  # fmt: skip
    with database.writing(desk.engine) as connection:
        connection.execute(insert(items).values(row))
    with pytest.raises(DatabaseError) as caught, database.writing(desk.engine) as connection:
        connection.execute(insert(items).values(row))
    assert "kantinebeheer" not in str(caught.value)
    desk.close()


def test_the_command_line_starts_without_the_desk() -> None:
    names = ("sqlalchemy", "alembic", "openpyxl", "psycopg", "matplotlib", "assistant.desk.store")
    script = (
        "import sys\n"
        "import assistant.desk, assistant.desk.model, assistant.desk.rules\n"
        "from assistant.__main__ import build_parser\n"
        "build_parser().format_help()\n"
        f"print([n for n in {names!r} if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("ci", ["true", "True", "", "false"])
def test_without_postgresql_ci_fails_and_others_are_told_that_it_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ci: str
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setenv("PATH", str(tmp_path))
    if ci.lower() == "true":
        with pytest.raises(pytest.fail.Exception, match="no PostgreSQL"):
            postgres_programs(tmp_path)
    else:
        with pytest.raises(pytest.skip.Exception, match="NOT RUN, no PostgreSQL"):
            postgres_programs(tmp_path)
    program = tmp_path / "15" / "bin" / "initdb"
    program.parent.mkdir(parents=True)
    program.touch()
    assert postgres_programs(tmp_path) == program.parent
