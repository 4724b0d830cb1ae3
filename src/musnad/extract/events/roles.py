"""Who acts and who is acted upon: what the frame of a row says of the phrases around its trigger."""

from __future__ import annotations

from musnad.extract.events.forms import Form
from musnad.extract.events.scene import COMMAS, ENDS, MONTHS, Part, Scene
from musnad.rows_events import EventVerb
from musnad.text.fold import fold_text

_BY = frozenset(("من قبل", "من جانب", "من طرف"))
_BACK = 14
_BROKEN = 5
PRONOUNS = ("ه", "ها", "هم", "هما")
_LIFE = frozenset(("حياه", "سراح", "سبيل", "سجن", "حبس", "اعدام", "ادانه", "تغريم"))
_BEFORE = frozenset(("قد", "لم", "لن", "لا", "ما", "سوف", "كان", "كانت", "كانوا", "ايضا", "بدوره"))
TOLD_ALONE = frozenset(("ASSAULT", "PROTEST"))
SUBJECTS = TOLD_ALONE | {"MOBILIZE"}
"""The types whose rows also ask for subjects: «حلقت طائرات», «انفجرت عبوة»."""
_WHICH = {"الذي": "m", "التي": "f"}
_BOTH = {"m", "f"}
CROWD = "متظاهرون"
_BREAKS = frozenset(("that", "which", "stop", "verb"))


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
    while k > 0 and scene.tokens[k] in _BEFORE:
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
    gender = scene_gender(scene, first)
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


def scene_gender(scene: Scene, part: Part) -> str:
    """m or f where the head of a phrase shows its gender to a verb before it, "" where it does not."""
    head = scene.parts.get(scene.tokens[part.start])
    name = scene.names.get(part.start)
    word = scene.word(part.start)
    if name is not None and name.form == "name":
        if name.type == "PER" and head is not None and head.gender in ("m", "f"):
            return head.gender
        return ""
    if word.kind in ("number", "some", "mark", "name"):
        return ""
    token = word.token
    if token.endswith(("تان", "تين")):
        return "f"
    if token.endswith("ه") and not token.endswith(("ته", "اه")):
        return "" if len(token) > _BROKEN and token[2] == "ا" else "f"  # «قراصنة» are many men
    if word.kind == "head" and word.person and token.endswith(("ون", "ان")):
        return "m"
    found = scene.head(part.start)
    if found is not None and found.number == "s" and found.kind == "person":
        return found.gender
    return ""


def left_subject(scene: Scene, at: int, form: Form) -> list[Part]:
    """The subject that stands before its verb: behind إن, at the head of the clause, or before الذي."""
    k = at - 1
    while k >= 0 and scene.tokens[k] in _BEFORE:
        k -= 1
    if k < 0:
        return []
    low = scene.sentence(at)[0]
    if scene.kind(k) == "that" and scene.tokens[k].endswith(PRONOUNS):
        return _speaker(scene, at)
    if form.number == "p" and (near := _nearest(scene, k, low)):
        return near
    if scene.kind(k) == "which" and not form.owner and k > low:
        return _antecedent(scene, k, low)
    first = _clause_start(scene, k, low)
    if first > k:
        return []
    return _opening(scene, first, k + 1, form)


def _speaker(scene: Scene, at: int) -> list[Part]:
    """«قال الحلف إنه قتل»: the source of the words that the verb stands in."""
    place = scene.doc.words.start[at]
    inside = [one for one in scene.attributions if one.source and one.content.start <= place < one.content.stop]
    if not inside:
        return []
    source = min(inside, key=lambda one: one.content.stop - one.content.start).source
    if source is None or scene.doc.sentence_of(scene.doc.words.at(source.start)) != scene.doc.sentence_of(at):
        return []
    return [Part(scene.doc.words.at(source.start), scene.doc.words.at(source.stop - 1) + 1)]


def _nearest(scene: Scene, at: int, low: int) -> list[Part]:
    """The plural phrase that ends right before a plural verb: «شاهد مسلحين يطلقون النار»."""
    for first in range(max(low, at - 3), at + 1):
        token = scene.tokens[first]
        many = token.endswith(("ين", "ون")) or scene.kind(first) in ("number", "some")
        if many and scene.kind(first) != "verb" and scene.phrase(first, at + 1) == at + 1:
            return [Part(first, at + 1, "", scene.joined(first)[1])]
    return []


def _clause_start(scene: Scene, at: int, low: int) -> int:
    """The first token of the clause whose last word before the verb stands at `at`."""
    start = max(low, at - _BACK)
    for k in range(at, start - 1, -1):
        token = scene.tokens[k]
        if token in ENDS or token in COMMAS or scene.kind(k) in _BREAKS or token in ('"', "«", "»", "”", "“"):
            return k + 1
    return start


def _opening(scene: Scene, first: int, stop: int, form: Form) -> list[Part]:
    """The phrase that opens the clause `[first, stop)`, where it may be the subject of the verb behind it."""
    while first < stop and scene.kind(first) in ("time", "manner", "mark"):
        first += 1
    if first >= stop:
        return []
    joined, letters = scene.joined(first)
    if scene.kind(first) == "prep" or (letters and joined != "و"):
        return []
    if any(one.finite for one in scene.forms[scene.tokens[first]]) and scene.head(first) is None:
        return []
    end = scene.phrase(first, stop)
    if end == first:
        return []
    part = Part(first, end, "", letters)
    if _dated(scene, part):
        return []
    gender = scene_gender(scene, part)
    if form.number == "s" and gender and form.gender and gender != form.gender:
        return []
    if form.number == "we":
        return []
    found = [part]
    while end < stop and scene.joined(end)[0] == "و" and scene.kind(end) != "verb":
        after = scene.phrase(end, stop)
        if after == end:
            break
        found.append(Part(end, after, "", scene.joined(end)[1]))
        end = after
    return found


def _dated(scene: Scene, part: Part) -> bool:
    """Whether a phrase is a year, or the day of a month."""
    after = part.start + 1
    month = after < scene.size and scene.tokens[after] in MONTHS
    return scene.tokens[part.start][0].isdigit() and (part.stop == after or month)


def _antecedent(scene: Scene, which: int, low: int) -> list[Part]:
    """The phrase that ends right before a relative pronoun."""
    stop = which - 1 if scene.tokens[which - 1] in COMMAS else which
    for first in range(max(low, stop - 6), stop):
        kind = scene.kind(first)
        if kind in ("prep", "that", "stop", "verb", "mark", "time", "which"):
            continue
        part = Part(first, stop, "", scene.joined(first)[1])
        if scene.phrase(first, stop) == stop and {scene_gender(scene, part), _WHICH.get(scene.tokens[which])} != _BOTH:
            return [part]
    return []
