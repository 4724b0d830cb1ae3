"""Subjects before their verb, and where the whole expression of a cue starts."""

from __future__ import annotations

from musnad.extract.candidates import Range, Reading
from musnad.extract.cues import Form
from musnad.extract.heads import as_written
from musnad.extract.scene import COMMAS
from musnad.extract.words_seen import hides


def begin_of(reading: Reading, cue: int, source: Range | None, sentence: Range) -> int:
    """Where the whole expression of a cue starts: its subject before it, connectors, «وكان ... قد»."""
    at = cue
    if source is not None and source[0] < cue:
        at = source[0]
    folded, lead = reading.folded, reading.scene.words("verb_lead")
    while at - 1 > sentence[0]:
        before = folded[at - 1]
        if before == "ان" and folded[at - 2] in ("قبل", "وقبل"):
            at -= 2
            continue
        if before in lead or (before == "في" and folded[at] == "حين"):
            if before in ("انه", "انها") and folded[at - 2] not in ("الا", "غير", "بيد"):
                break
            at -= 1
            continue
        break
    return at


def subject_before(reading: Reading, cue: int, sentence: Range, form: Form) -> Range | None:
    """The subject that stands before its verb («لكن الوزير قال», «وكان زياد الحمداني قد أعلن»)."""
    scene, folded = reading.scene, reading.folded
    low = max(sentence[0], cue - 45)
    end = cue
    while end > low and folded[end - 1] in ("قد", "وقد", "كان", "كانت", "لم", "لن", "لا", "لقد", "ايضا", "سبق"):
        end -= 1
    for start in range(end - 1, low - 1, -1):
        if not may_open(reading, start, sentence) or "complementizer" in scene.kinds(start):
            continue
        if start == sentence[0] and folded[start] in scene.words("label"):
            continue  # «عاجل: يعلن المركز»
        if scene.quote_over(start) is not None and scene.quote_over(cue) is None:
            continue
        joined = scene.head(start)
        if joined is not None and joined.clitics and folded[start][0] == "و" and _titled(reading, start - 1, low):
            continue  # «الكاتب والباحث زياد الحمداني قال»
        if folded[start - 1] in ("كان", "كانت") and folded[start - 2] in ("اذا", "ان"):
            continue  # «ردا على سؤال عما إذا كانت بلاده ستشارك، قال»
        named = scene.quote_from.get(start) is not None and reading.sources.name_quote(start)
        led = _after_auxiliary(reading, start, sentence) or _reported(reading, start, end, form)
        if not (reading.sources.speaks(start) or named or led):
            continue
        stop = reading.sources.end(start, end)
        reaches = stop >= end or _bridged(reading, stop, end) or _placed(reading, start, stop, end)
        if reaches and _agrees(reading, start, form):
            return (start, min(stop, end))
    return None


def _titled(reading: Reading, at: int, low: int) -> bool:
    """Whether a definite title stands at the token, so that «و» joins another title of the same person."""
    head = reading.scene.head(at) if at >= low else None
    return head is not None and head.kind == "person" and head.definite and head.number == "s"


def _after_auxiliary(reading: Reading, start: int, sentence: Range) -> bool:
    before = reading.folded[start - 1] if start > sentence[0] else ""
    return before in ("كان", "وكان", "كانت", "وكانت", "لكن", "ولكن")


def _reported(reading: Reading, start: int, end: int, form: Form) -> bool:
    """Whether a clause that is reported opens with a subject of its own right before the verb («أن طليقته أكدت»)."""
    here = reading.folded[start]
    if reading.folded[start - 1] not in ("ان", "بان", "فان", "وان") or end - start > 6 or not here[0].isalpha():
        return False
    if reading.scene.kinds(start) or any(f.shape in ("past", "present") for f in reading.scene.forms(start)):
        return False
    raw = reading.scene.doc.words.raw(start)
    feminine = raw.endswith(("ة", "ته", "تها", "تهم", "ات"))
    return form.gender == "f" or (form.gender == "m" and not feminine)


def may_open(reading: Reading, start: int, sentence: Range) -> bool:
    """Whether a clause may open at the token: at the sentence's start, after a mark or connector, with و."""
    if start == sentence[0]:
        return True
    before, here = reading.folded[start - 1], reading.folded[start]
    if (
        before in COMMAS
        or before in ("|", "/", "//")
        or before in ("كان", "وكان", "كانت", "وكانت", "ان", "بان", "فان", "وان", "و")
    ):
        return True
    kinds = reading.scene.kinds(start - 1)
    if "connector" in kinds:
        return True
    if before in '"»”':
        return True
    head = reading.scene.head(start)
    return here[0] == "و" and head is not None and head.clitics == 1


def _placed(reading: Reading, start: int, stop: int, end: int) -> bool:
    """Whether only a place or «لها» stands between the subject of a reported clause and its verb."""
    if "complementizer" not in reading.scene.kinds(start - 1) or not stop < end <= stop + 4:
        return False
    if reading.scene.kinds(stop) & {"addressee", "adverb"}:
        return end == stop + 1
    return reading.folded[stop] in ("في", "من", "لدي", "حول", "عن") and all(
        reading.folded[k][0].isalnum() and not any(f.shape in ("past", "present") for f in reading.scene.forms(k))
        for k in range(stop + 1, end)
    )


def _bridged(reading: Reading, stop: int, end: int) -> bool:
    """Whether what stands between a subject and its verb is only an aside: a relative clause, a phrase in commas."""
    if end - stop > 30:
        return False
    folded = reading.folded
    first, last = folded[stop], folded[end - 1]
    kinds = reading.scene.kinds(stop)
    if last in COMMAS and reading.scene.forms(stop) and hides(reading.scene, stop, end):
        return True  # «مصدرين طلبا عدم نشر اسميهما، قالا»
    inner = [k for k in range(stop, end) if "complementizer" in reading.scene.kinds(k)]
    if inner:
        return False
    if end - stop == 1 and (first in COMMAS or "relative" in kinds):
        return True
    if first in COMMAS or first in "(-–":
        return last in COMMAS or last in ")-–" or "relative" in reading.scene.kinds(end - 1)
    if "relative" in kinds:
        return end - stop <= 14 or last in COMMAS
    return all(reading.scene.kinds(k) & {"time", "adverb"} for k in range(stop, end))


def _agrees(reading: Reading, start: int, form: Form) -> bool:
    scene = reading.scene
    head = as_written(scene.head(start), scene.doc.words.raw(start), scene.folded[start + 1])
    if head is None or not form.gender:
        return True
    if form.number == "p":
        return (head.number == "p" and head.kind != "document") or head.kind in ("body", "outlet")
    if form.number == "d":
        return True
    return head.gender == form.gender or head.number == "p"
