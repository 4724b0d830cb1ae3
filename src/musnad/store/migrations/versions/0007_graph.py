"""What the graph of a story is drawn from: every row of what was related is whole, and what articles name is kept."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def _key(name: str, kind: type[sa.types.TypeEngine[Any]] = sa.Text, **more: Any) -> sa.Column[Any]:
    return sa.Column(name, kind(), primary_key=True, nullable=False, **more)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _numbers(*names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer(), nullable=nullable) for name in names]


def _data() -> sa.Column[Any]:
    return sa.Column("data", sa.LargeBinary(), nullable=False)


def upgrade() -> None:
    """Make the tables anew; they are filled when they are next asked."""
    for name in ("story_articles", "claim_attributions", "stories", "claims", "copies", "related"):
        op.drop_table(name)
    op.create_table("related", _key("key", sa.Integer, autoincrement=False), *_texts("state", "made_at"))
    op.create_table(
        "stories",
        _key("id"),
        *_texts("title", "first", "start", "stop"),
        *_numbers("low", "high", "n"),
        _data(),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "story_articles",
        _key("story"),
        _key("article", index=True),
        *_numbers("n", "origin"),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claims",
        _key("id"),
        *_texts("speaker", "text", "basis"),
        sa.Column("story", sa.Text(), nullable=False, index=True),
        *_numbers("low", "high", "n"),
        _data(),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claim_attributions",
        _key("claim"),
        _key("article", index=True),
        _key("attribution", sa.Integer),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "copies",
        _key("origin"),
        _key("article", index=True),
        sa.Column("overlap", sa.Double(), nullable=False),
        *_texts("direction"),
        _data(),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "namings",
        _key("article"),
        _key("id"),
        *_texts("outlet", "how", "rule"),
        *_numbers("start", "stop", nullable=True),
        sqlite_with_rowid=False,
    )
