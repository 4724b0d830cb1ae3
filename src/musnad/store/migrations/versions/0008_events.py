"""Events with those who are named in them, and quantities: made from the records that are stored."""

import sqlalchemy as sa
from alembic import op

from musnad.store import happened

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MARKS = ("negated", "future", "hypothetical", "historical")


def upgrade() -> None:
    """Make the tables, then fill them."""
    op.create_table(
        "events",
        *_of_article(),
        *_texts("type", "mode", "context"),
        *_numbers("start", "stop"),
        *_texts("day"),
        *(
            sa.Column(name, sa.Boolean(), nullable=False)
            for name in ("negated", "future", "hypothetical", "historical")
        ),
        sa.Column("attribution", sa.Integer(), nullable=True),
        *_texts("rule", "row"),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_events_type", "events", ["type"])
    op.create_table(
        "parties",
        sa.Column("article", sa.Integer(), primary_key=True),
        sa.Column("event", sa.Integer(), primary_key=True),
        sa.Column("n", sa.Integer(), primary_key=True),
        *_texts("side", "text", "terms"),
        *_numbers("start", "stop"),
        sa.Column("entity", sa.Text(), nullable=True),
        *_texts("name"),
        sa.ForeignKeyConstraint(
            ["article", "event"], ["events.article", "events.n"], name="parties_of", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_parties_entity", "parties", ["entity"])
    op.create_table(
        "quantities",
        *_of_article(),
        *_numbers("start", "stop"),
        sa.Column("value", sa.Double(), nullable=False),
        *_texts("unit"),
        sa.Column("about", sa.Boolean(), nullable=False),
        sa.Column("event", sa.Integer(), nullable=True),
        *_texts("rule"),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    happened.fill(op.get_bind())


def _of_article() -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), primary_key=True) for name in ("article", "n")]


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]
