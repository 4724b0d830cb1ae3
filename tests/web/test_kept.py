"""What takes long to gather: gathered once, beside the pages, and shown as it was until there is a newer one."""

from __future__ import annotations

from threading import Event

import pytest

from musnad.store import StoreError
from musnad.web.kept import Kept


def test_what_was_gathered_is_kept_until_the_version_is_another() -> None:
    made: list[int] = []

    def make() -> int:
        made.append(0)
        return len(made)

    kept = Kept(make, briefly=10)
    assert kept.ready("a") in (None, 1)
    assert [kept.at("a"), kept.at("a"), kept.at("b"), kept.at("b")] == [1, 1, 2, 2]


def test_the_one_before_is_shown_while_a_newer_one_is_gathered() -> None:
    go, made = Event(), iter("12")

    def make() -> str:
        one = next(made)
        if one == "2":
            go.wait(10)
        return one

    kept = Kept(make, briefly=0.01)
    assert [kept.at("a"), kept.at("b")] == ["1", "1"]
    go.set()
    assert Kept.at(kept, "b") in ("1", "2")
    kept._begun("b").join(10)
    assert kept.at("b") == "2"


def test_who_cannot_wait_is_told() -> None:
    go = Event()
    kept = Kept(lambda: go.wait(10), patience=0.01)
    with pytest.raises(StoreError, match="in a moment"):
        kept.at("a")
    go.set()


def test_what_fails_is_told_and_tried_again() -> None:
    outcomes = iter([ValueError("broken"), "whole"])

    def make() -> str:
        one = next(outcomes)
        if isinstance(one, Exception):
            raise one
        return one

    kept = Kept(make)
    with pytest.raises(ValueError, match="broken"):
        kept.at("a")
    assert kept.at("a") == "whole"
