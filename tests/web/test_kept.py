"""What takes long is gathered once, and anew aside."""

from __future__ import annotations

import time
from threading import Event

import pytest

from musnad.web.kept import Kept


def wait_for(kept: Kept[int], version: str, wanted: int) -> None:
    until = time.monotonic() + 10
    while kept.at(version) != wanted and time.monotonic() < until:
        time.sleep(0.01)
    assert kept.at(version) == wanted


def test_it_is_gathered_once_for_a_version() -> None:
    made: list[int] = []
    kept = Kept(lambda: made.append(1) or len(made))
    assert [kept.at("a"), kept.at("a")] == [1, 1]
    wait_for(kept, "b", 2)
    assert len(made) == 2


def test_who_asks_meanwhile_gets_the_one_before() -> None:
    go = Event()
    go.set()
    made: list[int] = []
    kept = Kept(lambda: (go.wait(10), made.append(1), len(made))[2])
    assert kept.at("a") == 1
    go.clear()
    assert [kept.at("b"), kept.at("b")] == [1, 1]
    go.set()
    wait_for(kept, "b", 2)


def test_nothing_is_ready_before_it_was_gathered() -> None:
    go = Event()
    kept = Kept(lambda: go.wait(10))
    assert kept.ready("a") is None
    go.set()
    assert kept.at("a") is True
    assert kept.ready("a") is True


def test_a_failure_is_not_the_end() -> None:
    made: list[int] = []
    kept = Kept(lambda: made.append(1) or 1 // (len(made) - 1))
    with pytest.raises(ZeroDivisionError):
        kept.at("a")
    assert kept.at("a") == 1
