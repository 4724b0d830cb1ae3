"""Pages that wait: taken in order, once, and told of afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.store import Store, open_store
from musnad.store.queue import Offer, again, count, finish, progress, put, take


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path, "0.1.0")


def test_offers_are_taken_in_their_order_and_once(store: Store) -> None:
    put(store, [Offer(b"one", "1.txt"), Offer(b"two", "2.txt")])
    put(store, [Offer(b"three", "3.txt", "https://nuristan.example/3", "text/plain")])
    taken = [take(store) for _ in range(4)]
    assert [one and one.offer.data for one in taken] == [b"one", b"two", b"three", None]
    assert taken[2] is not None
    assert taken[2].offer == Offer(b"three", "3.txt", "https://nuristan.example/3", "text/plain")


def test_progress_tells_what_became_of_each(store: Store) -> None:
    batch = put(store, [Offer(b"one", "1.txt"), Offer(b"two", "2.txt"), Offer(b"three", "3.txt")])
    first = take(store)
    assert first is not None
    finish(store, first.key, ["ab" * 32], ["1.txt: سطر تالف"])
    take(store)
    told = progress(store, batch)
    assert [one.state for one in told] == ["done", "working", "waiting"]
    assert told[0].pages == ("ab" * 32,)
    assert told[0].problems == ("1.txt: سطر تالف",)
    assert [one.size for one in told] == [3, 3, 5]
    assert progress(store, "no such batch") == ()


def test_what_a_dead_worker_had_begun_waits_again(store: Store) -> None:
    put(store, [Offer(b"one")])
    assert take(store) is not None
    assert count(store) == 0
    again(store)
    assert count(store) == 1
    assert take(store) is not None
