"""`musnad story`, `musnad claim`, `musnad origins` and the graph, from a store of two made pages."""

import json
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest

from running import musnad

LEAD = "أعلنت وزارة النقل في جمهورية نورستان {}افتتاح جسر الوادي الكبير أمام حركة الشاحنات بعد عامين من أعمال الترميم."
SAID = "وقالت الوزيرة سلمى العابد إن الجسر سيختصر الطريق إلى الميناء نحو أربعين كيلومترا."
WIRE = ["افتتاح جسر الوادي الكبير أمام الشاحنات", "وكالة نورستان - 2 مايو 2031", LEAD.format(""), SAID]
PAPER = ["الشاحنات تعبر جسر الوادي من جديد", "صدى الساحل - 2 مايو 2031", LEAD.format("اليوم "), SAID]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("related")
    for name, lines in (("wire", WIRE), ("paper", PAPER)):
        (folder / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert musnad("read", folder, "--store", folder / "store").returncode == 0
    return folder / "store"


def rows(*arguments: object) -> list[dict]:
    ran = musnad(*arguments, "--format", "json")
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_one_story_with_one_origin(store: Path) -> None:
    (story,) = rows("story", "--store", store)
    assert len(story["articles"]) == 2
    assert (story["origins"]["low"], story["origins"]["high"]) == (1, 1)
    told = musnad("story", story["story"][:6], "--store", store, "--lang", "en").stdout
    assert "independent origins: 1" in told
    assert "share" in told
    assert WIRE[0] in told


def test_the_claim_has_both_reports(store: Path) -> None:
    claims = rows("claim", "--store", store)
    assert any(claim["speaker"] == "الوزيرة سلمى العابد" and len(claim["attributions"]) == 2 for claim in claims)


def test_origins_of_an_article_tell_its_copies(store: Path) -> None:
    (story,) = rows("story", "--store", store)
    told = musnad("origins", story["articles"][0], "--store", store, "--lang", "en").stdout
    assert "→" in told


def test_a_name_that_is_none(store: Path) -> None:
    ran = musnad("origins", "feedbeef", "--store", store)
    assert ran.returncode == 1
    assert "no such story" in ran.stderr


def test_the_graph_has_nodes_and_edges(store: Path) -> None:
    root = Tree.fromstring(musnad("export", "graphml", "--store", store).stdout)  # noqa: S314
    kinds = [element.tag.rpartition("}")[2] for element in root.iter()]
    assert kinds.count("node") == 2
    assert kinds.count("edge") == 1
