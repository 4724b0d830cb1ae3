"""A page reads the same in whatever it comes: encodings declared or not or wrongly, JSON lines, web archives."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

import make_pages
from musnad.page.articles import articles
from musnad.page.errors import InputError
from musnad.page.pages import pages_in
from musnad.records import Page

STYLES = ("algerian_daily", "egyptian_weekly", "syndicator", "saudi_electronic", "london_paper")
MADE = [
    page
    for form in ("html", "lines", "flat")
    for page, _, _ in make_pages.make_all(seed=5, each=1, split="held_out", forms=(form,))
    if page["id"].split("-")[0] in STYLES and "-p" in page["id"]
]
HTML = [page for page in MADE if "html" in page]
# letters that Windows-1256 lacks are none of this test's business
FOREIGN = str.maketrans({"−": "-", "“": '"', "”": '"', "…": "..."})


def told(page: Page) -> list[tuple[str, str, str]]:
    """The articles of a page: headline, day, words."""
    found = articles(page)
    return [(a.title, a.published.value if a.published else "", " ".join(a.text.split())) for a in found]


def only(path: Path, data: bytes) -> Page:
    path.write_bytes(data)
    (page,) = pages_in(path)
    return page


def archived(body: bytes, coding: str = "", kind: str = "text/html") -> bytes:
    """A web archive of one response."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n" + (f"Content-Encoding: {coding}\r\n" if coding else "")
    content = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
    lines = (
        "WARC/1.0", "WARC-Type: response", "WARC-Target-URI: http://example.org/1", "WARC-Date: 2026-01-01T00:00:00Z",
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>",
        "Content-Type: application/http; msgtype=response", f"Content-Length: {len(content)}",
    )  # fmt: skip
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content + b"\r\n\r\n"


DRESSED: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "cp1256 declared": ("a.html", lambda page: page.replace("utf-8", "windows-1256").encode("cp1256", "replace")),
    "cp1256 undeclared": (
        "a.html",
        lambda page: page.replace("<meta charset='utf-8'>", "").encode("cp1256", "replace"),
    ),
    "cp1256 as utf-8": ("a.html", lambda page: page.encode("cp1256", "replace")),
    "utf-8 as cp1256": ("a.html", lambda page: page.replace("utf-8", "windows-1256").encode()),
    "utf-16": ("a.html", lambda page: page.replace("utf-8", "utf-16").encode("utf-16")),
    "utf-8 with a mark": ("a.html", lambda page: page.encode("utf-8-sig")),
    "no suffix": ("page", lambda page: page.encode()),
    "json line": ("a.jsonl", lambda page: json.dumps({"id": "1", "html": page}).encode() + b"\n"),
    "archive": ("a.warc", lambda page: archived(page.encode())),
    "archive, zipped": ("a.warc.gz", lambda page: gzip.compress(archived(page.encode()))),
    "archive, gzip coding": ("a.warc", lambda page: archived(gzip.compress(page.encode()), "gzip")),
    "archive, deflate coding": ("a.warc", lambda page: archived(zlib.compress(page.encode()), "deflate")),
    "archive, wrong head": (
        "a.warc",
        lambda page: archived(page.encode("cp1256", "replace"), kind="text/html; charset=utf-8"),
    ),
}


@pytest.mark.parametrize("way", DRESSED)
def test_a_page_in_markup_reads_the_same(way: str, tmp_path: Path) -> None:
    name, dress = DRESSED[way]
    for made in HTML:
        markup = made["html"].translate(FOREIGN)
        plain = only(tmp_path / "plain.html", markup.encode())
        assert told(only(tmp_path / name, dress(markup))) == told(plain), made["id"]
        assert told(plain)


@pytest.mark.parametrize("encoding", ["cp1256", "utf-16", "json"])
def test_a_page_without_markup_reads_the_same(encoding: str, tmp_path: Path) -> None:
    for made in MADE:
        if "text" not in made:
            continue
        text = made["text"].translate(FOREIGN)
        plain = only(tmp_path / "plain.txt", text.encode())
        if encoding == "json":
            dressed = only(tmp_path / "a.jsonl", json.dumps({"text": text}, ensure_ascii=False).encode())
        else:
            dressed = only(tmp_path / "a.txt", text.encode(encoding, "replace"))
        assert told(dressed) == told(plain), made["id"]


@pytest.mark.parametrize(
    ("coding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("x-gzip", gzip.compress)]
)
def test_a_bomb_in_a_coding_is_refused_by_its_address(
    coding: str, pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "a.warc"
    whole = HTML[0]["html"].encode()
    path.write_bytes(archived(pack(b" " * 40_000_000), coding) + archived(whole))
    troubles: list[InputError] = []
    pages = list(pages_in(path, max_bytes=1_000_000, trouble=troubles.append))
    assert len(pages) == 1
    assert "http://example.org/1" in str(troubles[0])


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "nonsense"])
def test_an_answer_that_cannot_be_unpacked_ends_no_archive(coding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(archived(b"this is not packed at all", coding) + archived(HTML[0]["html"].encode()))
    troubles: list[InputError] = []
    assert len(list(pages_in(path, trouble=troubles.append))) == 1
    assert "cannot be unpacked" in str(troubles[0])
