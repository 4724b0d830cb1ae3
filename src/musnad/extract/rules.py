"""The rules that make a candidate from one cue; `RULES` is their order, the first that answers decides.

A candidate holds token indices; what ends its content, and which candidates stand, is settled later.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from musnad.extract.antecedents import relative, subject_of_clause
from musnad.extract.asks import (
    agentless,
    carries,
    carries_on,
    denied,
    frame_next,
    loose,
    own_voice,
    own_words,
    passive,
    spelled,
    subjunctive,
    taken,
)
from musnad.extract.candidates import Candidate, Range, Reading
from musnad.extract.cues import Form, Shape
from musnad.extract.handed_on import carried, in_document, quoted_from
from musnad.extract.openings import Opening, Way
from musnad.extract.put_as import put_as
from musnad.extract.referred import referred
from musnad.extract.scene import COMMAS
from musnad.extract.silences import silence
from musnad.extract.subjects import begin_of, subject_before
from musnad.extract.words_seen import hides

Rule = Callable[[Reading, int, Range, tuple[Form, ...]], Candidate | None]


def candidate(reading: Reading, cue: int, sentence: Range) -> Candidate | None:
    """The candidate of the cue at the token, by the first rule that answers."""
    forms = reading.scene.forms(cue)
    if passive(reading, cue):
        forms = tuple(form for form in forms if form.shape != "past")
    for rule in _rules(frozenset([(form.shape, form.silence is not None) for form in forms])):
        found = rule(reading, cue, sentence, forms)
        if found is not None:
            return found
    return None


# --- what the rules ask -------------------------------------------------------------------------------------


def colon(reading: Reading, sentence: Range) -> Candidate | None:
    """«الأمم المتحدة: ...» at the head of a paragraph: the colon is the only cue."""
    first = _past_label(reading, sentence)
    if first >= sentence[1] or not reading.sources.speaks(first) or "preposition" in reading.scene.kinds(first):
        return None
    head = reading.scene.head(first)
    if head is not None and (head.kind == "document" or head.clitics):
        return None
    stop = reading.sources.end(first, sentence[1])
    carriers: tuple[Range, ...] = ()
    if reading.folded[stop] == "عن" and stop + 1 < sentence[1] and reading.sources.speaks(stop + 1):
        carriers, first = ((first, stop),), stop + 1  # «رويترز عن مسؤول: ...»
        stop = reading.sources.end(first, sentence[1])
    source = (first, stop)
    stop = _past_addressee(reading, stop, sentence)
    if stop + 3 >= sentence[1] or reading.folded[stop] != ":" or stop - first > 14:
        return None
    at = stop + 1
    quote = reading.scene.quote_from.get(at)
    form = next((f for f in reading.scene.cues.get("قال") if f.shape == "past"), None)
    if form is None:
        return None
    start = quote.inner_start if quote is not None else reading.scene.start[at]
    way: Way = "quote" if quote is not None else "colon" if own_words(reading, at) else "object"
    if (
        way == "object"
        and reading.sources.known(first)[2] == "LOC"
        and source[1] - first == reading.sources.known(first)[0]
    ):
        return None  # «الخرطوم: نفذ التجار إضرابا» tells where it was written
    opening = Opening(way, at, start, form.frames[0], None, stop)
    return Candidate("colon", (stop, at), form, opening, source, first, sentence, carriers)


def _past_addressee(reading: Reading, at: int, sentence: Range) -> int:
    """The token behind to whom the words of a live entry were said («مصدر لقناة النهر: ...»)."""
    head = reading.scene.head(at)
    size, clitics, _ = reading.sources.known(at)
    told = "addressee" in reading.scene.kinds(at) or (head is not None and head.clitics) or (size and clitics)
    if not (reading.folded[at][0] == "ل" and (told or reading.folded[at] == "ل")):
        return at
    return next((k for k in range(at + 1, min(at + 7, sentence[1])) if reading.folded[k] == ":"), at)


def _past_label(reading: Reading, sentence: Range) -> int:
    """Where the words of a live entry start, behind «عاجل» and the clock."""
    at = sentence[0]
    while at < sentence[1] and (
        reading.folded[at] in ("عاجل", "|", "/", "//", "-", ":", "•") or reading.folded[at][0].isdigit()
    ):
        at += 1
    return at


# --- the rules ----------------------------------------------------------------------------------------------


def participle(reading: Reading, cue: int, sentence: Range, forms: tuple[Form, ...]) -> Candidate | None:
    """«مؤكدا أن», «مشيرة إلى»: speech that goes on beside another verb."""
    for form in forms:
        if form.shape != "participle" or form.silence is not None:
            continue
        here = reading.folded[cue]
        if "preposition" in reading.scene.kinds(cue - 1) and reading.scene.doc.words.raw(cue).endswith(("ه", "ها")):
            continue  # «معربا عن أمله في»: told by the cue before it
        if here.startswith("ال") or (not form.adverbial and not frame_next(reading, cue, form)):
            continue
        if (form.gender == "f" and reading.sources.describes(cue)) or _attribute(reading, cue, form):
            continue
        if own_voice(reading, cue, sentence, form) or (form.kind == "call" and hides(reading.scene, cue, sentence[1])):
            continue
        if not form.adverbial and reading.folded[cue - 1] not in COMMAS:
            continue
        opening = reading.frames.after(cue, sentence[1], form, own_source=False)
        if form.gender == "f" and not (
            loose(reading, cue) or frame_next(reading, cue, form)
            or (opening is not None and opening.way == "that" and opening.brought - cue < 8)
        ):  # fmt: skip
            continue
        if opening is None and form.row in reading.scene.keys("bare_speech") and form.adverbial:
            opening = _bare_speech(reading, cue, sentence, form)
        if opening is None or opening.at - cue > 30 or not spelled(reading, cue, sentence, form):
            continue
        if opening.frame is not None and opening.frame.weak and not loose(reading, cue) and opening.way == "object":
            continue
        if opening.way in ("object", "preposition") and _described(reading, cue):
            continue
        return Candidate(
            "participle", (cue, cue + 1), form, opening, None, begin_of(reading, cue, None, sentence), sentence
        )
    return None


def _attribute(reading: Reading, cue: int, form: Form) -> bool:
    """Whether a participle only describes the indefinite noun right before it («شخصا واحدا مشتبها به»)."""
    if form.gender != "m" or form.number != "s" or not form.adverbial:
        return False
    before, after = reading.scene.doc.words.raw(cue - 1) if cue else "", reading.scene.kinds(cue + 1)
    return (
        before.endswith(("ا", "اً")) and len(before) > 3 and bool(after & {"adverb"}) and not after & {"complementizer"}
    )


def _described(reading: Reading, cue: int) -> bool:
    """Whether an adjective follows, so that what looks like a participle is a noun («قدموا مقترحا جديدا»)."""
    after = reading.scene.doc.words.raw(cue + 1) if cue + 1 < reading.scene.size else ""
    adverb = cue + 1 < reading.scene.size and "adverb" in reading.scene.kinds(cue + 1)
    return after.endswith(("ا", "اً")) and len(after) > 3 and not adverb and reading.folded[cue - 1] not in COMMAS


def after_quote(reading: Reading, cue: int, sentence: Range, forms: tuple[Form, ...]) -> Candidate | None:
    """«"..."، يقول X»: the words first, then the verb and who speaks."""
    last = cue - 1 - (reading.folded[cue - 1] in COMMAS)
    first = reading.scene.quotes_between(sentence[0], sentence[0] + 1)
    quote = next((q for q in first if q.stop == last + 1 and q.closed), None)
    if quote is None or quote.words < _SAID:
        return None
    for form in forms:
        if form.shape not in ("past", "present") or form.silence is not None or form.has("ان") is None or form.owner:
            continue
        opened = reading.frames.after(cue, sentence[1], form)
        source = reading.frames.source_after(cue + 1, sentence[1], form)
        if source is None or (opened is not None and opened.way in ("that", "quote", "colon")):
            continue
        opening = Opening("quote", quote.start, quote.inner_start, form.has("ان"), source, quote.start)
        return Candidate("after_quote", (cue, cue + 1), form, opening, source, quote.start, sentence)
    return None


def verb(reading: Reading, cue: int, sentence: Range, forms: tuple[Form, ...]) -> Candidate | None:
    """A finite reporting verb with its content."""
    if denied(reading, cue, sentence):
        return None
    best: Candidate | None = None
    for form in forms:
        if form.shape not in ("past", "present") or form.silence is not None or form.row in ("جاء", "ورد"):
            continue
        if own_voice(reading, cue, sentence, form) or subjunctive(reading, cue, form):
            continue
        if form.number == "d" and _described(reading, cue):
            continue
        if taken(reading, cue, sentence, form) or carries(reading, cue, sentence, form):
            continue
        if form.kind == "call" and hides(reading.scene, cue, sentence[1]):
            continue
        opening = reading.frames.after(cue, sentence[1], form) or _bare_speech(reading, cue, sentence, form)
        if opening is None:
            continue
        if not spelled(reading, cue, sentence, form):
            continue
        source = opening.source
        if source is None and _of_someone(reading, cue, form):
            continue
        if source is None or (form.shape == "present" and source[0] < cue):
            source = subject_before(reading, cue, sentence, form)
        if source is None and form.row in reading.scene.keys("carrying"):
            source = subject_of_clause(reading, cue, sentence, form)
        if (
            source is None
            and opening.way == "object"
            and not (form.joined and form.shape == "past" and opening.at > opening.brought)
            and (
                form.shape == "present"
                or (opening.frame is not None and opening.frame.keeps_object and opening.frame.mark == "اسم")
            )
        ):
            continue
        if (
            source is None
            and opening.frame is not None
            and opening.frame.weak
            and not carries_on(reading, cue, sentence)
        ):
            continue
        if source is None and agentless(reading, cue, sentence, form, opening):
            continue
        if form.number == "d" and source is None and form.row in reading.scene.keys("no_dual"):
            continue  # «روحا ونصا»
        if (
            form.shape == "present"
            and form.row in reading.scene.keys("other_verb")
            and opening.way not in ("that", "quote")
        ):
            continue  # «يبلغ طول الجسر»
        found = Candidate(
            "verb", (cue, cue + 1), form, opening, source, begin_of(reading, cue, source, sentence), sentence
        )
        found = quoted_from(reading, found)
        if best is None or _better(found, best):
            best = found
    return best


def _of_someone(reading: Reading, cue: int, form: Form) -> bool:
    """Whether the verb opens a clause on someone behind a preposition («أحيل إلى قاض أمر بسجنه»)."""
    head = reading.scene.head(cue - 1)
    someone = head is not None and head.kind == "person" and head.number == "s" and not head.definite
    return someone and form.shape == "past" and not form.joined and "preposition" in reading.scene.kinds(cue - 2)


def _bare_speech(reading: Reading, cue: int, sentence: Range, form: Form) -> Opening | None:
    """«وأضاف سنحدد موقفنا»: a clause that nothing brings in, after a verb that says nothing but speech."""
    if form.row not in reading.scene.keys("bare_speech"):
        return None
    if form.shape == "past" and not carries_on(reading, cue, sentence):
        return None
    finite = form.shape in ("past", "present")
    source = reading.frames.source_after(cue + 1, sentence[1], form) if finite else None
    at = source[1] if source else cue + 1
    while at < sentence[1] and (
        reading.scene.kinds(at) & {"addressee", "adverb", "time"} or reading.folded[at] in COMMAS
    ):
        at += 1
    if sentence[1] - at < 4 or not reading.folded[at][0].isalnum() or "preposition" in reading.scene.kinds(at):
        return None
    if any(f.shape == "participle" and f.adverbial for f in reading.scene.forms(at)) or reading.folded[at] in (
        reading.scene.words("by_saying")
    ):
        return None
    return Opening("colon", at, reading.scene.start[at], form.frames[0], source, at)


def _better(new: Candidate, old: Candidate) -> bool:
    """Between two readings of one token: the one whose content comes in by a clause, and sooner."""
    order = {"that": 0, "quote": 0, "colon": 1, "preposition": 1, "object": 2}
    if new.opening is None or old.opening is None:
        return old.opening is None
    return (order[new.opening.way], new.opening.brought) < (order[old.opening.way], old.opening.brought)


def verbal_noun(reading: Reading, cue: int, sentence: Range, forms: tuple[Form, ...]) -> Candidate | None:
    """«بالقول إن», «تأكيده أن», «إعلان الوزير أن»."""
    if reading.folded[cue] in reading.scene.words("printed"):
        return None  # «..., ونقله موقع النهر، أن»
    for form in forms:
        if form.shape != "masdar":
            continue
        opening = reading.frames.after(cue, min(sentence[1], cue + 22), form)
        if opening is None and reading.folded[cue] in reading.scene.words("by_saying"):
            opening = _bare_speech(reading, cue, sentence, form)
        if (
            opening is None
            or opening.way not in ("that", "quote", "colon")
            or (opening.way == "quote" and not _saying(reading, cue))
        ):
            continue
        source = opening.source
        if source is not None and not reading.sources.speaks(source[0]):
            continue
        if not form.owner and source is None and not _saying(reading, cue):
            continue
        begin = begin_of(reading, cue, None, sentence)
        if _saying(reading, cue) and cue > sentence[0] and reading.scene.forms(cue - 1):
            begin = begin_of(reading, cue - 1, None, sentence)
        return Candidate("verbal_noun", (cue, cue + 1), form, opening, source, begin, sentence)
    return None


def _saying(reading: Reading, cue: int) -> bool:
    return reading.folded[cue] in reading.scene.words("saying")


@cache
def _rules(readings: frozenset[tuple[Shape, bool]]) -> tuple[Rule, ...]:
    """The rules for a cue with readings of such shapes, each with whether it tells of silence."""
    shapes = {shape for shape, _ in readings} | ({"silence"} if any(silent for _, silent in readings) else set())
    return tuple(rule for needs, rule in RULES if not shapes.isdisjoint(needs))


_FINITE = ("past", "present")
# What shape a reading of the cue must have for the rule to look at it, or that it tells of silence, and the rule.
RULES: tuple[tuple[tuple[str, ...], Rule], ...] = (
    (("silence",), silence), (_FINITE, in_document), (_FINITE, carried), (("participle",), participle),
    (_FINITE, relative), (("past",), put_as), (_FINITE, after_quote), (_FINITE, referred), (_FINITE, verb),
    (("masdar",), verbal_noun),
)  # fmt: skip
_SAID = 3
"""Fewer words in quotation marks at the head of a sentence are a name or a term."""
