"""Speakers whom a relative clause is about: «والتقى رئيس البلدية الذي أكد أن», «كلمة الملك التي قال فيها إن»."""

from __future__ import annotations

from musnad.extract.candidates import Candidate, Range, Reading
from musnad.extract.cues import Form
from musnad.extract.scene import COMMAS

_REACH = 22


def relative(reading: Reading, cue: int, sentence: Range, forms: tuple[Form, ...]) -> Candidate | None:
    """A verb of a relative clause with a clause or quotation as content: whom the clause is about speaks."""
    at = _pronoun(reading, cue, sentence)
    if at < 0:
        return None
    for form in forms:
        if form.shape not in ("past", "present") or form.silence is not None or form.owner:
            continue
        opening = reading.frames.after(cue, sentence[1], form)
        if opening is None or opening.way not in ("that", "quote", "colon") or opening.source is not None:
            continue
        if opening.way == "quote" and (form.shape == "present" or reading.sources.name_quote(opening.at)):
            continue  # «الذي يدعى "..."»
        source = _antecedent(reading, _first(reading, at, sentence), cue, sentence, form)
        if source is not None:
            return Candidate("relative", (cue, cue + 1), form, opening, source, at, sentence)
    return None


def subject_of_clause(reading: Reading, cue: int, sentence: Range, form: Form) -> Range | None:
    """Whom the relative clause is about that the verb opens («الموقع الذي نقل تصريحات»)."""
    at = _pronoun(reading, cue, sentence)
    if at < 0 or "relative" not in reading.scene.kinds(at):
        return None
    return _antecedent(reading, _first(reading, at, sentence), cue, sentence, form)


def told_of(reading: Reading, cue: int, sentence: Range) -> Range | None:
    """The document that a relative clause is about («البيان الذي جاء فيه أن»)."""
    at = cue - 1
    if at <= sentence[0] or "relative" not in reading.scene.kinds(at):
        return None
    for start in range(at - 1, max(sentence[0], at - _REACH) - 1, -1):
        head = reading.scene.head(start)
        if head is not None and head.kind == "document":
            return (start, at) if reading.sources.end(start, at) >= at else None
    return None


def _pronoun(reading: Reading, cue: int, sentence: Range) -> int:
    """Where the relative pronoun before the cue stands, -1 where there is none."""
    at = cue - 1
    while at > sentence[0] and reading.folded[at] in reading.scene.words("auxiliary"):
        at -= 1
    if reading.folded[cue + 1] in reading.scene.words("within") and "relative" not in reading.scene.kinds(at):
        return at + 1  # «تصريحات للوزير قال فيها»
    return at if at > sentence[0] and "relative" in reading.scene.kinds(at) else -1


def _first(reading: Reading, at: int, sentence: Range) -> int:
    """The first of the relative pronouns that one noun phrase has («الذين قابلهم، والذين قالوا»)."""
    if reading.folded[at][0] == "و":
        for before in range(at - 1, max(sentence[0], at - _REACH), -1):
            if reading.folded[before] == reading.folded[at][1:]:
                return before
    return at


def _antecedent(reading: Reading, at: int, cue: int, sentence: Range, form: Form) -> Range | None:
    """The noun phrase that ends before the relative pronoun at `at` and agrees with it."""
    end = at - 1 if reading.folded[at - 1] in COMMAS else at
    if reading.folded[cue + 1] in reading.scene.words("within"):
        return _owner(reading, end, sentence)
    found: Range | None = None
    for start in range(end - 1, max(sentence[0], end - _REACH) - 1, -1):
        if "complementizer" in reading.scene.kinds(start) or reading.folded[start] == ":":
            break
        if start + 1 < end and "action" in reading.scene.kinds(start + 1):
            break
        if reading.sources.speaks(start) and reading.sources.end(start, end) >= end and _fits(reading, start, at):
            found = (start, end)
        if found is not None and _begins(reading, found[0]):
            break
    if found is None:
        return None
    head = reading.scene.head(found[0])
    of_it = form.row == "قال" and head is not None and (head.kind == "document" or (head.owned and head.kind == "body"))
    return None if of_it else found  # «حزبه الذي قال إنه»: of the party, not by it


def _owner(reading: Reading, end: int, sentence: Range) -> Range | None:
    """Whose words a document before the relative pronoun holds («كلمة الملك التي قال فيها»)."""
    for start in range(end - 1, max(sentence[0], end - _REACH), -1):
        head = reading.scene.head(start)
        if head is not None and head.kind == "document" and not head.owned:
            if head.definite and start + 1 < end:
                return None
            speaks = start + 1 < end and reading.sources.speaks(start + 1)
            speaks = speaks and "preposition" not in reading.scene.kinds(start + 1)  # «تغريدة على منصة قال فيها»
            return (start + 1, end) if speaks and reading.sources.end(start + 1, end) >= end else None
    return None


def _begins(reading: Reading, start: int) -> bool:
    """Whether a noun phrase starts at the token for certain: what stands before is no part of it."""
    before = reading.folded[start - 1] if start else ""
    if not before or not before[0].isalpha() or "preposition" in reading.scene.kinds(start - 1):
        return True
    head = reading.scene.head(start)
    return head is not None and (head.clitics > 0 or (not head.definite and reading.scene.definite(start - 1)))


def _fits(reading: Reading, start: int, at: int) -> bool:
    """Whether the phrase agrees with the relative pronoun and may speak."""
    pronoun = reading.folded[at].removeprefix("و")
    head = reading.sources.lead_head(start)
    if head is None:
        size, _, kind = reading.sources.known(start)
        return pronoun == "الذي" if kind == "PER" or not size else pronoun in ("الذي", "التي")
    things = head.number != "s" and head.kind != "person"
    if pronoun == "الذين":
        return head.kind == "person" and head.number == "p"
    if pronoun == "التي":
        return head.gender == "f" or things
    return head.number == "s" and head.gender == "m"
