"""`musnad report`: a story of the store as one HTML file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from musnad.cli import main

HEADS = {
    "wire": "افتتاح جسر الوادي الكبير أمام الشاحنات\nوكالة نورستان",
    "paper": "الشاحنات تعبر جسر الوادي من جديد\nصدى الساحل",
}
BODY = (
    "أعلنت وزارة النقل في جمهورية نورستان {when} افتتاح جسر الوادي الكبير أمام حركة الشاحنات بعد عامين من الترميم.\n"
    'وقالت الوزيرة سلمى العابد إن الجسر سيختصر الطريق "الساحلي" إلى الميناء نحو أربعين كيلومترا.\n'
)


@pytest.fixture
def store(anywhere: str, tmp_path: Path) -> str:
    (tmp_path / "pages").mkdir()
    for name, head in HEADS.items():
        text = f"{head} - 2 مايو 2031\n{BODY.format(when='اليوم' if name == 'paper' else '')}"
        (tmp_path / "pages" / f"{name}.txt").write_text(text, encoding="utf-8")
    assert main(["read", str(tmp_path / "pages"), "--store", anywhere]) == 0
    return anywhere


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_story_as_a_page(store: str, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["story", "--format", "json", "--store", store]) == 0
    (story,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    out = tmp_path / "story.html"
    assert main(["report", story["story"][:6], "-o", str(out), "--lang", lang, "--store", store]) == 0
    page = out.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert ("الأصول" in page) == (lang == "ar")
    assert "<mark>وقالت</mark>" in page
    assert "&quot;الساحلي&quot;" in page
    assert "report." not in page, "every phrase is known"
    for article in story["articles"]:
        assert article in page


def test_a_story_that_is_not_there(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "zz", "--lang", "en", "--store", store]) == 1
    assert "zz: no such story" in capsys.readouterr().err
