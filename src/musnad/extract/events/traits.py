"""What the judge of a sentence looks at: its words, and what the rules found in it.

The traits of a sentence are computed for one type of event at a time; `scripts/train_events.py` learns what they count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from musnad.extract.events.candidate import Candidate
from musnad.extract.events.scene import MONTHS, Scene
from musnad.records import Event, Span

_DAYS = frozenset(("امس", "اليوم", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت", "الاحد"))
_HEDGES = frozenset(("يجب", "يمكن", "لا", "لم", "ليس", "قد", "اذا", "لو", "هل", "؟", "ان", "كان", "كانت"))
_MANY = frozenset(("ميات", "الاف", "عشرات", "نحو", "عدد", "حوالي", "الالاف", "العشرات"))
_FIRST, _EARLY, _FAR = 4, 6, 8
_WINDOW, _LEADS = 5, 12
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


RECIPES: dict[str, dict[str, float]] = {
    "PROTEST": {"words": 1.0, "rules": 6.0, "groups": 3.0, "near": 3.0, "kinds": 4.0, "frame": 1.5},
    "ASSAULT": {"words": 3.0, "pairs": 2.0, "rules": 1.5, "near": 4.0, "kind pairs": 4.0},
}
"""Which blocks of traits a type of event is judged by, and how much each counts before anything is learnt."""
RARE = frozenset(("words", "pairs", "near", "kinds", "kind pairs"))
"""The blocks of words, in which a rare trait tells more than a common one."""


def traits(scene: Scene, sentence: Span, kind: str, told: Sequence[Told]) -> dict[str, set[str]]:
    """The traits of a sentence for events of `kind`, by block; each name tells its block."""
    wanted = RECIPES[kind]
    mine = [one for one in told if one.event.type == kind]
    stems = [scene.word(at).stem for at in range(*sentence)]
    kinds = _kinds(scene, sentence)
    plain = [one for one in kinds if one]
    others = {one.event.type for one in told} - {kind}
    blocks: dict[str, Iterable[str]] = {
        "words": ("w:" + stem for stem in stems),
        "pairs": (f"b:{one} {two}" for one, two in pairwise(stems)),
        "kinds": ("k:" + one for one in plain),
        "kind pairs": (f"p:{one} {two}" for one, two in pairwise(plain)),
        "near": _near(plain),
        "rules": (*_of_rules(scene, sentence, mine), *("o:" + other for other in others)),
        "groups": _of_groups(sentence, mine),
        "frame": _of_frames(scene, sentence, mine, kinds),
    }
    return {block: set(blocks[block]) for block in wanted}


def _kinds(scene: Scene, sentence: Span) -> list[str]:
    """The stems of a sentence with one word for every name of a type, number, weekday and month; "" inside a name."""
    low, high = sentence
    found = [_kind(scene, at) for at in range(low, high)]
    for at in range(low, high):
        name = scene.names.get(at)
        if name is not None and name.form == "name":
            last = scene.doc.words.at(name.where.stop - 1) + 1
            found[at - low : last - low] = [f"<{name.type}>", *[""] * (min(last, high) - at - 1)]
    return found


def _kind(scene: Scene, at: int) -> str:
    token, word = scene.tokens[at], scene.word(at)
    if token[0].isdigit() or word.kind == "number":
        return "#"
    return "<DAY>" if token in _DAYS else "<MONTH>" if token in MONTHS else word.stem


def _near(words: Sequence[str]) -> Iterator[str]:
    """Every two words that stand near each other, in whatever order."""
    for n, one in enumerate(words):
        for two in words[n + 1 : n + _WINDOW]:
            yield f"s:{one}~{two}" if one < two else f"s:{two}~{one}"


def _of_frames(scene: Scene, sentence: Span, mine: Sequence[Told], kinds: Sequence[str]) -> Iterator[str]:
    """How a trigger stands in its sentence: where, and what prepositions lead on from it."""
    low, high = sentence
    for one in mine:
        event, candidate = one.event, one.candidate
        yield f"f:said {event.attribution is not None} {candidate.finite}"
        yield f"f:dated {event.date is not None}"
        yield f"f:present {candidate.present}"
        yield f"f:part {min(5, 6 * (candidate.start - low) // max(1, high - low))}"
        yield f"f:place {min(8, (candidate.start - low) // 3)}"
        for at in range(candidate.stop, min(high - 1, candidate.stop + _LEADS)):
            if scene.kind(at) == "prep":
                token = scene.tokens[at]
                yield from (f"f:{token}", f"f:{token} {kinds[at + 1 - low]}", f"f:{token} is {scene.kind(at + 1)}")


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
