"""Stances that are a move of their own: silence, a vote, standing in the way, putting something forward."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.extract.stance.actor import elided, left_subject, right_subject, skip_aux, speaker_of, subject
from musnad.extract.stance.called import PARTIES
from musnad.extract.stance.clause import owner_after, shared_subject
from musnad.extract.stance.scene import Scene
from musnad.extract.stance.topic import Candidate, denial_start, evidence_start, first_plan, is_matter, points, topic_of
from musnad.extract.stance.who import Actor, is_actor, sure_actor
from musnad.records import StanceValue

_NEAR = 14
_ON = ("علي", "الي", "حيال", "ازاء", "بشان", "تجاه")
"""What leads to the matter that is passed over: «التزم الصمت حيال الخطة»."""
_OURS = ("نصوت", "سنصوت", "ساصوت")
_PUT = frozenset(("المقدم", "المقدمه", "المطروح", "المطروحه", "المقترح", "المقترحه"))
_PUTS = ("أطلق", "قدم", "تقدم", "طرح", "اقترح", "عرض", "أعلن", "فرض", "دشن", "بلور", "صاغ", "أعد")
_LAUNCH, _NEXT = 9, 4
_LISTED = 26
"""How far off the ballot may stand behind those who abstain, one by one."""


def silence(scene: Scene, at: int) -> Iterator[Candidate]:
    """Nothing is said on an initiative: «لم يتطرق إلى»، «لم يعلق على»، «امتنع عن التعليق على»."""
    length, key = scene.phrase(at, "silent")
    n = scene.cue_of[at]
    if n == -1 and length and at + 1 < scene.size:
        n = scene.cue_of[at + 1]
    if not length and not _declines(scene, at, n):
        return
    low, end = scene.sentence(at)
    after = at + max(length, 1)
    reach = max(scene.clause_end(at), min(end, at + 26))
    other = next((k for k in range(after + 1, reach) if scene.cue_of[k] not in (-1, n)), reach)
    said = scene.token(scene.attributions[n].content.start) if n != -1 else -1
    topic = topic_of(scene, after, other, _ON) or (said if at < said < reach else None)
    actor = Actor("cue", speaker=n) if n != -1 else _silent(scene, at, length)
    if topic is None or actor is None or points(scene, topic) or not is_matter(scene, topic, end):
        return
    start = evidence_start(actor, denial_start(scene, at), low)
    stop = max(scene.clause_end(at), scene.clause_end(topic))
    row = f"stance_words:{key}" if length else ""
    yield Candidate("silence", row, "silent", actor, at, start, stop, topic, scene.plan(topic), attribution=n)


def _declines(scene: Scene, at: int, n: int) -> bool:
    """Whether the cue that begins at `at` is one of declining to comment."""
    if n == -1 or scene.attributions[n].kind != "no_comment" or (at > 0 and scene.cue_of[at - 1] == n):
        return False
    near = range(at, min(scene.sentence(at)[1], at + 12))
    return any(scene.lore.words.get(scene.bare(k)) == "tell" for k in near)


def _silent(scene: Scene, at: int, length: int) -> Actor | None:
    last = at + length - 1
    if scene.tokens[at].endswith("دون"):
        return shared_subject(scene, at)  # «غادر الوفد دون أن يعلق على الورقة»
    for form in scene.readings(last, "present", "past"):
        return subject(scene, last, form)
    return right_subject(scene, last) or left_subject(scene, at, at - 1) or elided(scene, at)


def vote(scene: Scene, at: int) -> Iterator[Candidate]:
    """A vote: «صوت لصالح»، «صوت ضد»، «استخدم حق النقض»، «امتنع عن التصويت»."""
    low, end = scene.sentence(at)
    value, cast = _voted(scene, at, min(end, at + _NEAR), min(end, at + _LISTED))
    if value is None:
        return
    actor: Actor | None
    if scene.bare(at) in ("تصويت", "استخدام"):
        voter = right_subject(scene, at)
        actor = voter if voter is not None and sure_actor(scene, voter.start) else _threatening(scene, at)
    elif scene.cue_of[at] != -1:
        actor = Actor("cue", speaker=scene.cue_of[at])
    else:
        joined = scene.tokens[at][0] in "وف" and scene.word(at) != scene.lore.words.get(scene.tokens[at], "")
        before = skip_aux(scene, at)
        himself = scene.tokens[at].lstrip("وف").startswith(_OURS) or (before >= 0 and scene.word(before) == "he")
        actor = speaker_of(scene, at, "pronoun") if himself else None
        actor = actor or (None if joined else left_subject(scene, at, before))
        actor = actor or right_subject(scene, at) or elided(scene, at)
    if actor is not None:
        whole = not scene.tokens[cast].endswith(("ه", "ها"))  # «سنصوت ضدها»
        topic = (first_plan(scene, cast + 1, end) or first_plan(scene, at + 1, end) or at) if whole else at
        start, stop = evidence_start(actor, at, low), max(scene.clause_end(at), scene.clause_end(cast))
        n = scene.through(at)
        yield Candidate("vote", "", value, actor, at, start, stop, topic, scene.plan(topic), attribution=n)


def _threatening(scene: Scene, at: int) -> Actor | None:
    """Who threatens a veto or asks for one: his words open with it."""
    n = scene.content_of[at]
    opens = n != -1 and at - scene.content_start(n) <= 1 and scene.bare(at) == "استخدام"
    return Actor("said", speaker=n) if opens else None


def _voted(scene: Scene, at: int, stop: int, far: int) -> tuple[StanceValue | None, int]:
    """What the vote at `at` says, and the token that says it."""
    near = range(at + 1, stop)
    if scene.phrase(at, "vote")[0]:
        sides: tuple[tuple[str, StanceValue], ...] = (("for", "supports"), ("against", "opposes"))
        return next(((value, k) for k in near for kind, value in sides if scene.phrase(k, kind)[0]), (None, at))
    if scene.phrase(at, "abstain")[0]:
        ballot = next((k for k in range(at + 1, far) if scene.word(k) == "ballot"), None)
        return ("undecided", ballot) if ballot is not None else (None, at)
    if scene.phrase(at, "veto")[0]:
        vetoed = next((k for k in near if scene.phrase(k, "vetoed")[0]), None)
        return ("opposes", vetoed) if vetoed is not None else (None, at)
    return None, at


def obstacle(scene: Scene, at: int) -> Iterator[Candidate]:
    """Somebody is the obstacle in the way of an initiative: he opposes it."""
    if at and scene.bare(at - 1) in ("خليج", "ميناء", "مدينه"):
        return  # «خليج العقبة»
    actor = left_subject(scene, at, skip_aux(scene, at))
    low, _ = scene.sentence(at)
    stop = scene.clause_end(at)
    topic = first_plan(scene, at + 1, stop)
    if actor is not None and topic is not None:
        row = f"stance_words:{scene.phrase(at, 'way')[1]}"
        start, n = evidence_start(actor, at, low), scene.through(at)
        yield Candidate("obstacle", row, "opposes", actor, at, start, stop, topic, scene.plan(topic), attribution=n)


def proposal(scene: Scene, at: int) -> Iterator[Candidate]:
    """An initiative with the name of who put it forward: «مبادرة الرئيس لـ»، «المبادرة التي أطلقتها نورستان»."""
    noun = scene.noun(at)
    if (
        noun is None
        or scene.bare(at - 1) in PARTIES
        or any(first < at < stop for first, stop in scene.mention_stop.items())
    ):
        return  # «حزب المبادرة»
    actor = _launcher(scene, at)
    offer = noun.row.kind == "offer"
    if actor is None and offer and noun.owner in ("ه", "ها", "هم"):
        actor = elided(scene, at)
    if actor is None and offer and not noun.definite:
        actor = _author(scene, at)
    if actor is not None:
        stop = scene.clause_end(max(at, actor.stop - 1))
        row, n = f"initiatives:{noun.row.noun}", scene.through(at)
        yield Candidate("proposal", row, "proposes", actor, at, at, stop, at, noun.row.kind, attribution=n)


def _launcher(scene: Scene, at: int) -> Actor | None:
    """Who is said to have launched it, in a clause that points back to it: «أطلقتها»، «تقدم بها»."""
    _, end = scene.sentence(at)
    noun = scene.noun(at)
    offer = noun is not None and noun.row.kind == "offer"
    for k in range(at + 1, min(end - 1, at + (_LAUNCH if offer else _NEXT))):
        if scene.tokens[k] in _PUT and scene.tokens[k + 1] == "من" and k + 2 < end and is_actor(scene, k + 2):
            return Actor("right", k + 2, scene.noun_phrase(k + 2, end))
        forms = scene.readings(k, "past", "present")
        if not any(form.row.value == "proposes" and (offer or form.row.lemma in _PUTS) for form in forms):
            continue
        it = points(scene, k + 1)
        if it or scene.word(k - 1) == "which" or any(form.owner for form in forms):
            found = right_subject(scene, k)
            owned = any(form.owner for form in forms)
            return found or (owner_after(scene, k) or speaker_of(scene, at, "own") if owned else None)
    return None


def _author(scene: Scene, at: int) -> Actor | None:
    """Whose it is by the name that follows, where it is told what it is for: «خطة نورستان لإنهاء الحرب»."""
    _, end = scene.sentence(at)
    if at + 1 >= end or not is_actor(scene, at + 1) or scene.joins(at + 1) or not sure_actor(scene, at + 1):
        return None
    stop = scene.noun_phrase(at + 1, end)
    joined = (k for k in range(at + 3, stop) if scene.tokens[k][0] == "و" and scene.plan(k))
    stop = next(joined, stop)  # «مبادرة رئيس الجمهورية والتوجه بمشاركة الأحزاب»
    if not (scene.definite(at + 1) or at + 1 in scene.mention_stop or (stop > at + 2 and scene.definite(stop - 1))):
        return None
    leads = stop < end and (scene.word(stop) in ("which", "bearing") or scene.kind(stop) == "prep")
    told = leads or (stop < end and scene.tokens[stop][0] in "بل")
    return Actor("of", at + 1, stop) if stop > at + 1 and told else None
