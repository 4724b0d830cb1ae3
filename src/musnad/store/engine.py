"""From a path or URL to an engine that writes one at a time and reads freely."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from musnad.store.errors import StoreError

FILE = "musnad.db"
BUSY_SECONDS = 20.0
_WRITER = 0x6D75736E6164
"""The PostgreSQL advisory lock that a writer holds until its transaction ends."""


def store_url(where: str) -> URL:
    """The URL of a store given as URL, as database file, or as the folder that holds `musnad.db`."""
    if "://" in where:
        try:
            url = make_url(where)
        except ArgumentError as error:
            raise StoreError("--store", "neither a path nor a database URL") from error
        return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url
    path = Path(where).expanduser()
    if path.is_dir() or not path.suffix or path.name.startswith("."):
        path = path / FILE
    return URL.create("sqlite", database=str(path))


def name_of(url: URL) -> str:
    """How a store is named to people: its path, or its URL without the password."""
    return url.database or ":memory:" if url.get_backend_name() == "sqlite" else url.render_as_string()


def make_engine(url: URL, writable: bool = True) -> Engine:
    """An engine for `url`; a reader of an SQLite store neither creates nor changes anything."""
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url if writable else _read_only(url), connect_args={"timeout": BUSY_SECONDS})
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
        return engine
    try:
        return create_engine(url)
    except (ImportError, NoSuchModuleError) as error:
        raise StoreError(name_of(url), f"no driver for {url.drivername}: {error}") from error


def lock_for_writing(connection: Connection) -> None:
    """Wait until no other process writes; on SQLite BEGIN IMMEDIATE has done it."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")


def wipe(engine: Engine, tables: Sequence[str], where: str) -> None:
    """Leave no byte of deleted rows in the database's files; it takes a while, and space for a second copy."""
    if engine.dialect.name != "sqlite":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in tables:
                connection.exec_driver_sql(f"VACUUM FULL {table}")
        return
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("INSERT INTO fulltext(fulltext) VALUES ('optimize')")  # its own marks of deleted terms
        cursor.execute("VACUUM")
        busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        raw.close()
    if busy:
        raise StoreError(where, "somebody reads it, so its journal could not be emptied; say the same once more later")


def _read_only(url: URL) -> URL:
    path = Path(url.database or "")
    query = {"uri": "true", "mode": "ro"}
    # In a folder that may not be written to, SQLite cannot make the files that WAL readers share;
    # where no writer has them open either, the file is as good as immutable.
    if not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists():
        query["immutable"] = "1"
    return url.set(database=f"file:{quote(str(path))}", query=query)


def _on_connect(connection: SqliteConnection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what is deleted or replaced is overwritten


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("musnad_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
