"""What can go wrong with a store, told with its path and the way out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

REASONS = {
    "SQLITE_FULL": "the disk is full; free some space or choose another place with --store",
    "SQLITE_READONLY": "it cannot be written to; check its permissions or choose another place with --store",
    "SQLITE_CANTOPEN": "it cannot be opened; check that the folder exists and may be written to",
    "SQLITE_PERM": "access is not permitted; check its permissions",
    "SQLITE_AUTH": "access is not permitted; check its permissions",
    "SQLITE_BUSY": "another process is writing to it; try again when that has ended",
    "SQLITE_LOCKED": "another process is writing to it; try again when that has ended",
    "SQLITE_NOTADB": "it is not an SQLite file; choose another place with --store",
    "SQLITE_CORRUPT": "it is damaged; put back a copy, or move it away and read the pages again",
    "SQLITE_IOERR": "the disk fails or is full (input/output error)",
    "SQLITE_TOOBIG": "a page is larger than the store takes",
}


class StoreError(Exception):
    """A store that cannot be used; the message names it, the reason and the way out."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"store {where}: {reason}")
        self.where = where
        self.reason = reason

    def __reduce__(self) -> tuple[type[StoreError], tuple[str, str]]:
        return (StoreError, (self.where, self.reason))


class NoEncoder(Exception):
    """The encoder that search by meaning needs is not installed; the message says how it is."""


class NoSuchPage(LookupError):
    """An identifier that names no page of the store, or several; the message says which."""


def reason_of(error: SQLAlchemyError | sqlite3.Error) -> str:
    """The plain reason behind a database error, with the way out where we know it."""
    original = error.orig if isinstance(error, DBAPIError) else error
    name = str(getattr(original, "sqlite_errorname", ""))
    for known, reason in REASONS.items():
        if name.startswith(known):
            return reason
    return " ".join(str(original or error).split())


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn every database and file error inside into a `StoreError` about `where`."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise StoreError(where, reason_of(error)) from error
    except OSError as error:
        raise StoreError(where, f"{error.strerror or error}; choose another place with --store") from error
