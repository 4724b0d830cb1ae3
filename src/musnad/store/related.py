"""What all that was read shows together: kept whole in one row, with rows to search by, until something is read."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec
from sqlalchemy import Connection, Table, delete, func, insert, select

from musnad.relations import Relations
from musnad.store.rows import Row, plain
from musnad.store.schema import RELATED, claim_attributions, claims, copies, pages, related, stories, story_articles


def state_of(connection: Connection, reader: str) -> str:
    """What relations would be made from now: how many pages, when the last was read, and by which reader."""
    count, last, key = connection.execute(select(func.count(), func.max(pages.c.read_at), func.max(pages.c.key))).one()
    return f"{reader} {count} {last} {key}"


def stored(connection: Connection, state: str) -> Relations | None:
    """The relations that were made from this state, None where there are none."""
    found = connection.execute(select(related.c.data).where(related.c.state == state)).scalar()
    return None if found is None else _decoded(found)


def version(connection: Connection) -> str:
    """A word that changes whenever other relations are kept, "" where none ever were."""
    row = connection.execute(select(related.c.state, related.c.made_at)).one_or_none()
    return f"{row.made_at} {row.state}" if row else ""


def last(connection: Connection) -> Relations:
    """The relations that were kept last, from whatever state; empty ones where there are none."""
    found = connection.execute(select(related.c.data)).scalar()
    return (found and _decoded(found)) or Relations()


def _decoded(data: bytes) -> Relations | None:
    try:
        return msgspec.json.decode(zlib.decompress(data), type=Relations)
    except (zlib.error, msgspec.DecodeError):
        return None  # they are made again


def keep(connection: Connection, relations: Relations, state: str) -> None:
    """Put new relations in the place of the old ones."""
    for table in (*reversed(RELATED), related):
        connection.execute(delete(table))
    data = zlib.compress(msgspec.json.encode(relations))
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(insert(related), {"key": 1, "state": state, "made_at": made_at, "data": data})
    waiting: dict[str, list[Row]] = {table.name: [] for table in RELATED}
    for table, row in _rows(relations):
        waiting[table.name].append(row)
    for table in RELATED:
        if waiting[table.name]:
            connection.execute(insert(table), waiting[table.name])


def _rows(relations: Relations) -> Iterator[tuple[Table, Row]]:
    for story in relations.stories:
        yield stories, {
            "id": story.id, "title": plain(story.title), "first": story.first, "start": story.start,
            "stop": story.stop, "low": story.origins.low, "high": story.origins.high,
        }  # fmt: skip
        origin = {article: n for n, group in enumerate(story.origins.groups) for article in group.articles}
        for n, article in enumerate(story.articles):
            yield story_articles, {"story": story.id, "article": article, "n": n, "origin": origin[article]}
    for claim in relations.claims:
        yield claims, {
            "id": claim.id, "speaker": plain(claim.speaker), "text": plain(claim.text), "basis": claim.basis,
            "low": claim.origins.low, "high": claim.origins.high,
        }  # fmt: skip
        for article, attribution in claim.attributions:
            yield claim_attributions, {"claim": claim.id, "article": article, "attribution": attribution}
    for copy in relations.copies:
        yield copies, {
            "origin": copy.origin, "article": copy.to, "overlap": copy.overlap, "direction": copy.direction,
            "reason": plain(copy.reason),
        }  # fmt: skip
