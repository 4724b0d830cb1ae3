from __future__ import annotations

import pytest

from fetch.rude_server import RudeServer
from musnad.fetch import Fetcher, Refused
from musnad.fetch.robots import KEPT_SECONDS, RETRY_SECONDS, Robots
from musnad.fetch.urls import target


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def robots(fetcher: Fetcher, clock: Clock) -> Robots:
    return Robots(fetcher, clock)


TEXT = b"User-agent: *\nDisallow: /all\nCrawl-delay: 2\n\nUser-agent: Musnad\nDisallow: /ours\nCrawl-delay: 900\n"


def test_our_own_rules_come_before_those_for_all(server: RudeServer, robots: Robots) -> None:
    server.page("/robots.txt", TEXT)
    rules = robots.of(server.url(""))
    assert (rules.allows(server.url("/all")), rules.allows(server.url("/ours/1"))) == (True, False)
    assert rules.delay == 120.0


@pytest.mark.parametrize(
    ("status", "allowed"), [("404 Not Found", True), ("403 Forbidden", True), ("500 Oops", False), ("429 Slow", False)]
)
def test_no_rules(server: RudeServer, robots: Robots, status: str, allowed: bool) -> None:
    server.page("/robots.txt", b"", status)
    assert robots.of(server.url("")).allows(server.url("/a")) is allowed


def test_unreachable_rules_close_the_site_for_a_while(server: RudeServer, robots: Robots, clock: Clock) -> None:
    server.page("/robots.txt", b"", "503 Busy")
    with pytest.raises(Refused, match="cannot be had for now"):
        robots.permit(target(server.url("/a")))
    server.page("/robots.txt", b"")
    with pytest.raises(Refused):
        robots.permit(target(server.url("/a")))
    clock.now += RETRY_SECONDS
    robots.permit(target(server.url("/a")))


def test_rules_that_change_are_seen_after_a_day(server: RudeServer, robots: Robots, clock: Clock) -> None:
    server.page("/robots.txt", b"")
    robots.permit(target(server.url("/a")))
    server.page("/robots.txt", b"User-agent: *\nDisallow: /")
    robots.permit(target(server.url("/a")))
    clock.now += KEPT_SECONDS
    with pytest.raises(Refused, match=r"asks not to fetch"):
        robots.permit(target(server.url("/a")))
    assert server.paths() == ["/robots.txt"] * 2


@pytest.mark.parametrize("text", [b"\xff\xfe\x00junk", b"<html>", b"Disallow", b"User-agent: *\nCrawl-delay: soon"])
def test_rules_that_are_none(server: RudeServer, robots: Robots, text: bytes) -> None:
    server.page("/robots.txt", text)
    rules = robots.of(server.url(""))
    assert (rules.allows(server.url("/a")), rules.delay) == (True, 0.0)
