"""Tags: lines of keywords and their parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.page.details import tags_in
from musnad.page.segment import segment


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("الوسوم: القمح ، الموانئ", ("القمح", "الموانئ")),
        ("كلمات مفتاحية: القمح | أسعار القمح | الميناء", ("القمح", "أسعار القمح", "الميناء")),
        ("#القمح #الميناء", ("القمح", "الميناء")),
        ("كلمات دلالية سوريا روسيا الأمم المتحدة مجلس الأمن", ("سوريا", "روسيا", "الأمم المتحدة", "مجلس الأمن")),
        ("كلمات دلالية: مصر سعر القمح السودان", ("مصر", "سعر القمح", "السودان")),
        ("كلمات دلالية: فرنسا وزارة الطاقة والمعادن", ("فرنسا", "وزارة الطاقة والمعادن")),
        ("الوسوم: محطة التحلية الجديدة", ("محطة التحلية الجديدة",)),
    ],
)
def test_keywords(line: str, parts: tuple[str, ...]) -> None:
    assert tags_in(line) == parts


def test_a_caption_from_the_archive_names_no_writer() -> None:
    page = (Path(__file__).parents[2] / "examples" / "14_flat.txt").read_text(encoding="utf-8")
    found = segment({"id": "1", "text": page})
    roles = {page[slice(*block["span"])]: block["role"] for block in found["blocks"]}
    assert roles["العاصمة الفالدرية فالدن (أرشيف)"] == "caption"
    assert [article["byline"] for article in found["articles"]] == [""]
