"""Search: what a user asks for, the rows that have it, the best of them first, and the words in their sentence.

The hits and their number come from the database; the order is ours: BM25 over the stems, from stored statistics, so
that both databases give the same. Only the newest hits are weighed (`WEIGHED`); older ones follow, newest first.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from msgspec import Struct
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Subquery,
    and_,
    exists,
    false,
    func,
    select,
    tuple_,
)

from musnad.store.fulltext import TOTAL, Wanted, matching
from musnad.store.schema import articles, attributions, links, searchable, stances, stems
from musnad.store.terms import WHOLE, Letter, marked

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


def wanted_of(text: str) -> list[Wanted]:
    """The terms that a query text asks for; `BadQuery` where it only says what must not stand."""
    wanted = []
    for match in _PART.finditer(text.translate(_QUOTES)):
        phrase, word = match[3], match[4] or ""
        terms = marked("f" if match[2] else "s", phrase if phrase is not None else word)
        if terms:
            wanted.append(Wanted(tuple(terms), word.endswith("*"), bool(match[1])))
    if wanted and all(one.without for one in wanted):
        raise BadQuery("says only what must not stand; name a word that must")
    return wanted


def count(connection: Connection, query: Query) -> int:
    """How many articles or statements fit."""
    fitting = _fitting(connection, query).subquery()
    different = select(fitting.c.article, fitting.c.n).distinct().subquery()
    return connection.execute(select(func.count()).select_from(different)).scalar_one()


def find(connection: Connection, query: Query, limit: int, offset: int = 0) -> list[Found]:
    """The hits from `offset` on, the best first; the same order in every database."""
    fitting = _fitting(connection, query).order_by(searchable.c.key.desc())
    found: list[Found] = []
    if offset < WEIGHED:
        newest = connection.execute(fitting.add_columns(searchable.c.words, searchable.c.terms).limit(WEIGHED)).all()
        found = _weighed(connection, query, newest)[offset : offset + limit]
    if len(found) < limit:
        older = fitting.limit(limit - len(found)).offset(max(offset, WEIGHED))
        found += [Found(*row) for row in connection.execute(older)]
    return list({(one.article, one.n): one for one in found}.values())


def in_order(connection: Connection, query: Query, limit: int, after: tuple[int, int]) -> list[Found]:
    """What fits in the order in which it was added, from behind the row `after` (article, n) on."""
    fitting = _fitting(connection, query).with_only_columns(
        func.min(searchable.c.key), searchable.c.article, searchable.c.n
    )
    rest = fitting.where(tuple_(searchable.c.article, searchable.c.n) > after)
    grouped = rest.group_by(searchable.c.article, searchable.c.n).order_by(searchable.c.article, searchable.c.n)
    return [Found(*row) for row in connection.execute(grouped.limit(limit))]


def actors_named(connection: Connection, name: str) -> ColumnElement[bool]:
    """Whether a stance is of an actor: by the id of an entity, or by all the words of the name."""
    if ":" in name:
        return stances.c.actor_id == name
    words = set(marked("s", name))
    actors = connection.execute(select(stances.c.actor).distinct()).scalars()
    return stances.c.actor.in_([actor for actor in actors if words <= set(marked("s", actor))])


# --- what fits -------------------------------------------------------------------------------------------------


def _fitting(connection: Connection, query: Query) -> Select[int, int, int]:
    """The rows that fit, in no order."""
    inside = searchable.c.n == WHOLE if query.inside == "articles" else searchable.c.n > WHOLE
    conditions = [inside, *_of_article(connection, query)]
    if wanted := wanted_of(query.text):
        conditions.append(searchable.c.key.in_(matching(connection, wanted)))
    if (said := _statements(connection, query)) is not None:
        if query.inside == "articles":
            conditions.append(searchable.c.article.in_(select(said.c.article)))
        else:
            conditions.append(tuple_(searchable.c.article, searchable.c.n).in_(select(said.c.article, said.c.n)))
    rows = select(searchable.c.key, searchable.c.article, searchable.c.n)
    return rows.join(articles, articles.c.key == searchable.c.article).where(*conditions)


def _statements(connection: Connection, query: Query) -> Subquery | None:
    """The statements that have everything asked of one; None where nothing is."""
    row = searchable.alias("said")
    conditions = [condition for condition in (
        query.kind and attributions.c.kind == query.kind,
        query.unnamed and attributions.c.unnamed.is_(True),
        query.speaker and _named(connection, query.speaker, attributions.c.speaker_id, "w", row),
        query.chain and _carried(connection, query.chain, row),
    ) if not isinstance(condition, (str, bool))]  # fmt: skip
    if not conditions:
        return None
    same = and_(attributions.c.article == row.c.article, attributions.c.n == row.c.n)
    return select(row.c.article, row.c.n).join(attributions, same).where(*conditions).subquery()


def _named(connection: Connection, name: str, ids: Column[Any], letter: Letter, row: Any) -> ColumnElement[bool]:
    """Whether a row is of an entity, or has all the words of a name among its terms of that letter."""
    if ":" in name:
        return ids == name
    terms = tuple(Wanted((term,)) for term in marked(letter, name))
    return row.c.key.in_(matching(connection, terms)) if terms else false()


def _carried(connection: Connection, name: str, row: Any) -> ColumnElement[bool]:
    of_statement = and_(links.c.article == attributions.c.article, links.c.attribution == attributions.c.n)
    carrier = exists().where(of_statement, links.c.carrier_id == name)
    return carrier if ":" in name else _named(connection, name, attributions.c.speaker_id, "c", row)


def _of_article(connection: Connection, query: Query) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.outlet:
        conditions.append(_named(connection, query.outlet, articles.c.outlet_id, "o", searchable))
    if query.since:
        conditions.append(articles.c.day >= query.since)
    if query.until:
        conditions += [articles.c.day <= f"{query.until}~", articles.c.day > ""]
    if query.actor or query.stance:
        conditions.append(exists().where(stances.c.article == articles.c.key, *_stance(connection, query)))
    return conditions


def _stance(connection: Connection, query: Query) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [stances.c.stance == query.stance] if query.stance else []
    if query.inside == "statements":
        conditions.append(stances.c.attribution == searchable.c.n)
    if query.actor:
        conditions.append(actors_named(connection, query.actor))
    return conditions


# --- what is best ----------------------------------------------------------------------------------------------


def _weighed(connection: Connection, query: Query, rows: Sequence[Any]) -> list[Found]:
    """The rows by BM25, the newer first where it is the same."""
    wanted = [one for one in wanted_of(query.text) if not one.without]
    terms = [(term, one.prefix) for one in wanted for term in one.terms]
    every, mean = _totals(connection)
    weights = _weights(connection, every, [term[1:] for term, prefix in terms if not prefix and term[0] == "s"])
    rare = math.log(1 + every)
    scored = []
    for key, article, n, words, text in rows:
        counts = Counter(text.split())
        score = 0.0
        for term, prefix in terms:
            often = sum(c for t, c in counts.items() if t.startswith(term)) if prefix else counts[term]
            weight = weights.get(term[1:], rare)
            score += weight * often * (_K1 + 1) / (often + _K1 * (1 - _B + _B * words / mean))
        scored.append((-score, -key, Found(key, article, n)))
    return [found for _, _, found in sorted(scored)]


def _totals(connection: Connection) -> tuple[int, float]:
    """How many articles there are, and how many words one has on average."""
    row = connection.execute(select(stems.c.articles, stems.c.words).where(stems.c.stem == TOTAL)).one_or_none()
    return (row.articles, max(1.0, row.words / row.articles)) if row else (1, 1.0)


def _weights(connection: Connection, every: int, wanted: list[str]) -> dict[str, float]:
    """How much a stem tells among `every` articles: the rarer, the more."""
    rows = connection.execute(select(stems.c.stem, stems.c.articles).where(stems.c.stem.in_(wanted)))
    return {stem: math.log(1 + (every - n + 0.5) / (n + 0.5)) for stem, n in rows}
