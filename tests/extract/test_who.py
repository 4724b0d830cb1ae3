"""Who is meant: one readable row a case, and the rule for verbs without a subject."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from musnad.extract.mentions import find_mentions
from musnad.extract.misprints import one_letter_off
from musnad.extract.who import Cast, Said, cast
from musnad.lexicon import lexicon
from musnad.text.doc import analyse

HERE = Path(__file__).parent
_MARKED = re.compile("⟦(.*?)⟧")


def rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def staged(marked: str, day: str | None = None) -> tuple[Cast, list[tuple[int, int]]]:
    """The cast of a text whose sources are marked, and their spans."""
    text, spans, last = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[last : match.start()]
        spans.append((len(text), len(text) + len(match[1])))
        text += match[1]
        last = match.end()
    text += marked[last:]
    doc = analyse(text, 0)
    return cast(doc, find_mentions(doc, lexicon()), spans, lexicon(), day), spans


@pytest.mark.parametrize(("text", "speaker"), rows("who.tsv"))
def test_the_fullest_form(text: str, speaker: str) -> None:
    company, spans = staged(text)
    who = company.who(*spans[-1])
    assert who.text == speaker
    assert company.doc.text[who.start : who.stop] == who.text


def test_ids_are_the_same_across_articles() -> None:
    one, spans = staged("قال ⟦وزير الزراعة سليم الأيوبي⟧ إن المحصول جيد.")
    two, others = staged("أعلن ⟦المهندس سليم الأيوبي⟧ موعد الري. وأضاف ⟦الأيوبي⟧ أنه قريب.")
    assert one.who(*spans[0]).id == two.who(*others[1]).id == "name:سليم-الايوبي"


@pytest.mark.parametrize("source", ["مصدر أمني", "مسؤولون أمريكيون", "مسؤول كبير في البلدية", "المصادر", "الوزير"])
def test_an_unnamed_source_has_no_id(source: str) -> None:
    company, spans = staged(f"قال ⟦{source}⟧ إن الحريق أخمد.")
    assert company.who(*spans[0]).id is None


def test_a_capital_that_speaks_is_its_state() -> None:
    company, spans = staged("نفت ⟦موسكو⟧ التهمة.")
    assert company.who(*spans[0]).id == "state:ru"
    assert [m.entity for m in company.linked()] == ["state:ru"]


def test_a_capital_that_does_not_speak_is_a_place() -> None:
    company, _ = staged("وصل الوفد إلى موسكو مساء.")
    assert [m.entity for m in company.linked()] == ["place:moscow"]


def said(company: Cast, spans: list[tuple[int, int]], contents: list[tuple[int, int]]) -> list[Said]:
    return [Said(span[0] - 1, *content, company.who(*span)) for span, content in zip(spans, contents, strict=True)]


def test_a_verb_without_subject_goes_back_to_the_last_who_agrees() -> None:
    company, spans = staged("قال ⟦زياد الحمداني⟧ كذا. وقالت ⟦سلمى العابد⟧ كذا. وأضاف أن")
    before = said(company, spans, [(0, 0), (0, 0)])
    at = company.doc.text.index("وأضاف")
    man, woman = company.subject(at, "m", "s", before), company.subject(at, "f", "s", before)
    assert man is not None
    assert man.text == "زياد الحمداني"
    assert woman is not None
    assert woman.text == "سلمى العابد"


def test_one_who_is_quoted_inside_does_not_go_on() -> None:
    company, spans = staged("قال ⟦زياد الحمداني⟧ إن ⟦كمال الرشيد⟧ أكد أن الجسر آمن. وأضاف أن الفحص دوري.")
    text = company.doc.text
    outer = Said(0, text.index("إن"), text.index("."), company.who(*spans[0]))
    inner = Said(text.index("أكد"), text.index("الجسر"), text.index("."), company.who(*spans[1]))
    who = company.subject(text.index("وأضاف"), "m", "s", [outer, inner])
    assert who is not None
    assert who.text == "زياد الحمداني"


def test_the_subject_that_opens_the_sentence_speaks() -> None:
    company, _ = staged("زار رئيس البلدية سليم الأيوبي السوق واصفا إياه بالجميل.")
    who = company.subject(company.doc.text.index("واصفا"), "m", "s", [])
    assert who is not None
    assert who.text == "رئيس البلدية سليم الأيوبي"


def test_nobody_spoke() -> None:
    company, _ = staged("وأضاف أن الجسر آمن.")
    assert company.subject(0, "m", "s", []) is None


SAID = "قال ⟦الرئيس الفرنسي⟧ إنه مسرور."


@pytest.mark.parametrize(
    ("before", "day", "speaker", "one"),
    [
        ("زار إيمانويل ماكرون المدينة.", "2019-05-01", "إيمانويل ماكرون", "person:emmanuel-macron"),
        ("وصل فرنسوا هولاند.", "2014-05-01", "فرنسوا هولاند", "person:francois-hollande"),
        ("", "2019-05-01", "الرئيس الفرنسي", "person:emmanuel-macron"),
        ("", None, "الرئيس الفرنسي", None),
    ],
)
def test_roles_go_by_the_day(before: str, day: str | None, speaker: str, one: str | None) -> None:
    company, spans = staged(f"{before} {SAID}", day)
    who = company.who(*spans[-1])
    assert (who.text, who.id) == (speaker, one)


def test_where_several_fit_all_are_candidates() -> None:
    company, spans = staged("قال ⟦الرئيس الفرنسي السابق⟧ إنه مسرور.", "2019-05-01")
    who = company.who(*spans[0])
    assert who.id is None
    assert set(who.candidates) == {"person:francois-hollande", "person:nicolas-sarkozy"}


def test_one_letter_off_a_name_is_a_candidate_and_no_more() -> None:
    company, spans = staged("وصل الرئيس المصري عبد الفتاح السيسي. ولم يعلق ⟦السياسي⟧ على الأمر.")
    who = company.who(*spans[0])
    assert (who.text, who.id, who.basis) == ("السياسي", None, "misprint?")
    assert who.candidates == ("person:abdel-fattah-el-sisi",)
    assert [doubt.names for doubt in company.doubts()] == [("عبد الفتاح السيسي",)]


def test_a_role_of_someone_in_the_article_is_no_misprint() -> None:
    company, spans = staged("وصل عبد الفتاح السيسي والسياسي المعارض زياد الحمداني. ولم يعلق ⟦السياسي⟧ على الأمر.")
    who = company.who(*spans[0])
    assert (who.text, who.candidates) == ("السياسي المعارض زياد الحمداني", ())


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        ("السياسي", "السيسي", True),
        ("ماكورن", "ماكرون", True),
        ("بوتبن", "بوتين", True),
        ("السيسي", "السيسي", False),
        ("علي", "عالي", False),
        ("السياسي", "الساسة", False),
    ],
)
def test_one_letter(a: str, b: str, alike: bool) -> None:
    assert one_letter_off(a, b) is one_letter_off(b, a) is alike


def test_an_outlet_that_no_table_has_gets_an_id_of_its_own() -> None:
    company, spans = staged('قالت ⟦صحيفة "نسمات بحرية"⟧ إن السفينة وصلت.')
    assert company.who(*spans[0]).id is not None
