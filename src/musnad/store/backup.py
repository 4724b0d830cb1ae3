"""Back a store up into one file while others read and write, and put it back.

The file is an SQLite store whichever database it was made from, so that it can be searched as it is and put back into
either (docs/decisions/0012-backup-and-forgetting.md).
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select

from musnad.store import fulltext
from musnad.store.engine import make_engine, name_of, store_url
from musnad.store.errors import StoreError, told
from musnad.store.migrate import prepare
from musnad.store.schema import metadata, pages, searchable, waiting
from musnad.store.store import Store, open_store

ROWS = 500


def backup(store: Store, target: Path) -> int:
    """Write all that a store holds at one moment into the file `target`, and say how many pages that is.

    The file takes its name only when all of it is written and whole; one that was there is then replaced.
    """
    with told(str(target)), _written(target) as part:
        with store.reading() as connection:
            if connection.dialect.name == "sqlite":
                _copy_file(connection, part)
            else:
                _copy_out(connection, part)
        return _checked(part)


def restore(source: Path, where: str) -> int:
    """Put a backup back as the store at `where`, which must hold nothing yet; says how many pages there are.

    A backup of an older version is brought up to date on the way; the file itself stays as it is.
    """
    url = store_url(where)
    name = name_of(url)
    if not source.is_file():
        raise StoreError(str(source), "there is no such backup")
    if url.get_backend_name() != "sqlite":
        with tempfile.TemporaryDirectory() as folder, told(name):
            return _restore_rows(_up_to_date(source, Path(folder) / "musnad.db"), where)
    target = Path(url.database or "")
    if target.exists():
        raise StoreError(name, "there is a store already; move it away or choose another place with --store")
    with told(name):
        target.parent.mkdir(parents=True, exist_ok=True)
        for stale in ("-wal", "-shm", "-journal"):  # SQLite would take them for those of the new file
            Path(f"{target}{stale}").unlink(missing_ok=True)
        with _written(target) as part:
            _up_to_date(source, part).dispose()
            return _checked(part)


@contextmanager
def _written(target: Path) -> Iterator[Path]:
    """A file beside `target` to write, which takes its name and place when the block ends without an error."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield part
        with part.open("rb") as done:
            os.fsync(done.fileno())
        part.replace(target)
    finally:
        for left in (part, Path(f"{part}-wal"), Path(f"{part}-shm"), Path(f"{part}-journal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _copy_file(connection: Connection, part: Path) -> None:
    source = connection.connection.driver_connection
    with closing(sqlite3.connect(part)) as copy:
        source.backup(copy)  # type: ignore[union-attr]  # all pages in one step: one moment, and no writer waits
        copy.execute("PRAGMA journal_mode = DELETE")  # one file that needs no other beside it


def _copy_out(connection: Connection, part: Path) -> None:
    """Every row as it stands at one moment, into a new SQLite store."""
    engine = make_engine(store_url(f"sqlite:///{part}"))
    prepare(engine, str(part))
    connection.rollback()
    connection = connection.execution_options(isolation_level="REPEATABLE READ")
    with engine.execution_options(musnad_writes=True).begin() as copy:
        _copy_rows(connection, copy)
    with closing(engine.raw_connection()) as raw:
        raw.cursor().execute("PRAGMA journal_mode = DELETE")
    engine.dispose()


def _copy_rows(source: Connection, target: Connection) -> None:
    for table in metadata.sorted_tables:
        found = source.execution_options(yield_per=ROWS).execute(select(table))
        for rows in found.mappings().partitions(ROWS):
            plain: list[dict[str, Any]] = [dict(row) for row in rows]
            target.execute(insert(table), plain)
            if table is searchable:
                fulltext.index(target, plain)


def _restore_rows(source: Engine, where: str) -> int:
    with open_store(where) as store, store.writing() as target, source.connect() as rows:
        count = select(func.count()).select_from(pages)
        if target.execute(count).scalar_one():
            raise StoreError(store.where, "it holds pages already; restore into an empty database")
        _copy_rows(rows, target)
        if target.dialect.name == "postgresql":
            last = select(func.coalesce(func.max(waiting.c.key), 0) + 1)
            target.execute(select(func.setval("waiting_key_seq", last.scalar_subquery(), False)))
        found = target.execute(count).scalar_one()
    source.dispose()
    return found


def _up_to_date(source: Path, copy: Path) -> Engine:
    """An engine for a copy of a backup with the schema of this version."""
    with told(str(source)):
        open_file = f"{source.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(open_file, uri=True)) as old, closing(sqlite3.connect(copy)) as new:
            _refuse_other(old, source)
            old.backup(new)
        engine = make_engine(store_url(f"sqlite:///{copy}"))
        prepare(engine, str(source))
    return engine


def _refuse_other(file: sqlite3.Connection, source: Path) -> None:
    try:
        file.execute("SELECT 1 FROM musnad_schema").fetchone()
    except sqlite3.Error as error:
        raise StoreError(str(source), f"it is no backup of Musnad ({error})") from error


def _checked(file: Path) -> int:
    """How many pages a file holds; a `StoreError` where it is not whole."""
    with closing(sqlite3.connect(file)) as copy:
        (said,) = copy.execute("PRAGMA quick_check(1)").fetchone()
        if said != "ok":
            raise StoreError(str(file), f"what was written is damaged: {said}")
        (count,) = copy.execute("SELECT count(*) FROM pages").fetchone()
    return int(count)
