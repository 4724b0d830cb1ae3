from __future__ import annotations

import pytest
from hypothesis import given

from costs import bounded
from gold import needs_gold, texts_of
from musnad.lexicon import lexicon
from musnad.text.doc import analyse
from noise import texts

# sentences are parted by |
SENTENCES = [
    "قال الوزير نعم.| وأضاف لا.",
    "ماذا حدث؟| لا أحد يعلم!| انتهى",
    "السطر الأول\n|السطر الثاني\n\n|السطر الثالث",
    "قال د. زياد الحمداني نعم.| ثم مضى.",
    "قالت ود. سلمى العابد نعم.",
    "وفق أ.ف.ب إن الطريق مغلقة.| وأضافت.",
    "قالت أ.ف.ب. إن الطريق مغلقة.",
    "نقلت ذلك أ.ف.ب.| وأضاف الوزير.",
    "قال لـ(أ.ف.ب.) إن الطريق مغلقة.",
    "وقال زياد لشبكة (سي.إن.إن) إن الطريق مغلقة.| ثم مضى.",
    "وقالت بي.بي.سي إن الطريق مغلقة.",
    "مضى زيد.|عاد زيد اليوم",
    "صندوق ص.ب. 123 في المدينة.",
    "القائد J. R. Smith من U.S. Army وصل.",
    "بلغ النمو 3.5% وبلغ 12.| ثم هبط.",
    "1. افتتاح المعبر\n|2. وقف القتال",
    "حدث عام 2016.| وعاد بعدها.",
    "حدث عام 1437 هـ.| وعاد بعدها.",
    "حدث في 2016 م.| وعاد بعدها.",
    "موقع alquds.co.uk مغلق.",
    "هذه سياسة .. لها رؤية... وليست ظرفية",
    "انتظر…\n|ثم مضى",
    "قال: «بدأ العمل.| سننتهي غدا.»| ثم غادر.",
    'قال: "نعم."| وأضاف: "لا".| ثم مضى.',
    "«هل يعود؟»، سأل زياد.",
    "قال: «إلى متى؟»| ومضى.",
    "مضى اليوم.|وعاد غدا.|«ثم» قال",
    'قال: "مضى اليوم".|كما زاد.',
    "هكذا؟!| نعم",
    "أسس عام 1920(؟) في المدينة.",
    "قال ذلك؛ ثم أضاف: نعم، لا.",
    "• أول البنود| • ثاني البنود",
    "انتهى الخبر (رويترز).| وعاد.",
    "انتهى الخبر.| (رويترز)",
    "كلام بلا نقطة",
    ".| .| .",
]


def parts(text: str, body: int = 0) -> list[str]:
    doc = analyse(text, body)
    return [text[doc.words.start[i] : doc.words.stop[j - 1]] for i, j in doc.sentences]


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences(marked: str) -> None:
    wanted = [part.strip() for part in marked.split("|")]
    assert parts(marked.replace("|", "")) == wanted


def test_the_title_is_one_sentence_of_its_own() -> None:
    text = "الوزير يجيب: نعم. ثم يمضي\n\nقال نعم. ثم مضى."
    assert parts(text, text.index("قال")) == ["الوزير يجيب: نعم. ثم يمضي", "قال نعم.", "ثم مضى."]
    assert parts("العنوان\n\n", 9) == ["العنوان"]


@pytest.mark.parametrize("row", lexicon().abbreviations.values(), ids=lambda row: row.abbreviation)
def test_no_abbreviation_ends_the_sentence_of_its_example(row: object) -> None:
    example = row.example  # type: ignore[attr-defined]
    assert parts(example) == [example]


def test_text_without_full_stops_is_cut_at_commas() -> None:
    doc = analyse("كلمة " * 250 + "، " + "كلمة " * 700, 0)
    sizes = [j - i for i, j in doc.sentences]
    assert sizes[0] == 251
    assert max(sizes) <= 300
    assert sum(sizes) == len(doc.words)


def check(text: str, body: int) -> None:
    doc = analyse(text, body)
    last = 0
    for index, (start, stop) in enumerate(doc.sentences):
        assert start == last < stop <= len(doc.words)
        assert {doc.sentence_of(token) for token in (start, stop - 1)} == {index}
        last = stop
    assert last == len(doc.words)


@given(texts)
def test_sentences_cover_noise_in_order(text: str) -> None:
    check(text, 0)
    check(text, len(text) // 2)


@needs_gold
@pytest.mark.parametrize("part", ["train", "dev", "dev_outlets", "dev_pages"])
def test_sentences_cover_the_gold_in_order(part: str) -> None:
    for text in texts_of(part):
        check(text, text.find("\n\n") + 2)


@pytest.mark.parametrize("text", ["كلمة " * 200_000, "أ." * 100_000, ". " * 100_000, "؟" * 200_000, "\n" * 200_000])
def test_cost_is_linear(text: str) -> None:
    bounded(lambda: analyse(text, 0))
