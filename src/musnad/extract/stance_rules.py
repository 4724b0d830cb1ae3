"""The rules that see a stance: each looks at one trigger and answers with candidates.

A candidate is a stance as the text may say it; `stance_score` decides which of them to keep.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from musnad.extract.stance_actor import Actor, antecedent, elided, is_actor, left_subject, phrase_start, right_subject, speaker_of, subject, sure_actor, together
from musnad.extract.stance_scene import COMMAS, ENDS, QUOTES, Form, Scene, readings


class Candidate(Struct, frozen=True):
    """A stance that the text may report; all places are token indices.

    `topic` is where the initiative begins, `plan` its kind ("" for none that is known), `stop` ends the evidence.
    """

    rule: str
    row: str
    value: StanceValue
    actor: Actor
    trigger: int
    start: int
    stop: int
    topic: int
    plan: str
    shape: str = ""
    negated: bool = False
    attribution: int = -1
    condition: tuple[int, int] | None = None


Rule = Callable[[Scene, int], Iterator[Candidate]]

# --- what a verb is about ----------------------------------------------------------------------------------


def topic_of(scene: Scene, at: int, stop: int, frame: tuple[str, ...]) -> int | None:
    """Where the object of a verb begins, sought from `at` on: after its preposition, or at once."""
    k = at
    while k < stop:
        token = scene.tokens[k]
        if token in ENDS:
            return None
        for lead in frame:
            if lead in ("ب", "ل"):
                if token[0] == lead and len(token) > 2 and _led(scene, k, lead):
                    return k
                if token == lead and k + 1 < stop:
                    return k + 1
            elif lead == "ان" and scene.word(k) in ("that", "he"):
                return k + 1 if k + 1 < stop else None
            elif token == lead and lead != "-" and k + 1 < stop:
                return k + 1
            if lead != "-" and token in (lead + "ه", lead + "ها", lead + "هم"):
                return k
        k += 1
    if "-" in frame:
        return first_word(scene, at, stop)
    return None


def _led(scene: Scene, at: int, lead: str) -> bool:
    token = scene.tokens[at]
    rest = token[1:]
    if rest == "ما":
        return True
    if token.startswith((lead + "ال", "لل")) and (lead == "ل") == token.startswith("ل"):
        return True
    if scene.heads.get(token) is not None and scene.heads.get(rest) is None:
        return False
    return at in scene.mention_stop or rest in scene.nouns or scene.heads.get(rest) is not None or scene.plan(at) != "" or len(rest) > 3


def first_word(scene: Scene, at: int, stop: int) -> int | None:
    """The first word from `at` on that is no mark and no adverb."""
    while at < stop and (not scene.is_word(at) or scene.kind(at) in ("time", "manner")):
        at += 1
    return at if at < stop else None


def plan_at(scene: Scene, topic: int, stop: int) -> str:
    """The kind of initiative that a topic names: by its first words, «هذه الفكرة» and «أي نية في» too."""
    for k in range(topic, min(topic + 3, stop)):
        if not scene.is_word(k):
            continue
        kind = scene.plan(k)
        if kind:
            return kind
        if scene.kind(k) == "prep" and k > topic:
            break
    return ""


def evidence_start(actor: Actor, trigger: int, low: int) -> int:
    """Where the evidence begins: at the subject where it stands close before the verb, else at the verb."""
    if actor.start != -1 and low <= actor.start < trigger and trigger - actor.start <= 14:
        return actor.start
    return trigger


# --- conditions, negation ----------------------------------------------------------------------------------


def negation(scene: Scene, at: int) -> bool:
    """Whether the verb or noun at `at` is denied."""
    low, _ = scene.sentence(at)
    for k in range(at - 1, max(low, at - 3) - 1, -1):
        if scene.word(k) == "not":
            # «ما نسعى إليه» is no denial
            return scene.tokens[k] != "ما" or any(f.shape == "past" for f in scene.forms.get(scene.tokens[at], ()))
        if scene.word(k) != "aux":
            break
    return False


def negation_start(scene: Scene, at: int) -> int:
    """The first of the particles that stand before the verb at `at`."""
    low, _ = scene.sentence(at)
    while at - 1 >= low and scene.word(at - 1) in ("not", "aux"):
        at -= 1
    return at


def condition_in(scene: Scene, start: int, limit: int) -> tuple[int, int] | None:
    """The condition that opens in `[start, limit)`, as the tokens from its opening to the end of its clause."""
    for k in range(start, limit):
        if scene.phrase_at(k, "if") and scene.tokens[k - 1] not in ("حتي", "وحتي", "ولو"):
            return k, scene.clause_end(k)
    return None


# --- the rules ---------------------------------------------------------------------------------------------


def verb(scene: Scene, at: int) -> Iterator[Candidate]:
    """A finite stance verb with its subject and object: «رفضت الحكومة الخطة»."""
    if at and scene.kind(at - 1) == "bind":
        return  # «علي بن أبي طالب»
    for form in readings(scene, at, "past", "present"):
        if form.shape == "past" and _is_masdar_here(scene, at):
            continue
        actor = subject(scene, at, form)
        if actor is None:
            continue
        found = _about(scene, at, form, actor, "verb")
        if found is not None:
            yield found
            return


def participle(scene: Scene, at: int) -> Iterator[Candidate]:
    """A participle that goes on with the subject, or describes him: «داعيا إلى»، «من المعارضين لـ»."""
    for form in readings(scene, at, "participle"):
        actor: Actor | None
        low, _ = scene.sentence(at)
        if scene.cue_of[at] != -1:
            actor = Actor("cue", speaker=scene.cue_of[at])
        elif form.joined[-2:] in ("ال", "لل"):
            if at > low and (scene.kind(at - 1) == "prep" or at - 1 >= low and scene.kind(at - 2) == "prep"):
                actor = left_subject(scene, at, _before_preposition(scene, at))
            else:
                actor = antecedent(scene, at)
        else:
            actor = left_subject(scene, at, at - 1) or (speaker_of(scene, at, "first") if form.many else None)
        if actor is None or actor.how == "near":
            continue
        found = _about(scene, at, form, actor, "participle")
        if found is not None:
            yield found
            return


def _before_preposition(scene: Scene, at: int) -> int:
    low, _ = scene.sentence(at)
    k = at - 1
    while k >= low and scene.kind(k) != "prep":
        k -= 1
    return k - 1


def masdar(scene: Scene, at: int) -> Iterator[Candidate]:
    """A stance noun with its owner: «رفض الحزب للقانون»، «دعمه المطلق لـ»، «بتأييد أربع عشرة دولة»."""
    for form in readings(scene, at, "masdar"):
        if not _is_masdar_here(scene, at) and readings(scene, at, "past"):
            continue
        actor = _owner(scene, at, form)
        if actor is None:
            continue
        found = _about(scene, at, form, actor, "masdar")
        if found is not None:
            yield found
            return


def _owner(scene: Scene, at: int, form: Form) -> Actor | None:
    _, end = scene.sentence(at)
    n = scene.content_of[at]
    if scene.cue_of[at] != -1:
        return Actor("cue", speaker=scene.cue_of[at])
    opens = n != -1 and at - scene.token(scene.attributions[n].content.start) <= 2
    if form.owner in ("نا", "ي"):
        return speaker_of(scene, at, "first")
    if form.owner:
        if opens:
            return Actor("owner", speaker=n)
        return elided(scene, at)
    if at + 1 < end and scene.word(at + 1) == "own":
        return speaker_of(scene, at, "own") or elided(scene, at)
    k = at + 1
    while k < end and scene.tokens[k].endswith("ه") and scene.tokens[k + 1 : k + 2] == ["من"]:
        k += 1  # an adjective: «انتقادات حادة من»
    if k < end and scene.tokens[k] == "من" and _done_by(scene, at) and k + 1 < end and not scene.kind(k + 1):
        stop, parts = together(scene, k + 1, end)
        return Actor("by", k + 1, stop, parts=parts) if stop > k + 1 else None
    if form.joined.endswith("ب") and _done_by(scene, at) and k < end and not scene.kind(k) and scene.is_word(k) and not scene.joins(k):
        stop, parts = together(scene, k, end)
        return Actor("by", k, stop, parts=parts) if stop > k else None
    if not form.joined.endswith(("ال", "لل")) and k < end and is_actor(scene, k) and not scene.joins(k) and not scene.plan(k):
        stop, parts = together(scene, k, end)
        if stop > k:
            return Actor("of", k, stop, parts=parts)
    if opens:
        return Actor("said", speaker=n)
    return None


def _done_by(scene: Scene, at: int) -> bool:
    """Whether a stance noun may stand with who takes the stance and nothing else: «بتأييد»، «مقاومة من»."""
    return scene.single.get(scene.bare(at)) in ("by", "toward") or scene.bare(at) in scene.by


def _is_masdar_here(scene: Scene, at: int) -> bool:
    """Whether a token that may be verb or noun is a noun: after a preposition, a demonstrative, or a cue that leads a noun."""
    low, _ = scene.sentence(at)
    token = scene.tokens[at]
    if token[0] in "بلك" and not readings(scene, at, "past"):
        return True
    if at == low:
        return False
    before = scene.tokens[at - 1]
    if scene.kind(at - 1) == "prep" or before in ("هذا", "هذه", "عدم", "اي", "كل"):
        return True
    n = scene.content_of[at]
    if n != -1 and scene.token(scene.attributions[n].content.start) == at:
        return scene.word(at - 1) not in ("that", "he") and before not in QUOTES
    return False


def _about(scene: Scene, at: int, form: Form, actor: Actor, rule: str) -> Candidate | None:
    """The candidate of a stance word at `at` with its actor, if its object passes the row's gate."""
    low, end = scene.sentence(at)
    row = form.row
    stop = scene.clause_end(at)
    after = max(at + 1, actor.stop) if at < actor.start < at + 4 else at + 1
    if actor.how == "by":
        topic: int | None = first_word(scene, actor.stop, stop) or at
        plan = "by"
    else:
        if after >= stop and form.owner == "":
            stop = scene.clause_end(min(after, end - 1)) if after < end else stop
        if actor.how == "cue":
            topic = _said(scene, at, row.frame)
            stop = scene.clause_end(topic) if topic is not None else stop
        else:
            topic = topic_of(scene, after, stop, row.frame)
        if topic is None and form.owner and form.shape in ("past", "present"):
            topic = at
        if topic is None:
            return None
        plan = plan_at(scene, topic, stop)
    denied = negation(scene, at) or (rule == "masdar" and actor.how in ("said", "own", "owner") and _denial(scene, at))
    value = row.negated if denied else row.value
    if row.value == "proposes" and not denied:
        value = turned(scene, topic, stop, row.value, row.lemma not in scene.calls)
    if row.gate == "pending" and not (denied or "س" in form.joined or "ل" in form.joined):
        return None
    if rule == "masdar" and actor.how == "of" and not _by_preposition(scene, at, actor, topic):
        return None
    if not value or (row.gate in ("plan", "act") and not plan and not form.owner):
        return None
    if row.gate == "act" and (scene.kind(topic - 1) not in ("prep", "") or plan not in ("act", "plan", "post")):
        return None
    if row.gate in ("law", "talk") and scene.plan(topic) != row.gate:
        return None
    if row.gate == "offer" and not any(scene.plan(k) == "plan" for k in range(topic, min(topic + 2, stop))):
        return None
    if value == "opposes" and row.lemma in ("رفض", "امتنع") and any(
        scene.single.get(scene.bare(k)) == "tell" for k in range(topic, min(topic + 2, stop))
    ):
        value = "silent"
        plan = next((scene.plan(k) for k in range(topic + 1, min(end, topic + 12)) if scene.tokens[k] in scene.nouns), "")
        if not plan:
            return None
    if row.gate == "intent" and not any(f.row.value in ("proposes", "supports") for k in (topic, topic + 1) if k < stop for f in readings(scene, k, "masdar")):
        return None
    if row.gate == "pact" and scene.plan(topic) not in ("pact", "law", "plan"):
        return None
    if row.gate == "state" and "دوله" not in " ".join(scene.tokens[topic : topic + 2]):
        return None
    trigger = negation_start(scene, at) if denied else at
    start = evidence_start(actor, trigger, low)
    condition = condition_in(scene, at + 1, min(end, stop + 8))
    if condition is not None:
        stop = max(stop, condition[1])
        value = "conditional" if value in ("supports", "opposes", "proposes") else value
    return Candidate(
        rule, f"stances:{row.lemma}", value, actor, at, start, stop, topic, plan,
        f"{form.shape}{'+' if form.owner else ''}", denied, _through(scene, at), condition,
    )  # fmt: skip


def _by_preposition(scene: Scene, at: int, actor: Actor, topic: int) -> bool:
    """Whether owner and object of a stance noun are told apart: «رفض الحزب للقانون»، «بعد رفض الحزب خطة السلام»."""
    if scene.joins(topic) or scene.tokens[topic - 1] in ("علي", "عن", "في", "من", "الي") or scene.tokens[topic][0] in "بل":
        return True
    return sure_actor(scene, actor.start) and scene.kind(at - 1) == "prep" and scene.plan(topic) != ""


def _said(scene: Scene, at: int, frame: tuple[str, ...]) -> int | None:
    """Where the content of the attribution whose cue stands at `at` begins; None where a clause is its content."""
    one = scene.attributions[scene.cue_of[at]]
    topic = scene.token(one.content.start)
    if topic <= at:
        return topic if one.content.start < one.cue.start and "-" in frame else None
    if scene.word(topic - 1) in ("that", "he") and "ان" not in frame:
        return None
    if topic + 1 < scene.size and scene.tokens[topic] == "ان":
        return topic + 1
    return topic


def turned(scene: Scene, topic: int, stop: int, value: str, own: bool = False) -> str:
    """The value of what is called for: to turn away from something, to end it, or to join in; `own` what is one's own."""
    for k in range(topic, min(topic + 9, stop)):
        bare = scene.bare(k)
        kind = scene.single.get(bare, "")
        if k < topic + 2 and (kind == "away" and own or kind == "never" or bare == "عدم"):
            return "opposes"
        if k < topic + 2 and kind == "toward" and value == "proposes":
            return "supports"
        two = f"{bare} {scene.tokens[k + 1]}" if k + 1 < stop else bare
        law = k + 1 < stop and scene.plan(k + 1) in ("law", "pact", "plan")
        if (two in scene.endings or (kind == "ending" and law)) and value == "proposes":
            return "opposes"
    return value


def _denial(scene: Scene, at: int) -> bool:
    n = scene.content_of[at]
    return n != -1 and scene.attributions[n].kind == "denial"


def _through(scene: Scene, at: int) -> int:
    """The attribution through which a word came: the one whose cue it is, else the one in whose content it stands."""
    return scene.cue_of[at] if scene.cue_of[at] != -1 else scene.content_of[at]


def call(scene: Scene, at: int) -> Iterator[Candidate]:
    """The cue of a call: who calls for something proposes it; who calls to turn away from it opposes it."""
    n = scene.cue_of[at]
    if n == -1 or scene.attributions[n].kind != "call" or (at > 0 and scene.cue_of[at - 1] == n):
        return
    one = scene.attributions[n]
    topic = scene.token(one.content.start)
    stop = min(scene.clause_end(topic), scene.token_stop(one.content.stop))
    plan = plan_at(scene, topic, stop)
    warns = scene.tokens[at].strip("وف").startswith(("حذ", "يحذ", "تحذ", "محذ"))
    value = "opposes" if warns else turned(scene, topic, stop, "proposes")
    start = at if at < topic else topic
    yield Candidate("call", "", value, Actor("cue", speaker=n), at, start, max(stop, topic + 1), topic, plan, "", False, n)


def need(scene: Scene, at: int) -> Iterator[Candidate]:
    """A speaker says that something must be done: «يجب»، «ضرورة»."""
    weighs = scene.phrase_at(at, "weigh")
    length = scene.phrase_at(at, "need") or weighs
    n = scene.content_of[at]
    if n == -1:
        n = scene.cue_of[at]
    if not length or n == -1:
        return
    stop = scene.clause_end(at)
    topic = first_word(scene, at + length, stop)
    if topic is None:
        return
    value = "opposes" if negation(scene, at) or scene.word(topic) == "not" else "proposes"
    value = turned(scene, topic, stop, value)
    if value == "proposes" and (scene.word(topic) == "this" or weighs):
        value = "supports"
    row = "stance_words:" + scene.phrase_key(at, "weigh" if weighs else "need")
    yield Candidate("need", row, value, Actor("said", speaker=n), at, at, stop, topic, plan_at(scene, topic, stop), "", False, n)


def ought(scene: Scene, at: int) -> Iterator[Candidate]:
    """A speaker says what is up to somebody: «على الحكومة استئناف الحوار»."""
    n = scene.content_of[at]
    if scene.tokens[at] != "علي" or n == -1 or at - scene.token(scene.attributions[n].content.start) > 1:
        return
    low, end = scene.sentence(at)
    if at + 1 >= end or not is_actor(scene, at + 1):
        return
    k = scene.noun_phrase(at + 1, end)
    if k >= end or scene.plan(k) != "act" or scene.joins(k):
        return
    yield Candidate("ought", "", "proposes", Actor("said", speaker=n), at, at, scene.clause_end(k), k, "act", "", False, n)


def verdict(scene: Scene, at: int) -> Iterator[Candidate]:
    """A speaker judges an initiative: «القرار مرفوض»، «مغامرة»، «خطوة إيجابية»."""
    for kind, value in (("good", "supports"), ("bad", "opposes")):
        length = scene.phrase_at(at, kind)
        n = scene.content_of[at]
        if not length or n == -1:
            continue
        first = scene.token(scene.attributions[n].content.start)
        low = max(scene.sentence(at)[0], first)
        topic = next((k for k in range(low, min(low + 3, at)) if scene.plan(k)), None)
        if topic is None:
            topic = next((k for k in range(at - 1, low - 1, -1) if scene.tokens[k] in scene.nouns), None)
        stop = scene.clause_end(at, 6)
        if topic is None and at - low <= 3:  # «من الملائم نشر الصور»، «إنه دون المستوى»
            stop = scene.clause_end(at)
            topic = next((k for k in range(at + length, stop) if scene.plan(k)), at)
        if topic is None or at - topic > 22:
            continue
        if negation(scene, at):
            value = "opposes" if value == "supports" else "supports"
        row = f"stance_words:{scene.phrase_key(at, kind)}"
        yield Candidate(
            "verdict", row, value, Actor("said", speaker=n), at, min(at, topic), stop, topic,
            scene.plan(topic), "", False, n,
        )  # fmt: skip


def side(scene: Scene, at: int) -> Iterator[Candidate]:
    """Somebody is plainly for or against something: «تونس ضد الحلول العسكرية»، «الحزب مع المصالحة»."""
    if scene.tokens[at] not in ("ضد", "مع"):
        return
    n = scene.content_of[at]
    low, _ = scene.sentence(at)
    before = at - 1
    if n == -1 or before < low:
        return
    if scene.word(before) == "he" or scene.tokens[before].endswith(("لكنه", "لكنها", "لكنهم")) or scene.tokens[before] in ("نحن", "انا", "اننا", "انني"):
        actor: Actor | None = Actor("said", speaker=n)
    else:
        start = phrase_start(scene, at)
        if start is None:
            return
        actor = Actor("own", speaker=n) if scene.word(start) == "own" and start == before else None
        if actor is None and is_actor(scene, start) and together(scene, start, at)[0] == at:
            actor = Actor("left", start, at)
    stop = scene.clause_end(at)
    topic = first_word(scene, at + 1, stop)
    if actor is None or topic is None:
        return
    plan = plan_at(scene, topic, stop)
    if not plan:
        return
    value = "opposes" if scene.tokens[at] == "ضد" else "supports"
    yield Candidate("side", "", value, actor, at, evidence_start(actor, at, low), stop, topic, plan, "", False, n)


def obstacle(scene: Scene, at: int) -> Iterator[Candidate]:
    """Somebody is the obstacle in the way of an initiative: he opposes it."""
    if not scene.phrase_at(at, "way"):
        return
    actor = left_subject(scene, at, _before_copula(scene, at))
    if actor is None:
        return
    low, _ = scene.sentence(at)
    stop = scene.clause_end(at)
    topic = next((k for k in range(at + 1, stop) if scene.plan(k)), None)
    if topic is None:
        return
    yield Candidate(
        "obstacle", f"stance_words:{scene.phrase_key(at, 'way')}", "opposes", actor, at, evidence_start(actor, at, low),
        stop, topic, scene.plan(topic), "", False, _through(scene, at),
    )  # fmt: skip


def _before_copula(scene: Scene, at: int) -> int:
    low, _ = scene.sentence(at)
    k = at - 1
    while k >= low and (scene.word(k) in ("not", "aux") or scene.tokens[k] in ("يزال", "تزال", "زال", "زالت", "هو", "هي", "يمثل", "تمثل", "يشكل", "تشكل", "يعد", "تعد")):
        k -= 1
    return k


def condition(scene: Scene, at: int) -> Iterator[Candidate]:
    """A speaker ties an initiative to a condition: «لا يمكن ... إلا بعد»، «دون ... لا يمكن»."""
    n = scene.content_of[at]
    if n == -1:
        return
    length = scene.phrase_at(at, "if")
    low, end = scene.sentence(at)
    first = max(low, scene.token(scene.attributions[n].content.start))
    if length:
        tied = next((k for k in range(first, at) if scene.plan(k)), None)
        denied = any(scene.word(k) == "not" for k in range(first, at))
        if tied is None or not denied:
            return
        stop = scene.clause_end(at)
        yield Candidate(
            "condition", f"stance_words:{scene.phrase_key(at, 'if')}", "conditional", Actor("said", speaker=n), at,
            max(first, tied - 2), stop, tied, scene.plan(tied), "", False, n, (at, stop),
        )  # fmt: skip
        return
    if scene.tokens[at] in ("دون", "بدون") and at - first <= 2:
        comma = next((k for k in range(at, min(end, at + 12)) if scene.tokens[k] in COMMAS or scene.word(k) == "not"), None)
        if comma is None:
            return
        denied = next((k for k in range(comma, min(end, comma + 3)) if scene.tokens[k] in ("لا", "لن")), None)
        tied = next((k for k in range(comma, end) if scene.plan(k)), None)
        if denied is not None and tied is not None:
            stop = scene.clause_end(tied)
            yield Candidate(
                "condition", "", "conditional", Actor("said", speaker=n), at, at, stop, tied, scene.plan(tied), "",
                False, n, (at, comma),
            )  # fmt: skip


def requires(scene: Scene, at: int) -> Iterator[Candidate]:
    """A speaker names what an initiative cannot do without: «انسحاب القوات شرط لاستئناف المفاوضات»."""
    n = scene.content_of[at]
    if n == -1:
        return
    _, end = scene.sentence(at)
    for parts, key in scene.phrases["requires"].get(scene.tokens[at].removeprefix("و"), ()):
        after = at + len(parts) - 1
        if tuple(scene.tokens[at + 1 : after]) != parts[1:-1] or after >= end or scene.tokens[after][0] != "ل":
            continue
        topic = next((k for k in range(after, min(end, after + 5)) if scene.tokens[k] in scene.nouns), None)
        first = max(scene.sentence(at)[0], scene.token(scene.attributions[n].content.start))
        if topic is None or at - first < 1 or at - first > 24:
            continue
        yield Candidate(
            "requires", f"stance_words:{key}", "conditional", Actor("said", speaker=n), at, first,
            scene.clause_end(topic), topic, scene.plan(topic), "", False, n, (first, at),
        )  # fmt: skip
        return


def silence(scene: Scene, at: int) -> Iterator[Candidate]:
    """Nothing is said on an initiative: «لم يتطرق إلى»، «لم يعلق على»، «رفض التعليق»."""
    length = scene.phrase_at(at, "silent")
    n = scene.cue_of[at]
    if n == -1 and at + 1 < scene.size:
        n = scene.cue_of[at + 1]
    if not length and not _declines(scene, at, n):
        return
    low, end = scene.sentence(at)
    stop = scene.clause_end(at)
    after = at + max(length, 1)
    topic = topic_of(scene, after, max(stop, min(end, at + 26)), ("علي", "الي"))
    if topic is None:
        return
    actor = Actor("cue", speaker=n) if n != -1 else None
    if actor is None and length:
        last = at + length - 1
        form = next(iter(readings(scene, last, "present")), None)
        actor = (subject(scene, last, form) if form else None) or right_subject(scene, last) or left_subject(scene, at, at - 1) or elided(scene, at)
    if actor is None:
        return
    row = f"stance_words:{scene.phrase_key(at, 'silent')}" if length else ""
    yield Candidate("silence", row, "silent", actor, at, evidence_start(actor, at, low), max(stop, min(scene.clause_end(topic), end)), topic, scene.plan(topic), "", False, n)


def _declines(scene: Scene, at: int, n: int) -> bool:
    """Whether the cue that begins at `at` is one of declining to comment on a matter."""
    if n == -1 or scene.attributions[n].kind != "no_comment" or scene.cue_of[at] != n:
        return False
    if at > 0 and scene.cue_of[at - 1] == n:
        return False
    return any(scene.tokens[k].endswith("تعليق") for k in range(at, min(scene.sentence(at)[1], at + 12)))


def vote(scene: Scene, at: int) -> Iterator[Candidate]:
    """A vote: «صوت لصالح»، «صوت ضد»، «استخدم حق النقض»، «امتناع عن التصويت»."""
    token = scene.tokens[at]
    low, end = scene.sentence(at)
    bare = token[1:] if token[0] in "وف" and len(token) > 4 else token
    stop = scene.clause_end(at)
    if scene.phrase_at(at, "vote"):
        value = next(
            (v for k in range(at + 1, min(end, at + 14)) for w, v in (("for", "supports"), ("against", "opposes")) if scene.phrase_at(k, w)),
            None,
        )
        if value is None:
            return
    elif scene.phrase_at(at, "abstain") and any(scene.tokens[k] == "التصويت" for k in range(at + 1, min(end, at + 10))):
        value = "undecided"
    elif scene.phrase_at(at, "veto") and any(scene.phrase_at(k, "against") and scene.tokens[k] != "ضد" for k in range(at + 1, min(end, at + 14))):
        value = "opposes"
    else:
        return
    if scene.cue_of[at] != -1:
        actor: Actor | None = Actor("cue", speaker=scene.cue_of[at])
    else:
        before = skip_and(scene, at)
        actor = None if token[0] in "وف" and bare != token else left_subject(scene, at, before)
        actor = actor or right_subject(scene, at) or elided(scene, at)
    if actor is None:
        return
    topic = next((k for k in range(at + 1, end) if scene.plan(k) and scene.tokens[k] != "التصويت"), at)
    yield Candidate("vote", "", value, actor, at, evidence_start(actor, at, low), stop, topic, scene.plan(topic), "", False, _through(scene, at))


def skip_and(scene: Scene, at: int) -> int:
    """The token before `at`, -1 at the start of the sentence."""
    low, _ = scene.sentence(at)
    k = at - 1
    while k >= low and scene.word(k) == "aux":
        k -= 1
    return k if k >= low else -1


def proposal(scene: Scene, at: int) -> Iterator[Candidate]:
    """An initiative with the name of who put it forward: «مبادرة الرئيس»، «المبادرة التي أطلقتها نورستان»."""
    noun = scene.nouns.get(scene.tokens[at])
    if noun is None or noun.row.kind not in ("plan", "law", "measure", "talk") or noun.row.noun not in _PROPOSED:
        return
    low, end = scene.sentence(at)
    which = next((k for k in range(at + 1, min(end, at + 5)) if scene.word(k) == "which"), None)
    actor: Actor | None = None
    launch = next((k for k in range(at + 1, min(end - 1, at + 6)) if _launches(scene, k) and _points_back(scene, k)), None)
    if which is None and launch is not None:
        actor = right_subject(scene, launch + 1 if scene.tokens[launch + 1] in ("بها", "به") else launch)
    elif which is not None and which + 2 < end and _launches(scene, which + 1):
        actor = right_subject(scene, which + 2 if scene.tokens[which + 2] in ("بها", "به") else which + 1)
    elif noun.owner in ("ه", "ها", "هم"):
        actor = elided(scene, at)
    elif not noun.definite and at + 1 < end and is_actor(scene, at + 1) and not scene.joins(at + 1):
        stop = scene.noun_phrase(at + 1, end)
        told = stop < end and (scene.tokens[stop][0] in "بل" or scene.word(stop) == "which" or scene.kind(stop) == "prep")
        actor = Actor("of", at + 1, stop) if stop > at + 1 and told and sure_actor(scene, at + 1) else None
    if actor is None:
        return
    stop = scene.clause_end(max(at, actor.stop - 1) if actor.stop > 0 else at)
    yield Candidate("proposal", f"initiatives:{noun.row.noun}", "proposes", actor, at, at, stop, at, noun.row.kind, "", False, _through(scene, at))


def _points_back(scene: Scene, at: int) -> bool:
    """Whether a verb carries or is followed by a pronoun for what it launches: «أطلقتها»، «تقدم بها»."""
    return any(f.owner for f in scene.forms[scene.tokens[at]]) or scene.tokens[at + 1] in ("بها", "به")


def _launches(scene: Scene, at: int) -> bool:
    return any(f.row.value == "proposes" and f.shape in ("past", "present") for f in scene.forms.get(scene.tokens[at], ()))


_PROPOSED = frozenset("مبادرة اقتراح مقترح خطة ورقة".split())

# The rules in order: where two see the same stance, the one that comes first keeps it.
RULES: tuple[tuple[str, Rule], ...] = (
    ("silence", silence),
    ("vote", vote),
    ("condition", condition),
    ("requires", requires),
    ("verb", verb),
    ("participle", participle),
    ("masdar", masdar),
    ("call", call),
    ("obstacle", obstacle),
    ("ought", ought),
    ("side", side),
    ("verdict", verdict),
    ("need", need),
    ("proposal", proposal),
)


def candidates(scene: Scene, first: int) -> Iterator[Candidate]:
    """All candidates of the body, which begins at the token `first`."""
    for at in triggers(scene, first):
        for _, rule in RULES:
            yield from rule(scene, at)


def triggers(scene: Scene, first: int) -> list[int]:
    """The tokens that some rule may look at."""
    known = scene.triggers
    return [k for k in range(first, scene.size) if scene.tokens[k] in known or scene.cue_of[k] != -1]


__all__ = ["RULES", "Candidate", "candidates", "replace"]
