"""What the name model sees: signs of words, places, and the same scores however words are met."""

import numpy as np

from musnad.extract.grammar import grammar
from musnad.extract.name_lists import listed
from musnad.extract.network import network
from musnad.extract.phrases import Reader
from musnad.extract.signs import PAD, PLACES, places_of, word_features
from musnad.lexicon import lexicon
from musnad.text.doc import analyse

GRAMMAR = grammar(lexicon())


def test_every_token_has_a_place() -> None:
    reader = Reader(analyse("وصل الرئيس الفرنسي إلى لندن. قالت وزارة الزراعة في نورستان إن المحصول جيد.", 0), GRAMMAR)
    places = places_of(reader)
    assert len(places) == len(reader.folded)
    assert PLACES[places[reader.folded.index("لندن")]].endswith("LOC1")
    assert len(set(PLACES)) == len(PLACES)


def test_lists_know_words_behind_a_letter_and_an_article() -> None:
    assert any(sign.startswith("ltown") for sign in listed("لندن"))
    assert any(sign.startswith("l~") for sign in listed("ولندن"))
    assert listed("قالوا") == ()


def test_a_mark_and_a_number_show_nothing_but_themselves() -> None:
    assert word_features("،", GRAMMAR) == ["mark", "w=،"]
    assert word_features("2024", GRAMMAR) == ["digit", "w=2024"]
    assert word_features(PAD, GRAMMAR) == ["pad"]


def test_a_word_weighs_the_same_alone_and_among_others() -> None:
    one, other = network(GRAMMAR), network(GRAMMAR)
    assert one is not None
    assert other is not None
    words = [PAD] * 3 + ["زار", "زياد", "الحمداني", "لندن"] + [PAD] * 3
    places = np.full(len(words), len(PLACES))
    chosen = np.array([4, 5])
    other._rows_of(["كلمة", "لندن"])
    assert np.allclose(one.scores(words, places, chosen), other.scores(words, places, chosen), atol=1e-2)
    assert one.scores(words, places, np.array([4])).shape == (1, len(one.labels))
