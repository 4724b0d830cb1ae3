"""Save records, load them back as they were, find them by the start of their identifier."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Engine, or_, select

from musnad.corrections import Letter, Reviewed, Verdict
from musnad.records import Record
from musnad.relations import Relations
from musnad.store import fulltext, related, reviewing
from musnad.store.engine import lock_for_writing, make_engine, name_of, store_url, wipe
from musnad.store.errors import NoSuchPage, StoreError, told
from musnad.store.hits import Hits, shown
from musnad.store.migrate import check, prepare
from musnad.store.packing import unpack
from musnad.store.saving import Item, Saved, Saving
from musnad.store.schema import articles, corrections, pages, raw, records
from musnad.store.search import Query, find

Finding = tuple[str, int, Letter, int]
"""A finding by the id of its page, the number of its article there, its letter and its number."""


class Kept(NamedTuple):
    """The bytes of a page with all that came with them, and the format they were read in."""

    data: bytes
    name: str
    url: str
    fetched: str
    format: str
    content_type: str


class Store:
    """A store that is open; close it, or use it in a `with`. Every failure is a `StoreError`."""

    def __init__(self, engine: Engine, where: str, reader: str) -> None:
        self.where = where
        self._engine = engine
        self._reader = reader

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self._engine.dispose()

    def reading(self) -> Connection:
        """A connection that only reads."""
        return self._engine.connect()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction of the one who writes; it is kept when the block ends without an error."""
        with told(self.where), self._engine.execution_options(musnad_writes=True).begin() as connection:
            lock_for_writing(connection)
            yield connection

    def wipe(self, tables: Sequence[str]) -> None:
        """Leave no byte of what was deleted from these tables in the database's files."""
        with told(self.where):
            wipe(self._engine, [*tables, fulltext.PREFIX], self.where)

    def save(self, record: Record, data: bytes, content_type: str = "") -> Saved:
        """Save one page with the bytes it was read from."""
        return self.save_all([Item(record, data, content_type)])[0]

    def save_all(self, items: Sequence[Item]) -> list[Saved]:
        """Save pages in one transaction: all of them, or on a `StoreError` none.

        A page is known by its bytes. Known bytes add nothing but a new name or URL under which they were seen;
        where this version reads them otherwise than they were read before, the new reading takes the old one's place.
        """
        for item in items:
            if hashlib.sha256(item.data).hexdigest() != item.record.page.id:
                raise ValueError(f"{item.record.page.id[:16]} is not the hash of the bytes given for it")
        with self.writing() as connection:
            return Saving(connection, self._reader).save(items)

    def load(self, page_id: str) -> Record | None:
        """The record of a page as it was saved, None where the store has no such page."""
        with told(self.where), self.reading() as connection:
            found = connection.execute(select(records.c.data).join(pages).where(pages.c.id == page_id)).scalar()
        return None if found is None else self._decode(page_id, found)

    def load_start(self, name: str) -> Record | None:
        """The record of the page that an article's identifier starts with, None where the store has none."""
        found = self.find(name.partition(".")[0])
        return self.load(found[0]) if found else None

    def same(self, data: bytes, url: str = "", content_type: str = "") -> Record | None:
        """The record of a page of these bytes, address and type that this very reader made; None where there is none.

        A record that cannot be unpacked counts as none: reading the page again mends it.
        """
        of_page = select(records.c.data).select_from(pages).join(records).join(raw, raw.c.page == pages.c.key)
        wanted = of_page.where(
            pages.c.id == hashlib.sha256(data).hexdigest(), pages.c.reader == self._reader, pages.c.url == url,
            raw.c.content_type == content_type,
        )  # fmt: skip
        with told(self.where), self.reading() as connection:
            found = connection.execute(wanted).scalar()
        try:
            return None if found is None else unpack(found)
        except (zlib.error, msgspec.DecodeError):
            return None

    def data(self, page_id: str) -> bytes | None:
        """The bytes of a page, None where the store has no such page."""
        with told(self.where), self.reading() as connection:
            found = connection.execute(select(raw.c.data).join(pages).where(pages.c.id == page_id)).scalar()
        return None if found is None else zlib.decompress(found)

    def raw(self, page_id: str) -> tuple[bytes, str, str]:
        """The bytes of a page, the type they were declared to have, and when the page was last read."""
        wanted = select(raw.c.data, raw.c.content_type, pages.c.read_at).join(pages).where(pages.c.id == page_id)
        with told(self.where), self.reading() as connection:
            found = connection.execute(wanted).one_or_none()
        if found is None:
            raise StoreError(self.where, f"{page_id[:16]}: has just been removed")
        return zlib.decompress(found.data), found.content_type, found.read_at

    def kept(self, page_id: str) -> Kept:
        """A page as it first came; a `StoreError` where it is no more, or its bytes are damaged."""
        columns = (pages.c.name, pages.c.url, pages.c.fetched, pages.c.format, raw.c.content_type)
        wanted = select(raw.c.data, *columns).join(pages).where(pages.c.id == page_id)
        with told(self.where), self.reading() as connection:
            found = connection.execute(wanted).one_or_none()
        if found is None:
            raise StoreError(self.where, f"{page_id[:16]}: has just been removed")
        with suppress(zlib.error):
            data = zlib.decompress(found.data)
            if hashlib.sha256(data).hexdigest() == page_id:
                return Kept(data, *found[1:])
        raise StoreError(self.where, f"the bytes of {page_id[:16]} are damaged; see `verify`")

    def stale(self, outlet: str = "") -> list[str]:
        """The ids of the pages that another reader read, of one outlet (its name or id) or of all, the oldest first."""
        wanted = select(pages.c.id).where(pages.c.reader != self._reader).order_by(pages.c.key)
        if outlet:
            by = select(articles.c.page).where(or_(articles.c.outlet == outlet, articles.c.outlet_id == outlet))
            wanted = wanted.where(pages.c.key.in_(by))
        with told(self.where), self.reading() as connection:
            return list(connection.execute(wanted).scalars())

    def search(self, query: Query, limit: int = 20, offset: int = 0) -> Hits:
        """The articles or statements that fit a query, the best first; `BadQuery` where it asks for nothing."""
        with told(self.where), self.reading() as connection:
            total, found = find(connection, query, limit, offset)
            return Hits(total, shown(connection, query, found))

    def reader_of(self, page_id: str) -> str:
        """The version that made the stored reading of a page, "" where there is none."""
        with told(self.where), self.reading() as connection:
            return connection.execute(select(pages.c.reader).where(pages.c.id == page_id)).scalar() or ""

    def find(self, prefix: str) -> list[str]:
        """The ids of the pages that start with `prefix`, ten at most."""
        wanted = select(pages.c.id).where(pages.c.id.between(prefix, prefix + "g")).order_by(pages.c.id).limit(10)
        with told(self.where), self.reading() as connection:
            return list(connection.execute(wanted).scalars())

    def one(self, prefix: str) -> str:
        """The id of the one page that starts with `prefix`; `NoSuchPage` where there is none, or several."""
        found = self.find(prefix)
        if not found:
            raise NoSuchPage(f"{prefix}: no such page in {self.where}")
        if len(found) > 1:
            raise NoSuchPage(f"{prefix}: could be {', '.join(page[:16] for page in found)}; give more of it")
        return found[0]

    def ids(self) -> Iterator[str]:
        """The id of every page, in the order in which they were added."""
        with told(self.where), self.reading() as connection:
            yield from connection.execute(select(pages.c.id).order_by(pages.c.key)).scalars()

    def relations(self, make: Callable[[Iterator[Record]], Relations]) -> Relations:
        """What all pages show together; `make` makes it where that was not kept, and what it makes is kept.

        A store that cannot be written to keeps nothing.
        """
        with told(self.where), self.reading() as connection:
            state = related.state_of(connection, self._reader)
            found = related.stored(connection) if related.is_kept(connection, state) else None
        return self._relate(make, state) if found is None else found

    def relate(self, make: Callable[[Iterator[Record]], Relations]) -> None:
        """Bring what pages show together up to date, for the queries of `musnad.store.graph`; `make` makes it."""
        with told(self.where), self.reading() as connection:
            state = related.state_of(connection, self._reader)
            kept = related.is_kept(connection, state)
        if not kept:
            self._relate(make, state)

    def _relate(self, make: Callable[[Iterator[Record]], Relations], state: str) -> Relations:
        made = make(record for page in self.ids() if (record := self.load(page)) is not None)
        with suppress(StoreError), self.writing() as connection:
            related.keep(connection, made, state)
        return made

    def relations_version(self) -> str:
        """A word that changes whenever other relations are kept, "" where none ever were."""
        with told(self.where), self.reading() as connection:
            return related.version(connection)

    def correct(
        self, finding: Finding, verdict: Verdict, who: str, changes: Mapping[str, Any] | None = None, note: str = ""
    ) -> Reviewed:
        """Keep what a person says of a finding; `BadCorrection` or `NoSuchPage` where that cannot be.

        `finding` is its page, the number of its article, its letter and number; `changes` names the fields that are
        otherwise: spans as `[start, stop]` in the article's text, all else as in the records.
        """
        page_id, article, letter, n = finding
        with self.writing() as connection:
            record = self.load(page_id)
            if record is None or not _has(record, article, letter, n):
                raise NoSuchPage(f"{page_id[:16]}.{article}.{letter}{n}: no such finding in {self.where}")
            made = reviewing.made(record.readings[article], letter, n, verdict, changes or {}, who, note)
            page = connection.execute(select(pages.c.key).where(pages.c.id == page_id)).scalar_one()
            kept = reviewing.keep(connection, made, page)
        return next(one for one in self.corrections(page_id) if one.correction.key == kept.key)

    def corrections(self, page_id: str) -> tuple[Reviewed, ...]:
        """What people said of the findings of a page, oldest first, laid on its present reading."""
        record = self.load(page_id)
        if record is None:
            return ()
        of_page = select(pages.c.key).where(pages.c.id == page_id)
        with told(self.where), self.reading() as connection:
            key = connection.execute(of_page).scalar()
            return () if key is None else reviewing.laid(record, list(reviewing.kept(connection, key)))

    def corrected_pages(self) -> list[str]:
        """The ids of the pages with corrections, in the order in which the pages were added."""
        wanted = select(pages.c.id).where(pages.c.key.in_(select(corrections.c.page))).order_by(pages.c.key)
        with told(self.where), self.reading() as connection:
            return list(connection.execute(wanted).scalars())

    def _decode(self, page_id: str, data: bytes) -> Record:
        try:
            return unpack(data)
        except (zlib.error, msgspec.DecodeError) as error:
            raise StoreError(self.where, f"the record of {page_id[:16]} is damaged ({error}); see `verify`") from error


def _has(record: Record, article: int, letter: Letter, n: int) -> bool:
    return article < len(record.readings) and n < len(reviewing.findings(record.readings[article], letter))


def open_store(where: str | Path, reader: str = "", *, create: bool = True) -> Store:
    """Open the store at a path or URL; `reader` is the version that makes the readings it will be given.

    A path may be the database file or the folder that holds `musnad.db`. With `create` a new store is made where
    there is none and an older one is migrated; without, a missing or older one is a `StoreError`.
    """
    url = store_url(str(where))
    name = name_of(url)
    file = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
    with told(name):
        if file is not None and create:
            file.parent.mkdir(parents=True, exist_ok=True)
        if file is not None and not create and not file.exists():
            raise StoreError(name, "there is no store; `musnad read` makes one")
        engine = make_engine(url, writable=create)
        try:
            if create:
                prepare(engine, name)
            else:
                check(engine, name)
        except BaseException:
            engine.dispose()
            raise
    return Store(engine, name, reader)
