"""Where another article starts: what rules make of the model's path over headlines right above bodies."""

from __future__ import annotations

import numpy as np
import pytest

from musnad.page.judgement import Judgement
from musnad.page.layout import Layout
from musnad.page.roles import by_rules
from musnad.page.settle_starts import echoed_titles, headless, listed_titles, snapped_titles
from musnad.page.settle_titles import page_title, parted_titles

LEAD = "أعلنت وزارة المياه في نورستان أن المحطة الجديدة ستعمل غدا."


def judgement(text: str, marked: str) -> Judgement:
    """A page judged so far; `marked` gives runs of labels as `T4 S1 B9`, the rest is O."""
    made = by_rules(Layout(text, None, (), ""))
    path = [label for run in marked.split() for label in run[0] * int(run[1:])]
    path += ["O"] * (len(made.page.tokens) - len(path))
    return Judgement(made, path, np.zeros((len(path), 1), np.float32), [])


@pytest.mark.parametrize(
    ("marked", "titled"),
    [
        ("P2 F1 L4 S1 B70", True),
        ("P2 F1 L4 D3 S1 B70", True),
        ("P2 F1 L4 B70", False),  # the body goes on behind a promo
        ("P2 F1 L4 S1 B10", False),  # too short for an article
        ("P2 F1 L4 F1 L5 S1 B70", True),  # the last of a list
    ],
)
def test_a_listed_headline_right_above_a_whole_body_is_its_own(marked: str, titled: bool) -> None:
    on = judgement("كلمة " * 100, marked)
    listed_titles(on)
    assert ("T" in on.path) is titled


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("وانتهى العمل في الميناء. فريق الميناء يتأهل إلى نهائي الكأس", "فريق الميناء يتأهل إلى نهائي الكأس"),
        ("وانتهى العمل في الميناء. اليوم", ""),
        ("وانتهى العمل " + "في كل مكان " * 12, ""),
    ],
)
def test_the_words_behind_the_last_stop_head_the_next_body(text: str, title: str) -> None:
    before = len(by_rules(Layout(text, None, (), "")).page.tokens)
    on = judgement(f"{text} 5 مارس 2020 " + "كلمة " * 80, f"S1 B{before - 1} D3 S1 B70")
    headless(on)
    found = [k for k, label in enumerate(on.path) if label == "T"]
    assert (on.page.tokens.raw(found[0], found[-1] + 1) if found else "") == title


def test_a_headline_starts_right_behind_what_points_to_it() -> None:
    on = judgement(f"{LEAD} اقرأ أيضا فريق الميناء يتأهل إلى النهائي {LEAD}", "S1 B10 P3 T4 S1")
    snapped_titles(on)
    i = on.path.index("T")
    assert on.page.tokens.raw(i, i + 2) == "فريق الميناء"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("جارنا البحر - موقع الواحة\nالرئيسية\nجارنا البحر\n", "جارنا البحر"),
        ("جارنا البحر - موقع الواحة\nالرئيسية\nجارنا البحر والريح\n", ""),
        ("جارنا البحر وموقع الواحة\nالرئيسية\nجارنا البحر\n", ""),
    ],
)
def test_the_headline_that_the_first_line_names(head: str, title: str) -> None:
    before = len(by_rules(Layout(head, None, (), "")).page.tokens)
    on = judgement(f"{head}\n{LEAD}\n\n{LEAD}\n\n{LEAD}\n", f"O{before} S1 B9")
    page_title(on)
    found = [k for k, label in enumerate(on.path) if label == "T"]
    assert (on.page.tokens.raw(found[0], found[-1] + 1) if found else "") == title


def test_a_sign_that_ends_a_quotation_parts_no_headline() -> None:
    text = "رئيس الهيئة لـ«الميناء»: لا زيادة في الرسوم » موقع الواحة"
    on = judgement(f"{text} {LEAD}", "T14 S1 B9")
    parted_titles(on)
    found = [k for k, label in enumerate(on.path) if label == "T"]
    assert on.page.tokens.raw(found[0], found[-1] + 1) == "رئيس الهيئة لـ«الميناء»: لا زيادة في الرسوم"


@pytest.mark.parametrize(
    ("before", "title"),
    [
        ("البث المباشر خيارات أخرى ميناء نورستان يستقبل", "ميناء نورستان يستقبل أول سفينة قمح"),
        ("البث المباشر | ميناء الصيد |", "أول سفينة قمح"),  # a sign stands between
        ("البث المباشر سفينة قمح", "أول سفينة قمح"),  # the headline's own words, twice
    ],
)
def test_words_that_the_lead_says_again_belong_to_the_headline(before: str, title: str) -> None:
    lead = "استقبل ميناء نورستان أول سفينة قمح منذ عام. وقال المدير زياد الحمداني إن التفريغ سيبدأ غدا."
    size = len(by_rules(Layout(before, None, (), "")).page.tokens)
    on = judgement(f"{before} أول سفينة قمح {lead}", f"O{size} T3 S1 B18")
    echoed_titles(on)
    found = [k for k, label in enumerate(on.path) if label == "T"]
    assert on.page.tokens.raw(found[0], found[-1] + 1) == title
