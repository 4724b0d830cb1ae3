"""Names of pages, articles and findings."""

from __future__ import annotations

import pytest

from musnad.names import BadName, Name, parse_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("3696e6412f6dc083", Name("3696e6412f6dc083")),
        ("3696e641", Name("3696e641")),
        ("3696E641.0", Name("3696e641", 0)),
        ("3696e6412f6dc083.0.a3", Name("3696e6412f6dc083", 0, "a", 3)),
        (" 3696e641.12.s10 ", Name("3696e641", 12, "s", 10)),
        ("3696e641.b7", Name("3696e641", None, "b", 7)),
        ("3696e641.1.m0", Name("3696e641", 1, "m", 0)),
        ("3696e641.1.e2", Name("3696e641", 1, "e", 2)),
    ],
)
def test_a_name_is_taken_apart(text: str, name: Name) -> None:
    assert parse_name(text) == name
    assert parse_name(str(name)) == name


@pytest.mark.parametrize(
    "text",
    ["", "abc", "xyz12345", "3696e641.", "3696e641.a3", "3696e641.0.z1", "3696e641.0.b1", "3696e641.b", "../etc"],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(BadName, match="no name of a page"):
        parse_name(text)
