"""The graph of origins as data: articles and the outlets they name as nodes, copies and namings as edges.

It is what a page draws and what an export writes: plain fields, no view of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from musnad.records import Record
from musnad.relate.given import headlines_of
from musnad.relations import Relations


class Node(Struct, frozen=True):
    """An article, or an outlet that articles name; `story` and `origin` are those it belongs to, "" for none."""

    id: str
    kind: str
    label: str
    outlet: str = ""
    day: str = ""
    story: str = ""
    origin: str = ""


class Edge(Struct, frozen=True):
    """From where something came (`source`) to where it went: a copy, a credit, or a source that is named."""

    source: str
    target: str
    kind: str
    reason: str
    direction: str = ""
    overlap: float = 0.0


class Graph(Struct, frozen=True):
    """Nodes and edges, sorted."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def articles_of(record: Record) -> Iterator[tuple[str, str, str, str]]:
    """Each article of a page, and each headline in a list of it: identifier, headline, outlet, day."""
    for reading in record.readings:
        article = reading.article
        day = article.published or article.published_hint
        yield article.id, article.title, article.outlet, day.value if day else ""
    for headline in headlines_of(record.page):
        yield headline.id, headline.title, headline.outlet, ""


def graph_of(relations: Relations, articles: Iterable[tuple[str, str, str, str]]) -> Graph:
    """The graph of some articles, each given as identifier, headline, outlet and day."""
    rows = {row[0]: row for row in articles}
    story = {article: one.id for one in relations.stories for article in one.articles}
    origin = {
        article: f"{one.id}.{n}"
        for one in relations.stories
        for n, group in enumerate(one.origins.groups)
        for article in group.articles
    }
    nodes = [
        Node(name, "article", title, outlet, day, story.get(name, ""), origin.get(name, ""))
        for name, title, outlet, day in rows.values()
    ]
    named = {one.id: one.outlet for one in relations.namings if one.article in rows}
    nodes += [Node(name, "outlet", label) for name, label in named.items()]
    edges = [
        Edge(one.origin, one.to, "copy", one.reason, one.direction, one.overlap)
        for one in relations.copies
        if one.origin in rows and one.to in rows
    ]
    edges += [Edge(one.id, one.article, one.how, one.rule) for one in relations.namings if one.article in rows]
    return Graph(
        tuple(sorted(nodes, key=lambda n: n.id)), tuple(sorted(edges, key=lambda e: (e.source, e.target, e.kind)))
    )
