"""What the rules ask of a cue where it stands: negated, agentless, a noun after all, going on with the speaker."""

from __future__ import annotations

from musnad.extract.candidates import Range, Reading
from musnad.extract.cues import Form
from musnad.extract.openings import Opening
from musnad.extract.scene import COMMAS
from musnad.extract.subjects import begin_of, may_open
from musnad.extract.words_seen import blames


def denied(reading: Reading, cue: int, sentence: Range) -> bool:
    """Whether the cue is negated."""
    before = reading.folded[cue - 1] if cue > sentence[0] else ""
    return before in ("لم", "لن", "لا", "ولم", "ولن", "ولا", "فلم", "ما", "وما", "ليس", "دون", "بدون") and not (
        before in ("ما", "وما") and cue - 2 >= sentence[0] and "preposition" in reading.scene.kinds(cue - 2)
    )


def passive(reading: Reading, cue: int) -> bool:
    """Whether a perfect is written as a passive («أُعلن», «نُسب»), so that nobody is said to say it."""
    raw = reading.scene.doc.words.raw(cue)
    return "\u064f" in raw[1:3] and "\u0651" not in raw[:4]


def own_words(reading: Reading, at: int) -> bool:
    """Whether the first words from the token on are those of someone who speaks of himself («لن نسمح», «أسقطنا»)."""
    first, second = reading.folded[at], reading.folded[at + 1]
    if first in ("لن", "لم", "لا", "سوف", "ولن", "ولم"):
        return second[0] == "ن" and len(second) > 3
    if first in ("نحن", "انا", "اننا", "انني", "لدينا", "علينا", "لنا"):
        return True
    return (first.endswith("نا") and len(first) > 4 and reading.scene.head(at) is None) or first.startswith("سن")


def own_voice(reading: Reading, cue: int, sentence: Range, form: Form) -> bool:
    """Whether an agentless phrase of the writer stands here («يذكر أن», «تجدر الإشارة إلى أن»)."""
    folded = reading.folded
    here, before = folded[cue], folded[cue - 1] if cue > sentence[0] else ""
    after = folded[cue + 1] if cue + 1 < sentence[1] else ""
    if here == "علما" or before in ("تجدر", "وتجدر", "يجدر", "جدير", "الجدير", "والجدير", "يمكن", "يجب", "ينبغي"):
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


def taken(reading: Reading, cue: int, sentence: Range, form: Form) -> bool:
    """Whether the token is rather a name, a noun or a preposition here («بين», «وعد» ...)."""
    here = reading.folded[cue]
    before = reading.folded[cue - 1] if cue else ""
    if form.row == "عقب" and form.shape == "past":
        near = cue + 4
        if not reading.sources.speaks(cue + 1):
            return True  # «وقال عقب المباراة: ...»
        return not any(
            "complementizer" in reading.scene.kinds(k) or reading.folded[k] == ":"
            for k in range(cue + 1, min(near, reading.scene.size))
        )
    if form.row in reading.scene.keys("elative") and form.shape == "past":  # «وأبرز القادة»
        after = reading.scene.head(cue + 1)
        return after is not None and after.definite and after.number == "p"
    if form.row == "بين" and form.shape == "past":
        clause = "complementizer" in reading.scene.kinds(cue + 1) if cue + 1 < reading.scene.size else False
        first = (
            cue == sentence[0]
            or before in COMMAS
            or before in ("و", "كما")
            or before in reading.scene.words("side")
            or (
                cue + 1 < reading.scene.size
                and reading.sources.speaks(cue + 1)
                and here == "بين"
                and soon(reading, cue)
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
        and not may_open(reading, cue, sentence)
        and not follows_subject(reading, cue)
    )


def carries(reading: Reading, cue: int, sentence: Range, form: Form) -> bool:
    """Whether a verb that may blame only carries here («حمل معه رسالة»): nothing is said of whose fault it is."""
    return form.row in reading.scene.keys("blaming") and not blames(reading.scene, cue, sentence[1])


def soon(reading: Reading, cue: int) -> bool:
    """Whether a complementizer follows within a few words."""
    return any("complementizer" in reading.scene.kinds(k) for k in range(cue + 2, min(cue + 6, reading.scene.size)))


def carries_on(reading: Reading, cue: int, sentence: Range) -> bool:
    """Whether a verb without a subject goes on with the last speaker: at the head of a sentence, after a connector."""
    begin = begin_of(reading, cue, None, sentence)
    here = reading.folded[cue]
    return begin == sentence[0] or begin < cue or (here[0] in "وف" and len(here) > 3)


def spelled(reading: Reading, cue: int, sentence: Range, form: Form) -> bool:
    """Whether the last letter as written fits the form: ه of a pronoun, ة of the feminine."""
    raw = reading.scene.doc.words.raw(cue)
    last = raw[-1]
    if form.row in reading.scene.keys("never_doubled") and raw.endswith("\u0651"):
        return False  # «وعدّ القرار», and no «وعد»
    if form.row == "أطلع" and "أ" not in raw[:3]:  # «اطلع على» looks, «أطلعه على» tells
        return False
    if form.row == "ادعى" and form.shape == "present" and last == "ى":  # «ويدعى سعد»: he is called
        return "complementizer" in reading.scene.kinds(cue + 1)
    if form.owner == "ه":
        return last != "ة"
    if form.shape == "past" and form.gender == "m" and last == "ي" and not form.joined and not form.owner:
        return cue == sentence[0] or reading.folded[cue - 1] in ("قد", "كان", "و") or reading.folded[cue - 1] in COMMAS
    return True


def agentless(reading: Reading, cue: int, sentence: Range, form: Form, opening: Opening) -> bool:
    """«يتوقع أن ...», «أعلن في القاهرة»: nobody is said to say it."""
    here = reading.folded[cue]
    if form.shape == "present" and form.number == "s" and here.startswith("ي") and cue == sentence[0]:
        return opening.brought == cue + 1
    return False


def loose(reading: Reading, cue: int) -> bool:
    """Whether the token before ends a phrase, so that a participle is no adjective of it."""
    before = reading.folded[cue - 1]
    if before in COMMAS or before in "\"»”'.)-–" or before == "و":
        return True
    return any(f.shape in ("past", "present") for f in reading.scene.forms(cue - 1))


def frame_next(reading: Reading, cue: int, form: Form) -> bool:
    """Whether what brings a content in stands right after the cue."""
    if cue + 1 >= reading.scene.size:
        return False
    return "complementizer" in reading.scene.kinds(cue + 1) or bool(form.has(reading.folded[cue + 1]))


def follows_subject(reading: Reading, cue: int) -> bool:
    """Whether a subject or auxiliary stands right before the token, so that a verb may follow."""
    before = reading.folded[cue - 1]
    return (
        before in ("قد", "كان", "الذي", "التي", "ما")
        or reading.scene.head(cue - 1) is not None
        or reading.sources.person_name(cue - 1)
    )
