"""One fetch against a server that misbehaves; nothing but loopback is contacted."""

from __future__ import annotations

import gzip
import time

import pytest

from fetch.rude_server import Asked, RudeServer
from musnad.fetch import BadAnswer, Fetcher, Refused, TooMuch, Unreachable
from musnad.fetch.client import AGENT


def test_a_page(server: RudeServer, fetcher: Fetcher) -> None:
    url = server.page("/a", "خبر".encode(), "200 OK", "Content-Type: text/html; charset=utf-8", 'ETag: "x1"')
    found = fetcher.get(url, {"If-None-Match": '"x0"'})
    assert (found.status, found.data.decode(), found.url) == (200, "خبر", url)
    assert (found.content_type, found.headers["etag"]) == ("text/html; charset=utf-8", '"x1"')
    assert server.asked[0].headers["if-none-match"] == '"x0"'
    assert server.asked[0].headers["user-agent"] == AGENT
    assert server.asked[0].headers["host"] == f"127.0.0.1:{server.port}"


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "500 Oops", "429 Too Many", "304 Not Modified"])
def test_any_status_is_an_answer(server: RudeServer, fetcher: Fetcher, status: str) -> None:
    assert fetcher.get(server.page("/s", b"", status)).status == int(status[:3])


def test_loopback_is_refused_unless_named(server: RudeServer) -> None:
    with pytest.raises(Refused, match=r"127\.0\.0\.1"):
        Fetcher().get(server.page("/a"))
    assert server.asked == []


@pytest.mark.parametrize("place", ["http://127.0.0.1:1/", "http://[::1]/", "file:///etc/passwd", "http://10.0.0.1/"])
def test_redirects_are_checked_again(server: RudeServer, fetcher: Fetcher, place: str) -> None:
    url = server.page("/a", b"", "302 Found", f"Location: {place}")
    with pytest.raises(Refused):
        fetcher.get(url)


def test_what_is_checked_is_what_is_connected_to(server: RudeServer, fetcher: Fetcher) -> None:
    """A name that resolves otherwise a second time leads nowhere else: it is resolved once."""
    asked = []

    def shifting(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    server.page("/a", b"here")
    own = Fetcher(fetcher.limits, fetcher.allowed, shifting)
    assert own.get(f"http://news.example:{server.port}/a").data == b"here"
    assert asked == [("news.example", server.port)]


def test_a_name_that_shifts_between_two_steps_is_refused(server: RudeServer, fetcher: Fetcher) -> None:
    """Every redirect is resolved and looked at anew, also one to the same name."""
    given = iter((["127.0.0.1"], ["10.0.0.1"]))
    server.page("/a", b"", "302 Found", "Location: /b")
    server.page("/b", b"here")
    own = Fetcher(fetcher.limits, fetcher.allowed, lambda *_: next(given))
    with pytest.raises(Refused, match=r"10\.0\.0\.1"):
        own.get(f"http://news.example:{server.port}/a")
    assert server.paths() == ["/a"]


def test_moved_for_good(server: RudeServer, fetcher: Fetcher) -> None:
    server.page("/new", b"here")
    for_good = fetcher.get(server.page("/old", b"", "301 Moved", "Location: /new"))
    for_now = fetcher.get(server.page("/old2", b"", "302 Found", "Location: /new"))
    assert (for_good.url, for_good.data, for_good.moved_for_good) == (server.url("/new"), b"here", True)
    assert not for_now.moved_for_good


def test_redirects_in_a_circle(server: RudeServer, fetcher: Fetcher) -> None:
    server.page("/b", b"", "302 Found", "Location: /a")
    with pytest.raises(TooMuch, match="circle"):
        fetcher.get(server.page("/a", b"", "302 Found", "Location: /b"))


def test_redirects_without_end(server: RudeServer, fetcher: Fetcher) -> None:
    for at in range(9):
        server.page(f"/{at}", b"", "302 Found", f"Location: /{at + 1}")
    with pytest.raises(TooMuch, match="3 redirects"):
        fetcher.get(server.url("/0"))


def test_silent(server: RudeServer, fetcher: Fetcher) -> None:
    with pytest.raises(TooMuch, match="did not come"):
        fetcher.get(server.on("/a", lambda _: time.sleep(3)))


def drip(asked: Asked) -> None:
    asked.send(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(100):
        asked.send(b"x")
        time.sleep(0.1)


def drip_headers(asked: Asked) -> None:
    asked.send(b"HTTP/1.1 200 OK\r\n")
    for at in range(100):
        asked.send(b"X-%d: y\r\n" % at)
        time.sleep(0.1)


@pytest.mark.parametrize("handler", [drip, drip_headers])
def test_dripping(server: RudeServer, fetcher: Fetcher, handler: object) -> None:
    begun = time.monotonic()
    with pytest.raises(TooMuch, match="did not come"):
        fetcher.get(server.on("/a", handler))  # type: ignore[arg-type]
    assert time.monotonic() - begun < 6


def endless(asked: Asked) -> None:
    asked.send(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        asked.send(b"x" * 50_000)


def endless_headers(asked: Asked) -> None:
    asked.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        asked.send(b"X-Y: " + b"z" * 5000 + b"\r\n")


def test_endless(server: RudeServer, fetcher: Fetcher) -> None:
    with pytest.raises(TooMuch, match="larger than 200000"):
        fetcher.get(server.on("/a", endless))
    with pytest.raises(BadAnswer):
        fetcher.get(server.on("/b", endless_headers))


def test_declared_too_large(server: RudeServer, fetcher: Fetcher) -> None:
    with pytest.raises(TooMuch, match="larger"):
        fetcher.get(server.page("/a", b"x", "200 OK", "Content-Length: 999999999"))


def test_a_bomb(server: RudeServer, fetcher: Fetcher) -> None:
    bomb = gzip.compress(b"\0" * 20_000_000)
    with pytest.raises(TooMuch, match="larger"):
        fetcher.get(server.page("/a", bomb, "200 OK", "Content-Encoding: gzip"))


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nabcde",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\nabc",
        b"SSH-2.0-OpenSSH\r\n\r\n",
        b"",
    ],
)
def test_answers_that_break_the_rules(server: RudeServer, fetcher: Fetcher, answer: bytes) -> None:
    with pytest.raises(BadAnswer):
        fetcher.get(server.on("/a", lambda asked: asked.send(answer)))


def test_nobody_there(server: RudeServer, fetcher: Fetcher) -> None:
    server.close()
    with pytest.raises(Unreachable, match="cannot be reached"):
        fetcher.get(server.url("/a"))


def test_unknown_host(fetcher: Fetcher) -> None:
    def unknown(*_: object) -> list[str]:
        raise OSError("Name or service not known")

    with pytest.raises(Unreachable, match="not known"):
        Fetcher(fetcher.limits, (), unknown).get("http://nowhere.example/")
