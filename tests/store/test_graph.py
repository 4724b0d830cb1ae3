"""What stands behind a story or a claim, read from the rows of either database."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.inputs import sources
from musnad.pipeline import read_source, relate_records
from musnad.relations import Relations
from musnad.store import Item, Store, open_store
from musnad.store.graph import Graph, claim_graph, copy_between, graphs_of, story_graph, whole_graph

LEAD = "أعلنت وزارة النقل في جمهورية نورستان {}افتتاح جسر الوادي الكبير أمام حركة الشاحنات بعد عامين من أعمال الترميم."
SAID = "وقالت الوزيرة سلمى العابد إن الجسر سيختصر الطريق إلى الميناء نحو أربعين كيلومترا."
PAGES = {
    "wire": ["وكالة نورستان", "2031-05-02", "افتتاح جسر الوادي الكبير أمام الشاحنات", LEAD.format(""), SAID],
    "paper": ["صدى الساحل", "2031-05-02", "الشاحنات تعبر جسر الوادي من جديد", LEAD.format("اليوم "), SAID],
    "far": [
        "البيدر", "2031-05-03", "جسر الوادي الكبير يفتح أمام الشاحنات",
        "ذكرت صحيفة «الميزان اليومي» أن الشاحنات عبرت جسر الوادي الكبير في جمهورية نورستان بعد ترميمه.",
        "وقال مسؤول في وزارة النقل طلب عدم ذكر اسمه إن كلفة ترميم الجسر بلغت ثلاثين مليون دينار.",
    ],
}  # fmt: skip


def html(house: str, day: str, title: str, *lines: str) -> str:
    head = f'<meta property="og:site_name" content="{house}"><meta property="article:published_time" content="{day}">'
    body = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>"
    )


@pytest.fixture
def store(anywhere: str, tmp_path: Path) -> Store:
    for name, lines in PAGES.items():
        (tmp_path / f"{name}.html").write_text(html(*lines), encoding="utf-8")
    found = list(sources([tmp_path / f"{name}.html" for name in PAGES]))
    opened = open_store(anywhere, "0.1.0")
    opened.save_all([Item(read_source(one), one.data) for one in found])
    return opened


def refused(_records: object) -> Relations:
    raise AssertionError("what is kept is not made again")


def kinds(graph: Graph) -> dict[str, int]:
    found = [one.kind for one in (*graph.nodes, *graph.edges)]
    return {kind: found.count(kind) for kind in dict.fromkeys(found)}


def test_rows_give_back_what_was_kept(store: Store) -> None:
    with store:
        made = store.relations(relate_records)
        assert made.stories
        assert store.relations(refused) == made
        store.relate(refused)


def test_the_graph_of_a_story(store: Store) -> None:
    with store:
        (story,) = store.relations(relate_records).stories
        graph = story_graph(store, story.id[:7])
        assert graph is not None
        assert tuple(node.id for node in graph.timeline) == story.articles
        assert [node.day for node in graph.timeline] == ["2031-05-02", "2031-05-02", "2031-05-03"]
        assert {node.label for node in graph.nodes if node.kind == "outlet"} >= {"صدى الساحل", "البيدر"}
        assert [node.label for node in graph.nodes if node.kind == "outside"] == ["صحيفة «الميزان اليومي»"]
        assert [node.kind for node in graph.nodes].count("unnamed") == 1
        assert {edge.kind for edge in graph.edges} == {"published", "copy", "tie", "source", "said"}
        ids = {node.id for node in graph.nodes}
        assert all(edge.source in ids and edge.target in ids for edge in graph.edges)
        texts = {one.article.id: one.article.text for page in store.ids() for one in store.load(page).readings}  # type: ignore[union-attr]
        shown = {edge.kind: texts[edge.target][slice(*edge.evidence)] for edge in graph.edges if edge.evidence}
        assert shown["source"] == "صحيفة «الميزان اليومي»"
        assert shown["said"].startswith("مسؤول في وزارة النقل") or shown["said"] == "الوزيرة سلمى العابد"


def test_the_graph_of_a_claim(store: Store) -> None:
    with store:
        claims = store.relations(relate_records).claims
        claim = next(one for one in claims if one.speaker == "الوزيرة سلمى العابد")
        graph = claim_graph(store, claim.id)
        assert graph is not None
        assert len(graph.timeline) == len(graph.reports) == 2
        assert {report.content for report in graph.reports} == {claim.text}
        assert "الوزيرة سلمى العابد" in [node.label for node in graph.nodes if node.kind == "speaker"]
        assert graphs_of(store, graph.timeline[0].id) == (claim.story, tuple(sorted(one.id for one in claims)))


def test_a_copy_with_both_texts(store: Store) -> None:
    with store:
        (copy,) = store.relations(relate_records).copies
        found = copy_between(store, copy.origin, copy.to)
        assert found is not None
        same, one, other = found
        assert same == copy
        for passage in copy.passages:
            assert one[passage.from_start : passage.from_stop].startswith("أعلنت وزارة النقل")
            assert other[passage.to_start : passage.to_stop].endswith("كيلومترا")
        assert copy_between(store, copy.to, copy.origin) is None


def test_the_graph_of_all(store: Store) -> None:
    with store:
        store.relate(relate_records)
        assert kinds(whole_graph(store, list(store.ids()))) == {
            "article": 3,
            "outlet": 1,
            "copy": 1,
            "tie": 2,
            "source": 1,
        }


def test_no_such_story(store: Store) -> None:
    with store:
        store.relate(relate_records)
        assert story_graph(store, "feedbeef") is None
        assert claim_graph(store, "feedbeef") is None
        assert copy_between(store, "a", "b") is None
        assert graphs_of(store, "a") == ("", ())
