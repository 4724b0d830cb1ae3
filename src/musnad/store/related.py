"""What all that was read shows together, in rows: made when it is asked for, kept until something is read."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Select, Table, delete, func, insert, select

from musnad.relations import Claim, Copy, Naming, Relations, Story
from musnad.store.rows import Row, plain
from musnad.store.schema import (
    RELATED,
    claim_attributions,
    claims,
    copies,
    namings,
    pages,
    related,
    stories,
    story_articles,
)

S = TypeVar("S", Story, Claim, Copy)
_AT_ONCE = 5_000


def state_of(connection: Connection, reader: str) -> str:
    """What relations would be made from now: how many pages, when the last was read, and by which reader."""
    count, last, key = connection.execute(select(func.count(), func.max(pages.c.read_at), func.max(pages.c.key))).one()
    return f"{reader} {count} {last} {key}"


def version(connection: Connection) -> str:
    """A word that changes whenever other relations are kept, "" where none ever were."""
    row = connection.execute(select(related.c.state, related.c.made_at)).one_or_none()
    return f"{row.made_at} {row.state}" if row else ""


def last(connection: Connection) -> Relations:
    """The relations that were kept last, from whatever state; empty ones where there are none."""
    return stored(connection) or Relations()


def is_kept(connection: Connection, state: str) -> bool:
    """Whether the relations that are kept were made from this state."""
    return connection.execute(select(related.c.key).where(related.c.state == state)).first() is not None


def stored(connection: Connection) -> Relations | None:
    """The relations that are kept, None where a row cannot be unpacked: they are made again."""
    try:
        return Relations(
            unpacked(connection, select(copies.c.data).order_by(copies.c.origin, copies.c.article), Copy),
            namings_of(connection, select(namings).order_by(namings.c.article, namings.c.id)),
            unpacked(connection, select(stories.c.data).order_by(stories.c.n), Story),
            unpacked(connection, select(claims.c.data).order_by(claims.c.n), Claim),
        )
    except (zlib.error, msgspec.DecodeError):
        return None


def unpacked(connection: Connection, wanted: Select[Any], kind: type[S]) -> tuple[S, ...]:
    """The whole of each row, in order."""
    return tuple(msgspec.json.decode(zlib.decompress(data), type=kind) for data in connection.execute(wanted).scalars())


def namings_of(connection: Connection, wanted: Select[Any]) -> tuple[Naming, ...]:
    """What articles say of where they come from."""
    return tuple(
        Naming(row.article, row.outlet, row.id, row.how, row.rule, None if row.start is None else (row.start, row.stop))
        for row in connection.execute(wanted)
    )


def keep(connection: Connection, relations: Relations, state: str) -> None:
    """Put new relations in the place of the old ones."""
    for table in (*reversed(RELATED), related):
        connection.execute(delete(table))
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(insert(related), {"key": 1, "state": state, "made_at": made_at})
    for table, rows in (
        (stories, map(_story, range(len(relations.stories)), relations.stories)),
        (story_articles, (row for story in relations.stories for row in _places(story))),
        (claims, map(_claim, range(len(relations.claims)), relations.claims)),
        (claim_attributions, (row for claim in relations.claims for row in _reports(claim))),
        (copies, map(_copy, relations.copies)),
        (namings, map(_naming, relations.namings)),
    ):
        _insert(connection, table, rows)


def _insert(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    waiting: list[Row] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == _AT_ONCE:
            connection.execute(insert(table), waiting)
            waiting = []
    if waiting:
        connection.execute(insert(table), waiting)


def _packed(one: Struct) -> bytes:
    return zlib.compress(msgspec.json.encode(one))


def _story(n: int, one: Story) -> Row:
    return {
        "id": one.id, "title": plain(one.title), "first": one.first, "start": one.start, "stop": one.stop,
        "low": one.origins.low, "high": one.origins.high, "n": n, "data": _packed(one),
    }  # fmt: skip


def _places(one: Story) -> Iterator[Row]:
    origin = {article: n for n, group in enumerate(one.origins.groups) for article in group.articles}
    for n, article in enumerate(one.articles):
        yield {"story": one.id, "article": article, "n": n, "origin": origin[article]}


def _claim(n: int, one: Claim) -> Row:
    return {
        "id": one.id, "speaker": plain(one.speaker), "text": plain(one.text), "basis": one.basis, "story": one.story,
        "low": one.origins.low, "high": one.origins.high, "n": n, "data": _packed(one),
    }  # fmt: skip


def _reports(one: Claim) -> Iterator[Row]:
    for article, attribution in one.attributions:
        yield {"claim": one.id, "article": article, "attribution": attribution}


def _copy(one: Copy) -> Row:
    return {
        "origin": one.origin, "article": one.to, "overlap": one.overlap, "direction": one.direction,
        "data": _packed(one),
    }  # fmt: skip


def _naming(one: Naming) -> Row:
    start, stop = one.evidence or (None, None)
    return {
        "article": one.article, "id": plain(one.id), "outlet": plain(one.outlet), "how": one.how, "rule": one.rule,
        "start": start, "stop": stop,
    }  # fmt: skip
