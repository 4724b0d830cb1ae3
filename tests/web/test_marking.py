"""Marks in a text: well formed whatever crosses, and no letter of the text lost."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from musnad.web.marking import Mark, marked

TAGS = "abcde"


class Reader(HTMLParser):
    """What each tag held, and whether tags are closed in the order in which they were opened."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[str] = []
        self.held: dict[str, str] = {}
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        for tag in set(self.open):
            self.held[tag] = self.held.get(tag, "") + data


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text("قال <&>\"'\nx", min_size=1, max_size=20))
    spans = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=len(TAGS)))
    marks = [Mark(min(s), max(s), n % 2, TAGS[n], id=f"i{n}") for n, s in enumerate(spans) if s[0] != s[1]]
    return text, marks


@given(texts())
def test_every_mark_holds_its_words_and_the_text_is_whole(given: tuple[str, list[Mark]]) -> None:
    text, marks = given
    reader = Reader()
    reader.feed(str(marked(text, 0, len(text), marks)))
    reader.close()
    assert reader.open == []
    assert reader.text == text
    assert reader.held == {mark.tag: text[mark.start : mark.stop] for mark in marks}
    assert sorted(reader.ids) == sorted(mark.id for mark in marks)


@given(texts(), st.integers(0, 20), st.integers(0, 20))
def test_a_part_of_a_text_holds_its_part_of_the_marks(given: tuple[str, list[Mark]], low: int, high: int) -> None:
    text, marks = given
    start, stop = min(low, high, len(text)), min(max(low, high), len(text))
    made = str(marked(text, start, stop, marks))
    assert html.unescape(re.sub(r"<[^>]*>", "", made)) == text[start:stop]


@pytest.mark.parametrize(
    ("marks", "made"),
    [
        ([Mark(0, 9, 0, "a"), Mark(4, 9, 0, "b")], "<a>قال <b>زياد.</b></a>"),
        ([Mark(0, 6, 0, "a"), Mark(4, 9, 0, "b", id="x")], '<a>قال <b id="x">زي</b></a><b>اد.</b>'),
        ([Mark(4, 8, 1, "b"), Mark(4, 8, 0, "a", after=Markup("<i>1</i>"))], "قال <a><b>زياد</b></a><i>1</i>."),
        ([Mark(2, 30, 0, "a", after=Markup("!"))], "قا<a>ل زياد.</a>"),
    ],
)
def test_nesting(marks: list[Mark], made: str) -> None:
    assert marked("قال زياد.", 0, 9, marks) == made
