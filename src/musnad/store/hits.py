"""What is found, as a person reads it: the article, the statement, and the words in their sentence."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection, Row, and_, select

from musnad.records import Span
from musnad.store.fulltext import Wanted
from musnad.store.schema import articles, attributions, links
from musnad.store.search import Found, Query, wanted_of
from musnad.store.terms import WHOLE
from musnad.text.doc import analyse
from musnad.text.stem import search_words, stem
from musnad.text.words import words as words_of


class Hit(Struct, frozen=True):
    """An article or statement that was found.

    `id` is the article's or the statement's identifier. `sentence` is the span of the article's text that shows the
    words best, `text` its exact words, `marks` the spans in the article of the words that were looked for.
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


class Hits(Struct, frozen=True):
    """How many fit in all, and some of them, the best first."""

    total: int
    hits: tuple[Hit, ...]


def shown(connection: Connection, query: Query, found: Sequence[Found]) -> tuple[Hit, ...]:
    """The hits with their words, in the order of `found`."""
    wanted = [one for one in wanted_of(query.text) if not one.without]
    keys = {one.article for one in found}
    every = {row.key: row for row in connection.execute(select(articles).where(articles.c.key.in_(keys)))}
    return tuple(_hit(connection, every[one.article], one, wanted) for one in found if one.article in every)


def _hit(connection: Connection, article: Row[*tuple[object, ...]], found: Found, wanted: list[Wanted]) -> Hit:
    at = article._mapping
    place = {name: at[name] for name in ("title", "outlet", "day", "url")}
    if found.n == WHOLE:
        sentence, marks = _best(at["text"], at["body"], wanted)
        return Hit(at["id"], **place, sentence=sentence, text=at["text"][slice(*sentence)], marks=marks)
    here = and_(attributions.c.article == found.article, attributions.c.n == found.n)
    said = connection.execute(select(attributions).where(here)).one()
    chain = select(links.c.carrier).where(links.c.article == found.article, links.c.attribution == found.n)
    span = (min(said.content_start, said.cue_start), max(said.content_stop, said.cue_stop))
    marks = _marks(at["text"], (said.content_start, said.content_stop), wanted)
    return Hit(
        f"{at['id']}.a{found.n}", **place, sentence=span, text=at["text"][slice(*span)], marks=marks,
        speaker=said.speaker, speaker_id=said.speaker_id, kind=said.kind, unnamed=said.unnamed,
        chain=tuple(connection.execute(chain.order_by(links.c.n)).scalars()),
    )  # fmt: skip


def _best(text: str, body: int, wanted: list[Wanted]) -> tuple[Span, tuple[Span, ...]]:
    """The sentence that shows most of what was looked for (else the first one of the body), and the words in it."""
    doc = analyse(text, body)
    words = doc.words
    best: tuple[float, Span, tuple[Span, ...]] = (-1, (0, len(text)), ())
    for start, stop in doc.sentences:
        if start == stop:
            continue
        sentence = (words.start[start], words.stop[stop - 1])
        marks = _marks(text, sentence, wanted)
        score = len({text[low:high] for low, high in marks}) + 0.5 * (sentence[0] >= body)
        if score > best[0]:
            best = (score, sentence, marks)
    return best[1], best[2]


def _marks(text: str, inside: Span, wanted: list[Wanted]) -> tuple[Span, ...]:
    """The words inside a span that were looked for."""
    found = words_of(text[slice(*inside)])
    return tuple(
        (inside[0] + found.start[i], inside[0] + found.stop[i])
        for i in range(len(found))
        if _is_wanted(found.folded[i], wanted)
    )


def _is_wanted(token: str, wanted: list[Wanted]) -> bool:
    forms = search_words(token)
    terms = {f"f{word}" for word in forms} | {f"s{stem(word)}" for word in forms}
    return any(
        term in terms or (one.prefix and any(t.startswith(term) for t in terms)) for one in wanted for term in one.terms
    )
