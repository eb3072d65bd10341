"""What `assistant corpus sync` shows of a plan."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from assistant.laws import wording
from assistant.laws.diff import Fate
from assistant.laws.publishers import Folder, Online
from assistant.laws.show import pieces_text
from assistant.laws.sync import Plan, Update
from assistant.records import Source


def publisher(source: Path | None) -> AbstractContextManager[Online | Folder]:
    """The official services, or a folder with files of versions.

    Raises:
        CorpusError: the folder holds no such files.
    """
    return Online() if source is None else nullcontext(Folder(source))


def plan_lines(plan: Plan, *, words: bool = False) -> Iterator[str]:
    """A plan for a terminal.

    Args:
        plan: what was found.
        words: tell also which words changed.
    """
    for update in plan.updates:
        yield from _update_lines(update, words=words)
    for label, sources in (
        ("up to date", plan.current),
        ("not there", plan.absent),
        ("only older there", plan.older),
    ):
        if sources:
            yield f"{label}: {', '.join(_name(source) for source in sources)}"
    names = {u.source.law_id: _name(u.source) for u in plan.updates}
    names |= {s.law_id: _name(s) for s in plan.current}
    for edition in plan.coming:
        name = names.get(edition.law_id, edition.law_id)
        yield f"to come: {name} {edition.version}, in force from {edition.valid_on}"
    for problem in plan.problems:
        yield f"left as it is: {problem.path}: {problem.message}"


def _name(source: Source) -> str:
    return source.short_title or source.title


def _update_lines(update: Update, *, words: bool) -> Iterator[str]:
    source = update.source
    yield (
        f"{_name(source)} ({source.law_id}): {source.valid_on or source.version} -> "
        f"{update.valid_on}, version {update.edition.version}"
    )
    for change in update.changes:
        for line in wording.change_lines(change):
            yield f"  {line}"
        for lid in change.leden if words else ():
            if lid.fate is Fate.CHANGED:
                yield from (
                    f"    | {line}" for line in pieces_text(lid.pieces, shorten=True).split("\n")
                )
    if not update.changes:
        yield f"  {wording.NOTHING_CHANGED}"
    if update.elsewhere:
        yield f"  {update.elsewhere} changed articles are not quoted"
    gone = sum(not now for now in update.moved.values())
    if update.moved:
        yield f"  {len(update.moved)} passages get another id, of which {gone} are gone"


def plan_json(plan: Plan, *, taken: bool) -> dict[str, Any]:
    """A plan for machines.

    Args:
        plan: what was found.
        taken: whether its updates were taken in.
    """
    return {
        "taken": taken,
        "updates": [
            {
                "source": update.source.id,
                "law_id": update.source.law_id,
                "from": update.source.version,
                "to": update.edition.version,
                "valid_on": update.valid_on,
                "changes": [
                    line for change in update.changes for line in wording.change_lines(change)
                ],
                "changed_elsewhere": update.elsewhere,
                "moved": dict(update.moved),
            }
            for update in plan.updates
        ],
        "current": [source.id for source in plan.current],
        "absent": [source.id for source in plan.absent],
        "older": [source.id for source in plan.older],
        "coming": [
            {"law_id": e.law_id, "version": e.version, "valid_on": e.valid_on} for e in plan.coming
        ],
        "problems": [{"path": p.path, "message": p.message} for p in plan.problems],
    }
