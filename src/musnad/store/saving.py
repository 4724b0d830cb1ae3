"""What happens inside the one transaction that saves a batch of pages."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal, NamedTuple

import msgspec
from sqlalchemy import Connection, Select, delete, func, insert, select, update

from musnad.records import Page, Record
from musnad.store import fulltext
from musnad.store.packing import pack, unpack
from musnad.store.rows import Row, index_rows
from musnad.store.schema import INDEX, articles, blocks, forgotten, metadata, pages, raw, records, searchable, sightings

Outcome = Literal["added", "known", "replaced", "forgotten"]


class Item(NamedTuple):
    """A page to save: its record, the bytes it was read from, and the type they were declared to have."""

    record: Record
    data: bytes
    content_type: str = ""


class Saved(NamedTuple):
    """What became of a page: `added`, `known` (nothing changed), `replaced` (the same bytes, read
    otherwise) or `forgotten` (it was to be forgotten, and is not added)."""

    id: str
    outcome: Outcome


class Known(NamedTuple):
    """A page that the store has."""

    key: int
    reader: str
    data: bytes


class Saving:
    """One open transaction: what it finds known, what it adds, and the rows to insert, table by table."""

    def __init__(self, connection: Connection, reader: str) -> None:
        self._connection = connection
        self._reader = reader
        self._now = datetime.now(UTC).isoformat(timespec="seconds")
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self._page = connection.execute(select(func.coalesce(func.max(pages.c.key), 0))).scalar_one()
        self._article = connection.execute(select(func.coalesce(func.max(articles.c.key), 0))).scalar_one()

    def save(self, items: Sequence[Item]) -> list[Saved]:
        """Add, replace or leave every page, then insert all rows."""
        ids = [item.record.page.id for item in items]
        known, gone = self._known(ids), self._forgotten(ids)
        seen = self._seen([old.key for old in known.values()])
        saved = []
        for item in items:
            page = item.record.page
            old = known.get(page.id)
            if page.id in gone:
                saved.append(Saved(page.id, "forgotten"))
                continue
            outcome: Outcome = "known"
            if old is None:
                known[page.id] = old = self._add(item)
                outcome = "added"
            elif (verdict := _compare(item.record, self._reader, old)) != "kept":
                if verdict == "other":
                    self._replace(item, old.key)
                    outcome = "replaced"
                    old = old._replace(data=pack(item.record))
                elif old.reader != self._reader:
                    self._confirm(old.key)
                known[page.id] = old._replace(reader=self._reader)
            if (sighting := (old.key, page.name, page.url)) not in seen:
                seen.add(sighting)
                self._put("sightings", page=old.key, name=page.name, url=page.url, seen_at=self._now)
            saved.append(Saved(page.id, outcome))
        self._insert()
        return saved

    def _known(self, ids: list[str]) -> dict[str, Known]:
        wanted = select(pages.c.id, pages.c.key, pages.c.reader, records.c.data).join(records)
        found = self._connection.execute(wanted.where(pages.c.id.in_(ids)))
        return {page_id: Known(key, reader, data) for page_id, key, reader, data in found}

    def _forgotten(self, ids: list[str]) -> set[str]:
        return set(self._connection.execute(select(forgotten.c.id).where(forgotten.c.id.in_(ids))).scalars())

    def _seen(self, keys: list[int]) -> set[tuple[int, str, str]]:
        wanted = select(sightings.c.page, sightings.c.name, sightings.c.url).where(sightings.c.page.in_(keys))
        return {(key, name, url) for key, name, url in self._connection.execute(wanted)}

    def _add(self, item: Item) -> Known:
        self._page += 1
        packed = pack(item.record)
        self._put("pages", key=self._page, **self._page_row(item.record.page))
        self._put(
            "raw", page=self._page, size=len(item.data), content_type=item.content_type, data=zlib.compress(item.data)
        )
        self._put("records", page=self._page, data=packed)
        self._index(item.record, self._page)
        return Known(self._page, self._reader, packed)

    def _replace(self, item: Item, key: int) -> None:
        self._insert()  # the page itself may still wait to be inserted
        fulltext.forget(self._connection, self._connection.execute(_keys_of(key)).scalars().all())
        for table in (blocks, articles):
            self._connection.execute(delete(table).where(table.c.page == key))
        self._connection.execute(update(pages).where(pages.c.key == key).values(self._page_row(item.record.page)))
        self._connection.execute(update(records).where(records.c.page == key).values(data=pack(item.record)))
        self._index(item.record, key)

    def _confirm(self, key: int) -> None:
        """This reader makes the same of the page: it need not read it again."""
        self._insert()
        seen = {"reader": self._reader, "read_at": self._now}
        self._connection.execute(update(pages).where(pages.c.key == key).values(seen))

    def _index(self, record: Record, key: int) -> None:
        keys = range(self._article + 1, self._article + 1 + len(record.readings))
        self._article += len(record.readings)
        for table, row in index_rows(record, key, keys):
            self._rows[table].append(row)
        for article, reading in zip(keys, record.readings, strict=True):
            self._rows[searchable.name] += fulltext.search_rows(reading, article)

    def _page_row(self, page: Page) -> Row:
        return {
            "id": page.id, "name": page.name, "url": page.url, "fetched": page.fetched, "format": page.format,
            "encoding": page.encoding, "encoding_basis": page.encoding_basis, "empty": page.empty,
            "reader": self._reader, "read_at": self._now,
        }  # fmt: skip

    def _put(self, table: str, **row: object) -> None:
        self._rows[table].append(row)

    def _insert(self) -> None:
        for table in (pages, raw, records, sightings, *INDEX, searchable):
            if rows := self._rows.pop(table.name, None):
                self._connection.execute(insert(metadata.tables[table.name]), rows)
                if table is searchable:
                    fulltext.add(self._connection, rows)


def _keys_of(page: int) -> Select[int]:
    return select(articles.c.key).where(articles.c.page == page)


def _compare(new: Record, reader: str, old: Known) -> Literal["kept", "same", "other"]:
    """How a reading compares with the stored one: that is kept where it is newer or of another address."""
    if _release(reader) < _release(old.reader):
        return "kept"
    try:
        stored = unpack(old.data)
    except (zlib.error, msgspec.DecodeError):
        return "other"  # a damaged record is mended by reading the page again
    if stored.page.url not in ("", new.page.url):
        return "kept"
    same_place = {"name": stored.page.name, "fetched": stored.page.fetched}
    placed = msgspec.structs.replace(new, page=msgspec.structs.replace(new.page, **same_place))
    return "same" if placed == stored else "other"


def _release(reader: str) -> tuple[int, ...]:
    """The numbers of a release, without what follows its `+`."""
    return tuple(int(number) for number in re.findall(r"\d+", reader.partition("+")[0]))
