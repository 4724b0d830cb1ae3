"""What a clause leaves unsaid: subjects that verbs share, objects far from their verb, nouns that others show."""

from __future__ import annotations

import pytest

from musnad.extract import read_article
from musnad.extract.stance.rules import candidates
from musnad.extract.stance.scene import Scene
from musnad.extract.stance.topic import Candidate
from musnad.lexicon import lexicon
from musnad.records import Article
from musnad.text.doc import analyse

LEX = lexicon()


def seen(text: str) -> tuple[Scene, list[Candidate]]:
    reading = read_article(Article("case", text, 0))
    scene = Scene(analyse(text, 0), reading.mentions, reading.attributions, LEX)
    return scene, list(candidates(scene, 0))


def actor_of(scene: Scene, one: Candidate) -> str:
    if one.actor.start != -1:
        return " ".join(scene.tokens[one.actor.start : one.actor.stop])
    return scene.attributions[one.actor.speaker].speaker


@pytest.mark.parametrize(
    ("row", "actor", "text"),
    [
        ("أيد", "فرنسا", "وأشار زياد الحمداني إلى أن فرنسا تدرس الخطة وتؤيد مبادرات الوسطاء."),
        ("أطلق", "اطراف سياسيه", "جاء ذلك في ظل دعوات أطلقتها أطراف سياسية لإسقاط الحكومة."),
        ("أطلق", "زياد الحمداني", "هذه هي الوثيقة التي أطلق مبادرتها زياد الحمداني."),
        ("رفض", "طاقمها", "جاء ذلك بعد رفض طاقمها خطة إعادة هيكلة تشمل إلغاء وظائف."),
        ("دعم", "فرنسا", "وأضاف الوزير أن حصول الاتفاق على دعم فرنسا يضمن تنفيذه."),
        ("انتقد", "سكان المدينه", "أوردت الصحيفة انتقادات سكان المدينة للحكومة الجديدة."),
    ],
)  # fmt: skip
def test_whose_stance_it_is(row: str, actor: str, text: str) -> None:
    scene, found = seen(text)
    assert (f"stances:{row}", actor) in {(one.row, actor_of(scene, one)) for one in found}


@pytest.mark.parametrize(
    ("row", "topic", "text"),
    [
        ("عرض", "زياده", "وعرضت الإدارة في البداية زيادة قدرها خمسة في المائة."),
        ("عرض", "مشروع", "وكانت فرنسا قد عرضت، الثلاثاء، على أعضاء المجلس مشروع قرار معدلا."),
        ("قرر", "عدم", "قرر حزب الأفق في اجتماعه اليوم، عدم المشاركة في الحكومة."),
    ],
)
def test_the_object_behind_adverbials(row: str, topic: str, text: str) -> None:
    scene, found = seen(text)
    assert (f"stances:{row}", topic) in {(one.row, scene.tokens[one.topic]) for one in found}


@pytest.mark.parametrize(
    "text",
    [
        "اقترح الوسطاء أن تؤيد نورستان الهدنة.",
        "سيدفع ثمن البضاعة والخطة غدا.",
        "زار وفد حزب المبادرة الذي يقوده زياد الحمداني العاصمة.",
    ],
)
def test_what_is_no_stance_of_anybody(text: str) -> None:
    _, found = seen(text)
    assert [one.row for one in found if one.value == "supports" or one.rule == "proposal"] == []
