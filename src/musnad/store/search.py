"""Search: what a user asks for, the rows that have it, the best of them first, and the words in their sentence.

The hits and their number come from the database; the order is ours: BM25 over the stems, from stored statistics, so
that both databases give the same. Only the newest hits are weighed (`WEIGHED`); older ones follow, newest first.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Subquery,
    case,
    false,
    func,
    literal_column,
    select,
    true,
    tuple_,
)

from musnad.store.fulltext import TOTAL, Kind, Wanted, matching
from musnad.store.schema import articles, attributions, searchable, stances, stems
from musnad.store.terms import (
    PARTS_BITS,
    PLACE_BITS,
    STANCES,
    UNNAMED,
    Letter,
    Named,
    identified,
    key_of,
    marked,
    valued,
)

WEIGHED = 400
_K1, _B = 1.2, 0.75
_PART = re.compile(r'(-?)(=?)(?:"([^"]*)"?|(\S+))')
_QUOTES = str.maketrans("«»“”„", '"""""')


class BadQuery(ValueError):
    """A question that cannot be answered; the message says why."""


class Query(Struct, frozen=True):
    """What to look for.

    `text` holds words that must all stand, in any form: `"side by side"`, `begin*`, `=exact`, `-not`.

    `inside` says whether articles or statements are looked for. An article fits where one statement of it has
    everything that is asked of statements (`speaker`, `kind`, `unnamed`, `chain`). Names are words in any form, or the
    id of an entity; days are inclusive and compared as far as they are known.
    """

    text: str = ""
    inside: Literal["articles", "statements"] = "articles"
    speaker: str = ""
    actor: str = ""
    outlet: str = ""
    kind: str = ""
    stance: str = ""
    since: str = ""
    until: str = ""
    unnamed: bool = False
    chain: str = ""


class Found(NamedTuple):
    """A row that fits: the keys of its article and row, and the place of the statement (-1: the article itself)."""

    key: int
    article: int
    n: int


@lru_cache(64)
def wanted_of(text: str) -> tuple[Wanted, ...]:
    """The terms that a query text asks for; `BadQuery` where it only says what must not stand."""
    wanted = []
    for match in _PART.finditer(text.translate(_QUOTES)):
        phrase, word = match[3], match[4] or ""
        terms = marked("f" if match[2] else "s", phrase if phrase is not None else word)
        if terms:
            wanted.append(Wanted(tuple(terms), word.endswith("*"), bool(match[1])))
    if wanted and all(one.without for one in wanted):
        raise BadQuery("says only what must not stand; name a word that must")
    return tuple(wanted)


def find(connection: Connection, query: Query, limit: int, offset: int = 0) -> tuple[int, list[Found]]:
    """How many fit, and the hits from `offset` on, the best first; the same order in every database."""
    with _hashed(connection):
        return _found(connection, query, limit, offset)


def keys_that_fit(connection: Connection, query: Query) -> list[Found]:
    """Everything that fits, in no order."""
    with _hashed(connection):
        return [found_at(key) for key in connection.execute(_fitting(connection, query)).scalars()]


def in_order(connection: Connection, query: Query, limit: int, after: tuple[int, int]) -> list[Found]:
    """What fits in the order in which it was added, from behind the row `after` (article, n) on."""
    if query == Query(inside=query.inside):
        return [found_at(key) for key in connection.execute(_behind(query, after).limit(limit)).scalars()]
    fitting = _fitting(connection, query).subquery()
    whole = fitting.c.key.op(">>")(_bits(PARTS_BITS)).op("<<")(_bits(PARTS_BITS))
    rest = select(whole).where(fitting.c.key >= key_of(after[0], after[1] + 1)).distinct().order_by(whole)
    with _hashed(connection):
        return [found_at(key) for key in connection.execute(rest.limit(limit)).scalars()]


def actors_named(connection: Connection, name: str) -> ColumnElement[bool]:
    """Whether a stance is of an actor: by the id of an entity, or by all the words of the name."""
    keys = _keys(connection, _actor(name), "stances")
    return false() if keys is None else tuple_(stances.c.article, stances.c.n).in_(_places(keys, STANCES))


def placed(
    article: ColumnElement[int], n: ColumnElement[int], places: Collection[tuple[int, int]]
) -> ColumnElement[bool]:
    """Whether a row is at one of these places; the articles are said apart, since SQLite would go through all rows."""
    return article.in_({one for one, _ in places}) & tuple_(article, n).in_(places)


def found_at(key: int) -> Found:
    """The row that a key tells."""
    place = key >> PARTS_BITS
    return Found(key, place >> PLACE_BITS, (place & (1 << PLACE_BITS) - 1) - 1)


@contextmanager
def _hashed(connection: Connection) -> Iterator[None]:
    """Let PostgreSQL not compare row by row: of terms it knows no numbers, and takes any for a handful.

    With little memory it would remember of many hits only the pages that they stand on, and compare all rows there.
    """
    if connection.dialect.name != "postgresql":
        yield
        return
    connection.exec_driver_sql("SET LOCAL enable_nestloop = off")
    connection.exec_driver_sql("SET LOCAL work_mem = '64MB'")
    yield
    connection.exec_driver_sql("SET LOCAL enable_nestloop = on")


def _found(connection: Connection, query: Query, limit: int, offset: int = 0) -> tuple[int, list[Found]]:
    if query == Query(inside=query.inside):
        total, newest_first = _all(connection, query)
        newest = list(connection.execute(newest_first.limit(WEIGHED)).scalars())
    else:
        fitting = _fitting(connection, query).subquery()
        newest_first = select(fitting.c.key).order_by(fitting.c.key.desc())
        total, newest = _counted(connection, fitting)
    keys: list[int] = []
    if offset < WEIGHED:
        keys = (_weighed(connection, query, newest) if query.text.strip() else newest)[offset : offset + limit]
    if len(keys) < limit and total > WEIGHED:
        keys += connection.execute(newest_first.limit(limit - len(keys)).offset(max(offset, WEIGHED))).scalars()
    return total, list({(one.article, one.n): one for one in map(found_at, keys)}.values())


# --- what fits -------------------------------------------------------------------------------------------------


def _fitting(connection: Connection, query: Query) -> Select[int]:
    """The keys of the rows that fit, as column `key`, in no order."""
    statement = _of_statement(query)
    terms = [*wanted_of(query.text), *_names("o", "q", query.outlet)]
    if query.inside == "statements":
        terms += statement
    found = _keys(connection, terms, query.inside)
    rows = _every(query).where(false() if terms else true()) if found is None else found
    key = rows.selected_columns[0]
    article = _article(key)
    if statement and query.inside == "articles":
        rows = rows.where(_among(article, _keys(connection, statement, "statements")))
    if query.actor or query.stance:
        rows = rows.where(_with_stance(connection, query, key))
    if query.since or query.until:
        rows = rows.where(article.in_(select(articles.c.key).where(*_days(query))))
    return rows


def _all(connection: Connection, query: Query) -> tuple[int, Select[int]]:
    """How many there are in all, and their keys, the newest first, in the order that their own index has."""
    table = articles if query.inside == "articles" else attributions
    order = [articles.c.key] if table is articles else [attributions.c.article, attributions.c.n]
    total = connection.execute(select(func.count()).select_from(table)).scalar_one()
    return total, _every(query).order_by(*(column.desc() for column in order))


def _behind(query: Query, after: tuple[int, int]) -> Select[int]:
    """All there is behind a row, in the order that its own index has."""
    if query.inside == "articles":
        return _every(query).where(articles.c.key > after[0]).order_by(articles.c.key)
    place = tuple_(attributions.c.article, attributions.c.n)
    return _every(query).where(place > after).order_by(attributions.c.article, attributions.c.n)


def _every(query: Query) -> Select[int]:
    """Every article, or every statement."""
    if query.inside == "articles":
        return select((articles.c.key.cast(BigInteger).op("<<")(_bits(PARTS_BITS + PLACE_BITS))).label("key"))
    place = attributions.c.article.cast(BigInteger).op("<<")(_bits(PLACE_BITS)).op("+")(attributions.c.n + 1)
    return select(place.op("<<")(_bits(PARTS_BITS)).label("key")).select_from(attributions)


def _keys(connection: Connection, terms: Sequence[Wanted | None], kind: Kind) -> Select[int] | None:
    """The rows of a kind with all the terms; None where nothing is asked, or something that has no word."""
    wanted = [one for one in terms if one is not None]
    return matching(connection, wanted, kind) if wanted and len(wanted) == len(terms) else None


def _among(article: ColumnElement[int], keys: Select[int] | None) -> ColumnElement[bool]:
    return false() if keys is None else article.in_(select(_article(keys.subquery().c.key)))


def _of_statement(query: Query) -> list[Wanted | None]:
    """The terms that are asked of a statement."""
    asked = [*_names("w", "i", query.speaker), *_names("c", "j", query.chain)]
    values = [valued("k", query.kind)] * bool(query.kind) + [UNNAMED] * query.unnamed
    return asked + [Wanted((term,)) for term in values]


def _names(letter: Letter, named: Named, name: str) -> list[Wanted | None]:
    """A name as the terms that must stand: of its words, or of an identifier; None for one without a word."""
    if not name:
        return []
    terms = identified(named, [name]) if ":" in name else marked(letter, name)
    return [Wanted((term,)) for term in terms] or [None]


def _actor(name: str, stance: str = "") -> list[Wanted | None]:
    return _names("w", "i", name) + [Wanted((valued("t", stance),))] * bool(stance)


def _with_stance(connection: Connection, query: Query, key: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the article has such a stance, or it came through the statement."""
    keys = _keys(connection, _actor(query.actor, query.stance), "stances")
    if query.inside == "articles" or keys is None:
        return _among(_article(key), keys)
    told = tuple_(stances.c.article, stances.c.n).in_(_places(keys, STANCES))
    place = stances.c.article.cast(BigInteger).op("<<")(_bits(PLACE_BITS)).op("+")(stances.c.attribution + 1)
    return key.op(">>")(_bits(PARTS_BITS)).in_(select(place).where(told, stances.c.attribution.is_not(None)))


def _bits(number: int) -> ColumnElement[int]:
    """A number as it stands: PostgreSQL shifts by small ones only, and a parameter would be a big one."""
    return literal_column(str(number), Integer)


def _article(key: ColumnElement[int]) -> ColumnElement[int]:
    return key.op(">>")(_bits(PARTS_BITS + PLACE_BITS))


def _places(keys: Select[int], first: int) -> Select[int, int]:
    """Keys as article and number, which starts at the place `first`."""
    key = keys.subquery().c.key
    place = key.op(">>")(_bits(PARTS_BITS)).op("&")(_bits((1 << PLACE_BITS) - 1))
    return select(_article(key), place - (first + 1))


def _days(query: Query) -> list[ColumnElement[bool]]:
    since = [articles.c.day >= query.since] if query.since else []
    return since + ([articles.c.day <= f"{query.until}~", articles.c.day > ""] if query.until else [])


def _counted(connection: Connection, fitting: Subquery) -> tuple[int, list[int]]:
    """How many articles or statements there are among rows, and the newest rows; only long ones stand in several."""
    key = fitting.c.key
    every = (func.count(), func.sum(case((key.op("&")(_bits((1 << PARTS_BITS) - 1)) > 0, 1), else_=0)))
    if connection.dialect.name == "postgresql":  # finds them once, where SQLite is quicker in finding them twice
        wanted = select(key, *(one.over() for one in every)).order_by(key.desc()).limit(WEIGHED)
        rows = connection.execute(wanted).all()
        newest = [row[0] for row in rows]
        total, later = rows[0][1:] if rows else (0, 0)
    else:
        total, later = connection.execute(select(*every).select_from(fitting)).one()
        newest = list(connection.execute(select(key).order_by(key.desc()).limit(WEIGHED)).scalars()) if total else []
    if later:
        different = select(func.count((key.op(">>")(_bits(PARTS_BITS))).distinct()))
        total = connection.execute(different).scalar_one()
    return int(total), newest


# --- what is best ----------------------------------------------------------------------------------------------


def _weighed(connection: Connection, query: Query, keys: Sequence[int]) -> list[int]:
    """The rows by BM25, the newer first where it is the same."""
    wanted = [one for one in wanted_of(query.text) if not one.without]
    terms = [(term, one.prefix) for one in wanted for term in one.terms]
    every, mean = _totals(connection)
    weights = _weights(connection, every, [term[1:] for term, prefix in terms if not prefix and term[0] == "s"])
    rare = math.log(1 + every)
    # a term that stands twice side by side is counted once: next to nothing in a score, and much quicker
    counted = [(f" {term}" if prefix else f" {term} ", weights.get(term[1:], rare)) for term, prefix in terms]
    columns = select(searchable.c.key, searchable.c.words, searchable.c.terms)
    scored = []
    for key, words, text in connection.execute(columns.where(searchable.c.key.in_(keys))):
        there = f" {text} "
        score = 0.0
        for sought, weight in counted:
            often = there.count(sought)
            score += weight * often * (_K1 + 1) / (often + _K1 * (1 - _B + _B * words / mean))
        scored.append((-score, -key))
    return [-key for _, key in sorted(scored)]


def _totals(connection: Connection) -> tuple[int, float]:
    """How many articles there are, and how many words one has on average."""
    row = connection.execute(select(stems.c.articles, stems.c.words).where(stems.c.stem == TOTAL)).one_or_none()
    return (row.articles, max(1.0, row.words / row.articles)) if row else (1, 1.0)


def _weights(connection: Connection, every: int, wanted: list[str]) -> dict[str, float]:
    """How much a stem tells among `every` articles: the rarer, the more."""
    rows = connection.execute(select(stems.c.stem, stems.c.articles).where(stems.c.stem.in_(wanted)))
    return {stem: math.log(1 + (every - n + 0.5) / (n + 0.5)) for stem, n in rows}
