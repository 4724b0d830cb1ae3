"""Which candidates of a sentence stand, where their contents end, and through whom their words came."""

from __future__ import annotations

import msgspec

from musnad.extract.by_phrase import clause_before, looks_back
from musnad.extract.candidates import Candidate, Range, Reading
from musnad.extract.chains import same_outlet, sentence_carriers
from musnad.extract.choose import add, choose, led, stated
from musnad.extract.contents import Contents
from musnad.extract.cues import Form
from musnad.extract.findings import Finding, carrier_span, raw, source_span
from musnad.extract.openings import Opening
from musnad.extract.scene import COMMAS
from musnad.extract.words_seen import is_action
from musnad.records import Kind, Span


def settle(reading: Reading, sentence: Range, candidates: list[Candidate], publisher: tuple[str, ...]) -> list[Finding]:
    """The findings of one sentence from its candidates."""
    contents = Contents(reading.scene, reading.sources)
    chosen = choose(reading, sentence, candidates, publisher)
    kept, phrases, outer, through = chosen.kept, chosen.phrases, chosen.outer, chosen.through
    cuts = sorted([one.begin for one in kept] + [one.begin for one in phrases])
    carriers: list[Range] = []
    found: list[Finding] = []
    via: Form | None = None
    spoke: Range | None = None
    trailing = [p for p in phrases if p.opening is None or p not in kept]
    done: set[int] = set()
    for one in kept:
        if one.opening is None:
            continue
        said_by = [one.source[0]] if one.rule == "referred" and one.source else []
        after_it = [c for c in cuts if c > one.opening.at and c != one.begin]
        span = contents.span(one.opening, sentence[1], after_it + said_by)
        if span is None:
            continue
        goes_on = one.form.row in reading.scene.keys("going_on")
        kept_on = goes_on or (one.rule == "carried" and not one.carriers)  # «كما نقلت عن الوزير»
        if spoke is not None and one.source is not None and not kept_on and not _same(reading, spoke, one.source):
            carriers = []  # another speaks: how the words before came says nothing of his
        spoke = one.source or spoke
        carriers = add(carriers, [*outer.get(one.cue[0], []), *one.carriers])
        if not found:
            carriers = add(carriers, led(reading, one, sentence[0], publisher))
        carriers = add(carriers, stated(reading, one, publisher))
        after = None
        for number, phrase in enumerate(trailing):
            if number in done or phrase.begin < one.cue[0]:
                continue
            if _covers(reading, span, phrase) or phrase.begin < one.opening.brought:
                done.add(number)
                after = phrase
                break
        if after is not None and after.begin < one.opening.brought and after.source is not None:
            carriers, after = add(carriers, [*after.carriers, after.source]), None
        others = tuple(c for c in carriers if not same_outlet(reading, c, publisher))
        made = finding_of(reading, contents, one, one.opening, span, others, after, sentence)
        via = through.get(one.cue[0], via)
        inner = _inner_subject(reading, kept, one) if made.leans else None
        behind = _looking_back(reading, trailing, sentence) if inner is not None else ()
        within = source_span(reading, chosen.within.get(one.cue[0]))
        found.append(msgspec.structs.replace(made, through=via, inner=inner, back=behind, within=within))
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


def _same(reading: Reading, one: Range, other: Range) -> bool:
    """Whether two sources share a word that tells who it is."""
    first, second = (
        {reading.folded[k].removeprefix("ال") for k in range(*source) if len(reading.folded[k]) > 2}
        for source in (one, other)
    )
    return bool(first & second)


def _looking_back(reading: Reading, phrases: list[Candidate], sentence: Range) -> tuple[Span, ...]:
    """The sources at the head of a sentence that only tells where the words before it came from."""
    if not any(looks_back(reading, phrase, sentence) for phrase in phrases):
        return ()
    return tuple(span for phrase in phrases for span in _sources(reading, phrase))


def _sources(reading: Reading, phrase: Candidate | None) -> tuple[Span, ...]:
    """The source of a prepositional cue, after the carriers through whom it came."""
    if phrase is None or phrase.source is None:
        return ()
    spans = (source_span(reading, one) for one in (*phrase.carriers, phrase.source))
    return tuple(span for span in spans if span)


def _backward(reading: Reading, phrase: Candidate, phrases: list[Candidate]) -> Finding:
    """A finding without content: the carriers of the words in the sentence before."""
    spans = [span for p in phrases for span in _sources(reading, p)]
    cue = raw(reading, phrase.cue)
    return Finding(
        "looks_back", phrase.form, cue, cue, None, tuple(spans), "indirect", "statement",
        phrase.cue[0], reading.scene.doc.sentence_of(phrase.cue[0]),
    )  # fmt: skip


def _covers(reading: Reading, span: Span, phrase: Candidate) -> bool:
    """Whether a prepositional cue follows the content directly, so that it speaks of it."""
    start = reading.scene.start[phrase.begin]
    if start < span[1]:
        return False
    between = reading.scene.text[span[1] : start]
    return not any(char.isalnum() for char in between)


def finding_of(
    reading: Reading,
    contents: Contents,
    one: Candidate,
    opening: Opening,
    span: Span,
    carriers: tuple[Range, ...],
    after: Candidate | None,
    sentence: Range,
) -> Finding:
    """The finding of a candidate whose content has the raw span given."""
    scene = reading.scene
    words = scene.doc.words
    manner = contents.manner(span, opening, opening.at, words.at(span[1] - 1) + 1)
    leans = one.source is None and (one.rule in ("participle", "put_as") or one.cue[0] > sentence[0])
    return Finding(
        one.rule, one.form, raw(reading, one.cue), span, source_span(reading, one.source),
        tuple(carrier_span(reading, c) for c in carriers if c != one.source), manner, _kind(reading, one, opening),
        one.cue[0], scene.doc.sentence_of(one.cue[0]), leans, _subject(reading, sentence, one) if leans else None,
        after=_sources(reading, after),
    )  # fmt: skip


def _kind(reading: Reading, one: Candidate, opening: Opening) -> Kind:
    """By the cue and its frame: «حذر من أن» states, «حذر من» and «شدد على ضرورة» call."""
    if opening.way != "that" and opening.frame is not None and opening.frame.kind:
        return opening.frame.kind  # type: ignore[return-value]
    needed = reading.folded[opening.at] in reading.scene.words("need")
    if opening.way == "preposition" and needed and one.form.kind == "statement":
        return "call"
    return one.form.kind  # type: ignore[return-value]


def _subject(reading: Reading, sentence: Range, one: Candidate) -> Span | None:
    """The subject of the verb that opens the sentence, before the cue."""
    at = sentence[0]
    while at < one.cue[0] and (not reading.folded[at][0].isalnum() or "connector" in reading.scene.kinds(at)):
        at += 1
    within = "preposition" in reading.scene.kinds(at) and reading.scene.head(at) is None
    for start in (at, at + 1, at + 2):
        head = reading.scene.head(start) if start < reading.scene.size else None
        if head is not None and head.clitics and reading.folded[start][0] in "لبك":
            continue
        if start < reading.scene.size and "interview" in reading.scene.kinds(start):
            continue  # «وختم حديثه قائلا»
        if (
            start < one.cue[0] - (one.rule != "verbal_noun")
            and reading.sources.speaks(start)
            and "preposition" not in reading.scene.kinds(start - 1)
        ):
            stop = reading.sources.end(start, one.cue[0])
            if within and stop < one.cue[0]:
                return None  # «وحول تصوير بعض الناخبات، قال», but «بعد نشر بيانات تفيد بأن»
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
    at = phrase.source[1] if phrase.source else phrase.cue[1]
    cut = at < sentence[1] and reading.folded[at] in COMMAS and reading.folded[phrase.begin - 1] in COMMAS
    goes_on = cut and (reading.folded[at + 1] in ("الي", "ان") or reading.folded[at + 1][0] == "ب")
    if before is not None and before[1] - before[0] > 5 and not goes_on:
        return before
    goes_on = goes_on or (cut and "preposition" in reading.scene.kinds(at + 1))
    bare = at < sentence[1] and phrase.begin > sentence[0] and reading.folded[phrase.begin - 1] not in COMMAS
    if bare and before is not None and before[1] - before[0] <= _FEW and is_action(reading.scene, at):
        stop = _last_word(reading, at, sentence[1])  # «وتتضمن الاتفاقيات بحسب صحف محلية إقرار بروتوكول ...»
        return (at, stop) if stop - at > before[1] - before[0] else before
    if at >= sentence[1] or reading.folded[at] not in COMMAS or phrase.begin == sentence[0]:
        return before
    stop = _last_word(reading, at, sentence[1])
    longer = stop - at > (4 if goes_on else 2 * (before[1] - before[0] if before else 0) + 4)
    return (at + 1, stop) if longer else before


_FEW = 5
"""So few words before a cue without commas are no claim of their own where an object follows."""


def _last_word(reading: Reading, at: int, stop: int) -> int:
    """The end of the words behind `at`, without the marks after the last."""
    while stop > at and not reading.folded[stop - 1][0].isalnum() and reading.folded[stop - 1] not in '"»)':
        stop -= 1
    return stop
