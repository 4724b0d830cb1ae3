from __future__ import annotations

import pytest
from hypothesis import given

from costs import bounded
from gold import needs_gold, texts_of
from musnad.lexicon import lexicon
from musnad.text.fold import fold_text
from musnad.text.numbers import digits_value, find_numbers, is_two
from noise import texts

NUMBERS = [
    # digits
    ("أصيب 12 شخصا", "12=12"), ("بنسبة 12,5%", "12,5=12.5"), ("بنسبة 3.5 و٣٫٥", "3.5=3.5|٣٫٥=3.5"),
    ("بلغ 1.500 شخص", "1.500=1500"), ("بلغ 1,500 شخص", "1,500=1500"), ("بلغ ٢٬٠٠٠٬٠٠٠", "٢٬٠٠٠٬٠٠٠=2000000"),
    ("بلغ ۱۲۳", "۱۲۳=123"), ("بلغ 1,500.25", "1,500.25=1500.25"), ("بلغ 1.500,25", "1.500,25=1500.25"),
    ("بلغ 0.500", "0.500=0.5"), ("بلغ 12345", "12345=12345"), ("20مليون", "20مليون=20000000"),
    ("3.5 مليون دولار", "3.5 مليون=3500000"), ("20 ألف جندي", "20 ألف=20000"),
    ("3 ملايين و200 ألف", "3 ملايين و200 ألف=3200000"), ("12 ألفا و500 رجل", "12 ألفا و500=12500"),
    # words
    ("ثلاثة وزراء", "ثلاثة=3"), ("خمس سفن", "خمس=5"), ("خمسة عشر وزيرا", "خمسة عشر=15"),
    ("خمس عشرة سفينة", "خمس عشرة=15"),
    ("أحد عشر وزيرا", "أحد عشر=11"), ("اثنتا عشرة سفينة", "اثنتا عشرة=12"), ("عشرون يوما", "عشرون=20"),
    ("خمسة وعشرين يوما", "خمسة وعشرين=25"), ("الخمسة والعشرين", "الخمسة والعشرين=25"), ("مئة عامل", "مئة=100"),
    ("مئتي عامل", "مئتي=200"), ("ثلاثمائة وخمسين", "ثلاثمائة وخمسين=350"),
    ("ثلاث مئة وأربعة وستين", "ثلاث مئة وأربعة وستين=364"),
    ("ألف وخمسمائة", "ألف وخمسمائة=1500"), ("ألفي جندي", "ألفي=2000"), ("خمسة آلاف جندي", "خمسة آلاف=5000"),
    ("خمسة وعشرون ألفا ومئتان", "خمسة وعشرون ألفا ومئتان=25200"),
    ("مئة وخمسة عشر ألفا وثلاثة", "مئة وخمسة عشر ألفا وثلاثة=115003"),
    ("ثلاثة ملايين ومئتي ألف", "ثلاثة ملايين ومئتي ألف=3200000"),
    ("مليارين وثلاثة ملايين", "مليارين وثلاثة ملايين=2003000000"),
    ("مليون ونصف المليون دولار", "مليون ونصف المليون=1500000"), ("مليارين وربع مليار", "مليارين وربع مليار=2250000000"),
    ("بخمسة دنانير", "بخمسة=5"), ("للثلاثين يوما", "للثلاثين=30"), ("اثنين من العمال", "اثنين=2"),
    # numbers beside each other
    ("بين خمسة وعشرة", "خمسة=5|وعشرة=10"), ("ثلاثة وأربعة", "ثلاثة=3|وأربعة=4"),
    ("مليون ومليون", "مليون=1000000|ومليون=1000000"),
    ("20 20", "20=20|20=20"), ("عشرين وثلاثة", "عشرين=20|وثلاثة=3"), ("ألف ومليون", "ألف=1000|ومليون=1000000"),
    # none
    ("آلاف الأشخاص وعشرات المصابين", ""), ("أحد المسؤولين", ""), ("إحدى السفن", ""), ("لست هنا", ""),
    ("13.08.2016", ""),
    ("نصف الناس", ""), ("وصل اثنا من", ""), ("1.2.3", ""), ("²", ""), ("ملايين", ""), ("", ""),
    ("12345678901234567890", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), NUMBERS)
def test_numbers(text: str, wanted: str) -> None:
    found = [f"{text[n.start : n.stop]}={n.value}" for n in find_numbers(text)]
    assert found == (wanted.split("|") if wanted else [])


@pytest.mark.parametrize("row", lexicon().numerals.values(), ids=lambda row: row.word)
def test_every_numeral_counts_in_its_example(row: object) -> None:
    word, kind, example = row.word, row.kind, row.example  # type: ignore[attr-defined]
    found = [n for n in find_numbers(example) if word in example[n.start : n.stop]]
    assert bool(found) != (kind.startswith("ordinal") and kind != "ordinal tens")
    if kind in ("unit", "ten", "tens", "hundred", "hundreds", "two scales"):
        assert found[0].value == row.value  # type: ignore[attr-defined]


SINGULARS = frozenset(map(fold_text, ["شخص", "وزير", "مصدر", "دولة", "امرأة"]))


@pytest.mark.parametrize("word", ["شخصين", "شخصان", "وزيران", "مصدرين", "دولتين", "دولتان"])
def test_two(word: str) -> None:
    assert is_two(fold_text(word), SINGULARS)


@pytest.mark.parametrize("word", ["شخص", "أشخاص", "مسؤولين", "السودان", "بين", "ين", ""])
def test_not_two(word: str) -> None:
    assert not is_two(fold_text(word), SINGULARS)


@pytest.mark.parametrize(
    ("token", "value"), [("1.000", 1000), ("01", 1), ("1.5", 1.5), ("1.000.00", None), ("1,2,3", None)]
)
def test_digits(token: str, value: float | None) -> None:
    assert digits_value(token) == value


def check(text: str) -> None:
    last = 0
    for number in find_numbers(text):
        assert last <= number.start < number.stop <= len(text)
        assert number.value >= 0
        last = number.stop


@given(texts)
def test_numbers_slice_noise_in_order(text: str) -> None:
    check(text)


@needs_gold
@pytest.mark.parametrize("part", ["train", "dev", "dev_outlets", "dev_pages"])
def test_numbers_slice_the_gold_in_order(part: str) -> None:
    for text in texts_of(part):
        check(text)


@pytest.mark.parametrize(
    "text", ["مليون " * 50_000, "خمسة و" * 50_000, "1 و" * 50_000, "أحد " * 50_000, "1." * 100_000]
)
def test_cost_is_linear(text: str) -> None:
    bounded(lambda: find_numbers(text))
