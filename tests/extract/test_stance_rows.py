"""Every row of the stance tables is borne out by its own example; initiatives gather what points back to them."""

from __future__ import annotations

import pytest

from musnad.extract import read_article
from musnad.extract.stance.rules import candidates
from musnad.extract.stance.scene import Scene
from musnad.extract.stance.topic import Candidate
from musnad.lexicon import lexicon
from musnad.records import Article, Day, Reading, Stance
from musnad.text.doc import analyse

LEX = lexicon()
SEEN = ("need", "weigh", "good", "bad", "pending", "if", "hinges", "requires", "silent", "way")


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


def labels(text: str) -> set[str]:
    return {stance.initiative for stance in read(text).stances}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("دعا الملك زياد الحمداني المجتمع الدولي للضغط على نورستان لوقف هجماتها.", "الضغط على نورستان لوقف هجماتها"),
        ("لم يعلق زياد الحمداني على العرض النورستاني على وجه التحديد.", "العرض النورستاني"),
        ("قالت الصحيفة إن منير الدالي يعارض أي اتفاق من شأنه أن ينهي الحرب.", "أي اتفاق من شأنه أن ينهي الحرب"),
        ("رحب زياد الحمداني بأي مبادرة جديدة.", "أي مبادرة جديدة"),
        ("أقر مجلس الأعيان، في جلسته التي عقدها اليوم، مشروع قانون الغابات.", "مشروع قانون الغابات"),
        ("رفضت كتلة الأفق قانون الغابات خلال اجتماعها.", "قانون الغابات"),
        ("قال زياد الحمداني إن الخطة عادلة. ورفضتها كتلة الأفق.", "الخطة"),
    ],
)
def test_labels(text: str, label: str) -> None:
    assert label in labels(text)


@pytest.mark.parametrize(
    "text",
    [
        "انتهى الاجتماع دون التوصل إلى حل، وتوافق زياد الحمداني ومنير الدالي على ذلك قبيل لقاء مرتقب.",
        "رفضت الشركة الرد على أسئلة الصحيفة، ولم تعلق على ما نشرته.",
        "طلب المصدر عدم ذكر اسمه لأنه غير مخول بالحديث.",
        "قال النائب المعارض منير الدالي إن الطقس جميل.",
    ],
)
def test_no_stance(text: str) -> None:
    assert not read(text).stances


def test_addressees_terms_and_day_of_a_proposal() -> None:
    text = (
        "اقترح الرئيس زياد الحمداني على حكومة نورستان، يوم الثلاثاء، عقد مؤتمر للسلام. "
        "وقالت الرئاسة إن الاقتراح لا يتعلق بإرسال قوات، بل يمكن أن يشمل تبادل المعلومات."
    )
    (one_,) = read_article(Article("case", text, 0, published=Day("2026-05-07", "input"))).initiatives
    assert one_.addressees == ("حكومة نورستان",)
    assert [term.text for term in one_.terms] == ["لا يتعلق بإرسال قوات", "يشمل تبادل المعلومات"]
    assert one_.day is not None
    assert one_.day.value == "2026-05-05"


POINTED = (
    "سعى الرئيس زياد الحمداني إلى إنشاء تحالف بحري لمحاربة القراصنة. ولم يتطرق القادة إلى هذه القضية. "
    "وقدم زياد الحمداني الاقتراح يوم الثلاثاء. ولم تعلق حكومة نورستان على قضية التحالف."
)


def test_a_proposal_that_is_only_pointed_to_is_named_by_what_its_proposer_called_for() -> None:
    reading = read(POINTED)
    (initiative,) = reading.initiatives
    assert "تحالف بحري" in initiative.label
    assert "زياد الحمداني" in initiative.proposer
    assert [stance.stance for stance in reading.stances] == ["silent", "proposes", "silent"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("طرح حزب الأفق خطة للسلام تكون ملزمة للجميع.", "خطة للسلام"),
        ("طرح حزب الأفق مبادرة للحوار بهدف إنهاء القتال.", "مبادرة للحوار"),
        ("رفضت حركة السهل اللجوء إلى القوة وستعلن موقفها لاحقا.", "اللجوء إلى القوة"),
        ("وافقت حركة السهل على اتفاق الهدنة ثم انسحبت منه.", "اتفاق الهدنة"),
    ],
)
def test_a_name_ends_with_its_noun_phrase(text: str, label: str) -> None:
    assert label in [stance.initiative for stance in read(text).stances]


def test_the_party_of_a_speaker_takes_the_stance_that_he_tells_of_it() -> None:
    reading = read("أكد عضو الهيئة السياسية لحركة السهل، زياد الحمداني، أن حزبه يستنكر قرار رفع الأسعار.")
    assert one(reading, "opposes").actor == "حركة السهل"


def test_a_misprinted_name_takes_the_stance_of_the_one_who_bears_it() -> None:
    reading = read("وصل الرئيس المصري عبد الفتاح السيسي إلى الوادي. ولم يتطرق السياسي إلى اتفاق الهدنة.")
    assert "السيسي" in one(reading, "silent").actor


def test_a_state_and_its_ministry_take_one_stance() -> None:
    reading = read("رفضت فرنسا اتفاق الهدنة. وقالت وزارة الخارجية الفرنسية إنها ترفض اتفاق الهدنة.")
    assert [stance.stance for stance in reading.stances] == ["opposes"]
