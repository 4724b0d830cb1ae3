"""Stances that a verb tells: in its finite forms, as a participle, as a verbal noun."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from musnad.extract.stance.actor import (
    antecedent,
    elided,
    left_subject,
    members,
    shower,
    shown_by,
    skip_aux,
    speaker_of,
    subject,
)
from musnad.extract.stance.clause import received, shared_subject
from musnad.extract.stance.forms import Form
from musnad.extract.stance.objects import about
from musnad.extract.stance.scene import QUOTES, Scene
from musnad.extract.stance.topic import Candidate, impossible
from musnad.extract.stance.who import Actor, is_actor, sure_actor, together

_APART = 12
_TO_HIM = frozenset(("عليه", "عليها", "عليهم", "عليهما", "علينا"))


def verb(scene: Scene, at: int) -> Iterator[Candidate]:
    """A finite stance verb with its subject and object: «رفضت الحكومة الخطة»."""
    if at and scene.kind(at - 1) == "bind":
        return  # «علي بن أبي طالب»
    for form in scene.readings(at, "past", "present"):
        if (form.shape == "past" and _noun_here(scene, at)) or _wished(scene, at, form):
            continue
        yield from about(scene, at, form, members(scene, at, subject(scene, at, form), form), "verb")


def _wished(scene: Scene, at: int, form: Form) -> bool:
    """Whether a present behind أن is but what may come: «اقترح أن تتقدم نورستان بطلب»."""
    present = form.shape == "present" and form.joined == "" and at > 0 and scene.word(at - 1) == "that"
    return present and not impossible(scene, at)


def participle(scene: Scene, at: int) -> Iterator[Candidate]:
    """A participle that goes on with the subject, or describes him: «داعيا إلى»، «من المعارضين لـ»."""
    nouns = scene.readings(at, "masdar")
    for form in scene.readings(at, "participle"):
        if nouns and form.feminine:
            continue  # «موافقة»، «مطالبة» are rather the verbal noun
        actor = _described(scene, at, form)
        if actor is not None and actor.how != "near":
            for one in about(scene, at, form, actor, "participle"):
                joins = one.value == "proposes" and form.many and form.joined[-2:] in ("ال", "لل")
                yield structs.replace(one, value="supports") if joins else one  # «من الداعين إلى الحوار»


def _described(scene: Scene, at: int, form: Form) -> Actor | None:
    low, _ = scene.sentence(at)
    if scene.cue_of[at] != -1:
        return Actor("cue", speaker=scene.cue_of[at])
    if "me" in (scene.word(k) for k in range(max(low, at - 2), at)) or _opens_himself(scene, at):
        return speaker_of(scene, at, "first")
    if at > low and scene.cue_of[at - 1] != -1 and form.many:
        return None  # «أدان داعمون للاتفاق القرار»
    if form.joined[-2:] not in ("ال", "لل"):
        left = left_subject(scene, at, skip_aux(scene, at))
        head = scene.heads.get(scene.tokens[left.start]) if left is not None and left.start != -1 else None
        ours = form.many and (left is None or (head is not None and head.number == "s"))
        return (speaker_of(scene, at, "first") if ours else None) or left
    if at > low and scene.bare(at - 1).startswith("موقف") and scene.tokens[at - 1].endswith(("ه", "ها", "هم")):
        return elided(scene, at) or speaker_of(scene, at, "own") or shared_subject(scene, at)  # «موقفها الرافض»
    lead = next((k for k in range(at - 1, max(low, at - 3), -1) if scene.kind(k) == "prep"), None)
    return antecedent(scene, at) if lead is None else left_subject(scene, at, lead - 1)


def _opens_himself(scene: Scene, at: int) -> bool:
    """«نفسي مستعد للقائه» at the start of somebody's words."""
    n = scene.content_of[at]
    return n != -1 and at - scene.content_start(n) == 1 and scene.tokens[at - 1] == "نفسي"


def masdar(scene: Scene, at: int) -> Iterator[Candidate]:
    """A stance noun with its owner: «رفض الحزب للقانون»، «دعمه المطلق لـ»، «بتأييد أربع عشرة دولة»."""
    if scene.readings(at, "past") and not _noun_here(scene, at):
        return
    if at and scene.bare(at - 1) in ("وزير", "وزيره", "وزاره"):
        return  # «وزير دفاع نورستان»
    for form in scene.readings(at, "masdar"):
        yield from about(scene, at, form, _owner(scene, at, form), "masdar")


def _owner(scene: Scene, at: int, form: Form) -> Actor | None:
    """Whose stance a verbal noun is."""
    _, end = scene.sentence(at)
    n = scene.content_of[at]
    if scene.cue_of[at] != -1:
        return Actor("cue", speaker=scene.cue_of[at])
    opens = n != -1 and at - scene.content_start(n) <= 2
    if form.first:
        return speaker_of(scene, at, "first")
    if form.joined.endswith("-ا"):
        return shared_subject(scene, at)  # «أغلق التجار السوق احتجاجا على القرار»
    if form.owner:
        shown = shown_by(scene, at, n) if opens else None
        if shown is not None:
            return shown
        if opens:
            return Actor("owner", speaker=n)
        several = _several_before(scene, at) if form.owner == "هم" else None
        near = n != -1 and at - scene.content_start(n) <= 5
        told = shower(scene, at) if scene.word(at - 1) == "show" or elided(scene, at) is None else None
        return several or told or elided(scene, at) or (Actor("owner", speaker=n) if near else shower(scene, at))
    if at + 1 < end and scene.word(at + 1) == "own":
        return speaker_of(scene, at, "own") or elided(scene, at)
    if form.row.gate == "pending" and form.joined.endswith("لل"):
        return left_subject(scene, at, at - 1) or shared_subject(scene, at)  # «سيجتمع الحزب للحسم في مشاركته»
    actor = _doer(scene, at, end) or _possessor(scene, at, form, end)
    return actor or (Actor("said", speaker=n) if opens else None)


def _several_before(scene: Scene, at: int) -> Actor | None:
    """The last plural of people named before in the sentence: «منع ثلاثة نواب من السفر بسبب معارضتهم للاتفاق»."""
    low, _ = scene.sentence(at)
    for k in range(at - 1, low, -1):
        head = scene.heads.get(scene.tokens[k])
        owned = scene.heads.get(scene.tokens[k - 1]) is not None  # «مجلس الشيوخ»
        if head is not None and head.kind == "person" and head.number == "p" and not owned:
            start = k - 1 if scene.tokens[k - 1].isdigit() or scene.word(k - 1) == "some" else k
            return Actor("plural", start, together(scene, start, at)[0])
    return None


def _doer(scene: Scene, at: int, end: int) -> Actor | None:
    """Who takes a stance that nothing more is said of: «بتأييد أربع عشرة دولة»، «مقاومة حادة من الجيران»."""
    if scene.lore.words.get(scene.bare(at)) not in ("by", "toward", "away"):
        return None
    if at > 2 and scene.bare(at - 2) == "حصول" and scene.tokens[at - 3] in ("قبل", "دون", "بدون"):
        return None  # «قبل الحصول على موافقة من الوزارة»
    k = at + 1
    while k + 1 < end and scene.tokens[k].endswith("ه") and scene.kind(k + 1) == "prep":
        k += 1  # an adjective
    led = scene.tokens[at].lstrip("وف").startswith("ب") or received(scene, at)
    if k + 1 < end and scene.tokens[k] == "من":
        k += 1
    elif not led:
        return None
    if k >= end or scene.kind(k) or not scene.is_word(k) or scene.joins(k):
        return None
    stop, parts = together(scene, k, end)
    return Actor("by", k, stop, parts=parts) if stop > k else None


def _possessor(scene: Scene, at: int, form: Form, end: int) -> Actor | None:
    k = at + 1
    if form.joined.endswith(("ال", "لل")) or k >= end or not is_actor(scene, k) or scene.joins(k):
        return None
    if scene.plan(k) and scene.heads.get(scene.tokens[k]) is None:
        return None
    stop, parts = together(scene, k, end)
    leads = tuple(lead for lead in form.row.frame if lead in ("ل", "ب"))
    if leads and not parts:  # «انتقادات سكان المدينة للحكومة»، «تمسك الحركة بالحوار»
        stop = next((j for j in range(k + 1, stop) if scene.joins(j) and scene.tokens[j][0] in leads), stop)
    return Actor("of", k, stop, parts=parts) if stop > k else None


def _noun_here(scene: Scene, at: int) -> bool:
    """Whether what may be verb or noun is a noun: after a preposition, a demonstrative, a cue that leads one."""
    low, _ = scene.sentence(at)
    if at == low:
        return False
    if scene.verb_like(at - 1) and scene.word(at - 1) not in ("aux", "copula") and scene.tokens[at][0] not in "وف":
        return True  # «سيدفع ثمن»
    if scene.bare(at) == "دعم" and at + 1 < scene.size and scene.tokens[at + 1] == "من":
        return True  # «دعم من الجيران»
    who = scene.tokens[at - 1] == "من" and scene.tokens[at - 2] in ("هو", "هي", "هم")  # «هي من تنصلت»
    if (scene.kind(at - 1) == "prep" and not who) or scene.word(at - 1) in ("this", "any", "some"):
        return True
    if scene.tokens[at].endswith(("ه", "ها", "هم")) and at + 1 < scene.size and scene.definite(at + 1):
        paper = scene.heads.get(scene.tokens[at + 1])
        acts = sure_actor(scene, at + 1) and (paper is None or paper.kind != "document")
        return not acts and scene.readings(at, "masdar") != []  # «دعمه المطلق للحكومة»، «رفضه الاتفاق»
    if at + 2 < scene.size and scene.tokens[at + 2].startswith("لل") and scene.readings(at, "masdar"):
        return not scene.definite(at + 1) and scene.is_word(at + 1) and not is_actor(scene, at + 1)  # «رفض واضح للقرار»
    if scene.tokens[at][0] == "و" and scene.plan(at - 1) and scene.readings(at, "masdar"):
        return True  # «بإشراف ودعم سلطات الجزر»
    n = scene.content_of[at]
    if n == -1 or scene.content_start(n) != at:
        return False
    return scene.word(at - 1) not in ("that", "he") and scene.tokens[at - 1] not in QUOTES
