"""What professionals laid before the legal helpdesk."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.commands.base import (
    DONE,
    FAILED,
    Commands,
    add,
    agreed,
    days,
    group,
    say,
)
from assistant.errors import AssistantError
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.desk.model import Filter
    from assistant.desk.store import Desk


def register(commands: Commands) -> None:
    """Add the commands."""
    about = "what professionals laid before the legal helpdesk"
    desk = group(commands, "desk", about)

    def narrowed(command: argparse.ArgumentParser) -> None:
        command.add_argument("--status", action="append", default=[],
                             choices=("new", "assigned", "decided", "released"))  # fmt: skip
        command.add_argument("--assignee", metavar="NAME", help="user name; '' for nobody")
        command.add_argument("--topic", metavar="T", help="a law or source: Jeugdwet")
        command.add_argument("--older", metavar="DAYS", type=int,
                             help="waiting for this many days or more")  # fmt: skip

    command = add(desk, "list", "show the queue, those that wait longest first",
                  "assistant desk list --status new --older 2", _desk_list)  # fmt: skip
    narrowed(command)
    command.add_argument("--json", action="store_true", help="print JSON instead of text")

    command = add(
        desk, "show", "show one item with its history", "assistant desk show 17", _desk_show
    )
    command.add_argument("item", type=int, help="number of the item")
    command.add_argument("--json", action="store_true", help="print JSON instead of text")

    command = add(
        desk,
        "export",
        "write items to a .csv, .xlsx or .json file",
        "assistant desk export helpdesk.xlsx --status released",
        _desk_export,
    )
    command.add_argument("out", type=Path, metavar="OUT", help="its ending decides the form")
    narrowed(command)

    command = add(desk, "backup", "write the whole desk to one file, while others work on",
                  "assistant desk backup desk-2026-11-25.sqlite", _desk_backup)  # fmt: skip
    command.add_argument("out", type=Path, metavar="OUT", help="file; replaced when whole")

    command = add(desk, "restore", "put a backup in the place of everything the desk holds",
                  "assistant desk restore desk-2026-11-25.sqlite", _desk_restore)  # fmt: skip
    command.add_argument("file", type=Path, metavar="FILE", help="made by desk backup")
    command.add_argument("--yes", action="store_true", help="do it without asking")

    command = add(desk, "purge", "delete items that were kept long enough, with their history",
                  "assistant desk purge", _desk_purge)  # fmt: skip
    command.add_argument("--days", type=days, help="after release (default: ASSISTANT_DESK_DAYS)")
    command.add_argument("--open-days", type=days, help="after it came in, without a release "
                         "(default: ASSISTANT_DESK_OPEN_DAYS)")  # fmt: skip

    command = add(desk, "delete", "delete one item before its time, with its history",
                  "assistant desk delete 17", _desk_delete)  # fmt: skip
    command.add_argument("item", type=int, help="number of the item")
    command.add_argument("--yes", action="store_true", help="do it without asking")

    command = add(desk, "to-evals", "add a decided item to the evaluation cases",
                  "assistant desk to-evals 17", _desk_to_evals)  # fmt: skip
    command.add_argument("item", type=int, help="number of the item")
    command.add_argument("--out", type=Path, metavar="OUT",
                         help="default: ASSISTANT_DESK_CASES")  # fmt: skip
    command.add_argument("--why", choices=("near-domain", "false-premise", "off-topic",
                         "later-law"), help="why the sources have no answer")  # fmt: skip

    command = add(
        desk,
        "agreement",
        "how often jurists find a citation right, by week",
        "assistant desk agreement --svg overeenstemming.svg",
        _desk_agreement,
    )
    command.add_argument("--svg", metavar="OUT", type=Path, help="write the plot")
    command.add_argument("--json", action="store_true", help="print JSON instead of text")


@contextmanager
def _desk(settings: Settings) -> Iterator[Desk]:
    from assistant import texts_nl
    from assistant.desk.store import open_desk
    from assistant.errors import DeskRuleError

    desk = open_desk(settings)
    try:
        yield desk
    except DeskRuleError as error:
        raise AssistantError(texts_nl.explain(error)) from error
    finally:
        desk.close()


def _desk_filter(options: argparse.Namespace) -> Filter:
    from assistant.desk.model import Filter, ItemStatus

    older = options.older
    return Filter(
        statuses=tuple(ItemStatus(s) for s in options.status),
        assignee=options.assignee,
        topic=options.topic,
        created_before=None if older is None else datetime.now(UTC) - timedelta(days=older),
    )


def _desk_list(options: argparse.Namespace, settings: Settings) -> int:
    from dataclasses import asdict

    from assistant.desk.command import queue_lines

    with _desk(settings) as desk:
        rows = desk.queue(_desk_filter(options))
    if options.json:
        say(json.dumps([asdict(r) for r in rows], ensure_ascii=False,
                          default=datetime.isoformat))  # fmt: skip
    else:
        for line in queue_lines(rows, datetime.now(UTC), settings.desk_open_days):
            say(line)
    return DONE


def _desk_show(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.desk.command import item_lines
    from assistant.desk.export import whole_json

    with _desk(settings) as desk:
        item, history = desk.whole(options.item)
    if options.json:
        say(json.dumps(whole_json(item, history), ensure_ascii=False))
    else:
        for line in item_lines(item, history):
            say(line)
    return DONE


def _desk_export(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.desk.export import write_export

    with _desk(settings) as desk:
        count = write_export(desk.everything(_desk_filter(options)), options.out)
    print(f"{count} items written to {options.out}", file=sys.stderr)
    return DONE


def _desk_backup(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.desk.backup import back_up

    with _desk(settings) as desk:
        found = back_up(desk.engine, options.out, now=datetime.now(UTC))
    print(f"{found.items} items, {found.events} events written to {options.out}", file=sys.stderr)
    return DONE


def _desk_restore(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.desk.backup import restore

    with _desk(settings) as desk:
        count = desk.count()
        if not options.yes and not agreed(f"put it in the place of {count} items?"):
            say("nothing was changed")
            return FAILED
        found = restore(desk.engine, options.file)
        gone = desk.purge(settings.desk_days, settings.desk_open_days)
    old = gone.released + gone.waiting
    print(f"{found.items} items, {found.events} events restored; {old} were too old and deleted",
          file=sys.stderr)  # fmt: skip
    return DONE


def _desk_purge(options: argparse.Namespace, settings: Settings) -> int:
    days = settings.desk_days if options.days is None else options.days
    open_days = settings.desk_open_days if options.open_days is None else options.open_days
    with _desk(settings) as desk:
        gone = desk.purge(days, open_days)
    say(f"{gone.released} items deleted that were released more than {days} days ago, "
           f"{gone.waiting} that came in more than {open_days} days ago and were not "
           "released")  # fmt: skip
    return DONE


def _desk_delete(options: argparse.Namespace, settings: Settings) -> int:
    with _desk(settings) as desk:
        desk.item(options.item)  # one that is not there is told before anything is asked
        if not options.yes and not agreed(f"delete item {options.item} for good?"):
            say("nothing was changed")
            return FAILED
        desk.delete(options.item)
    say(f"item {options.item} deleted")
    return DONE


def _desk_to_evals(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.corpus import load_corpus
    from assistant.desk.loop import append_case, as_case

    path = options.out or settings.desk_cases
    with _desk(settings) as desk:
        case = as_case(desk.item(options.item), why=options.why)
    passages = {p.id: p for p in load_corpus(settings.corpus).passages}
    added = append_case(path, case, passages)
    say(f"{case.id} {'added to' if added else 'is already in'} {path}")
    return DONE


def _desk_agreement(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.desk.command import agreement_lines
    from assistant.desk.loop import agreement, agreement_json, agreement_svg
    from assistant.errors import DatabaseError
    from assistant.laws.sync import write_whole

    with _desk(settings) as desk:
        weeks = agreement(desk.judgements())
    if options.svg:
        if not weeks:
            raise DatabaseError("no citation was judged yet; there is nothing to draw")
        write_whole(options.svg, agreement_svg(weeks).encode())
        print(f"written to {options.svg}", file=sys.stderr)
    if options.json:
        say(json.dumps(agreement_json(weeks)))
    else:
        for line in agreement_lines(weeks):
            say(line)
    return DONE
