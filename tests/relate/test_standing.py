"""Stances laid side by side: one matter under many names, the latest stance, the trail, what contradicts itself."""

from __future__ import annotations

import numpy as np
import pytest

from musnad.relate.matters import one_matter, told
from musnad.relate.standing import chosen, matrix
from musnad.relations import Held, Matrix
from musnad.text.meaning import Meaning

ONE = [
    ("عقد مؤتمر دولي للسلام في الجزر", "المؤتمر الدولي للسلام"),
    ("مبادرة نورستان لوقف الحرب في الجزر", "وقف الحرب في الجزر"),
    ("فرض عقوبات على شركات الملاحة", "العقوبات على شركات الملاحة"),
    ("إرسال قوات غربية إلى الجزر", "خطة إرسال القوات الغربية"),
    ("تشكيل حكومة وحدة وطنية", "حكومة الوحدة الوطنية"),
    ("الاتفاق النووي الإيراني", "اتفاق طهران النووي"),
]
TWO = [
    ("عرض الرئيس الفرنسي", "زيارة الرئيس الفرنسي"),
    ("فرض العقوبات على شركات الملاحة", "رفع العقوبات عن شركات الملاحة"),
    ("الانسحاب من اتفاق المناخ", "اتفاق المناخ"),
    ("عدم المشاركة في الحكومة الجديدة", "المشاركة في الحكومة الجديدة"),
    ("مؤتمر السلام في الجزر", "مؤتمر المانحين في العاصمة"),
    ("بناء سد على النهر", "بناء جدار على الحدود"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_one_matter_under_two_names(one: str, other: str) -> None:
    assert one_matter(told(one), told(other))


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_matters_stay_two(one: str, other: str) -> None:
    assert not one_matter(told(one), told(other))


def held(stance: str, day: str = "", n: int = 0, **more: object) -> Held:
    known = {"actor": "نورستان", "actor_id": "state:made", "initiative": "المؤتمر الدولي للسلام"} | more
    words = str(known.pop("evidence", f"دليل {n}"))
    return Held(f"a{n}.0.s0", f"a{n}.0", "", stance=stance, evidence=words, day=day, **known)  # type: ignore[arg-type]


def laid(*stances: Held) -> Matrix:
    return matrix(stances, lambda one: "Nuristan" if one == "state:made" else "")


def test_the_latest_day_counts_whatever_came_first() -> None:
    early, late = held("supports", "2024-03-05", 1), held("opposes", "2024-03-10", 2)
    for stances in ([early, late], [late, early]):
        (cell,) = laid(*stances).cells
        assert (cell.latest, cell.day) == ("opposes", "2024-03-10")
        assert [step.held.stance for step in cell.trail] == ["supports", "opposes"]
        assert [step.held.finding for step in cell.changes] == ["a2.0.s0"]


def test_undated_stances_that_contradict_each_other_have_no_latest() -> None:
    (cell,) = laid(held("supports", n=1), held("opposes", n=2)).cells
    assert cell.latest is None
    assert cell.changes == ()
    (cell,) = laid(held("supports", n=1), held("supports", n=2)).cells
    assert cell.latest == "supports"


def test_a_day_outweighs_none() -> None:
    (cell,) = laid(held("supports", "2024-03-05", 1), held("opposes", n=2)).cells
    assert (cell.latest, cell.day) == ("supports", "2024-03-05")


def test_the_same_words_stand_once() -> None:
    (cell,) = laid(*(held("supports", "2024-03-05", n, evidence="أيدت نورستان المؤتمر") for n in range(3))).cells
    (step,) = cell.trail
    assert step.again == ("a1.0.s0", "a2.0.s0")


def test_nameless_actors_of_two_articles_are_two() -> None:
    found = laid(
        held("supports", n=1, actor="مسؤولون", actor_id=None), held("supports", n=2, actor="مسؤولون", actor_id=None)
    )
    assert len(found.actors) == 2


def test_what_only_points_to_a_plan_is_no_matter_of_other_articles() -> None:
    found = laid(held("supports", n=1, initiative="هذا الاقتراح"), held("opposes", n=2, initiative="هذا الاقتراح"))
    assert len(found.initiatives) == 2


@pytest.mark.parametrize(
    ("actor", "initiative", "count"),
    [("نورستان", "", 2), ("nuristan", "", 2), ("state:made", "", 2), ("", "مؤتمر السلام", 2), ("الأفق", "السد", 0),
     ("الأفق", "مؤتمر", 1)],
)  # fmt: skip
def test_a_part_of_the_matrix(actor: str, initiative: str, count: int) -> None:
    whole = laid(
        held("supports", n=1), held("opposes", n=2, initiative="بناء السد القديم"),
        held("opposes", n=3, actor="حزب الأفق", actor_id="name:الافق"),
    )  # fmt: skip
    part = chosen(whole, actor, initiative)
    assert len(part.cells) == count
    assert all(cell.actor < len(part.actors) and cell.initiative < len(part.initiatives) for cell in part.cells)


def by_letters(texts: list[str]) -> object:
    """Vectors of a made-up meaning: texts on talks, on a coalition, on anything else."""
    marks = (("حوار", "تفاوض", "talks"), ("تحالف", "ائتلاف", "coalition"))
    rows = [[float(any(word in text for word in some)) for some in marks] for text in texts]
    return np.array([[*row, 0.0] if any(row) else [0.0, 0.0, 1.0] for row in rows], np.float32)


COALITION = held("proposes", n=1, actor="الرئيس الفرنسي زياد الحمداني", initiative="إنشاء تحالف بحري ضد القراصنة")
TALKS = held("supports", n=2, actor="كتلة الأفق", actor_id=None, initiative="استئناف الحوار في الجزر")


def asked(question: str, meaning: Meaning | None) -> list[str]:
    """The initiatives found for a question."""
    return [one.name for one in chosen(laid(COALITION, TALKS), "", question, meaning).initiatives]


@pytest.mark.parametrize("meaning", [None, Meaning(by_letters)])
def test_a_question_in_english_finds_what_it_names(meaning: Meaning | None) -> None:
    assert asked("Paris proposal", meaning) == asked("the French plan", meaning) == [COALITION.initiative]
    assert asked("Tokyo proposal", meaning) == []


def test_a_question_in_english_is_understood_with_the_extra_alone() -> None:
    assert asked("peace talks", Meaning(by_letters)) == [TALKS.initiative]
    assert asked("peace talks", None) == []
    assert asked("the navy's coalition", Meaning(by_letters)) == [COALITION.initiative]


def test_arabic_words_count_with_the_name_of_the_proposer() -> None:
    assert asked("تحالف باريس", None) == [COALITION.initiative]
    assert asked("تحالف طوكيو", None) == []


def test_names_near_in_meaning_that_share_a_word_are_one_and_contraries_are_not() -> None:
    rows = [
        held("supports", n=n, initiative=name)
        for n, name in enumerate(("حوار الجزر الشامل", "تفاوض الجزر المباشر", "رفض حوار الجزر", "حوار السهل القبلي"))
    ]
    whole = matrix(rows, lambda _: "", Meaning(by_letters))
    assert sorted(len(one.names) for one in whole.initiatives) == [1, 1, 2]
    assert matrix(list(reversed(rows)), lambda _: "", Meaning(by_letters)) == whole
