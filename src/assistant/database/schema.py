"""The tables of the desk. `migrations/` brings a database to this form; a test compares them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

HEAD = "0002"  # the newest revision in migrations/


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

# In a backup file only.
seals = Table(
    "seal",
    MetaData(),
    Column("sha256", Text, nullable=False),
    Column("made", Moment, nullable=False),
)
