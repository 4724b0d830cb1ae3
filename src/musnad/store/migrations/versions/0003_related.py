"""Stories, claims and copies among all that was read, with the origins behind them."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _key(name: str, kind: type[sa.types.TypeEngine[Any]] = sa.Text) -> sa.Column[Any]:
    return sa.Column(name, kind(), primary_key=True, nullable=False)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _numbers(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def upgrade() -> None:
    """Make the tables; they are filled when they are first asked."""
    op.create_table(
        "related",
        sa.Column("key", sa.Integer(), autoincrement=False, primary_key=True, nullable=False),
        *_texts("state", "made_at"),
        sa.Column("data", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "stories",
        _key("id"),
        *_texts("title", "first", "start", "stop"),
        *_numbers("low", "high"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "story_articles",
        _key("story"),
        _key("article"),
        *_numbers("n", "origin"),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claims", _key("id"), *_texts("speaker", "text", "basis"), *_numbers("low", "high"), sqlite_with_rowid=False
    )
    op.create_table(
        "claim_attributions",
        _key("claim"),
        _key("article"),
        _key("attribution", sa.Integer),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "copies",
        _key("origin"),
        _key("article"),
        sa.Column("overlap", sa.Double(), nullable=False),
        *_texts("direction", "reason"),
        sqlite_with_rowid=False,
    )
