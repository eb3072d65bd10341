"""Kills programs that write to a desk, and looks what is left: python -m tests.desk.crash.

A process of its own, without threads, so that it may fork: a program then starts in milliseconds.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import alembic.command
import alembic.config  # noqa: F401
from sqlalchemy import select

from assistant.cases import load_cases
from assistant.database.engine import connect_file, reading
from assistant.database.schema import events, item_topics, items
from assistant.desk import backup
from assistant.desk.store import Desk
from tests.desk.material import PASSAGES
from tests.desk.writers import SUBMISSION, decide_all, make, open_desk, put_back, write_on

Program = Callable[[Path, int, int], None]
Told = list[list[Any]]

ITEMS = 12  # in the queue that a crowd works on


def killed(program: Program, folder: Path, seed: int, seconds: float, *, after: int = 1) -> Told:
    """Start a program, kill it some time after it told so many things; return what it told."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        try:
            program(folder, seed, theirs)
        except BaseException as error:
            os.write(theirs, (json.dumps(["failed", repr(error)]) + "\n").encode())
        finally:
            os._exit(0)
    os.close(theirs)
    said = b""
    while said.count(b"\n") < after:
        piece = os.read(ours, 65536)
        if not piece:
            break
        said += piece
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while piece := os.read(ours, 65536):
        said += piece
    os.close(ours)
    told: Told = [json.loads(line) for line in said.decode().splitlines()]
    failed = [t for t in told if t[0] == "failed"]
    assert not failed, failed
    return told


class Promises:
    """What programs were told is committed, and so must be there."""

    def __init__(self) -> None:
        self.versions: dict[int, int] = {}
        self.released: set[int] = set()
        self.cases: list[str] = []

    def take(self, told: Told) -> str | None:
        """Note what was done; return the kind of write that was under way at the kill."""
        under_way = told[-1][1] if told[-1][0] == "begin" else None
        for what, kind, *values in told:
            if what == "begin":
                if kind == "purge":  # from here on these may be gone
                    for item_id in self.released:
                        self.versions.pop(item_id, None)
                continue
            if kind == "submit":
                self.versions[values[0]] = 0
            elif kind == "act":
                item_id, version, status = values
                self.versions[item_id] = version
                (self.released.add if status == "released" else self.released.discard)(item_id)
            elif kind == "case":
                self.cases.append(values[0])
        return under_way


def check_desk(folder: Path, promises: Promises) -> None:
    """The database is whole, and holds what was promised."""
    engine = connect_file(folder / "vindplaats.sqlite")
    with reading(engine) as connection:
        backup.check_histories(connection)
        rows = connection.execute(select(items.c.id, items.c.version))
        versions = {row.id: row.version for row in rows}
        for table in (events, item_topics):
            owners = set(connection.execute(select(table.c.item_id)).scalars())
            assert owners <= versions.keys(), f"{table.name} of an item that is gone"
        topics = connection.execute(select(item_topics.c.item_id, item_topics.c.topic)).all()
        assert len(topics) == len(versions) * len(SUBMISSION.topics), "half an item"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        released = set(
            connection.execute(select(items.c.id).where(items.c.status == "released")).scalars()
        )
    engine.dispose()
    for item_id, version in promises.versions.items():
        assert versions.get(item_id, -1) >= version, f"item {item_id} lost version {version}"
    promises.released = released  # with one that was done and that nobody was told of


def check_files(folder: Path, promises: Promises) -> None:
    """Every file beside the database is whole or not there."""
    saved = folder / "backup.sqlite"
    if saved.exists():
        with backup._checked(saved):
            pass
    cases = folder / "helpdesk.jsonl"
    found = {c.id for c in load_cases(cases, PASSAGES)} if cases.exists() else set()
    assert set(promises.cases) <= found
    export = folder / "export.csv"
    if export.exists():
        assert export.read_bytes().endswith(b'"\r\n')


def mixed(folder: Path, kills: int, chance: random.Random) -> Iterable[str | None]:
    promises = Promises()
    for number in range(kills):
        told = killed(write_on, folder, number, chance.uniform(0, 0.03))
        yield promises.take(told)
        check_desk(folder, promises)
        check_files(folder, promises)
    engine = connect_file(folder / "vindplaats.sqlite")
    with reading(engine) as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def making(folder: Path, kills: int, chance: random.Random) -> Iterable[str | None]:
    for number in range(kills):
        place = folder / str(number)
        told = killed(make, place, 0, chance.uniform(0, 0.12))
        yield told[-1][1] if told[-1][0] == "begin" else None
        desk = open_desk(place / "vindplaats.sqlite")
        desk.submit(SUBMISSION)
        assert desk.count() == 1
        desk.close()


def restoring(folder: Path, kills: int, chance: random.Random) -> Iterable[str | None]:
    counts = (3, 40)
    for number, count in enumerate(counts):
        desk = open_desk(folder / f"source-{number}.sqlite")
        for _ in range(count):
            desk.submit(SUBMISSION)
        backup.back_up(desk.engine, folder / f"backup-{number}.sqlite", now=datetime.now(UTC))
        desk.close()
    desk = open_desk(folder / "vindplaats.sqlite")
    backup.restore(desk.engine, folder / "backup-0.sqlite")
    desk.close()
    last = 0
    for number in range(kills):
        told = killed(put_back, folder, number, chance.uniform(0, 0.12))
        done = [t[2] for t in told if t[0] == "done"]
        under_way = told[-1][0] == "begin"
        yield "restore" if under_way else None
        last = done[-1] if done else last
        desk = open_desk(folder / "vindplaats.sqlite")
        allowed = {counts[last]} | ({counts[0], counts[1]} if under_way else set())
        assert desk.count() in allowed
        last = counts.index(desk.count())
        with reading(desk.engine) as connection:
            backup.check_histories(connection)
        desk.close()


def crowd(folder: Path, jurists: int, each: int) -> None:
    """Many programs on one queue: every change that was accepted is there, once."""
    desk = open_desk(folder / "vindplaats.sqlite")
    for _ in range(ITEMS):
        desk.submit(SUBMISSION)
    desk.close()
    pipes: dict[int, str] = {}
    children = []
    for number in range(jurists):
        name = f"jurist{number}"
        ours, theirs = os.pipe()
        child = os.fork()
        if child == 0:
            code = 1
            try:
                mine = open_desk(folder / "vindplaats.sqlite")
                with os.fdopen(theirs, "w") as out:
                    json.dump(decide_all(mine, name, number, each), out)
                code = 0
            finally:
                os._exit(code)
        os.close(theirs)
        pipes[ours] = name
        children.append(child)
    told: dict[str, Any] = {}
    for pipe, name in pipes.items():
        with os.fdopen(pipe) as answers:
            told[name] = json.load(answers)
    assert [os.waitpid(c, 0)[1] for c in children] == [0] * jurists
    check_crowd(open_desk(folder / "vindplaats.sqlite"), told)


def check_crowd(desk: Desk, told: Mapping[str, tuple[list[tuple[int, int]], int]]) -> None:
    """Every change that a jurist was told of is in the history, and no other; some had to wait."""
    accepted = sorted((i, v, name) for name, (done, _) in told.items() for i, v in done)
    there = sorted((i.id, e.seq, e.by) for i, history in desk.everything() for e in history)
    assert [tuple(a) for a in accepted] == there
    assert sum(conflicts for _, conflicts in told.values()) > 0
    with reading(desk.engine) as connection:
        backup.check_histories(connection)


def main(which: str, folder: Path, kills: int) -> None:
    if which == "crowd":
        crowd(folder, 20, kills)
        return
    chance = random.Random(kills)  # noqa: S311 - no secret
    rounds = {"mixed": mixed, "making": making, "restoring": restoring}[which]
    under_way = Counter(rounds(folder, kills, chance))
    print(json.dumps({str(kind): n for kind, n in under_way.items()}))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
