"""Items, their topics and their events, which only grow."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_SQLITE_TRIGGERS = (
    """CREATE TRIGGER event_never_changed BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END""",
    # With its item it goes: the row of the item is gone when the events follow.
    """CREATE TRIGGER event_never_deleted BEFORE DELETE ON event
    WHEN EXISTS (SELECT 1 FROM item WHERE id = OLD.item_id)
    BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END""",
)
_POSTGRES_TRIGGERS = (
    """CREATE FUNCTION event_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            IF NOT EXISTS (SELECT 1 FROM item WHERE id = OLD.item_id) THEN
                RETURN OLD;
            END IF;
        END IF;
        RAISE EXCEPTION 'an event is never changed';
    END $$""",
    """CREATE TRIGGER event_only_added BEFORE UPDATE OR DELETE ON event
    FOR EACH ROW EXECUTE FUNCTION event_only_added()""",
)


def upgrade() -> None:
    """Make the tables and the triggers."""
    op.create_table(
        "item",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("assignee", sa.String(32)),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("released_at", sa.String(32)),
        sa.Column("code_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("submission", sa.JSON, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("item_status_created", "item", ["status", "created"])
    op.create_table(
        "item_topic",
        sa.Column(
            "item_id", sa.Integer, sa.ForeignKey("item.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("topic", sa.String(200), primary_key=True),
    )
    op.create_index("item_topic_topic", "item_topic", ["topic"])
    op.create_table(
        "event",
        sa.Column(
            "item_id", sa.Integer, sa.ForeignKey("item.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("action", sa.JSON, nullable=False),
    )
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _SQLITE_TRIGGERS if sqlite else _POSTGRES_TRIGGERS:
        op.execute(statement)
