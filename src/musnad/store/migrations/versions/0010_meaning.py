"""Vectors of articles and statements, to search by meaning; a command fills them."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    for name, columns in (("meanings", ("places", "signs")), ("vectors", ("data",))):
        op.create_table(
            name,
            sa.Column("article", sa.Integer(), autoincrement=False, primary_key=True, nullable=False),
            *(sa.Column(column, sa.LargeBinary(), nullable=False) for column in columns),
            sa.ForeignKeyConstraint(["article"], ["articles.key"], ondelete="CASCADE"),
        )
