"""What the judge of a sentence looks at: its words, and what the rules found in it.

The traits of a sentence are computed for one type of event at a time; `scripts/train_events.py` learns what they count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from musnad.extract.events.candidate import Candidate
from musnad.extract.events.scene import Scene
from musnad.records import Event, Span

_DAYS = frozenset(("امس", "اليوم", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت", "الاحد"))
_HEDGES = frozenset(("يجب", "يمكن", "لا", "لم", "ليس", "قد", "اذا", "لو", "هل", "؟", "ان", "كان", "كانت"))
_MANY = frozenset(("ميات", "الاف", "عشرات", "نحو", "عدد", "حوالي", "الالاف", "العشرات"))
_FIRST, _EARLY, _FAR = 4, 6, 8
_LONG = 12
_GROUPS: dict[str, tuple[str, ...]] = {
    "gather": ("تظاهر", "اعتصم", "تجمهر", "احتشد", "تجمع احتجاجا", "خرج متظاهرا", "نزل إلى الشارع",
               "تدفق", "جاب",
               "ثار", "سلسلة بشرية", "أضرب", "إضراب عن الطعام", "احتج", "توجه المتظاهرون", "مسير", "اندلعت احتجاجات",
               "قاطع",
               "أحرق نفسه", "قطع الطريق"),
    "express": ("هتف", "ردد هتافات", "رفع لافتات", "حمل لافتات", "أحرق الإطارات", "أشعل الإطارات", "رشق", "حطم",
                "صدام", "اقتحم المحتجون", "هجوم متظاهرين", "سد الطريق"),
    "name": ("مظاهرة", "حركة احتجاج", "وقفة احتجاجية", "انتفاضة", "إضراب", "عصيان مدني", "شغب", "يوم غضب"),
    "kill": ("قتل", "لقي مصرعه", "أودى", "استشهد", "أصيب", "إصابة", "أصاب", "جرح", "سقط قتلى", "راح ضحيته", "اغتال",
             "اغتيل", "تصفية", "أعدم", "ذبح", "فتك", "قضى", "مات تحت التعذيب"),
    "bomb": ("فجر", "فجر نفسه", "انفجر", "انفجار", "سيارة مفخخة", "هجوم", "هاجم", "استهدف", "قصف", "أغار", "ضربة جوية",
             "أطلق صواريخ", "سقطت صواريخ", "كمين", "قصف بالبراميل"),
    "take": ("خطف", "اختطف", "احتجز رهائن"),
    "hurt": ("ضرب", "اعتدى", "عذب", "اغتصب", "تحرش", "طعن", "دهس", "سحل", "تعدى", "نحر"),
    "fight": ("اشتبك", "معركة", "قاتل", "تبادل النار", "اقتحم", "اجتاح", "غزا", "توغل", "عنف", "مجزرة"),
    "fire": ("أطلق النار", "إطلاق نار", "فتح النار", "استخدم الغاز", "رش بالغاز", "قنص"),
}  # fmt: skip
_GROUP_OF = {key: group for group, keys in _GROUPS.items() for key in keys}


class Told(Struct, frozen=True):
    """A candidate and the event made of it."""

    candidate: Candidate
    event: Event


class Recipe(Struct, frozen=True):
    """How much each kind of trait weighs before anything is learnt: words, pairs of words, rules, groups of rules."""

    words: float
    pairs: float
    rules: float
    groups: float


RECIPES = {"PROTEST": Recipe(0.6, 0.0, 4.0, 4.0), "ASSAULT": Recipe(1.0, 1.0, 2.0, 2.0)}


def traits(scene: Scene, sentence: Span, kind: str, told: Sequence[Told]) -> dict[str, float]:
    """The traits of a sentence for events of `kind`, each with its size."""
    recipe = RECIPES[kind]
    mine = [one for one in told if one.event.type == kind]
    found: dict[str, float] = {}
    stems = [scene.word(at).stem for at in range(*sentence)]
    for stem in stems:
        found["w:" + stem] = recipe.words
    if recipe.pairs:
        for one, two in pairwise(stems):
            found[f"b:{one} {two}"] = recipe.pairs
    others = {one.event.type for one in told} - {kind}
    for name in (*_of_rules(scene, sentence, mine), *("o:" + other for other in others)):
        found[name] = recipe.rules
    if recipe.groups:
        for name in _of_groups(sentence, mine):
            found[name] = recipe.groups
    return found


def _of_rules(scene: Scene, sentence: Span, mine: Sequence[Told]) -> Iterator[str]:
    low, high = sentence
    tokens = scene.tokens[low:high]
    seen = set(tokens)
    yield f"n:{min(3, len(mine))}"
    yield f"len:{min(6, len(tokens) // _LONG)}"
    yield f"count:{min(4, len(mine))}"
    yield from ("has " + word for word in _HEDGES & seen)
    if seen & _DAYS:
        yield "day"
    if any(token[0].isdigit() for token in tokens):
        yield "number"
    if tokens[0][0] in "وف":
        yield "joined"
    if seen & {"«", '"'}:
        yield "quote"
    for one in mine:
        yield from _of_event(scene, one, low)


def _of_event(scene: Scene, one: Told, low: int) -> Iterator[str]:
    event, candidate = one.event, one.candidate
    finite = finite_of(candidate)
    far = min(3, (candidate.start - low) // _FAR)
    yield f"row:{candidate.row.key}"
    yield f"rule:{candidate.rule}"
    yield f"mode:{event.mode}"
    yield f"actor:{bool(event.actor)}"
    yield f"recipient:{bool(event.recipient)}"
    yield f"finite:{finite} actor:{bool(event.actor)}"
    yield f"row:{candidate.row.key} finite:{finite}"
    yield f"trigger:{event.trigger.text.split()[0]}"
    yield f"far:{far}"
    if candidate.start - low < _FIRST:
        yield "first"
    yield f"many:{any(scene.tokens[part.start] in _MANY for part in candidate.actors)}"
    yield from (mark for mark in ("negated", "future", "hypothetical", "historical") if getattr(event, mark))
    if event.attribution is not None:
        yield "said"
    if event.actor:
        if candidate.rule != "noun":
            yield "full"
        if candidate.rule == "crowd":
            yield f"crowd:{event.actor[0].text.split()[0]}"
    if finite and not (event.negated or event.future or event.hypothetical or event.historical):
        yield "plain"


def finite_of(candidate: Candidate) -> bool:
    """Whether a verb tells the event."""
    return candidate.rule == "verb" or (candidate.rule == "crowd" and candidate.verb < candidate.at)


def _of_groups(sentence: Span, mine: Sequence[Told]) -> Iterator[str]:
    groups = set()
    for one in mine:
        event, candidate = one.event, one.candidate
        group = "crowd" if candidate.rule == "crowd" else _GROUP_OF.get(candidate.row.key, "other")
        finite = candidate.rule == "verb"
        groups.add(group)
        yield f"g:{group} {finite}"
        yield f"g:{group} {finite} {bool(event.actor)} {bool(event.recipient)}"
        yield f"g:{group} {finite} early:{candidate.start - sentence[0] < _EARLY}"
        marked = event.negated or event.future or event.hypothetical
        if marked:
            yield f"g:{group} marked"
        elif finite and event.actor:
            yield f"g:{group} told"
        yield f"g:{group} {event.mode}"
    yield "g:all " + "+".join(sorted(groups))
