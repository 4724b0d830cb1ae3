"""What the name model sees: signs of words, places, and the same scores however words are met."""

import pytest

from musnad.extract.grammar import grammar
from musnad.extract.name_lists import listed
from musnad.extract.phrases import Reader
from musnad.extract.signs import PAD, PLACES, Rows, places_of, word_features
from musnad.extract.tagger import tagger
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


def test_a_name_is_the_same_whatever_was_read_before() -> None:
    text = "زار زياد الحمداني مدينة لندن أمس برفقة سلمى العابد."
    fresh, other = tagger.__wrapped__(GRAMMAR), tagger(GRAMMAR)
    assert fresh is not None
    assert other is not None
    other.tag(Reader(analyse("كلمات كثيرة من نص آخر عن لندن وباريس.", 0), GRAMMAR))
    reader = Reader(analyse(text, 0), GRAMMAR)
    assert fresh.tag(reader) == other.tag(reader) != []


def test_a_text_with_more_words_than_the_memory_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.extract.tagger._MOST", 8)
    small = tagger.__wrapped__(GRAMMAR)
    assert small is not None
    reader = Reader(analyse("زار زياد الحمداني مدينة لندن أمس برفقة سلمى العابد وعاد إلى بيته مساء.", 0), GRAMMAR)
    assert all(0 <= start < stop <= len(reader.folded) for start, stop, _ in small.tag(reader))


def test_a_long_text_is_looked_at_in_blocks_that_join(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "زار زياد الحمداني مدينة لندن أمس برفقة سلمى العابد وقال وزير الزراعة سليم الأيوبي إن المحصول جيد. " * 5
    whole, blocks = Reader(analyse(text, 0), GRAMMAR), Reader(analyse(text, 0), GRAMMAR)
    model = tagger(GRAMMAR)
    assert model is not None
    names = model.tag(whole)
    monkeypatch.setattr("musnad.extract.network._BLOCK", 7)
    assert model.tag(blocks) == names
    assert blocks.leads == pytest.approx(whole.leads, abs=1e-3)


@pytest.mark.parametrize(
    "word", ["لندن", "ولندن", "الحمداني", "للوزراه", "قال", "و", "2024", "،", "reuters", "في", PAD]
)
def test_rows_are_those_of_the_signs_spelled_out(word: str) -> None:
    signs = word_features(word, GRAMMAR)
    known = {sign: row for row, sign in enumerate([*word_features("لبنان", GRAMMAR), *signs], 1)}
    known.pop(signs[0], None)
    found = Rows(known, GRAMMAR).of(word)
    assert sorted(found) == sorted(known[sign] for sign in signs if sign in known)
