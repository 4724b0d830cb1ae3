"""Which candidates of a sentence stand, where their contents end, and through whom their words came."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from musnad.extract.by_phrase import clause_before, looks_back
from musnad.extract.chains import sentence_carriers
from musnad.extract.contents import Contents
from musnad.extract.cues import Form
from musnad.extract.frames import Opening
from musnad.extract.rules import Candidate, Range, Reading
from musnad.extract.scene import COMMAS
from musnad.records import Kind, Manner, Span


class Finding(Struct, frozen=True):
    """An attribution before its speaker is known; spans are raw offsets, ranges are token ranges."""

    rule: str
    form: Form
    cue: Span
    content: Span
    source: Span | None
    carriers: tuple[Span, ...]
    manner: Manner
    kind: Kind
    first: int
    """The first token of the cue."""
    sentence: int
    leans: bool = False
    """Whether the speaker is that of the words before it in the sentence (a participle, a coordinated verb)."""
    subject: Span | None = None
    """The subject of the sentence's first verb, for a cue that leans where nothing was said before."""
    through: Form | None = None
    """The cue of a report whose whole content this is, where its own source is only in the verb."""
    inner: Span | None = None
    """The subject of the words before, who speaks on where the verb does not fit their speaker."""
    after: Span | None = None
    """A source that follows the content («... بحسب الديوان»), a carrier unless it is the speaker himself."""


def settle(reading: Reading, sentence: Range, candidates: list[Candidate], publisher: tuple[str, ...]) -> list[Finding]:
    """The findings of one sentence from its candidates."""
    contents = Contents(reading.scene, reading.sources)
    kept, phrases, outer, through = _choose(reading, sentence, candidates, publisher)
    cuts = sorted([one.begin for one in kept] + [one.begin for one in phrases])
    carriers: list[Range] = []
    found: list[Finding] = []
    via: Form | None = None
    trailing = [p for p in phrases if p.opening is None or p not in kept]
    done: set[int] = set()
    for one in kept:
        if one.opening is None:
            continue
        span = contents.span(one.opening, sentence[1], [c for c in cuts if c > one.opening.at and c != one.begin])
        if span is None:
            continue
        carriers = _add(carriers, [*outer.get(one.cue[0], []), *one.carriers])
        carriers = _add(carriers, _stated(reading, one, publisher))
        after = None
        for number, phrase in enumerate(trailing):
            if number in done or phrase.begin < one.cue[0]:
                continue
            if _covers(reading, span, phrase) or phrase.begin < one.opening.brought:
                done.add(number)
                after = phrase
                break
        if after is not None and after.begin < one.opening.brought and after.source is not None:
            carriers, after = _add(carriers, [after.source]), None
        made = _finding(reading, contents, one, one.opening, span, tuple(carriers), after, sentence)
        via = through.get(one.cue[0], via)
        inner = _inner_subject(reading, kept, one) if made.leans else None
        found.append(msgspec.structs.replace(made, through=via, inner=inner))
    for number, phrase in enumerate(trailing):
        if number not in done and phrase.source is not None and looks_back(reading, phrase, sentence):
            found.append(_backward(reading, phrase, [p for p in trailing if p.source]))
            done.update(range(len(trailing)))
    for number, phrase in enumerate(trailing):
        if number not in done and not phrase.hedge and phrase.source is not None:
            late = _from_phrase(reading, contents, phrase, sentence, found, publisher)
            if late is not None:
                found.append(late)
    return sorted(found, key=lambda finding: finding.cue)


def _backward(reading: Reading, phrase: Candidate, phrases: list[Candidate]) -> Finding:
    """A finding without content: the carriers of the words in the sentence before."""
    spans = [source_span(reading, p.source) for p in phrases]
    cue = raw(reading, phrase.cue)
    return Finding(
        "looks_back", phrase.form, cue, cue, None, tuple(span for span in spans if span), "indirect", "statement",
        phrase.cue[0], reading.scene.doc.sentence_of(phrase.cue[0]),
    )  # fmt: skip


def _choose(
    reading: Reading, sentence: Range, candidates: list[Candidate], publisher: tuple[str, ...]
) -> tuple[list[Candidate], list[Candidate], dict[int, list[Range]], dict[int, Form]]:
    """The candidates that stand, the prepositional ones behind their content, and carriers by cue (nested reports)."""
    kept: list[Candidate] = []
    phrases: list[Candidate] = []
    outer: dict[int, list[Range]] = {}
    through: dict[int, Form] = {}
    for one in candidates:
        quote = reading.scene.quote_over(one.cue[0])
        if quote is not None and quote.words > 4 and quote.start >= sentence[0] - 60 and quote.closed:
            continue
        if one.rule == "by_phrase":
            last = kept[-1] if kept else None
            if (
                last is not None
                and last.rule == "by_phrase"
                and last.opening is not None
                and last.opening.at > one.cue[0]
            ):
                if one.source is not None:  # «وفقا لمسؤولين، نقلا عن الصحيفة، فإن»
                    kept[-1] = msgspec.structs.replace(last, carriers=(*last.carriers, one.source))
                continue
            if one.opening is None or one.hedge:
                phrases.append(one)
                continue
            kept.append(one)
            continue
        last = kept[-1] if kept else None
        if last is not None and last.opening is not None and last.opening.at <= one.cue[0]:
            relation = _relation(reading, last, one)
            if relation == "inner":
                continue
            if relation == "cut" and one.rule != "participle":
                lead = adjunct_start(reading, one)
                if lead >= 0:
                    one = msgspec.structs.replace(one, begin=lead)
            if relation == "chain":
                kept.pop()
                before = outer.pop(last.cue[0], []) + list(last.carriers) + _stated(reading, last, publisher)
                outer[one.cue[0]] = before + ([last.source] if last.source else [])
                if last.source is None:
                    through[one.cue[0]] = last.form
        elif (
            last is not None
            and last.opening is not None
            and one.cue[0] < last.opening.brought
            and last.cue[0] != one.cue[0]
        ):
            # a cue between another and its content
            if last.rule == "carried" or one.rule == "verbal_noun" or not _takes_over(reading, last, one):
                continue
            if last.form.row in reading.scene.keys("carrying") and last.source is not None and one.rule == "verb":
                outer[one.cue[0]] = [last.source]
                kept[-1] = one
            elif one.rule in ("participle", "verb") or last.source is None:
                kept[-1] = msgspec.structs.replace(one, source=one.source or last.source, begin=last.begin)
            continue
        kept.append(_readdressed(kept, one))
    return kept, phrases, outer, through


def _readdressed(kept: list[Candidate], one: Candidate) -> Candidate:
    """«كما طالب الحكومة بالاستقالة» after a report of the same sentence: the one noun phrase is the addressee."""
    if not kept or one.source is None or one.opening is None or one.source[0] < one.cue[0] or one.rule != "verb":
        return one
    addressed = one.opening.frame is not None and one.opening.frame.addressee
    begun = one.begin > one.sentence[0]
    if addressed and begun and one.source[1] >= one.opening.brought and any(k.source for k in kept):
        return msgspec.structs.replace(one, source=None)
    return one


def _takes_over(reading: Reading, last: Candidate, one: Candidate) -> bool:
    """Whether a cue between another and its content has that content («بثت القناة كلمته التي قال فيها إن»)."""
    if one.opening is None or last.opening is None or one.opening.at != last.opening.at:
        return False
    if one.rule == "participle" or last.form.row in reading.scene.keys("carrying"):
        return True
    carrying = one.form.row in reading.scene.keys("carrying")
    aside = one.form.owner or carrying or "relative" in reading.scene.kinds(one.cue[0] - 1)
    return not aside and (last.source is None or one.form.joined[:1] in ("و", "ف"))


def _relation(reading: Reading, last: Candidate, one: Candidate) -> str:
    """How a report stands to the one before it: after it (cut), within it (inner), or as its whole content (chain)."""
    opening = last.opening
    if opening is None:
        return "cut"
    folded = reading.folded
    if one.rule == "participle":
        return "cut"
    quote = reading.scene.quote_from.get(opening.at)
    if quote is not None and quote.closed and quote.stop <= one.begin and opening.way == "quote":
        return "cut"
    begin = folded[one.begin]
    at_head = one.begin <= opening.at + 1 or (one.source is not None and one.source[0] <= opening.at)
    if at_head and opening.way == "that" and one.opening is not None:
        if last.rule == "by_phrase":
            return "chain" if one.opening.way in ("that", "quote") and one.source else "inner"
        weak = one.opening.frame is not None and one.opening.frame.weak
        return "chain" if one.source is not None and not weak and one.form.shape == "past" else "inner"
    before = folded[one.begin - 1]
    connected = "connector" in reading.scene.kinds(one.begin)
    own = (
        one.form.joined[:1] in ("و", "ف")
        if one.begin == one.cue[0]
        else begin[0] in "وف" and reading.scene.head(one.begin) is None
    )
    joined = own or connected or begin in ("في", "و")
    if one.rule == "verbal_noun" and one.begin < one.cue[0]:
        return "cut"
    if one.rule == "verbal_noun":
        return "inner"
    if begin in ("قبل", "وقبل"):
        return "cut"
    if joined and one.form.shape == "past":
        return "cut"
    if _after_adjunct(reading, one):
        return "cut"
    if joined and one.form.shape == "present" and one.source is not None and opening.way == "that" and quote is None:
        return "inner"
    if joined and (before in COMMAS or before in '"»”') and begin != "في":
        return "cut"
    return "inner"


def _after_adjunct(reading: Reading, one: Candidate) -> bool:
    """Whether an adjunct after a comma leads to the cue («، وفي تصريح لاحق قال»), so that a new report starts."""
    if one.form.shape != "past" or one.opening is None or one.opening.way not in ("that", "quote"):
        return False
    at = adjunct_start(reading, one)
    return at >= 0


def adjunct_start(reading: Reading, one: Candidate) -> int:
    """Where that adjunct starts, -1 where there is none."""
    folded, kinds = reading.folded, reading.scene.kinds
    for at in range(one.begin - 1, max(one.sentence[0], one.begin - 14), -1):
        if "complementizer" in kinds(at) or "relative" in kinds(at):
            return -1
        if folded[at] in COMMAS:
            first = at + 1
            if (
                first < one.begin
                and (folded[first][0] == "و" or "connector" in kinds(first))
                and "preposition" in kinds(first)
            ):
                return first
            return -1
    return -1


def _add(known: list[Range], more: list[Range]) -> list[Range]:
    return known + [one for one in more if one not in known]


def _stated(reading: Reading, one: Candidate, publisher: tuple[str, ...]) -> list[Range]:
    """The carriers between the cue and its content, and in the asides of the source."""
    if one.opening is None:
        return []
    low = one.source[1] if one.source and one.source[0] >= one.cue[0] else one.cue[1]
    found = sentence_carriers(reading, low, max(low, one.opening.brought), publisher)
    return [carrier for carrier in found if carrier != one.source]


def _covers(reading: Reading, span: Span, phrase: Candidate) -> bool:
    """Whether a prepositional cue follows the content directly, so that it speaks of it."""
    start = reading.scene.start[phrase.begin]
    if start < span[1]:
        return False
    between = reading.scene.text[span[1] : start]
    return not any(char.isalnum() for char in between)


def _finding(
    reading: Reading,
    contents: Contents,
    one: Candidate,
    opening: Opening,
    span: Span,
    carriers: tuple[Range, ...],
    after: Candidate | None,
    sentence: Range,
) -> Finding:
    scene = reading.scene
    words = scene.doc.words
    manner = contents.manner(span, opening, opening.at, words.at(span[1] - 1) + 1)
    leans = one.source is None and (one.rule == "participle" or one.cue[0] > sentence[0])
    return Finding(
        one.rule, one.form, raw(reading, one.cue), span, source_span(reading, one.source),
        tuple(carrier_span(reading, c) for c in carriers if c != one.source), manner, _kind(reading, one, opening),
        one.cue[0], scene.doc.sentence_of(one.cue[0]), leans, _subject(reading, sentence, one) if leans else None,
        after=source_span(reading, after.source) if after is not None and after.source else None,
    )  # fmt: skip


def _kind(reading: Reading, one: Candidate, opening: Opening) -> Kind:
    """By the cue and its frame: «حذر من أن» states, «حذر من» and «شدد على ضرورة» call."""
    if opening.way != "that" and opening.frame is not None and opening.frame.kind:
        return opening.frame.kind  # type: ignore[return-value]
    if opening.way == "preposition" and one.form.row in ("أكد", "شدد") and reading.folded[opening.at] == "ضروره":
        return "call"
    return one.form.kind  # type: ignore[return-value]


def _subject(reading: Reading, sentence: Range, one: Candidate) -> Span | None:
    """The subject of the verb that opens the sentence, before the cue."""
    at = sentence[0]
    while at < one.cue[0] and (not reading.folded[at][0].isalnum() or "connector" in reading.scene.kinds(at)):
        at += 1
    for start in (at, at + 1, at + 2):
        head = reading.scene.head(start) if start < reading.scene.size else None
        if head is not None and head.clitics and reading.folded[start][0] in "لبك":
            continue
        if (
            start < one.cue[0] - 1
            and reading.sources.speaks(start)
            and "preposition" not in reading.scene.kinds(start - 1)
        ):
            stop = reading.sources.end(start, one.cue[0])
            return source_span(reading, (start, stop))
    return None


def _inner_subject(reading: Reading, kept: list[Candidate], one: Candidate) -> Span | None:
    """The subject at the head of the clause reported before («... أن الوزير لم يوافق، وأعرب عن قلقه»)."""
    before = [k for k in kept if k.cue[0] < one.cue[0] and k.opening is not None and k.opening.way == "that"]
    if one.rule != "verb" or not before:
        return None
    opening = before[-1].opening
    if opening is None or not reading.sources.speaks(opening.at):
        return None
    return source_span(reading, (opening.at, reading.sources.end(opening.at, one.cue[0])))


def _from_phrase(
    reading: Reading,
    contents: Contents,
    phrase: Candidate,
    sentence: Range,
    found: list[Finding],
    publisher: tuple[str, ...],
) -> Finding | None:
    """A prepositional cue behind or inside its clause, where no other cue covers that clause."""
    floor = sentence[0]
    for other in found:
        if other.content[1] <= reading.scene.start[phrase.begin]:
            floor = max(floor, reading.scene.doc.words.at(other.content[1]))
    clause = clause_before(reading, phrase.begin, sentence, floor)
    clause = _longer(reading, phrase, sentence, clause)
    if clause is None:
        return None
    span = (reading.scene.start[clause[0]], reading.scene.stop[clause[1] - 1])
    quote = reading.scene.quote_from.get(clause[0])
    if quote is not None and quote.stop == clause[1] and quote.closed:
        span = (quote.inner_start, quote.inner_stop)
    if any(other.content[0] < span[1] and span[0] < other.content[1] for other in found):
        return None
    opening = Opening("object", clause[0], span[0], None, None, clause[0])
    manner = contents.manner(span, opening, clause[0], clause[1])
    after = phrase.source[1] if phrase.source else phrase.cue[1]
    carriers = [*phrase.carriers, *sentence_carriers(reading, after, sentence[1], publisher)]
    return Finding(
        "by_phrase", phrase.form, raw(reading, phrase.cue), span, source_span(reading, phrase.source),
        tuple(carrier_span(reading, c) for c in carriers), manner, "statement", phrase.cue[0],
        reading.scene.doc.sentence_of(phrase.cue[0]),
    )  # fmt: skip


def _longer(reading: Reading, phrase: Candidate, sentence: Range, before: Range | None) -> Range | None:
    """The side of an aside that carries the claim: the clause after it where what stands before is a few words."""
    if before is not None and before[1] - before[0] > 5:
        return before
    at = phrase.source[1] if phrase.source else phrase.cue[1]
    if at >= sentence[1] or reading.folded[at] not in COMMAS or phrase.begin == sentence[0]:
        return before
    stop = sentence[1]
    while stop > at and not reading.folded[stop - 1][0].isalnum() and reading.folded[stop - 1] not in '"»)':
        stop -= 1
    longer = stop - at > 2 * (before[1] - before[0] if before else 0) + 4
    return (at + 1, stop) if longer else before


def raw(reading: Reading, tokens: Range) -> Span:
    """The raw span of a token range."""
    return (reading.scene.start[tokens[0]], reading.scene.stop[tokens[1] - 1])


def source_span(reading: Reading, source: Range | None) -> Span | None:
    """The raw span of a source, without the preposition joined to its first word and without marks around it."""
    if source is None or source[1] <= source[0]:
        return None
    start, stop = raw(reading, source)
    return (start + clitic(reading, source[0]), stop)


def clitic(reading: Reading, at: int) -> int:
    """How many letters of the token are a conjunction or preposition joined to a noun."""
    here = reading.folded[at]
    head = reading.scene.head(at)
    if head is not None:
        return head.clitics
    size, clitics, _ = reading.sources.known(at)
    if size:
        return clitics
    if here.startswith("لل") and len(here) > 4:
        return 1
    return 1 if here[0] == "ل" and at and reading.folded[at - 1].lstrip("و") in ("فقا", "طبقا", "فق") else 0


def carrier_span(reading: Reading, carrier: Range) -> Span:
    """The raw span of a carrier, without its preposition."""
    return source_span(reading, carrier) or raw(reading, carrier)
