"""What someone calls a thing: «بسبب ما اعتبره غيابا للحوار», «ما وصفته الشركة بأنه عطل»."""

from __future__ import annotations

from musnad.extract.candidates import Candidate, Range, Reading
from musnad.extract.cues import Form
from musnad.extract.openings import Opening
from musnad.extract.scene import COMMAS


def put_as(reading: Reading, cue: int, sentence: Range, forms: tuple[Form, ...]) -> Candidate | None:
    """A verb of calling behind «ما», its object the pronoun: what stands after its subject is what was said."""
    folded = reading.folded
    if cue - 1 < sentence[0] or folded[cue - 1] not in reading.scene.words("what"):
        return None
    form = next((f for f in forms if f.owner and f.shape == "past" and f.row in reading.scene.keys("calling")), None)
    if form is None:
        return None
    at, source = cue + 1, None
    if at not in reading.scene.quote_from and reading.sources.speaks(at) and folded[at][0] != "ب":
        end = reading.sources.end(at, sentence[1], form)
        while end > at + 1 and folded[end - 1].endswith("ا") and not reading.sources.person_name(end - 1):
            end -= 1  # «ما اعتبره الحمداني دفعا»
        at, source = end, (at, end)
    opening = _opening(reading, at, sentence, form)
    if opening is None:
        return None
    begin = cue - 1 - ("preposition" in reading.scene.kinds(cue - 2) and cue - 2 >= sentence[0])
    return Candidate("put_as", (cue, cue + 1), form, opening, source, begin, sentence)


def _opening(reading: Reading, at: int, sentence: Range, form: Form) -> Opening | None:
    """What the thing is called: a quotation, «بأنه ...», «بالخطر», or a noun."""
    scene = reading.scene
    if at + 1 >= sentence[1]:
        return None
    frame = form.frames[0]
    if "complementizer" in scene.kinds(at):
        return Opening("that", at + 1, scene.start[at + 1], frame, None, at)
    led = scene.folded[at] == "ب"
    quote = scene.quote_from.get(at + led)
    if quote is not None:
        return Opening("quote", at + led, quote.inner_start, frame, None, at)
    if led or scene.folded[at] in COMMAS or not scene.folded[at][0].isalpha() or "preposition" in scene.kinds(at):
        return None
    return Opening("object", at, scene.start[at] + (scene.folded[at].startswith("بال")), frame, None, at)
