from __future__ import annotations

import gzip
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from batch.archives import html, members, text, write_lines, write_parquet, write_warc
from musnad.batch import parts as parts_module
from musnad.batch.parts import Part, parts_of
from musnad.batch.ranges import sources_of
from musnad.page.errors import InputError
from musnad.page.formats import Source


def pages(found: list[Part | InputError]) -> tuple[list[str], list[str]]:
    """The addresses of the pages of parts, and the errors."""
    urls, errors = [], []
    for part in found:
        for one in [part] if isinstance(part, InputError) else sources_of(part):
            (errors.append(str(one)) if isinstance(one, InputError) else urls.append(one.url.rpartition("/")[2]))
    return urls, errors


@pytest.mark.parametrize("write", [write_warc, write_lines, write_parquet])
@pytest.mark.parametrize("size", [1, 100, 333, 700, 5000, 10**9])
def test_parts_hold_each_page_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: object, size: int) -> None:
    monkeypatch.setattr(parts_module, "PART_BYTES", size)
    suffix = {write_warc: "warc.gz", write_lines: "jsonl", write_parquet: "parquet"}[write]  # type: ignore[index]
    path = tmp_path / f"a.{suffix}"
    write(path, range(9))  # type: ignore[operator]
    assert pages(list(parts_of([path]))) == ([str(n) for n in range(9)], [])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 3000), max_size=6))
def test_any_cuts_give_each_record_once(tmp_path_factory: pytest.TempPathFactory, cuts: list[int]) -> None:
    path = write_warc(tmp_path_factory.mktemp("w") / "a.warc.gz", range(7))
    size = path.stat().st_size
    ends = sorted({0, size, *(min(cut, size) for cut in cuts)})
    whole = Part("x", "warc", (str(path),), 0, size, size)
    found = [replace(whole, start=start, stop=stop) for start, stop in pairwise(ends)]
    assert pages(list(found)) == ([str(n) for n in range(7)], [])


def test_the_bytes_are_those_of_the_page(tmp_path: Path) -> None:
    (part,) = parts_of([write_parquet(tmp_path / "a.parquet", [4])])
    assert isinstance(part, Part)
    (source,) = sources_of(part)
    assert isinstance(source, Source)
    assert (source.data, source.format, source.url) == (html(4), "html", "https://table.example/4")
    (part,) = parts_of([write_lines(tmp_path / "a.jsonl", [4])])
    (source,) = sources_of(part)  # type: ignore[arg-type]
    assert isinstance(source, Source)
    assert (source.data.decode(), source.name, source.format) == (text(4), "p4", "text")


def test_behind_a_damaged_place_reading_goes_on(tmp_path: Path) -> None:
    made = members(range(8))
    broken = bytearray(made[3])
    broken[30:80] = bytes(50)
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join([*made[:3], bytes(broken), *made[4:]]))
    urls, errors = pages(list(parts_of([path])))
    assert urls == ["0", "1", "2", "4", "5", "6", "7"]
    assert len(errors) == 1
    assert "goes on at byte" in errors[0]


def test_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(members(range(5)))[:-40])
    urls, errors = pages(list(parts_of([path])))
    assert urls[:4] == ["0", "1", "2", "3"]
    assert len(errors) == 1


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.warc.gz", b"", "no record in it"),
        ("a.warc.gz", b"not an archive", "no record"),
        ("a.jsonl", b"{}\nnot json\n", "not JSON"),
        ("a.parquet", b"PAR1junk", "cannot be read"),
        ("none.warc.gz", None, "no such file"),
    ],
)
def test_what_is_none_is_told(tmp_path: Path, name: str, data: bytes | None, words: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    urls, errors = pages(list(parts_of([tmp_path / name])))
    assert urls == []
    assert any(words in error for error in errors), errors
    assert all(name in error for error in errors)


def odd(kind: str, body: bytes, length: int | None = None, *headers: str) -> bytes:
    """A record that is no common page, or tells a false length."""
    answer = "\r\n".join(["HTTP/1.1 200 OK", *headers, "", ""]).encode() + body
    head = [
        "WARC/1.0", f"WARC-Type: {kind}", "WARC-Target-URI: https://odd.example/odd", "WARC-Date: 2026-11-01T10:00:00Z",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(answer) if length is None else length}",
    ]  # fmt: skip
    return "\r\n".join([*head, "", ""]).encode() + answer + b"\r\n\r\n"


HTML = "Content-Type: text/html; charset=utf-8"
ODD = {
    "a bomb": (odd("response", gzip.compress(b"\0" * 9_000_000), None, HTML, "Content-Encoding: gzip"), [], 1),
    "a revisit": (odd("revisit", b""), [], 0),
    "a picture": (odd("response", b"\x89PNG" * 99, None, "Content-Type: image/png"), [], 0),
    "a film without a type": (odd("response", b"x" * 9_000_000), [], 1),
    "no body": (odd("response", b"", None, HTML), [], 1),
    "packed by name only": (odd("response", html(3), None, HTML, "Content-Encoding: gzip"), [], 1),
    "pieces by name only": (odd("response", html(3), None, HTML, "Transfer-Encoding: chunked"), [], 1),
    "far too long": (odd("response", html(3), 10**9, HTML), [], 1),
    "a little too long": (odd("response", html(3), len(html(3)) + 400, HTML), ["odd"], 1),
    "too short": (odd("response", html(3), 300, HTML), ["odd"], 1),
    "less than nothing": (odd("response", html(3), -7, HTML), [], 1),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_records_take_nothing_with_them(tmp_path: Path, name: str) -> None:
    """What stands before and behind is read; what is broken is told once."""
    record, more, told = ODD[name]
    before, behind = members([1]), members([2])
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join([*before, gzip.compress(record), *behind]))
    (part,) = parts_of([path])
    found = list(sources_of(part, 1_000_000))  # type: ignore[arg-type]
    urls = [one.url.rpartition("/")[2] for one in found if isinstance(one, Source)]
    assert (urls, sum(isinstance(one, InputError) for one in found)) == (["1", *more, "2"], told)


def test_a_line_too_long_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = write_lines(path, [1, 2]).read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + b'{"text": "' + b"x" * 50_000 + b'"}\n' + lines[1])
    (part,) = parts_of([path])
    found = list(sources_of(part, 5000))  # type: ignore[arg-type]
    assert [type(one).__name__ for one in found] == ["Source", "InputError", "Source"]


def test_names_are_those_of_the_content(tmp_path: Path) -> None:
    path = write_warc(tmp_path / "a.warc.gz", range(3))
    first = [part.id for part in parts_of([path])]  # type: ignore[union-attr]
    assert first == [part.id for part in parts_of([path])]  # type: ignore[union-attr]
    write_warc(path, range(4))
    assert first != [part.id for part in parts_of([path])]  # type: ignore[union-attr]
