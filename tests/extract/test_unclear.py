"""What is not settled is said: damaged sentences, no outlet, no day, words without a speaker."""

from __future__ import annotations

import pytest

from musnad.extract import read_article
from musnad.records import Article, Day, Piece, Unclear


def cut(before: str, after: str) -> tuple[Unclear, ...]:
    """What is unclear in a sentence out of which a line of furniture was cut between the two parts."""
    pieces = (Piece(0, len(before), 0), Piece(len(before) + 1, len(before) + 1 + len(after), len(before) + 40))
    article = Article("t", f"{before} {after}", 0, page="p", pieces=pieces, outlet="أنوار نورستان")
    return tuple(item for item in read_article(article).unclear if item.what == "damaged")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("قالت البلدية إن الحي بحاجة إلى", "للماء قبل الصيف."),
        ("وانتقل الوفد من المدينة إلى", "في القطار."),
        ("وقال المدير إن السد لن يكتمل قبل", ". وأضاف أن العمل توقف."),
    ],
)
def test_a_sentence_that_does_not_read_on_is_damaged(before: str, after: str) -> None:
    assert cut(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("قالت البلدية إن الحي بحاجة إلى", "الماء قبل الصيف."),
        ("وانتقل الوفد من المدينة", "إلى القرية."),
        ("وقال المدير إن السد", "للجميع."),
    ],
)
def test_a_sentence_that_reads_on_is_whole(before: str, after: str) -> None:
    assert not cut(before, after)


def test_a_damaged_quotation_is_shown_whole() -> None:
    (item,) = cut("قالت البلدية إن «الحي بحاجة إلى", "للماء قبل الصيف».")
    assert item.evidence is not None
    assert item.evidence.text == "الحي بحاجة إلى للماء قبل الصيف"


def test_nothing_was_cut_out_between_lines() -> None:
    text = "وصل الوفد إلى\nللماء طعم غريب."
    article = Article("t", text, 0, page="p", pieces=(Piece(0, 13, 0), Piece(14, len(text), 14)))
    assert not [item for item in read_article(article).unclear if item.what == "damaged"]


def test_a_page_without_outlet_and_day_says_so() -> None:
    hint = Day("2024-11", "text", "month")
    told = read_article(Article("t", "وصل الوفد إلى القرية.", 0, page="p", published_hint=hint)).unclear
    assert [item.what for item in told] == ["outlet", "day"]
    assert "2024-11" in told[1].note


def test_an_article_without_a_page_owes_neither() -> None:
    assert not read_article(Article("t", "وصل الوفد إلى القرية.", 0)).unclear


def test_words_that_nobody_is_named_for() -> None:
    (item,) = read_article(Article("t", "وأضاف أن السد سيكتمل في الخريف.", 0)).unclear
    assert item.what == "speaker"
    assert item.evidence is not None
    assert item.evidence.text == "وأضاف"
