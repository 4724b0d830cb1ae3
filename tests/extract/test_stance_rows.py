"""Every row of the stance tables is borne out by its own example; initiatives gather what points back to them."""

from __future__ import annotations

import pytest

from musnad.extract import read_article
from musnad.extract.stance.rules import candidates
from musnad.extract.stance.scene import Scene
from musnad.extract.stance.topic import Candidate
from musnad.lexicon import lexicon
from musnad.records import Article, Reading, Stance
from musnad.text.doc import analyse

LEX = lexicon()
SEEN = ("need", "weigh", "good", "bad", "if", "hinges", "requires", "silent", "way")


def read(text: str) -> Reading:
    return read_article(Article("case", text, 0))


def seen(text: str) -> list[Candidate]:
    """What the rules propose for a text, before any of it is weighed."""
    reading = read(text)
    return list(candidates(Scene(analyse(text, 0), reading.mentions, reading.attributions, LEX), 0))


@pytest.mark.parametrize("lemma", LEX.stances)
def test_example_of_a_verb(lemma: str) -> None:
    row = LEX.stances[lemma]
    assert f"stances:{lemma}" in {one.row for one in seen(row.example)}


@pytest.mark.parametrize("phrase", [p for p, row in LEX.stance_words.items() if row.kind in SEEN])
def test_example_of_a_phrase(phrase: str) -> None:
    row = LEX.stance_words[phrase]
    found = seen(row.example)
    tied = row.kind == "if" and any(one.value == "conditional" and one.condition for one in found)
    assert tied or f"stance_words:{phrase}" in {one.row for one in found}


def test_example_of_an_initiative_has_its_noun() -> None:
    for row in LEX.initiatives.values():
        doc = analyse(row.example, 0)
        scene = Scene(doc, (), (), LEX)
        assert any((noun := scene.noun(k)) and noun.row is row for k in range(scene.size)), row.noun


def one(reading: Reading, value: str) -> Stance:
    return next(stance for stance in reading.stances if stance.stance == value)


STORY = (
    "اقترح الرئيس زياد الحمداني عقد مؤتمر دولي للسلام في الجزر. "
    "ولم تعلق حكومة نورستان على الاقتراح. "
    "ورفض حزب الأفق هذا الاقتراح."
)


def test_what_points_back_is_the_same_initiative() -> None:
    reading = read(STORY)
    ids = {stance.initiative_id for stance in reading.stances}
    assert len(ids) == 1
    (initiative,) = (i for i in reading.initiatives if i.id in ids)
    assert "مؤتمر دولي" in initiative.label
    assert "زياد الحمداني" in initiative.proposer


def test_evidence_condition_and_way_of_a_stance() -> None:
    reading = read("قال زياد الحمداني إن حزبه لن يقبل الهدنة إلا إذا انسحبت القوات.")
    stance = one(reading, "conditional")
    assert stance.condition is not None
    assert stance.condition.text == "إلا إذا انسحبت القوات"
    assert stance.attribution is not None
    assert reading.attributions[stance.attribution].speaker == "زياد الحمداني"


def test_the_writers_own_words_come_through_no_attribution() -> None:
    assert one(read("صوت مندوب نورستان ضد مشروع القرار."), "opposes").attribution is None


def test_the_last_two_are_counted_back_along_the_list() -> None:
    reading = read(
        "دعا الرئيس وزير الدفاع كمال الرشيد ووزير المالية منير الدالي ووزير العدل زياد الحمداني إلى اجتماع، "
        "علما بأن الأخيرين من المعارضين لأي اتفاق ينهي الحرب."
    )
    who = " ".join(stance.actor for stance in reading.stances if stance.stance == "opposes")
    assert "منير الدالي" in who
    assert "زياد الحمداني" in who
    assert "كمال الرشيد" not in who
