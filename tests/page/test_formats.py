"""What files hold: single pages, JSON lines and web archives, whole and damaged."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from musnad.page.articles import articles
from musnad.page.errors import InputError
from musnad.page.formats import Source, sources_in
from musnad.page.pages import open_page, pages_in
from running import PAGE

BODY = "<html><body><p>قال زياد الحمداني إن الميناء سيفتح أبوابه غدا بعد عام من العمل في نورستان.</p></body></html>"


def record(url: str, body: bytes, coding: str = "") -> bytes:
    """A response record of a web archive."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
    if coding == "gzip":
        body = gzip.compress(body)
        head += b"Content-Encoding: gzip\r\n"
    content = head + b"Content-Length: %d\r\n\r\n" % len(body) + body
    lines = [
        "WARC/1.0", "WARC-Type: response", f"WARC-Target-URI: {url}", "WARC-Date: 2026-01-01T00:00:00Z",
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>",
        "Content-Type: application/http; msgtype=response", f"Content-Length: {len(content)}",
    ]  # fmt: skip
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content + b"\r\n\r\n"


RECORDS = [record(f"http://example.org/{n}", BODY.encode() * (n + 1), "gzip" if n == 1 else "") for n in range(3)]


def read(path: Path, data: bytes, max_bytes: int = 1_000_000) -> tuple[list[Source], list[str]]:
    path.write_bytes(data)
    found = list(sources_in(path, max_bytes))
    return [s for s in found if isinstance(s, Source)], [str(e) for e in found if isinstance(e, InputError)]


@pytest.mark.parametrize("suffix", [".warc", ".warc.gz"])
def test_an_archive_yields_its_pages(tmp_path: Path, suffix: str) -> None:
    data = b"".join(map(gzip.compress, RECORDS)) if suffix == ".warc.gz" else b"".join(RECORDS)
    pages, errors = read(tmp_path / f"a{suffix}", data)
    assert [page.data for page in pages] == [BODY.encode() * n for n in (1, 2, 3)]
    assert [page.url for page in pages] == [f"http://example.org/{n}" for n in range(3)]
    assert pages[0].fetched.startswith("2026-01-01")
    assert errors == []


@pytest.mark.parametrize("cut", [20, 60, 150, 300, 480])
@pytest.mark.parametrize("suffix", [".warc", ".warc.gz"])
def test_a_cut_archive_says_so_and_how_much_was_read(tmp_path: Path, suffix: str, cut: int) -> None:
    data = b"".join(map(gzip.compress, RECORDS)) if suffix == ".warc.gz" else b"".join(RECORDS)
    pages, errors = read(tmp_path / f"a{suffix}", data[:-cut])
    assert len(pages) >= 1
    assert "cut off" in errors[-1]
    assert f"{len(pages)} pages read" in errors[-1]


def test_a_bomb_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    bomb = record("http://example.org/bomb", b"\0" * 50_000_000, "gzip")
    pages, errors = read(tmp_path / "a.warc", bomb + RECORDS[0])
    assert len(pages) == 1
    assert "larger than 1000000 bytes unpacked" in errors[0]


def test_no_archive_at_all(tmp_path: Path) -> None:
    assert "no record in it" in read(tmp_path / "a.warc", b"")[1][0]
    assert read(tmp_path / "b.warc", b"garbage " * 100)[1]


def test_json_lines_name_their_bad_lines(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "text": "نص"}),
        "{",
        '["x"]',
        json.dumps({"id": 1}),
        "",
        json.dumps({"html": "<p>ب"}),
    ]
    pages, errors = read(tmp_path / "a.jsonl", "\n".join(lines).encode())
    assert [(page.name, page.format) for page in pages] == [("a", "text"), (f"{tmp_path / 'a.jsonl'}:6", "html")]
    assert [error.split(".jsonl:")[1].split(":")[0] for error in errors] == ["2", "3", "4"]


@pytest.mark.parametrize(
    ("told", "outlet", "house", "day"),
    [
        ({"outlet": "صدى الجبل", "published": "2026-03-01T10:00"}, "صدى الجبل", None, "2026-03-01"),
        ({"publisher": "رويترز", "url": "https://www.aljazeera.net/1"}, "رويترز", "outlet:reuters", ""),
        ({"url": "https://www.aljazeera.net/1"}, "الجزيرة", "outlet:al-jazeera", ""),
        ({"outlet": ["صدى"], "published": {"day": 1}}, "", None, ""),
        ({"outlet": "صدى \ud800", "published": "غدا"}, "صدى ?", None, ""),
    ],
)
def test_a_line_may_tell_outlet_and_day(
    tmp_path: Path, told: dict[str, object], outlet: str, house: str | None, day: str
) -> None:
    (page,), _ = read(tmp_path / "a.jsonl", json.dumps({"id": "a", "text": PAGE} | told).encode())
    (article,) = articles(open_page(page))
    assert (article.outlet, article.outlet_id) == (outlet, house)
    assert (article.published.value if article.published else "") == day


def test_a_line_that_is_too_long_is_passed_over(tmp_path: Path) -> None:
    lines = [json.dumps({"text": "x" * 500}), json.dumps({"id": "b", "text": "y"})]
    pages, errors = read(tmp_path / "a.jsonl", "\n".join(lines).encode(), max_bytes=100)
    assert [page.name for page in pages] == ["b"]
    assert ":1: a line of more than 100 bytes" in errors[0]


def test_a_file_that_is_too_large_or_not_there(tmp_path: Path) -> None:
    assert "larger than 10 bytes" in read(tmp_path / "a.txt", b"x" * 11, max_bytes=10)[1][0]
    assert "cannot be read" in str(next(iter(sources_in(tmp_path / "none.txt"))))
    assert "folder" in str(next(iter(sources_in(tmp_path))))


def test_pages_in_tells_its_troubles(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"html": BODY}) + "\n{\n", encoding="utf-8")
    troubles: list[InputError] = []
    assert [page.format for page in pages_in(path, trouble=troubles.append)] == ["html"]
    assert len(troubles) == 1
    with pytest.raises(InputError, match=":2:"):
        list(pages_in(path))
