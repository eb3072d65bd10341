"""Desks on both databases. Without PostgreSQL half is not run; in CI that is a failure."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from assistant.database import engine as database
from assistant.database.schema import metadata
from assistant.desk.store import Desk
from assistant.settings import Settings
from tests.desk.material import Clock

_numbers = count(1)


def postgres_programs(debian: Path = Path("/usr/lib/postgresql")) -> Path:
    """The folder of initdb and pg_ctl, the newest; without one, a loud failure in CI."""
    found = sorted(debian.glob("*/bin/initdb"), reverse=True)
    elsewhere = shutil.which("initdb")
    if found:
        return found[0].parent
    if elsewhere:
        return Path(elsewhere).parent
    message = "no PostgreSQL: install Debian's package postgresql"
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(message)
    pytest.skip(f"NOT RUN, {message}")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Address of a PostgreSQL server of our own, without a port, that is thrown away after."""
    programs = postgres_programs()
    # initdb refuses root; the folder is short, for a socket's path is at most 107 characters
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as folder:
        user = None
        if os.geteuid() == 0:
            names = {p.pw_name for p in pwd.getpwall()}
            user = "postgres" if "postgres" in names else "nobody"
            shutil.chown(folder, user)
        base = Path(folder)

        def run(program: str, *arguments: str) -> None:
            subprocess.run(
                [programs / program, *arguments],
                user=user,
                check=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=folder,
            )

        data = str(base / "data")
        run("initdb", "-D", data, "-U", "desk", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        run("pg_ctl", "-D", data, "-l", str(base / "log"), "-o", options, "-w", "start")
        try:
            yield f"postgresql+psycopg://desk@/{{name}}?host={folder}"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")


@pytest.fixture
def empty_postgres(postgres: str) -> str:
    """Address of an empty database."""
    name = f"desk{next(_numbers)}"
    engine = create_engine(postgres.format(name="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return postgres.format(name=name)


@pytest.fixture(scope="session")
def shared_postgres(postgres: str) -> str:
    """Address of a database for many tests, one after the other: making one takes long."""
    return postgres.format(name="postgres")


@pytest.fixture
def cleared_postgres(shared_postgres: str) -> str:
    """Address of a database of the newest form that holds nothing."""
    engine = database.connect(Settings(database_url=shared_postgres))
    names = ", ".join(metadata.tables)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
    engine.dispose()
    return shared_postgres


@dataclass
class Place:
    """Where a desk of a test keeps its items."""

    settings: Settings
    clock: Clock

    def open(self) -> Desk:
        """One more program that uses the same database."""
        return Desk(database.connect(self.settings), now=self.clock)


@pytest.fixture(params=["sqlite", "cleared_postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A database of the newest form, or none yet, without items."""
    return _place(request, tmp_path)


@pytest.fixture(params=["sqlite", "empty_postgres"])
def empty_place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A place without tables."""
    return _place(request, tmp_path)


def _place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    url = "" if request.param == "sqlite" else request.getfixturevalue(request.param)
    return Place(Settings(state=tmp_path / "state", database_url=url), Clock())


@pytest.fixture
def desk(place: Place) -> Iterator[Desk]:
    """An empty desk, on each database."""
    found = place.open()
    yield found
    found.close()


@pytest.fixture
def make_desk(tmp_path: Path) -> Iterator[Callable[[], Desk]]:
    """Makes desks on SQLite, each with a file of its own."""
    made: list[Desk] = []

    def make() -> Desk:
        path = tmp_path / f"desk-{len(made)}" / "vindplaats.sqlite"
        made.append(Desk(database.connect_file(path), now=Clock()))
        return made[-1]

    yield make
    for found in made:
        found.close()
