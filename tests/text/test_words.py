from __future__ import annotations

import pytest
from hypothesis import given

from gold import needs_gold, texts_of
from musnad.text.fold import fold_text
from musnad.text.words import Words, folded_words, words
from noise import texts

TOKENS = [
    ("قال الوزير.", "قال|الوزير|."),
    ("«نعم»، قال", "«|نعم|»|،|قال"),
    ("بنسبة 12,5% أو ١٫٥٪", "بنسبة|12,5|%|أو|١٫٥|٪"),
    ("1.500.000 دولار.", "1.500.000|دولار|."),
    ("عام 2016.", "عام|2016|."),
    ("13/08/2016", "13|/|08|/|2016"),
    ("الساعة 10:30", "الساعة|10|:|30"),
    ("20مليون", "20|مليون"),
    ("كوفيد-19 والأميركي-الإسرائيلي", "كوفيد|-|19|والأميركي|-|الإسرائيلي"),
    ("O'Neill L’Express Al-Monitor G20", "O'Neill|L’Express|Al-Monitor|G20"),
    ("AT&T F-16", "AT&T|F-16"),
    ("الـBBC", "الـ|BBC"),
    ("#كلنا_معا", "#|كلنا|_|معا"),
    ("قالَ\u200f الوزيـــر", "قالَ|الوزيـــر"),
    ("أ.ف.ب", "أ|.|ف|.|ب"),
    ("...", ".|.|."),
    ("", ""),
    ("\u200f \n", ""),
]


def raws(found: Words) -> list[str]:
    return [found.raw(index) for index in range(len(found))]


@pytest.mark.parametrize(("text", "tokens"), TOKENS)
def test_tokens(text: str, tokens: str) -> None:
    assert raws(words(text)) == (tokens.split("|") if tokens else [])


def test_at_is_the_first_token_that_ends_after() -> None:
    found = words("قال نعم")
    assert [found.at(offset) for offset in (0, 2, 3, 4, 6, 7, 99)] == [0, 0, 1, 1, 1, 2, 2]


def test_at_folded_is_the_token_there_or_the_next() -> None:
    found = words("قَالَ نعم")
    assert [found.at_folded(offset) for offset in (0, 2, 3, 4, 6, 7)] == [0, 0, 1, 1, 1, 2]


def check(text: str) -> None:
    found = words(text)
    last = 0
    for index in range(len(found)):
        assert last <= found.start[index] < found.stop[index] <= len(text)
        assert fold_text(found.raw(index)) == found.folded[index] or any(c in text for c in "\ufdfa\ufdfb")
        assert " " not in found.folded[index]
        assert found.at(found.start[index]) == index
        last = found.stop[index]
    assert "".join(found.folded) == "".join(fold_text(text).split())


@given(texts)
def test_folded_words_are_those_of_words(text: str) -> None:
    assert folded_words(text) == words(text).folded


@given(texts)
def test_words_slice_and_cover_noise(text: str) -> None:
    found = words(text)
    assert "".join(found.folded) == "".join(fold_text(text).split())
    for index in range(len(found)):
        assert 0 <= found.start[index] < found.stop[index] <= len(text)
        assert found.folded[index] in fold_text(found.raw(index))
    assert found.start == sorted(found.start)
    assert found.stop == sorted(found.stop)


@needs_gold
@pytest.mark.parametrize("part", ["train", "dev", "dev_outlets", "dev_pages"])
def test_words_slice_and_cover_the_gold(part: str) -> None:
    for text in texts_of(part):
        check(text)
