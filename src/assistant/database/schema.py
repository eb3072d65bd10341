"""The tables. `migrations/` brings a database to this form; a test compares them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

HEAD = "0003"  # the newest revision in migrations/


class Moment(TypeDecorator[datetime]):
    """A moment as ISO 8601 text in UTC with microseconds: sorts as text, the same everywhere."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Any  # noqa: ARG002 - as SQLAlchemy calls it
    ) -> str | None:  # fmt: skip
        """Return the text that is stored."""
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(
        self, value: str | None, dialect: Any  # noqa: ARG002 - as SQLAlchemy calls it
    ) -> datetime | None:  # fmt: skip
        """Return the moment, with its zone."""
        return None if value is None else datetime.fromisoformat(value)


metadata = MetaData()

# What a row says besides its submission follows from its events; it is there to filter on.
items = Table(
    "item",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("version", Integer, nullable=False),
    Column("status", String(16), nullable=False),
    Column("assignee", String(32)),
    Column("created", Moment, nullable=False),
    Column("released_at", Moment),
    Column("code_hash", String(64), nullable=False, unique=True),
    Column("submission", JSON, nullable=False),
    Index("item_status_created", "status", "created"),
    sqlite_autoincrement=True,  # the number of a deleted item is not given again
)

item_topics = Table(
    "item_topic",
    metadata,
    Column("item_id", ForeignKey("item.id", ondelete="CASCADE"), primary_key=True),
    Column("topic", String(200), primary_key=True),
    Index("item_topic_topic", "topic"),
)

# Only added to: triggers refuse changes, and deletion while the item is there.
events = Table(
    "event",
    metadata,
    Column("item_id", ForeignKey("item.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("by", String(32), nullable=False),
    Column("at", Moment, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("action", JSON, nullable=False),
)

# Outlives its item: it holds the helpdesk's words, and of the question only a hash.
curated_answers = Table(
    "curated_answer",
    metadata,
    Column("item_id", Integer, primary_key=True, autoincrement=False),
    Column("question_hash", String(64), nullable=False),
    Column("released_at", Moment, nullable=False),
    Column("answer", JSON, nullable=False),
    Index("curated_answer_question", "question_hash", "released_at"),
)

# Judgements of items that were deleted, by week, so that the figures stay.
tallies = Table(
    "tally",
    metadata,
    Column("week", String(8), primary_key=True),  # "2026-W48"
    Column("judgement", String(16), primary_key=True),
    Column("count", Integer, nullable=False),
)

# A named set of quiz items. Which version is the newest stands here, so that two who save on the
# same version cannot both be first. Ids are drawn, not counted: an old link never opens a new set.
quiz_sets = Table(
    "quiz_set",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("version", Integer, nullable=False),
)

# Only added to; goes with its set.
quiz_versions = Table(
    "quiz_version",
    metadata,
    Column("set_id", ForeignKey("quiz_set.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("by", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Column("quiz", Text, nullable=False),  # as in quiz.json
)

# A version that a group takes. The three numbers are those of everybody who finished together.
quiz_rounds = Table(
    "quiz_round",
    metadata,
    Column("code", String(8), primary_key=True),
    Column("set_id", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("label", String(200), nullable=False),
    Column("feedback", String(16), nullable=False),
    Column("created", Moment, nullable=False),
    Column("closes", Moment, nullable=False),
    Column("deletes", Moment, nullable=False),
    Column("key", String(64), nullable=False),  # closes what a browser holds of a taker
    Column("takers", Integer, nullable=False),
    Column("score_sum", Integer, nullable=False),
    Column("score_squares", Integer, nullable=False),
    ForeignKeyConstraint(
        ["set_id", "version"], ["quiz_version.set_id", "quiz_version.version"], ondelete="CASCADE"
    ),
    Index("quiz_round_set", "set_id", "version"),
    Index("quiz_round_deletes", "deletes"),
)

# How many had an item right, and the sum of their scores: nothing of one person.
quiz_items = Table(
    "quiz_item",
    metadata,
    Column("code", ForeignKey("quiz_round.code", ondelete="CASCADE"), primary_key=True),
    Column("item_id", String(80), primary_key=True),
    Column("right", Integer, nullable=False),
    Column("score_sum", Integer, nullable=False),
)

# How many chose what: "item-id/o2"; `quiz.taking` lists the choices.
quiz_choices = Table(
    "quiz_choice",
    metadata,
    Column("code", ForeignKey("quiz_round.code", ondelete="CASCADE"), primary_key=True),
    Column("choice", String(100), primary_key=True),
    Column("count", Integer, nullable=False),
)

# Random marks of finished takings, so that a reload does not count twice. A mark stands beside no
# answer and no moment, and without row ids not even in an order.
quiz_marks = Table(
    "quiz_mark",
    metadata,
    Column("code", ForeignKey("quiz_round.code", ondelete="CASCADE"), primary_key=True),
    Column("mark", String(32), primary_key=True),
    sqlite_with_rowid=False,
)

# In a backup file only.
seals = Table(
    "seal",
    MetaData(),
    Column("sha256", Text, nullable=False),
    Column("made", Moment, nullable=False),
)
