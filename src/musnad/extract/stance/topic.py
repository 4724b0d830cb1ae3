"""What a stance is about, how it is denied, turned round or tied to a condition; the candidate that holds it all."""

from __future__ import annotations

from msgspec import Struct

from musnad.extract.stance.scene import COMMAS, ENDS, Scene
from musnad.extract.stance.who import Actor
from musnad.records import Span, StanceValue

_FAR = 14
"""How many tokens before its verb a subject may begin to stand in the evidence."""
_REFUSE = frozenset(("رفض", "عارض", "ألغى"))
_PAPERS = ("قرار", "مشروع", "بيان", "وثيقه", "قانون")
_LEAD = 9
_ASKED = 7
_NO_OBJECT = frozenset(("دون", "بدون", "من", "في", "علي", "الي", "عن", "مع", "لدي", "ضمن", "وسط", "عبر"))
_IT = frozenset(lead + it for lead in ("علي", "الي", "عن", "من", "في", "ب", "ل") for it in ("ه", "ها", "هم", "هما"))
_OPEN = frozenset(("اذا", "عندما", "حين", "حينما", "متي", "لو"))
_BEFORE_TIME = frozenset(("بعد", "قبل", "منذ", "خلال", "حتي"))
_STILL = frozenset(("زال", "زالت", "يزال", "تزال", "نزال", "يزالون"))
_IT_IS = frozenset(("هو", "وهو", "هي", "وهي"))
_ABLE = frozenset(("نستطيع", "يستطيع", "تستطيع", "يمكننا", "يسعنا"))
_WHOLE = 40
"""How many tokens a condition may run."""


class Candidate(Struct, frozen=True):
    """A stance that the text may report; all places are token indices.

    `topic` is where the initiative begins, `plan` its kind ("" for none that is known), `stop` ends the evidence;
    `attribution` is -1 for the writer's own words.
    """

    rule: str
    row: str
    value: StanceValue
    actor: Actor
    trigger: int
    start: int
    stop: int
    topic: int
    plan: str = ""
    shape: str = ""
    negated: bool = False
    attribution: int = -1
    condition: Span | None = None


def topic_of(scene: Scene, at: int, stop: int, frame: tuple[str, ...]) -> int | None:
    """Where the object of a verb begins, sought from `at` on: after its preposition, or at once (frame "-")."""
    for k in range(at, stop):
        token = scene.tokens[k]
        if token in ENDS or ("ان" not in frame and scene.word(k) in ("that", "he")):
            break
        for lead in frame:
            if lead == "ان":
                if scene.word(k) in ("that", "he") and not goes_on(scene, k):
                    return k + 1 if k + 1 < stop else None
            elif lead != "-" and k not in scene.in_name and (k - at < _LEAD or len(frame) == 1):
                if token == lead and k + 1 < stop:
                    return k + 1
                if token in (lead + "ه", lead + "ها", lead + "هم") or (len(lead) == 1 and _led(scene, k, lead)):
                    return k
    first = first_word(scene, at, stop) if "-" in frame else None
    return None if first is not None and (goes_on(scene, first) or scene.tokens[first] in _NO_OBJECT) else first


def points(scene: Scene, at: int) -> bool:
    """Whether the object is but a preposition with a pronoun: «اعترضت عليها»، «رحب به»."""
    token = scene.tokens[at].lstrip("وف")
    return token in _IT


def past_asked(scene: Scene, topic: int) -> int:
    """What is asked for, behind whom it is asked of: «طلب منهم الاتصال»، «طلب من السفراء الاتصال»."""
    end = scene.sentence(topic)[1]
    after = topic
    if scene.tokens[topic] in ("منه", "منها", "منهم", "منا"):
        after = topic + 1
    elif scene.tokens[topic] == "من" and topic + 1 < end:
        after = scene.noun_phrase(topic + 1, end)
    return (
        after if after < end and scene.is_word(after) and (scene.plan(after) or scene.word(after) == "not") else topic
    )


def goes_on(scene: Scene, at: int) -> bool:
    """Whether a token joins another clause on: «وأنه»، «وستعلن»، «واعتبرته»."""
    token = scene.tokens[at]
    if token[0] not in "وف" or (scene.noun(at) is not None and scene.tokens[at] in ("وقف", "وضع", "وساطه")):
        return False
    known = scene.lore.words.get(token, "")
    if scene.word(at) in ("that", "he") and not known:
        return True
    verbs = scene.reader.grammar.verbs
    return verbs.get(token) is not None or (token[1:2] == "س" and scene.verb_like(at))


def _led(scene: Scene, at: int, lead: str) -> bool:
    """Whether the token carries the preposition `lead`, and is no word that begins with that letter."""
    token = scene.tokens[at]
    rest = token[1:]
    if token[0] != lead or len(token) < 3:
        return False
    if scene.lore.words.get(rest) in ("he", "that") or scene.word(at) == "break":
        return False
    if (
        rest == "ما"
        or scene.lore.words.get(rest) in ("this", "any")
        or (rest.startswith("ال") if lead == "ب" else token.startswith("لل"))
    ):
        return True
    if scene.heads.get(token) is not None and scene.heads.get(rest) is None:
        return False
    return at in scene.mention_stop or len(rest) > 3 or scene.lore.noun(rest) is not None or scene.plan(at) != ""


def first_word(scene: Scene, at: int, stop: int) -> int | None:
    """The first word from `at` on that is no mark and no adverb."""
    while at < stop and (not scene.is_word(at) or scene.kind(at) in ("time", "manner")):
        at += 1
    if at + 1 < stop and scene.tokens[at] == "حتي" and scene.plan(at + 1) == "act":
        return at + 1  # «رفض حتى مناقشة الخطة»
    return at if at < stop and scene.tokens[at] not in _BEFORE_TIME else None


def supposed(scene: Scene, at: int) -> bool:
    """Whether a stance is but thought of: «إذا قبلت»، «يمكن للبرلمان طلب»، or what a paper says: «قرار يطالب»."""
    low, _ = scene.sentence(at)
    before = range(max(low, at - 2), at)
    if impossible(scene, at):
        return False
    if (
        any(scene.word(k) in ("provided", "if", "may") for k in before)
        or scene.phrase(max(low, at - 2), "provided")[0] > 1
    ):
        return True
    asked = range(max(low + 1, at - _ASKED), at)
    if any(scene.tokens[k] == "اذا" and scene.tokens[k - 1] == "ما" for k in asked):
        return True  # «ما إذا كان الرئيس يعتزم»
    if scene.tokens[at][0] == "و" and _paper_goes_on(scene, at, low):
        return True
    noun = scene.noun(at - 1) if at > low else None
    return noun is not None and not noun.definite and scene.bare(at - 1) in _PAPERS and scene.verb_like(at)


def unnamed_source(scene: Scene, topic: int) -> bool:
    """Whether what is asked is only not to be named: «عدم ذكر اسمه»."""
    if scene.bare(topic) != "عدم" or topic + 1 >= scene.size:
        return False
    return scene.lore.words.get(scene.bare(topic + 1)) == "naming" or scene.word(topic + 1) == "naming"


def is_matter(scene: Scene, topic: int, end: int) -> bool:
    """Whether what is passed over is an initiative: «العرض»، «هذه القضية», but no question and no report."""
    if any(scene.phrase(k, "asked")[0] for k in range(topic, min(topic + 2, end))):
        return False
    for k in range(topic, min(topic + 3, end)):
        noun = scene.noun(k)
        if scene.word(k) in ("generic", "pointer") or (
            noun is not None and noun.row.kind not in ("harm", "act", "soft")
        ):
            return True
        if k > topic and scene.kind(k) == "prep":
            return False
    return False


def plan_at(scene: Scene, topic: int, stop: int) -> str:
    """The kind of initiative that a topic names: by its first words, «هذه الفكرة» and «أي نية في» too."""
    for k in range(topic, min(topic + 3, stop)):
        if not scene.is_word(k):
            continue
        kind = scene.plan(k)
        if kind:
            return kind
        if scene.word(k) == "generic" and scene.definite(k):
            return "talk"  # «سيتداولون في المسألة»
        if k == topic + 2 and scene.tokens[k] == "في" and scene.definite(topic) and k + 1 < stop:
            return scene.plan(k + 1)  # «التقدم الإيجابي في الوساطة»
        if k > topic and (scene.kind(k) == "prep" or scene.tokens[k] in _NO_OBJECT or scene.phrase(k, "tail")[0]):
            break
    return ""


def first_plan(scene: Scene, start: int, stop: int) -> int | None:
    """The first token of `[start, stop)` that heads an initiative or an action."""
    return next((k for k in range(start, stop) if scene.plan(k) and scene.word(k) != "ballot"), None)


def first_noun(scene: Scene, start: int, stop: int) -> int | None:
    """The first token of `[start, stop)` that is a noun of initiatives."""
    return next((k for k in range(start, stop) if scene.noun(k) is not None), None)


def evidence_start(actor: Actor, trigger: int, low: int) -> int:
    """Where the evidence begins: at the subject where it stands close before the verb, else at the verb."""
    if actor.how != "shared" and low <= actor.start < trigger and trigger - actor.start <= _FAR:
        return actor.start
    return trigger


def denied(scene: Scene, at: int) -> bool:
    """Whether the verb or noun at `at` is denied by a particle before it."""
    low, _ = scene.sentence(at)
    if impossible(scene, at):
        return True
    for k in range(at - 1, max(low, at - 3) - 1, -1):
        if scene.word(k) == "not":
            if scene.tokens[k + 1] in _STILL and k + 1 < at:
                return False  # «ما زال مترددا»
            what = scene.tokens[k - 1] in _IT_IS or (at + 1 < scene.size and points(scene, at + 1))
            # «ما نسعى إليه», «وهو ما رفضته» are no denials
            return scene.tokens[k] != "ما" or (_past(scene, at) and not what)
        if scene.word(k) not in ("aux", "copula"):
            break
    return False


def impossible(scene: Scene, at: int) -> bool:
    """Whether the verb at `at` tells what cannot be: «لا يمكن أن نقبل»، «لا نستطيع أن نوافق»."""
    low, _ = scene.sentence(at)
    may = at - 2
    able = may > low and scene.word(at - 1) == "that" and (scene.word(may) == "may" or scene.tokens[may] in _ABLE)
    return able and scene.word(may - 1) == "not"


def _past(scene: Scene, at: int) -> bool:
    return any(form.shape == "past" for form in scene.lore.forms(scene.tokens[at]))


def denial_start(scene: Scene, at: int) -> int:
    """The first of the particles that stand before the verb at `at`."""
    low, _ = scene.sentence(at)
    while at - 1 >= low and scene.word(at - 1) in ("not", "aux", "copula"):
        at -= 1
    return at


def condition_in(scene: Scene, start: int, stop: int, inside: int = -1) -> Span | None:
    """The condition that opens in `[start, stop)`, from its opening to the end of its clause.

    «إذا» and «في حال» open one only up to the token `inside`, the end of the stance's own clause.
    """
    for k in range(start, stop):
        if scene.tokens[k - 1] == "ما":
            continue  # «ما إذا كان»
        opens = scene.phrase(k, "if")[0] or (k <= inside and scene.phrase(k, "provided")[0])
        if opens and scene.word(k - 1) not in ("even", "break", "copula") and scene.kind(k - 1) != "prep":
            return k, scene.clause_end(k, _WHOLE)
    return None


def condition_until(scene: Scene, at: int, stop: int) -> Span | None:
    """What must come first: «لن نوقع قبل أن تنسحب القوات»، «لن تقبل بالجلوس معها قبل تسليم المدن»."""
    if not any(scene.tokens[k].lstrip("و") == "لن" for k in range(max(0, at - 2), at)):
        return None
    for k in range(at + 1, min(stop, scene.size - 1)):
        if scene.tokens[k] == "قبل" and (scene.tokens[k + 1] == "ان" or scene.plan(k + 1)):
            return k, scene.clause_end(k, _WHOLE)
    return None


def _paper_goes_on(scene: Scene, at: int, low: int) -> bool:
    """Whether a verb joined on is still what a paper says: «قرار يدين الهجوم ويطالب بوقفه»."""
    verb = next((k for k in range(at - 1, max(low, at - 10), -1) if scene.readings(k, "present", "past")), None)
    return verb is not None and scene.bare(verb - 1) in _PAPERS and not scene.definite(verb - 1)


def condition_before(scene: Scene, at: int, low: int) -> Span | None:
    """The condition that opens the words before a future verb: «إذا انسحبت القوات فسنوقع الاتفاق»."""
    opens = next((k for k in range(low, min(low + 3, at)) if scene.tokens[k].lstrip("وف") in _OPEN), None)
    if opens is None or not any(_future(scene, k) for k in range(max(low, at - 2), at + 1)):
        return None
    comma = next((k for k in range(at - 1, opens + 1, -1) if scene.tokens[k] in COMMAS), None)
    stop = comma if comma is not None else denial_start(scene, at)
    return (opens, stop) if stop > opens + 1 else None


def _future(scene: Scene, at: int) -> bool:
    token = scene.tokens[at]
    return token.lstrip("وف") in ("لن", "سوف") or any("س" in form.joined for form in scene.lore.forms(token))


def turned(scene: Scene, topic: int, stop: int, own: bool = False) -> StanceValue:
    """What it means to call for a topic: to propose it, or to turn away from something, to end it, to join in.

    `own` says that it is one's own doing: to leave is then to oppose, while to ask others to leave is to propose.
    """
    for k in range(topic, min(topic + 9, stop)):
        bare, near = scene.bare(k), k < topic + 2
        kind = scene.lore.words.get(bare, "")
        forms = scene.lore.forms(scene.tokens[k]) if near else ()
        if any(f.shape == "masdar" and f.owner and f.row.lemma in _REFUSE for f in forms):
            return "opposes"  # «إلى رفضها»
        if near and (kind == "never" or (kind == "not" and len(bare) > 2) or (kind == "away" and own)):
            return "opposes"
        if near and kind == "toward":
            return "supports"
        after = scene.tokens[k + 1] if k + 1 < stop else ""
        if f"{bare} {after}" in scene.lore.endings:
            return "opposes"
        if (
            kind == "ending"
            and after
            and scene.bare(k + 1) != "نظام"
            and scene.plan(k + 1) in ("law", "pact", "plan", "offer")
        ):
            return "opposes"
    return "proposes"
