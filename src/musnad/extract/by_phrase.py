"""Prepositional cues: «بحسب الوزارة», «وفق ما أعلنت الشرطة», «كما يقول الكاتب»."""

from __future__ import annotations

from musnad.extract.candidates import Candidate, Range, Reading
from musnad.extract.cues import Form
from musnad.extract.openings import Opening
from musnad.extract.scene import COMMAS, STOPS

_HEADS = frozenset(("person", "source", "body", "outlet", "document"))


def by_phrase(reading: Reading, at: int, sentence: Range, form: Form) -> Candidate | None:
    """The candidate of a prepositional cue; its content is placed (`before` or `opening`) by where it stands."""
    folded, limit = reading.folded, sentence[1]
    source_at, cue_stop, carrier = _source_start(reading, at, limit)
    if source_at < 0 or source_at >= limit:
        return None
    hedge = _hedge(reading, source_at)
    source: Range | None = None
    if not hedge:
        stop = reading.sources.end(source_at, limit, None)
        source = reading.sources.issuer((source_at, stop), limit) if stop > source_at else None
        if source is None:
            return None
        stop = source[1]
        if stop <= source_at or not _credible(reading, source_at):
            return None
        if folded[at] in ("كما", "مثلما") and not _enclosed(reading, at, stop, sentence):
            return None
        quoted = _quoted(reading, stop, limit)
        if quoted is not None:  # «وفق ما ذكرته الوكالة نقلا عن مصدر», «وفق مسؤولين نقلا عن الصحيفة»
            inward = is_paper(reading, source[0]) or not is_paper(reading, quoted[0])
            carrier, source = (source, quoted) if inward else (quoted, source)
    begin = at
    if at > sentence[0] and folded[at - 1] == "و":
        begin = at - 1
    carriers = (carrier,) if carrier else ()
    after = source[1] if source else source_at + 1
    opening = _content_after(reading, begin, after, sentence, form)
    if folded[at] == "كما" and source is not None:
        cue_stop = source[0]
    return Candidate("by_phrase", (at, cue_stop), form, opening, source, begin, sentence, carriers, None, "", hedge)


def on_what(reading: Reading, verb: int, sentence: Range) -> bool:
    """Whether «على ما» makes the verb a prepositional cue («على ما أفاد المصدر»)."""
    folded = reading.folded
    if verb - 3 <= sentence[0] or folded[verb - 1] != "ما" or folded[verb - 2] != "علي":
        return False
    return folded[verb - 3] in COMMAS or folded[verb - 3] in '"»”)'


def _quoted(reading: Reading, at: int, limit: int) -> Range | None:
    """Whom the source itself quotes («الوكالة نقلا عن مصدر», «الصحيفة عن مسؤولين»)."""
    while at < limit and (reading.folded[at] in COMMAS or reading.scene.kinds(at) & {"time"}):
        at += 1
    if at + 2 >= limit or reading.folded[at] not in reading.scene.words("quoting"):
        return None
    at += 1 + (reading.folded[at + 1] in ("عن", "الي", "علي"))
    stop = reading.sources.end(at, limit)
    return (at, stop) if stop > at and _credible(reading, at) else None


def is_paper(reading: Reading, at: int) -> bool:
    """Whether an outlet or a document is named at the token."""
    head = reading.scene.head(at + (at in reading.scene.quote_from))
    if head is not None:
        return head.kind in ("outlet", "document")
    found = reading.sources.grammar.names.at(reading.folded, at + (at in reading.scene.quote_from), reading.scene.size)
    return found is not None and found.target.table == "outlets"


def _source_start(reading: Reading, at: int, limit: int) -> tuple[int, int, Range | None]:
    """Where the source starts (-1: nowhere), where the cue ends, and a carrier inside («ما نقلته رويترز عن»)."""
    folded = reading.folded
    here, index = folded[at].lstrip("وف") if folded[at] not in ("وفق", "وفقا", "وفقما") else folded[at], at + 1
    if index >= limit:
        return (-1, 0, None)
    if here in ("نقلا", "استنادا", "استناد"):
        if folded[index] not in ("عن", "الي", "علي"):
            return (-1, 0, None)
        return (index + 1, index + 1, None)
    clause = here in ("حسبما", "وفقما", "مثلما", "كما", "علي")
    if folded[index] == "ل":
        index += 1
    if folded[index] in ("ما", "لما"):
        clause = True
        index += 1
    if clause:
        if (
            index < limit
            and folded[index] in ("جاء", "ورد", "جاءت")
            and index + 2 < limit
            and folded[index + 1] in ("في", "علي")
        ):
            return (index + 2, at + 1, None)
        verb = next((f for f in reading.scene.forms(index) if f.shape in ("past", "present")), None)
        if verb is None:
            return (-1, 0, None)
        start = index + 1
        if verb.row in reading.scene.keys("learning") and folded[start] in reading.scene.words("learnt_from"):
            return (start + 1, at + 1, None)  # «حسب ما علم لدى المركز»
        while start < limit and (folded[start] == "في" or reading.scene.kinds(start) & {"adverb", "time"}):
            if folded[start] == "في":
                return (-1, 0, None)
            start += 1
        if verb.row in ("نقل", "أورد", "نسب", "تناقل"):
            stop = reading.sources.end(start, limit, verb)
            if stop < limit and folded[stop] in ("عن", "الي"):
                return (stop + 1, at + 1, (start, stop))
        return (start, at + 1, None)
    if here == "كما":
        return (-1, 0, None)
    if _told_by(reading, index, limit):
        return (index + 1, index + 1, None)
    return (index, at + 1, None)


def _told_by(reading: Reading, at: int, limit: int) -> bool:
    """Whether a verbal noun of speech stands before who speaks («وفق تأكيد الوزير»)."""
    said = any(form.shape == "masdar" and not form.owner for form in reading.scene.forms(at))
    return said and reading.scene.head(at) is None and at + 1 < limit and reading.sources.speaks(at + 1)


def _enclosed(reading: Reading, at: int, stop: int, sentence: Range) -> bool:
    """Whether «كما قال X» stands as an aside: closed by a mark, not followed by words of its own."""
    while stop < sentence[1] and reading.scene.kinds(stop) & {"time", "adverb"}:
        stop += 1
    closed = stop >= sentence[1] or not reading.folded[stop][0].isalnum()
    closed = closed or ("complementizer" in reading.scene.kinds(stop) and reading.folded[at + 1].startswith("نقل"))
    return (
        closed
        and at > sentence[0]
        and stop not in reading.scene.quote_from
        and reading.folded[min(stop, reading.scene.size - 1)] != ":"
    )


def _hedge(reading: Reading, at: int) -> bool:
    here = reading.folded[at]
    known = reading.scene.words("hedge")
    return here in known or here.removeprefix("ل") in known


def _credible(reading: Reading, at: int) -> bool:
    """Whether a source, and no rule, measure or law, follows the preposition."""
    here = reading.folded[at]
    head = reading.scene.head(at)
    if head is not None:
        return head.noun not in reading.scene.words("legal") and head.kind in _HEADS
    bare = here[1:] if here.startswith("ل") and not here.startswith("لل") else here
    bare = bare.removeprefix("لل").removeprefix("ال")
    if bare in reading.scene.words("figures") or bare in reading.scene.words("account"):
        return True
    if bare in ("اثنين", "اثنتين", "شخصين", "احد", "احدي", "عده", "عدد", "بعض", "ذات", "نفس"):
        return True
    return reading.sources.speaks(at) or reading.scene.quote_from.get(at) is not None


def _content_after(reading: Reading, begin: int, after: int, sentence: Range, form: Form) -> Opening | None:
    """The content that follows a cue at the head of its sentence."""
    folded, limit = reading.folded, sentence[1]
    after += after < limit and folded[after] in reading.scene.words("selfsame")
    clause = after + 1 if after < limit and folded[after] in COMMAS else after
    if (
        clause + 1 < limit
        and "complementizer" in reading.scene.kinds(clause)
        and begin > sentence[0]
        and not folded[clause].startswith("ف")
        and "owned" in reading.scene.kinds(begin - 1)
    ):  # «ومن المتوقع، حسب التقارير، أن»
        return Opening("that", clause + 1, reading.scene.start[clause + 1], form.frames[0], None, clause)
    within = begin > sentence[0] and "complementizer" in reading.scene.kinds(begin - 1)
    if begin > sentence[0] and not within and not _leads(reading, sentence[0], begin):
        return None
    at = after
    aside = False
    if at < limit and folded[at][0] == "ف" and reading.scene.kinds(at) & {"preposition", "time", "relative"}:
        return Opening("that", at, reading.scene.start[at] + 1, form.frames[0], None, at - 1)  # «فمنذ»
    while at < limit and at < after + 30:
        here = folded[at]
        if here.startswith("ف") and ("complementizer" in reading.scene.kinds(at) or here in ("فقد", "ف")):
            at += 1
            break
        if "complementizer" in reading.scene.kinds(at) and folded[at - 1] in COMMAS:
            at += 1
            break
        if here in COMMAS or here == ":":
            follows = folded[at + 1] if at + 1 < limit else ""
            if here == ":" or not (
                reading.scene.kinds(at + 1) & {"relative", "time", "preposition", "complementizer"}
                or follows.startswith(("فان", "فقد")) or follows == "نقلا"
            ):  # fmt: skip
                at += 1
                break
            aside = True
        elif at == after and (here in reading.scene.words("obtained") or _tells_of(reading, at)):
            aside = True  # «وطبقا لوثيقة اطلعت عليها الصحيفة، فإن»
        elif not aside and not (reading.scene.kinds(at) & {"relative", "time", "adverb", "preposition"}):
            if here in "-–(":
                aside = True
            else:
                break
        else:
            aside = aside or bool(reading.scene.kinds(at) & {"relative", "preposition"})
        at += 1
    if at >= limit or at >= after + 30:
        return None
    start = reading.scene.start[at]
    if at == after and folded[at][0] == "ف" and reading.scene.kinds(at):  # «وبحسب الوزارة فمنذ ...»
        start += 1
    return Opening("that", at, start, form.frames[0], None, at - 1)


def _tells_of(reading: Reading, at: int) -> bool:
    """Whether a clause without a pronoun tells of an unnamed source («وحسب مسؤول تحدث لـ«الأفق»، فإن»)."""
    said = any(form.shape == "past" and not form.joined and form.silence is None for form in reading.scene.forms(at))
    return said and reading.scene.head(at) is None


def _leads(reading: Reading, start: int, begin: int) -> bool:
    """Whether only connectors and marks stand before the cue."""
    return all(
        not reading.folded[k][0].isalnum()
        or "connector" in reading.scene.kinds(k)
        or reading.folded[k] in ("و", "لكن", "ف")
        for k in range(start, begin)
    )


def looks_back(reading: Reading, phrase: Candidate, sentence: Range) -> bool:
    """Whether the sentence only tells where the words before it came from («جاء ذلك وفقا لما نقلته الصحيفة»)."""
    folded = reading.folded
    words = [k for k in range(sentence[0], phrase.begin) if folded[k][0].isalnum()]
    return (
        0 < len(words) <= 3
        and folded[words[0]] in ("جاء", "وجاء", "ياتي", "وياتي", "وذلك", "ذلك", "هذا")
        and any(folded[k] in ("ذلك", "هذا", "وذلك") for k in words)
    )


def clause_before(reading: Reading, begin: int, sentence: Range, floor: int) -> Range | None:
    """The clause that a cue at its end covers: from the sentence's start or `floor` to the cue, without و."""
    folded = reading.folded
    start, stop = max(sentence[0], floor), begin
    while stop > start and (
        (not folded[stop - 1][0].isalnum() and folded[stop - 1] not in '"»”)%') or folded[stop - 1] in ("وذلك", "وهذا")
    ):
        stop -= 1
    while start < stop and (
        (not folded[start][0].isalnum() and folded[start] not in '"«“')
        or folded[start] in ("و", "كما", "لكن", "ولكن", "فيما", "بينما", "حيث", "هذا")
        or folded[start] in STOPS
    ):  # fmt: skip
        start += 1
    for at in range(start, min(stop, start + 6)):  # «تجدر الإشارة إلى أن»
        if "owned" in reading.scene.kinds(start) and "complementizer" in reading.scene.kinds(at):
            start = at + 1
            break
    for at in range(stop - 4, start, -1):  # the last clause carries the claim: «... حيث ...»، «...، وهو ...»
        if folded[at - 1] == "حيث" or (folded[at - 1] in COMMAS and folded[at] in ("وهو", "وهي", "ومن")):
            return (at, stop)
    return (start, stop) if stop - start >= 2 else None
