"""Reports that are handed on: «نقلت رويترز عن الوزير قوله إن», «جاء في البيان أن», «نقلا عن»."""

from __future__ import annotations

import msgspec

from musnad.extract.antecedents import told_of
from musnad.extract.candidates import Candidate, Range, Reading
from musnad.extract.cues import Form
from musnad.extract.openings import Opening
from musnad.extract.subjects import begin_of, subject_before


def in_document(reading: Reading, cue: int, sentence: Range, forms: tuple[Form, ...]) -> Candidate | None:
    """«جاء في البيان أن», «ورد في التقرير أن»."""
    found = [f for f in forms if f.row in ("جاء", "ورد") and f.shape in ("past", "present")]
    form = found[0] if found else None
    if form is None or cue + 2 >= sentence[1] or reading.folded[cue] == "وردا":  # «وردا على سؤال»
        return None
    opening: Opening | None
    if reading.folded[cue + 1] == "فيه" or reading.folded[cue + 1] == "فيها":
        source = subject_before(reading, cue, sentence, form) or told_of(reading, cue, sentence)
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
    handing = reading.scene.keys("handing_on")
    found = [f for f in forms if f.row in handing and f.shape in ("past", "present")]
    if not found:
        return None
    form = found[0]
    told = _of_pronoun(reading, cue, sentence, form)
    if told is not None:
        return told
    joint = {"نسب": "الي", "علم": "من"}.get(form.row, "عن")
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


_PRONOUNS = {"عنه": ("m", "s"), "عنها": ("f", "s"), "عنهم": ("m", "p"), "عنهما": ("m", "d"), "عنهن": ("f", "p")}


def _of_pronoun(reading: Reading, cue: int, sentence: Range, form: Form) -> Candidate | None:
    """«نقلت عنها الوكالة أنها», «ونقل زواره عنه قوله»: the speaker is only in the pronoun."""
    folded = reading.folded
    first = folded[cue + 1] in _PRONOUNS
    source = reading.frames.source_after(cue + 1 + first, min(sentence[1], cue + 20), form)
    at = cue + 1 if first else source[1] if source else cue + 1
    if folded[at] not in _PRONOUNS or at >= sentence[1]:
        return None
    carrier = source or subject_before(reading, cue, sentence, form)
    carriers = (carrier,) if carrier else ()
    begin = begin_of(reading, cue, carrier, sentence)
    end = max(at + 1, source[1] if source else 0)
    gender, number = _PRONOUNS[folded[at]]
    here, inner, opening = _stacked(reading, end, sentence) or (cue, form, None)
    opening = opening or reading.frames.after(end - 1, sentence[1], form, own_source=False)
    if opening is None:
        return None
    inner = msgspec.structs.replace(inner, gender=gender, number=number, owner="", kind="statement")
    meant = _whose(reading, carrier)
    return Candidate("carried", (here, here + 1), inner, opening, meant, begin, sentence, carriers)


def _whose(reading: Reading, carrier: Range | None) -> Range | None:
    """Whose people the carriers are («زوار رئيس المجلس»): the one they speak of."""
    if carrier is None or carrier[1] - carrier[0] < 2:
        return None
    people, one = reading.scene.head(carrier[0]), reading.scene.head(carrier[0] + 1)
    many = people is not None and people.kind == "person" and people.number == "p" and not people.definite
    return (carrier[0] + 1, carrier[1]) if many and one is not None and one.kind == "person" else None


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
