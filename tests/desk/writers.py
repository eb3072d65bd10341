"""Programs that write to a desk until they are stopped, for tests that stop them."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from assistant.cases import Case, Gold
from assistant.database.engine import connect_file
from assistant.desk import backup, rules
from assistant.desk.export import write_export
from assistant.desk.loop import append_case
from assistant.desk.model import (
    Action,
    Add,
    Assign,
    Comment,
    Correct,
    Event,
    Item,
    ItemStatus,
    Judge,
    Judgement,
    Release,
    Replace,
    Undo,
    Withdraw,
)
from assistant.desk.store import Desk
from assistant.errors import ConflictError, DeskRuleError
from assistant.records import Decision
from tests.desk.material import OTHER, PASSAGES, REPLACEMENT, submission

SUBMISSION = submission()
_SAYS = "Overleg eerst met de ouders."


def lets_through(_text: str, *, earlier: object = ()) -> Decision:
    """The checklist is tested elsewhere; here it would only take time from the writing."""
    return Decision(refused=False, findings=(), version="0")


def open_desk(path: Path) -> Desk:
    return Desk(connect_file(path), guard=lets_through)


def any_action(item: Item, history: tuple[Event, ...], chance: random.Random, by: str) -> Action:
    """Something that may be done with the item as it stands."""
    if item.status is ItemStatus.RELEASED:
        return Withdraw()
    last = rules.undoable(history, by)
    if last is not None and chance.random() < 0.1:
        return Undo(last.seq)
    if item.status is ItemStatus.DECIDED and chance.random() < 0.5:
        return Release()
    n = chance.choice([v.n for v in item.verdicts])
    actions: list[Action] = [
        Assign(chance.choice(["anna", "bram", None])),
        Judge(n, chance.choice(list(Judgement))),
        Judge(n, Judgement.RIGHT),
        Replace(n, None),
        Add(REPLACEMENT),
        Correct(_SAYS),
        Comment(_SAYS, for_asker=chance.random() < 0.5),
    ]
    return chance.choice(actions)


def write_on(folder: Path, seed: int, pipe: int) -> None:
    """Do one write after the other; tell each before and after, in lines of JSON."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    desk = open_desk(folder / "vindplaats.sqlite")
    told = 0

    def tell(*words: object) -> None:
        os.write(pipe, (json.dumps(words) + "\n").encode())

    def write(kind: str, work: Callable[[], list[object]]) -> None:
        nonlocal told
        told += 1
        tell("begin", kind)
        tell("done", kind, *work())

    def submit() -> list[object]:
        return [desk.submit(SUBMISSION).item_id]

    def act(item: Item, history: tuple[Event, ...]) -> list[object]:
        action = any_action(item, history, chance, "anna")
        after = desk.act(item.id, action, by="anna", version=item.version)
        return [item.id, after.version, after.status.value]

    def case() -> list[object]:
        number = f"helpdesk-{seed}-{told}"
        found = Case(
            id=number, question="Wat leg ik vast?", style="paraphrase", asker="professional",
            topic="helpdesk", gold=[Gold(passage_id=OTHER.id, words=OTHER.text)], status="reviewed",
        )  # fmt: skip
        append_case(folder / "helpdesk.jsonl", found, PASSAGES)
        return [number]

    def save() -> list[object]:
        backup.back_up(desk.engine, folder / "backup.sqlite", now=datetime.now(UTC))
        return []

    while True:
        rows = desk.queue()
        dice = chance.random()
        if len(rows) < 3 or dice < 0.1:
            write("submit", submit)
        elif dice < 0.15:
            write("case", case)
        elif dice < 0.2:
            write("backup", save)
        elif dice < 0.23:
            write("export", lambda: [write_export(desk.everything(), folder / "export.csv")])
        elif dice < 0.28 or len(rows) > 30:
            write("purge", lambda: [desk.purge(0, 36_500).released])
        else:
            item, history = desk.whole(chance.choice(rows).id)
            write("act", lambda i=item, h=history: act(i, h))  # type: ignore[misc]


def make(folder: Path, _seed: int, pipe: int) -> None:
    """Make a database that is not there."""
    os.write(pipe, b'["begin", "make"]\n')
    open_desk(folder / "vindplaats.sqlite")
    os.write(pipe, b'["done", "make"]\n')


def put_back(folder: Path, seed: int, pipe: int) -> None:
    """Restore one of two backups over and over."""
    desk = open_desk(folder / "vindplaats.sqlite")
    while True:
        seed += 1
        os.write(pipe, b'["begin", "restore"]\n')
        backup.restore(desk.engine, folder / f"backup-{seed % 2}.sqlite")
        os.write(pipe, f'["done", "restore", {seed % 2}]\n'.encode())


def decide_all(desk: Desk, by: str, seed: int, wanted: int) -> tuple[list[tuple[int, int]], int]:
    """Work through the queue beside others until so many changes are made.

    Returns:
        Item and version of each change that was accepted, and how often somebody was first.
    """
    chance = random.Random(seed)  # noqa: S311 - no secret
    done: list[tuple[int, int]] = []
    conflicts = 0
    while len(done) < wanted:
        item, history = desk.whole(chance.choice(desk.queue()).id)
        action = any_action(item, history, chance, by)
        try:
            after = desk.act(item.id, action, by=by, version=item.version)
        except ConflictError as error:
            if len(error.since) != error.now.version - item.version or not error.since:
                raise AssertionError("a conflict that nobody caused") from error
            conflicts += 1
        except DeskRuleError as error:  # not of the store: any_action chose what is not allowed
            raise AssertionError(f"{action} on {item.status}: {error.reason}") from error
        else:
            done.append((item.id, after.version))
    return done, conflicts
