"""The connection to the database: SQLite in a file, or PostgreSQL.

SQLite: a write-ahead log, so that reading never waits for writing; every commit is on the disk
before it is told (`synchronous=FULL`); what is deleted is overwritten (`secure_delete`).
"""

from __future__ import annotations

import fcntl
import json
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from assistant.database.schema import HEAD, metadata
from assistant.errors import DatabaseError, SettingsError
from assistant.operate.metrics import DATABASE_ERRORS
from assistant.settings import Settings

FILE = "vindplaats.sqlite"
BUSY_SECONDS = 30  # that a write waits for others; a write takes milliseconds
CONNECT_SECONDS = 3  # that PostgreSQL may take to answer, unless its address says otherwise
_POSTGRES_LOCK = 0x76696E64  # any number of our own


def connect(settings: Settings) -> Engine:
    """Return the engine of the database, brought to the newest form.

    Raises:
        SettingsError: database_url names no database that can be used.
        DatabaseError: the database cannot be opened or was made by a newer version.
    """
    url = _url(settings)
    if url.get_backend_name() == "sqlite":
        return connect_file(Path(str(url.database)))
    return _upgraded(_server_engine(url))


def _server_engine(url: URL) -> Engine:
    try:
        return create_engine(
            url.update_query_dict({"connect_timeout": str(CONNECT_SECONDS), **url.query}),
            hide_parameters=True,
            json_serializer=_to_json,
            pool_pre_ping=True,
        )
    except ModuleNotFoundError as error:
        raise SettingsError(
            "database_url names PostgreSQL; get its driver: pip install 'vindplaats[postgres]'"
        ) from error


def is_there(settings: Settings) -> bool:
    """Return whether there is a database to open; of a server only its own answer tells that.

    Raises:
        SettingsError: database_url names no database that can be used.
    """
    url = _url(settings)
    return url.get_backend_name() != "sqlite" or Path(str(url.database)).is_file()


def peek(settings: Settings) -> str | None:
    """Return the revision of the database as it is, without making or changing anything.

    None when there is no database yet, or an empty one.

    Raises:
        SettingsError: database_url names no database that can be used.
        DatabaseError: it cannot be reached or read.
    """
    url = _url(settings)
    if not is_there(settings):
        return None
    if url.get_backend_name() == "sqlite":
        url = URL.create(
            "sqlite",
            database=f"file:{quote(str(url.database))}",
            query={"mode": "ro", "uri": "true"},
        )
        engine = create_engine(url, hide_parameters=True, poolclass=NullPool)
    else:
        engine = _server_engine(url)
    try:
        with translated(), engine.connect() as connection:
            return current_revision(connection)
    finally:
        engine.dispose()


def _url(settings: Settings) -> URL:
    if not settings.database_url:
        return URL.create("sqlite", database=str(settings.state / FILE))
    try:
        url = make_url(settings.database_url)
    except ArgumentError as error:
        raise SettingsError("database_url is no address of a database") from error
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername == "postgresql+psycopg" or (url.drivername == "sqlite" and url.database):
        return url
    raise SettingsError(
        "database_url wants sqlite:///<file> or postgresql://<user>:<password>@<host>/<name>"
    )


def connect_file(path: Path) -> Engine:
    """Return the engine of an SQLite file, made when absent and brought to the newest form.

    Only the owner may read the file.

    Raises:
        DatabaseError: the file cannot be opened or was made by a newer version.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _make_private(path)
    except OSError as error:
        raise DatabaseError(f"{path}: cannot be opened ({error.strerror})") from error
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        hide_parameters=True,
        json_serializer=_to_json,
        connect_args={"timeout": BUSY_SECONDS},
        pool_size=5,
        max_overflow=50,
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return _upgraded(engine)


def _make_private(path: Path) -> None:
    """Make an empty file that only the owner may read, when there is none.

    It gets its name when it is closed: closing a file that SQLite has open elsewhere in this
    process would drop SQLite's locks on it (sqlite.org/howtocorrupt.html, 2.2).
    """
    if path.exists():
        return
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        os.close(descriptor)
        with suppress(FileExistsError):
            os.link(name, path)
    finally:
        os.unlink(name)  # noqa: PTH108 - a name, as mkstemp gives it


def _upgraded(engine: Engine) -> Engine:
    try:
        upgrade(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _to_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves: Python's driver says it too late
    _turn_log_on(connection)
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _turn_log_on(connection: sqlite3.Connection) -> None:
    """Use a write-ahead log, which the file remembers.

    The first time takes the whole file. SQLite then fails at once when another program does the
    same, whatever the time that it was told to wait.
    """
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.01)
        else:
            return


def _begin(connection: Connection) -> None:
    # A writer asks for its turn at once: two that read first and write later could not both go on.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent look at the database, whatever others write meanwhile.

    Raises:
        DatabaseError: the database failed.
    """
    if engine.dialect.name != "sqlite":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with translated(), engine.begin() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction: all of it happens, or nothing when the block ends in an error.

    Raises:
        DatabaseError: the database failed; nothing was changed.
    """
    with translated(), engine.execution_options(writes=True).begin() as connection:
        yield connection


def alone(connection: Connection) -> None:
    """Wait until no other process migrates, deletes or restores; until the transaction ends.

    In SQLite one writer at a time is the rule already.
    """
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_POSTGRES_LOCK})")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Wait until no other process of ours writes files in a folder; leaves no file behind."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def translated() -> Iterator[None]:
    """Turn errors of the database into ours, without any value that was to be stored."""
    try:
        yield
    except SQLAlchemyError as error:
        DATABASE_ERRORS.inc()
        raise DatabaseError(f"the database failed: {_reason(error)}") from error
    except sqlite3.Error as error:
        DATABASE_ERRORS.inc()
        raise DatabaseError(f"the database failed: {error}") from error


def _reason(error: SQLAlchemyError) -> str:
    original = error.orig if isinstance(error, DBAPIError) else None
    if isinstance(original, sqlite3.Error):
        return str(original)  # PostgreSQL quotes rows in its messages, SQLite never does
    state = getattr(original, "sqlstate", None)
    return f"{type(original or error).__name__}{f' {state}' if state else ''}"


def upgrade(engine: Engine, revision: str = HEAD) -> None:
    """Bring the tables to a revision, in one transaction; nothing when they are there already.

    Args:
        engine: of the database.
        revision: of `migrations/`; tests go to older ones.

    Raises:
        DatabaseError: the database cannot be used or was made by a newer version.
    """
    with reading(engine) as connection:
        if current_revision(connection) == revision:
            return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", "assistant.database:migrations")
    config.set_main_option("path_separator", "os")
    with writing(engine) as connection:
        alone(connection)
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, revision)
        except CommandError as error:
            raise DatabaseError(
                f"the database has form '{current_revision(connection)}', which this "
                f"version does not know; this version goes to '{HEAD}'"
            ) from error


def current_revision(connection: Connection) -> str | None:
    """Return the revision of the tables; None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def forget_deleted(engine: Engine) -> None:
    """Take what was deleted out of the files: out of the tables and out of the log.

    Raises:
        DatabaseError: somebody reads and keeps the log in use; run it again.
    """
    if engine.dialect.name != "sqlite":
        with translated(), engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            names = ", ".join(table.name for table in metadata.sorted_tables)
            connection.exec_driver_sql(f"VACUUM (FULL) {names}")
        return
    raw = engine.raw_connection()
    try:
        with translated():
            cursor = raw.cursor()
            cursor.execute("VACUUM")
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    finally:
        raw.close()
    if busy:
        raise DatabaseError(
            "items were deleted, but somebody reads and keeps the log in use; run it again"
        )
