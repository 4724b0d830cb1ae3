"""Check a whole store: every span against its text, every page against its bytes, every row against its record."""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Row, Table, select

from musnad.records import Record
from musnad.store.errors import told
from musnad.store.packing import unpack
from musnad.store.rows import index_rows
from musnad.store.schema import INDEX, articles, blocks, pages, raw, records, searchable
from musnad.store.store import Store
from musnad.store.terms import terms_of


class Fault(NamedTuple):
    """Something in a store that does not hold, and the id of what it was found in."""

    id: str
    what: str


class Tally(NamedTuple):
    """One page checked: how many spans it holds and what is wrong with it."""

    page: str
    spans: int
    faults: tuple[Fault, ...]


def verify(store: Store) -> Iterator[Tally]:
    """Check every page of a store, one at a time; first the database itself, as a page named ""."""
    with told(store.where), store.reading() as connection:
        yield Tally("", 0, tuple(_database_faults(connection)))
        wanted = select(pages.c.key, pages.c.id).order_by(pages.c.key)
        for key, page_id in connection.execute(wanted).all():
            yield _check_page(connection, key, page_id)


def _database_faults(connection: Connection) -> Iterator[Fault]:
    if connection.dialect.name != "sqlite":
        return
    for (message,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if message != "ok":
            yield Fault("", f"the database file is damaged: {message}")
    for table, *_ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Fault("", f"a row of {table} belongs to nothing")


def _check_page(connection: Connection, key: int, page_id: str) -> Tally:
    faults = [Fault(page_id[:16], what) for what in _byte_faults(connection, key, page_id)]
    data = connection.execute(select(records.c.data).where(records.c.page == key)).scalar()
    if data is None:
        return Tally(page_id, 0, (*faults, Fault(page_id[:16], "its record is missing")))
    try:
        plain = msgspec.json.decode(zlib.decompress(data))
    except (zlib.error, msgspec.DecodeError) as error:
        return Tally(page_id, 0, (*faults, Fault(page_id[:16], f"its record cannot be read: {error}")))
    spans = Counter[str]()
    found = list(_span_faults(plain, page_id[:16], spans))
    try:
        record = unpack(data)
    except msgspec.ValidationError as error:
        return Tally(page_id, spans["all"], (*faults, *(found or [Fault(page_id[:16], str(error))])))
    if record.page.id != page_id:
        other = Fault(page_id[:16], f"its record is that of {record.page.id[:16]}")
        return Tally(page_id, spans["all"], (*faults, other))
    return Tally(page_id, spans["all"], (*faults, *found, *_row_faults(connection, key, record)))


def _byte_faults(connection: Connection, key: int, page_id: str) -> Iterator[str]:
    stored = connection.execute(select(raw.c.data, raw.c.size).where(raw.c.page == key)).first()
    if stored is None:
        yield "its bytes are missing"
        return
    try:
        data = zlib.decompress(stored.data)
    except zlib.error as error:
        yield f"its bytes cannot be unpacked: {error}"
        return
    if hashlib.sha256(data).hexdigest() != page_id or len(data) != stored.size:
        yield "its bytes are not those it was read from (their SHA-256 differs)"


# --- spans, in plain JSON, so that one that does not hold hides no other ---------------------------------------


def _span_faults(record: dict[str, Any], page_id: str, spans: Counter[str]) -> Iterator[Fault]:
    text = record["page"]["text"]
    for fault in _block_faults(record["page"]["blocks"], text):
        yield Fault(page_id, fault)
    for n, reading in enumerate(record.get("readings", ())):
        article = reading["article"]
        spans["all"] += len(article.get("pieces", ()))
        for piece in article.get("pieces", ()):
            start, stop, at = piece["start"], piece["stop"], piece["page_start"]
            if article["text"][start:stop] != text[at : at + stop - start]:
                yield Fault(f"{page_id}.{n}", f"its piece [{start}, {stop}) is not what stands at {at} of its page")
        yield from _evidence_faults(reading, f"{page_id}.{n}", (article["text"], text), spans)


def _block_faults(stored: list[dict[str, Any]], text: str) -> Iterator[str]:
    last = 0
    for n, block in enumerate([*stored, {"start": len(text), "stop": len(text)}]):
        if block["start"] < last or block["stop"] > len(text):
            yield f"block b{n} [{block['start']}, {block['stop']}) overlaps another or leaves the page"
        elif text[last : block["start"]].strip():
            yield f"no block covers [{last}, {block['start']})"
        last = block["stop"]


def _evidence_faults(node: object, at: str, texts: tuple[str, str], spans: Counter[str]) -> Iterator[Fault]:
    """Walk a reading; an identifier grows where a list of findings is entered (`a3`, `s1`, `m7`, `c0` ...)."""
    if isinstance(node, list):
        for item in node:
            yield from _evidence_faults(item, at, texts, spans)
    elif isinstance(node, dict):
        if {"start", "stop", "text"} <= node.keys():
            spans["all"] += 1
            text = texts[node.get("on", "article") == "page"]
            if text[node["start"] : node["stop"]] != node["text"]:
                yield Fault(at, f"[{node['start']}, {node['stop']}) is not {node['text'][:60]!r}")
        for name, value in node.items():
            if (letter := LETTERS.get(name)) and isinstance(value, list) and "." in at:
                for n, item in enumerate(value):
                    yield from _evidence_faults(item, f"{at}.{letter}{n}" if at.count(".") == 1 else at, texts, spans)
            else:
                yield from _evidence_faults(value, at, texts, spans)


LETTERS = {
    "attributions": "a", "stances": "s", "mentions": "m", "credits": "c", "initiatives": "i", "events": "e",
    "quantities": "q", "unclear": "u",
}  # fmt: skip


# --- rows ------------------------------------------------------------------------------------------------------


def _row_faults(connection: Connection, key: int, record: Record) -> Iterator[Fault]:
    """The rows that should stand in the index, against those that do."""
    page_id = record.page.id[:16]
    of_page = select(articles.c.key).where(articles.c.page == key).order_by(articles.c.n)
    keys = list(connection.execute(of_page).scalars())
    if len(keys) != len(record.readings):
        yield Fault(page_id, f"{len(keys)} articles are indexed, {len(record.readings)} are recorded")
        return
    should: dict[str, list[tuple[object, ...]]] = {table.name: [] for table in INDEX}
    for name, row in index_rows(record, key, keys):
        should[name].append(_in_order(row))
    for table in INDEX:
        stored = connection.execute(_rows_of(table, key, keys)).all()
        if sorted(map(repr, map(_stored, stored))) != sorted(map(repr, should[table.name])):
            yield Fault(page_id, f"its rows in {table.name} are not those of its record")
    yield from _search_faults(connection, keys, record)


def _search_faults(connection: Connection, keys: list[int], record: Record) -> Iterator[Fault]:
    """Whether search finds what is recorded."""
    columns = (searchable.c.n, searchable.c.part, searchable.c.words, searchable.c.terms)
    for key, reading in zip(keys, record.readings, strict=True):
        stored = connection.execute(select(*columns).where(searchable.c.article == key)).all()
        if sorted(map(tuple, stored)) != sorted(map(tuple, terms_of(reading))):
            yield Fault(reading.article.id, "what search finds it by is not what its record holds")


def _rows_of(table: Table, key: int, keys: list[int]) -> Any:
    column = table.c.page if table in (blocks, articles) else table.c.article
    return select(table).where(column.in_([key] if table in (blocks, articles) else keys))


def _in_order(row: dict[str, object]) -> tuple[object, ...]:
    return tuple(row[name] for name in sorted(row))


def _stored(row: Row[Any]) -> tuple[object, ...]:
    return _in_order(dict(row._mapping))
