"""Cues that the rules passed over: every place where a content of theirs may start.

The rules want to be sure. For a cue without a finding this module offers each opening in reach (clause, quotation,
colon, preposition, object) with its traits; `second_look` weighs them with weights learnt from marked articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from musnad.extract.candidates import Range, Reading
from musnad.extract.contents import Contents
from musnad.extract.cue_traits import of_opening, of_speaker
from musnad.extract.cues import Form, Frame
from musnad.extract.left_over import Sentence
from musnad.extract.openings import Opening, Way
from musnad.extract.scene import STOPS
from musnad.extract.subjects import subject_before
from musnad.extract.words_seen import hides, is_action
from musnad.records import Span

_REACH = 45
_TWICE = 2
"""How many openings of one way are offered for a cue."""
_NOUN_PHRASE = frozenset(("اي", "عدم", "هذا", "هذه", "تلك", "جميع", "كل", "ما", "وجود"))
"""Words that open a noun phrase wherever they stand."""


class Offer(Struct, frozen=True):
    """A content that a cue may have: how it opens, its raw span, whose it is, and its traits."""

    cue: int
    form: Form
    opening: Opening
    span: Span
    source: Range | None
    traits: tuple[str, ...]


def offers(reading: Reading, here: Sentence, cue: int, form: Form, own: Sequence[str]) -> Iterator[Offer]:
    """All offers of one reading of a cue, whose own traits (`of_cue`) are given; none that tells again what is told."""
    limit = here.tokens[1]
    found = openings(reading, cue, limit, form)
    holds = form.has("اسم") is not None
    if (not found and not holds) or (form.kind == "call" and hides(reading.scene, cue, limit)):
        return
    source = reading.frames.source_after(cue + 1, min(limit, cue + _REACH), form)
    first = source[1] if source is not None else cue + 1
    if holds and first < limit:
        found.setdefault(first, ("object", first, first, 0))
    spans = [(span, *one) for one in found.values() if (span := _span(reading, here, source, *one[:3])) is not None]
    before = subject_before(reading, cue, here.tokens, form) if spans and source is None else None
    shared = [*own, *of_speaker(reading, here, cue, form, source, before)] if spans else []
    for span, way, at, brought, turn in spans:
        said_by = _up_to(source, at)
        opening = Opening(way, at, span[0], _frame(reading, form, way, brought), source, brought)
        traits = (*shared, *of_opening(reading, here, cue, form, opening, turn, said_by, span))
        yield Offer(cue, form, opening, span, said_by or before, traits)


def _span(reading: Reading, here: Sentence, source: Range | None, way: Way, at: int, brought: int) -> Span | None:
    """The raw span of the content that an opening brings in; None for what is no whole content, or told already."""
    quote = reading.scene.quote_from.get(at)
    start = quote.inner_start if quote is not None and way == "quote" else reading.scene.start[at]
    opening = Opening(way, at, start, None, source, brought)
    contents = Contents(reading.scene, reading.sources)
    span = contents.span(opening, here.tokens[1], [cut for cut in here.cuts if cut > at])
    if span is None or not _whole(reading, here, at, span) or _told(reading, here, span):
        return None
    return span


def _up_to(source: Range | None, at: int) -> Range | None:
    """A source cut where the content starts inside it; none where it would be nothing."""
    if source is None or source[1] <= at:
        return source
    return (source[0], at) if source[0] < at else None


def _whole(reading: Reading, here: Sentence, at: int, span: Span) -> bool:
    """Whether a content is more than a word or two that something else cuts off («أن», «رئيس الحكومة إن»)."""
    last = reading.scene.doc.words.at(span[1] - 1)
    cut = last < at + 3 and last + 1 in here.cuts
    return last > at and not cut and not reading.scene.kinds(last) & {"complementizer", "preposition", "relative"}


def _told(reading: Reading, here: Sentence, span: Span) -> bool:
    """Whether a content of the sentence is much the same: half of the words of both are shared."""
    at = reading.scene.doc.words.at
    start, stop = at(span[0]), at(span[1] - 1) + 1
    return any(4 * (min(stop, b) - max(start, a)) >= stop - start + b - a for a, b in here.contents)


def openings(reading: Reading, cue: int, limit: int, form: Form) -> dict[int, tuple[Way, int, int, int]]:
    """Where a content may start after a cue, by its token: the way, the token, what brings it in, which of its way."""
    folded, scene = reading.folded, reading.scene
    found: dict[int, tuple[Way, int, int, int]] = {}
    turns: dict[str, int] = {}
    marks = [frame.mark for frame in form.frames if frame.mark not in ("ان", "اسم")]
    holds = form.has("اسم") is not None

    def offer(way: Way, key: str, at: int, brought: int) -> None:
        turns[key] = turns.get(key, 0) + 1
        if turns[key] <= _TWICE and at < limit:
            found.setdefault(at, (way, at, brought, turns[key]))

    at = cue + 1
    stop = min(limit, cue + _REACH)
    while at < stop:
        word = folded[at]
        if word in STOPS and not scene.tight(at):
            break
        if "complementizer" in scene.kinds(at):
            offer("that", "that", at + 1 + (folded[at + 1] == ":"), at)
        quote = scene.quote_from.get(at)
        if quote is not None and quote.words > 0:
            if quote.words > 1:
                offer("quote", "quote", at, at)
            at = max(quote.stop, at + 1)
            continue
        if word == ":":
            offer("colon", "colon", at + 1, at)
        for mark in marks:
            if word == mark:
                offer("preposition", mark, at + 1, at)
            elif mark == "ب" and word[0] == "ب" and len(word) > 3:
                offer("preposition", mark, at, at)
        if holds and (word in _NOUN_PHRASE or is_action(scene, at)):
            offer("object", "action", at, at)
        at += 1
    return found


def _frame(reading: Reading, form: Form, way: Way, brought: int) -> Frame | None:
    """The frame of the cue that the opening fills, None where it has none for it."""
    if way == "preposition":
        return form.has(reading.folded[brought]) or form.has("ب")
    return form.has("اسم") if way == "object" else form.has("ان")
