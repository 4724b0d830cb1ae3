"""Search: what articles and statements are found by, how often stems stand, and the index of both."""

import sqlalchemy as sa
from alembic import op

from musnad.store import fulltext

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, then index what is stored."""
    op.create_table(
        "searchable",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index(op.f("ix_searchable_article"), "searchable", ["article"], unique=False)
    op.create_table(
        "stems",
        sa.Column("stem", sa.Text(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("stem"),
        sqlite_with_rowid=False,
    )
    fulltext.create(op.get_bind())
    fulltext.fill(op.get_bind())
