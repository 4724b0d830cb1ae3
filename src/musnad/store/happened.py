"""Events over all that was read: which fit a question, from the index alone; no record is opened."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    Connection,
    Function,
    Row,
    Select,
    Table,
    and_,
    bindparam,
    case,
    exists,
    false,
    func,
    insert,
    select,
    true,
    tuple_,
)

from musnad.happenings import Amount, Happening, Named
from musnad.store.errors import told
from musnad.store.packing import unpack
from musnad.store.rows import event_rows, name_terms
from musnad.store.schema import articles, attributions, events, metadata, parties, quantities, records
from musnad.store.store import Store

_BATCH = 500


class EventQuery(Struct, frozen=True):
    """Which events to tell; "" asks for nothing.

    Names (`actor`, `recipient`, `outlet`) are words in any form, or the id of an entity; days are inclusive, and those
    of an event's own clause, else of its article.
    """

    type: str = ""
    actor: str = ""
    recipient: str = ""
    outlet: str = ""
    since: str = ""
    until: str = ""


def fits(one: Happening, query: EventQuery) -> bool:
    """Whether an event is one that was asked for."""
    day = one.day or one.published
    return (
        query.type in ("", one.type)
        and day >= query.since
        and (not query.until or "" < day <= f"{query.until}~")
        and _among(query.actor, ((who.entity, who.text) for who in one.actor))
        and _among(query.recipient, ((whom.entity, whom.text) for whom in one.recipient))
        and _among(query.outlet, [(one.outlet_id, one.outlet)])
    )


def _among(asked: str, names: Iterable[tuple[str | None, str]]) -> bool:
    """Whether one of the names, each with its id, is the one asked for."""
    if ":" in asked or not asked:
        return not asked or any(asked == entity for entity, _ in names)
    terms = set(name_terms(asked))
    return any(terms <= set(name_terms(text)) for _, text in names)


def happened(store: Store, query: EventQuery) -> Iterator[Happening]:
    """The events of the store that fit, article by article."""
    with told(store.where), store.reading() as connection:
        for rows in connection.execute(_wanted(connection, query)).partitions(_BATCH):
            yield from _whole(connection, rows)


def happened_after(
    store: Store, query: EventQuery, after: tuple[int, int], limit: int
) -> list[tuple[tuple[int, int], Happening]]:
    """The events that fit, with their places (an article's key, and the place in it), from behind one on."""
    with told(store.where), store.reading() as connection:
        wanted = _wanted(connection, query).where(tuple_(events.c.article, events.c.n) > after).limit(limit)
        rows = connection.execute(wanted).all()
        return [((row.article, row.n), one) for row, one in zip(rows, _whole(connection, rows), strict=True)]


def _wanted(connection: Connection, query: EventQuery) -> Select[Any]:
    said = and_(attributions.c.article == events.c.article, attributions.c.n == events.c.attribution)
    return (
        select(
            events, _words(events).label("trigger"), articles.c.id, articles.c.title, articles.c.outlet,
            articles.c.outlet_id, articles.c.url, articles.c.day.label("published"), attributions.c.speaker,
            attributions.c.unnamed,
        )
        .select_from(events.join(articles, articles.c.key == events.c.article).outerjoin(attributions, said))
        .where(*_conditions(connection, query))
        .order_by(events.c.article, events.c.n)
    )  # fmt: skip


def _words(table: Table) -> Function[str]:
    """The words of the article that a row of the table points to."""
    return func.substr(articles.c.text, table.c.start + 1, table.c.stop - table.c.start)


def _conditions(connection: Connection, query: EventQuery) -> Iterator[ColumnElement[bool]]:
    day = case((events.c.day > "", events.c.day), else_=articles.c.day)
    if query.type:
        yield events.c.type == query.type
    if query.since:
        yield day >= query.since
    if query.until:
        yield and_(day > "", day <= f"{query.until}~")
    for side, asked in (("actor", query.actor), ("recipient", query.recipient)):
        if asked:
            yield exists().where(
                parties.c.article == events.c.article, parties.c.event == events.c.n, parties.c.side == side,
                _called(asked),
            )  # fmt: skip
    if query.outlet:
        outlets = connection.execute(select(articles.c.outlet, articles.c.outlet_id).distinct()).all()
        meant = [one.outlet for one in outlets if _among(query.outlet, [(one.outlet_id, one.outlet)])]
        yield articles.c.outlet.in_(meant)


def _called(asked: str) -> ColumnElement[bool]:
    """Whether a party is the entity of that id, or has all the words of that name."""
    if ":" in asked:
        return parties.c.entity == asked
    terms = name_terms(asked)
    return and_(false() if not terms else true(), *(parties.c.terms.contains(f" {term} ") for term in terms))


def _whole(connection: Connection, rows: Sequence[Row[Any]]) -> Iterator[Happening]:
    """Those events with everyone who is named in them and the quantities they tell."""
    keys = {row.article for row in rows}
    named, amounts = _parties(connection, keys), _amounts(connection, keys)
    for row in rows:
        place = row.article, row.n
        through = None if row.speaker is None else f"{row.id}.a{row.attribution}"
        yield Happening(
            f"{row.id}.e{row.n}", row.id, row.title, row.outlet, row.outlet_id, row.url, row.published, row.type,
            row.mode, tuple(row.context.split("|")) if row.context else (), row.trigger, row.start, row.stop, row.day,
            row.negated, row.future, row.hypothetical, row.historical, through, row.speaker or "", bool(row.unnamed),
            row.rule, row.row, tuple(named[*place, "actor"]), tuple(named[*place, "recipient"]), tuple(amounts[place]),
        )  # fmt: skip


def _parties(connection: Connection, keys: Set[int]) -> dict[tuple[int, int, str], list[Named]]:
    found: dict[tuple[int, int, str], list[Named]] = defaultdict(list)
    of_them = select(parties).where(parties.c.article.in_(keys))
    for row in connection.execute(of_them.order_by(parties.c.article, parties.c.event, parties.c.n)):
        found[row.article, row.event, row.side].append(Named(row.text, row.start, row.stop, row.entity, row.name))
    return found


def _amounts(connection: Connection, keys: Set[int]) -> dict[tuple[int, int], list[Amount]]:
    found: dict[tuple[int, int], list[Amount]] = defaultdict(list)
    of_them = select(quantities, _words(quantities).label("text")).join(
        articles, articles.c.key == quantities.c.article
    )
    of_them = of_them.where(articles.c.key.in_(keys), quantities.c.event.is_not(None))
    for row in connection.execute(of_them.order_by(quantities.c.article, quantities.c.n)):
        one = Amount(row.text, row.start, row.stop, row.value, row.unit, row.about)
        found[row.article, row.event].append(one)
    return found


def fill(connection: Connection) -> None:
    """Make the rows of every record of a store that was made before there were any; a damaged record has none."""
    of_page = select(articles.c.key).where(articles.c.page == bindparam("page")).order_by(articles.c.n)
    for page in connection.execute(select(records.c.page).order_by(records.c.page)).scalars().all():
        data = connection.execute(select(records.c.data).where(records.c.page == page)).scalar_one()
        keys = connection.execute(of_page, {"page": page}).scalars().all()
        try:
            readings = unpack(data).readings
        except (zlib.error, msgspec.DecodeError):
            continue
        for key, reading in zip(keys, readings, strict=False):
            for table, row in event_rows(reading):
                connection.execute(insert(metadata.tables[table]), {"article": key} | row)
