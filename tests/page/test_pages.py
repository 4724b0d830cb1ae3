"""From a page to its articles: pages written whole, each for one difficulty."""

from __future__ import annotations

import pytest

from musnad.page.articles import articles
from musnad.page.errors import InputError
from musnad.page.pages import open_page
from musnad.page.segment import segment
from musnad.records import Page

LEAD = "أعلنت وزارة المياه في جمهورية نورستان أن محطة التحلية الجديدة ستبدأ العمل مطلع الشهر المقبل."
SECOND = "وقال الوزير زياد الحمداني إن المحطة «ستغطي حاجة المدن الساحلية كلها» وإن كلفتها بلغت 40 مليون دولار."
THIRD = "وأضاف أن الوزارة لم تتلق أي اعتراض من سكان المنطقة، وأن الأعمال ستنتهي قبل موعدها بشهرين."
TITLE = "نورستان تفتتح محطة لتحلية المياه مطلع الشهر المقبل"
OTHER_TITLE = "فريق الميناء يتأهل إلى نهائي كأس نورستان"
OTHER = (
    "تأهل فريق الميناء إلى المباراة النهائية لكأس نورستان بعد فوزه على فريق الجبل بهدفين مقابل هدف.",
    "وسجل الهدف الأول اللاعب سامر الراوي في الدقيقة العاشرة من ركلة حرة مباشرة نفذها من خارج المنطقة.",
    "وقال مدرب الفريق إن اللاعبين قدموا أفضل مبارياتهم منذ بداية الموسم، وإنهم يستحقون الفوز باللقب.",
)
BODY = "\n".join((LEAD, SECOND, THIRD))


def page_of(text: str, **known: str) -> Page:
    return open_page(text.encode(), name="a.txt", **known)


def bodies(page: Page) -> list[str]:
    return [article.text[article.body :] for article in articles(page)]


def roles(page: Page, role: str) -> list[str]:
    return [page.text[block.start : block.stop] for block in page.blocks if block.role == role]


def test_lines_with_furniture_around_them() -> None:
    page = page_of(
        f"الرئيسية\nسياسة\n\n{TITLE}\n\nالخميس 5 مارس 2020 - 10:30\n\n{LEAD}\n\n{SECOND}\n\n"
        f"اقرأ أيضا: وزير الطاقة يزور ميناء نورستان\n\n{THIRD}\n\nالمصدر: رويترز + وكالات\n\n"
        "كلمات مفتاحية: نورستان، المياه، التحلية\n\nأخبار ذات صلة\n\n• أسعار القمح ترتفع في نورستان\n\n"
        "• «نجمة الصباح»: تأجيل مباراة الميناء والجبل\n\nجميع الحقوق محفوظة\n"
    )
    (article,) = articles(page)
    assert (article.title, article.text[article.body :]) == (TITLE, BODY)
    assert article.published is not None
    assert (article.published.value, article.published.basis, article.published.precision) == (
        "2020-03-05",
        "page",
        "minute",
    )
    assert [(credit.name, credit.id) for credit in article.credits] == [("رويترز", "outlet:reuters"), ("وكالات", None)]
    assert article.tags == ("نورستان", "المياه", "التحلية")
    assert [block.detail for block in page.blocks if block.role == "related"][-1] == ("نجمة الصباح",)


def test_a_sentence_cut_by_a_page_header_reads_whole_again() -> None:
    cut = SECOND.replace("حاجة المدن", "حاجة ملخص اقتصادي ~ الخميس 5 مارس 2020 المدن")
    page = page_of(f"{TITLE}\n\nشأن اقتصادي ~ الخميس 5 مارس 2020\n\n{LEAD}\n\n{cut}\n\n{THIRD}\n")
    (article,) = articles(page)
    assert article.text[article.body :] == BODY
    assert article.section == "شأن اقتصادي"
    assert [piece for piece in article.pieces if page.text[piece.page_start :].startswith("المدن")]


def test_a_headline_in_another_spelling_is_cut_out_of_the_body() -> None:
    again = TITLE.replace("لتحلية", "لتحليه").replace("المقبل", "القادم")
    page = page_of(f"{TITLE}\n\n{LEAD}\n\n{SECOND}\n\n{again}\n\n{THIRD}\n")
    assert bodies(page) == [BODY]


def test_an_article_embedded_below_another() -> None:
    page = page_of(
        f"{TITLE}\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}\n\nالمصدر: رويترز\n\nإقرأ أيضاً:\n\n{OTHER_TITLE}\n\n"
        + "\n\n".join(OTHER) + "\n\nمقالات مشابهة\n\n• وزير الطاقة يزور ميناء نورستان\n"
    )  # fmt: skip
    first, second = articles(page)
    assert [first.title, second.title] == [TITLE, OTHER_TITLE]
    assert bodies(page) == [BODY, "\n".join(OTHER)]
    assert (first.id, second.id) == (f"{page.id[:16]}.0", f"{page.id[:16]}.1")
    assert [credit.name for credit in first.credits] == ["رويترز"]
    assert second.credits == ()


@pytest.mark.parametrize("glue", [" ", ""])
def test_a_flat_page_with_furniture_glued_to_its_words(glue: str) -> None:
    page = page_of(
        f"{TITLE} - موقع المرسى الرئيسية سياسة اقتصاد {TITLE} 5 مارس 2020 10:30 {LEAD} {SECOND} {THIRD}"
        f"{glue}كلمات دلالية: المياه التحلية أخبار ذات صلة أسعار القمح ترتفع في نورستان منذ 3 ساعات جميع الحقوق محفوظة"
    )
    (article,) = articles(page)
    assert article.title == TITLE
    assert article.text[article.body :] == " ".join((LEAD, SECOND, THIRD))
    assert article.published is not None
    assert article.published.value == "2020-03-05"


def test_html_with_its_own_metadata() -> None:
    page = open_page(
        f"""<html><head><title>{TITLE} - المرسى</title><meta property="og:site_name" content="المرسى">
        <script type="application/ld+json">
        {{"@type": "NewsArticle", "datePublished": "2020-03-05T10:30:00+03:00"}}</script>
        </head><body><nav><a href="/">الرئيسية</a> <a href="/p">سياسة</a></nav><h1>{TITLE}</h1>
        <span class="author">زياد الحمداني</span><div class="entry-content"><p>{LEAD}</p><figure><img src="a.jpg">
        <figcaption>محطة التحلية في نورستان</figcaption></figure><p>{SECOND}</p>
        <div class="related-posts"><a href="/x">وزير الطاقة يزور ميناء نورستان</a></div><p>{THIRD}</p></div>
        <footer>جميع الحقوق محفوظة</footer></body></html>""".encode(),
        url="https://www.example.org/2020/03/05/water",
    )
    (article,) = articles(page)
    assert (article.title, article.text[article.body :], article.outlet) == (TITLE, BODY, "المرسى")
    assert article.published is not None
    assert (article.published.value, article.published.basis) == ("2020-03-05", "json-ld")
    assert article.byline is not None
    assert article.byline.text == "زياد الحمداني"
    assert roles(page, "caption") == ["محطة التحلية في نورستان"]


def test_a_day_that_only_the_address_tells_is_a_hint() -> None:
    page = page_of(f"{TITLE}\n\n{BODY}\n", url="https://www.example.org/2020/03/05/water")
    (article,) = articles(page)
    assert article.published is None
    assert article.published_hint is not None
    assert (article.published_hint.value, article.published_hint.basis) == ("2020-03-05", "url")


def test_the_day_in_the_head_of_the_page_is_not_the_articles() -> None:
    page = page_of(f"الأحد 21 يناير 2018\n\nالرئيسية\n\nسياسة\n\nاقتصاد\n\n{TITLE}\n\n{BODY}\n")
    assert [article.published for article in articles(page)] == [None]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("الرئيسية\nسياسة\nاقتصاد\nرياضة\nاتصل بنا\n", "no running text"),
        ("404\n\nالصفحة غير موجودة\n", "no running text"),
        ("This page is in English only. " * 20, "not Arabic"),
    ],
)
def test_a_page_without_an_article_says_why(text: str, reason: str) -> None:
    page = page_of(text)
    assert articles(page) == ()
    assert reason in page.empty


def test_a_list_of_openings_has_no_article() -> None:
    openings = [f"{LEAD[:-1]} بعد أن {word}..." for word in ("تأخرت", "توقفت", "تعثرت", "تأجلت", "تعطلت")]
    page = page_of("أرشيف الوسم : نورستان\n\n" + "\n\n".join(openings), url="https://example.org/tag/nuristan")
    assert articles(page) == ()
    assert "list of" in page.empty


@pytest.mark.parametrize(
    ("data", "reason"), [(b"", "empty"), (b" \n ", "nothing but space"), (b"\0\1\2" * 50, "binary")]
)
def test_nothing_to_read_is_an_error(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        open_page(data, name="a.txt")


def test_segment_answers_in_the_format_of_exchange() -> None:
    found = segment({"id": 7, "text": f"{TITLE}\n\nالخميس 5 مارس 2020\n\n{BODY}\n", "other": None})
    (article,) = found["articles"]
    assert found["id"] == 7
    assert article["published"] == "2020-03-05"
    assert article["title"] == [0, len(TITLE)]
    assert len(article["body"]) == 1
    assert {"role", "span", "rule"} == set(found["blocks"][0])
    with pytest.raises(InputError, match='no "text"'):
        segment({"id": 8})


def test_a_list_between_paragraphs_of_one_element_parts_no_article() -> None:
    page = open_page(
        f"<html><body><h1>{TITLE}</h1><div class='article-body'><p>{LEAD}</p><p>{SECOND}</p>"
        "<div class='related'>موضوعات متعلقة <a href='/1'>أسعار القمح ترتفع في نورستان</a></div>"
        f"<p>{THIRD}</p><p>غير أن أحدا من السكان لم يعلق على ذلك حتى مساء أمس الأحد.</p></div></body></html>".encode()
    )
    (body,) = bodies(page)
    assert body.startswith(LEAD)
    assert body.endswith("مساء أمس الأحد.")
    assert "القمح" not in body


def test_a_heading_like_that_of_the_page_behind_a_lead_begins_another_article() -> None:
    inner = "".join(f"<p>{words}</p>" for words in OTHER)
    page = open_page(
        f"<html><body><h2>{TITLE}</h2><p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p>"
        f"<p>وأيضا:</p><h2>{OTHER_TITLE}</h2>{inner}</body></html>".encode()
    )
    assert [article.title for article in articles(page)] == [TITLE, OTHER_TITLE]
    assert bodies(page) == [BODY, "\n".join(OTHER)]


def test_a_subheading_begins_no_other_article() -> None:
    inner = "".join(f"<p>{words}</p>" for words in OTHER)
    page = open_page(
        f"<html><body><h1>{TITLE}</h1><p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p>"
        f"<h3>ما الذي يعنيه ذلك للمدن</h3>{inner}</body></html>".encode()
    )
    assert len(bodies(page)) == 1


def test_a_date_beside_a_byline_is_that_of_the_article() -> None:
    page = open_page(
        f"<html><body><h1>{TITLE}</h1><div>نشر بتاريخ 2020/03/05 ب. زياد الحمداني</div>"
        f"<p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p></body></html>".encode()
    )
    (article,) = articles(page)
    assert article.published is not None
    assert article.published.value == "2020-03-05"


def test_an_article_that_stands_twice_on_a_flat_page_is_one() -> None:
    once = " ".join((OTHER_TITLE, *OTHER))
    page = page_of(f"الرئيسية رياضة {once} الخميس 5 مارس 2020 اطبع {once} جميع الحقوق محفوظة")
    (article,) = articles(page)
    assert article.title == OTHER_TITLE
    assert article.text.count(OTHER[2]) == 1


def test_sentences_behind_a_headline_on_the_line_of_its_lead_are_body_again() -> None:
    page = page_of(
        f"{TITLE}\n\nالخميس 5 مارس 2020\n\n{LEAD}\n\n{SECOND}\n\n"
        "المزيد من الأخبار: أسعار القمح ترتفع في نورستان\n\n"
        f"وفي السياق نفسه أعلنت البلدية أنها ستشارك في العمل.\n\n{THIRD}\n"
    )
    (body,) = bodies(page)
    assert body.endswith(f"ستشارك في العمل.\n{THIRD}")
    assert "القمح" not in body


def test_all_lines_behind_one_bullet_are_of_one_list() -> None:
    page = page_of(
        f"{TITLE}\n\nالخميس 5 مارس 2020\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}\n\nمقالات مشابهة\n"
        "  • «نجمة الصباح»: تأجيل مباراة الميناء والجبل\n  • أسعار القمح ترتفع في نورستان\n"
        "  • ما الذي نعرفه عن المحطة؟\n"
    )
    assert [words.lstrip("• ") for words in roles(page, "related")][-3:] == [
        "«نجمة الصباح»: تأجيل مباراة الميناء والجبل",
        "أسعار القمح ترتفع في نورستان",
        "ما الذي نعرفه عن المحطة؟",
    ]


def test_a_weekday_that_ends_the_line_above_is_no_part_of_a_date() -> None:
    page = page_of(
        f"عاجل\nبورصة نورستان ترتفع يوم الإثنين\n\n2020-03-05 10:30\n\n{TITLE}\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}\n"
    )
    (article,) = articles(page)
    assert article.published is not None
    assert article.published.value == "2020-03-05"


def test_a_time_zone_is_no_dateline() -> None:
    page = open_page(
        f"<html><body><h1>{TITLE}</h1><div>5/3/2020 10:30 م</div><div>(بتوقيت نورستان)</div>"
        f"<p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p></body></html>".encode()
    )
    (article,) = articles(page)
    assert article.dateline is None
