"""The graph of origins as a picture: a lane for each origin, time along it, a line for each way that words took.

Only numbers and names are made here; the template turns them into SVG. Articles bear the numbers that they have in the
timeline; everything that is drawn stands in the table beside it too, and more: of many copies of one article only the
likeliest origin is drawn, and ties only of articles that are no copies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from musnad.store.graph import Edge, Graph, Node

MOST = 60
"""So many articles are drawn; the table has all of them."""
LANE, TOP, SIDE, EDGE = 108, 40, 190, 34
WIDEST, NARROWEST, ROOM = 96, 40, 1000
NAMED_FROM = 84
"""From this distance between two articles on there is room for the name of the outlet."""
DAY_ROOM = 86
LETTERS = 22


class Lane(Struct, frozen=True):
    """One origin: its name at the start of its line."""

    y: int
    name: str
    unnamed: bool
    number: int


class Dot(Struct, frozen=True):
    """An article with its number, or a source outside the collection (`number` 0)."""

    id: str
    x: float
    y: float
    number: int
    name: str
    shape: Literal["article", "headline", "outside", "unnamed"]


class Way(Struct, frozen=True):
    """A line: a copy, a naming, or a tie that says that two articles may have one origin."""

    path: str
    kind: str
    arrow: bool


class Tick(Struct, frozen=True):
    """A day, where its first article stands."""

    x: float
    day: str


class Picture(Struct, frozen=True):
    """Everything that is drawn; `left_out` articles are not."""

    width: int
    height: int
    lanes: tuple[Lane, ...]
    dots: tuple[Dot, ...]
    ways: tuple[Way, ...]
    ticks: tuple[Tick, ...]
    left_out: int
    start: float
    stop: float


def picture(graph: Graph, from_right: bool) -> Picture:
    """The picture of a story or a claim; `from_right`: time runs from the right to the left, as Arabic does."""
    articles = graph.timeline[:MOST]
    step = max(NARROWEST, min(WIDEST, ROOM // max(1, len(articles))))
    width = SIDE + step * max(1, len(articles)) + EDGE
    lanes = _lanes(graph)
    height = TOP + LANE * len(lanes)

    def turn(x: float) -> float:
        return width - x if from_right else x

    y_of = {lane.number: lane.y for lane in lanes}
    dots = {
        node.id: Dot(
            node.id, turn(SIDE + step * n + step / 2), y_of[node.origin], n + 1,
            _short(node.outlet, LETTERS // 2) if step >= NAMED_FROM else "", "headline" if node.alone else "article",
        )
        for n, node in enumerate(articles)
    }  # fmt: skip
    ticks = tuple(_ticks(articles, dots))
    dots |= _sources(graph, dots, turn(SIDE - 28.0))
    ways = tuple(_ways(graph, dots))
    left = len(graph.timeline) - len(articles)
    return Picture(
        width, height, lanes, tuple(dots.values()), ways, ticks, left, turn(SIDE - 8), turn(width - EDGE / 2)
    )


def _lanes(graph: Graph) -> tuple[Lane, ...]:
    """A lane for each origin that articles go back to, and one more where some go back to none that is told."""
    groups = list(enumerate(graph.origins.groups))
    lanes = [Lane(TOP + LANE // 2 + LANE * n, _short(one.origin), one.unnamed, n) for n, one in groups]
    if any(node.origin < 0 for node in graph.timeline):
        lanes.append(Lane(TOP + LANE // 2 + LANE * len(lanes), "", False, -1))
    return tuple(lanes)


def _ticks(articles: Sequence[Node], dots: dict[str, Dot]) -> Iterator[Tick]:
    last, at = "", -1e9
    for node in articles:
        x = dots[node.id].x
        if node.day[:10] != last and abs(x - at) >= DAY_ROOM:
            yield Tick(x, node.day[:10])
            at = x
        last = node.day[:10]


def _sources(graph: Graph, dots: dict[str, Dot], x: float) -> dict[str, Dot]:
    """Sources outside the collection, at the start of the lane of the first article that goes back to them."""
    taken: dict[float, int] = {}
    made: dict[str, Dot] = {}
    kinds = {node.id: node for node in graph.nodes if node.kind in ("outside", "unnamed")}
    for edge in graph.edges:
        if edge.source in kinds and edge.source not in made and edge.target in dots:
            y = dots[edge.target].y
            place = taken[y] = taken.get(y, 0) + 1
            if place > 3:
                continue  # the table has it
            node = kinds[edge.source]
            shape: Literal["outside", "unnamed"] = "unnamed" if node.kind == "unnamed" else "outside"
            made[node.id] = Dot(node.id, x, y + (0, 30, -30)[place - 1], 0, _short(node.label), shape)
    return made


def _ways(graph: Graph, dots: dict[str, Dot]) -> Iterator[Way]:
    home = {edge.source: edge.target for edge in reversed(graph.edges) if edge.kind == "published"}
    copied = _likeliest(graph.edges)
    joined = {end for edge in copied for end in (edge.source, edge.target)}
    ties = [edge for edge in graph.edges if edge.kind == "tie" and not {edge.source, edge.target} <= joined]
    named = [edge for edge in graph.edges if edge.kind in ("credit", "source", "said")]
    for edge in (*ties, *named, *copied):
        one, other = dots.get(edge.source) or dots.get(home.get(edge.source, "")), dots.get(edge.target)
        if one is not None and other is not None and one.id != other.id:
            directed = edge.kind != "tie" and edge.direction != "unknown"
            kind = f"{edge.kind} {edge.sure}" if edge.kind == "tie" else edge.kind
            yield Way(_path(one, other), kind, directed)


def _likeliest(edges: Iterable[Edge]) -> list[Edge]:
    """Of the copies that each article may come from, the one that shares most, a directed one first."""
    best: dict[str, Edge] = {}
    for edge in edges:
        if edge.kind == "copy":
            known = best.get(edge.target)
            if known is None or _weight(edge) > _weight(known):
                best[edge.target] = edge
    return list(best.values())


def _weight(edge: Edge) -> tuple[bool, float, str]:
    return edge.direction != "unknown", edge.overlap, edge.source


def _path(one: Dot, other: Dot) -> str:
    """A bow over the lane between two of one lane; a bent line from lane to lane. Lines end beside the dots."""
    gap = 15 if other.number else 9
    side = 1 if other.x > one.x else -1
    if one.y == other.y and one.number and other.number:
        rise = min(34.0, 12 + abs(other.x - one.x) * 0.16)
        ends = f"M{one.x + side * 6:.1f} {one.y - 13:.1f}", f"{other.x - side * 6:.1f} {other.y - 14:.1f}"
        return f"{ends[0]} Q{(one.x + other.x) / 2:.1f} {one.y - 13 - rise:.1f} {ends[1]}"
    x, stop = one.x + side * gap, other.x - side * gap
    middle = (x + stop) / 2
    return f"M{x:.1f} {one.y:.1f} C{middle:.1f} {one.y:.1f} {middle:.1f} {other.y:.1f} {stop:.1f} {other.y:.1f}"


def _short(text: str, most: int = LETTERS) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"
