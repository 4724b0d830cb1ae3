"""The hashes of pages that were forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "forgotten",
        sa.Column("id", sa.Text(), primary_key=True, nullable=False),
        sa.Column("forgotten_at", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
