"""Who counts as named, and who does not."""

from __future__ import annotations

import pytest

from musnad.extract import read_article
from musnad.records import Article


def hidden(text: str) -> bool:
    """Whether the first who speaks in the text is not named."""
    return read_article(Article("t", text, 0)).attributions[0].unnamed


@pytest.mark.parametrize(
    "who",
    [
        "السياسيون المعارضون", "الطبيب", "وسائل إعلام محلية", "صحف محلية", "مسؤول حكومي",
        "ثلاثة مسؤولين", "سكان الحي", "آخرون", "محامون عن الراكب", "مسؤول كبير في إدارة الرئيس زياد الحمداني",
        "شهود عيان",
    ],
)  # fmt: skip
def test_not_named(who: str) -> None:
    assert hidden(f"وقال {who} إن السد آمن.") or hidden(f"وقالت {who} إن السد آمن.")


@pytest.mark.parametrize(
    "who",
    [
        "وزير الري", "مسؤول مكتب الإعلام في الكتيبة", "البروفيسور", "شاهد العيان زياد الحمداني", "رئيس البلدية",
        "معاليه", "وزراء الخارجية العرب", "خطيب المسجد الكبير", "منظمة الصحة العالمية",
    ],
)  # fmt: skip
def test_named(who: str) -> None:
    assert not hidden(f"وقال {who} إن السد آمن.")


def test_a_surname_that_is_a_noun_is_its_bearer() -> None:
    article = Article("t", "وصل رئيس الحكومة زياد الشاهد إلى الوادي.\nوقال الشاهد إن السد آمن.", 0)
    (one,) = read_article(article).attributions
    assert (one.speaker, one.unnamed) == ("رئيس الحكومة زياد الشاهد", False)


def test_a_misprint_of_a_name_is_no_unnamed_source() -> None:
    text = "وصل الرئيس المصري عبد الفتاح السيسي إلى الوادي.\nولم يتطرق السياسي إلى ملف الحدود."
    (one,) = read_article(Article("t", text, 0)).attributions
    assert not one.unnamed


@pytest.mark.parametrize(
    ("who", "count"),
    [
        ("أحدهم", 1), ("أحد المسؤولين", 1), ("مسؤولان اثنان", 2), ("مصدران أمنيان", 2), ("ثلاثة دبلوماسيين", 3),
        ("مسؤولون", None), ("بعض السكان", None),
    ],
)  # fmt: skip
def test_how_many_speak(who: str, count: int | None) -> None:
    one = read_article(Article("t", f"وقال {who} إن السد آمن.", 0)).attributions[0]
    assert one.detail is not None
    assert one.detail.count == count
