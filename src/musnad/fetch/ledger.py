"""What a watch has done and what it has to do, in one SQLite file: a run that is killed goes on where it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from msgspec import Struct

Kind = Literal["feed", "page"]
_TABLES = """
create table if not exists tasks (
    kind text not null, url text not null, site text not null, parent text not null default '',
    due real, etag text not null default '', modified text not null default '',
    tries integer not null default 0, looks integer not null default 0,
    page text not null default '', seen real not null default 0, told text not null default '',
    primary key (kind, url)
) without rowid;
create index if not exists tasks_due on tasks (due) where due is not null;
create table if not exists sites (site text primary key, until real not null) without rowid;
"""
_FIELDS = "kind, url, site, parent, etag, modified, tries, looks, page, seen"
VERSION = 1
FOREVER = 1e18


class LedgerError(Exception):
    """A ledger that cannot be used: another watch has it, or it is of another version or damaged."""


class Task(Struct, frozen=True):
    """Something to ask for: `tries` failed in a row, `looks` went well; `page` is what the store last kept of it."""

    kind: Kind
    url: str
    site: str
    parent: str = ""
    """The feed that listed it; for a sitemap in a sitemap that of the outer one."""
    etag: str = ""
    modified: str = ""
    tries: int = 0
    looks: int = 0
    page: str = ""
    seen: float = 0.0
    """When it was last asked for, in seconds since 1970."""


class Ledger:
    """The tasks of one watch. Every method is one transaction; one process at a time may hold the file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=1.0, isolation_level=None)
            self._db.execute("pragma locking_mode = exclusive")
            self._db.execute("pragma synchronous = full")
            self._db.execute("begin exclusive")
            version = self._db.execute("pragma user_version").fetchone()[0]
            if version not in (0, VERSION):
                raise LedgerError(f"{path}: made by another version of musnad; name another --state")
            for statement in filter(str.strip, _TABLES.split(";")):
                self._db.execute(statement)
            self._db.execute(f"pragma user_version = {VERSION}")
            self._db.execute("commit")
        except sqlite3.OperationalError as error:
            busy = "locked" in str(error)
            reason = "another watch is at work with it; name another --state" if busy else str(error)
            raise LedgerError(f"{path}: {reason}") from error
        except sqlite3.DatabaseError as error:
            raise LedgerError(f"{path}: not a ledger of musnad ({error}); move it away to begin anew") from error

    def close(self) -> None:
        """Let the file go."""
        self._db.close()

    def add(self, tasks: Iterable[Task], due: float) -> list[Task]:
        """Take up tasks that are not known, due then; those taken."""
        with self._whole():
            return [task for task in tasks if self._insert(task, due)]

    def settle(self, task: Task, due: float | None, told: str, found: Sequence[Task] = (), now: float = 0.0) -> int:
        """Write down what became of a task, when it is due again (None: never) and what it led to; how many are new."""
        with self._whole():
            self._db.execute(
                "update tasks set due = ?, etag = ?, modified = ?, tries = ?, looks = ?, page = ?, seen = ?, told = ?"
                " where kind = ? and url = ?",
                (due, task.etag, task.modified, task.tries, task.looks, task.page, task.seen, told,
                 task.kind, task.url),
            )  # fmt: skip
            return sum(self._insert(one, now) for one in found)

    def hurry(self, urls: Iterable[tuple[str, float]], now: float) -> None:
        """Look at pages again now that changed after they were last seen, as their listing says."""
        with self._whole():
            self._db.executemany(
                "update tasks set due = ? where kind = 'page' and url = ? and seen > 0 and seen < ? and page <> ''",
                [(now, url, changed) for url, changed in urls],
            )

    def hold(self, site: str, until: float) -> None:
        """Ask nothing of a site until then."""
        with self._whole():
            self._db.execute(
                "insert into sites values (?, ?) on conflict do update set until = max(until, excluded.until)",
                (site, until),
            )

    def next(self, now: float, busy: Sequence[str] = (), seen_before: float = FOREVER) -> list[Task]:
        """The task that is longest due of every site that may be asked now, feeds first.

        With `seen_before` only what was not asked for since then.
        """
        marks = ", ".join("?" * len(busy))
        # of a group with min() SQLite takes the other columns from the row that has the minimum
        rows = self._db.execute(
            f"select {_FIELDS}, min(due - (kind = 'feed') * 1e9) from tasks"  # noqa: S608  names and marks of ours
            f" where due <= ? and seen < ? and site not in ({marks})"
            " and site not in (select site from sites where until > ?) group by site order by 11",
            (now, seen_before, *busy, now),
        )
        return [Task(*row[:-1]) for row in rows]

    def wakes(self, due_by: float = FOREVER, seen_before: float = FOREVER) -> float | None:
        """When the next of the tasks due by then may be asked for, None where there is none; else as for `next`."""
        found = self._db.execute(
            "select min(max(due, coalesce(until, 0))) from tasks left join sites using (site)"
            " where due <= ? and seen < ?",
            (due_by, seen_before),
        ).fetchone()[0]
        return None if found is None else float(found)

    def keep_feeds(self, urls: Iterable[str]) -> None:
        """Forget the feeds that are no longer watched, with what they listed and was not seen yet."""
        with self._whole():
            feeds = self._db.execute("select url from tasks where kind = 'feed' and parent = ''").fetchall()
            gone = [(url,) for (url,) in feeds if url not in set(urls)]
            self._db.executemany("delete from tasks where kind = 'feed' and url = ?", gone)
            self._db.executemany("delete from tasks where parent = ? and (kind = 'feed' or seen = 0)", gone)
            self._db.executemany("update tasks set due = null where parent = ?", gone)

    @contextmanager
    def _whole(self) -> Iterator[None]:
        self._db.execute("begin")
        try:
            yield
        except BaseException:
            self._db.execute("rollback")
            raise
        self._db.execute("commit")

    def _insert(self, task: Task, due: float) -> bool:
        done = self._db.execute(
            f"insert into tasks ({_FIELDS}, due) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",  # noqa: S608
            (task.kind, task.url, task.site, task.parent, task.etag, task.modified, task.tries, task.looks,
             task.page, task.seen, due),
        )  # fmt: skip
        return done.rowcount > 0
