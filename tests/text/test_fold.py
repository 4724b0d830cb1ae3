from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given

from musnad.text.fold import fold, fold_text
from noise import texts

ALIKE = [
    ("أإآٱا", "ااااا"), ("مؤتمر رئيس", "موتمر رييس"), ("مستشفى", "مستشفي"), ("مدرسة", "مدرسه"),
    ("قَالَ إنَّ", "قال ان"), ("الـــوزير", "الوزير"), ("هٰذا", "هذا"),
    ("٠١٢٣٤٥٦٧٨٩", "0123456789"), ("۰۱۲۳۴۵۶۷۸۹", "0123456789"), ("٥٠٪", "50%"),
    ("ﷲ", "الله"), ("ﻻ", "لا"), ("ﻷن", "لان"), ("ﺍﻟﻌﺮﺑﻴﺔ", "العربيه"), ("ﷺ", "صلي الله عليه وسلم"),
    ("الوزير\u200f قال\u202a", "الوزير قال"), ("ك\u200cتاب", "كتاب"), ("\ufeffنص", "نص"),
    ("Le Monde ÉCLAIR", "le monde eclair"), ("ＡＢ", "ab"),
    ("a\u00a0b\u3000c\td", "a b c d"), ("a\u2028b\rc", "a\nb\nc"),
    ("ایران", "ايران"), ("کابل", "كابل"), ("پوتين", "بوتين"), ("أڭادير", "اكادير"), ("ڨفصة", "قفصه"), ("گوگل", "كوكل"),
    ("ﱞ", ""), ("«نعم»، لا؛", "«نعم»، لا؛"), ("3٫5 1٬000", "3٫5 1٬000"), ("ﷲ﴾", "الله﴾"), ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "folded"), ALIKE)
def test_alike(text: str, folded: str) -> None:
    assert fold_text(text) == folded
    assert fold(text).folded == folded


@pytest.mark.parametrize("word", ["أإآؤئ", "إسرائيل", "مؤتمر", "آخر", "é Ü"])
def test_decomposed_is_alike(word: str) -> None:
    assert fold_text(unicodedata.normalize("NFD", word)) == fold_text(word)


@pytest.mark.parametrize(
    "different", [("كتب", "كتاب"), ("علم", "عالم"), ("سار", "صار"), ("رأس", "رأسا"), ("ماء", "ما")]
)
def test_not_alike(different: tuple[str, str]) -> None:
    assert fold_text(different[0]) != fold_text(different[1])


SPANS = [
    ("قالَ نعم", 0, 3, "قالَ"),
    ("قال\u200f نعم", 0, 3, "قال"),
    ("\u200fقال", 0, 3, "قال"),
    ("الوزيـــر،", 0, 6, "الوزيـــر"),
    ("كتبَـ\u200f ثم", 0, 3, "كتبَـ"),
    ("ﷲ أكبر", 0, 2, "ﷲ"),
    ("ﷲ أكبر", 1, 4, "ﷲ"),
    ("ﷲ أكبر", 5, 9, "أكبر"),
    ("ك\u200cت", 0, 2, "ك\u200cت"),
    ("نعم", 1, 1, ""),
    ("ن\u064eعم", 3, 3, ""),
]


@pytest.mark.parametrize(("text", "start", "stop", "raw"), SPANS)
def test_span(text: str, start: int, stop: int, raw: str) -> None:
    low, high = fold(text).span(start, stop)
    assert text[low:high] == raw


def test_lone_surrogates_stay() -> None:
    assert fold("\ud800قالَ").folded == "\ud800قال"
    assert fold_text("\udfffA") == "\udfffa"


@given(texts)
def test_both_ways_of_folding_agree(text: str) -> None:
    assert fold_text(text) == fold(text).folded


@given(texts)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)


@given(texts)
def test_spans_are_in_order_and_fold_to_what_they_came_from(text: str) -> None:
    shadow = fold(text)
    spans = [shadow.span(at, at + 1) for at in range(len(shadow.folded))]
    for at, (low, high) in enumerate(spans):
        assert 0 <= low < high <= len(text)
        assert shadow.folded[at] in fold_text(text[low:high])
    for one, other in pairwise(spans):
        assert one == other or one[1] <= other[0]
    missed = set(range(len(text))).difference(*(range(low, high) for low, high in spans))
    assert not fold_text("".join(text[at] for at in missed))


@given(texts)
def test_offset_finds_the_way_there(text: str) -> None:
    shadow = fold(text)
    for at in range(len(shadow.folded)):
        start = shadow.span(at, at + 1)[0]
        assert shadow.span(shadow.offset(start), shadow.offset(start))[0] == start
    assert shadow.offset(len(text)) == len(shadow.folded)
