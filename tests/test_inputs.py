"""From paths to pages: what a folder gives, what is named, what cannot be opened."""

from __future__ import annotations

import io
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from musnad.inputs import STDIN, files_in, sources
from musnad.page.errors import InputError
from musnad.page.formats import Source


def found(*paths: Path) -> list[str]:
    return [str(path) if isinstance(path, Path) else f"! {path}" for path in files_in(paths)]


def test_a_folder_gives_its_pages_sorted(tmp_path: Path) -> None:
    for name in (
        "b.html",
        "a.TXT",
        "c.htm",
        "e.warc.gz",
        "d.warc",
        "x.jsonl",
        "x.pdf",
        "x",
        ".hidden.txt",
        "sub/z.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "y.txt").write_text("x")
    names = ["a.TXT", "b.html", "c.htm", "d.warc", "e.warc.gz", "sub/z.txt"]
    assert found(tmp_path) == [str(tmp_path / name) for name in names]


def test_a_named_file_is_taken_whatever_it_is(tmp_path: Path) -> None:
    paths = [tmp_path / "x.jsonl", tmp_path / ".hidden", STDIN, tmp_path / "is-not-there"]
    assert found(*paths) == [str(path) for path in paths]


def test_a_folder_that_links_to_itself_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "z.txt").write_text("x")
    assert found(tmp_path) == [
        f"{tmp_path}/a.txt", f"! {tmp_path}/loop: links to a folder already read; not followed", f"{tmp_path}/z.txt",
    ]  # fmt: skip


def test_a_link_that_leads_nowhere_is_read_and_so_told(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    [source] = sources([tmp_path])
    assert isinstance(source, InputError)
    assert "gone.txt: cannot be read: No such file" in str(source)


def test_deep_folders_are_no_matter(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(300):
        deep = deep / "d"
        deep.mkdir()
    (deep / "x.txt").write_text("x")
    assert found(tmp_path) == [str(deep / "x.txt")]


def test_other_kinds_of_files_are_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert found(tmp_path) == []


def test_standard_input_is_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO("نص".encode())))
    assert list(sources([STDIN])) == [Source("نص".encode(), "-")]


def test_standard_input_has_the_same_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"x" * 11)))
    [source] = sources([STDIN], max_bytes=10)
    assert "-: larger than 10 bytes" in str(source)
