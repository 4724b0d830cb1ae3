"""Amounts and counts in sentences of our own."""

from __future__ import annotations

import pytest

from musnad.extract import read_article
from musnad.records import Article


@pytest.mark.parametrize(
    ("text", "value", "unit", "about"),
    [
        ("قتل مسلحون ثلاثة جنود عند الجسر.", 3, "جنود", False),
        ("بلغت كلفة السد 65 مليار دولار.", 65e9, "دولار", False),
        ("ارتفعت الأجور نحو 30 في المئة.", 30, "%", True),
    ],
)
def test_a_quantity(text: str, value: float, unit: str, about: bool) -> None:
    (one,) = read_article(Article("case", text, 0)).quantities
    assert (one.value, one.unit, one.about) == (value, unit, about)


def test_it_belongs_to_the_event_of_its_clause() -> None:
    (one,) = read_article(Article("case", "اعتقلت الشرطة سبعة طلاب في الجامعة.", 0)).quantities
    assert one.event == 0


def test_a_year_counts_nothing() -> None:
    assert not read_article(Article("case", "وقع الزلزال في عام 1998.", 0)).quantities
