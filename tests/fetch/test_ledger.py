from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from musnad.fetch.ledger import Ledger, LedgerError, Task

FEED = Task("feed", "http://a.example/feed", "http://a.example")
PAGES = [Task("page", f"http://a.example/{n}", "http://a.example", FEED.url) for n in range(3)]
OTHER = Task("page", "http://b.example/1", "http://b.example", FEED.url)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "watch.ledger")


def test_one_task_a_site_feeds_first(ledger: Ledger) -> None:
    assert ledger.add([*PAGES, FEED, OTHER], 10.0) == [*PAGES, FEED, OTHER]
    assert ledger.add([FEED], 10.0) == []
    assert ledger.next(9.0) == []
    assert {task.url for task in ledger.next(10.0)} == {FEED.url, OTHER.url}
    assert ledger.next(10.0, ["http://a.example"]) == [OTHER]


def test_a_held_site_rests(ledger: Ledger) -> None:
    ledger.add([FEED], 10.0)
    ledger.hold(FEED.site, 50.0)
    ledger.hold(FEED.site, 20.0)
    assert (ledger.next(49.0), ledger.next(50.0), ledger.wakes(), ledger.wakes(9.0)) == ([], [FEED], 50.0, None)
    assert (ledger.next(50.0, seen_before=0.0), ledger.wakes(50.0, 0.0)) == ([], None)


def test_what_is_settled_is_not_due(ledger: Ledger) -> None:
    ledger.add([FEED], 0.0)
    done = replace(FEED, etag='"x"', looks=1, seen=5.0)
    assert ledger.settle(done, 100.0, "listed", PAGES, 6.0) == 3
    assert ledger.settle(done, 100.0, "listed", PAGES, 7.0) == 0
    assert [task.kind for task in ledger.next(6.0)] == ["page"]
    for page in PAGES:
        ledger.settle(page, None, "stored")
    assert (ledger.next(99.0), ledger.next(100.0)) == ([], [done])


def test_pages_that_changed_are_due_at_once(ledger: Ledger) -> None:
    seen = [replace(page, page="p", seen=50.0) for page in PAGES]
    ledger.add(PAGES, 0.0)
    for page in seen:
        ledger.settle(page, 1000.0, "stored")
    ledger.hurry([(PAGES[0].url, 60.0), (PAGES[1].url, 40.0)], 70.0)
    assert [task.url for task in ledger.next(70.0)] == [PAGES[0].url]


def test_feeds_no_longer_watched_are_forgotten(ledger: Ledger) -> None:
    inner = Task("feed", "http://a.example/s.xml", "http://a.example", FEED.url)
    ledger.add([FEED, inner, *PAGES, OTHER], 0.0)
    ledger.settle(replace(OTHER, seen=5.0), 10.0, "stored")
    ledger.keep_feeds([FEED.url])
    assert len(ledger.next(10.0)) == 2
    ledger.keep_feeds([])
    assert (ledger.next(1e9), ledger.wakes()) == ([], None)


def test_it_is_found_again(tmp_path: Path) -> None:
    path = tmp_path / "watch.ledger"
    first = Ledger(path)
    first.add([FEED], 3.0)
    with pytest.raises(LedgerError, match="another watch"):
        Ledger(path)
    first.close()
    assert Ledger(path).next(3.0) == [FEED]


def test_not_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "watch.ledger"
    path.write_bytes(b"something else entirely" * 100)
    with pytest.raises(LedgerError, match="not a ledger"):
        Ledger(path)
