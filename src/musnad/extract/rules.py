"""The rules that make a candidate from one cue; `RULES` is their order, the first that answers decides.

A candidate holds token indices; what ends its content, and which candidates stand, is settled later.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec import Struct

from musnad.extract.cues import Form
from musnad.extract.frames import Frames, Opening, Way
from musnad.extract.scene import COMMAS, Scene
from musnad.extract.sources import Sources

Range = tuple[int, int]


class Candidate(Struct, frozen=True):
    """A possible attribution; all ranges are token ranges `[i, j)`.

    `begin` is where the whole expression starts (the connector or subject before the cue): what ends there ends
    the content before it. `carriers` stand outermost first. `before` is a content that precedes its cue.
    """

    rule: str
    cue: Range
    form: Form
    opening: Opening | None
    source: Range | None
    begin: int
    sentence: Range
    carriers: tuple[Range, ...] = ()
    before: Range | None = None
    kind: str = ""
    hedge: bool = False
    inner: bool = False


class Reading:
    """What the rules share while one document is read."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.sources = Sources(scene)
        self.frames = Frames(scene, self.sources)
        self.folded = scene.folded


Rule = Callable[[Reading, int, Range, tuple[Form, ...]], Candidate | None]


def candidate(reading: Reading, cue: int, sentence: Range) -> Candidate | None:
    """The candidate of the cue at the token, by the first rule that answers."""
    forms = reading.scene.forms(cue)
    for rule in RULES:
        found = rule(reading, cue, sentence, forms)
        if found is not None:
            return found
    return None


# --- what the rules ask -------------------------------------------------------------------------------------


def denied(reading: Reading, cue: int, sentence: Range) -> bool:
    """Whether the cue is negated."""
    before = reading.folded[cue - 1] if cue > sentence[0] else ""
    return before in ("لم", "لن", "لا", "ولم", "ولن", "ولا", "فلم", "ما", "وما", "ليس", "دون", "بدون") and not (
        before in ("ما", "وما") and cue - 2 >= sentence[0] and "preposition" in reading.scene.kinds(cue - 2)
    )


def own_voice(reading: Reading, cue: int, sentence: Range, form: Form) -> bool:
    """Whether an agentless phrase of the writer stands here («يذكر أن», «تجدر الإشارة إلى أن»)."""
    folded = reading.folded
    here, before = folded[cue], folded[cue - 1] if cue > sentence[0] else ""
    after = folded[cue + 1] if cue + 1 < sentence[1] else ""
    if before in ("تجدر", "وتجدر", "يجدر", "جدير", "الجدير", "والجدير", "يمكن", "يجب", "ينبغي"):
        return True
    if form.shape == "present" and "owned" in reading.scene.kinds(cue):
        return "complementizer" in reading.scene.kinds(cue + 1) or after in ("الي", "هنا")
    if form.shape == "participle" and not form.adverbial:
        return before == "من" or here.startswith("ال")
    return False


def subjunctive(reading: Reading, cue: int, form: Form) -> bool:
    """Whether the verb is the object of another («يجب أن يؤكد»), so that nobody says anything yet."""
    before = reading.folded[cue - 1]
    if before == "ان" and cue > 1 and reading.folded[cue - 2] in ("قبل", "وقبل"):
        return False
    return (
        form.shape == "present"
        and before in ("ان", "بان", "لن", "كي", "لكي", "حتي", "الا", "قد", "سوف")
        and before != "سوف"
    )


def colon(reading: Reading, sentence: Range) -> Candidate | None:
    """«الأمم المتحدة: ...» at the head of a paragraph: the colon is the only cue."""
    first = sentence[0]
    if first >= sentence[1] or not reading.sources.speaks(first) or "preposition" in reading.scene.kinds(first):
        return None
    head = reading.scene.head(first)
    if head is not None and (head.kind == "document" or head.clitics):
        return None
    stop = reading.sources.end(first, sentence[1])
    if stop + 4 >= sentence[1] or reading.folded[stop] != ":" or stop - first > 12:
        return None
    at = stop + 1
    quote = reading.scene.quote_from.get(at)
    form = next((f for f in reading.scene.cues.get("قال") if f.shape == "past"), None)
    if form is None:
        return None
    start = quote.inner_start if quote is not None else reading.scene.start[at]
    way: Way = "quote" if quote is not None else "object"
    opening = Opening(way, at, start, form.frames[0], None, stop)
    return Candidate("colon", (stop, at), form, opening, (first, stop), first, sentence)


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
        if not _may_open(reading, start, sentence):
            continue
        if scene.quote_over(start) is not None and scene.quote_over(cue) is None:
            continue
        named = scene.quote_from.get(start) is not None and reading.sources.name_quote(start)
        if not (reading.sources.speaks(start) or named or _after_auxiliary(reading, start, sentence)):
            continue
        stop = reading.sources.end(start, end)
        if (stop >= end or _bridged(reading, stop, end)) and _agrees(reading, start, form):
            return (start, min(stop, end))
    return None


def _after_auxiliary(reading: Reading, start: int, sentence: Range) -> bool:
    before = reading.folded[start - 1] if start > sentence[0] else ""
    return before in ("كان", "وكان", "كانت", "وكانت", "لكن", "ولكن")


def _may_open(reading: Reading, start: int, sentence: Range) -> bool:
    """Whether a clause may open at the token: at the sentence's start, after a mark or connector, with و."""
    if start == sentence[0]:
        return True
    before, here = reading.folded[start - 1], reading.folded[start]
    if before in COMMAS or before in ("كان", "وكان", "كانت", "وكانت", "ان", "بان", "فان", "وان", "و"):
        return True
    kinds = reading.scene.kinds(start - 1)
    if "connector" in kinds:
        return True
    if before in '"»”':
        return True
    head = reading.scene.head(start)
    return here[0] == "و" and head is not None and head.clitics == 1


def _bridged(reading: Reading, stop: int, end: int) -> bool:
    """Whether what stands between a subject and its verb is only an aside: a relative clause, a phrase in commas."""
    if end - stop > 30:
        return False
    folded = reading.folded
    first, last = folded[stop], folded[end - 1]
    kinds = reading.scene.kinds(stop)
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
    head = reading.scene.head(start)
    if head is None or not form.gender:
        return True
    if form.number == "p":
        return head.number == "p" or head.kind in ("body", "outlet")
    if form.number == "d":
        return True
    return head.gender == form.gender or head.number == "p"


# --- the rules ----------------------------------------------------------------------------------------------


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
            names = frozenset(_fold_all(row.objects))
            found = next((k for k in range(cue + 1, min(limit, cue + 14)) if _bare(reading.folded[k]) in names), None)
            if found is None:
                continue
            source = reading.frames.source_after(cue + 1, found, form)
            if source is not None and source[1] > found:
                source = None
            opening = Opening("object", found, reading.scene.start[found], None, source, found)
        else:
            opened = reading.frames.after(cue, limit, form)
            if opened is None or opened.brought - cue > 14:
                continue
            opening = opened
            told = reading.scene.head(opening.source[0]) if opening.source else None
            if told is not None and told.noun in ("نبا", "خبر", "معلومه", "نباء"):
                continue
        source = opening.source or subject_before(reading, cue, sentence, form)
        first = cue - 1 if no else cue
        return Candidate(
            "silence", (cue, cue + 1), form, opening, source, begin_of(reading, first, source, sentence), sentence
        )
    return None


def _bare(here: str) -> str:
    return here


def _fold_all(words: tuple[str, ...]) -> list[str]:
    from musnad.text.fold import fold_text

    return [fold_text(word) for word in words]


def in_document(reading: Reading, cue: int, sentence: Range, forms: tuple[Form, ...]) -> Candidate | None:
    """«جاء في البيان أن», «ورد في التقرير أن»."""
    form = next((f for f in forms if f.row in ("جاء", "ورد") and f.shape in ("past", "present")), None)
    if form is None or cue + 2 >= sentence[1]:
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


def participle(reading: Reading, cue: int, sentence: Range, forms: tuple[Form, ...]) -> Candidate | None:
    """«مؤكدا أن», «مشيرة إلى»: speech that goes on beside another verb."""
    for form in forms:
        if form.shape != "participle" or form.silence is not None:
            continue
        here = reading.folded[cue]
        if here.startswith("ال") or (not form.adverbial and not _frame_next(reading, cue, form)):
            continue
        if own_voice(reading, cue, sentence, form):
            continue
        if not form.adverbial and reading.folded[cue - 1] not in COMMAS:
            continue
        opening = reading.frames.after(cue, sentence[1], form, own_source=False)
        if form.gender == "f" and not (
            _loose(reading, cue) or _frame_next(reading, cue, form)
            or (opening is not None and opening.way == "that" and opening.brought - cue < 8)
        ):  # fmt: skip
            continue
        if opening is None and form.row in reading.scene.keys("bare_speech") and form.adverbial:
            opening = _bare_speech(reading, cue, sentence, form)
        if opening is None or opening.at - cue > 30 or not _spelled(reading, cue, sentence, form):
            continue
        if opening.frame is not None and opening.frame.weak and not _loose(reading, cue) and opening.way == "object":
            continue
        return Candidate(
            "participle", (cue, cue + 1), form, opening, None, begin_of(reading, cue, None, sentence), sentence
        )
    return None


def _loose(reading: Reading, cue: int) -> bool:
    """Whether the token before ends a phrase, so that a participle is no adjective of it."""
    before = reading.folded[cue - 1]
    if before in COMMAS or before in "\"»”'.)-–" or before == "و":
        return True
    return any(f.shape in ("past", "present") for f in reading.scene.forms(cue - 1))


def _frame_next(reading: Reading, cue: int, form: Form) -> bool:
    if cue + 1 >= reading.scene.size:
        return False
    return "complementizer" in reading.scene.kinds(cue + 1) or bool(form.has(reading.folded[cue + 1]))


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
        if _taken(reading, cue, sentence, form):
            continue
        opening = reading.frames.after(cue, sentence[1], form) or _bare_speech(reading, cue, sentence, form)
        if opening is None:
            continue
        if not _spelled(reading, cue, sentence, form):
            continue
        source = opening.source
        if source is None or (form.shape == "present" and source[0] < cue):
            source = subject_before(reading, cue, sentence, form)
        if (
            source is None
            and opening.way == "object"
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
            and not _carries_on(reading, cue, sentence)
        ):
            continue
        if source is None and _agentless(reading, cue, sentence, form, opening):
            continue
        found = Candidate(
            "verb", (cue, cue + 1), form, opening, source, begin_of(reading, cue, source, sentence), sentence
        )
        found = _quoted_from(reading, found)
        if best is None or _better(found, best):
            best = found
    return best


def _follows_subject(reading: Reading, cue: int) -> bool:
    before = reading.folded[cue - 1]
    return (
        before in ("قد", "كان", "الذي", "التي", "ما")
        or reading.scene.head(cue - 1) is not None
        or reading.sources.person_name(cue - 1)
    )


def _bare_speech(reading: Reading, cue: int, sentence: Range, form: Form) -> Opening | None:
    """«وأضاف سنحدد موقفنا»: a clause that nothing brings in, after a verb that says nothing but speech."""
    if form.row not in reading.scene.keys("bare_speech"):
        return None
    if form.shape == "past" and not _carries_on(reading, cue, sentence):
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
        "بالقول",
        "القول",
    ):
        return None
    return Opening("colon", at, reading.scene.start[at], form.frames[0], source, at)


def _taken(reading: Reading, cue: int, sentence: Range, form: Form) -> bool:
    """Whether the token is rather a name, a noun or a preposition here («بين», «وعد» ...)."""
    here = reading.folded[cue]
    before = reading.folded[cue - 1] if cue else ""
    if form.row == "عقب" and form.shape == "past":
        near = cue + 4
        return not any(
            "complementizer" in reading.scene.kinds(k) or reading.folded[k] == ":"
            for k in range(cue + 1, min(near, reading.scene.size))
        )
    if form.row == "بين" and form.shape == "past":
        clause = "complementizer" in reading.scene.kinds(cue + 1) if cue + 1 < reading.scene.size else False
        first = (
            cue == sentence[0]
            or before in COMMAS
            or before in ("و", "كما")
            or (
                cue + 1 < reading.scene.size
                and reading.sources.speaks(cue + 1)
                and here == "بين"
                and _soon(reading, cue)
            )
        )
        return not (clause or (first and reading.frames.clause_comes(cue + 1, form)))
    if (
        cue
        and "preposition" in reading.scene.kinds(cue - 1)
        and before not in ("وفق", "حسب", "بحسب", "مثل", "حتي", "خارج")
    ):
        return not (before in ("بعد", "منذ", "قبل") and form.shape == "present")
    if before in ("عدم", "اي", "كل", "مزيد", "غير", "مجرد", "احد", "بعض", "جميع", "محاوله", "عمليه"):
        return True
    if (
        form.owner
        and not any(f.keeps_object or f.addressee for f in form.frames)
        and before not in ("ما", "لما", "بما", "مما", "كما")
        and "relative" not in reading.scene.kinds(cue - 1)
    ):
        return True
    if form.joined or cue == sentence[0]:
        return False
    said = any(f.shape in ("past", "present") and f.row != form.row for f in reading.scene.forms(cue - 1))
    if said and any(f.shape == "masdar" for f in reading.scene.forms(cue)):
        return True
    return (
        reading.scene.head(cue) is not None
        and not _may_open(reading, cue, sentence)
        and not _follows_subject(reading, cue)
    )


def _soon(reading: Reading, cue: int) -> bool:
    return any("complementizer" in reading.scene.kinds(k) for k in range(cue + 2, min(cue + 6, reading.scene.size)))


def _carries_on(reading: Reading, cue: int, sentence: Range) -> bool:
    """Whether a verb without a subject goes on with the last speaker: at the head of a sentence, after a connector."""
    begin = begin_of(reading, cue, None, sentence)
    here = reading.folded[cue]
    return begin == sentence[0] or begin < cue or (here[0] in "وف" and len(here) > 3)


def _spelled(reading: Reading, cue: int, sentence: Range, form: Form) -> bool:
    """Whether the last letter as written fits the form: ه of a pronoun, ة of the feminine."""
    last = reading.scene.doc.words.raw(cue)[-1]
    if form.owner == "ه":
        return last != "ة"
    if form.shape == "past" and form.gender == "m" and last == "ي" and not form.joined and not form.owner:
        return cue == sentence[0] or reading.folded[cue - 1] in ("قد", "كان", "و") or reading.folded[cue - 1] in COMMAS
    return True


def _agentless(reading: Reading, cue: int, sentence: Range, form: Form, opening: Opening) -> bool:
    """«يتوقع أن ...», «أعلن في القاهرة»: nobody is said to say it."""
    here = reading.folded[cue]
    if form.shape == "present" and form.number == "s" and here.startswith("ي") and cue == sentence[0]:
        return opening.brought == cue + 1
    return False


def _better(new: Candidate, old: Candidate) -> bool:
    """Between two readings of one token: the one whose content comes in by a clause, and sooner."""
    order = {"that": 0, "quote": 0, "colon": 1, "preposition": 1, "object": 2}
    if new.opening is None or old.opening is None:
        return old.opening is None
    return (order[new.opening.way], new.opening.brought) < (order[old.opening.way], old.opening.brought)


def _quoted_from(reading: Reading, found: Candidate) -> Candidate:
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


def verbal_noun(reading: Reading, cue: int, sentence: Range, forms: tuple[Form, ...]) -> Candidate | None:
    """«بالقول إن», «تأكيده أن», «إعلان الوزير أن»."""
    for form in forms:
        if form.shape != "masdar":
            continue
        opening = reading.frames.after(cue, min(sentence[1], cue + 22), form)
        if opening is None and reading.folded[cue] in ("بالقول", "القول"):
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
    return reading.folded[cue] in ("القول", "بالقول", "قوله", "قولها", "قولهم", "وقوله", "وقولها")


RULES: tuple[Rule, ...] = (silence, in_document, carried, participle, verb, verbal_noun)
