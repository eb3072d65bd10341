"""Curated answers, and the judgements of items that were deleted."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "curated_answer",
        sa.Column("item_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("question_hash", sa.String(64), nullable=False),
        sa.Column("released_at", sa.String(32), nullable=False),
        sa.Column("answer", sa.JSON, nullable=False),
    )
    op.create_index("curated_answer_question", "curated_answer", ["question_hash", "released_at"])
    op.create_table(
        "tally",
        sa.Column("week", sa.String(8), primary_key=True),
        sa.Column("judgement", sa.String(16), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
