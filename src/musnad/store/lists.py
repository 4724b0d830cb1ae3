"""Lists of what was found, in the order in which it was added, a stretch at a time.

Every function takes where the last stretch ended (`after`, a row's place) and gives at most `limit` rows, so that a
list can be gone through while others add to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Select, func, literal, select, true, tuple_

from musnad.records import Basis, CarrierType, DayBasis, Kind, Manner, MentionType, Span, StanceValue
from musnad.store.errors import told
from musnad.store.schema import articles, attributions, entities, links, pages, stances
from musnad.store.search import Found, Query, actors_named, in_order, placed
from musnad.store.store import Store

Place = tuple[int, int]
"""The key of an article and the place of a finding in it (-1: the article itself)."""
FIRST: Place = (0, -2)


class Placed(NamedTuple):
    """A row with its place in the list."""

    place: Place
    row: Any


class PageRow(Struct, frozen=True):
    """A page: `empty` says why it holds no article, `read_at` when it was last read, by which `reader`."""

    id: str
    name: str
    url: str
    fetched: str
    format: str
    encoding: str
    empty: str
    reader: str
    read_at: str
    articles: int


class ArticleRow(Struct, frozen=True):
    """An article; `day` is the one that stands on the page, `hint` one that is only inferred, "" where unknown."""

    id: str
    page: str
    title: str
    outlet: str
    outlet_id: str | None
    day: str
    day_basis: DayBasis | str
    hint: str
    url: str
    section: str
    byline: str


class Carrier(Struct, frozen=True):
    """One carrier of a chain, the outlet first."""

    name: str
    id: str | None
    type: CarrierType
    basis: Basis


class StatementRow(Struct, frozen=True):
    """A statement: whose words, in which words of the article, through whom; spans count in the article's text."""

    id: str
    article: str
    title: str
    outlet: str
    day: str
    speaker: str
    speaker_id: str | None
    unnamed: bool
    kind: Kind
    manner: Manner
    text: str
    content: Span
    cue: Span
    source: Span | None
    strength: str
    rule: str
    chain: tuple[Carrier, ...]


class StanceRow(Struct, frozen=True):
    """A stance; `day` is its own, else the article's; `attribution` is the statement it came through."""

    id: str
    article: str
    outlet: str
    day: str
    actor: str
    actor_id: str | None
    stance: StanceValue
    initiative: str
    initiative_id: str | None
    text: str
    evidence: Span
    attribution: str | None
    rule: str


class EntityRow(Struct, frozen=True):
    """A person, body or place, and in how many articles it is named."""

    id: str
    type: MentionType
    name_ar: str
    name_en: str
    articles: int


def pages_after(store: Store, after: int, limit: int, one: str = "") -> list[Placed]:
    """Pages in the order in which they were added; only `one` where its id is given."""
    held = select(func.count()).where(articles.c.page == pages.c.key).scalar_subquery()
    names = ("id", "name", "url", "fetched", "format", "encoding", "empty", "reader", "read_at")
    wanted = select(pages.c.key, *(pages.c[name] for name in names), held.label("articles"))
    wanted = wanted.where(pages.c.key > after).order_by(pages.c.key).limit(limit)
    wanted = wanted.where(pages.c.id == one) if one else wanted
    with told(store.where), store.reading() as connection:
        return [Placed((row[0], 0), PageRow(*row[1:])) for row in connection.execute(wanted)]


def articles_after(store: Store, query: Query, after: Place, limit: int) -> list[Placed]:
    """The articles that fit a query about articles."""
    with told(store.where), store.reading() as connection:
        found = in_order(connection, query, limit, after)
        rows = dict(_articles(connection, [one.article for one in found]))
    return [Placed((one.article, one.n), rows[one.article]) for one in found if one.article in rows]


def articles_named(store: Store, ids: Iterable[str]) -> dict[str, ArticleRow]:
    """The articles with these identifiers, by them."""
    keys = select(articles.c.key).where(articles.c.id.in_(list(ids)))
    with told(store.where), store.reading() as connection:
        return {row.id: row for _, row in _articles(connection, connection.execute(keys).scalars().all())}


def statements_after(store: Store, query: Query, after: Place, limit: int) -> list[Placed]:
    """The statements that fit a query about statements."""
    with told(store.where), store.reading() as connection:
        found = in_order(connection, query, limit, after)
        rows = _statements(connection, found)
    return [Placed((one.article, one.n), rows[one.article, one.n]) for one in found if (one.article, one.n) in rows]


def statements_named(store: Store, names: Iterable[tuple[str, int]]) -> dict[tuple[str, int], StatementRow]:
    """The statements at these places of these articles, by both."""
    wanted = list(names)
    of = select(articles.c.id, articles.c.key).where(articles.c.id.in_({article for article, _ in wanted}))
    with told(store.where), store.reading() as connection:
        keys: dict[str, int] = {row[0]: row[1] for row in connection.execute(of)}
        rows = _statements(connection, [Found(0, keys[one], n) for one, n in wanted if one in keys])
    return {(one, n): rows[keys[one], n] for one, n in wanted if one in keys and (keys[one], n) in rows}


def statements_of(store: Store, ids: Sequence[str], limit: int) -> list[StatementRow]:
    """The statements of some articles, article by article."""
    wanted = (
        select(attributions.c.article, attributions.c.n)
        .join(articles, articles.c.key == attributions.c.article)
        .where(articles.c.id.in_(ids))
        .order_by(attributions.c.article, attributions.c.n)
        .limit(limit)
    )
    with told(store.where), store.reading() as connection:
        found = [Found(0, *row) for row in connection.execute(wanted)]
        return list(_statements(connection, found).values())


def stances_after(
    store: Store, after: Place, limit: int, *, actor: str = "", stance: str = "", since: str = "", until: str = "",
    initiatives: Sequence[str] | None = None,
) -> list[Placed]:  # fmt: skip
    """Stances: of an actor (an id, or words of the name), of a kind, on the initiatives of these ids, by their days."""
    day = func.coalesce(func.nullif(stances.c.day, ""), articles.c.day)
    shown = func.substr(articles.c.text, stances.c.start + 1, stances.c.stop - stances.c.start)
    columns = (stances.c[name] for name in ("actor", "actor_id", "stance", "initiative", "initiative_id", "rule"))
    wanted = (
        select(
            stances.c.article, stances.c.n, stances.c.attribution, stances.c.start, stances.c.stop, *columns,
            articles.c.id, articles.c.outlet, day.label("on"), shown.label("text"),
        )
        .join(articles, articles.c.key == stances.c.article)
        .where(tuple_(stances.c.article, stances.c.n) > after)
        .order_by(stances.c.article, stances.c.n)
        .limit(limit)
    )  # fmt: skip
    if stance:
        wanted = wanted.where(stances.c.stance == stance)
    if since:
        wanted = wanted.where(day >= since)
    if until:
        wanted = wanted.where(day <= f"{until}~", day > "")
    if initiatives is not None:
        wanted = wanted.where(stances.c.initiative_id.in_(initiatives))
    with told(store.where), store.reading() as connection:
        if actor:
            wanted = wanted.where(actors_named(connection, actor))
        return [Placed((row.article, row.n), _stance(row)) for row in connection.execute(wanted)]


def entities_after(store: Store, after: str, limit: int, type: str = "") -> list[EntityRow]:  # noqa: A002
    """Everything that is named, in the order of the ids; only of one type where that is given."""
    here = entities.c.type == type if type else true()
    steps = select(func.min(entities.c.id).label("id"), literal(1).label("n")).where(here, entities.c.id > after)
    step = steps.cte("steps", recursive=True)
    following = select(func.min(entities.c.id)).where(here, entities.c.id > step.c.id).scalar_subquery()
    step = step.union_all(select(following, step.c.n + 1).where(step.c.id.is_not(None), step.c.n < limit))
    with told(store.where), store.reading() as connection:
        ids = connection.execute(select(step.c.id).where(step.c.id.is_not(None)))
        return _entities(connection, ids.scalars().all(), here)


def entities_named(store: Store, ids: Sequence[str]) -> list[EntityRow]:
    """Those of these ids that are named anywhere, in the order of the ids."""
    with told(store.where), store.reading() as connection:
        return _entities(connection, ids, true())


def _entities(connection: Connection, ids: Sequence[str], here: ColumnElement[bool]) -> list[EntityRow]:
    """Entities under the names that the first article has for them."""
    named = func.count(entities.c.article.distinct()).label("named")
    first = select(entities.c.id, func.min(entities.c.article).label("article"), named)
    found = first.where(here, entities.c.id.in_(ids)).group_by(entities.c.id).subquery()
    names = (entities.c[name] for name in ("id", "type", "name_ar", "name_en"))
    wanted: Select[Any] = (
        select(*names, found.c.named)
        .join(found, (found.c.id == entities.c.id) & (found.c.article == entities.c.article))
        .where(here)
        .order_by(entities.c.id, entities.c.n)
    )
    rows = connection.execute(wanted).all()
    return list({row.id: EntityRow(*row) for row in reversed(rows)}.values())[::-1]


def _articles(connection: Connection, keys: Sequence[int]) -> list[tuple[int, ArticleRow]]:
    names = ("title", "outlet", "outlet_id", "day", "day_basis", "hint", "url", "section", "byline")
    wanted = select(articles.c.key, articles.c.id, pages.c.id, *(articles.c[name] for name in names)).join(pages)
    rows = connection.execute(wanted.where(articles.c.key.in_(set(keys))))
    return [(row[0], ArticleRow(*row[1:])) for row in rows]


def _statements(connection: Connection, found: Sequence[Found]) -> dict[Place, StatementRow]:
    places = {(one.article, one.n) for one in found}
    shown = func.substr(
        articles.c.text, attributions.c.content_start + 1, attributions.c.content_stop - attributions.c.content_start
    )
    wanted = (
        select(attributions, articles.c.id, articles.c.title, articles.c.outlet, articles.c.day, shown.label("shown"))
        .join(articles, articles.c.key == attributions.c.article)
        .where(placed(attributions.c.article, attributions.c.n, places))
    )
    chains = _chains(connection, places)
    rows = connection.execute(wanted.order_by(attributions.c.article, attributions.c.n)).all() if places else []
    return {(row.article, row.n): _statement(row, chains[row.article, row.n]) for row in rows}


def _chains(connection: Connection, places: set[Place]) -> defaultdict[Place, list[Carrier]]:
    chains: defaultdict[Place, list[Carrier]] = defaultdict(list)
    here = placed(links.c.article, links.c.attribution, places)
    for row in connection.execute(select(links).where(here).order_by(links.c.n)) if places else ():
        chains[row.article, row.attribution].append(Carrier(row.carrier, row.carrier_id, row.type, row.basis))
    return chains


def _statement(row: Any, chain: list[Carrier]) -> StatementRow:
    return StatementRow(
        f"{row.id}.a{row.n}", row.id, row.title, row.outlet, row.day, row.speaker, row.speaker_id, row.unnamed,
        row.kind, row.manner, row.shown, (row.content_start, row.content_stop), (row.cue_start, row.cue_stop),
        None if row.source_start is None else (row.source_start, row.source_stop), row.strength, row.rule, tuple(chain),
    )  # fmt: skip


def _stance(row: Any) -> StanceRow:
    return StanceRow(
        f"{row.id}.s{row.n}", row.id, row.outlet, row.on or "", row.actor, row.actor_id, row.stance, row.initiative,
        row.initiative_id, row.text, (row.start, row.stop),
        None if row.attribution is None else f"{row.id}.a{row.attribution}", row.rule,
    )  # fmt: skip
