from __future__ import annotations

import pytest
from hypothesis import given

from costs import bounded
from gold import needs_gold, texts_of
from musnad.text.quotations import Quotation, find_quotations
from noise import texts

# the inner words of each quotation, in order; ~ before those with a mark missing
PAIRED = [
    ('قال "نعم" ثم', "نعم"),
    ("قال «نعم» و“لا” و'ربما'", "نعم|لا|ربما"),
    ("قال ‘نعم’ و„لا“ و„كلا” و‹ربما›", "نعم|لا|كلا|ربما"),
    ("قال ''نعم'' و<<لا>> و((ربما)) و``كلا''", "نعم|لا|ربما|كلا"),
    ('قال ""نعم"" ثم', "نعم"),
    ('قال """نعم""" ثم', "نعم"),
    ('قال ＂نعم＂', "نعم"),
    # nested
    ("«قال «نعم» ثم»", "قال «نعم» ثم|نعم"),
    ("«قال \"نعم\" ثم»", 'قال "نعم" ثم|نعم'),
    ('"إن حزب "الأفق" قوي"', 'إن حزب "الأفق" قوي|الأفق'),
    ('"قال إنه "نعم""', 'قال إنه "نعم"|نعم'),
    ('""نعم" قالها"', '"نعم" قالها|نعم'),
    # typed with space inside, with swapped shapes, glued to a clitic
    ('قال " نعم .. لا " ثم', "نعم .. لا"),
    ("قال« نعم » ثم", "نعم"),
    ("قال ”نعم“ ثم ”لا“", "نعم|لا"),
    ('بـ"نعم" و"لا" وال"ربما"', "نعم|لا|ربما"),
    ('"نعم "و"لا"', "نعم|لا"),
    ("ب'نعم' قال", "نعم"),
    ('قال:"نعم".', "نعم"),
    ('("نعم")', "نعم"),
    ('"نعم\u200f" و\u200f"لا"', "نعم|لا"),
    # unbalanced
    ("قال «نعم ثم مضى\nوعاد", "~نعم ثم مضى"),
    ("قال نعم» ثم مضى", "~قال نعم"),
    ('قال "نعم ثم مضى', "~نعم ثم مضى"),
    ('الأفق" يرفض "الخطة" كلها', "~الأفق|الخطة"),
    ('«قال "نعم» ثم', 'قال "نعم|~نعم'),
    ("« »", ""),
    # a paragraph closes what an earlier one opened
    ("قال: «بدأ العمل\nوسينتهي\nغدا» ثم", "بدأ العمل\nوسينتهي\nغدا"),
    ('قال: "بدأ العمل\nوسينتهي غدا" ثم', "بدأ العمل\nوسينتهي غدا"),
    ("قال: «بدأ العمل\nوقال: «انتهى» ثم", "~بدأ العمل|انتهى"),
    # no quotations
    ("O'Neill's l'Express", None),
    ("شاشة 12\" فقط", None),
    ("قال 'نعم ثم", None),
    ("((أ) و(ب)", None),
    ("قال \"\" ثم", None),
    ("الأب’ و ‘علي", None),
    ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "inner"), PAIRED)
def test_pairs(text: str, inner: str | None) -> None:
    found = [("" if q.closed else "~") + text[q.inner_start : q.inner_stop] for q in find_quotations(text)]
    assert found == (inner.split("|") if inner is not None else [])


def test_outer_span_has_the_marks() -> None:
    assert find_quotations("قال « نعم » ثم") == (Quotation(4, 11, 6, 9, True),)


def test_none_runs_over_the_border_of_title_and_body() -> None:
    text = "قال «نعم\n\nلا» ثم"
    assert [q.closed for q in find_quotations(text)] == [True]
    assert [q.closed for q in find_quotations(text, 10)] == [False, False]


def check(text: str) -> None:
    found = find_quotations(text)
    opened: list[Quotation] = []
    for quotation in found:
        assert 0 <= quotation.start <= quotation.inner_start <= quotation.inner_stop <= quotation.stop <= len(text)
        assert quotation.start < quotation.stop
        assert not quotation.closed or quotation.start < quotation.inner_start <= quotation.inner_stop < quotation.stop
        while opened and opened[-1].stop <= quotation.start:
            opened.pop()
        assert not opened or quotation.stop <= opened[-1].stop, "two cross"
        opened.append(quotation)
    assert list(found) == sorted(found, key=lambda q: (q.start, -q.stop))


@given(texts)
def test_quotations_slice_and_never_cross_in_noise(text: str) -> None:
    check(text)
    check('"' + text + "«")


@needs_gold
@pytest.mark.parametrize("part", ["train", "dev", "dev_outlets", "dev_pages"])
def test_quotations_slice_and_never_cross_in_the_gold(part: str) -> None:
    for text in texts_of(part):
        check(text)


@pytest.mark.parametrize(
    "text",
    [
        "«" * 500 + "س" + "»" * 500, '"س ' * 20_000, "« " * 20_000, "» " * 20_000, '"س ' * 10_000 + "«" * 10_000,
        "'س " * 20_000, '«س "ب» ' * 7_000, "« س\n" * 20_000, '" ' * 10_000 + " " * 100_000 + "»", '"' * 20_000,
        "«" + '"س ' * 10_000 + " " * 100_000 + "»" * 10_000,
    ],
    ids=range(11),
)  # fmt: skip
def test_many_marks_cost_no_more_than_they_are(text: str) -> None:
    bounded(lambda: find_quotations(text))
