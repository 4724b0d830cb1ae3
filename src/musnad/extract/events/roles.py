"""Who acts and who is acted upon: what the frame of a row says of the phrases around its trigger."""

from __future__ import annotations

from musnad.extract.events.before import BEFORE, PRONOUNS, gender_of, left_subject
from musnad.extract.events.forms import Form
from musnad.extract.events.scene import Part, Scene
from musnad.rows_events import EventVerb
from musnad.text.fold import fold_text

_BY = frozenset(("من قبل", "من جانب", "من طرف"))
_LIFE = frozenset(("حياه", "سراح", "سبيل", "سجن", "حبس", "اعدام", "ادانه", "تغريم"))
TOLD_ALONE = frozenset(("ASSAULT", "PROTEST"))
SUBJECTS = TOLD_ALONE | {"MOBILIZE"}
"""The types whose rows also ask for subjects: «حلقت طائرات», «انفجرت عبوة»."""
CROWD = "متظاهرون"


class Frame:
    """The frame of a row, taken apart once."""

    def __init__(self, row: EventVerb) -> None:
        marks = [fold_text(mark) for mark in row.frame]
        self.passive = "0" in marks
        self.suffers = "<" in marks
        self.thing = "=" in marks
        self.object = next((mark for mark in marks if mark[0] == "-"), "")
        self.preps = {
            mark.rstrip("+@"): mark[-1] if mark[-1] in "+@" else "" for mark in marks if mark[0] not in "-<0="
        }


_FRAMES: dict[str, Frame] = {}


def frame(row: EventVerb) -> Frame:
    """The frame of the row."""
    found = _FRAMES.get(row.key)
    if found is None:
        found = _FRAMES[row.key] = Frame(row)
    return found


def of_verb(scene: Scene, at: int, form: Form, needed: int = 0) -> tuple[list[Part], list[Part]]:
    """The actors and recipients of a finite verb; `needed` is where the word stands that its row asks for."""
    parts, shape = scene.clause(at + 1, needed), frame(form.row)
    before = [] if form.owner or form.joined[:1] in ("و", "ف") else left_subject(scene, at, form)
    if not before and shape.object and sum(not part.prep for part in parts) == 1:
        parts = _parted(scene, parts)
    bare = [n for n, part in enumerate(parts) if not part.prep]
    subject = None if before or _implied(scene, at, shape) else _subject(scene, at, form, parts, bare)
    rest = [n for n in bare if n != subject]
    if subject is not None:
        rest = [n for n in rest if n > subject]
    doers = with_joined(parts, subject) if subject is not None else before
    target = with_joined(parts, rest[0]) if rest and shape.object and not form.owner else []
    if shape.passive and _suffered(scene, at, parts, doers, target):
        target = []
    actors, recipients = _placed(shape, doers, target, bool(form.owner) or _doing(scene, doers))
    more, others = of_preps(scene, shape, parts)
    actors = [p for p in actors + more if not _tells_itself(scene, p, form) and not _thing(scene, p, form, needed)]
    return actors, [alive(scene, part) for part in recipients + others]


def _parted(scene: Scene, parts: list[Part]) -> list[Part]:
    """«التقى زياد الحمداني وزير النقل»: what follows a whole name is the object where there is no other."""
    n = next(n for n, part in enumerate(parts) if not part.prep)
    part = parts[n]
    for k in range(part.start + 1, part.stop):
        head = scene.head(k)
        if head is not None and scene.names_person(k - 1) and part.start in scene.names:
            return [*parts[:n], Part(part.start, k, "", part.letters), Part(k, part.stop), *parts[n + 1 :]]
    return parts


def _tells_itself(scene: Scene, part: Part, form: Form) -> bool:
    """Whether the subject is the event again: «خرجت مظاهرة»."""
    return any(
        one.shape == "noun" and one.row.type == form.row.type and one.row.key != CROWD
        for one in scene.forms[scene.tokens[part.start]]
    )


def _thing(scene: Scene, part: Part, form: Form, needed: int) -> bool:
    """Whether a subject is only what the row asks for: «أوقفت شحنات الغاز», «سحبت قواتها» behind a subject not told."""
    if part.start != needed or form.row.type in SUBJECTS or form.row.mode == "convict":
        return False
    return scene.head(needed) is None or scene.tokens[needed].endswith(PRONOUNS)


def _implied(scene: Scene, at: int, shape: Frame) -> bool:
    """«إنها تؤيد القانون», «نفت أن تكون أوقفت الشحنات»: a pronoun is the subject, what follows the object."""
    if not shape.object or shape.passive:
        return False
    k = at - 1
    while k > 0 and scene.tokens[k] in BEFORE:
        k -= 1
    if scene.tokens[k] in ("تكون", "يكون"):
        return scene.tokens[k - 1] in ("ان", "بان")
    return scene.kind(k) == "that" and scene.tokens[k].endswith(PRONOUNS)


def _suffered(scene: Scene, at: int, parts: list[Part], doers: list[Part], target: list[Part]) -> bool:
    """Whether a verb that may be passive is: who did it is told beside it, or its object stands far off."""
    told = any(by_whom(scene, part) is not None for part in parts)
    far = bool(doers and target) and doers[0].start < at and target[0].start != at + 1
    return told or (far and not _doing(scene, doers))


def _doing(scene: Scene, doers: list[Part]) -> bool:
    """Whether the subject is one who does such things («مسلحون»)."""
    return any("doer" in scene.word(part.start).topics for part in doers)


def _placed(shape: Frame, doers: list[Part], target: list[Part], owned: bool) -> tuple[list[Part], list[Part]]:
    """Subject and object as actors and recipients."""
    if shape.thing:
        return [], target
    if shape.suffers:
        return (target if shape.object.endswith("@") else []), doers
    if shape.passive and not target and not owned:
        return [], doers
    if shape.object.endswith("+"):
        return doers + target, []
    return doers, target


def of_preps(scene: Scene, shape: Frame, parts: list[Part]) -> tuple[list[Part], list[Part]]:
    """The actors and recipients that prepositions bring in."""
    actors: list[Part] = []
    given: list[list[Part]] = []
    for n, part in enumerate(parts):
        doer = by_whom(scene, part)
        if doer is not None:
            actors.append(doer)
        elif part.prep in shape.preps or (not part.prep and _led(scene, part, shape)):
            role = shape.preps[part.prep or scene.tokens[part.start][0]]
            mine = with_joined(parts, n)
            if not part.prep:
                mine[0] = Part(part.start, part.stop, mine[0].prep, 1)
            if role:
                actors += mine
            elif _somebody(scene, part) or not _happening(scene, part):
                given.append(mine)
    whom = next((parts for parts in given if _somebody(scene, parts[0])), given[0] if given else [])
    return actors, whom


def _somebody(scene: Scene, part: Part) -> bool:
    """Whether a phrase names people, or counts them."""
    return scene.kind(part.start) in ("name", "number", "some") or scene.word(part.start).person


def _happening(scene: Scene, part: Part) -> bool:
    """Whether a phrase tells what happens, not to whom: «تعهد بتقديم المال»; «بسجن الوزير» tells both."""
    forms = scene.forms[scene.tokens[part.start]]
    return any(form.shape == "noun" for form in forms) and not scene.has(part.start, _LIFE)


def _led(scene: Scene, part: Part, shape: Frame) -> bool:
    """Whether the frame knows a letter at the head of a word that nothing explains: «بخفر السواحل»."""
    token = scene.tokens[part.start]
    unknown = scene.kind(part.start) == "" and scene.head(part.start) is None and not scene.word(part.start).definite
    return token[0] in shape.preps and len(token) > 3 and unknown and not scene.words.noun(scene.word(part.start))


def alive(scene: Scene, part: Part) -> Part:
    """«بحياة سبعة عمال»، «سراح جنديين»، «بسجن الوزير»: those whose life or freedom it is."""
    return Part(part.start + 1, part.stop) if part.stop - part.start > 1 and scene.has(part.start, _LIFE) else part


def by_whom(scene: Scene, part: Part) -> Part | None:
    """Who did it, where the phrase says so: «على يد», «من قبل», «برصاص»."""
    if part.prep in _BY:
        return part
    topics = scene.word(part.start).topics
    if ("hand" in topics or "by" in topics) and part.prep in ("علي", "ب"):
        counted = part.stop < scene.size and scene.kind(part.stop) in ("number", "some")
        stop = scene.phrase(part.stop, scene.sentence(part.start)[1]) if counted else part.stop
        return Part(part.start + 1, stop) if stop - part.start > 1 else None
    return None


def with_joined(parts: list[Part], n: int) -> list[Part]:
    """A phrase and those joined to it by و right behind it."""
    found = [parts[n]]
    for part in parts[n + 1 :]:
        if part.prep != "و" or part.start != found[-1].stop or len(found) > 3:
            break
        found.append(part)
    return found


def _subject(scene: Scene, at: int, form: Form, parts: list[Part], bare: list[int]) -> int | None:
    """The phrase behind a verb that is its subject, None where none agrees with it."""
    if not bare or form.number in ("p", "we"):
        return None
    first = parts[bare[0]]
    if bare[0] > 2 or _accusative(scene, first):
        return None
    gender = gender_of(scene, first)
    if form.gender == "m" and gender == "f" and first.start == at + 1:
        return None
    if form.gender == "f" and gender == "m":
        return None
    return bare[0]


def _accusative(scene: Scene, part: Part) -> bool:
    """Whether an indefinite noun shows by its ending that it is an object."""
    word = scene.word(part.start)
    plain = word.kind == "" and not word.definite and not part.letters
    return plain and len(word.token) > 3 and word.token.endswith("ا") and not word.token.endswith("يا")
