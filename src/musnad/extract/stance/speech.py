"""Stances in a speaker's words that no stance verb tells: calls, needs, verdicts, sides taken, conditions."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.extract.stance.actor import parted, phrase_start
from musnad.extract.stance.scene import COMMAS, Scene
from musnad.extract.stance.topic import (
    Candidate,
    denied,
    evidence_start,
    first_noun,
    first_plan,
    first_word,
    past_asked,
    plan_at,
    turned,
    unnamed_source,
)
from musnad.extract.stance.who import Actor, is_actor, sure_actor, together
from musnad.records import StanceValue

_REACH, _NEAR = 22, 18
_AHEAD = ("من ", "ليس من ", "لا معنى", "لا جدوى", "لا فائدة")
"""Verdicts that stand before what they are on: «من غير المعقول تأجيل الانتخابات»."""
_ON = frozenset(("يستمر", "تستمر", "يتواصل", "تتواصل", "ينجح", "تنجح", "يبقي", "تبقي"))
_STANDS = frozenset(("تقف", "يقف", "نقف", "ستقف", "سيقف"))
_TAKEN = frozenset(("offer", "plan", "pact", "law", "measure", "talk"))


def call(scene: Scene, at: int) -> Iterator[Candidate]:
    """The cue of a call: who calls for something proposes it; who warns of it opposes it."""
    n = scene.cue_of[at]
    if n == -1 or scene.attributions[n].kind != "call" or (at > 0 and scene.cue_of[at - 1] == n):
        return
    one = scene.attributions[n]
    topic = past_asked(scene, scene.token(one.content.start))
    accused = any(scene.bare(k) in ("اتهام", "اتهامات") for k in range(at, topic))
    if accused or unnamed_source(scene, topic):
        return
    stop = max(topic + 1, min(scene.clause_end(topic), scene.token_stop(one.content.stop)))
    warns = any(form.row.value == "opposes" for form in scene.lore.forms(scene.tokens[at]))
    if warns and plan_at(scene, topic, stop) in ("", "harm", "soft"):
        return  # «حذر من خطر الفيضان»
    value: StanceValue = "opposes" if warns else turned(scene, topic, stop)
    start = min(at, topic)
    actor = parted(scene, at, None) or Actor("cue", speaker=n)
    plan = plan_at(scene, topic, stop)
    yield Candidate("call", "", value, actor, at, start, stop, topic, plan, attribution=n)


def need(scene: Scene, at: int) -> Iterator[Candidate]:
    """A speaker says that something must be done: «يجب»، «ضرورة»؛ or that it matters: «أهمية»."""
    length, key = scene.phrase(at, "need")
    weighs, weight = scene.phrase(at, "weigh")
    n = scene.through(at)
    stop = scene.clause_end(at)
    topic = first_word(scene, at + max(length, weighs), stop)
    if n == -1 or topic is None or not _opens(scene, at, n):
        return
    value = turned(scene, topic, stop)
    subject = _goes_on(scene, at, topic)
    if subject is not None:
        yield Candidate(
            "need", f"stance_words:{key or weight}", "supports", Actor("said", speaker=n), at, subject, stop, subject,
            scene.plan(subject), attribution=n,
        )  # fmt: skip
        return
    if denied(scene, at) or _against(scene, topic):
        value = "opposes"
    elif value == "proposes" and (weighs or scene.word(topic) == "this"):
        value = "supports"
    row, actor = f"stance_words:{key or weight}", Actor("said", speaker=n)
    yield Candidate("need", row, value, actor, at, at, stop, topic, plan_at(scene, topic, stop), attribution=n)


def _goes_on(scene: Scene, at: int, topic: int) -> int | None:
    """What a speaker says must go on: «مسيرة الحوار يجب أن تستمر»."""
    verb = topic + 1 if scene.word(topic) == "that" else topic
    if verb >= scene.size or scene.tokens[verb] not in _ON or scene.word(verb - 1) != "that":
        return None
    low = max(scene.sentence(at)[0], scene.content_start(scene.through(at)))
    return next((k for k in range(low, at) if scene.noun(k) is not None or scene.plan(k) == "act"), None)


def _against(scene: Scene, topic: int) -> bool:
    """Whether what must be done is to turn it down: «يجب أن نستبعدها»."""
    near = (topic, topic + 1) if topic + 1 < scene.size else (topic,)
    return any(f.row.value == "opposes" and f.row.force == "strong" for k in near for f in scene.readings(k, "present"))


def _opens(scene: Scene, at: int, n: int) -> bool:
    """Whether a need is what the words say, not a noun in passing: at their start, or a verb."""
    first = max(scene.content_start(n), scene.sentence(at)[0])
    if scene.cue_of[at] != -1 or at - first <= 3 or scene.bare(at) not in ("ضروره", "وجوب", "اهميه"):
        return True
    return scene.tokens[at].startswith("و") or scene.cue_of[at - 1] != -1


def ought(scene: Scene, at: int) -> Iterator[Candidate]:
    """A speaker says what is up to somebody: «على الحكومة استئناف الحوار»."""
    n = scene.content_of[at]
    _, end = scene.sentence(at)
    if n == -1 or at - scene.content_start(n) > 1 or at + 1 >= end or not is_actor(scene, at + 1):
        return
    k = scene.noun_phrase(at + 1, end)
    if k + 1 < end and (scene.plan(k) == "act" or _duty(scene, k)) and not scene.joins(k):
        actor = Actor("said", speaker=n)
        yield Candidate("ought", "", "proposes", actor, at, at, scene.clause_end(k), k, "act", attribution=n)


def _duty(scene: Scene, at: int) -> bool:
    """Whether a definite noun with its preposition is a duty: «الوفاء بالتزاماتها»."""
    leads = scene.tokens[at + 1][0] in "بل" or scene.kind(at + 1) == "prep"
    return scene.definite(at) and leads and not scene.tokens[at].endswith(("ه", "ي", "ين", "ون"))


def verdict(scene: Scene, at: int) -> Iterator[Candidate]:
    """A speaker judges an initiative: «القرار مرفوض»، «مغامرة»، «خطوة إيجابية»."""
    n = scene.content_of[at]
    if n == -1:
        return
    good, key = scene.phrase(at, "good")
    bad, other = scene.phrase(at, "bad")
    low = first = max(scene.sentence(at)[0], scene.content_start(n))
    if _attributive(scene, at, max(good, bad)) or scene.tokens[at - 1] == "في":
        return  # «أصيب بجروح خطيرة»
    topic, stop = _judged(scene, at, low), scene.clause_end(at, 6)
    if (key or other).startswith(_AHEAD):
        whole = scene.clause_end(at)
        after = at + max(good, bad)
        coming = next((k for k in range(after, min(whole, after + 3)) if scene.plan(k)), None) or _that(
            scene, after, whole
        )
        topic, stop = (coming, whole) if coming is not None else (topic, stop)
    if topic is None and at - low <= 3:
        topic = _spoken_of(scene, low) if scene.word(low - 1) == "he" or scene.word(low) == "he" else None
        if topic is None:  # «من الملائم نشر الصور»
            stop = scene.clause_end(at)
            topic = first_plan(scene, at + max(good, bad), min(stop, at + max(good, bad) + 3))
            topic = topic if topic is not None else _that(scene, at + max(good, bad), stop)
        if topic is None and low < at and scene.definite(low):
            topic = low  # «التفاوض يبقى الخيار الوحيد»
    if topic is None or at - topic > _REACH:
        return
    value: StanceValue = "supports" if bool(good) != denied(scene, at) else "opposes"
    row, actor = f"stance_words:{key or other}", Actor("said", speaker=n)
    start, plan = topic if first <= topic < at and at - topic <= _NEAR else at, scene.plan(topic)
    plan = plan or ("act" if scene.tokens[topic - 1] == "ان" else "")
    yield Candidate("verdict", row, value, actor, at, start, stop, topic, plan, attribution=n)


def _that(scene: Scene, start: int, stop: int) -> int | None:
    """The verb of what is judged, where it is told as a clause: «ليس من مصلحة أحد أن ينسحب الحزب»."""
    that = next((k for k in range(start, min(stop, start + 3)) if scene.tokens[k] == "ان"), None)
    return that + 1 if that is not None and that + 1 < stop and scene.readings(that + 1, "present") else None


def pending(scene: Scene, at: int) -> Iterator[Candidate]:
    """A speaker says that nothing is decided: «الاقتراح قيد الدراسة»، «لم نتخذ قرارا في الانضمام»."""
    n = scene.content_of[at]
    if n == -1:
        return
    length, key = scene.phrase(at, "pending")
    low = max(scene.sentence(at)[0], scene.content_start(n))
    stop = scene.clause_end(at)
    topic = first_plan(scene, at + length, stop) or _judged(scene, at, low)
    if topic is not None and at - topic <= _REACH:
        start = topic if low <= topic < at else at
        row, actor = f"stance_words:{key}", Actor("said", speaker=n)
        yield Candidate("pending", row, "undecided", actor, at, start, stop, topic, scene.plan(topic), attribution=n)


def _attributive(scene: Scene, at: int, length: int) -> bool:
    """Whether a single adjective only describes the noun before it: «نتائج مهمة», but not «الاتفاق مهم»."""
    noun = at - 1
    agrees = scene.tokens[at].endswith("ه") or scene.plan(noun) != ""
    if length > 1 or not agrees or scene.tokens[at][0] in "بل":
        return False
    plain = scene.is_word(noun) and not scene.kind(noun) and scene.word(noun) == "" and not scene.definite(noun)
    return plain and scene.noun(at) is None and not scene.tokens[at].endswith("ا")


def _spoken_of(scene: Scene, low: int) -> int | None:
    """What a pronoun at the start of somebody's words stands for: «الخطة التي قال عنها إنها»، «وصف الخطة بأنها»."""
    near = range(low - 1, scene.sentence(low)[0] - 1, -1)
    return next((k for k in near if scene.noun(k) is not None), None)


def _judged(scene: Scene, at: int, low: int) -> int | None:
    """What a verdict at `at` is on: what the words open with, else the nearest initiative before it."""
    opening = first_plan(scene, low, min(low + 3, at))
    if opening is not None:
        return opening
    return next((k for k in range(at - 1, low - 1, -1) if scene.noun(k) is not None), None)


def side(scene: Scene, at: int) -> Iterator[Candidate]:
    """Somebody is plainly for or against something: «تونس ضد الحلول العسكرية»، «الحزب مع المصالحة»."""
    against = scene.word(at) == "against"
    n = scene.content_of[at]
    low, _ = scene.sentence(at)
    if n == -1 or at == low or scene.tokens[at].endswith(("ه", "ها")):
        return
    actor = _sided(scene, at, n)
    stop = scene.clause_end(at)
    topic = first_word(scene, at + 1, stop)
    if actor is None or topic is None:
        return
    plan = plan_at(scene, topic, stop)
    if plan and (against or plan in _TAKEN):
        value: StanceValue = "opposes" if against else "supports"
        start = evidence_start(actor, at, low)
        yield Candidate("side", "", value, actor, at, start, stop, topic, plan, attribution=n)


def _sided(scene: Scene, at: int, n: int) -> Actor | None:
    if scene.tokens[at - 1] in _STANDS:
        at -= 1  # «نورستان تقف ضد التقسيم»
    if scene.word(at - 1) in ("he", "but", "me"):
        return Actor("said", speaker=n)
    start = phrase_start(scene, at)
    if start is None:
        return None
    if scene.word(start) == "own" and start == at - 1:
        return Actor("own", start, start + 1, speaker=n)
    whole = sure_actor(scene, start) and together(scene, start, at)[0] == at
    return Actor("left", start, at) if whole else None


def condition(scene: Scene, at: int) -> Iterator[Candidate]:
    """A speaker ties an initiative to a condition: «لا يمكن ... إلا بعد»."""
    n = scene.content_of[at]
    if n == -1 or scene.word(at - 1) == "even":
        return
    hinges, key = scene.phrase(at, "hinges")
    key = key or scene.phrase(at, "if")[1]
    first = max(scene.sentence(at)[0], scene.content_start(n))
    denial = next((k for k in range(first, at) if scene.word(k) == "not"), first)
    tied = first_plan(scene, denial, at) or first_plan(scene, first, at)
    if tied is None or not (hinges or any(scene.word(k) == "not" for k in range(first, at))):
        return
    stop = scene.clause_end(at)
    yield _tied(scene, f"stance_words:{key}", n, at, max(first, tied - 2), stop, tied, (at, stop))


def lacking(scene: Scene, at: int) -> Iterator[Candidate]:
    """A speaker names what must not be missing: «دون تنازلات، لا يمكن استئناف المحادثات»."""
    n = scene.content_of[at]
    _, end = scene.sentence(at)
    if n == -1 or at - max(scene.sentence(at)[0], scene.content_start(n)) > 2:
        return
    reach = range(at, min(end, at + 12))
    comma = next((k for k in reach if scene.tokens[k] in COMMAS or scene.word(k) == "not"), None)
    if comma is None or not any(
        scene.word(k) == "not" and scene.tokens[k][0] == "ل" for k in range(comma, min(end, comma + 3))
    ):
        return
    tied = first_plan(scene, comma, end)
    if tied is not None:
        yield _tied(scene, "", n, at, at, scene.clause_end(tied), tied, (at, comma))


def requires(scene: Scene, at: int) -> Iterator[Candidate]:
    """A speaker names what an initiative cannot do without: «انسحاب القوات شرط لاستئناف المفاوضات»."""
    n = scene.content_of[at]
    if n == -1:
        return
    _, end = scene.sentence(at)
    first = max(scene.sentence(at)[0], scene.content_start(n))
    table = scene.lore.phrases["requires"]
    token = scene.tokens[at]
    for parts, key in table.get(token) or table.get(token[1:]) or []:
        after = at + len(parts) - 1  # the last part is the preposition that the next word carries
        if after >= end or tuple(scene.tokens[at + 1 : after]) != parts[1:-1] or scene.tokens[after][0] != parts[-1]:
            continue
        topic = first_noun(scene, after, min(end, after + 5))
        if topic is not None and 1 <= at - first <= _REACH:
            stop = scene.clause_end(topic)
            held = at - 1 if at - 1 > first and scene.word(at - 1) == "copula" else at
            yield _tied(scene, f"stance_words:{key}", n, at, first, stop, topic, (first, held), "requires")
            return


def _tied(
    scene: Scene, row: str, n: int, at: int, start: int, stop: int, topic: int, held: tuple[int, int],
    rule: str = "condition",
) -> Candidate:  # fmt: skip
    actor = Actor("said", speaker=n)
    plan = scene.plan(topic)
    return Candidate(rule, row, "conditional", actor, at, start, stop, topic, plan, attribution=n, condition=held)
