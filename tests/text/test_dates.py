from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costs import bounded
from gold import needs_gold, texts_of
from musnad.lexicon import lexicon
from musnad.text.dates import find_dates
from musnad.text.published import hijri_about, parse_published
from noise import texts

# each date as it stands = its value
FULL = [
    # month names of every region, one or two side by side
    ("في 13 أكتوبر 2019", "13 أكتوبر 2019=2019-10-13"), ("في 13 تشرين الأول 2019", "13 تشرين الأول 2019=2019-10-13"),
    ("في 13 تشرين الأول/أكتوبر 2019", "13 تشرين الأول/أكتوبر 2019=2019-10-13"),
    ("في 13 أكتوبر (تشرين الأول) 2019", "13 أكتوبر (تشرين الأول) 2019=2019-10-13"),
    ("في 13 أكتوبر / تشرين أول 2019", "13 أكتوبر / تشرين أول 2019=2019-10-13"),
    ("في 5 غشت 2017", "5 غشت 2017=2017-08-05"), ("يوم 6 جوان 2016", "6 جوان 2016=2016-06-06"),
    ("في 7 ماي 2017", "7 ماي 2017=2017-05-07"), ("في 31 دجنبر 2017", "31 دجنبر 2017=2017-12-31"),
    ("في ١٣ آب ٢٠١٦", "١٣ آب ٢٠١٦=2016-08-13"), ("في 1 كانون الثاني 2018م", "1 كانون الثاني 2018م=2018-01-01"),
    ("في 13 من أكتوبر من عام 2019", "13 من أكتوبر من عام 2019=2019-10-13"),
    ("13 أكتوبر، 2019", "13 أكتوبر، 2019=2019-10-13"), ("13-أكتوبر-2019", "13-أكتوبر-2019=2019-10-13"),
    ("13 / أكتوبر / 2019", "13 / أكتوبر / 2019=2019-10-13"), ("أكتوبر 13, 2019", "أكتوبر 13, 2019=2019-10-13"),
    ("May 21, 2020 at 10:49am", "May 21, 2020=2020-05-21"), ("21st of May 2020", "21st of May 2020=2020-05-21"),
    ("Jan. 5, 2020", "Jan. 5, 2020=2020-01-05"), ("5 janvier 2020", "5 janvier 2020=2020-01-05"),
    ("21\nيناير\n2018", "21\nيناير\n2018=2018-01-21"),
    # days in words
    ("في الثالث عشر من أكتوبر 2019", "الثالث عشر من أكتوبر 2019=2019-10-13"),
    ("في الحادي والعشرين من أكتوبر عام 2019", "الحادي والعشرين من أكتوبر عام 2019=2019-10-21"),
    ("في الثلاثين من أكتوبر 2019", "الثلاثين من أكتوبر 2019=2019-10-30"),
    ("في الأول من أكتوبر 2019", "الأول من أكتوبر 2019=2019-10-01"),
    # digits
    ("13/08/2016", "13/08/2016=2016-08-13"), ("١٣/٠٨/٢٠١٦", "١٣/٠٨/٢٠١٦=2016-08-13"),
    ("2018-01-21", "2018-01-21=2018-01-21"), ("2018 / 01 / 21", "2018 / 01 / 21=2018-01-21"),
    ("21-1-2018", "21-1-2018=2018-01-21"), ("13.08.2016", "13.08.2016=2016-08-13"),
    ("05/04/2016", "05/04/2016=2016-04-05"),
    ("08/21/2016", "08/21/2016=2016-08-21"), ("29/02/2016", "29/02/2016=2016-02-29"),
    ("19:07:40  06 -05- 2020", "06 -05- 2020=2020-05-06"), ("2020-07-14T19:21:00", "2020-07-14=2020-07-14"),
    # less than a day
    ("في أكتوبر 2019", "أكتوبر 2019=2019-10"), ("في تشرين الأول / أكتوبر 2019", "تشرين الأول / أكتوبر 2019=2019-10"),
    ("بنيسان 2017 وأيار 2018", "بنيسان 2017=2017-04|وأيار 2018=2018-05"), ("عام 2016", "2016=2016"),
    ("سنة 1948م", "1948م=1948"),
    ("بين عامي 2015 و2016", "2015=2015|2016=2016"),
    # part of it unknown: no value
    ("في 13 أكتوبر", "13 أكتوبر="), ("في الحادي والعشرين من مايو", "الحادي والعشرين من مايو="),
    ("15 محرم 1438 هـ الموافق 16 أكتوبر 2016", "15 محرم 1438 هـ=|16 أكتوبر 2016=2016-10-16"),
    ("25/12/1437هـ", "25/12/1437هـ="), ("1437/12/25", "1437/12/25="), ("عام 1437 هـ", "1437 هـ="),
    ("5 ذي الحجة 1440", "5 ذي الحجة 1440="), ("3 رمضان", "3 رمضان="),
    # none
    ("31 فبراير 2016", ""), ("31/02/2016", ""), ("29/02/2017", ""), ("13/13/2016", ""), ("00/08/2016", ""),
    ("13/08/16", ""),
    ("20171020", ""), ("2015-2016", ""), ("1/2/3/2016", ""), ("10.20.30.40", ""), ("1.500.000", ""), ("عام 1437", ""),
    ("مارس الرئيس ضغوطا", ""), ("في أكتوبر الماضي", ""), ("رمضان الحمداني", ""), ("صفر", ""), ("عام 20", ""),
    ("2016", ""),
    ("10:30 مارس", ""), ("بلغ 2016 شخصا", ""), ("أكتوبر\n\n2016 شخصا", ""), ("32 أكتوبر", ""), ("", ""), ("² مايو", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), FULL)
def test_dates(text: str, wanted: str) -> None:
    found = [f"{text[date.start : date.stop]}={date.value}" for date in find_dates(text)]
    assert found == (wanted.split("|") if wanted else [])


WEEKDAYS = [
    ("الأحد 13 أكتوبر 2019", True), ("الأحد، 13 أكتوبر 2019", True), ("الأحد 13/10/2019", True),
    ("الاحد الموافق 13-10-2019", True),
    ("يوم أحد 13 أكتوبر 2019", True), ("Sunday, October 13, 2019", True), ("Sun, 13 Oct 2019", True),
    ("الأحد (13 أكتوبر 2019)", True),
    ("الاثنين 13 أكتوبر 2019", False), ("Monday, October 13, 2019", False),
    ("13 أكتوبر 2019", None), ("الأحد 13 أكتوبر", None), ("الأحد 15 محرم 1438 هـ", None),
    ("قتل اثنين 13 أكتوبر 2019", None),
    ("الأحد ثم في 13 أكتوبر 2019", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "agrees"), WEEKDAYS)
def test_weekdays(text: str, agrees: bool | None) -> None:
    (date,) = find_dates(text)
    assert date.weekday_agrees is agrees


def test_hijri_dates_keep_their_parts() -> None:
    (date,) = find_dates("25 ذو الحجة 1437هـ")
    assert (date.calendar, date.year, date.month, date.day, date.precision) == ("hijri", 1437, 12, 25, None)


@pytest.mark.parametrize("row", lexicon().months.values(), ids=lambda row: row.name)
def test_every_month_is_read_in_its_example(row: object) -> None:
    (date,) = find_dates(row.example)  # type: ignore[attr-defined]
    assert (date.calendar, date.month, date.day) == (row.calendar, row.month, 12)  # type: ignore[attr-defined]


@pytest.mark.parametrize("row", lexicon().weekdays.values(), ids=lambda row: row.name)
def test_every_weekday_is_read_in_its_example(row: object) -> None:
    assert [date.weekday for date in find_dates(row.example)] == [row.number]  # type: ignore[attr-defined]


@pytest.mark.parametrize("row", lexicon().date_words.values(), ids=lambda row: row.word)
def test_every_date_word_is_needed_in_its_example(row: object) -> None:
    example = row.example  # type: ignore[attr-defined]
    word = row.word  # type: ignore[attr-defined]
    with_word = [(date.value, date.weekday, date.calendar, date.year) for date in find_dates(example)]
    without = example.replace(f"{word}ـ" if f"{word}ـ" in example else word, " شيئا ", 1)
    assert with_word != [(date.value, date.weekday, date.calendar, date.year) for date in find_dates(without)]


PUBLISHED = [
    ("2017-05-25T22:30:00+01:00", "2017-05-25"), ("2022-09-29T21:24:19Z", "2022-09-29"), ("2020-07-02", "2020-07-02"),
    ("2020-11-10 00:03:00+00:00", "2020-11-10"), ("2020-07-14T19:21:00.000+0400", "2020-07-14"),
    ("2020-03-13T10:16:00.0000000", "2020-03-13"), ("20170525", "2017-05-25"), ("20170525T103000Z", "2017-05-25"),
    ("13/08/2016", "2016-08-13"), ("19/03/2017", "2017-03-19"), ("٢٥/٠٥/٢٠١٧", "2017-05-25"),
    ("13.08.2016 - 12:00", "2016-08-13"),
    ("May 21, 2020 at 10:49am PDT", "2020-05-21"), ("Thu, 21 May 2020 10:49:00 GMT", "2020-05-21"),
    ("Thu May 21 10:49:00 2020", "2020-05-21"), ("Thu May 21 10:49:00 +0000 2020", "2020-05-21"),
    ("1588340000", "2020-05-01"), ("1588340000000", "2020-05-01"), ("1588340000.5", "2020-05-01"),
    ("15 مارس/ آذار 2019", "2019-03-15"), ("الأربعاء 11 آذار / مارس 2020. 12:34 مـساءً", "2020-03-11"),
    ("الخميس، 06 يونيو 2019 - 04:31 م", "2019-06-06"), ("19:07:40  06 -05- 2020", "2020-05-06"),
    ("أبريل 30, 2020 01:00", "2020-04-30"), ("الثلاثاء 07 إبريل 2020 - الساعة: 22:29", "2020-04-07"),
    ("نشر في 12/3/2017، آخر تحديث 13/3/2017", "2017-03-12"), ("15 محرم 1438 هـ الموافق 16 أكتوبر 2016", "2016-10-16"),
    ("مايو 2017", "2017-05"), ("2017-05", "2017-05"), ("2017", "2017"), ("عام 2017", "2017"),
    ("15 محرم 1438", "2016-10"), ("1438-01-15", "2016-10"), ("30 محرم 1438", "2016"),
    ("", None), (" ", None), ("منذ ساعتين", None), ("12/3/17", None), ("31/02/2017", None), ("2017-13-01", None),
    ("2017-02-30", None), ("غير معروف", None), ("13 أكتوبر", None), ("9999999999999999", None), ("20171399", None),
    ("1438", None),
    ("0000-00-00", None), ("\ud800", None), ("²", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), PUBLISHED)
def test_published(text: str, wanted: str | None) -> None:
    precision = {4: "year", 7: "month", 10: "day"}
    assert parse_published(text) == (wanted and (wanted, precision[len(wanted)]))


@pytest.mark.parametrize(
    ("hijri", "day"), [((1438, 1, 1), "2016-10-02"), ((1441, 9, 1), "2020-04-24"), ((1445, 1, 1), "2023-07-19")]
)
def test_a_hijri_day_is_told_to_within_two_days(hijri: tuple[int, int, int], day: str) -> None:
    assert abs(hijri_about(*hijri) - datetime.date.fromisoformat(day)) <= datetime.timedelta(2)


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)), st.sampled_from(list(lexicon().months.values()))
)
def test_every_day_comes_back(day: datetime.date, month: object) -> None:
    forms = [f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}", f"{day:%d.%m.%Y}", f"{day:%Y / %m / %d}"]
    if (month.calendar, month.month) == ("gregorian", day.month):  # type: ignore[attr-defined]
        forms.append(f"{day.day} {month.name} {day.year}")  # type: ignore[attr-defined]
    for form in forms:
        assert [date.value for date in find_dates(form)] == [day.isoformat()]
        assert parse_published(form) == (day.isoformat(), "day")


def check(text: str) -> None:
    last = 0
    for date in find_dates(text):
        assert last <= date.start < date.stop <= len(text)
        last = date.stop
        if date.precision == "day":
            datetime.date.fromisoformat(date.value)


@given(texts)
def test_dates_slice_noise_in_order(text: str) -> None:
    check(text)
    parse_published(text)


@needs_gold
@pytest.mark.parametrize("part", ["train", "dev", "dev_outlets", "dev_pages"])
def test_dates_slice_the_gold_in_order(part: str) -> None:
    for text in texts_of(part):
        check(text)


@pytest.mark.parametrize(
    "text", ["مايو " * 50_000, "1/" * 50_000, "- " * 50_000 + "مايو", "عامي 2015 و" * 30_000, "من " * 50_000]
)
def test_cost_is_linear(text: str) -> None:
    bounded(lambda: find_dates(text))
