"""What is found, as a person reads it: the article, the statement, and the words in their sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from msgspec import Struct
from sqlalchemy import Connection, select

from musnad.records import Span
from musnad.store.schema import articles, attributions, links
from musnad.store.search import Found, Query, placed, wanted_of
from musnad.store.terms import WHOLE
from musnad.text.doc import analyse
from musnad.text.stem import search_words, stem
from musnad.text.words import Words
from musnad.text.words import words as words_of

FIRST = 1200
"""The first sentence of a body ends within so many code points."""


class Hit(Struct, frozen=True):
    """An article or statement that was found.

    `id` is the article's or the statement's identifier. `sentence` is the span of the article's text that shows the
    words best, `text` its exact words, `marks` the spans in the article of the words that were looked for.
    `likeness` tells, where it was searched by meaning, how near it is to the question (1: the same).
    """

    id: str
    title: str
    outlet: str
    day: str
    url: str
    sentence: Span
    text: str
    marks: tuple[Span, ...]
    speaker: str = ""
    speaker_id: str | None = None
    kind: str = ""
    unnamed: bool = False
    chain: tuple[str, ...] = ()
    likeness: float | None = None


class Hits(Struct, frozen=True):
    """How many fit in all, and some of them, the best first."""

    total: int
    hits: tuple[Hit, ...]


class Sought(NamedTuple):
    """The terms that were looked for: those that must be the same, and those that a word must begin with."""

    whole: frozenset[str]
    begun: tuple[str, ...]


def shown(connection: Connection, query: Query, found: Sequence[Found]) -> tuple[Hit, ...]:
    """The hits with their words, in the order of `found`."""
    wanted = [one for one in wanted_of(query.text) if not one.without]
    sought = Sought(
        frozenset(term for one in wanted for term in one.terms),
        tuple(term for one in wanted if one.prefix for term in one.terms),
    )
    keys = {one.article for one in found}
    every = {row.key: row for row in connection.execute(select(articles).where(articles.c.key.in_(keys)))}
    said = _statements(connection, {(one.article, one.n) for one in found if one.n != WHOLE})
    return tuple(
        _article_hit(every[one.article], sought)
        if one.n == WHOLE
        else _statement_hit(every[one.article], *said[one.article, one.n], sought)
        for one in found
        if one.article in every and (one.n == WHOLE or (one.article, one.n) in said)
    )


def _statements(connection: Connection, places: set[tuple[int, int]]) -> dict[tuple[int, int], tuple[Any, list[str]]]:
    """Statements by their places, each with the carriers of its chain."""
    if not places:
        return {}
    here = placed(attributions.c.article, attributions.c.n, places)
    found: dict[tuple[int, int], tuple[Any, list[str]]] = {
        (row.article, row.n): (row, []) for row in connection.execute(select(attributions).where(here))
    }
    through = select(links).where(placed(links.c.article, links.c.attribution, places)).order_by(links.c.n)
    for link in connection.execute(through):
        found[link.article, link.attribution][1].append(link.carrier)
    return found


def _article_hit(article: Any, sought: Sought) -> Hit:
    sentence, marks = _best(article.text, article.body, sought)
    return Hit(article.id, **_place(article), sentence=sentence, text=article.text[slice(*sentence)], marks=marks)


def _statement_hit(article: Any, said: Any, chain: list[str], sought: Sought) -> Hit:
    span = (min(said.content_start, said.cue_start), max(said.content_stop, said.cue_stop))
    start = said.content_start
    content = words_of(article.text[start : said.content_stop])
    marks = tuple((start + content.start[i], start + content.stop[i]) for i in _places(content, sought))
    return Hit(
        f"{article.id}.a{said.n}", **_place(article), sentence=span, text=article.text[slice(*span)], marks=marks,
        speaker=said.speaker, speaker_id=said.speaker_id, kind=said.kind, unnamed=said.unnamed, chain=tuple(chain),
    )  # fmt: skip


def _place(article: Any) -> dict[str, Any]:
    return {"title": article.title, "outlet": article.outlet, "day": article.day, "url": article.url}


def _best(text: str, body: int, sought: Sought) -> tuple[Span, tuple[Span, ...]]:
    """The sentence that shows most of what was looked for (else the first one of the body), and the words in it."""
    doc = analyse(text if sought.whole else text[: body + FIRST], body)
    words, places = doc.words, _places(doc.words, sought)
    best: tuple[float, Span, list[int]] = (-1, (0, len(text)), [])
    for start, stop in doc.sentences:
        if start == stop:
            continue
        sentence = (words.start[start], words.stop[stop - 1])
        here = places[bisect_left(places, start) : bisect_left(places, stop)]
        score = len({words.folded[i] for i in here}) + 0.5 * (sentence[0] >= body)
        if score > best[0]:
            best = (score, sentence, here)
    return best[1], tuple((words.start[i], words.stop[i]) for i in best[2])


def _places(words: Words, sought: Sought) -> list[int]:
    """The places of the words that were looked for."""
    if not sought.whole:
        return []
    asked = {token for token in set(words.folded) if _is_sought(_terms(token), sought)}
    return [i for i, token in enumerate(words.folded) if token in asked]


def _is_sought(terms: frozenset[str], sought: Sought) -> bool:
    begun = sought.begun
    return not sought.whole.isdisjoint(terms) or (bool(begun) and any(term.startswith(begun) for term in terms))


@lru_cache(1 << 16)
def _terms(token: str) -> frozenset[str]:
    """Everything that a word is found by."""
    forms = search_words(token)
    return frozenset({f"f{word}" for word in forms} | {f"s{stem(word)}" for word in forms})
