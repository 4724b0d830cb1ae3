"""Days: what the page gives, and hints where it gives none."""

from __future__ import annotations

import pytest

from musnad.page.articles import articles
from musnad.page.pages import open_page
from musnad.records import Article

TITLE = "نورستان تفتتح محطة لتحلية المياه مطلع الشهر المقبل"
LEAD = "أعلنت وزارة المياه في جمهورية نورستان أن محطة التحلية الجديدة ستبدأ العمل مطلع الشهر المقبل."
SECOND = "وقال الوزير زياد الحمداني إن المحطة «ستغطي حاجة المدن الساحلية كلها» وإن كلفتها بلغت 40 مليون دولار."


def article_of(more: str, **known: str) -> Article:
    (article,) = articles(open_page(f"{TITLE}\n\n{LEAD}\n\n{SECOND}\n\n{more}\n".encode(), name="a.txt", **known))
    return article


def html_of(head: str) -> Article:
    page = f"<html><body><h1>{TITLE}</h1>{head}<p>{LEAD}</p><p>{SECOND}</p></body></html>"
    (article,) = articles(open_page(page.encode(), name="a.html"))
    return article


@pytest.mark.parametrize(
    ("more", "day"),
    [
        ("وكانت الوزارة قد وقعت العقد في 3 مايو 2019 بعد خلاف طويل.", "2019-05-03"),
        ("وبدأ البناء في 3 مايو 2019، ثم توقف في 8 يونيو 2021 أسبوعين.", "2021-06-08"),
        ("وبدأ البناء في 3 مايو 2019، ومن المقرر أن ينتهي في 8 يونيو 2021 كله.", "2019-05-03"),
    ],
)
def test_the_latest_day_told_as_past_bounds_the_day_from_below(more: str, day: str) -> None:
    article = article_of(more)
    assert article.published is None
    assert article.published_hint is not None
    assert (article.published_hint.value, article.published_hint.basis) == (day, "text")
    assert article.published_hint.evidence is not None


def test_no_day_anywhere_no_hint() -> None:
    assert article_of("وأضاف أن الأعمال ستنتهي قبل موعدها بشهرين.").published_hint is None


def test_the_address_is_the_better_hint() -> None:
    article = article_of("وكانت الوزارة قد وقعت العقد في 3 مايو 2019.", url="https://a.example/2020/03/05/1")
    assert article.published_hint is not None
    assert (article.published_hint.value, article.published_hint.basis) == ("2020-03-05", "url")


def test_a_time_element_gives_the_day() -> None:
    article = html_of("<time datetime='2020-03-05T10:00:00+03:00'>منذ عامين</time>")
    assert article.published is not None
    assert (article.published.value, article.published.basis, article.published.rule) == (
        "2020-03-05",
        "meta",
        "time:datetime",
    )


def test_time_elements_that_differ_give_none() -> None:
    article = html_of("<time datetime='2020-03-05'>أمس</time><time datetime='2021-03-05'>اليوم</time>")
    assert article.published is None
