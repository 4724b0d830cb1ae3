"""The example pages and their gold: every gold word stands on its page, and every role of a block is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest

import gold_spans
from musnad.extract import read_article
from musnad.extract.annotate import article_of
from musnad.records import Event, Kind, Manner, Role, StanceValue

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


def events_of(path: Path) -> tuple[int, int, list[str]]:
    """How many gold events there are, how many are found, and what is found beside them."""
    wanted, found, extra = 0, 0, []
    for gold, article in gold_spans.read(path)[2]:
        if "events" not in gold:
            continue
        read = read_article(article_of(article)).events
        left = list(read)
        for one in gold["events"]:
            hit = next((event for event in left if is_told(event, one)), None)
            wanted += "optional" not in one
            found += "optional" not in one and hit is not None
            if hit is not None:
                left.remove(hit)
        extra += [f"{event.type} {event.trigger.text}" for event in left]
    return wanted, found, extra


def is_told(event: Event, gold: dict[str, Any]) -> bool:
    """Whether an event of the reading is the one of the gold, with its marks, its mode and who acts."""
    return (
        event.type == gold["type"]
        and event.trigger.text.split()[0] in gold["trigger"]
        and (not gold["mode"] or event.mode == gold["mode"])
        and (not gold["actor"] or any(who.text in gold["actor"] or gold["actor"] in who.text for who in event.actor))
        and all(getattr(event, mark) == gold[mark] for mark in gold_spans.MARKS.values())
    )


def test_events_of_the_examples() -> None:
    told = {path.stem: events_of(path) for path in FILES}
    wanted = sum(one[0] for one in told.values())
    extra = [event for one in told.values() for event in one[2]]
    assert wanted >= 25
    assert sum(one[1] for one in told.values()) >= 0.7 * wanted, told
    assert len(extra) <= 0.3 * wanted, extra


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
