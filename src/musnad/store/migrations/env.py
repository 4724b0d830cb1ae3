"""Runs migrations on the connection that `musnad.store.migrate` opened."""

from alembic import context

from musnad.store.migrate import VERSIONS
from musnad.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSIONS,
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
