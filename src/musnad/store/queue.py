"""Pages that wait to be read: put in by whoever is asked to add them, taken out by one worker after the other.

A row outlives its work for a week, without its bytes, so that whoever put it in can ask what became of it.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal

import msgspec
from msgspec import Struct
from sqlalchemy import delete, func, insert, select, update

from musnad.store.errors import told
from musnad.store.schema import waiting
from musnad.store.store import Store

KEPT = timedelta(days=7)

State = Literal["waiting", "working", "done"]


class Offer(Struct, frozen=True):
    """What somebody adds: bytes with a name, and the address and type they are said to have."""

    data: bytes
    name: str = ""
    url: str = ""
    content_type: str = ""


class Waiting(Struct, frozen=True):
    """An offer whose turn it is; `key` is its place in the queue."""

    key: int
    offer: Offer


class Progress(Struct, frozen=True):
    """How far an offer is: the pages that were read from it, and what could not be read, each in one line."""

    key: int
    name: str
    url: str
    size: int
    state: State
    pages: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def put(store: Store, offers: Sequence[Offer]) -> str:
    """Let offers wait, in their order; the identifier returned is that of the whole batch."""
    batch = secrets.token_hex(8)
    now = datetime.now(UTC)
    rows = [
        {
            "batch": batch, "name": one.name, "url": one.url, "content_type": one.content_type, "data": one.data,
            "size": len(one.data), "state": "waiting", "added_at": now.isoformat(timespec="seconds"), "found": "",
        }
        for one in offers
    ]  # fmt: skip
    with store.writing() as connection:
        old = (now - KEPT).isoformat(timespec="seconds")
        connection.execute(delete(waiting).where(waiting.c.state == "done", waiting.c.added_at < old))
        if rows:
            connection.execute(insert(waiting), rows)
    return batch


def take(store: Store) -> Waiting | None:
    """The offer that has waited longest, which is now being worked on; None where none waits."""
    first = select(waiting).where(waiting.c.state == "waiting").order_by(waiting.c.key).limit(1)
    if not count(store):  # a look that locks nobody out
        return None
    with store.writing() as connection:
        row = connection.execute(first).one_or_none()
        if row is None:
            return None
        connection.execute(update(waiting).where(waiting.c.key == row.key).values(state="working"))
    return Waiting(row.key, Offer(row.data, row.name, row.url, row.content_type))


def finish(store: Store, key: int, pages: Sequence[str], problems: Sequence[str]) -> None:
    """Note what became of an offer, and let go of its bytes."""
    found = msgspec.json.encode([list(pages), list(problems)]).decode()
    with store.writing() as connection:
        done = {"state": "done", "data": b"", "found": found}
        connection.execute(update(waiting).where(waiting.c.key == key).values(done))


def again(store: Store) -> None:
    """Let wait once more what a worker that is gone had begun."""
    with store.writing() as connection:
        connection.execute(update(waiting).where(waiting.c.state == "working").values(state="waiting"))


def progress(store: Store, batch: str) -> tuple[Progress, ...]:
    """How far every offer of a batch is, in their order; none where there is no such batch."""
    columns = (waiting.c.key, waiting.c.name, waiting.c.url, waiting.c.size, waiting.c.state, waiting.c.found)
    wanted = select(*columns).where(waiting.c.batch == batch).order_by(waiting.c.key)
    with told(store.where), store.reading() as connection:
        return tuple(Progress(*row[:5], *_found(row.found)) for row in connection.execute(wanted))


def count(store: Store) -> int:
    """How many offers wait."""
    wanted = select(func.count()).select_from(waiting).where(waiting.c.state == "waiting")
    with told(store.where), store.reading() as connection:
        return connection.execute(wanted).scalar_one()


def _found(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    pages, problems = msgspec.json.decode(text) if text else ((), ())
    return tuple(pages), tuple(problems)
