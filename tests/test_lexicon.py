"""The loader of knowledge tables: what it reads, and what it refuses by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import Struct

from musnad.lexicon import LexiconError, lexicon, read_table


class Row(Struct, frozen=True):
    key: str
    forms: tuple[str, ...] = ()
    count: int = 0
    example: str = ""


def table(folder: Path, text: str) -> dict[str, Row]:
    (folder / "t.tsv").write_text(text, encoding="utf-8")
    return read_table("t", Row, folder)


def test_rows_come_in_file_order_with_lists_numbers_and_defaults(tmp_path: Path) -> None:
    rows = table(tmp_path, "# a comment\nkey\tforms\tcount\nقال\tقالت|قالوا\t3\n\nأعلن\t\t\n")
    assert list(rows) == ["قال", "أعلن"]
    assert rows["قال"] == Row("قال", ("قالت", "قالوا"), 3)
    assert rows["أعلن"] == Row("أعلن")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("key\tcolour\nقال\tred\n", "t.tsv:1: unknown column 'colour'"),
        ("forms\nقال\n", "t.tsv:1: the column 'key' is missing"),
        ("key\tkey\nقال\tقال\n", "t.tsv:1: a column stands twice"),
        ("key\nقال\nأعلن\nقال\n", "t.tsv:4: 'قال' stands twice"),
        ("key\tcount\nقال\tmany\n", "t.tsv:2:"),
        ("key\tcount\nقال\n", "t.tsv:2: 1 cells for 2 columns"),
        ("key\tcount\n\t3\n", "t.tsv:2:"),
        ("# nothing\n", "t.tsv: no header line"),
    ],
)
def test_what_cannot_be_trusted_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(LexiconError) as caught:
        table(tmp_path, text)
    assert str(caught.value).startswith(complaint)


def test_a_missing_or_broken_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"gone\.tsv"):
        read_table("gone", Row, tmp_path)
    (tmp_path / "bad.tsv").write_bytes(b"key\n\xff\xfe\n")
    with pytest.raises(LexiconError, match=r"bad\.tsv"):
        read_table("bad", Row, tmp_path)


def test_the_lexicon_is_read_once() -> None:
    assert lexicon() is lexicon()
