"""Shapes of words: every word of the table's rows is told, and those that look alike are not."""

from __future__ import annotations

import pytest

from musnad.extract.shapes import shape
from musnad.lexicon import lexicon
from musnad.text.fold import fold_text

ROWS = lexicon().shapes.values()


@pytest.mark.parametrize(("name", "word"), [(row.shape, word) for row in ROWS for word in row.fits])
def test_a_word_has_its_shape(name: str, word: str) -> None:
    assert shape(lexicon(), name)(fold_text(word))


@pytest.mark.parametrize(("name", "word"), [(row.shape, word) for row in ROWS for word in row.others])
def test_a_word_that_looks_alike_has_not(name: str, word: str) -> None:
    assert not shape(lexicon(), name)(fold_text(word))
