"""Nothing that stands on a page steers the terminal."""

from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from musnad.terminal import Screen, safe


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("قال الوزير", "قال الوزير"),
        ("قَالَ «مدرسة»، ١٢٪", "قَالَ «مدرسة»، ١٢٪"),
        ("سطر\nثان\tوثالث\u00a0هنا\u2028ورابع", "سطر ثان وثالث هنا ورابع"),
        ("\x1b[31mأحمر\x1b[0m", "\\x1b[31mأحمر\\x1b[0m"),
        ("\x9b2Jمسح", "\\x9b2Jمسح"),
        ("\x07جرس\x00", "\\x07جرس\\x00"),
        ("\u202eمقلوب\u202c \u2067معزول\u2069\u200f", "مقلوب معزول"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("[bold]ليس تنسيقا[/bold] :smile:", "[bold]ليس تنسيقا[/bold] :smile:"),
        ("\ud800", "\\xd800"),
        ("", ""),
    ],
)
def test_safe(given: str, shown: str) -> None:
    assert safe(given) == shown


@given(st.text())
def test_safe_leaves_nothing_that_a_terminal_obeys(text: str) -> None:
    shown = safe(text)
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    assert not [c for c in shown if unicodedata.bidirectional(c) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI")]


def printed(text: str, width: int | None, indent: int = 4) -> list[str]:
    file = io.StringIO()
    Screen(file, width).line(text, indent=indent)
    return file.getvalue().split("\n")[:-1]


LONG = "قال زياد الحمداني إن الخطة تبدأ في الربيع وتمتد إلى آخر العام على مراحل " * 4


@pytest.mark.parametrize("width", [24, 40, 80, 120, 300])
def test_lines_wrap_inside_the_terminal_and_lose_no_word(width: int) -> None:
    lines = printed(LONG, width)
    assert max(map(cell_len, lines)) <= min(width, 110)
    assert [line for line in lines if not line.startswith("    ")] == []
    assert " ".join(lines).split() == LONG.split()


def test_a_pipe_gets_one_line_without_colour() -> None:
    assert printed(LONG, None) == ["    " + LONG.rstrip()]


def test_markup_is_printed_as_it_stands() -> None:
    assert printed("[red]نص[/red] https://x.example :smile:", None, 0) == ["[red]نص[/red] https://x.example :smile:"]
