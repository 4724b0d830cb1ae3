"""What people say of findings, beside what the reader found."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    told = ("article", "letter", "verdict", "who", "made_at", "note", "place", "was", "changes")
    op.create_table(
        "corrections",
        sa.Column("key", sa.Integer(), autoincrement=False, primary_key=True, nullable=False),
        sa.Column("page", sa.Integer(), sa.ForeignKey("pages.key", ondelete="CASCADE"), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in told),
    )
    op.create_index(op.f("ix_corrections_page"), "corrections", ["page"], unique=False)
