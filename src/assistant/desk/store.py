"""All reading and writing of the desk. Safe to use from threads and from many processes.

A change is one transaction: the event and the row of the item, or neither. A row carries its
version; a change names the version it was made on, and is refused when that is no longer the one.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Select, delete, func, insert, select, update
from sqlalchemy.engine import Row

from assistant import checklist
from assistant.database.engine import (
    alone,
    connect,
    forget_deleted,
    is_there,
    reading,
    writing,
)
from assistant.database.schema import curated_answers, events, item_topics, items, tallies
from assistant.desk import rules
from assistant.desk.model import (
    Action,
    Comment,
    Correct,
    Curated,
    Event,
    Filter,
    Item,
    ItemStatus,
    Judge,
    Judgement,
    Purged,
    QueueRow,
    Receipt,
    Reply,
    Submission,
    action_from_json,
    as_json,
    curated_from_json,
    submission_from_json,
)
from assistant.errors import ChecklistError, ConflictError, DeskRuleError
from assistant.language import words
from assistant.records import Decision
from assistant.settings import Settings

# Letters that are not taken for one another or for a digit, and that spell no words.
CODE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
CODE_GROUPS, CODE_GROUP = 4, 4  # 16 letters of 20: 69 bits

Guard = Callable[..., Decision]  # (text, *, earlier) -> Decision


def open_desk(settings: Settings) -> Desk:
    """Return the desk of these settings; its database is made or brought up to date.

    Raises:
        SettingsError: database_url names no database that can be used.
        DatabaseError: the database cannot be opened.
    """
    return Desk(connect(settings))


def open_existing(settings: Settings) -> Desk | None:
    """Return the desk of these settings, or None when its file is not there: looking makes none.

    Raises:
        SettingsError, DatabaseError: as `open_desk`.
    """
    return open_desk(settings) if is_there(settings) else None


class Desk:
    """The items of the helpdesk and everything that may be done with them."""

    def __init__(
        self,
        engine: Engine,
        *,
        guard: Guard = checklist.check,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Use a database that is up to date.

        Args:
            engine: as `database.connect` gives it.
            guard: reads every text before it is kept.
            now: the moment, with its zone.
        """
        self.engine = engine
        self._guard = guard
        self._now = now

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    # -- the asker --

    def submit(self, submission: Submission) -> Receipt:
        """Keep a question for the helpdesk, after the checklist read it once more.

        Args:
            submission: what `prepare.prepare` gave and the asker saw.

        Returns:
            The number of the item and the code under which the asker finds the reply. The code
            is not stored: who reads the database cannot use it.

        Raises:
            ChecklistError: the checklist refuses it; nothing was kept.
            DeskRuleError: "empty": there is no question.
            DatabaseError: the database failed; nothing was kept.
        """
        if not submission.question.strip():
            raise DeskRuleError("empty")
        self._check(submission.question)
        self._check(rules.own_words(submission), earlier=(submission.question,))
        submission = replace(submission, checklist_version=checklist.CHECKLIST_VERSION)
        code = _new_code()
        with writing(self.engine) as connection:
            row = {
                "version": 0,
                "status": ItemStatus.NEW.value,
                "created": self._now(),
                "code_hash": _code_hash(code),
                "submission": as_json(submission),
            }
            key = connection.execute(insert(items).values(row)).inserted_primary_key
            assert key is not None  # noqa: S101 - an insert of one row always has one
            item_id = int(key[0])
            topics = [{"item_id": item_id, "topic": t} for t in submission.topics]
            if topics:
                connection.execute(insert(item_topics), topics)
        return Receipt(item_id=item_id, code=code)

    def reply(self, code: str) -> Reply | None:
        """Return what the asker with this code may read; None when there is no such item.

        Args:
            code: as typed: capitals, spaces and dashes do not matter.
        """
        wanted = _code_hash(code)
        with reading(self.engine) as connection:
            query = select(items).where(items.c.code_hash == wanted)
            row = connection.execute(query).one_or_none()
            # the index stops at the first letter that differs; of a hash that tells nothing
            if row is None or not hmac.compare_digest(row.code_hash, wanted):
                return None
            return rules.reply(_load(connection, row)[0])

    # -- the queue --

    def queue(self, wanted: Filter = Filter()) -> tuple[QueueRow, ...]:  # noqa: B008 - frozen
        """Return the items that pass a filter, those that wait longest first."""
        query = _narrowed(select(items), wanted).order_by(items.c.created, items.c.id)
        with reading(self.engine) as connection:
            return tuple(
                QueueRow(
                    id=row.id,
                    question=row.submission["question"],
                    status=ItemStatus(row.status),
                    assignee=row.assignee,
                    created=row.created,
                    version=row.version,
                    topics=tuple(row.submission["topics"]),
                )
                for row in connection.execute(query.limit(wanted.limit).offset(wanted.offset))
            )

    def count(self, wanted: Filter = Filter()) -> int:  # noqa: B008 - frozen
        """Return how many items pass a filter, whatever its limit."""
        query = _narrowed(select(func.count()).select_from(items), wanted)
        with reading(self.engine) as connection:
            return int(connection.execute(query).scalar_one())

    def topics(self) -> tuple[tuple[str, int], ...]:
        """Return every topic with the number of its items that are not released yet."""
        open_items = select(items.c.id).where(items.c.status != ItemStatus.RELEASED.value)
        number = func.count(items.c.id)
        query = (
            select(item_topics.c.topic, number)
            .outerjoin(items, (items.c.id == item_topics.c.item_id) & items.c.id.in_(open_items))
            .group_by(item_topics.c.topic)
            .order_by(item_topics.c.topic)
        )
        with reading(self.engine) as connection:
            return tuple((topic, int(n)) for topic, n in connection.execute(query))

    def assignees(self) -> tuple[str, ...]:
        """Return the user names that have items, in order."""
        query = select(items.c.assignee).where(items.c.assignee.is_not(None)).distinct()
        with reading(self.engine) as connection:
            return tuple(sorted(connection.execute(query).scalars()))

    # -- one item --

    def item(self, item_id: int) -> Item:
        """Return an item as it stands.

        Raises:
            DeskRuleError: "gone".
        """
        return self._read(item_id)[0]

    def history(self, item_id: int) -> tuple[Event, ...]:
        """Return everything that was done with an item, oldest first.

        Raises:
            DeskRuleError: "gone".
        """
        return self._read(item_id)[1]

    def whole(self, item_id: int) -> tuple[Item, tuple[Event, ...]]:
        """Return an item with its history, both of one moment.

        Raises:
            DeskRuleError: "gone".
        """
        return self._read(item_id)

    def everything(
        self, wanted: Filter = Filter()  # noqa: B008 - frozen
    ) -> Iterator[tuple[Item, tuple[Event, ...]]]:  # fmt: skip
        """Yield the items that pass a filter with their history, oldest first, of one moment."""
        query = _narrowed(select(items), wanted).order_by(items.c.created, items.c.id)
        with reading(self.engine) as connection:
            rows = connection.execute(query.limit(wanted.limit).offset(wanted.offset)).all()
            for row in rows:
                yield _load(connection, row)

    def act(self, item_id: int, action: Action, *, by: str, version: int) -> Item:
        """Do something with an item.

        Args:
            item_id: of the item.
            action: what; texts in it are read by the checklist first.
            by: user name of who does it.
            version: of the item as that person saw it.

        Returns:
            The item as it stands now.

        Raises:
            ConflictError: the item has another version; the error holds both states.
            DeskRuleError: it may not be done now, or the item is gone.
            ChecklistError: the checklist refuses the text.
            DatabaseError: the database failed.
            In each case nothing was changed.
        """
        if isinstance(action, Comment | Correct) and action.text is not None:
            action = replace(action, text=rules.plain_text(action.text))
        item, history = self._read(item_id)
        if version != item.version:
            raise _conflict(item, history, version)
        rules.check_action(item, history, action, by)
        if isinstance(action, Comment | Correct) and action.text is not None:
            self._check(action.text, earlier=(item.submission.question,))
        event = Event(seq=version + 1, by=by, at=self._now(), action=action)
        after = rules.replay(item.id, item.submission, item.created, (*history, event))
        if self._write(after, event, version):
            return after
        raise _conflict(*self._read(item_id), version)

    def _write(self, after: Item, event: Event, version: int) -> bool:
        """Store an event with the row it leads to; False when somebody was first."""
        with writing(self.engine) as connection:
            done = connection.execute(
                update(items)
                .where(items.c.id == after.id, items.c.version == version)
                .values(
                    version=after.version,
                    status=after.status.value,
                    assignee=after.assignee,
                    released_at=after.released_at,
                )
            )
            if done.rowcount != 1:
                return False
            connection.execute(
                insert(events).values(
                    item_id=after.id,
                    seq=event.seq,
                    by=event.by,
                    at=event.at,
                    kind=event.kind,
                    action=as_json(event.action),
                )
            )
            _keep_curated(connection, after)
        return True

    def _read(self, item_id: int) -> tuple[Item, tuple[Event, ...]]:
        with reading(self.engine) as connection:
            row = connection.execute(select(items).where(items.c.id == item_id)).one_or_none()
            if row is None:
                raise DeskRuleError("gone")
            return _load(connection, row)

    def _check(self, text: str, *, earlier: Sequence[str] = ()) -> None:
        if text.strip():
            decision = self._guard(text, earlier=earlier)
            if decision.refused:
                raise ChecklistError(decision)

    # -- what is learned from it --

    def curated_for(self, question: str) -> Curated | None:
        """Return the helpdesk's answer to the same question, the newest; None when there is none.

        Two questions are the same when they have the same words in the same order; capitals,
        accents and punctuation do not matter.
        """
        query = (
            select(curated_answers)
            .where(curated_answers.c.question_hash == _question_hash(question))
            .order_by(curated_answers.c.released_at.desc(), curated_answers.c.item_id.desc())
            .limit(1)
        )
        with reading(self.engine) as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _curated(row)

    def curated(self) -> tuple[Curated, ...]:
        """Return all curated answers, the newest first."""
        query = select(curated_answers).order_by(curated_answers.c.released_at.desc())
        with reading(self.engine) as connection:
            return tuple(_curated(row) for row in connection.execute(query))

    def drop_curated(self, item_id: int) -> None:
        """Delete a curated answer, also when its item is long gone."""
        with writing(self.engine) as connection:
            connection.execute(delete(curated_answers).where(curated_answers.c.item_id == item_id))

    def judgements(self) -> dict[tuple[str, Judgement], int]:
        """Return how many citations got a judgement, by ISO week ("2026-W48") and judgement.

        Only judgements that still count, each citation once; those of deleted items included.
        """
        with reading(self.engine) as connection:
            counts = Counter(
                {(r.week, Judgement(r.judgement)): r.count
                 for r in connection.execute(select(tallies))}
            )  # fmt: skip
            rows = connection.execute(select(events).order_by(events.c.item_id, events.c.seq))
            histories: dict[int, list[Event]] = {}
            for row in rows:
                histories.setdefault(row.item_id, []).append(_event(row))
        for history in histories.values():
            counts.update(_judged(history))
        return dict(sorted(counts.items()))

    # -- deleting --

    def purge(self, days: int, open_days: int) -> Purged:
        """Delete items that were kept long enough, with their history, out of the files as well.

        Of the judgements a number by week stays, and of an approved correction the helpdesk's
        own words. Run it at start and every day.

        Args:
            days: after release that an item is kept.
            open_days: after it came in that an item is kept that is not released.

        Returns:
            How many items were deleted.

        Raises:
            DatabaseError: the database failed, or a reader keeps the log in use; run it again.
        """
        now = self._now()
        released = items.c.status == ItemStatus.RELEASED.value
        old = released & (items.c.released_at < now - timedelta(days=days))
        stale = ~released & (items.c.created < now - timedelta(days=open_days))
        with writing(self.engine) as connection:
            alone(connection)
            query = select(items.c.id, items.c.status).where(old | stale).with_for_update()
            gone = connection.execute(query).all()
            for row in gone:
                _delete(connection, row.id)
        forget_deleted(self.engine)
        done = sum(row.status == ItemStatus.RELEASED.value for row in gone)
        return Purged(released=done, waiting=len(gone) - done)

    def delete(self, item_id: int) -> None:
        """Delete one item before its time, because somebody it is about asks so (AVG art. 17).

        As with `purge`: with its history, out of the files as well, and numbers stay.

        Raises:
            DeskRuleError: "gone".
            DatabaseError: the database failed, or a reader keeps the log in use; run it again.
        """
        with writing(self.engine) as connection:
            alone(connection)
            query = select(items.c.id).where(items.c.id == item_id).with_for_update()
            if connection.execute(query).first() is None:
                raise DeskRuleError("gone")
            _delete(connection, item_id)
        forget_deleted(self.engine)


# -- rows and records --


def _delete(connection: Connection, item_id: int) -> None:
    _add_to_tally(connection, _judged(_history(connection, item_id)))
    connection.execute(delete(items).where(items.c.id == item_id))


def _narrowed(query: Select[*tuple[Any, ...]], wanted: Filter) -> Select[*tuple[Any, ...]]:
    if wanted.statuses:
        query = query.where(items.c.status.in_([s.value for s in wanted.statuses]))
    if wanted.assignee is not None:
        nobody = items.c.assignee.is_(None)
        query = query.where(items.c.assignee == wanted.assignee if wanted.assignee else nobody)
    if wanted.topic is not None:
        about = select(item_topics.c.item_id).where(item_topics.c.topic == wanted.topic)
        query = query.where(items.c.id.in_(about))
    if wanted.created_before is not None:
        query = query.where(items.c.created < wanted.created_before)
    if wanted.created_from is not None:
        query = query.where(items.c.created >= wanted.created_from)
    return query


def _load(connection: Connection, row: Row[*tuple[Any, ...]]) -> tuple[Item, tuple[Event, ...]]:
    history = _history(connection, row.id)
    submission = submission_from_json(row.submission)
    return rules.replay(row.id, submission, row.created, history), history


def _history(connection: Connection, item_id: int) -> tuple[Event, ...]:
    query = select(events).where(events.c.item_id == item_id).order_by(events.c.seq)
    return tuple(_event(row) for row in connection.execute(query))


def _event(row: Row[*tuple[Any, ...]]) -> Event:
    action = action_from_json(row.kind, row.action)
    return Event(seq=row.seq, by=row.by, at=row.at, action=action)


def _conflict(item: Item, history: tuple[Event, ...], version: int) -> ConflictError:
    seen = history[: max(version, 0)]
    before = rules.replay(item.id, item.submission, item.created, seen)
    return ConflictError(before, item, history[len(seen) :])


def _keep_curated(connection: Connection, item: Item) -> None:
    """Make the curated answer of an item what the item now says."""
    connection.execute(delete(curated_answers).where(curated_answers.c.item_id == item.id))
    found = rules.curated(item)
    if found is not None:
        connection.execute(
            insert(curated_answers).values(
                item_id=item.id,
                question_hash=_question_hash(item.submission.question),
                released_at=found.released_at,
                answer={
                    "answer": found.answer,
                    "citations": [as_json(c) for c in found.citations],
                },
            )
        )


def _curated(row: Row[*tuple[Any, ...]]) -> Curated:
    return curated_from_json(row.answer, item_id=row.item_id, released_at=row.released_at)


def _judged(history: Sequence[Event]) -> Counter[tuple[str, Judgement]]:
    last: dict[int, tuple[str, Judgement]] = {}
    for event in rules.effective(history):
        if isinstance(event.action, Judge):
            year, week, _ = event.at.isocalendar()
            last[event.action.n] = (f"{year}-W{week:02}", event.action.judgement)
    return Counter(last.values())


def _add_to_tally(connection: Connection, counts: Counter[tuple[str, Judgement]]) -> None:
    for (week, judgement), count in counts.items():
        here = (tallies.c.week == week) & (tallies.c.judgement == judgement.value)
        more = update(tallies).where(here).values(count=tallies.c.count + count)
        if connection.execute(more).rowcount == 0:
            row = {"week": week, "judgement": judgement.value, "count": count}
            connection.execute(insert(tallies).values(row))


# -- codes and hashes --


def _new_code() -> str:
    letters = [secrets.choice(CODE_LETTERS) for _ in range(CODE_GROUPS * CODE_GROUP)]
    groups = [letters[n : n + CODE_GROUP] for n in range(0, len(letters), CODE_GROUP)]
    return "-".join("".join(g) for g in groups)


def _code_hash(code: str) -> str:
    letters = "".join(c for c in code.upper() if c in CODE_LETTERS)
    return hashlib.sha256(f"vindplaats code {letters}".encode()).hexdigest()


def _question_hash(question: str) -> str:
    same = " ".join(words(question))
    return hashlib.sha256(f"vindplaats question {same}".encode()).hexdigest()
