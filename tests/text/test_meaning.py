"""Nearness in meaning: each text is turned into a vector once, many at a time."""

from __future__ import annotations

import numpy as np

from musnad.text.meaning import Meaning, meaning


def test_texts_are_learnt_once() -> None:
    asked: list[list[str]] = []

    def encode(texts: list[str]) -> object:
        asked.append(texts)
        return np.eye(4, dtype=np.float32)[[len(text) % 4 for text in texts]]

    made = Meaning(encode)
    made.learn(["a", "bb", "a"])
    assert (made.near("a", "bb"), made.near("a", "ccccc")) == (0.0, 1.0)
    assert asked == [["a", "bb"], ["ccccc"]]


def test_two_languages_are_near_and_strangers_are_not() -> None:
    made = meaning()
    assert made is not None, "the extra `meaning` is part of what is installed for development"
    truce = "اتفاق وقف إطلاق النار في الجزر"
    assert made.near("ceasefire agreement in the islands", truce) > 0.6
    assert made.near("the price of wheat", truce) < 0.3


def test_it_is_blind_to_for_and_against() -> None:
    made = meaning()
    assert made is not None
    assert made.near("الحزب يؤيد خطة السلام", "الحزب يعارض خطة السلام") > 0.6  # so it never tells who agrees
