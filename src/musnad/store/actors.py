"""Who speaks and acts: how often, under which names, and through whom their words reach us."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, Subquery, Table, func, literal, select, union_all

from musnad.records import MentionType
from musnad.store.errors import told
from musnad.store.lists import entities_named
from musnad.store.schema import articles, attributions, links, stances
from musnad.store.store import Store

MOST = 60
"""So many names and carriers of one entity are told, the most frequent."""
NEWEST = 2000
"""So many statements, and stances, of one entity are looked into for these, those that were added last."""


class Actor(Struct, frozen=True):
    """Somebody who speaks or takes a stance, with how often, and the last day that is known of."""

    id: str
    type: MentionType
    name_ar: str
    name_en: str
    statements: int
    stances: int
    last: str


class Called(Struct, frozen=True):
    """A name or a carrier: how often, and from which day to which as far as known."""

    name: str
    id: str | None
    count: int
    first: str
    last: str


class Often(NamedTuple):
    """How often somebody speaks and takes a stance, and the last day that is known of."""

    id: str
    statements: int
    stances: int
    last: str


def actors(store: Store) -> list[Often]:
    """Everybody with an id who speaks or takes a stance, whoever does so most often first."""
    said = _counted(attributions.c.speaker_id, attributions.c.article)
    held = _counted(stances.c.actor_id, stances.c.article)
    with told(store.where), store.reading() as connection:
        spoke = {row.id: row for row in connection.execute(said)}
        stood = {row.id: row for row in connection.execute(held)}
    found = [_often(one, spoke.get(one), stood.get(one)) for one in {*spoke, *stood}]
    return sorted(found, key=lambda one: (-one.statements - one.stances, one.id))


def actors_named(store: Store, some: Sequence[Often]) -> list[Actor]:
    """Actors with their names; who is not named any more is left out."""
    known = {row.id: row for row in entities_named(store, [one.id for one in some])}
    return [
        Actor(one.id, row.type, row.name_ar, row.name_en, one.statements, one.stances, one.last)
        for one in some
        if (row := known.get(one.id)) is not None
    ]


def names_of(store: Store, entity: str) -> list[Called]:
    """What an entity is mostly called where it speaks or takes a stance (the newest `NEWEST`), in order of the days."""
    spoke = _newest(attributions, attributions.c.speaker_id, entity, attributions.c.speaker.label("name"))
    stood = _newest(stances, stances.c.actor_id, entity, stances.c.actor.label("name"))
    both = union_all(
        *(select(one.c.name, articles.c.day).join(articles, articles.c.key == one.c.article) for one in (spoke, stood))
    ).subquery()
    wanted: Select[Any] = select(both.c.name, literal(None), func.count(), *_days(both.c.day)).group_by(both.c.name)
    with told(store.where), store.reading() as connection:
        found = [Called(*row) for row in connection.execute(wanted.order_by(func.count().desc()).limit(MOST))]
    return sorted(found, key=lambda one: (one.first or "9", -one.count, one.name))


def carriers_of(store: Store, entity: str) -> list[Called]:
    """Through whom the words of an entity (the newest `NEWEST` statements) reach us, the most frequent first."""
    spoke = _newest(attributions, attributions.c.speaker_id, entity, attributions.c.n)
    name = func.max(links.c.carrier)
    wanted: Select[Any] = (
        select(name, func.max(links.c.carrier_id), func.count(), *_days(articles.c.day))
        .select_from(links)
        .join(spoke, (spoke.c.article == links.c.article) & (spoke.c.n == links.c.attribution))
        .join(articles, articles.c.key == links.c.article)
        .group_by(func.coalesce(links.c.carrier_id, links.c.carrier))
    )
    with told(store.where), store.reading() as connection:
        found = [Called(*row) for row in connection.execute(wanted.order_by(func.count().desc(), name).limit(MOST))]
    return sorted(found, key=lambda one: (-one.count, one.name))


def _newest(table: Table, who: ColumnElement[Any], entity: str, what: ColumnElement[Any]) -> Subquery:
    """The rows of an entity that were added last, each with its article."""
    rows = select(table.c.article, what).where(who == entity)
    return rows.order_by(table.c.article.desc(), table.c.n.desc()).limit(NEWEST).subquery()


def totals(store: Store, entity: str) -> tuple[int, int]:
    """How many statements and stances an entity has."""
    said = select(func.count()).where(attributions.c.speaker_id == entity)
    held = select(func.count()).where(stances.c.actor_id == entity)
    with told(store.where), store.reading() as connection:
        return connection.execute(said).scalar_one(), connection.execute(held).scalar_one()


def _counted(who: Any, article: Any) -> Select[Any]:
    wanted: Select[Any] = select(who.label("id"), func.count().label("often"), func.max(articles.c.day).label("last"))
    return wanted.join(articles, articles.c.key == article).where(who.is_not(None)).group_by(who)


def _days(day: Any) -> tuple[Any, Any]:
    """The first and the last day, "" where none is known."""
    return func.coalesce(func.min(func.nullif(day, "")), ""), func.max(day)


def _often(who: str, spoke: Any, stood: Any) -> Often:
    last = max(spoke.last if spoke else "", stood.last if stood else "")
    said, held = (row.often if row else 0 for row in (spoke, stood))
    return Often(who, said, held, last)
