from __future__ import annotations

from typing import Any

import pytest

from musnad.fetch import Fetched, Unreachable
from musnad.fetch.answers import FIRST_WAIT, LONGEST_WAIT, MOST_TRIES, conditions, retry_after, turn
from musnad.fetch.ledger import Task

NOW = 1_800_000_000.0
PAGE = Task("page", "https://news.example/1", "https://news.example", "https://news.example/feed")
FEED = Task("feed", "https://news.example/feed", "https://news.example")
AGAIN = (60.0, 600.0)


def answered(status: int, **headers: str) -> Fetched:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Fetched(PAGE.url, PAGE.url, status, named, b"", "")


def due(task: Task, status: int, **headers: Any) -> float | None:
    found = turn(task, answered(status, **headers), AGAIN, 900.0, NOW).due
    return None if found is None else found - NOW


def test_a_page_is_looked_at_again_and_then_left() -> None:
    task = PAGE
    waits = []
    for _ in range(4):
        judged = turn(task, answered(200), AGAIN, 900.0, NOW)
        waits.append(judged.due and judged.due - NOW)
        task = judged.task
    assert waits == [60.0, 600.0, None, None]


def test_a_feed_is_asked_again_for_ever() -> None:
    assert (due(FEED, 200), due(FEED, 304)) == (900.0, 900.0)


def test_what_did_not_change_keeps_its_marks() -> None:
    came = turn(PAGE, answered(200, etag='"a"', last_modified="x"), AGAIN, 900.0, NOW)
    assert conditions(came.task) == {"If-None-Match": '"a"', "If-Modified-Since": "x"}
    same = turn(came.task, answered(304), AGAIN, 900.0, NOW)
    assert (conditions(same.task), same.use, same.outcome) == (conditions(came.task), False, "unchanged")
    bare = turn(came.task, answered(200), AGAIN, 900.0, NOW)
    assert conditions(bare.task) == {}


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120.0), (" 7 ", 7.0), ("99999999", LONGEST_WAIT), ("", None), ("soon", None), ("-5", None),
     ("Fri, 15 Jan 2027 08:01:00 GMT", 60.0), ("Fri, 15 Jan 2026 08:00:00 GMT", 0.0)],
)  # fmt: skip
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


def test_a_site_that_asks_to_wait_is_left_alone() -> None:
    judged = turn(PAGE, answered(429, retry_after="3600"), AGAIN, 900.0, NOW)
    assert (judged.outcome, judged.due, judged.hold) == ("waits", NOW + 3600, NOW + 3600)


def test_failures_wait_longer_each_time_and_end() -> None:
    task, waits, outcomes = PAGE, [], []
    for _ in range(MOST_TRIES):
        judged = turn(task, Unreachable(PAGE.url, "no"), AGAIN, 900.0, NOW)
        task = judged.task
        waits.append(judged.due and judged.due - NOW)
        outcomes.append(judged.outcome)
    assert waits[:3] == [FIRST_WAIT, FIRST_WAIT * 2, FIRST_WAIT * 4]
    assert (waits[-1], outcomes[-1], outcomes[-2]) == (None, "given up", "failed")


def test_gone() -> None:
    assert due(PAGE, 410) is None
    first = turn(PAGE, answered(404), AGAIN, 900.0, NOW)
    assert first.due is not None
    assert turn(first.task, answered(404), AGAIN, 900.0, NOW).outcome == "gone"
    assert due(FEED, 410) is not None
