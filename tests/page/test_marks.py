"""Furniture phrases and the words that tell running text: every row's example shows it."""

from __future__ import annotations

import pytest

from musnad.lexicon import lexicon
from musnad.page.marks import find_marks, opens_sentence, words_of_kind
from musnad.page.tokens import Tokens
from musnad.text.fold import fold_text


@pytest.mark.parametrize("phrase", lexicon().furniture)
def test_a_phrase_is_found_in_its_example(phrase: str) -> None:
    row = lexicon().furniture[phrase]
    marks = find_marks(Tokens(row.example), flat=False)
    assert (f"furniture:{phrase}", row.role) in [(mark.rule, mark.role) for mark in marks]


@pytest.mark.parametrize("verb", lexicon().openers)
def test_an_opener_opens_its_example(verb: str) -> None:
    assert opens_sentence(Tokens(lexicon().openers[verb].example), 0)


@pytest.mark.parametrize("kind", lexicon().page_words)
def test_a_class_of_words_has_one_in_its_example(kind: str) -> None:
    example = fold_text(lexicon().page_words[kind].example)
    assert any(word in example.split() or " " in word for word in words_of_kind(kind))


def marks_of(text: str, *, flat: bool) -> list[tuple[str, str]]:
    tokens = Tokens(text)
    return [(tokens.raw(mark.i, mark.j), mark.role) for mark in find_marks(tokens, flat)]


@pytest.mark.parametrize(
    ("text", "flat", "expected"),
    [
        ("انتهى العمل في نورستانكلمات دلالية: ميناء", True, [("كلمات دلالية", "tags")]),
        ("الميناء 120 مشاهدة", False, [("120 مشاهدة", "share")]),
        ("منذ 3 ساعات منذ ساعتين", True, [("منذ 3 ساعات", "date"), ("منذ ساعتين", "date")]),
        ("المصدر: رويترز", False, [("المصدر:", "credit")]),
        ("منقول عن وكالات", False, [("منقول عن", "credit")]),
        ("طباعة", False, [("طباعة", "share")]),
        # words of the text, no furniture
        ("قال المصدر إن الطباعة توقفت", False, []),
        ("بدأت طباعة الكتب في نورستان", False, []),
        ("قبل 3 ساعات بدأ الاجتماع في نورستان.", False, []),
        ("طالب بالمزيد من الدعم", False, []),
    ],
)
def test_marks_and_what_is_none(text: str, flat: bool, expected: list[tuple[str, str]]) -> None:
    assert marks_of(text, flat=flat) == expected


def test_a_date_in_a_sentence_is_no_furniture() -> None:
    tokens = Tokens("وصل الوفد يوم الجمعة 5 يناير 2018 إلى نورستان.")
    assert [mark.kind for mark in find_marks(tokens, flat=False)] == ["day in text"]


@pytest.mark.parametrize("text", ["المعارضةأفاد زياد", "علىأن", "بالزيتالسبت"])
def test_glued_words_are_cut_behind_letters_that_end_words(text: str) -> None:
    tokens = Tokens(text)
    assert "".join(tokens.raw(k, k + 1) for k in range(len(tokens))) == text.replace(" ", "")
    assert (len(tokens) > len(text.split())) == (text != "بالزيتالسبت")
