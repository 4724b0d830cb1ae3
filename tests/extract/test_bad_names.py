"""Names as they should not be written: the texts around them are read on."""

import pytest

from musnad import records
from musnad.extract import read_article
from musnad.extract.mentions import find_mentions
from musnad.extract.roles import resolve_role
from musnad.extract.who import cast
from musnad.lexicon import lexicon
from musnad.text.doc import analyse

LEX = lexicon()


@pytest.mark.parametrize(
    "written",
    [
        "Emmanuel Macron",
        "Еmmanuеl Macrоn",  # Cyrillic letters inside
        "Emmanuel\u200f Macron",
        "إيمانويل ماكرون",
        "إيما\u200fنويل ما\u202bكر\u202cون",  # bidi marks inside
        "إيـــمانويل مـاكرون",
        "ایمانویل ماکرون",  # Persian letters
        "إِيمانُويل ماكرُون",
        "ماكرون Macron",
    ],
)
def test_a_name_is_known_however_it_is_written(written: str) -> None:
    assert resolve_role(written, "2023-01-01", LEX).id == "person:emmanuel-macron"


@pytest.mark.parametrize(
    "word",
    [
        "ا" * 100_000,
        "ماكرون" * 20_000,
        "a" * 100_000,
        "ماكрон",
        "\u202e\u202e\u202e",
        "ماmacronكرون",
        "١٢٣ماكرون",
        "\ud800",
    ],
)
def test_what_is_no_name_is_read_over(word: str) -> None:
    text = f"قال {word} إن الجسر مفتوح. وقال الرئيس الفرنسي إيمانويل ماكرون إن الطريق مغلق."
    doc = analyse(text, 0)
    mentions = find_mentions(doc, LEX)
    assert all(text[m.where.start : m.where.stop] == m.where.text for m in mentions)
    assert "person:emmanuel-macron" in {m.entity for m in cast(doc, mentions, (), LEX, "2023-01-01").linked()}
    assert resolve_role(word, "2023-01-01", LEX).id in (None, "person:emmanuel-macron")


def test_bidi_marks_in_a_name_stay_in_its_span() -> None:
    text = "قال إيما\u200fنويل ماكر\u200fون إن الطريق مغلق."
    found = next(m for m in find_mentions(analyse(text, 0), LEX) if m.entity == "person:emmanuel-macron")
    assert found.where.text == "إيما\u200fنويل ماكر\u200fون"


def test_an_article_of_one_endless_word_is_read() -> None:
    reading = read_article(records.Article("a", "كلمة" * 50_000, 0))
    assert reading.attributions == ()
