"""Silences: «لم يعلق X على Y», «امتنع X عن التعليق», «لم يصدر تعليق من X على Y»."""

from __future__ import annotations

from functools import cache

from musnad.extract.asks import denied
from musnad.extract.candidates import Candidate, Range, Reading
from musnad.extract.cues import Form
from musnad.extract.openings import Opening
from musnad.extract.scene import COMMAS
from musnad.extract.subjects import begin_of, subject_before
from musnad.rows import Silence
from musnad.text.fold import fold_text


def silence(reading: Reading, cue: int, sentence: Range, forms: tuple[Form, ...]) -> Candidate | None:
    """«لم يعلق X على Y», «امتنع X عن التعليق»."""
    for form in forms:
        row = form.silence
        if row is None or form.shape == "masdar":
            continue
        no = denied(reading, cue, sentence)
        if row.denied != no:
            continue
        limit = sentence[1]
        if row.objects:
            names = _folded(row.objects)
            found = next((k for k in range(cue + 1, min(limit, cue + 14)) if reading.folded[k] in names), None)
            if found is None:
                continue
            source = reading.frames.source_after(cue + 1, found, form)
            if source is not None and (source[1] > found or not reading.sources.speaks(source[0])):
                source = None
            source = source or _silent_body(reading, (cue + 1, found), limit, row)
            at = found
            if source is not None and source[0] > found:
                at = _matter(reading, source[1], limit) or found
            opening = Opening("object", at, reading.scene.start[at], None, source, at)
        else:
            opened = reading.frames.after(cue, limit, form)
            if opened is None or opened.brought - cue > 14:
                continue
            opening = opened
            told = reading.scene.head(opening.source[0]) if opening.source else None
            if told is not None and told.noun in ("نبا", "خبر", "معلومه", "نباء"):
                continue
        beside = form.adverbial and reading.folded[cue - 1] in COMMAS  # «..., رافضا التعليق»
        source = None if beside else opening.source or subject_before(reading, cue, sentence, form)
        first = cue - 1 if no else cue
        return Candidate(
            "silence", (cue, cue + 1), form, opening, source, begin_of(reading, first, source, sentence), sentence
        )
    return None


def _silent_body(reading: Reading, between: Range, limit: int, row: Silence) -> Range | None:
    """Who has not spoken, behind «من» or «عن» («لم يصدر تعليق من الشرطة», «لم يصدر عن الوزارة أي رد»)."""
    marks = _folded(row.frames)
    if not row.denied or not marks & reading.scene.words("by_whom"):
        return None
    first, found = between
    for at in (*range(first, found), *range(found + 1, min(found + 5, limit - 1))):
        if reading.folded[at] in marks and reading.sources.speaks(at + 1):
            return (at + 1, reading.sources.end(at + 1, found if at < found else limit))
    return None


def _matter(reading: Reading, at: int, limit: int) -> int:
    """Where the matter starts that nothing was said on («على هذه الاتهامات»); 0 where none is told."""
    return at + 1 if at + 1 < limit and reading.folded[at] in reading.scene.words("on_what") else 0


@cache
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold_text, words))
