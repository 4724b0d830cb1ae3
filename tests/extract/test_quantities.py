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
        ("وصلت إلى المعبر 63 شاحنة مساعدات.", 63, "شاحنة", False),
        ("زرعت المؤسسة خمسة آلاف شجرة في الوادي.", 5000, "شجرة", False),
        ("حصل الحزب على 42 مقعدا في المجلس.", 42, "مقعدا", False),
        ("استمر القصف ست ساعات.", 6, "ساعات", False),
        ("أطلقت الجماعة نحو 20 صاروخا على الميناء.", 20, "صاروخا", True),
        ("شارك في السباق نحو ألفي عداء.", 2000, "عداء", True),
        ("أعادت القوات 200 جثة إلى ذويها.", 200, "جثة", False),
        ("أوقفت الشرطة 14 مشتبها به.", 14, "مشتبها", False),
    ],
)
def test_a_quantity(text: str, value: float, unit: str, about: bool) -> None:
    (one,) = read_article(Article("case", text, 0)).quantities
    assert (one.value, one.unit, one.about) == (value, unit, about)


def test_it_belongs_to_the_event_of_its_clause() -> None:
    (one,) = read_article(Article("case", "اعتقلت الشرطة سبعة طلاب في الجامعة.", 0)).quantities
    assert one.event == 0


@pytest.mark.parametrize(
    "text",
    [
        "وقع الزلزال في عام 1998.",
        "صدر القرار رقم 2254 عن المجلس.",
        "عقد الاجتماع في 12 مايو 2025.",
        "بدأت الأزمة في 2014 وتفاقمت بعدها.",
        "نصت المادة 14 على ذلك.",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert not read_article(Article("case", text, 0)).quantities
