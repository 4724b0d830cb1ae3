"""Limits of the API: said before anything is read, the time to wait told."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from api_desks import client, desk
from musnad.store import Store, open_store
from musnad.web.api.limits import Buckets, Limited, Limits


@pytest.fixture
def store(tmp_path: Any) -> Iterator[Store]:
    with open_store(tmp_path / "store.db", "0.1.0") as made:
        yield made


def test_a_bucket_gives_its_burst_then_its_rate_to_each_client() -> None:
    now = [0.0]
    buckets = Buckets(rate=2, burst=3, clock=lambda: now[0])
    assert [buckets.wait("a") for _ in range(4)] == [0, 0, 0, 0.5]
    assert buckets.wait("b") == 0
    now[0] = 0.5
    assert [buckets.wait("a"), buckets.wait("a")] == [0, 0.5]
    now[0] = 100
    assert [buckets.wait("a") for _ in range(4)] == [0, 0, 0, 0.5]


def test_who_asks_too_often_is_told_when_to_ask_again(store: Store) -> None:
    asker = client(desk(store), Limits(reads=0.1, read_burst=2))
    assert [asker.get("/pages").status_code for _ in range(3)] == [200, 200, 429]
    refused = asker.get("/pages")
    assert refused.headers["retry-after"] == "10"
    assert refused.headers["content-type"] == "application/problem+json"
    assert "10 s" in refused.json()["detail"]
    assert refused.headers["x-content-type-options"] == "nosniff"


def test_reads_and_writes_are_counted_apart(store: Store) -> None:
    asker = client(desk(store), Limits(writes=0.1, write_burst=1))
    assert asker.post("/pages", content=b"x").status_code == 401
    assert asker.post("/pages", content=b"x").status_code == 429
    assert asker.get("/pages").status_code == 200


def served(body: list[bytes], headers: list[tuple[bytes, bytes]], most: int = 10) -> tuple[int, int]:
    """The status that a request with these parts gets, and how many parts were taken."""
    taken, status = 0, 0

    async def app(_scope: Any, receive: Any, send: Any) -> None:
        while (await receive())["more_body"]:
            pass
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def receive() -> Any:
        nonlocal taken
        taken += 1
        return {"type": "http.request", "body": body[taken - 1], "more_body": taken < len(body)}

    async def send(message: Any) -> None:
        nonlocal status
        status = message.get("status", status)

    scope = {"type": "http", "method": "POST", "headers": headers, "client": ("10.0.0.7", 1), "path": "/"}
    asyncio.run(Limited(app, Limits(max_body=most))(scope, receive, send))
    return status, taken


def test_a_body_that_says_it_is_too_large_is_not_read_at_all() -> None:
    assert served([b"x" * 11], [(b"content-length", b"11")]) == (413, 0)


def test_a_body_that_does_not_say_is_read_up_to_the_limit() -> None:
    assert served([b"x" * 6, b"x" * 6, b"x" * 6], []) == (413, 2)


def test_a_body_that_lies_is_read_up_to_the_limit() -> None:
    assert served([b"x" * 6, b"x" * 6], [(b"content-length", b"5")]) == (413, 2)


def test_a_body_within_the_limit_is_served() -> None:
    assert served([b"x" * 6, b"x" * 4], [(b"content-length", b"10")]) == (200, 2)
