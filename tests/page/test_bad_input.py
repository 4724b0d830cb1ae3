"""Whatever comes in: every page is covered by its blocks, every piece stands on it, or one clear error says why not."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from costs import bounded
from musnad.page.articles import articles
from musnad.page.errors import InputError
from musnad.page.pages import open_page
from musnad.page.segment import segment
from musnad.records import Page

BITS = [
    "قال زياد الحمداني إن الميناء سيفتح أبوابه غدا. ", "وأضاف أن العمل في نورستان بدأ قبل عام. ", "\n", "\n\n", " | ",
    "اقرأ أيضا: ", "المصدر: رويترز", "كلمات دلالية: ميناء نورستان", "الخميس 26 أكتوبر 2023", "21-1-2018 10:30", "...",
    "جميع الحقوق محفوظة", "أخبار ذات صلة", "منذ 3 ساعات", "\u200f", "\u202e", "\u0640", "ﷺ", "ﻻ",
    "َ", "\0", "\ufffd", "«", "»",
    "ملخص عسكري ~ الخميس 26 أكتوبر 2023", "التعليقات", "(رويترز)", "!", "؟", "15:20", "https://example.org/a",
    "<p>", "</p>", "<div class='related'>", "</div>", "<a href=x>", "</a>", "<h1>", "</h1>", "<br>", "<!--", "-->",
    "&amp;", "&#",
    "<script>", "</script>", "<time datetime=2020-01-01>", "<", ">", "<a '", "المعارضةأفاد", "حالهعين",
    "a", "7", "🙂", "\ud800",
]  # fmt: skip
markup = st.lists(st.sampled_from(BITS), max_size=60).map("".join)
anything = st.one_of(markup, st.text(max_size=300))

as_bytes = st.one_of(
    st.binary(max_size=400),
    anything.map(lambda text: text.encode("utf-8", "replace")),
    anything.map(lambda text: text.encode("cp1256", "replace")),
)


def check(page: Page) -> None:
    for article in articles(page):
        for piece in article.pieces:
            stop = piece.page_start + piece.stop - piece.start
            assert article.text[piece.start : piece.stop] == page.text[piece.page_start : stop]
        assert article.text[article.body :].strip()
    assert bool(page.empty) == (not articles(page))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(anything, st.sampled_from(["text", "html"]))
def test_any_text_is_covered(text: str, form: str) -> None:
    found = segment({"id": "x", form: text})
    shown = found.get("text", text)
    last = 0
    for block in found["blocks"]:
        start, stop = block["span"]
        assert last <= start < stop <= len(shown)
        assert not shown[last:start].strip()
        last = stop
    assert not shown[last:].strip()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(
        st.binary(max_size=400),
        anything.map(lambda t: t.encode("utf-8", "replace")),
        anything.map(lambda t: t.encode("cp1256", "replace")),
    )
)
def test_any_bytes_give_a_page_or_a_reason(data: bytes) -> None:
    try:
        page = open_page(data, name="a.html")
    except InputError as error:
        reason = str(error)
    else:
        check(page)
        return
    assert "a.html" in reason


SENTENCE = "قال زياد الحمداني إن الميناء سيفتح أبوابه غدا بعد عام من العمل. "
HUGE = {
    "nested divs": "<div>" * 100_000 + SENTENCE * 5,
    "divs closed as others": "<div>" * 50_000 + "</p>" * 50_000 + SENTENCE * 5,
    "a long attribute": f"<p data-x='{'y' * 10_000_000}'>" + SENTENCE * 5,
    "an attribute without end": "<p data-x='" + "y" * 1_000_000,
    "only brackets": "<" * 300_000,
    "open quotes": "<a \"'" * 100_000,
    "comments without end": "<!--" * 100_000,
    "scripts without end": "<script>" * 100_000,
    "many lines": (SENTENCE + "\n") * 5_000,
    "many dates": "الخميس 26 أكتوبر 2023 10:30 " * 5_000,
    "many phrases": "اقرأ أيضا " * 10_000,
    "one word": "ا" * 300_000,
    "many repeats": (SENTENCE + "عنوان يتكرر في كل مكان ") * 3_000,
    "many dots": "." * 200_000,
    "many brackets": "(" * 100_000 + SENTENCE,
    "many marks": "\u200f" * 200_000 + SENTENCE,
    "glued": "ةا" * 20_000,
    "only digits": "12 " * 100_000,
}


@pytest.mark.parametrize("name", HUGE)
@pytest.mark.parametrize("form", ["text", "html"])
def test_huge_and_strange_pages_take_bounded_time(name: str, form: str) -> None:
    bounded(lambda: segment({"id": name, form: HUGE[name]}))
