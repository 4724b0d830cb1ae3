"""What an article costs grows with its length and no faster: counted in calls, so that a slow machine fails nothing."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from musnad.extract.annotate import annotate

_NEWS = """قال وزير الخارجية في جمهورية نورستان زياد الحمداني إن بلاده ترفض الخطة وأضاف أن الحكومة تدعم الاتفاق مع رئيس
البلدية نقلا عن وكالة الأفق مؤكدا أن مسؤولا كبيرا لم يعلق على القرار"""
_WORDS = _NEWS.split()


def news(words: int) -> list[str]:
    """So many words of news without a mark."""
    return (_WORDS * (words // len(_WORDS) + 1))[:words]


TEXTS = {
    "without marks": lambda n: " ".join(news(n)),
    "sentences": lambda n: ". ".join(" ".join(news(30)) for _ in range(n // 30)),
    "commas": lambda n: "، ".join(news(n)),
    "open marks": lambda n: " ".join(f"«{word}" for word in news(n)),
    "straight marks": lambda n: " ".join(f'"{word}' for word in news(n)),
    "quoted words": lambda n: " ".join(f"«{word}»" for word in news(n)),
    "nested": lambda n: "قال زياد " + "«قال الوزير إن " * (n // 4) + "كلمة" * 9 + "»" * (n // 4),
    "brackets": lambda n: "( قال " * (n // 2),
    "one name": lambda n: "محمد زياد الحمداني " * (n // 3),
    "documents": lambda n: "بيان الوزارة قال إن " * (n // 4),
    "colons": lambda n: "الوزير: نعم. " * (n // 2),
}

LONGER = {"one name": 3000, "sentences": 2000}
"""Texts whose actors are many: what compares each with each shows only there."""


def calls(text: str) -> int:
    """How many functions are called, those of Python and others, while a text is read."""
    count = 0

    def seen(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(seen)
    try:
        annotate({"id": "1", "text": text})
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", TEXTS)
def test_twice_the_text_costs_about_twice(name: str) -> None:
    size = LONGER.get(name, 500)
    long = TEXTS[name](2 * size)
    calls(long)  # what words are is looked up once for all texts
    one, two = calls(TEXTS[name](size)), calls(long)
    assert two < 2.5 * one + 10_000, f"{one} calls for a text, {two} for twice as much"
