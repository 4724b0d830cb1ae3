"""Search: keys that tell the article and the place, rows for stances, filters among the terms; all is indexed anew."""

import sqlalchemy as sa
from alembic import op

from musnad.store import fulltext

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index of terms anew from the records."""
    for name in ("fulltext_add", "fulltext_drop"):
        if op.get_bind().dialect.name == "sqlite":
            op.execute(f"DROP TRIGGER IF EXISTS {name}")
    op.execute("DROP TABLE IF EXISTS fulltext")
    for table in ("searchable", "stems"):
        op.execute(sa.delete(sa.table(table)))
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("searchable", "key", type_=sa.BigInteger())
    op.create_index(op.f("ix_articles_day"), "articles", ["day"], unique=False, if_not_exists=True)
    fulltext.create(op.get_bind())
    fulltext.fill(op.get_bind())
