"""Reports that are handed on: «نقلت رويترز عن الوزير قوله إن», «جاء في البيان أن», «نقلا عن»."""

from __future__ import annotations

import msgspec

from musnad.extract.candidates import Candidate, Range, Reading
from musnad.extract.cues import Form
from musnad.extract.openings import Opening
from musnad.extract.subjects import begin_of, subject_before


def in_document(reading: Reading, cue: int, sentence: Range, forms: tuple[Form, ...]) -> Candidate | None:
    """«جاء في البيان أن», «ورد في التقرير أن»."""
    form = next((f for f in forms if f.row in ("جاء", "ورد") and f.shape in ("past", "present")), None)
    if form is None or cue + 2 >= sentence[1] or reading.folded[cue] == "وردا":  # «وردا على سؤال»
        return None
    opening: Opening | None
    if reading.folded[cue + 1] == "فيه" or reading.folded[cue + 1] == "فيها":
        source = subject_before(reading, cue, sentence, form)
        opening = reading.frames.after(cue + 1, sentence[1], form, own_source=False)
        start = cue + 2
    elif reading.folded[cue + 1] in ("في", "علي"):
        start = cue + 2
        if reading.folded[start] == "لسان":
            start += 1
        if start >= sentence[1]:
            return None
        stop = reading.sources.end(start, sentence[1], form)
        source = (start, stop)
        opening = reading.frames.after(stop - 1, sentence[1], form, own_source=False)
    else:
        return None
    if opening is None or opening.way == "object":
        return None
    return Candidate(
        "in_document", (cue, start), form, opening, source, begin_of(reading, cue, None, sentence), sentence
    )


def carried(reading: Reading, cue: int, sentence: Range, forms: tuple[Form, ...]) -> Candidate | None:
    """«نقلت رويترز عن الوزير قوله إن»: the speaker after عن, the carrier before it."""
    form = next((f for f in forms if f.row in ("نقل", "نسب", "تناقل", "أورد") and f.shape in ("past", "present")), None)
    if form is None:
        return None
    joint = "الي" if form.row == "نسب" else "عن"
    limit = min(sentence[1], cue + 40)
    source = reading.frames.source_after(cue + 1, limit, form)
    at = source[1] if source else cue + 1
    while at < limit and reading.folded[at] != joint:
        if "complementizer" in reading.scene.kinds(at) or reading.folded[at] == ":":
            return None
        at += 1
    if at + 1 >= limit:
        return None
    speaker = (at + 1, reading.sources.end(at + 1, sentence[1], form))
    if speaker[1] <= speaker[0]:
        return None
    carrier = source or subject_before(reading, cue, sentence, form)
    carriers = (carrier,) if carrier else ()
    begin = begin_of(reading, cue, carrier, sentence)
    inner = _stacked(reading, speaker[1], sentence)
    if inner is not None:
        here, inner_form, stacked = inner
        return Candidate("carried", (here, here + 1), inner_form, stacked, speaker, begin, sentence, carriers)
    opening = reading.frames.after(speaker[1] - 1, sentence[1], form, own_source=False)
    if opening is None:
        return None
    return Candidate("carried", (cue, cue + 1), form, opening, speaker, begin, sentence, carriers)


def _stacked(reading: Reading, at: int, sentence: Range) -> tuple[int, Form, Opening] | None:
    """The verbal noun that stands nearest the content («قوله إن», «تأكيده أن»)."""
    for here in range(at, min(at + 12, sentence[1])):
        if "complementizer" in reading.scene.kinds(here) or here in reading.scene.quote_from:
            return None
        for form in reading.scene.forms(here):
            if form.shape == "masdar" and form.owner:
                opening = reading.frames.after(here, sentence[1], form, own_source=False)
                if opening is not None:
                    return here, form, opening
    return None


def quoted_from(reading: Reading, found: Candidate) -> Candidate:
    """«قالت الوكالة نقلا عن مصدر إن»: the words are those of the source quoted."""
    opening = found.opening
    if opening is None or found.source is None:
        return found
    for at in range(found.cue[1], opening.brought - 1):
        if reading.folded[at] == "نقلا" and reading.folded[at + 1] == "عن":
            stop = reading.sources.end(at + 2, opening.brought, found.form)
            if stop > at + 2:
                carrier = found.source
                form = next((f for f in reading.scene.forms(at) if f.shape == "phrase"), found.form)
                form = msgspec.structs.replace(form, kind="statement")
                return msgspec.structs.replace(
                    found, rule="quoted_from", cue=(at, at + 2), source=(at + 2, stop), carriers=(carrier,), form=form
                )
    return found
