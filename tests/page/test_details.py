"""Tags: lines of keywords and their parts."""

from __future__ import annotations

import pytest

from musnad.page.details import tags_in


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("الوسوم: القمح ، الموانئ", ("القمح", "الموانئ")),
        ("كلمات مفتاحية: القمح | أسعار القمح | الميناء", ("القمح", "أسعار القمح", "الميناء")),
        ("#القمح #الميناء", ("القمح", "الميناء")),
        ("كلمات دلالية سوريا روسيا الأمم المتحدة مجلس الأمن", ("سوريا", "روسيا", "الأمم المتحدة", "مجلس الأمن")),
        ("كلمات دلالية: مصر سعر القمح السودان", ("مصر", "سعر القمح", "السودان")),
        ("الوسوم: محطة التحلية الجديدة", ("محطة التحلية الجديدة",)),
    ],
)
def test_keywords(line: str, parts: tuple[str, ...]) -> None:
    assert tags_in(line) == parts
