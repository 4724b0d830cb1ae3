"""Forget pages: each with everything that came from it, so that nothing but its hash is left.

Rows that are deleted leave their bytes in a database file until something is written over them; here they are
overwritten, the journal is emptied, and what is left free is given back (docs/decisions/0012-backup-and-forgetting.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, or_, select

from musnad.store import fulltext
from musnad.store.errors import told
from musnad.store.schema import RELATED, articles, forgotten, metadata, pages, related, sightings, waiting
from musnad.store.store import Store


def at_address(store: Store, url: str) -> list[str]:
    """The ids of the pages that were ever seen at an address."""
    seen = select(sightings.c.page).where(sightings.c.url == url)
    wanted = select(pages.c.id).where(or_(pages.c.url == url, pages.c.key.in_(seen))).order_by(pages.c.key)
    with told(store.where), store.reading() as connection:
        return list(connection.execute(wanted).scalars())


def forget(store: Store, ids: Sequence[str]) -> int:
    """Forget pages by their whole ids, and say how many of them there were; all in one transaction.

    Relations are forgotten with them, since they tell of all pages together; they are found again when they are asked
    for. A page that is not there is noted all the same, so that it will not be added. Older backups still hold it.
    """
    with store.writing() as connection:
        keys = list(connection.execute(select(pages.c.key).where(pages.c.id.in_(ids))).scalars())
        _drop_waiting(connection, set(ids), keys)
        of_pages = select(articles.c.key).where(articles.c.page.in_(keys))
        fulltext.forget(connection, connection.execute(of_pages).scalars().all())
        connection.execute(delete(pages).where(pages.c.key.in_(keys)))
        for table in (*reversed(RELATED), related):
            connection.execute(delete(table))
        known = set(connection.execute(select(forgotten.c.id).where(forgotten.c.id.in_(ids))).scalars())
        now = datetime.now(UTC).isoformat(timespec="seconds")
        if new := [{"id": one, "forgotten_at": now} for one in dict.fromkeys(ids) if one not in known]:
            connection.execute(insert(forgotten), new)
    store.wipe([table.name for table in metadata.sorted_tables])
    return len(keys)


def allow(store: Store, ids: Sequence[str]) -> int:
    """Let pages that were forgotten be added again; how many of them had been."""
    with store.writing() as connection:
        return connection.execute(delete(forgotten).where(forgotten.c.id.in_(ids))).rowcount


def are_forgotten(store: Store, prefix: str) -> list[str]:
    """The hashes of forgotten pages that start with `prefix`."""
    wanted = select(forgotten.c.id).where(forgotten.c.id.between(prefix, prefix + "g")).order_by(forgotten.c.id)
    with told(store.where), store.reading() as connection:
        return list(connection.execute(wanted).scalars())


def _drop_waiting(connection: Connection, ids: set[str], keys: Sequence[int]) -> None:
    """Take out of the queue what is, or has become, one of the pages, or stood at one of their addresses."""
    seen = select(sightings.c.url).where(sightings.c.page.in_(keys), sightings.c.url != "")
    urls = set(connection.execute(seen).scalars())
    gone = list(_waiting_of(connection, ids, urls))
    connection.execute(delete(waiting).where(waiting.c.key.in_(gone)))


def _waiting_of(connection: Connection, ids: set[str], urls: set[str]) -> Iterator[int]:
    for key, url, data, found in connection.execute(select(*(waiting.c[n] for n in ("key", "url", "data", "found")))):
        if url in urls or hashlib.sha256(data).hexdigest() in ids or any(one[:16] in found for one in ids):
            yield key
