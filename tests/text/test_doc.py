from __future__ import annotations

from hypothesis import given

from musnad.text.doc import analyse
from noise import texts


def test_a_document_holds_it_all() -> None:
    text = "عنوان\n\nقال «نعم. لا» ثم."
    doc = analyse(text, 7)
    assert (doc.text, doc.body) == (text, 7)
    assert [doc.words.raw(i) for i in range(len(doc.words))] == ["عنوان", "قال", "«", "نعم", ".", "لا", "»", "ثم", "."]
    assert doc.sentences == ((0, 1), (1, 5), (5, 9))
    assert [doc.sentence_of(token) for token in range(9)] == [0, 1, 1, 1, 1, 2, 2, 2, 2]
    assert [text[q.start : q.stop] for q in doc.quotations] == ["«نعم. لا»"]


def test_quote_at_is_the_innermost() -> None:
    text = "ا «ب «ج» د» ه «و»"
    doc = analyse(text, 0)
    inner = [q and text[q.inner_start : q.inner_stop] for q in map(doc.quote_at, range(len(text)))]
    outer = "ب «ج» د"
    assert inner == [None] * 2 + [outer] * 3 + ["ج"] * 3 + [outer] * 3 + [None] * 3 + ["و"] * 3
    assert doc.quote_at(len(text)) is None
    assert analyse("", 0).quote_at(0) is None


@given(texts)
def test_quote_at_agrees_with_looking_at_all(text: str) -> None:
    doc = analyse(text, 0)
    for offset in range(len(text)):
        around = [q for q in doc.quotations if q.start <= offset < q.stop]
        found = doc.quote_at(offset)
        assert (found is None) == (not around)
        assert found is None or (found.start, -found.stop) == max((q.start, -q.stop) for q in around)
