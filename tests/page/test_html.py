"""HTML to lines of text with what the markup says of them."""

from __future__ import annotations

import pytest

from musnad.page.html import show


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>أول</p><p>ثان</p>", "أول\nثان"),
        ("<p>أول<p>ثان", "أول\nثان"),
        ("<div>كلمة <b>غليظة</b> هنا</div>", "كلمة غليظة هنا"),
        ("أول<br>ثان<br/><br />ثالث", "أول\nثان\nثالث"),
        ("<ul><li>أ<li>ب</ul>", "أ\nب"),
        ("<p>أ &amp; ب &lt;ج&gt; &nbsp;د</p>", "أ & ب <ج> د"),
        ("<p>قبل</p><script>if (1<2) {'</p>'}</script><p>بعد</p>", "قبل\nبعد"),
        ("<style>p{}</style><p>نص</p><!-- <p>لا</p> -->", "نص"),
        ("<title>عنوان</title><p>نص</p>", "نص"),
        ("<p>3 < 5 و 7 > 2</p>", "3 < 5 و 7 > 2"),
        ("<a href='x>y'>رابط</a>", "رابط"),
        ('<p title="a\'b">نص</p>', "نص"),
        ("<a>أ</a><a>ب</a>", "أ ب"),
        ("<p>نص<!-- لا نهاية", "نص لا نهاية"),
        ("<p>نص</p><script>x</script ", "نص"),
        ("<p>نص</p><SCRIPT>x</p></Script><p>آخر</p>", "نص\nآخر"),
        ("<a href='1'>أ</a><a href='1'>ب</a><a href='x>1'>ج</a><a href='x>1'>د</a>", "أ ب ج د"),
    ],
)
def test_the_text_shown(markup: str, text: str) -> None:
    assert show(markup).text == text


def test_lines_slice_to_their_text_and_keep_their_structure() -> None:
    shown = show(
        "<nav><a href=/>الرئيسية</a></nav><h1>عنوان</h1><div class='entry-content'><p>فقرة</p>"
        "<div class='related-posts'><a>خبر آخر</a></div></div><span class='date'>اليوم</span>"
    )
    told = [(shown.text[x.start : x.stop], x.hint, x.in_body, x.links > 0) for x in shown.lines]
    assert told == [
        ("الرئيسية", "navigation", False, True),
        ("عنوان", "title", False, False),
        ("فقرة", "", True, False),
        ("خبر آخر", "related", True, True),
        ("اليوم", "date", False, False),
    ]


SENTENCES = "<p>قال زياد الحمداني إن الميناء سيفتح أبوابه غدا.</p><p>وأضاف أن العمل بدأ قبل عام.</p>"


@pytest.mark.parametrize(
    ("markup", "hints"),
    [
        (f"<form><h1>عنوان</h1>{SENTENCES}</form>", ["title", "", ""]),
        (f"<aside>{SENTENCES}</aside>", ["", ""]),
        (f"<div class='sidebar'><h1>عنوان</h1>{SENTENCES}</div><p>قصير</p>", ["title", "", "", ""]),
        (f"<div id='comments'>{SENTENCES}</div>", ["comment", "comment"]),
        (f"<p>نص المقال وهو أقصر</p><aside>{SENTENCES}</aside><p>وبقية المقال</p>", ["", "related", "related", ""]),
        (f"<div class='entry-content'>قصير</div><aside>{SENTENCES}</aside>", ["", "related", "related"]),
    ],
)
def test_an_element_around_the_whole_page_tells_nothing(markup: str, hints: list[str]) -> None:
    assert [line.hint for line in show(markup).lines] == hints


def test_what_the_page_says_of_itself() -> None:
    shown = show(
        "<title>ع &amp; ن</title><meta property='og:title' content=\"ع «ن»\"><meta name=Author content=زياد>"
        "<script type='application/ld+json'>{\"a\": 1}</script><time datetime=2020-01-02T03:04>2 يناير</time>"
    )
    assert [(m.name, m.value, m.basis) for m in shown.meta] == [
        ("title", "ع & ن", "html"),
        ("og:title", "ع «ن»", "meta"),
        ("author", "زياد", "meta"),
        ("ld+json", '{"a": 1}', "json-ld"),
        ("time", "2020-01-02T03:04", "html"),
    ]
