"""What a handful of articles show together; every text is written for this test."""

import random

import pytest

from musnad.relate import Given, relate
from musnad.relate.given import Named, moment

LEAD = "أعلنت وزارة النقل في جمهورية نورستان افتتاح جسر الوادي الكبير أمام حركة الشاحنات بعد عامين من أعمال الترميم"
MIDDLE = (
    "وقالت الوزيرة سلمى العابد إن الجسر الذي يبلغ طوله تسعمئة متر سيخفف الضغط عن مدينة دارين ويختصر الطريق إلى الميناء "
    "نحو أربعين كيلومترا، مضيفة أن الأعمال كلفت ثلاثين مليون دينار دفع نصفها صندوق التنمية"
)
END = "وكان الجسر قد أغلق إثر فيضان نهر سارود الذي جرف اثنتين من دعاماته وأوقف حركة القطارات عدة أسابيع"
OTHER = (
    "فاز فريق الساحل على ضيفه فريق النخيل بثلاثة أهداف مقابل هدف في ختام دوري الدرجة الأولى أمام عشرين ألف متفرج "
    "ورفع القائد وليد الصافي الكأس بعد مباراة حسمها هدفان في الدقائق الأخيرة من الشوط الثاني"
)


def given(name, *paragraphs, title="", day="2031-05-02", outlet="", credited=()):
    minute, timed = moment(day)
    text = f"{title}\n\n" + "\n".join(paragraphs)
    return Given(
        name, text, len(title) + 2, outlet, None, minute, timed, tuple(Named(c, None, "credit") for c in credited)
    )


AGENCY = given("agency", LEAD, MIDDLE, END, title="افتتاح جسر الوادي", day="2031-05-02T08:00", outlet="وكالة نورستان")
CUT = given("cut", MIDDLE, LEAD, title="جسر الوادي للشاحنات من جديد", day="2031-05-02T11:00", outlet="صدى الساحل")
SPORT = given("sport", OTHER, title="الكأس للساحل", day="2031-05-02", outlet="صدى الساحل")


def test_a_cut_wire_with_paragraphs_turned_is_a_copy():
    (copy,) = relate([CUT, SPORT, AGENCY]).copies
    assert (copy.origin, copy.to, copy.direction) == ("agency", "cut", "time")
    assert copy.overlap > 0.9
    for passage in copy.passages:
        assert AGENCY.text[passage.from_start : passage.from_stop] == CUT.text[passage.to_start : passage.to_stop]


def test_it_is_one_story_with_one_origin():
    (story,) = relate([CUT, SPORT, AGENCY]).stories
    assert story.articles == ("agency", "cut")
    assert (story.origins.low, story.origins.high) == (1, 1)
    assert story.first == "agency"
    assert any(reason.rule == "narration" for reason in story.origins.groups[0].reasons)


def test_a_story_is_headed_by_an_article_and_not_by_a_listed_headline():
    headline = "افتتاح جسر الوادي أمام الشاحنات في جمهورية نورستان"
    listed = [Given(f"p.b{n}", headline, len(headline), "") for n in range(2)]
    (story,) = relate([*listed, AGENCY]).stories
    assert len(story.articles) == 3
    assert story.title == "افتتاح جسر الوادي"


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_arrival_does_not_matter(seed):
    articles = [AGENCY, CUT, SPORT, given("late", LEAD, END, day="2031-05-03"), given("empty", "")]
    turned = random.Random(seed).sample(articles, len(articles))
    assert relate(turned) == relate(articles)


def test_nothing_comes_of_nothing():
    assert relate([]) == relate([given("a", ""), given("b", "")])
