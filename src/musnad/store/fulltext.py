"""The index of terms: FTS5 in SQLite, a tsvector with GIN in PostgreSQL; the same terms give the same hits in both.

`searchable` holds the terms; what is built here only finds its rows, and follows them: triggers in SQLite, a
cascade in PostgreSQL.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

from sqlalchemy import (
    BigInteger,
    Connection,
    Select,
    Text,
    bindparam,
    cast,
    column,
    delete,
    insert,
    select,
    table,
    text,
)

from musnad.records import Reading
from musnad.store.packing import unpack
from musnad.store.rows import Row
from musnad.store.schema import articles, records, searchable, stems
from musnad.store.terms import PARTS_BITS, PLACE_BITS, STANCES, WHOLE, key_of, terms_of

Kind = Literal["articles", "statements", "stances"]
PREFIX = "fulltext"
"""What the names of the index's own tables start with."""
TOTAL = ""
"""The row of `stems` that counts all articles and their words."""
_SQLITE = (
    "CREATE VIRTUAL TABLE fulltext USING fts5"
    "(terms, content='searchable', content_rowid='key', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER fulltext_add AFTER INSERT ON searchable BEGIN"
    " INSERT INTO fulltext(rowid, terms) VALUES (new.key, new.terms); END",
    "CREATE TRIGGER fulltext_drop AFTER DELETE ON searchable BEGIN"
    " INSERT INTO fulltext(fulltext, rowid, terms) VALUES ('delete', old.key, old.terms); END",
)
_PLACE = f"((key >> {PARTS_BITS}) & {(1 << PLACE_BITS) - 1})"
_KINDS: dict[Kind, str] = {
    "articles": "{place} = 0",
    "statements": f"{{place}} BETWEEN 1 AND {STANCES}",
    "stances": f"{{place}} > {STANCES}",
}
"""Which keys are of which kind of rows."""
_POSTGRESQL = (
    "CREATE TABLE fulltext (key bigint PRIMARY KEY REFERENCES searchable (key) ON DELETE CASCADE,"
    " terms tsvector NOT NULL) WITH (toast_tuple_target = 128)",
    *(
        f"CREATE INDEX fulltext_{kind} ON fulltext USING gin (terms) WHERE {test.format(place=_PLACE)}"
        for kind, test in _KINDS.items()
    ),
)


class Wanted(NamedTuple):
    """Terms side by side that must stand, or must not; `prefix`: the last may go on."""

    terms: tuple[str, ...]
    prefix: bool = False
    without: bool = False


def create(connection: Connection) -> None:
    """Make the index of an empty store."""
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.exec_driver_sql(statement)


def add(connection: Connection, rows: Sequence[Row]) -> None:
    """Count the stems of new `searchable` rows, and index them where no trigger does."""
    _count(connection, [str(row["terms"]) for row in rows if row["n"] == WHOLE], 1)
    index(connection, rows)


def index(connection: Connection, rows: Sequence[Row]) -> None:
    """Index new `searchable` rows whose stems are counted already; in SQLite a trigger has done it."""
    if connection.dialect.name == "postgresql":
        vectors = [{"key": row["key"], "terms": _vector(str(row["terms"]))} for row in rows]
        connection.execute(text("INSERT INTO fulltext VALUES (:key, CAST(:terms AS tsvector))"), vectors)


def forget(connection: Connection, keys: Sequence[int]) -> None:
    """Take the stems of articles that are to go out of the counts, and their rows out of the index."""
    gone = select(searchable.c.terms).where(searchable.c.article.in_(keys), searchable.c.n == WHOLE)
    _count(connection, list(connection.execute(gone).scalars()), -1)
    connection.execute(delete(searchable).where(searchable.c.article.in_(keys)))


def fill(connection: Connection) -> None:
    """Index every record of a store that was made before there was an index."""
    of_article = select(articles.c.key).where(articles.c.page == bindparam("page")).order_by(articles.c.n)
    for page, data in connection.execute(select(records.c.page, records.c.data).order_by(records.c.page)).all():
        keys = connection.execute(of_article, {"page": page}).scalars().all()
        for article, reading in zip(keys, unpack(data).readings, strict=True):
            rows = search_rows(reading, article)
            connection.execute(insert(searchable), rows)
            add(connection, rows)


def search_rows(reading: Reading, article: int) -> list[Row]:
    """The rows of `searchable` for an article with that key."""
    return [{"key": key_of(article, one.n, one.part), "article": article, **one._asdict()} for one in terms_of(reading)]


def matching(connection: Connection, wanted: Sequence[Wanted], kind: Kind) -> Select[int]:
    """The keys of the rows of a kind that have the terms, as column `key`; at least one of them must be wanted."""
    if connection.dialect.name == "sqlite":
        rows, key, test = table(PREFIX, column("rowid", BigInteger), column("terms", Text)), "rowid", _fts5(wanted)
        matches = rows.c.terms.op("MATCH")(test)
    else:
        from sqlalchemy.dialects.postgresql import TSQUERY  # takes time, and only PostgreSQL needs it

        rows, key = table(PREFIX, column("key", BigInteger), column("terms", Text)), "key"
        matches = rows.c.terms.op("@@")(cast(_tsquery(wanted), TSQUERY))
    place = text(_KINDS[kind].format(place=_PLACE.replace("key", key)))
    return select(rows.c[key].label("key")).where(matches, place)


def _fts5(wanted: Sequence[Wanted]) -> str:
    said = {one: f'"{" ".join(one.terms)}"' + (" *" if one.prefix else "") for one in wanted}
    found = " AND ".join(said[one] for one in wanted if not one.without)
    return " NOT ".join([f"({found})", *(said[one] for one in wanted if one.without)])


def _tsquery(wanted: Sequence[Wanted]) -> str:
    parts = []
    for one in wanted:
        phrase = " <-> ".join(f"'{term}'" for term in one.terms) + (":*" if one.prefix else "")
        parts.append(f"!({phrase})" if one.without else f"({phrase})")
    return " & ".join(parts)


def _vector(terms: str) -> str:
    return " ".join(f"'{term}':{place}" for place, term in enumerate(terms.split(), 1))


def _count(connection: Connection, texts: Sequence[str], sign: int) -> None:
    """Add the stems of some articles to `stems`, or take them out of it."""
    if not texts:
        return
    every = [[term for term in terms.split() if term[0] == "s"] for terms in texts]
    articles = Counter(term[1:] for terms in every for term in set(terms))
    rows = [{"stem": stem, "articles": sign * n, "words": 0} for stem, n in sorted(articles.items())]
    rows.append({"stem": TOTAL, "articles": sign * len(texts), "words": sign * sum(map(len, every))})
    if connection.dialect.name == "sqlite":
        from sqlalchemy.dialects.sqlite import insert as upsert
    else:
        from sqlalchemy.dialects.postgresql import insert as upsert  # type: ignore[assignment]
    adding = upsert(stems)
    more = {name: stems.c[name] + adding.excluded[name] for name in ("articles", "words")}
    connection.execute(adding.on_conflict_do_update(index_elements=[stems.c.stem], set_=more), rows)
    if sign < 0:
        connection.execute(delete(stems).where(stems.c.articles <= 0))
