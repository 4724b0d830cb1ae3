"""Dates as furniture writes them."""

from __future__ import annotations

import pytest

from musnad.page.days import find_days
from musnad.text.fold import fold_text

ROWS = [
    ("الخميس 26 أكتوبر 2023", "2023-10-26", False),
    ("٢٦ أكتوبر ٢٠٢٣", "2023-10-26", False),
    ("السبت - 24 محرم 1439 - 14 أكتوبر 2017 - 02:37 مساء", "2017-10-14", True),
    ("الأربعاء / 2 / ربيع الثاني / 1439 هـ - الأربعاء 20 ديسمبر 2017 16:47", "2017-12-20", True),
    ("27-11-201714:06", "2017-11-27", True),
    ("2017 / 12 / 05 03 : 39 ص", "2017-12-05", True),
    ("7 / 30 / 2016 3 : 47", "2016-07-30", True),
    ("الإثنين، 02 تشرين 1/أكتوبر 2017 17:18", "2017-10-02", True),
    ("الإثنين 5 كانون الأول ديسمبر 2016", "2016-12-05", False),
    ("الأحد، يناير 21، 2018", "2018-01-21", False),
    ("21 جانفي 2018 - 07:31", "2018-01-21", True),
    ("12 غشت 2020", "2020-08-12", False),
    ("السبت 25 نوفمبر 2017 - 19:09 بتوقيت غرينتش", "2017-11-25", True),
    ("07:06 27 كانون الأول", "", True),
]


@pytest.mark.parametrize(("text", "value", "time"), ROWS)
def test_one_date_with_all_that_belongs_to_it(text: str, value: str, time: bool) -> None:
    folded = fold_text(text)
    (day,) = find_days(folded)
    assert (day.value, day.time) == (value, time)
    assert folded[day.start : day.stop] == folded


@pytest.mark.parametrize(
    "text", ["31/02/2017", "30 فبراير 2017", "عام 2017", "5 ملايين", "1-0 في المباراة", "قرار 2231"]
)
def test_no_day_is_invented(text: str) -> None:
    assert not [day for day in find_days(fold_text(text)) if day.value]
