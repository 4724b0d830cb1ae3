"""Contents by reference that stand before their speaker: «أكد ذلك المتحدث», «نفت ذلك الوزارة»."""

from __future__ import annotations

from musnad.extract.candidates import Candidate, Range, Reading
from musnad.extract.cues import Form
from musnad.extract.openings import Opening
from musnad.extract.subjects import begin_of


def referred(reading: Reading, cue: int, sentence: Range, forms: tuple[Form, ...]) -> Candidate | None:
    """«أكد ذلك المتحدث»: the pronoun is what was said, and who said it stands behind."""
    at = cue + 1
    if at + 1 >= sentence[1] or reading.folded[at] not in reading.scene.words("that_alone"):
        return None
    if not reading.sources.speaks(at + 1) or reading.scene.head_clitics(at + 1):
        return None
    for form in forms:
        if form.shape not in ("past", "present") or form.silence is not None or form.owner or form.has("اسم") is None:
            continue
        source = (at + 1, reading.sources.end(at + 1, sentence[1], form))
        opening = Opening("object", at, reading.scene.start[at], form.has("اسم"), source, at)
        begin = begin_of(reading, cue, None, sentence)
        return Candidate("referred", (cue, cue + 1), form, opening, source, begin, sentence)
    return None
