"""A watch over a server that misbehaves: each thing is told, nothing ends the run, nothing is asked too often."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from email.utils import formatdate
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from fetch.rude_server import Asked, RudeServer
from musnad.fetch import Fetched, Fetcher
from musnad.fetch.config import Feed, Watched
from musnad.fetch.ledger import Ledger
from musnad.fetch.watch import Event, Keeping, Watch

Run = Callable[..., list[Event]]


class Clock:
    """A clock that a test can set forward; it goes by itself as well, since a watch waits by it."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kept() -> list[tuple[str, bytes, str]]:
    """What was kept: address, bytes, and the version before."""
    return []


@pytest.fixture
def run(server: RudeServer, fetcher: Fetcher, tmp_path: Path, clock: Clock, kept: list[tuple[str, bytes, str]]) -> Run:
    """One round over feeds, the first at /feed."""

    def keep(found: Fetched, last: str) -> Keeping:
        kept.append((found.url.removeprefix(server.url("")), found.data, last))
        return Keeping(f"p{len(kept)}", "changed" if last else "stored")

    def once(*feeds: str, again: tuple[str, ...] = ("1h",), pages: int = 200, most_bytes: int = 200_000) -> list[Event]:
        named = tuple(Feed(server.url(path), pages=pages) for path in feeds or ("/feed",))
        watched = Watched(named, pace="0.01s", again=again)
        asking = replace(fetcher, limits=replace(fetcher.limits, most_bytes=most_bytes))
        ledger = Ledger(tmp_path / "watch.ledger")
        try:
            return list(Watch(watched, ledger, asking, keep, clock).run(once=True))
        finally:
            ledger.close()

    return once


def feed_of(server: RudeServer, *paths: str) -> None:
    items = "".join(f"<item><link>{server.url(path)}</link></item>" for path in paths)
    server.page("/feed", f"<rss version='2.0'><channel>{items}</channel></rss>".encode())


def outcomes(server: RudeServer, events: list[Event]) -> dict[str, str]:
    return {event.url.removeprefix(server.url("")): event.outcome for event in events}


def test_what_a_feed_lists_is_kept_once(server: RudeServer, run: Run, kept: list[tuple[str, bytes, str]]) -> None:
    feed_of(server, "/1", "/2?utm_source=x", "/1#top")
    server.page("/1", b"one")
    server.page("/2", b"two")
    assert outcomes(server, run()) == {"/feed": "listed", "/1": "stored", "/2": "stored"}
    assert sorted(kept) == [("/1", b"one", ""), ("/2", b"two", "")]
    assert run() == []


def test_what_did_not_change_is_not_sent_again(server: RudeServer, run: Run, clock: Clock) -> None:
    def answer(asked: Asked) -> None:
        if asked.headers.get("if-none-match") == '"v1"':
            asked.answer("304 Not Modified")
        else:
            asked.answer("200 OK", b"one", 'ETag: "v1"')

    feed_of(server, "/1")
    server.on("/1", answer)
    run()
    clock.ahead = 3700
    assert outcomes(server, run()) == {"/feed": "listed", "/1": "unchanged"}
    clock.ahead = 8000
    assert outcomes(server, run()) == {"/feed": "listed"}


def test_a_page_that_changed_is_a_version(
    server: RudeServer, run: Run, clock: Clock, kept: list[tuple[str, bytes, str]]
) -> None:
    feed_of(server, "/1")
    server.page("/1", b"one")
    run()
    server.page("/1", b"other")
    clock.ahead = 3700
    assert outcomes(server, run())["/1"] == "changed"
    assert kept[-1] == ("/1", b"other", "p1")


def test_a_sitemap_tells_what_changed(server: RudeServer, run: Run, clock: Clock) -> None:
    def sitemap(day: str) -> bytes:
        return f"<urlset><url><loc>{server.url('/1')}</loc><lastmod>{day}</lastmod></url></urlset>".encode()

    server.page("/1", b"one")
    server.page("/feed", sitemap("2020-01-01"))
    run(again=())
    clock.ahead = 1000
    assert outcomes(server, run(again=())) == {"/feed": "listed"}
    server.page("/feed", sitemap("2999-01-01"))
    clock.ahead = 2000
    assert outcomes(server, run(again=())) == {"/feed": "listed", "/1": "changed"}


def test_sitemaps_in_sitemaps_go_one_step(server: RudeServer, run: Run) -> None:
    def index(path: str) -> bytes:
        return f"<sitemapindex><sitemap><loc>{server.url(path)}</loc></sitemap></sitemapindex>".encode()

    server.page("/feed", index("/inner"))
    server.page("/inner", index("/feed2"))
    assert outcomes(server, run()) == {"/feed": "listed", "/inner": "listed"}
    server.page("/other", index("/packed"))
    server.page("/packed", gzip.compress(f"<urlset><url><loc>{server.url('/1')}</loc></url></urlset>".encode()))
    server.page("/1", b"one")
    assert outcomes(server, run("/other"))["/1"] == "stored"


def sleep(_: Asked) -> None:
    time.sleep(1.2)


def drip(asked: Asked) -> None:
    asked.send(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(40):
        asked.send(b"x")
        time.sleep(0.1)


def endless(asked: Asked) -> None:
    asked.send(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        asked.send(b"x" * 50_000)


def headers_without_end(asked: Asked) -> None:
    asked.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        asked.send(b"X-Y: " + b"z" * 5000 + b"\r\n")


def raw(data: bytes) -> Callable[[Asked], None]:
    return lambda asked: asked.send(data)


def answer(status: str, *headers: str, body: bytes = b"") -> Callable[[Asked], None]:
    return lambda asked: asked.answer(status, body, *headers)


MISBEHAVIOUR: dict[str, tuple[Callable[[Asked], None], str]] = {
    "silent": (sleep, "failed"),
    "slow": (drip, "failed"),
    "endless": (endless, "failed"),
    "circle": (answer("302 Found", "Location: /circle"), "failed"),
    "to-this-machine": (answer("302 Found", "Location: http://127.0.0.1:9/"), "refused"),
    "to-a-private-net": (answer("302 Found", "Location: http://192.168.0.1/"), "refused"),
    "to-a-file": (answer("302 Found", "Location: file:///etc/passwd"), "refused"),
    "to-a-mapped-address": (answer("302 Found", "Location: http://[::ffff:10.0.0.1]/"), "refused"),
    "to-this-machine-mapped": (answer("302 Found", "Location: http://[::ffff:7f00:1]/"), "refused"),
    "through-nat64": (answer("302 Found", "Location: http://[64:ff9b::a00:1]/"), "refused"),
    "through-6to4": (answer("302 Found", "Location: http://[2002:7f00:1::]/"), "refused"),
    "to-a-neighbour": (answer("302 Found", "Location: http://[fe80::1%25eth0]/"), "refused"),
    "to-a-number": (answer("302 Found", "Location: http://2130706433/"), "refused"),
    "to-octal": (answer("302 Found", "Location: http://0177.0.0.1/"), "refused"),
    "to-keys-of-the-cloud": (answer("301 Moved", "Location: http://169.254.169.254/latest/"), "refused"),
    "with-a-password": (answer("302 Found", "Location: http://me:secret@127.0.0.1/"), "refused"),
    "to-nowhere": (answer("302 Found"), "failed"),
    "too-short": (answer("200 OK", "Content-Length: 50", body=b"short"), "failed"),
    "too-long": (answer("200 OK", "Content-Length: 99999999999"), "failed"),
    "bad-chunks": (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), "failed"),
    "bomb": (answer("200 OK", "Content-Encoding: gzip", body=gzip.compress(b"\0" * 9_000_000)), "failed"),
    "not-packed": (answer("200 OK", "Content-Encoding: gzip", body=b"plain"), "failed"),
    "no-http": (raw(b"220 smtp.example ESMTP\r\n"), "failed"),
    "nothing": (raw(b""), "failed"),
    "headers-without-end": (headers_without_end, "failed"),
    "a-header-bomb": (answer("200 OK", *(f"X-{n}: {'y' * 900}" for n in range(2000))), "failed"),
    "two-lengths": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 9\r\n\r\nab"), "failed"),
    "lengths-and-chunks": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nab"), "failed"),
    "waits-and-waits": (raw(b"HTTP/1.1 100 Continue\r\n\r\n" * 50), "failed"),
    "packed-twice": (answer("200 OK", "Content-Encoding: gzip, gzip", body=gzip.compress(b"x")), "failed"),
    "breaks-off": (answer("200 OK", "Content-Encoding: gzip", body=gzip.compress(b"x" * 900)[:-9]), "failed"),
    "lies-about-letters": (answer("200 OK", "Content-Type: text/html; charset=utf-16", body="خبر".encode()), "stored"),
    "letters-of-nowhere": (answer("200 OK", "Content-Type: text/html; charset=klingon", body="خبر".encode()), "stored"),
    "header-tricks": (raw(b"HTTP/1.1 200 OK\r\nX: a\r\n\x00: b\r\n\r\n"), "failed"),
    "broken": (answer("500 Oops"), "failed"),
    "missing": (answer("404 Not Found"), "failed"),
    "gone": (answer("410 Gone"), "gone"),
    "forbidden": (answer("403 Forbidden"), "failed"),
    "strange": (answer("299 Well"), "stored"),
}


def test_misbehaviour_is_told_and_the_rest_goes_on(server: RudeServer, run: Run) -> None:
    for name, (handler, _) in MISBEHAVIOUR.items():
        server.on(f"/{name}", handler)
    server.page("/good", b"good")
    feed_of(server, *(f"/{name}" for name in MISBEHAVIOUR), "/good")
    found = outcomes(server, run())
    expected = {f"/{name}": outcome for name, (_, outcome) in MISBEHAVIOUR.items()}
    assert found == {"/feed": "listed", "/good": "stored", **expected}
    assert all(path in ("/robots.txt", *found) for path in server.paths())


@pytest.mark.parametrize("header", ["Retry-After: 3600", "Retry-After: Fri, 31 Dec 2100 00:00:00 GMT", "X: y"])
def test_a_site_that_wants_rest_is_asked_nothing_more(server: RudeServer, run: Run, header: str) -> None:
    feed_of(server, "/1", "/2", "/3")
    for path in ("/1", "/2", "/3"):
        server.page(path, b"", "429 Too Many Requests", header)
    events = run()
    assert [event.outcome for event in events] == ["listed", "waits"]
    assert len(server.paths()) == 3  # robots.txt, the feed, one page


def test_robots_that_change(server: RudeServer, run: Run, clock: Clock) -> None:
    feed_of(server, "/open/1", "/closed/1")
    server.page("/robots.txt", b"User-agent: *\nDisallow: /closed")
    server.page("/open/1", b"one")
    server.page("/closed/1", b"two")
    assert outcomes(server, run()) == {"/feed": "listed", "/open/1": "stored", "/closed/1": "refused"}
    assert "/closed/1" not in server.paths()
    server.page("/robots.txt", b"User-agent: *\nDisallow: /open")
    clock.ahead = 2 * 86400
    assert outcomes(server, run()) == {"/feed": "listed", "/open/1": "refused", "/closed/1": "stored"}


def test_a_redirect_into_what_robots_close(server: RudeServer, run: Run) -> None:
    feed_of(server, "/1")
    server.page("/robots.txt", b"User-agent: *\nDisallow: /closed")
    server.page("/1", b"", "302 Found", "Location: /closed/1")
    assert outcomes(server, run())["/1"] == "refused"
    assert "/closed/1" not in server.paths()


def test_crawl_delay_is_kept(server: RudeServer, run: Run) -> None:
    feed_of(server, "/1", "/2")
    server.page("/robots.txt", b"User-agent: *\nCrawl-delay: 0.4")
    run()
    times = [asked.at for asked in server.asked if asked.path != "/robots.txt"]
    assert len(times) == 3
    assert all(later - earlier >= 0.35 for earlier, later in pairwise(times))


def test_a_page_that_moved_for_good(server: RudeServer, run: Run, kept: list[tuple[str, bytes, str]]) -> None:
    feed_of(server, "/old")
    server.page("/old", b"", "301 Moved", "Location: /new")
    server.page("/new", b"here")
    told = {event.url: event.detail for event in run()}[server.url("/old")]
    assert (told, kept) == (f"now at {server.url('/new')}", [("/new", b"here", "")])


def test_a_feed_that_breaks_and_comes_back(server: RudeServer, run: Run, clock: Clock) -> None:
    server.page("/feed", b"<html>maintenance</html>")
    server.page("/1", b"one")
    assert outcomes(server, run()) == {"/feed": "no feed"}
    server.page("/feed", b"", "500 Oops")
    clock.ahead = 1000
    assert outcomes(server, run()) == {"/feed": "failed"}
    feed_of(server, "/1")
    clock.ahead = 2000
    assert outcomes(server, run()) == {"/feed": "listed", "/1": "stored"}


def test_a_feed_of_ten_thousand(server: RudeServer, run: Run) -> None:
    """The newest are taken, as many as the feed's `pages` says, and no more."""
    days = (f"<pubDate>{formatdate(1_700_000_000 + 60 * n, usegmt=True)}</pubDate>" for n in range(10_000))
    items = "".join(f"<item><link>{server.url(f'/{n}')}</link>{day}</item>" for n, day in enumerate(days))
    feed = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()
    server.page("/feed", gzip.compress(feed), "200 OK", "Content-Encoding: gzip")
    for n in range(10_000):
        server.page(f"/{n}", b"page")
    found = outcomes(server, run(pages=3, most_bytes=5_000_000))
    assert found == {"/feed": "listed", "/4999": "stored", "/4998": "stored", "/4997": "stored"}


@pytest.mark.parametrize("status", ["500 Oops", "503 Busy", "429 Too Many Requests"])
def test_robots_that_cannot_be_had_close_the_site(server: RudeServer, run: Run, status: str) -> None:
    feed_of(server, "/1")
    server.page("/robots.txt", b"", status)
    assert outcomes(server, run()) == {"/feed": "refused"}
    assert set(server.paths()) == {"/robots.txt"}


def test_a_feed_with_entities(server: RudeServer, run: Run) -> None:
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    item = f"<item><title>&l9;</title><link>{server.url('/1')}</link></item>"
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]><rss><channel>{item}</channel></rss>'
    server.page("/feed", bomb.encode())
    server.page("/1", b"one")
    assert outcomes(server, run())["/feed"] == "listed"


def test_a_run_that_ends_in_the_middle_goes_on(
    server: RudeServer, fetcher: Fetcher, tmp_path: Path, run: Run, kept: list[tuple[str, bytes, str]]
) -> None:
    """What was kept and not yet written down is asked for once more, nothing else is."""
    paths = [f"/{n}" for n in range(6)]
    feed_of(server, *paths)
    for path in paths:
        server.page(path, path.encode())
    watched = Watched((Feed(server.url("/feed")),), pace="0.01s")

    def die(found: Fetched, _: str) -> Keeping:
        if found.data == b"/3":
            raise KeyboardInterrupt
        return Keeping(found.data.decode(), "stored")

    ledger = Ledger(tmp_path / "watch.ledger")
    with pytest.raises(KeyboardInterrupt):
        list(Watch(watched, ledger, fetcher, die).run(once=True))
    ledger.close()
    run()
    assert sorted(data.decode() for _, data, _ in kept) == ["/3", "/4", "/5"]
    assert server.paths().count("/feed") == 1


def test_stopped_from_outside(server: RudeServer, fetcher: Fetcher, tmp_path: Path) -> None:
    feed_of(server, "/1")
    server.page("/1", b"one")
    ledger = Ledger(tmp_path / "watch.ledger")
    watch = Watch(
        Watched((Feed(server.url("/feed")),), pace="0.01s"), ledger, fetcher, lambda *_: Keeping("p", "stored")
    )
    told = []
    for event in watch.run():
        told.append(event.outcome)
        if event.outcome == "stored":
            watch.stop()
    ledger.close()
    assert told == ["listed", "stored"]
