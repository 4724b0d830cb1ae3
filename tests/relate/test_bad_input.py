"""Input that could cost without end or mislead: bounded work, sane groups, and the doubt recorded."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costs import bounded
from musnad.relate import Given, relate
from musnad.relate.given import Carrier, Said, moment
from musnad.relate.index import Index

BOILER = (
    "جميع الحقوق محفوظة لموقع صدى الساحل ولا يجوز نسخ المواد أو إعادة نشرها دون إذن مكتوب من الإدارة ويتحمل أصحاب "
    "التعليقات وحدهم مسؤولية ما يكتبون فيها ويحق للموقع حذف ما يخالف شروط النشر من غير إبداء الأسباب في أي وقت يشاء"
)
NEWS = (
    "أعلنت وزارة النقل في جمهورية نورستان افتتاح جسر الوادي الكبير أمام حركة الشاحنات بعد عامين من أعمال الترميم وقالت "
    "الوزيرة سلمى العابد إن الجسر سيختصر الطريق إلى الميناء نحو أربعين كيلومترا وإن كلفته بلغت ثلاثين مليون دينار"
)


def article(name: str, body: str, day: str = "2031-05-02", outlet: str = "", **more: object) -> Given:
    minute, timed = moment(day)
    return Given(name, f"عنوان\n\n{body}", 7, outlet, None, minute, timed, **more)  # type: ignore[arg-type]


def test_a_thousand_copies_of_one_page_cost_little() -> None:
    articles = [article(f"p{n:04}", BOILER) for n in range(1000)]
    bounded(lambda: relate(articles))
    found = relate(articles)
    assert len(found.copies) < 40_000
    assert max(len(story.articles) for story in found.stories) == 1000


def test_empty_articles_belong_nowhere() -> None:
    found = relate([article(f"e{n}", "") for n in range(50)] + [article("n", NEWS)])
    assert not found.copies
    assert all("n" not in story.articles for story in found.stories)


def test_an_article_that_cites_itself_is_its_own_origin() -> None:
    said = Said((10, 60), (7, 9), "صحيفة «المرسى»", None, "indirect", "statement", False)
    found = relate([article("a", NEWS, outlet="المرسى", said=(said,)), article("b", NEWS, outlet="البيدر")])
    (story,) = found.stories
    assert story.origins.loops == ()
    assert story.origins.low == 1
    assert not found.namings


def test_a_copy_that_bears_an_earlier_day_than_what_it_credits_is_doubtful() -> None:
    carrier = Carrier("صحيفة المرسى", None, "newspaper")
    said = Said((10, 60), (7, 9), "", None, "indirect", "statement", False, (carrier,))
    early = article("copy", NEWS, "2031-05-01", "البيدر", said=(said,))
    found = relate([article("origin", NEWS, "2031-05-02", "المرسى"), early])
    (copy,) = found.copies
    assert (copy.origin, copy.to, copy.direction) == ("origin", "copy", "stated")
    assert copy.reasons[-1].rule == "doubt_time"


def test_quoted_speech_that_two_share_makes_no_copy() -> None:
    quote = "«" + BOILER + "»"
    one = article(
        "a", "وقف الوزير أمام الحشد في ساحة البرج وقال بصوت عال ما كان الناس ينتظرونه منذ شهور طويلة. " + quote
    )
    two = article("b", "في مدينة أخرى بعيدة نقل التلفزيون كلمة الوزير فتوقف المارة أمام الشاشات يستمعون إليه. " + quote)
    assert not relate([one, two]).copies


def test_a_denial_is_no_report_of_what_it_denies() -> None:
    first = "الحكومة ستغلق معبر الكرمة أمام المسافرين ابتداء من يوم الأحد المقبل"
    second = "الحكومة لن تغلق معبر الكرمة أمام المسافرين ابتداء من يوم الأحد المقبل"
    rows = []
    for n, content in enumerate((first, second, first)):
        text = f"معبر الكرمة والمسافرون\n\nقال الوزير إن {content}. {NEWS}"
        start = text.index(content)
        said = Said((start, start + len(content)), (24, 27), "الوزير", None, "indirect", "statement", False)
        rows.append(Given(f"a{n}", text, 24, said=(said,), minute=moment("2031-05-02")[0]))
    assert [claim.attributions for claim in relate(rows).claims] == [(("a0", 0), ("a2", 0))]


WORDS = st.lists(st.sampled_from(NEWS.split() + BOILER.split()), max_size=80).map(" ".join)
DAYS = st.sampled_from(["2031-05-02", "2031-05-02T10:30", "2031-05-09", "", "غير معروف"])


@given(st.lists(st.tuples(WORDS, DAYS), min_size=1, max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_any_order_of_arrival_gives_the_same(rows: list[tuple[str, str]], chance: object) -> None:
    articles = [article(f"a{n}", body, day) for n, (body, day) in enumerate(rows)]
    turned = list(articles)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    index = Index()
    for one in turned:
        index.add(one)
    assert index.relations() == relate(turned) == relate(articles)
    for copy in relate(articles).copies:
        texts = [next(one.text for one in articles if one.id == name) for name in (copy.origin, copy.to)]
        for passage in copy.passages:
            assert texts[0][passage.from_start : passage.from_stop].split()
            assert texts[1][passage.to_start : passage.to_stop].split()


@pytest.mark.parametrize("turn", [1, -1])
def test_an_index_places_a_copy_at_once(turn: int) -> None:
    rows = [article("a", NEWS), article("b", NEWS.replace("أعلنت", "كشفت"))][::turn]
    index = Index()
    assert index.add(rows[0]).copies == ()
    assert index.add(rows[1]).copies == (rows[0].id,)
