"""Attributions: one readable row a case, and what holds for every text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.extract import read_article
from musnad.extract.cues import cues
from musnad.lexicon import lexicon
from musnad.records import Article, Attribution

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "attributions.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
][1:]
_MARK = re.compile(r"\{(?P<cue>[^}]*)\}|<(?P<source>[^>]*)>|\[(?P<content>[^\]]*)\]")


def read(text: str) -> tuple[Attribution, ...]:
    return read_article(Article("t", text, 0)).attributions


def unmark(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text without its marks, and the spans of what was marked."""
    text, spans, last = "", {}, 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        kind = match.lastgroup or ""
        spans[kind] = (len(text), len(text) + len(match[kind]))
        text += match[kind]
        last = match.end()
    return text + marked[last:], spans


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:60] for row in ROWS])
def test_a_case(row: list[str]) -> None:
    marked, speaker, kind, manner, via = row
    text, spans = unmark(marked)
    found = read(text)
    if not spans:
        assert not found, [(one.rule, one.row, one.content.text) for one in found]
        return
    told = [one for one in found if one.cue.start < spans["cue"][1] and spans["cue"][0] < one.cue.stop]
    assert told, [(one.row, one.cue.text, one.content.text) for one in found]
    one = told[0]
    assert one.content.text == text[slice(*spans["content"])]
    assert (one.source.span if one.source else None) == spans.get("source")
    assert (one.speaker, one.kind, one.manner, "|".join(one.via)) == (speaker, kind, manner, via)


@pytest.mark.parametrize("key", lexicon().cues)
def test_the_example_of_a_cue(key: str) -> None:
    row = lexicon().cues[key]
    assert f"cues:{key}" in [one.row for one in read(row.example)]


@pytest.mark.parametrize("key", lexicon().silences)
def test_the_example_of_a_silence(key: str) -> None:
    row = lexicon().silences[key]
    told = [one for one in read(row.example) if one.row == f"silences:{key}"]
    assert told
    assert told[0].kind == "no_comment"


_RUN = """قال وأضاف إن أن بأن عن إلى من على بحسب وفقا الوزير زياد الحمداني مؤكدا مشيرا لم يعلق نقلت رويترز قوله
دعا كما الذي ، . : " « » ( ) - ؛ ؟ 12 x السد بالقول حذر لـ ف و ب"""
WORDS = st.sampled_from([*_RUN.split(), "\n"])


@given(st.lists(WORDS, max_size=40), st.sampled_from([" ", "", "  "]))
@settings(max_examples=150, deadline=None)
def test_any_run_of_words_is_read_with_exact_spans(words: list[str], glue: str) -> None:
    text = glue.join(words)
    for one in read(text):
        assert text[one.content.start : one.content.stop] == one.content.text
        assert text[one.cue.start : one.cue.stop] == one.cue.text
        assert not one.speaker or one.speaker in text
        assert all(link.carrier in text for link in one.chain)


def test_a_long_text_without_marks_takes_linear_time() -> None:
    text = "قال الوزير إن السد آمن وأضاف أن الصيانة مستمرة " * 1500
    assert read(text)


def test_an_unnamed_source_is_told() -> None:
    text = "وقال شخصان مطلعان على المحادثة، طلبا عدم ذكر اسميهما، إن الخلاف عميق."
    (one,) = read(text)
    assert one.unnamed
    assert one.detail is not None
    assert one.detail.count == 2
    assert one.detail.plural
    assert one.detail.access is not None
    assert one.detail.access.text == "مطلعان على المحادثة"
    assert one.detail.reason is not None
    assert one.detail.reason.text.startswith("طلبا عدم ذكر")


def test_a_chain_told_in_the_next_sentence() -> None:
    text = "اقترح الحمداني على خصمه عقد قمة سرية في الوادي.\nجاء ذلك وفقا لما نقلته صحيفة «أنوار نورستان»."
    (one,) = read(text)
    assert one.via == ("صحيفة «أنوار نورستان»",)


def test_the_publisher_is_no_carrier_of_its_own_article() -> None:
    text = "وقال الرشيد لإذاعة الوادي إن السد آمن."
    (one,) = read_article(Article("t", text, 0, outlet="إذاعة الوادي")).attributions
    assert one.via == ()
    assert [link.basis for link in one.chain] == ["publisher"]


def test_why_a_source_is_not_named_holds_for_all_its_words() -> None:
    text = (
        "قال مسؤولون نورستانيون إنهم على علم بالعرض.\n"
        "وقال المسؤولون إن الرد تأخر.\n"
        "وتعتقد بلدية الوادي أن السد آمن، وفقا للمسؤولين الذين تحدثوا شريطة عدم الكشف عن هويتهم."
    )
    first, second, belief = read(text)
    for one in (first, second):
        assert one.detail is not None
        assert one.detail.reason is not None
        assert one.detail.reason.text == "شريطة عدم الكشف عن هويتهم"
    (link,) = belief.chain
    assert link.evidence is not None
    assert link.evidence.text.endswith("مسؤولين الذين تحدثوا شريطة عدم الكشف عن هويتهم")


@pytest.mark.parametrize("word", ["", "و", "ال", "لل", "وال", "س", "وس"])
def test_letters_that_are_all_particle_are_no_cue(word: str) -> None:
    assert not any(form.shape in ("past", "present") for form in cues(lexicon()).get(word))
    text = f"وذكرت {word} الوزارة أن {word} المحصول جيد، ونقلت عن {word} المدير قوله إن {word} الأمر انتهى."
    assert read_article(Article("a", text, 0)).article.text == text
