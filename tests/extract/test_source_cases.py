"""Where a source ends and what was said begins, a sentence a row; an empty source: nobody's word is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.extract.annotate import annotate

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "cases" / "sources.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith(("#", "sentence\t"))
]


@pytest.mark.parametrize(("sentence", "source", "content"), ROWS)
def test_a_source_ends_where_its_words_begin(sentence: str, source: str, content: str) -> None:
    found = annotate({"id": "1", "text": sentence})["attributions"]
    said = [(sentence[slice(*(one["source"] or (0, 0)))], sentence[slice(*one["content"])]) for one in found]
    assert said[:1] == ([(source, content)] if source else [])


@pytest.mark.parametrize(
    ("sentence", "via"),
    [
        ("كشف لـ«الوادي» المتحدث باسم البلدية محمد الشماع أن المشروع سينجز.", ["الوادي"]),
        ("وأكد لرويترز مصدر مطلع أن الصفقة ألغيت.", ["رويترز"]),
        ("أكد وزير الطاقة لصحيفة «الوادي» أن الأسعار لن ترتفع.", ["صحيفة «الوادي»"]),
        ("أشار المدير التنفيذي لشركة نور للطاقة كريم الهاشمي إلى أن الإنتاج سيرتفع.", []),
    ],
)
def test_a_carrier_is_the_outlet_that_was_told(sentence: str, via: list[str]) -> None:
    (found,) = annotate({"id": "1", "text": sentence})["attributions"]
    assert found["via"] == via
