"""Indexes of the days of stories, by which they are listed."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the indexes."""
    for name in ("start", "stop"):
        op.create_index(f"ix_stories_{name}", "stories", [name])
