"""Traits of a cue that was passed over and of what it may report, as names that trained weights are looked up by.

Whoever changes them trains the weights again: `scripts/train_attribution.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import log2
from typing import Any

from musnad.extract.asks import carries_on, own_voice, passive, spelled, subjunctive, taken
from musnad.extract.candidates import Range, Reading
from musnad.extract.cues import Form
from musnad.extract.grammar import grammar
from musnad.extract.left_over import Sentence
from musnad.extract.openings import Opening
from musnad.extract.scene import COMMAS
from musnad.extract.signs import word_classes
from musnad.extract.words_seen import is_action
from musnad.records import Span

PAST = "past"
"""The trait of an opening behind a clause or quotation that stands right after the cue: that one is the content."""


def _class(reading: Reading, at: int, bounds: Range) -> str:
    """The part that a token plays, with marks for the edges of its sentence."""
    if not bounds[0] <= at < bounds[1]:
        return "edge"
    return word_classes(grammar(reading.scene.lex))[reading.folded[at]]


def shape(form: Form) -> str:
    """The shape of a cue with what is joined to its end."""
    return form.shape + ("+" if form.adverbial else "") + ("~" if form.owner else "")


Part = tuple[Callable[..., tuple[str, ...]], tuple[Any, ...]]
"""A part of what a cue shows: the function that names its traits, and what the function is given."""


def of_cue(reading: Reading, here: Sentence, cue: int, form: Form) -> Iterator[str]:
    """What the cue shows by itself and by the words next to it."""
    return (trait for named, given in parts_of_cue(reading, here, cue, form) for trait in named(*given))


def parts_of_cue(reading: Reading, here: Sentence, cue: int, form: Form) -> list[Part]:
    """The same in parts that come again and again, so that each needs to be weighed but once."""
    folded, scene, bounds = reading.folded, reading.scene, here.tokens
    kind = shape(form)
    before = folded[cue - 1] if cue > bounds[0] else "edge"
    after = folded[cue + 1] if cue + 1 < bounds[1] else "edge"
    earlier, later = _class(reading, cue - 1, bounds), _class(reading, cue + 1, bounds)
    readings, noun = min(len(scene.forms(cue)), 3), scene.head(cue) is not None
    return [
        (_itself, (form.row, kind, form.kind, form.joined, noun, readings, scene.quote_over(cue) is not None)),
        (_before, (before, kind)),
        (_earlier, (earlier, kind, _class(reading, cue - 2, bounds))),
        (_next, (after, later, kind)),
    ]


def _itself(row: str, kind: str, told: str, joined: str, noun: bool, readings: int, quoted: bool) -> tuple[str, ...]:
    own = ("bias", f"shape={kind}", f"row={row}", f"row={row} {kind}", f"kind={told}", f"joined={joined} {kind}")
    around = (f"noun={noun} {kind}", f"readings={readings}")
    return (*own, *around, *(("quoted", f"quoted {kind}") if quoted else ()))


def _before(word: str, kind: str) -> tuple[str, ...]:
    return f"before={word}", f"before={word} {kind}"


def _earlier(part: str, kind: str, further: str) -> tuple[str, ...]:
    return f"earlier={part}", f"earlier={part} {kind}", f"earlier={part} {further}"


def _next(word: str, part: str, kind: str) -> tuple[str, ...]:
    return f"after={word}", f"later={part} {kind}"


def of_speaker(
    reading: Reading, here: Sentence, cue: int, form: Form, source: Range | None, before: Range | None
) -> Iterator[str]:
    """Whether someone speaks, and why the rules may have refused the cue."""
    kind = shape(form)
    if source is not None:
        head = reading.scene.head(source[0])
        named = "name" if reading.sources.person_name(source[0]) else "word"
        yield "source"
        yield f"source={head.kind if head else named}"
        yield f"speaks={reading.sources.speaks(source[0])}"
    elif before is not None:
        yield "subject"
        yield f"subject {kind}"
    else:
        yield f"nobody {kind}"
        yield f"nobody carries={carries_on(reading, cue, here.tokens)}"
    for name in refusals(reading, here, cue, form):
        yield f"no={name}"
        yield f"no={name} {kind}"
    over = next((c for c in here.contents if c[0] <= cue < c[1]), None)
    if over is not None:
        yield "inside"
        yield f"inside {kind}"
        yield f"inside joined={form.joined}"
        yield f"inside at={min((cue - over[0]) // 4, 4)}"
        yield f"inside before={reading.folded[cue - 1]}"
    yield f"earlier cues={min(sum(1 for c in here.cues if c < cue), 3)}"
    later = next((c for c in here.cues if c > cue), None)
    yield f"next cue={min((later - cue) // 3, 5) if later is not None else 'none'} {kind}"


def refusals(reading: Reading, here: Sentence, cue: int, form: Form) -> Iterator[str]:
    """The questions by which the rules refuse a cue."""
    if passive(reading, cue):
        yield "passive"
    if own_voice(reading, cue, here.tokens, form):
        yield "own voice"
    if subjunctive(reading, cue, form):
        yield "subjunctive"
    if form.shape in ("past", "present") and taken(reading, cue, here.tokens, form):
        yield "taken"
    if not spelled(reading, cue, here.tokens, form):
        yield "spelled"
    if form.shape == "participle" and reading.folded[cue].startswith("ال"):
        yield "article"


def of_opening(
    reading: Reading,
    here: Sentence,
    cue: int,
    form: Form,
    opening: Opening,
    turn: int,
    source: Range | None,
    span: Span,
) -> Iterator[str]:
    """What an opening shows: how far it is, what stands between, what it opens with, how long the content is."""
    folded, scene, way, at, brought = reading.folded, reading.scene, opening.way, opening.at, opening.brought
    kind = shape(form)
    yield f"way={way} {kind}"
    yield f"way={way} {form.row}"
    yield f"way={way} {turn}"
    yield f"way={way} later={_class(reading, cue + 1, here.tokens)}"
    far = brought - cue
    yield f"far={far if far < 6 else 6 + min(far // 5, 5)} {way}"
    yield f"far={min(far, 4)} {kind}"
    between = range(cue + 1, brought)
    kinds = [scene.kinds(k) for k in between]
    counts = {
        "verbs": sum(1 for k in between if any(f.shape in ("past", "present") for f in scene.forms(k))),
        "commas": sum(1 for k in between if folded[k] in COMMAS),
        "clauses": sum(1 for one in kinds if "complementizer" in one),
        "relatives": sum(1 for one in kinds if "relative" in one),
        "prepositions": sum(1 for one in kinds if "preposition" in one),
    }
    for name, count in counts.items():
        yield f"{name}={min(count, 3)} {way}"
    next_to = (cue + 1, opening.source[1] if opening.source else cue + 1)
    if any("complementizer" in scene.kinds(k) or k in scene.quote_from for k in next_to if k < brought):
        yield PAST
        yield f"past {way}"
    if source is not None and source != opening.source:
        yield f"source cut {way}"
    if source is not None:
        yield f"source {way}"
        yield f"gap={min(brought - source[1], 4)} {way}"
    frame = opening.frame
    yield f"frame={'none' if frame is None else 'weak' if frame.weak else 'own'} {way}"
    quote = scene.quote_from.get(at)
    if quote is not None:
        yield f"quote={min(quote.words // 3, 4)} {way}"
        yield f"quote closed={quote.closed}"
    first = _class(reading, at, here.tokens)
    yield f"first={first} {way}"
    yield f"first={folded[at]} {way}"
    if way == "object":
        yield f"action={is_action(scene, at)}"
        yield f"action={is_action(scene, at)} {form.row}"
        yield f"definite={scene.definite(at)}"
        yield f"last={_class(reading, at - 1, here.tokens)} first={first}"
    stop = scene.doc.words.at(span[1] - 1) + 1
    size = stop - at
    yield f"size={size if size < 5 else 5 + int(log2(size))}"
    yield f"size={min(size // 3, 5)} {way}"
    held = [c for c in here.cues if at <= c < stop]
    if held:
        yield "holds"
        yield f"holds={min((held[0] - at) // 3, 4)}"
