"""The graph of origins as data: what stands behind a story or a claim, as nodes and edges with their evidence.

It is what a page draws, a table beside it lists and an export writes: plain fields, no view of its own. It is read from
what `Store.relate` keeps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

from msgspec import Struct
from sqlalchemy import Connection, Select, and_, select

from musnad.records import Record, Span
from musnad.relations import Claim, Copy, Drift, Naming, Origins, Passage, Reason, Story, Sure, Tie
from musnad.store.errors import told
from musnad.store.related import namings_of, unpacked
from musnad.store.schema import (
    articles,
    attributions,
    claim_attributions,
    claims,
    copies,
    namings,
    pages,
    stories,
    story_articles,
)
from musnad.store.store import Store

NodeKind = Literal["article", "outlet", "outside", "unnamed", "speaker"]
EdgeKind = Literal["published", "copy", "tie", "credit", "source", "said"]
_HEX = "g"
"""Sorts after every letter of an identifier."""


class Node(Struct, frozen=True):
    """An article, the outlet that published it, an outlet outside the collection that one goes back to, or a voice.

    `label` is the headline of an article (`alone`: nothing else of it is known), the name of all others. `origin` is
    the place of the article's group in `Origins.groups`, -1 for none.
    """

    id: str
    kind: NodeKind
    label: str
    outlet: str = ""
    day: str = ""
    story: str = ""
    origin: int = -1
    alone: bool = False


class Edge(Struct, frozen=True):
    """From where something came (`source`) to where it went (`target`); a tie has no direction.

    `evidence` is a span in the text of the article that is `target`. `passages` of a copy are spans in both.
    """

    source: str
    target: str
    kind: EdgeKind
    reasons: tuple[Reason, ...] = ()
    sure: Sure = "sure"
    direction: str = ""
    overlap: float = 0.0
    evidence: Span | None = None
    passages: tuple[Passage, ...] = ()
    rule: str = ""


class Report(Struct, frozen=True):
    """A statement that reports a claim: its identifier, its words, the cue, and who says it in this article."""

    id: str
    article: str
    content: str
    cue: str
    speaker: str
    unnamed: bool
    strength: str


class Graph(Struct, frozen=True):
    """What stands behind a story or a claim; its articles stand first among the nodes, in order of time."""

    id: str
    kind: Literal["story", "claim", "all"]
    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    origins: Origins = Origins(0, 0, ())
    start: str = ""
    stop: str = ""
    speaker: str = ""
    reports: tuple[Report, ...] = ()
    drift: tuple[Drift, ...] = ()

    @property
    def timeline(self) -> tuple[Node, ...]:
        """The articles in order of time."""
        return tuple(node for node in self.nodes if node.kind == "article")


def story_graph(store: Store, name: str) -> Graph | None:
    """What stands behind the story whose identifier starts with `name`; None where there is none, or several."""
    with told(store.where), store.reading() as connection:
        story = _one(connection, select(stories.c.data).where(_starts(stories.c.id, name)), Story)
        if story is None:
            return None
        members = select(story_articles.c.article).where(story_articles.c.story == story.id)
        nodes, edges = _drawn(store, connection, story, story.articles, story.origins, members)
    return Graph(
        story.id, "story", story.title, tuple(nodes), tuple(edges), story.origins, story.start, story.stop
    )  # fmt: skip


def claim_graph(store: Store, name: str) -> Graph | None:
    """What stands behind the claim whose identifier starts with `name`; None where there is none, or several."""
    with told(store.where), store.reading() as connection:
        claim = _one(connection, select(claims.c.data).where(_starts(claims.c.id, name)), Claim)
        if claim is None:
            return None
        (story,) = unpacked(connection, select(stories.c.data).where(stories.c.id == claim.story), Story)
        members = select(claim_attributions.c.article).where(claim_attributions.c.claim == claim.id)
        here = {article for article, _ in claim.attributions}
        ordered = tuple(article for article in story.articles if article in here)
        nodes, edges = _drawn(store, connection, story, ordered, claim.origins, members)
        reports = tuple(_reports(connection, claim))
    return Graph(
        claim.id, "claim", claim.text, tuple(nodes), tuple(edges), claim.origins, story.start, story.stop,
        claim.speaker, reports, claim.drift,
    )  # fmt: skip


def graphs_of(store: Store, article: str) -> tuple[str, tuple[str, ...]]:
    """The story that an article belongs to, "" for none, and the claims that it reports, by identifier."""
    with told(store.where), store.reading() as connection:
        story = connection.execute(select(story_articles.c.story).where(story_articles.c.article == article)).scalar()
        wanted = select(claim_attributions.c.claim).where(claim_attributions.c.article == article)
        found = connection.execute(wanted.distinct().order_by(claim_attributions.c.claim)).scalars()
        return story or "", tuple(found)


def copy_between(store: Store, origin: str, to: str) -> tuple[Copy, str, str] | None:
    """A copy with the texts of both articles, in which its passages are spans; None where there is none such."""
    with told(store.where), store.reading() as connection:
        wanted = select(copies.c.data).where(copies.c.origin == origin, copies.c.article == to)
        copy = _one(connection, wanted, Copy)
        both = select(articles.c.id, articles.c.text).where(articles.c.id.in_((origin, to)))
        texts = {row.id: row.text for row in connection.execute(both)}
    return None if copy is None else (copy, texts.get(origin, ""), texts.get(to, ""))


def tie_between(store: Store, one: str, other: str) -> tuple[Tie, str, str] | None:
    """What ties two articles of a story that share no text, with the texts of both; None where nothing does."""
    with told(store.where), store.reading() as connection:
        both = select(articles.c.id, articles.c.text).where(articles.c.id.in_((one, other)))
        texts = {row.id: row.text for row in connection.execute(both)}
        of_one = select(stories.c.data).join(story_articles).where(story_articles.c.article == one)
        ties = [tie for story in unpacked(connection, of_one, Story) for tie in story.ties]
    found = next((tie for tie in ties if {tie.left, tie.right} == {one, other}), None)
    return None if found is None or len(texts) < len({one, other}) else (found, texts[one], texts[other])


def whole_graph(store: Store, page_ids: Sequence[str]) -> Graph:
    """The graph of all articles of some pages, with the copies among them and the outlets they name."""
    with told(store.where), store.reading() as connection:
        home = {row.article: row for row in connection.execute(select(story_articles))}
        nodes: list[Node] = []
        for page in page_ids:
            wanted = select(articles).join(pages).where(pages.c.id == page).order_by(articles.c.n)
            nodes += [_article(row, home.get(row.id)) for row in connection.execute(wanted)]
        alone = [article for article in home if ".b" in article]
        nodes += [_headline(store, name, home[name]) for name in sorted(alone) if _of_pages(name, page_ids)]
        here = {node.id for node in nodes}
        named = [one for one in namings_of(connection, select(namings)) if one.article in here]
        copied = unpacked(connection, select(copies.c.data).order_by(copies.c.origin, copies.c.article), Copy)
        told_of = unpacked(connection, select(stories.c.data).order_by(stories.c.n), Story)
    nodes += [Node(f"outlet:{one.id}", "outlet", one.outlet) for one in {one.id: one for one in named}.values()]
    edges = [_copy(one) for one in copied if one.origin in here and one.to in here]
    edges += [_tie(one) for story in told_of for one in story.ties if one.left in here and one.right in here]
    edges += map(_naming, named)
    return Graph("", "all", "", tuple(nodes), tuple(edges))


def shown(record: Record, rest: str) -> tuple[str, str, str]:
    """Headline, outlet and day of an article of a page by its number, or of a listed headline by its block (`b3`)."""
    if rest.startswith("b"):
        block = record.page.blocks[int(rest[1:])]
        source = block.detail[0] if block.detail else ""
        return " ".join(record.page.text[block.start : block.stop].split()), source, ""
    article = record.readings[int(rest)].article
    day = article.published or article.published_hint
    return article.title, article.outlet, day.value if day else ""


def _one(connection: Connection, wanted: Select[Any], kind: type[Any]) -> Any:
    found = unpacked(connection, wanted.limit(2), kind)
    return found[0] if len(found) == 1 else None


def _starts(column: Any, name: str) -> Any:
    return and_(column >= name, column < name + _HEX)


def _drawn(
    store: Store,
    connection: Connection,
    story: Story,
    ids: Sequence[str],
    origins: Origins,
    members: Select[Any],
) -> tuple[list[Node], list[Edge]]:
    """Nodes and edges of some articles of a story; `members` selects them."""
    here = set(ids)
    nodes = _articles(store, connection, story.id, ids, origins, members)
    houses = dict(zip(story.articles, story.houses, strict=True))
    labels = {houses[node.id]: node.outlet for node in nodes if houses[node.id]}
    named = namings_of(connection, select(namings).where(namings.c.article.in_(members)).order_by(namings.c.article))
    outside = {one.id: one.outlet for one in named if one.id not in labels}
    edges = [Edge(f"outlet:{houses[node.id]}", node.id, "published") for node in nodes if houses[node.id]]
    nodes += [Node(f"outlet:{house}", "outlet", label) for house, label in sorted(labels.items())]
    nodes += [Node(f"outlet:{house}", "outside", label) for house, label in sorted(outside.items())]
    copied = select(copies.c.data).where(copies.c.origin.in_(members), copies.c.article.in_(members))
    edges += map(_copy, unpacked(connection, copied.order_by(copies.c.origin, copies.c.article), Copy))
    edges += (_tie(one) for one in story.ties if one.left in here and one.right in here)
    edges += map(_naming, named)
    voices = list(_voices(connection, story.id, members))
    nodes += {voice.id: voice for voice, _ in voices}.values()
    edges += {(edge.source, edge.target): edge for _, edge in reversed(voices)}.values()
    return nodes, edges


def _articles(
    store: Store, connection: Connection, story: str, ids: Sequence[str], origins: Origins, members: Select[Any]
) -> list[Node]:
    rows = {row.id: row for row in connection.execute(select(articles).where(articles.c.id.in_(members)))}
    group = {article: n for n, one in enumerate(origins.groups) for article in one.articles}
    places = [_Place(story, group.get(name, -1)) for name in ids]
    return [
        _article(rows[name], place) if name in rows else _headline(store, name, place)
        for name, place in zip(ids, places, strict=True)
    ]


class _Place(Struct, frozen=True):
    story: str
    origin: int


def _article(row: Any, place: Any) -> Node:
    story, origin = (place.story, place.origin) if place is not None else ("", -1)
    return Node(row.id, "article", row.title, row.outlet, row.day or row.hint, story, origin)


def _headline(store: Store, name: str, place: Any) -> Node:
    page, _, rest = name.partition(".")
    ids = store.find(page)
    record = store.load(ids[0]) if ids else None
    title, outlet, day = ("", "", "") if record is None else shown(record, rest)
    return Node(name, "article", title, outlet, day, place.story, place.origin, alone=True)


def _of_pages(name: str, page_ids: Iterable[str]) -> bool:
    return any(page.startswith(name.partition(".")[0]) for page in page_ids)


def _copy(one: Copy) -> Edge:
    return Edge(
        one.origin, one.to, "copy", one.reasons, direction=one.direction, overlap=one.overlap, passages=one.passages
    )  # fmt: skip


def _tie(one: Tie) -> Edge:
    return Edge(one.left, one.right, "tie", (one.reason,), one.how)


def _naming(one: Naming) -> Edge:
    return Edge(f"outlet:{one.id}", one.article, one.how, rule=one.rule, evidence=one.evidence)


def _voices(connection: Connection, story: str, members: Select[Any]) -> Iterator[tuple[Node, Edge]]:
    """Those who speak without a name, and those whose words several articles report; one voice for each claim."""
    of_claim = and_(claim_attributions.c.article == articles.c.id, claim_attributions.c.attribution == attributions.c.n)
    of_story = and_(claims.c.id == claim_attributions.c.claim, claims.c.story == story)
    found = (
        select(
            articles.c.id, attributions, claims.c.id.label("claim"), claims.c.speaker.label("name"),
            attributions.c.unnamed,
        )
        .select_from(articles.join(attributions).outerjoin(claim_attributions, of_claim).outerjoin(claims, of_story))
        .where(articles.c.id.in_(members), attributions.c.unnamed | (claims.c.id != None))  # noqa: E711
        .order_by(articles.c.id, attributions.c.n)
    )  # fmt: skip
    for row in connection.execute(found):
        name = row.name or row.speaker
        if not name and not row.unnamed:
            continue
        kind: NodeKind = "unnamed" if row.unnamed else "speaker"
        key = (row.claim or f"{row.id}:{row.speaker}") if row.unnamed else row.speaker_id or name
        evidence = (row.cue_start, row.cue_stop) if row.source_start is None else (row.source_start, row.source_stop)
        yield Node(f"{kind}:{key}", kind, name), Edge(f"{kind}:{key}", row.id, "said", evidence=evidence, rule=row.rule)


def _reports(connection: Connection, claim: Claim) -> Iterator[Report]:
    here = and_(attributions.c.article == articles.c.key, attributions.c.n == claim_attributions.c.attribution)
    found = (
        select(articles.c.id, articles.c.text, attributions)
        .select_from(claim_attributions.join(articles, articles.c.id == claim_attributions.c.article))
        .join(attributions, here)
        .where(claim_attributions.c.claim == claim.id)
    )
    rows = {(row.id, row.n): row for row in connection.execute(found)}
    for name in claim.attributions:
        if (row := rows.get(name)) is not None:
            yield Report(
                f"{row.id}.a{row.n}", row.id, row.text[row.content_start : row.content_stop],
                row.text[row.cue_start : row.cue_stop], row.speaker, row.unnamed, row.strength,
            )  # fmt: skip
