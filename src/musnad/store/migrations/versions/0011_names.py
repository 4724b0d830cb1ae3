"""Indexes of who is named, speaks and takes a stance, and on what."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_entities_id": ("entities", ["id"]),
    "ix_entities_type_id": ("entities", ["type", "id"]),
    "ix_attributions_speaker_id": ("attributions", ["speaker_id"]),
    "ix_stances_actor_id": ("stances", ["actor_id"]),
    "ix_stances_initiative_id": ("stances", ["initiative_id"]),
}


def upgrade() -> None:
    """Make the indexes."""
    for name, (table, columns) in INDEXES.items():
        op.create_index(name, table, columns)
