"""Who may do what when, and what it comes to. Pure.

| status | may be done |
|---|---|
| new, assigned, decided | assign, judge, replace, add, correct, comment |
| decided | release as well |
| released | withdraw; undo of the release |

Anybody of the helpdesk may do each of these with any item: an assignment says who is expected to,
and the first who judges or writes on an item without one gets it. Undo is for one's own change, as
long as nobody changed the item after it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from assistant.desk.model import (
    Action,
    Add,
    Assign,
    CitationVerdict,
    CitedPassage,
    Comment,
    Correct,
    Curated,
    Event,
    Item,
    ItemStatus,
    Judge,
    Judgement,
    Note,
    Release,
    Replace,
    Reply,
    Submission,
    Undo,
    Withdraw,
)
from assistant.errors import DeskRuleError

MAX_NOTE = 4_000  # characters
MAX_CORRECTION = 20_000
DUE, LATE = timedelta(days=2), timedelta(days=5)
CLOSE = timedelta(days=30)  # before an item is deleted, that the desk says so

_USER_NAME = re.compile(r"[a-z][a-z0-9._-]{0,31}\Z")


def check_user_name(name: str) -> None:
    """Refuse what is no user name: a small letter, then at most 31 small letters, digits, . _ -.

    Raises:
        DeskRuleError: "user-name".
    """
    if not _USER_NAME.match(name):
        raise DeskRuleError("user-name")


def check_action(item: Item, history: Sequence[Event], action: Action, by: str) -> None:
    """Refuse what may not be done with an item now.

    Args:
        item: as it stands.
        history: all its events.
        action: what is asked.
        by: user name of who asks it.

    Raises:
        DeskRuleError: with the reason, a key of `texts_nl.DESK_PROBLEMS`.
    """
    check_user_name(by)
    if isinstance(action, Undo):
        last = _last_effective(history)
        if last is None or last.seq != action.seq:
            raise DeskRuleError("nothing-to-undo")
        if last.by != by:
            raise DeskRuleError("not-yours")
        return
    released = item.status is ItemStatus.RELEASED
    if isinstance(action, Withdraw):
        if not released:
            raise DeskRuleError("not-released")
        return
    if released:
        raise DeskRuleError("released")
    match action:
        case Release():
            reason = missing(item)
            if reason:
                raise DeskRuleError(reason)
        case Assign(to=str() as to):
            check_user_name(to)
        case Judge(n=n):
            _check_number(item, n)
        case Replace(n=n, passage=passage):
            _check_number(item, n)
            if passage is not None and passage.n != n:
                raise DeskRuleError("no-such-citation")
        case Correct(text=str() as text):
            _check_text(text, MAX_CORRECTION)
        case Comment(text=text):
            _check_text(text, MAX_NOTE)


def _check_number(item: Item, n: int) -> None:
    if all(v.n != n for v in item.verdicts):
        raise DeskRuleError("no-such-citation")


def _check_text(text: str, longest: int) -> None:
    if not text.strip():
        raise DeskRuleError("empty")
    if len(text) > longest:
        raise DeskRuleError("too-long")


def missing(item: Item) -> str:
    """Return why an item cannot be released: "not-judged", "no-remedy", or "" when it can.

    Each citation has a judgement. Where one is not right, or where there was no answer, the asker
    gets something instead: another passage, another text or a note.
    """
    if any(v.judgement is None for v in item.verdicts):
        return "not-judged"
    mended = bool(item.correction is not None or item.added or any(n.for_asker for n in item.notes))
    if mended:
        return ""
    right = all(v.judgement is Judgement.RIGHT or v.replacement for v in item.verdicts)
    return "" if item.verdicts and right else "no-remedy"


# -- texts --


def plain_text(text: str) -> str:
    r"""Return a text with line ends as \n and without other control signs or broken characters.

    What is left can be stored, exported and printed anywhere; nothing of it is interpreted.

    >>> plain_text(" een\r\ntwee\x1b[2J\x00 ")
    'een\ntwee[2J'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        c for c in lines if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")
    ).strip()


def own_words(submission: Submission) -> str:
    """Return the sentences of an answer that do not stand in the passages they cite.

    These the checklist reads like any text that somebody wrote; quotations were published already.
    """
    quotes = {c.n: _spaced(c.quote) for c in submission.citations}
    return "\n".join(
        s.text
        for s in submission.sentences
        if not any(_spaced(s.text) in quotes.get(n, "") for n in s.citations)
    )


def _spaced(text: str) -> str:
    return " ".join(text.split())


# -- from events to the state --


def effective(history: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events that count: without those taken back and without the undoing itself.

    Raises:
        ValueError: something was taken back that was not the last.
    """
    kept: list[Event] = []
    for event in history:
        if isinstance(event.action, Undo):
            if not kept or kept.pop().seq != event.action.seq:
                raise ValueError(f"event {event.seq} takes back what was not the last")
        else:
            kept.append(event)
    return tuple(kept)


def undoable(history: Sequence[Event], by: str) -> Event | None:
    """Return the event that this user may take back now; None when there is none."""
    last = _last_effective(history)
    return last if last is not None and last.by == by else None


def _last_effective(history: Sequence[Event]) -> Event | None:
    kept = effective(history)
    return kept[-1] if kept else None


def replay(
    item_id: int, submission: Submission, created: datetime, history: Sequence[Event]
) -> Item:
    """Return an item as it stands after its events.

    Args:
        item_id: of the item.
        submission: what was sent.
        created: when.
        history: all its events, in order.

    Raises:
        ValueError: the events do not follow on each other.
    """
    if [e.seq for e in history] != list(range(1, len(history) + 1)):
        raise ValueError(f"the history of item {item_id} has a gap")
    verdicts = tuple(CitationVerdict(n=c.n) for c in submission.citations)
    item = Item(id=item_id, submission=submission, created=created, verdicts=verdicts)
    for event in effective(history):
        item = _apply(item, event)
    return replace(item, version=len(history), status=_status(item))


def _apply(item: Item, event: Event) -> Item:
    action, by, at = event.action, event.by, event.at
    if item.assignee is None and not isinstance(action, Assign | Withdraw):
        item = replace(item, assignee=by)
    match action:
        case Assign(to=to):
            return replace(item, assignee=to)
        case Judge(n=n, judgement=judgement):
            return _with_verdict(item, n, judgement=judgement, by=by, at=at)
        case Replace(n=n, passage=passage):
            return _with_verdict(item, n, replacement=passage)
        case Add(passage=passage):
            numbers = [c.n for c in (*item.submission.citations, *item.added)]
            numbered = replace(passage, n=max(numbers, default=0) + 1)
            return replace(item, added=(*item.added, numbered))
        case Correct(text=text):
            return replace(item, correction=text)
        case Comment(text=text, for_asker=for_asker):
            note = Note(by=by, at=at, text=text, for_asker=for_asker)
            return replace(item, notes=(*item.notes, note))
        case Release():
            return replace(item, released_at=at)
        case Withdraw():
            return replace(item, released_at=None)
        case Undo():
            raise ValueError("an undo has no effect of its own")


def _with_verdict(item: Item, n: int, **changes: Any) -> Item:
    verdicts = tuple(replace(v, **changes) if v.n == n else v for v in item.verdicts)
    return replace(item, verdicts=verdicts)


def _status(item: Item) -> ItemStatus:
    if item.released_at is not None:
        return ItemStatus.RELEASED
    if not missing(item):
        return ItemStatus.DECIDED
    return ItemStatus.ASSIGNED if item.assignee is not None else ItemStatus.NEW


# -- what others see of it --


def reply(item: Item) -> Reply:
    """Return what the asker may read of an item."""
    sent = item.submission
    if item.released_at is None:
        return Reply(question=sent.question, released_at=None)
    return Reply(
        question=sent.question,
        released_at=item.released_at,
        answer=item.answer,
        corrected=item.correction is not None,
        sentences=sent.sentences,
        citations=sent.citations,
        verdicts=tuple(replace(v, by=None) for v in item.verdicts),
        added=item.added,
        notes=tuple(n.text for n in item.notes if n.for_asker),
    )


def good_passages(item: Item) -> tuple[CitedPassage, ...]:
    """Return the passages that answer the question, as the jurists see it.

    Citations that are right, citations that are incomplete and were not replaced, what came in the
    place of others, and what was added.
    """
    found: list[CitedPassage] = []
    for verdict, shown in zip(item.verdicts, item.submission.citations, strict=True):
        if verdict.replacement is not None:
            found.append(verdict.replacement)
        elif verdict.judgement in (Judgement.RIGHT, Judgement.INCOMPLETE):
            found.append(shown)
    return (*found, *item.added)


def curated(item: Item) -> Curated | None:
    """Return the answer for whoever asks the same, when an item was released with a correction.

    None for an item that is not released, or whose answer was right as it stood. A note alone is a
    reply to one asker and corrects nothing.
    """
    changed = item.correction is not None or item.added or any(v.replacement for v in item.verdicts)
    if item.released_at is None or not changed:
        return None
    return Curated(
        item_id=item.id,
        answer=item.answer,
        citations=good_passages(item),
        released_at=item.released_at,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field of an item that is not the same in two states of it."""

    field: str  # "status", "assignee", "verdict 2", "added", "correction", "notes"
    before: object
    after: object


def differences(before: Item, after: Item) -> tuple[Difference, ...]:
    """Return what changed between two states of an item, each citation by itself."""
    found: list[Difference] = []
    for name in (f.name for f in fields(Item)):
        one, other = getattr(before, name), getattr(after, name)
        if name in ("id", "submission", "created", "version") or one == other:
            continue
        if name == "verdicts":
            found += [
                Difference(field=f"verdict {a.n}", before=a, after=b)
                for a, b in zip(one, other, strict=True)
                if a != b
            ]
        else:
            found.append(Difference(field=name, before=one, after=other))
    return tuple(found)


class Ageing(StrEnum):
    """How long an item waits; keys of `texts_nl.DESK_AGEING`."""

    FRESH = "fresh"
    DUE = "due"  # two days or longer
    LATE = "late"  # five days or longer


def ageing(created: datetime, now: datetime) -> Ageing:
    """Return how long something waits that came in at `created`."""
    waited = now - created
    if waited >= LATE:
        return Ageing.LATE
    return Ageing.DUE if waited >= DUE else Ageing.FRESH


def days_left(created: datetime, now: datetime, open_days: int) -> int | None:
    """Return the days until an item without a release is deleted, when that is close; else None.

    Args:
        created: when it came in.
        now: the moment.
        open_days: after it came in that it is kept.
    """
    left = created + timedelta(days=open_days) - now
    return max(0, left.days) if left <= CLOSE else None
