"""Light stems: forms of one word meet, words of their own stay apart, and search always finds what it indexed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.lexicon import read_table
from musnad.rows_text import WawWord
from musnad.text.fold import fold_text
from musnad.text.stem import search_words, stem


def stems(text: str) -> list[str]:
    return [stem(word) for word in search_words(text)]


@pytest.mark.parametrize(
    "forms",
    [
        "وزير الوزير والوزير للوزير",
        "حكومة الحكومة والحكومات حكومتهم بالحكومة",
        "المعارضة معارضين والمعارضون معارض",
        "أمريكية الأمريكيون امريكي",
        "قال وقال قالت وقالوا",
        "الاتفاقات اتفاق واتفاقها",
    ],
)
def test_forms_of_one_word_meet(forms: str) -> None:
    assert len(set(stems(forms))) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("وزير", "زير"), ("والد", "الد"), ("وقف", "قف"), ("سلام", "سلم"), ("كتب", "كاتب")]
)
def test_words_of_their_own_stay_apart(one: str, other: str) -> None:
    assert stems(one) != stems(other)


def test_each_row_keeps_its_first_letter() -> None:
    for row in read_table("waw_words", WawWord).values():
        assert fold_text(row.word).startswith(row.start), row
        assert row.word in row.example.split() or f"ب{row.word}" in row.example or f"ال{row.word}" in row.example, row
        assert stem(fold_text(row.word)).startswith("و"), row


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("«بوليتيكو»: 2,5 مليون", ["بوليتيكو", "2", "5", "مليون"]),
        ("F-16 وCovid", ["f", "16", "و", "covid"]),
        ("السلام\u202e عليكُم", ["السلام", "عليكم"]),
        ("…،؛", []),
    ],
)
def test_marks_are_left_out(text: str, words: list[str]) -> None:
    assert search_words(text) == words


@given(st.text())
def test_every_word_is_letters_and_digits_alone(text: str) -> None:
    for word in search_words(text):
        assert word.isalnum()
        assert stem(word)
