"""Stories: one happening as many articles tell it, where they have it from, and what they share word for word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Annotated, NamedTuple

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from musnad.store.gathered import claims_after, stories_after
from musnad.store.graph import Edge, Graph, copy_between, story_graph, tie_between
from musnad.store.lists import StatementRow, articles_named, statements_of
from musnad.web.desk import desk_of
from musnad.web.drawing import picture
from musnad.web.languages import Language

router = APIRouter(include_in_schema=False)
SHOWN = 20
STATEMENTS = 400
CLAIMS = 100
PAIRS = 200
_ORDER = {"copy": 0, "credit": 1, "source": 2, "tie": 3, "said": 4}


class Piece(NamedTuple):
    """A stretch of a text; `number` is that of the passage that it shares with the other text, 0 for none."""

    text: str
    number: int
    first: bool


@router.get("/{lang:lang}/stories")
def stories(request: Request, start: Annotated[int, Query(ge=0, le=1_000_000)] = 0) -> HTMLResponse:
    """Every story, the latest first."""
    desk = desk_of(request)
    rows = stories_after(desk.store, SHOWN, offset=start)
    return desk.page(request, "stories.html", rows=rows, start=start, shown=SHOWN, total=desk.totals().stories)


@router.get("/{lang:lang}/story/{name}")
def story(request: Request, lang: Language, name: str) -> HTMLResponse:
    """One story: its articles in order of time, the origins behind it and why, copies, claims, outlets."""
    desk = desk_of(request)
    graph = story_graph(desk.store, name) if name.isalnum() else None
    if graph is None:
        raise HTTPException(404)
    articles = [node.id for node in graph.timeline]
    said: dict[str, list[StatementRow]] = {}
    for one in statements_of(desk.store, articles, STATEMENTS):
        said.setdefault(one.article, []).append(one)
    return desk.page(
        request, "story.html", graph=graph, picture=picture(graph, lang == "ar"), said=said, reasons=reasons(graph),
        nodes={node.id: node for node in graph.nodes}, numbers=numbers(graph),
        claims=claims_after(desk.store, CLAIMS, story=graph.id),
        outlets=Counter(node.outlet for node in graph.timeline).most_common(),
    )  # fmt: skip


@router.get("/{lang:lang}/copy/{origin}/{to}")
def copy(request: Request, origin: str, to: str) -> HTMLResponse:
    """Two articles side by side, with every passage that they share; those that only say the same share none."""
    desk = desk_of(request)
    found = copy_between(desk.store, origin, to)
    tied = tie_between(desk.store, origin, to) if found is None else None
    if found is not None:
        one, *texts = found
        reasons, passages = one.reasons, one.passages
    elif tied is not None:
        tie, *texts = tied
        reasons, passages = (tie.reason,), ()
    else:
        raise HTTPException(404)
    rows = articles_named(desk.store, (origin, to))
    here = [(p.from_start, p.from_stop) for p in passages]
    there = [(p.to_start, p.to_stop) for p in passages]
    return desk.page(
        request, "copy.html", copy=found and found[0], tie=tied and tied[0], reasons=reasons, origin=origin, to_id=to,
        articles=[rows.get(origin), rows.get(to)],
        texts=[list(paragraphs(texts[0], here)), list(paragraphs(texts[1], there))],
    )  # fmt: skip


def reasons(graph: Graph) -> list[Edge]:
    """What ties articles and sources together, the strongest first; who published what stands in the timeline."""
    told = [edge for edge in graph.edges if edge.kind in _ORDER]
    told.sort(key=lambda edge: (_ORDER[edge.kind], -edge.overlap, edge.source, edge.target))
    return told[:PAIRS]


def numbers(graph: Graph) -> dict[str, int]:
    """The number of each article in the timeline."""
    return {node.id: n for n, node in enumerate(graph.timeline, 1)}


def paragraphs(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[list[Piece]]:
    """The lines of a text, each as its pieces; spans are numbered from 1 in their order, and may run over lines."""
    ordered = sorted((start, stop, n) for n, (start, stop) in enumerate(spans, 1))
    seen: set[int] = set()
    at = 0
    for line in text.splitlines(keepends=True):
        stop = at + len(line)
        pieces = list(_pieces(text, at, stop, ordered, seen))
        if any(piece.text.strip() for piece in pieces):
            yield pieces
        at = stop


def _pieces(text: str, at: int, stop: int, spans: Sequence[tuple[int, int, int]], seen: set[int]) -> Iterator[Piece]:
    """The stretches between `at` and `stop`, each within one passage or outside of all."""
    for low, high, n in spans:
        low, high = max(low, at), min(high, stop)
        if low < high:
            if at < low:
                yield Piece(text[at:low], 0, False)
            yield Piece(text[low:high], n, n not in seen)
            seen.add(n)
            at = high
    if at < stop:
        yield Piece(text[at:stop], 0, False)
