"""What a stance word is about: its object, the clause around it, the stance that it then tells."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.extract.stance.clause import far_object
from musnad.extract.stance.forms import Form
from musnad.extract.stance.gates import passes
from musnad.extract.stance.scene import COMMAS, Scene
from musnad.extract.stance.topic import (
    Candidate,
    condition_before,
    condition_in,
    condition_until,
    denial_start,
    denied,
    evidence_start,
    first_noun,
    first_word,
    past_asked,
    plan_at,
    points,
    supposed,
    topic_of,
    turned,
    unnamed_source,
)
from musnad.extract.stance.who import Actor, is_actor, sure_actor
from musnad.records import StanceValue
from musnad.rows import StanceVerb

_APART = 12
_AND_NOT = frozenset(("ولا", "ولن", "ولم"))
_MAY_BE_BARE = ("any", "plan", "pact")
_TIME = frozenset(("مهله", "وقتا", "وقت"))
_DECLINES = ("رفض", "تحفظ", "اعترض", "أبى")
_OF_WHOM = ("ناشد", "طالب", "أمر")
_TO_HIM = frozenset(("عليه", "عليها", "عليهم", "عليهما", "علينا"))


def about(scene: Scene, at: int, form: Form, actor: Actor | None, rule: str) -> Iterator[Candidate]:
    """The candidate of a stance word at `at` with its actor, if its object passes the gate of its row."""
    if actor is None:
        return
    low, end = scene.sentence(at)
    topic, stop = _topic(scene, at, form, actor)
    bare = rule == "verb" and form.row.gate in _MAY_BE_BARE and _conditioned(scene, at, topic, end)
    topic = at if bare else topic
    if topic is None or (rule == "masdar" and actor.how == "of" and not _apart(scene, at, actor, topic)):
        return
    pronoun = bare or (topic == at and form.owner != "" and form.shape in ("past", "present")) or points(scene, topic)
    plan = "by" if actor.how == "by" else "it" if pronoun else plan_at(scene, topic, stop)
    if unnamed_source(scene, topic) or supposed(scene, at):
        return
    value, negated = _value(scene, at, form, actor, topic, stop)
    if value == "opposes" and form.row.lemma in _DECLINES and _telling(scene, topic, stop):
        matter = first_noun(scene, topic + 1, min(stop, topic + 9))
        blank = matter is None or scene.plan(matter) in ("soft", "harm")
        if blank or matter is None or any(scene.phrase(k, "asked")[0] for k in range(topic, matter + 1)):
            return
        value, plan, topic = "silent", scene.plan(matter), matter
    asks = value == "undecided" and form.row.value == "proposes"
    plan, topic = ("it", at) if asks else (plan, topic)
    if (
        value is None
        or not (bare or asks or passes(scene, form, topic, stop, plan))
        or _foreseen(scene, at, form, actor)
    ):
        return
    if value != "opposes" and scene.word(topic) == "this" and not plan:
        return  # «توافقا على ذلك»: on what, the sentence does not tell
    first = denial_start(scene, at) if negated else at
    start = first if scene.tokens[first] in _AND_NOT else evidence_start(actor, first, low)
    if topic - at > _APART:
        stop = max(stop, scene.clause_end(topic))  # the subject is a long one
    condition = condition_in(scene, at + 1, min(end, stop + 8), stop)
    if condition is None and negated and value == "opposes":
        condition = condition_until(scene, at, stop)
    if condition is None and rule == "verb" and scene.content_of[at] != -1:
        condition = condition_before(scene, at, max(low, scene.content_start(scene.content_of[at])))
    if condition is not None:
        start, stop = min(start, condition[0]), max(stop, condition[1])
        value = "conditional" if value in ("supports", "opposes", "proposes") else value
    shape = form.shape + ("+" if form.owner else "")
    row = f"stances:{form.row.lemma}"
    yield Candidate(rule, row, value, actor, at, start, stop, topic, plan, shape, negated, scene.through(at), condition)


def _conditioned(scene: Scene, at: int, topic: int | None, end: int) -> bool:
    """Whether a condition stands where the object would: «سنوقع إذا انسحبت»، «لن نوقع قبل أن تنسحب»."""
    k = at + 1
    while k < end and not scene.is_word(k):
        k += 1
    opens = k < end and (scene.phrase(k, "if")[0] or scene.phrase(k, "provided")[0] or scene.tokens[k] == "قبل")
    return bool(opens) and (topic is None or topic <= k + 1)


def _foreseen(scene: Scene, at: int, form: Form, actor: Actor) -> bool:
    """Whether it is but what others expect somebody to do: «يرى محللون أن الطرفين سيتوصلان إلى تسوية»."""
    n = scene.content_of[at]
    return n != -1 and "س" in form.joined and scene.attributions[n].kind == "belief" and actor.speaker == -1


def _topic(scene: Scene, at: int, form: Form, actor: Actor) -> tuple[int | None, int]:
    """Where the object begins, and where its clause ends."""
    _, end = scene.sentence(at)
    stop = scene.clause_end(at)
    if actor.how in ("by", "of") and form.shape == "masdar" and scene.plan(at) == "offer":
        leads = tuple(lead for lead in form.row.frame if lead != "-")
        return topic_of(scene, actor.stop, min(stop, actor.stop + 1), leads) or at, stop  # «باقتراح ماكرون»
    if actor.how == "by":
        return first_word(scene, actor.stop, stop) or at, max(stop, actor.stop)
    if actor.how == "behind":
        return at + 1, scene.clause_end(actor.stop - 1)
    if actor.how == "cue":
        told: int | None = _before_content(scene, at, form.row.frame) or _content(scene, at, form.row.frame)
        told = told if told is None else past_asked(scene, _past_apposition(scene, told))
        if told is not None and scene.tokens[told - 1] in COMMAS and "-" in form.row.frame:
            told = told if scene.plan(told) else _past_aside(scene, told - 1, told, scene.sentence(at)[1])[0]
            told += scene.tokens[told] in COMMAS
        return told, stop if told is None else scene.clause_end(told)
    after = max(at + 1, actor.stop) if at < actor.start < at + 4 else at + 1
    if topic_of(scene, at + 1, min(end, after + 1), tuple(lead for lead in form.row.frame if lead != "-")) is not None:
        after = at + 1  # the subject's phrase has taken in the object's preposition
    if after >= stop and not form.owner and after < end:
        stop = scene.clause_end(after)
    if form.owner and form.shape in ("past", "present") and "-" in form.row.frame:
        return at, stop  # «رفضته المنظمة»: what the pronoun stands for
    after, stop = _past_aside(scene, after, stop, end)
    topic = _nearest(scene, after, stop, form)
    if topic is None or scene.plan(topic) == "":
        far = far_object(scene, after, at, form.row.frame)
        if far is not None:
            topic, stop = far, max(stop, scene.clause_end(far))
    if topic is not None and form.row.value == "proposes" and "-" in form.row.frame:
        topic = _second(scene, topic, stop, form.row)
    return topic, stop


def _past_apposition(scene: Scene, topic: int) -> int:
    """The object behind a title of the subject between commas: «انتقد فلان، أستاذ الاقتصاد، تأخر الإعلان»."""
    head = scene.heads.get(scene.tokens[topic])
    if head is None or head.kind != "person" or head.number != "s" or scene.tokens[topic - 1] not in COMMAS:
        return topic
    end = min(scene.sentence(topic)[1], topic + 20)
    close = next((k for k in range(topic + 1, end) if scene.tokens[k] in COMMAS), None)
    return close + 1 if close is not None and close + 1 < end and scene.is_word(close + 1) else topic


def _led_aside(scene: Scene, at: int) -> bool:
    """Whether an aside opens with a preposition or a time: «في جلسته»، «بأغلبية 17 صوتا»."""
    return scene.kind(at) in ("prep", "time", "inside") or scene.joins(at) or scene.tokens[at] in ("باغلبيه", "باجماع")


def _past_aside(scene: Scene, after: int, stop: int, end: int) -> tuple[int, int]:
    """Where the object is sought behind an aside: «أقر المجلس، في جلسته التي عقدها اليوم، مشروع القانون»."""
    if after + 1 < end and scene.tokens[after] in COMMAS and _led_aside(scene, after + 1):
        close = next((k for k in range(after + 2, min(end, after + 26)) if scene.tokens[k] in COMMAS), None)
        if close is not None and close + 1 < end and scene.plan(close + 1):
            return close + 1, scene.clause_end(close + 1)
    return after, stop


def _nearest(scene: Scene, after: int, stop: int, form: Form) -> int | None:
    """The object; after a stance noun or participle rather the one that a preposition leads: «رفضه القاطع للقانون»."""
    leads = tuple(lead for lead in form.row.frame if lead != "-")
    if form.shape in ("masdar", "participle") and leads and (form.owner or form.joined.endswith(("ال", "لل"))):
        led = topic_of(scene, after, min(stop, after + 3), leads)
        if led is not None or (form.shape == "participle" and form.joined.endswith("ال")):
            return led  # «النائب المعارض باسل» opposes nobody
    return topic_of(scene, after, stop, form.row.frame)


def _asked_of(scene: Scene, topic: int, stop: int) -> int:
    """What is asked for, behind whom it is asked of: «ناشدت البلدية الحكومة فتح المعبر»."""
    after = scene.noun_phrase(topic, stop)
    return after if topic < after < stop and scene.plan(after) and not scene.definite(after) else topic


def _second(scene: Scene, topic: int, stop: int, row: StanceVerb) -> int:
    """What is offered, behind whom it is offered to: «عرض على الحركة الانضمام»."""
    if scene.tokens[topic] in _TO_HIM and topic + 1 < stop and not scene.kind(topic + 1):
        return topic + 1  # «عرض عليهم السفر»
    if scene.tokens[topic - 1] != "علي" or not is_actor(scene, topic):
        return topic if row.lemma not in _OF_WHOM or not is_actor(scene, topic) else _asked_of(scene, topic, stop)
    end = scene.sentence(topic)[1]
    after = scene.noun_phrase(topic, stop)
    if after + 1 < end and scene.tokens[after] in COMMAS and scene.plan(after + 1):
        return after + 1  # «عرض على الحركة، الانضمام»
    return after if after < stop and scene.is_word(after) and not scene.kind(after) else topic


def _before_content(scene: Scene, at: int, frame: tuple[str, ...]) -> int | None:
    """An object that points back, between the source and a content behind it: «رفض الحزب هذا القرار، وانسحب»."""
    one = scene.attributions[scene.cue_of[at]]
    if "-" not in frame or one.source is None or one.source.start < one.cue.start:
        return None
    after, start = scene.token_stop(one.source.stop), scene.token(one.content.start)
    return after if after < start and scene.word(after) in ("this", "any") else None


def _content(scene: Scene, at: int, frame: tuple[str, ...]) -> int | None:
    """Where the content of the attribution whose cue stands at `at` begins; None where a clause is its content."""
    one = scene.attributions[scene.cue_of[at]]
    topic = scene.token(one.content.start)
    if topic <= at:
        return topic if one.content.start < one.cue.start and "-" in frame else None
    clause = scene.word(topic - 1) in ("that", "he")
    if clause and "ان" not in frame:
        return None
    return topic + 1 if scene.word(topic) == "that" and topic + 1 < scene.size else topic


def _value(scene: Scene, at: int, form: Form, actor: Actor, topic: int, stop: int) -> tuple[StanceValue | None, bool]:
    """The stance that the word takes here, and whether it is denied; None where it then says nothing."""
    n = scene.content_of[at]
    disowned = form.shape == "masdar" and actor.how in ("said", "own", "owner") and n != -1
    negated = denied(scene, at) or (disowned and scene.attributions[n].kind == "denial")
    row = form.row
    if row.lemma == "طلب" and any(scene.bare(k) in _TIME for k in range(topic, min(topic + 3, stop))):
        return "undecided", False  # «طلب الوفد مهلة لدراسته»
    if negated:
        return row.negated or None, True
    if row.value == "proposes":
        return turned(scene, topic, stop, own=row.force != "strong"), False
    if row.gate == "pending" and not ("س" in form.joined or "ل" in form.joined):
        return None, False
    return row.value, False


def _telling(scene: Scene, topic: int, stop: int) -> bool:
    """Whether what is refused is to tell: «رفض التعليق»، «رفض أن يوضح»."""
    return any(scene.lore.words.get(scene.bare(k)) == "tell" for k in range(topic, min(topic + 3, stop)))


def _apart(scene: Scene, at: int, actor: Actor, topic: int) -> bool:
    """Whether owner and object of a stance noun are told apart: «رفض الحزب للقانون»، «بعد رفض الحزب خطة السلام»."""
    if scene.joins(topic) or scene.kind(topic - 1) == "prep" or scene.tokens[topic][0] in "بل":
        return True
    named = sure_actor(scene, actor.start) or scene.tokens[actor.start].endswith(("ها", "هم"))
    return named and scene.kind(at - 1) == "prep" and scene.plan(topic) != ""
