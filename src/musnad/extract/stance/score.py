"""How likely a candidate is a stance that a careful reader would mark: a sum of weights of its traits.

The weights are a knowledge table that `scripts/train_stances.py` learns; a trait without a weight counts nothing.
"""

from __future__ import annotations

from functools import cache
from itertools import repeat

from musnad.extract.stance.clause import received
from musnad.extract.stance.naming import topic_on
from musnad.extract.stance.scene import QUOTES, Scene
from musnad.extract.stance.topic import Candidate
from musnad.extract.stance.who import sure_actor
from musnad.lexicon import Lexicon
from musnad.text.fold import fold_text

THRESHOLD = 0.0
_TOLD_AS_DONE = frozenset(("بعد", "رغم", "عقب", "اثر", "بسبب", "نتيجه"))
"""What leads to a stance that is told as a fact: «بعد رفض الحزب خطة السلام»."""
_BEGINNINGS = frozenset(("بدء", "اطلاق", "انشاء", "تاسيس", "تشكيل", "تخصيص"))
_OF_THEM = frozenset(("منه", "منها", "منهم", "منا"))
_HANDED = ("مشروع", "عرض", "طلب")
_AUTHORED = ("مبادرة", "مقترح", "اقتراح")
_WHAT = ("بما", "مما", "لما", "ما")
SURE = frozenset(("silence", "vote", "condition", "requires", "obstacle", "pending"))
"""Rules too seldom to learn from, each narrow enough to be taken at its word."""
CERTAIN, PLAIN = 9.0, 3.0
"""What a rule of `SURE` and what a plain word on a named initiative count beside the weights."""


def traits(scene: Scene, one: Candidate, name: str, entity: str | None) -> list[str]:
    """What can be told of a candidate and its actor's name, as keys of the weights."""
    return [*seen_at_once(scene, one), *found_out(scene, one, name, entity)]


def seen_at_once(scene: Scene, one: Candidate) -> list[str]:
    """The traits of a candidate that take no search: what its sentence shows."""
    said = scene.attributions[one.attribution] if one.attribution != -1 else None
    force, topic = force_of(scene, one), topic_of(scene, one)
    where = "cue" if scene.cue_of[one.trigger] != -1 else "content" if scene.content_of[one.trigger] != -1 else "own"
    found = [
        "bias",
        f"rule={one.rule}",
        f"rule={one.rule} value={one.value}",
        f"row={one.row}",
        f"force={force} topic={topic}",
        f"force={force} actor={actor_of(scene, one)}",
        f"force={force} where={where}",
        f"how={one.actor.how}",
        f"topic={topic}",
        f"shape={one.shape}",
        f"negated={one.negated}",
        f"where={where}",
        f"said={said.kind if said else ''}",
        f"value={one.value}",
        f"length={min((one.stop - one.start) // 5, 4)}",
        f"named={scene.mention_type.get(one.actor.start, '') if one.actor.start != -1 else 'speaker'}",
    ]
    head = scene.noun(one.topic)
    if head is not None:
        found.append(f"noun={head.row.noun}")
    return found


_SOUGHT = ("often=", "entity=", "title=", "titled=")


def found_out(scene: Scene, one: Candidate, name: str, entity: str | None) -> list[str]:
    """The traits that are sought in the whole article: how often it comes to the matter, who the actor is."""
    found = [f"often={often(scene, one)}", f"entity={(entity or '').partition(':')[0]}"]
    if scene.title:
        about = {scene.bare(k) for k in range(one.start, one.stop) if len(scene.tokens[k]) > 3}
        found.append(f"title={min(len(about & scene.title), 3)}")
        found.append(f"titled={bool(set(fold_text(name).split()) & scene.title_words)}")
    return found


def often(scene: Scene, one: Candidate) -> int:
    """How often the article speaks of what a candidate is about: the count of its topic's commonest word, at most 4."""
    return min(max((scene.counts[word] for word in topic_on(scene, one).words), default=0), 4)


def force_of(scene: Scene, one: Candidate) -> str:
    """How plainly the word says a stance: of its row, else the rule's name."""
    table, _, key = one.row.partition(":")
    return scene.lex.stances[key].force if table == "stances" else one.rule


def topic_of(scene: Scene, one: Candidate) -> str:
    """What the object is: a named initiative, an action, a wish, a harm, something else."""
    if one.plan == "it":
        return "it"
    if scene.tokens[one.topic] in _WHAT:
        return ""  # «بما اعتبره حملة»
    if scene.bare(one.topic) == "عدم" and one.value == "opposes":
        return "lack"
    if one.rule in ("verb", "call", "participle") and scene.word(one.topic - 1) in ("that", "he"):
        return "clause"
    near = range(one.topic, min(one.topic + 3, one.stop))
    kinds = [scene.plan(k) for k in near if scene.is_word(k) and scene.bare(k) != "عدم"]
    if scene.word(one.topic) == "this" and any(kinds):
        return "this"
    first = next((kind for kind in kinds if kind), "" if one.plan in ("by", "it") else one.plan)
    return first if first in ("harm", "soft", "act", "") else "named"


def actor_of(scene: Scene, one: Candidate) -> str:
    """How sure the actor is: who speaks, a name or head noun, some noun."""
    if one.actor.speaker != -1:
        return "speaker"
    start = one.actor.start
    bare = one.actor.how in ("left", "shared") and scene.word(start - 1) == "that" and scene.reader.namelike(start)
    return "sure" if bare or sure_actor(scene, start) else "unsure"


def bonus(scene: Scene, one: Candidate) -> float:
    """What a candidate has beside its weights: much for a seldom and narrow rule, some for a plain word."""
    sure = one.rule in SURE or one.value == "silent" or (one.rule == "side" and plain(scene, one))
    return CERTAIN if sure else PLAIN if plain(scene, one) else 0.0


def plain(scene: Scene, one: Candidate) -> bool:
    """Whether a candidate is a plain word on a named initiative."""
    topic = topic_of(scene, one)
    if one.value == "undecided" and one.row == "stances:حسم" and one.rule == "verb":
        return True  # «لم يحسم أمره»
    if one.value == "opposes" and one.rule in ("call", "participle", "verb") and _refusal(scene, one.topic):
        return True  # «داعيا البرلمان إلى رفضها»
    if one.rule == "call" and one.value == "opposes" and topic == "soft" and _ends_law(scene, one):
        return True  # «داعيا إلى مواصلة الضغط من أجل إسقاط القانون»
    if one.value == "undecided" and one.row == "stances:طلب":
        return True
    if one.condition is not None and one.plan == "it" and one.topic == one.trigger:
        return actor_of(scene, one) != "unsure"  # «لن نوقع قبل أن تنسحب القوات»
    if one.rule == "need":
        return _plain_need(scene, one, topic)
    if one.rule in ("masdar", "verdict", "proposal"):
        return _plain_noun(scene, one, topic)
    if topic == "it" and force_of(scene, one) == "strong":
        return one.rule == "verb" and actor_of(scene, one) != "unsure"
    if topic not in ("named", "this", "act"):
        return False
    if one.rule == "side":
        return actor_of(scene, one) != "unsure"
    if actor_of(scene, one) == "unsure":  # «ساسة المعارضة أدانوا هذه الخطة»
        return topic == "this" and one.actor.how == "left" and force_of(scene, one) == "strong"
    if one.value == "undecided" and scene.word(one.topic) == "generic":
        return one.rule == "verb"  # «سيتداولون في المسألة»
    if one.value == "undecided" and force_of(scene, one) != "strong":
        return topic != "act" and one.shape != "masdar" and scene.noun(one.topic) is not None
    if one.actor.how in ("near", "antecedent") and force_of(scene, one) != "strong":
        return False
    if one.rule == "call" or one.condition is not None or _will_work(scene, one):
        return True
    if one.value == "proposes" and _put_forward(scene, one):
        return True
    return one.rule in ("verb", "participle") and force_of(scene, one) in ("strong", "fair")


def _will_work(scene: Scene, one: Candidate) -> bool:
    """Whether somebody says he will work for it, or helps it on: «سنعمل على إجراء الانتخابات»، «نساعد على إنجاحها»."""
    if one.row not in ("stances:عمل", "stances:سعى", "stances:ساعد"):
        return False
    helped = any(scene.lore.words.get(scene.bare(k)) == "toward" for k in (one.topic, min(one.topic + 1, one.stop)))
    will = any("س" in form.joined for form in scene.readings(one.trigger, "present"))
    helped = helped and one.row != "stances:سعى"
    return one.rule == "verb" and not one.negated and (will or helped)


def _ends_law(scene: Scene, one: Candidate) -> bool:
    return any(scene.lore.words.get(scene.bare(k)) == "ending" for k in range(one.topic, one.stop))


def _refusal(scene: Scene, at: int) -> bool:
    """Whether the object is a refusal of what was named: «رفضها»."""
    forms = scene.readings(at, "masdar")
    return any(f.owner and f.row.value == "opposes" and f.row.force == "strong" for f in forms)


def _put_forward(scene: Scene, one: Candidate) -> bool:
    """Whether a weak verb puts something forward: «قدم مشروع قانون»، «قدم جملة من المقترحات»، «أعلن عن بدء الحملة»."""
    if one.rule == "verb" and one.plan == "offer":
        return True
    if one.row == "stances:طلب":
        return scene.tokens[one.topic - 1] in _OF_THEM and one.plan not in ("soft", "harm")  # «طلب منهم التصويت»
    if one.row == "stances:قدم":
        near = (scene.noun(k) for k in range(one.topic, min(one.topic + 4, one.stop)))
        return any(noun is not None and (noun.row.kind == "offer" or noun.row.noun in _HANDED) for noun in near)
    return one.row == "stances:أعلن" and scene.bare(one.topic) in _BEGINNINGS


def _plain_noun(scene: Scene, one: Candidate, topic: str) -> bool:
    """A stance noun that opens somebody's words, a verdict on what opens them, an initiative with its author."""
    if one.rule == "proposal":
        by_name = one.actor.start in scene.mention_stop or actor_of(scene, one) == "sure"
        own = one.row.partition(":")[2] in _AUTHORED  # «خطط الجزر لتطوير الميناء» is no stance
        return one.actor.how == "right" or (one.actor.how == "of" and by_name and own)
    if one.row == "stances:حسم":
        return one.value == "undecided" and topic in ("named", "act", "this")  # «سيجتمع للحسم في المشاركة»
    n = scene.content_of[one.trigger]
    first = max(scene.content_start(n), scene.sentence(one.trigger)[0]) if n != -1 else -1
    if one.rule == "verdict":
        next_to = scene.definite(one.topic) and one.trigger - one.topic <= 3 and scene.tokens[one.trigger - 1] in QUOTES
        whole = topic == "act" and (" " in one.row or next_to)  # «الانسحاب غير وارد»، «الإدارة المشتركة "تفريط"»
        ahead = one.topic > one.trigger and (one.trigger - first <= 2 or whole)  # «لا فائدة من استكمال المشروع»
        opened = ahead or 0 <= one.topic - first <= 1 or scene.word(first) == "he" or scene.word(first - 1) == "he"
        return (topic in ("named", "this") or whole) and opened and not _for_another(scene, one)
    if one.actor.how == "by" and (received(scene, one.trigger) or one.value in ("supports", "opposes")):
        return force_of(scene, one) == "strong" and actor_of(scene, one) == "sure"  # «بموافقة فرنسا»
    opens = (n != -1 and one.trigger - first <= 3) or scene.tokens[one.trigger - 1] in _TOLD_AS_DONE
    owned = scene.tokens[one.actor.start].endswith(("ها", "هم")) and scene.plan(one.topic) != ""  # «رفض طاقمها خطة»
    shows = one.actor.how == "said" and one.trigger == first and scene.word(_cue(scene, n)) == "show"
    shows = shows and one.value != "proposes" and force_of(scene, one) == "strong"  # «أبدت تحفظات على القائمة»
    sure = (
        shows
        or one.actor.how in ("owner", "own")
        or (one.actor.how == "of" and (owned or actor_of(scene, one) == "sure"))
    )
    force = force_of(scene, one)
    about = topic != "" or one.actor.how == "owner" or shows
    return opens and sure and about and (force == "strong" or (force == "fair" and topic in ("named", "act")))


def _cue(scene: Scene, n: int) -> int:
    return scene.token(scene.attributions[n].cue.start) if n != -1 else 0


def _for_another(scene: Scene, one: Candidate) -> bool:
    """Whether a verdict is told of somebody else: «أولوية قصوى لبايدن»."""
    near = range(one.trigger + 1, min(scene.size, one.trigger + 4))
    return any(scene.tokens[k][0] == "ل" and k in scene.mention_stop for k in near)


def _plain_need(scene: Scene, one: Candidate, topic: str) -> bool:
    """A need that somebody's words open with: of a named initiative, or in so many words («هناك حاجة إلى»)."""
    n = scene.content_of[one.trigger]
    first = max(scene.content_start(n), scene.sentence(one.trigger)[0]) if n != -1 else one.trigger
    if one.topic < one.trigger:
        return topic in ("named", "this")  # «الحوار يجب أن يستمر»
    if one.row.count(" ") > 1 and topic in ("named", "act"):
        return True  # «لا خيار سوى الحوار»
    told = topic in ("named", "this") or (scene.phrase(one.trigger, "weigh")[0] > 1 and topic != "soft")
    return told and one.trigger - first <= 1


def score(lex: Lexicon, found: list[str]) -> float:
    """The sum of the weights of traits: above zero, the stance is to be kept."""
    return sum(map(_weights(lex).get, found, repeat(0.0)))


@cache
def at_most(lex: Lexicon) -> float:
    """The most that the traits of `found_out` can add."""
    weights = _weights(lex)
    return sum(max([0.0, *(weights[key] for key in weights if key.startswith(kind))]) for kind in _SOUGHT)


@cache
def _weights(lex: Lexicon) -> dict[str, float]:
    return {key: row.weight for key, row in lex.stance_weights.items()}
