"""Backups: one SQLite file, whatever database the desk uses, with a seal over its contents.

The file is a database of the same form, so a backup of SQLite can be restored in PostgreSQL and the
other way round. It holds what is there and nothing of what was deleted.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, insert, select, text

from assistant.database.engine import (
    alone,
    connect_file,
    forget_deleted,
    locked,
    reading,
    writing,
)
from assistant.database.schema import events, items, metadata, seals
from assistant.desk import rules
from assistant.desk.model import Event, action_from_json, submission_from_json
from assistant.errors import DatabaseError

_TABLES: tuple[Table, ...] = tuple(metadata.sorted_tables)  # items before what belongs to them
_UNSEALED = ("alembic_version", "seal", "sqlite_sequence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a backup holds."""

    items: int
    events: int


def back_up(engine: Engine, target: Path, *, now: datetime) -> Contents:
    """Write the whole desk, as it is at one moment, to one file; others work on meanwhile.

    The file is made beside its place and renamed when it is whole and on the disk.

    Args:
        engine: of the desk.
        target: the file; one that is there is replaced.
        now: written in the file.

    Raises:
        DatabaseError: the file cannot be written, or the database failed.
    """
    try:
        with _part(target.parent) as part:
            contents = _write_copy(engine, part, now)
            _settle(part, target)
    except (OSError, sqlite3.Error) as error:
        raise DatabaseError(f"{target}: the backup cannot be written ({error})") from error
    return contents


def _write_copy(engine: Engine, part: Path, now: datetime) -> Contents:
    copy = connect_file(part)
    try:
        with reading(engine) as source, writing(copy) as out:
            for table in _TABLES:
                _copy(source, out, table)
            seals.create(out)
            out.execute(insert(seals).values(sha256="", made=now))
            contents = _counts(out)
    finally:
        copy.dispose()
    with closing(sqlite3.connect(part, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")  # back to one file
        raw.execute("UPDATE seal SET sha256 = ?", (_digest(raw),))
    return contents


def restore(engine: Engine, source: Path) -> Contents:
    """Put a backup in the place of everything that the desk holds, all or nothing.

    The file is checked first: its seal, its form and every history in it. A backup of an older
    form is brought up to date. Run `Desk.purge` after it: a backup can hold what was deleted since.

    Raises:
        DatabaseError: the file is no whole backup, or the database failed; nothing was changed.
    """
    with _checked(source) as backup, reading(backup) as rows, writing(engine) as connection:
        alone(connection)
        for table in reversed(_TABLES):
            # events go with their items: a trigger keeps them as long as those are there
            if table is not events:
                connection.execute(delete(table))
        for table in _TABLES:
            _copy(rows, connection, table)
            if _rows(connection, table) != _rows(rows, table):
                raise DatabaseError(f"{table.name}: was not written as it is in the backup")
        if engine.dialect.name != "sqlite":
            connection.execute(text(
                "SELECT setval(pg_get_serial_sequence('item', 'id'), "
                "greatest((SELECT coalesce(max(id), 0) FROM item) + 1, "
                "nextval(pg_get_serial_sequence('item', 'id'))), false)"
            ))  # fmt: skip
        contents = _counts(connection)
    forget_deleted(engine)
    return contents


@contextmanager
def _checked(source: Path) -> Iterator[Engine]:
    """A copy of a backup, checked and of the newest form."""
    try:
        with _part(source.parent) as copy:
            shutil.copyfile(source, copy)
            _check_seal(copy, source)
            engine = connect_file(copy)
            try:
                with reading(engine) as connection:
                    check_histories(connection)
                yield engine
            finally:
                engine.dispose()
    except OSError as error:
        raise DatabaseError(
            f"{source}: cannot be read, or copied in its folder ({error.strerror})"
        ) from error


def _check_seal(copy: Path, source: Path) -> None:
    try:
        with closing(sqlite3.connect(copy)) as raw:
            found = raw.execute("PRAGMA integrity_check").fetchone()[0]
            seal = raw.execute("SELECT sha256 FROM seal").fetchone()
            whole = found == "ok" and seal is not None and seal[0] == _digest(raw)
    except sqlite3.Error as error:
        raise DatabaseError(f"{source}: is no backup of the desk ({error})") from error
    if not whole:
        raise DatabaseError(f"{source}: is damaged; take another backup")


@contextmanager
def _part(folder: Path) -> Iterator[Path]:
    """A file to work on beside the backups, of which nothing is left; one at a time.

    It has one name for all backups in a folder, so that the next one removes what a program that
    was killed left there.
    """
    part = folder / ".desk-backup.part"
    with locked(folder):
        _remove(part)
        try:
            descriptor = os.open(part, os.O_CREAT | os.O_EXCL, 0o600)
            os.close(descriptor)
            yield part
        finally:
            _remove(part)


def check_histories(connection: Connection) -> None:
    """Replay the history of every item and compare the outcome with its row.

    Raises:
        DatabaseError: one does not fit; the message names its number.
    """
    for row in connection.execute(select(items).order_by(items.c.id)).all():
        query = select(events).where(events.c.item_id == row.id).order_by(events.c.seq)
        try:
            history = [
                Event(seq=e.seq, by=e.by, at=e.at, action=action_from_json(e.kind, e.action))
                for e in connection.execute(query)
            ]
            sent = submission_from_json(row.submission)
            item = rules.replay(row.id, sent, row.created, history)
        except ValueError as error:
            raise DatabaseError(f"item {row.id} has a history that cannot be: {error}") from error
        said = (row.version, row.status, row.assignee, row.released_at)
        if said != (item.version, item.status, item.assignee, item.released_at):
            raise DatabaseError(f"item {row.id} is not what its history says")


def _copy(source: Connection, target: Connection, table: Table) -> None:
    for rows in source.execute(select(table)).mappings().partitions(500):
        target.execute(insert(table), [dict(r) for r in rows])


def _rows(connection: Connection, table: Table) -> list[tuple[Any, ...]]:
    rows = connection.execute(select(table).order_by(*table.primary_key.columns))
    return [tuple(r) for r in rows]


def _counts(connection: Connection) -> Contents:
    return Contents(items=len(_rows(connection, items)), events=len(_rows(connection, events)))


def _digest(raw: sqlite3.Connection) -> str:
    """A hash of all rows of all tables, whatever form they have."""
    names = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    found = hashlib.sha256()
    for (name,) in names.fetchall():
        if name not in _UNSEALED:
            rows = raw.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608 - our own tables
            found.update(repr((name, sorted(rows, key=repr))).encode())
    return found.hexdigest()


def _settle(part: Path, target: Path) -> None:
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _remove(part: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        part.with_name(part.name + ending).unlink(missing_ok=True)
