"""The example pages and their gold: every gold word stands on its page, and every role of a block is shown."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

import gold_spans
from musnad.records import Kind, Manner, Role, StanceValue

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted((ROOT / "tests" / "examples").glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_gold_stands_on_its_page(path: Path) -> None:
    gold, page, articles = gold_spans.read(path)
    for article in gold["articles"]:
        assert all(page["text"][start:stop].strip() for start, stop in article["body"])
    for found, article in articles:
        text = article["text"]
        for a in found["attributions"]:
            assert a["kind"] in get_args(Kind)
            assert a["manner"] in get_args(Manner)
            assert text[slice(*a["cue"])].split()
        for s in found["stances"]:
            assert s["stance"] in get_args(StanceValue)
            assert text[slice(*s["evidence"])].strip()


def test_every_page_has_gold() -> None:
    pages = {path.name for path in (ROOT / "examples").iterdir() if path.suffix in (".txt", ".html")}
    assert pages == {gold_spans.load(path)["page"] for path in FILES}
    assert len(pages) >= 12


def test_furniture_in_every_role() -> None:
    shown = {role for path in FILES for role in gold_spans.load(path).get("roles") or {}}
    assert shown == set(get_args(Role)) - {"title", "body"}


@pytest.mark.parametrize(
    ("words", "count"),
    [("قال", 1), ("قال إن", 1), ("غاب", 0), ("قال … بعيد", 1), ("بعيد … قال", 0)],
)
def test_hits_are_whole_and_in_order(words: str, count: int) -> None:
    assert len(gold_spans.hits("وقال قال إن البيت بعيد", words, whole=True)) == count


def test_a_word_that_stands_twice_is_refused() -> None:
    with pytest.raises(gold_spans.GoldError, match="2 times"):
        gold_spans.only("بيت وبيت", "بيت", "content")
