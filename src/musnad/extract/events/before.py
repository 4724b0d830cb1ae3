"""Subjects that stand before their verb: behind إن, at the head of a clause, before a relative pronoun."""

from __future__ import annotations

from musnad.extract.events.forms import Form
from musnad.extract.events.scene import COMMAS, ENDS, MONTHS, Part, Scene

PRONOUNS = ("ه", "ها", "هم", "هما")
BEFORE = frozenset(("قد", "لم", "لن", "لا", "ما", "سوف", "كان", "كانت", "كانوا", "ايضا", "بدوره"))
_BACK = 14
_BROKEN = 5
_WHICH = {"الذي": "m", "التي": "f"}
_BOTH = {"m", "f"}
_BREAKS = frozenset(("that", "which", "stop", "verb"))


def gender_of(scene: Scene, part: Part) -> str:
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
    while k >= 0 and scene.tokens[k] in BEFORE:
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
    gender = gender_of(scene, part)
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
        if scene.phrase(first, stop) == stop and {gender_of(scene, part), _WHICH.get(scene.tokens[which])} != _BOTH:
            return [part]
    return []
