"""What rules mend of the model's path within and around bodies."""

from __future__ import annotations

import numpy as np
import pytest

from musnad.page.judgement import Judgement
from musnad.page.layout import Layout
from musnad.page.roles import by_rules
from musnad.page.settle import leads, small_holes, tails, whole_marks

LABELS = list("TVSBDYCPEFLGKO")
BODY = "أعلنت وزارة المياه في نورستان أن المحطة الجديدة ستعمل غدا. وقال الوزير زياد الحمداني إن العمل انتهى."


def judgement(text: str, marked: str, sure: float = 0.0) -> Judgement:
    """A page judged so far: `marked` gives runs of labels as `T4 S1 B9`; scores favour O over B by `sure`."""
    made = by_rules(Layout(text, None, (), ""))
    path = [label for run in marked.split() for label in run[0] * int(run[1:])]
    path += ["O"] * (len(made.page.tokens) - len(path))
    scores = np.zeros((len(path), len(LABELS)), np.float32)
    scores[:, LABELS.index("O")] = sure
    return Judgement(made, path, scores, LABELS)


def size(text: str) -> int:
    return len(by_rules(Layout(text, None, (), "")).page.tokens)


@pytest.mark.parametrize(
    ("before", "taken"),
    [
        ("أصدر قادة الدول في ختام قمتهم الطارئة البيان التالي:", True),
        ("قمة الساحل والجبل في نورستان والبلوط الطارئة:", False),  # no verb opens it
        ("أصدر القادة:", False),
    ],
)
def test_a_lead_that_ends_in_a_colon_opens_the_body(before: str, taken: bool) -> None:
    on = judgement(f"{before} {BODY}", f"O{size(before)} S1 B18")
    leads(on)
    assert ("S" in on.path[: size(before)]) is taken


@pytest.mark.parametrize(
    ("i", "j", "filled"),
    [(4, 7, True), (11, 13, False), (3, 11, False)],  # amid a sentence; behind its stop; too much
)
def test_a_few_words_amid_a_sentence_stay_in_it(i: int, j: int, filled: bool) -> None:
    on = judgement(BODY, f"S1 B{i - 1} O{j - i} B{size(BODY) - j}")
    small_holes(on)
    assert ("O" not in on.path) is filled


@pytest.mark.parametrize(("sure", "gone"), [(14.0, True), (3.0, False)])
def test_words_behind_the_last_stop_go_where_the_model_is_sure(sure: float, gone: bool) -> None:
    tail = "شاهد المزيد نورستان تفتتح محطة جديدة فريق الميناء يتأهل إلى النهائي أسعار القمح ترتفع"
    on = judgement(f"{BODY} {tail}", f"S1 B{size(BODY) - 1} B{size(tail)}", sure)
    tails(on)
    assert ("B" not in on.path[size(BODY) :]) is gone
    assert "O" not in on.path[: size(BODY)]


def test_a_date_is_told_with_its_time() -> None:
    before = "نورستان تفتتح محطة المياه"
    on = judgement(f"{before} الخميس 5 مارس 2020 - 10:30 صباحا {BODY}", f"T{size(before)} D4 O40")
    whole_marks(on)
    day = next(mark for mark in on.page.marks if mark.day is not None)
    assert set(on.path[day.i : day.j]) == {"D"}
