"""The versions of one address: the pages that stood there, one after the other."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import func, or_, select

from musnad.store.errors import told
from musnad.store.schema import pages, sightings
from musnad.store.store import Store


class Version(Struct, frozen=True):
    """A page that stood at an address, and when it was first seen there."""

    page: str
    seen_at: str


def versions(store: Store, url: str) -> list[Version]:
    """The pages that were seen at an address, the first one first."""
    first = func.min(sightings.c.seen_at)
    wanted = (
        select(pages.c.id, first)
        .join(sightings, sightings.c.page == pages.c.key)
        .where(or_(sightings.c.url == url, pages.c.url == url))
        .group_by(pages.c.id, pages.c.key)
        .order_by(first, pages.c.key)
    )
    with told(store.where), store.reading() as connection:
        return [Version(page, seen_at) for page, seen_at in connection.execute(wanted)]
