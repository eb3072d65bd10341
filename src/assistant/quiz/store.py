"""Sets of items with all their versions, and rounds in which groups take them.

A save is a new version or nothing: it names the version it was made on, and is refused when that is
no longer the newest. Of whoever takes a quiz only counts are kept, added up in the database itself
so that a hundred at once lose none. Safe to use from threads and from many processes.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select, update
from sqlalchemy.engine import Row

from assistant import checklist
from assistant.database.engine import alone, connect, forget_deleted, reading, writing
from assistant.database.schema import (
    quiz_choices,
    quiz_items,
    quiz_marks,
    quiz_rounds,
    quiz_sets,
    quiz_versions,
)
from assistant.desk.store import CODE_LETTERS, Guard
from assistant.errors import ChecklistError, QuizError, SetChangedError
from assistant.quiz.records import Quiz, quiz_json
from assistant.quiz.taking import Feedback, Outcome, choices
from assistant.settings import Settings

CODE_LENGTH, CODE_GROUP = 8, 4  # 8 letters of 20: 34 bits, for what is open a few weeks
DAYS_OPEN = 14  # that a round can be taken, unless a trainer says otherwise
DAYS_KEPT = 30  # that its counts are kept
MOST_DAYS = 365
FEWEST = 5  # takers below which nothing is told of an item: it would tell of a person
MOST_KEPT_READY = 64  # versions of sets that need not be read from the database again


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A set as it was saved."""

    set_id: str
    version: int  # from 1
    by: str  # user name
    at: datetime  # UTC
    quiz: Quiz


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A version of a set that a group takes."""

    code: str  # "BCDFGHJK"; who has it can take the quiz
    set_id: str
    version: int
    label: str  # of the group, as the trainer wrote it
    feedback: Feedback
    created: datetime  # UTC, as the two below
    closes: datetime  # from then on nobody takes it
    deletes: datetime  # from then on nothing of it is left
    key: str  # closes what the page of a taker carries
    takers: int  # who finished

    @property
    def shown_code(self) -> str:
        """The code as it is read and typed: "BCDF-GHJK"."""
        return f"{self.code[:CODE_GROUP]}-{self.code[CODE_GROUP:]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCounts:
    """What a group did with one item."""

    right: int
    score_sum: int  # of the scores of those who had it right
    choices: dict[str, int]  # as `taking.choices` lists them


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a group did. A score is the number of items that somebody had right."""

    takers: int
    score_sum: int
    score_squares: int  # sum of the squared scores
    items: dict[str, ItemCounts]  # by item id; empty when there are fewer than FEWEST takers


def open_quizzes(settings: Settings) -> QuizStore:
    """Return the store of these settings; its database is made or brought up to date.

    Raises:
        SettingsError: database_url names no database that can be used.
        DatabaseError: the database cannot be opened.
    """
    return QuizStore(connect(settings))


class QuizStore:
    """Sets, their versions, rounds and counts."""

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
            guard: reads what people type before it is kept.
            now: the moment, with its zone.
        """
        self.engine = engine
        self._guard = guard
        self._now = now
        self._ready: dict[tuple[str, int], Version] = {}  # a version never changes

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    # -- sets --

    def sets(self) -> tuple[Version, ...]:
        """Return the newest version of every set, the one that was saved last first."""
        newest = (quiz_sets.c.id == quiz_versions.c.set_id) & (
            quiz_sets.c.version == quiz_versions.c.version
        )
        query = select(quiz_versions).join(quiz_sets, newest).order_by(quiz_versions.c.at.desc())
        with reading(self.engine) as connection:
            return tuple(_version(row) for row in connection.execute(query))

    def history(self, set_id: str) -> tuple[Version, ...]:
        """Return all versions of a set, the newest first; () when there is no such set."""
        query = (
            select(quiz_versions)
            .where(quiz_versions.c.set_id == set_id)
            .order_by(quiz_versions.c.version.desc())
        )
        with reading(self.engine) as connection:
            return tuple(_version(row) for row in connection.execute(query))

    def get(self, set_id: str, version: int | None = None) -> Version | None:
        """Return a version of a set, the newest by default; None when it is not there."""
        with reading(self.engine) as connection:
            if version is None:
                query = select(quiz_sets.c.version).where(quiz_sets.c.id == set_id)
                version = connection.execute(query).scalar_one_or_none()
            return None if version is None else self._load(connection, set_id, version)

    def _load(self, connection: Connection, set_id: str, version: int) -> Version | None:
        found = self._ready.get((set_id, version))
        if found is not None:
            return found
        query = select(quiz_versions).where(
            quiz_versions.c.set_id == set_id, quiz_versions.c.version == version
        )
        row = connection.execute(query).one_or_none()
        if row is None:
            return None
        if len(self._ready) >= MOST_KEPT_READY:
            self._ready = {}
        self._ready[set_id, version] = found = _version(row)
        return found

    def create(self, quiz: Quiz, *, by: str, typed: Iterable[str] = ()) -> Version:
        """Keep a new set.

        Args:
            quiz: its first version.
            by: user name.
            typed: texts that a person typed or brought along; the checklist reads them first.

        Raises:
            ChecklistError: the checklist refuses a text; nothing was kept.
            DatabaseError: the database failed; nothing was kept.
        """
        self._check(typed)
        set_id = secrets.token_hex(8)
        with writing(self.engine) as connection:
            connection.execute(insert(quiz_sets).values(id=set_id, version=1))
            return self._add(connection, set_id, 1, quiz, by)

    def save(
        self, set_id: str, quiz: Quiz, *, by: str, version: int, typed: Iterable[str] = ()
    ) -> Version:
        """Keep the next version of a set.

        Args:
            set_id: of the set.
            quiz: what it becomes.
            by: user name.
            version: that the writer saw.
            typed: as for `create`.

        Raises:
            SetChangedError: somebody saved another version meanwhile; nothing was kept.
            QuizError: there is no such set.
            ChecklistError: the checklist refuses a text; nothing was kept.
            DatabaseError: the database failed; nothing was kept.
        """
        self._check(typed)
        with writing(self.engine) as connection:
            here = quiz_sets.c.id == set_id
            next_one = update(quiz_sets).where(here, quiz_sets.c.version == version)
            if connection.execute(next_one.values(version=version + 1)).rowcount == 1:
                return self._add(connection, set_id, version + 1, quiz, by)
            now = connection.execute(select(quiz_sets.c.version).where(here)).scalar_one_or_none()
        if now is None:
            raise QuizError("there is no such set")
        raise SetChangedError(version, now)

    def _add(
        self, connection: Connection, set_id: str, version: int, quiz: Quiz, by: str
    ) -> Version:
        found = Version(set_id=set_id, version=version, by=by, at=self._now(), quiz=quiz)
        connection.execute(
            insert(quiz_versions).values(
                set_id=set_id, version=version, by=by, at=found.at, quiz=quiz_json(quiz)
            )
        )
        return found

    def delete(self, set_id: str) -> None:
        """Delete a set with its versions, its rounds and their counts."""
        with writing(self.engine) as connection:
            connection.execute(delete(quiz_sets).where(quiz_sets.c.id == set_id))
        self._ready = {}
        forget_deleted(self.engine)

    def _check(self, typed: Iterable[str]) -> None:
        for text in typed:
            if text.strip():
                decision = self._guard(text, earlier=())
                if decision.refused:
                    raise ChecklistError(decision)

    # -- rounds --

    def start(
        self,
        found: Version,
        *,
        label: str,
        feedback: Feedback,
        days_open: int = DAYS_OPEN,
        days_kept: int = DAYS_KEPT,
    ) -> Round:
        """Let a group take a version of a set.

        Args:
            found: the version.
            label: of the group; the checklist reads it first.
            feedback: when takers see what was right.
            days_open: from now, that it can be taken.
            days_kept: from now, that its counts are kept; not fewer than it is open.

        Raises:
            QuizError: the days are no days; or the set is gone.
            ChecklistError: the checklist refuses the label.
            DatabaseError: the database failed. In each case nothing was kept.
        """
        if not 1 <= days_open <= days_kept <= MOST_DAYS:
            raise QuizError(f"a round is open and kept 1 to {MOST_DAYS} days, and kept longest")
        self._check((label,))
        now = self._now()
        code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        items = found.quiz.items
        with writing(self.engine) as connection:
            if self._load(connection, found.set_id, found.version) is None:
                raise QuizError("there is no such set")
            connection.execute(
                insert(quiz_rounds).values(
                    code=code,
                    set_id=found.set_id,
                    version=found.version,
                    label=label.strip()[:200],
                    feedback=feedback.value,
                    created=now,
                    closes=now + timedelta(days=days_open),
                    deletes=now + timedelta(days=days_kept),
                    key=secrets.token_hex(32),
                    takers=0,
                    score_sum=0,
                    score_squares=0,
                )
            )
            # Every count is there from the start: counting is adding, never inserting.
            rows = [{"code": code, "item_id": i.id, "right": 0, "score_sum": 0} for i in items]
            connection.execute(insert(quiz_items), rows)
            all_choices = [f"{item.id}/{choice}" for item in items for choice in choices(item)]
            connection.execute(
                insert(quiz_choices), [{"code": code, "choice": c, "count": 0} for c in all_choices]
            )
            query = select(quiz_rounds).where(quiz_rounds.c.code == code)
            return _round(connection.execute(query).one())

    def rounds(self, set_id: str) -> tuple[Round, ...]:
        """Return the rounds of a set that are not past their deletion date, the newest first."""
        query = (
            select(quiz_rounds)
            .where(quiz_rounds.c.set_id == set_id, quiz_rounds.c.deletes > self._now())
            .order_by(quiz_rounds.c.created.desc())
        )
        with reading(self.engine) as connection:
            return tuple(_round(row) for row in connection.execute(query))

    def find(self, code: str) -> tuple[Round, Quiz] | None:
        """Return the round with a code and what is taken in it; None when there is none.

        Args:
            code: as typed: capitals, spaces and dashes do not matter.
        """
        query = select(quiz_rounds).where(
            quiz_rounds.c.code == plain_code(code), quiz_rounds.c.deletes > self._now()
        )
        with reading(self.engine) as connection:
            row = connection.execute(query).one_or_none()
            found = None if row is None else self._load(connection, row.set_id, row.version)
        return None if row is None or found is None else (_round(row), found.quiz)

    def is_open(self, found: Round) -> bool:
        """Return whether a round can be taken now."""
        return self._now() < found.closes

    def shut(self, code: str) -> None:
        """Close a round now; its counts stay until their date."""
        now = self._now()
        with writing(self.engine) as connection:
            here = (quiz_rounds.c.code == code) & (quiz_rounds.c.closes > now)
            connection.execute(update(quiz_rounds).where(here).values(closes=now))

    def remove(self, code: str) -> None:
        """Delete a round with its counts."""
        with writing(self.engine) as connection:
            connection.execute(delete(quiz_rounds).where(quiz_rounds.c.code == code))
        forget_deleted(self.engine)

    def count(self, code: str, mark: str, outcome: Outcome) -> bool:
        """Add what somebody answered to the counts of a round.

        Args:
            code: of the round.
            mark: of the taking; what has this mark is counted once.
            outcome: what was right and chosen.

        Returns:
            False when it was counted before, or the round is closed or gone; nothing was added.

        Raises:
            DatabaseError: the database failed; nothing was added.
        """
        score = outcome.score
        rounds, items, chosen = quiz_rounds.c, quiz_items.c, quiz_choices.c
        with writing(self.engine) as connection:
            # The row of the round first: who has it is alone with all counts of the round.
            taken = (
                update(quiz_rounds)
                .where(rounds.code == code, rounds.closes > self._now())
                .values(
                    takers=rounds.takers + 1,
                    score_sum=rounds.score_sum + score,
                    score_squares=rounds.score_squares + score * score,
                )
            )
            here = (quiz_marks.c.code == code) & (quiz_marks.c.mark == mark)
            if (
                connection.execute(taken).rowcount != 1
                or connection.execute(select(quiz_marks.c.mark).where(here)).first() is not None
            ):
                connection.rollback()
                return False
            connection.execute(insert(quiz_marks).values(code=code, mark=mark))
            connection.execute(
                update(quiz_items)
                .where(items.code == code, items.item_id.in_(outcome.right))
                .values(right=items.right + 1, score_sum=items.score_sum + score)
            )
            connection.execute(
                update(quiz_choices)
                .where(chosen.code == code, chosen.choice.in_(outcome.choices))
                .values(count=chosen.count + 1)
            )
        return True

    def counts(self, code: str) -> Counts | None:
        """Return what a group did; None when there is no such round."""
        with reading(self.engine) as connection:
            query = select(quiz_rounds).where(
                quiz_rounds.c.code == code, quiz_rounds.c.deletes > self._now()
            )
            row = connection.execute(query).one_or_none()
            if row is None:
                return None
            items: dict[str, ItemCounts] = {}
            if row.takers >= FEWEST:
                query_items = select(quiz_items).where(quiz_items.c.code == code)
                query_choices = select(quiz_choices).where(quiz_choices.c.code == code)
                chosen: dict[str, dict[str, int]] = {}
                for found in connection.execute(query_choices.order_by(quiz_choices.c.choice)):
                    item_id, _, choice = found.choice.rpartition("/")
                    # by name: `count` is a method of every row
                    chosen.setdefault(item_id, {})[choice] = found._mapping["count"]
                for found in connection.execute(query_items):
                    items[found.item_id] = ItemCounts(
                        right=found.right,
                        score_sum=found.score_sum,
                        choices=chosen[found.item_id],
                    )
        return Counts(
            takers=row.takers,
            score_sum=row.score_sum,
            score_squares=row.score_squares,
            items=items,
        )

    def shares(self) -> dict[str, tuple[int, int]]:
        """Return of each item how many had it right and how many took it, in all large groups."""
        query = (
            select(
                quiz_items.c.item_id, func.sum(quiz_items.c.right), func.sum(quiz_rounds.c.takers)
            )
            .join(quiz_rounds, quiz_rounds.c.code == quiz_items.c.code)
            .where(quiz_rounds.c.takers >= FEWEST)
            .group_by(quiz_items.c.item_id)
        )
        with reading(self.engine) as connection:
            return {i: (int(right), int(takers)) for i, right, takers in connection.execute(query)}

    def purge(self) -> int:
        """Delete the rounds whose date has come, out of the files as well; run it every day.

        Returns:
            How many rounds were deleted.

        Raises:
            DatabaseError: the database failed, or a reader keeps the log in use; run it again.
        """
        with writing(self.engine) as connection:
            alone(connection)
            past = delete(quiz_rounds).where(quiz_rounds.c.deletes <= self._now())
            gone = connection.execute(past).rowcount
        if gone:
            forget_deleted(self.engine)
        return gone


def plain_code(code: str) -> str:
    """Return a code as it is stored, from how somebody typed it.

    >>> plain_code(" bcdf-ghjk ")
    'BCDFGHJK'
    """
    return "".join(c for c in code.upper() if c in CODE_LETTERS)


def _version(row: Row[*tuple[Any, ...]]) -> Version:
    quiz = Quiz.model_validate_json(row.quiz)
    return Version(set_id=row.set_id, version=row.version, by=row.by, at=row.at, quiz=quiz)


def _round(row: Row[*tuple[Any, ...]]) -> Round:
    return Round(
        code=row.code,
        set_id=row.set_id,
        version=row.version,
        label=row.label,
        feedback=Feedback(row.feedback),
        created=row.created,
        closes=row.closes,
        deletes=row.deletes,
        key=row.key,
        takers=row.takers,
    )
