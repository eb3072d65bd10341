"""Quiz sets with their versions, and rounds with counts of what groups answered."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "quiz_set",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "quiz_version",
        sa.Column(
            "set_id",
            sa.String(16),
            sa.ForeignKey("quiz_set.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("quiz", sa.Text, nullable=False),
    )
    op.create_table(
        "quiz_round",
        sa.Column("code", sa.String(8), primary_key=True),
        sa.Column("set_id", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("label", sa.String(200), nullable=False),
        sa.Column("feedback", sa.String(16), nullable=False),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("closes", sa.String(32), nullable=False),
        sa.Column("deletes", sa.String(32), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("takers", sa.Integer, nullable=False),
        sa.Column("score_sum", sa.Integer, nullable=False),
        sa.Column("score_squares", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["set_id", "version"],
            ["quiz_version.set_id", "quiz_version.version"],
            ondelete="CASCADE",
        ),
    )
    op.create_index("quiz_round_set", "quiz_round", ["set_id", "version"])
    op.create_index("quiz_round_deletes", "quiz_round", ["deletes"])
    op.create_table(
        "quiz_item",
        _code(),
        sa.Column("item_id", sa.String(80), primary_key=True),
        sa.Column("right", sa.Integer, nullable=False),
        sa.Column("score_sum", sa.Integer, nullable=False),
    )
    op.create_table(
        "quiz_choice",
        _code(),
        sa.Column("choice", sa.String(100), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.create_table(
        "quiz_mark",
        _code(),
        sa.Column("mark", sa.String(32), primary_key=True),
        sqlite_with_rowid=False,
    )


def _code() -> "sa.Column[str]":
    return sa.Column(
        "code",
        sa.String(8),
        sa.ForeignKey("quiz_round.code", ondelete="CASCADE"),
        primary_key=True,
    )
