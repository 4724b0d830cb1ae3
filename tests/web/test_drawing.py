"""The picture of origins: everything inside it, nothing twice, the same for both directions of reading."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.relations import OriginGroup, Origins
from musnad.store.graph import Edge, Graph, Node
from musnad.web.drawing import MOST, Picture, picture


def made(count: int, groups: int = 2, edges: tuple[Edge, ...] = (), more: tuple[Node, ...] = ()) -> Graph:
    """A story of so many articles, one a day, that go back to so many origins in turn."""
    nodes = tuple(
        Node(f"a{n}.0", "article", f"عنوان {n}", f"صحيفة {n}", f"2031-01-{n % 28 + 1:02}", "s", n % groups)
        for n in range(count)
    )
    origins = tuple(
        OriginGroup(tuple(node.id for node in nodes[n::groups]), f"أصل {n}", n == 1, ()) for n in range(groups)
    )
    return Graph("s", "story", "قصة", nodes + more, edges, Origins(groups, groups, origins))


def copy(one: int, other: int, overlap: float = 0.9, direction: str = "time") -> Edge:
    return Edge(f"a{one}.0", f"a{other}.0", "copy", direction=direction, overlap=overlap)


def numbers(path: str) -> list[float]:
    return [float(one) for one in re.findall(r"-?\d+\.?\d*", path)]


@given(st.integers(1, 90), st.integers(1, 5), st.booleans())
def test_everything_stands_inside_the_picture(count: int, groups: int, from_right: bool) -> None:
    graph = made(count, groups, tuple(copy(n, n + 1) for n in range(min(count, MOST) - 1)))
    drawn = picture(graph, from_right)
    for dot in drawn.dots:
        assert 13 <= dot.x <= drawn.width - 13
        assert 13 <= dot.y <= drawn.height - 13
    for way in drawn.ways:
        found = numbers(way.path)
        assert all(-1 <= x <= drawn.width + 1 for x in found[::2])
        assert all(-1 <= y <= drawn.height + 1 for y in found[1::2])
    assert len(drawn.dots) + drawn.left_out == count
    assert len({(dot.x, dot.y) for dot in drawn.dots}) == len(drawn.dots)


def test_arabic_runs_from_the_right() -> None:
    left, right = picture(made(4), False), picture(made(4), True)
    assert [dot.x for dot in left.dots] == sorted(dot.x for dot in left.dots)
    assert [dot.x for dot in right.dots] == [right.width - dot.x for dot in left.dots]


def test_articles_stand_on_the_line_of_their_origin() -> None:
    drawn = picture(made(4), False)
    line = {lane.number: lane.y for lane in drawn.lanes}
    assert [dot.y for dot in drawn.dots] == [line[0], line[1], line[0], line[1]]
    assert [lane.unnamed for lane in drawn.lanes] == [False, True]


def kinds(drawn: Picture) -> list[tuple[str, bool]]:
    return [(way.kind, way.arrow) for way in drawn.ways]


@pytest.mark.parametrize(
    ("edges", "ways"),
    [
        ((copy(0, 1),), [("copy", True)]),
        ((copy(0, 1, direction="unknown"),), [("copy", False)]),
        ((copy(0, 2, 0.5), copy(1, 2, 0.9)), [("copy", True)]),
        ((copy(0, 1), Edge("a0.0", "a1.0", "tie", sure="likely")), [("copy", True)]),
        ((Edge("a0.0", "a1.0", "tie", sure="likely"),), [("tie likely", False)]),
        ((Edge("outlet:x", "a1.0", "source"),), [("source", True)]),
        ((Edge("outlet:home", "a0.0", "published"), Edge("outlet:home", "a1.0", "credit")), [("credit", True)]),
        ((Edge("outlet:home", "a0.0", "published"),), []),
        ((copy(0, 7),), []),
    ],
)
def test_lines_tell_what_the_links_are(edges: tuple[Edge, ...], ways: list[tuple[str, bool]]) -> None:
    outside = (Node("outlet:x", "outside", "قناة بعيدة"), Node("outlet:home", "outlet", "صحيفة 0"))
    assert kinds(picture(made(3, edges=edges, more=outside), False)) == ways


def test_of_many_copies_the_one_that_shares_most_is_drawn() -> None:
    one = picture(made(3, 1, (copy(0, 2, 0.5), copy(1, 2, 0.9))), False).ways[0]
    assert numbers(one.path)[0] > picture(made(3, 1), False).dots[1].x


def test_a_source_outside_stands_before_the_articles() -> None:
    more = (Node("outlet:x", "outside", "قناة بعيدة"), Node("unnamed:y", "unnamed", "مسؤول"))
    edges = (Edge("outlet:x", "a0.0", "source"), Edge("unnamed:y", "a1.0", "said"))
    drawn = picture(made(2, edges=edges, more=more), False)
    shapes = {dot.shape: dot for dot in drawn.dots if not dot.number}
    assert set(shapes) == {"outside", "unnamed"}
    assert all(dot.x < min(one.x for one in drawn.dots if one.number) for dot in shapes.values())
