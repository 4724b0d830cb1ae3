"""Bring a store to the schema of this version; alembic is imported only where there is something to migrate."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from musnad.store import fulltext
from musnad.store.engine import lock_for_writing
from musnad.store.errors import StoreError
from musnad.store.schema import metadata

HEAD = "0012"
"""The newest revision in `migrations/versions`; a test holds it to that."""
VERSIONS = "musnad_schema"
FOLDER = Path(__file__).with_name("migrations")


def stored_version(connection: Connection, where: str) -> str | None:
    """The revision of the schema in the store, None where there is no store yet."""
    names = inspect(connection).get_table_names()
    if VERSIONS in names:
        return connection.execute(text(f"SELECT version_num FROM {VERSIONS}")).scalar_one_or_none()  # noqa: S608
    if names:
        raise StoreError(where, "it is a database, but not a store of Musnad; choose another place with --store")
    return None


def prepare(engine: Engine, where: str) -> None:
    """Make the tables of a new store, or migrate an older one; one transaction, so all or nothing."""
    with engine.connect() as connection:
        version = stored_version(connection, where)
    if engine.dialect.name == "sqlite":
        set_journal(engine)
    if version == HEAD:
        return
    with engine.execution_options(musnad_writes=True).begin() as connection:
        lock_for_writing(connection)
        version = stored_version(connection, where)  # again: another process may have been first
        if version is None:
            create(connection)
        elif version != HEAD:
            upgrade(connection, where)


def set_journal(engine: Engine) -> None:
    """Let readers read while one process writes; SQLite keeps the setting in the file."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        raw.close()


def check(engine: Engine, where: str) -> None:
    """Refuse a store whose schema is not this version's; for readers, who change nothing."""
    with engine.connect() as connection:
        version = stored_version(connection, where)
    if version != HEAD:
        raise StoreError(where, f"its schema is {version or 'missing'}, not {HEAD}; `musnad read` brings it up to date")


def create(connection: Connection) -> None:
    """Make all tables at once and stamp them; the same schema as all migrations in a row (tested)."""
    metadata.create_all(connection)
    fulltext.create(connection)
    connection.execute(text(f"CREATE TABLE {VERSIONS} (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text(f"INSERT INTO {VERSIONS} VALUES (:head)"), {"head": HEAD})  # noqa: S608


def upgrade(connection: Connection, where: str, goal: str = "head") -> None:
    """Run the migrations that are missing up to a revision, inside the transaction that is open."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, goal)
    except CommandError as error:
        raise StoreError(where, "it was written by a newer version of Musnad; update Musnad to use it") from error
