"""Quotation marks: what each may do by its shape and its sides.

What a mark does is told by its shape («»“”), else by its sides (space before and a letter after opens); what neither
tells is left to pairing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from musnad.text.clitics import noun_particles

_MARK = re.compile(r"([«»‹›“”″„‟‘’‚\"'`<>()\n])\1*")
_RUNS = frozenset("\"'")
_DOUBLED = frozenset("`<>()")
_FAMILY = {
    **dict.fromkeys(("«", "»", "<<", ">>"), "angle"),
    **dict.fromkeys(("‹", "›"), "small angle"),
    **dict.fromkeys(("“", "”", "″", "„", "‟", '"', "''", "``"), "double"),
    **dict.fromkeys(("‘", "’", "‚", "'"), "single"),
    **dict.fromkeys(("((", "))"), "round"),
}
OPENS, EITHER, CLOSES = 1, 0, -1
_SHAPE = {
    **dict.fromkeys(("«", "<<", "‹", "“", "„", "‟", "‘", "‚", "``", "(("), OPENS),
    **dict.fromkeys(("»", ">>", "›", "”", "″", "’", "))"), CLOSES),
}
_ONLY_IN_PAIRS = frozenset({"single", "round"})
_BEFORE_OPENING = frozenset(" \n([{«“‹:،,؛;-–—/|")
_AFTER_CLOSING = frozenset(" \n)]}»”›.:،,؛;!?؟…-–—/|")
_LETTERS_AT_END = re.compile(r"\w*$")
_LONGEST_PARTICLES = 8


class Mark(Struct):
    """A mark in the folded text.

    `split`: each of its characters may stand for a mark of its own. `weak`: it counts only in a pair.
    """

    start: int
    stop: int
    family: str
    way: int
    split: bool = False
    weak: bool = False


def paragraphs(text: str) -> Iterator[tuple[int, int, list[Mark]]]:
    """The paragraphs that hold a mark, each with its marks."""
    start, marks = 0, list[Mark]()
    for match in _MARK.finditer(text):
        at, stop = match.span()
        sign = text[at]
        if sign != "\n":
            marks += _read_run(text, at, stop, sign)
            continue
        if marks:
            yield start, at, _with_ways(text, marks)
            marks = []
        start = stop
    if marks:
        yield start, len(text), _with_ways(text, marks)


def _read_run(text: str, start: int, stop: int, sign: str) -> Iterator[Mark]:
    """The marks in a run of one character: one where only doubled or run together it is a mark, else each."""
    if sign in _RUNS or sign in _DOUBLED:
        if sign in _RUNS or stop - start == 2:
            yield from _read_mark(text, start, stop)
        return
    for at in range(start, stop):
        yield from _read_mark(text, at, at + 1)


def _read_mark(text: str, start: int, stop: int) -> Iterator[Mark]:
    """The mark at `[start, stop)` with what its sides say; none where it is an apostrophe or holds nothing."""
    sign = text[start:stop]
    family = _FAMILY.get(sign) or "double"
    before, after = text[start - 1 : start] or " ", text[stop : stop + 1] or " "
    way = _way_by_sides(before, after)
    if before not in _BEFORE_OPENING and after not in _AFTER_CLOSING:
        if "ء" <= after <= "ي" and _only_particles(text[max(0, start - _LONGEST_PARTICLES) : start]):
            way = OPENS
        elif family == "single":
            return
    run = sign[0] == '"' and stop - start > 1
    if run and before == after == " ":
        return
    inches = sign in '"″' and way == CLOSES and before.isdigit()
    yield Mark(start, stop, family, way, run, inches or family in _ONLY_IN_PAIRS)


def _only_particles(before: str) -> bool:
    """Whether the letters that end `before` are particles that are written on the next word."""
    return _LETTERS_AT_END.search(before)[0] in _particles()  # type: ignore[index]


@cache
def _particles() -> frozenset[str]:
    return frozenset(spelled for spelled, _ in noun_particles()) - {""}


def _way_by_sides(before: str, after: str) -> int:
    opens, closes = before in _BEFORE_OPENING, after in _AFTER_CLOSING
    return int(opens) - int(closes)


def _with_ways(text: str, marks: list[Mark]) -> list[Mark]:
    """Settle what the marks with a shape do: as they are shaped, or the other way round where a paragraph swaps them.

    Right-to-left text is often typed with the two shapes of a kind swapped (”نص“): then the first closes by its
    shape, the last opens, and most stand with the wrong side to the space.
    """
    shapes = [_SHAPE.get(text[mark.start : mark.stop], EITHER) for mark in marks]
    if not any(shapes):
        return marks
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    wrong = Counter[str]()
    for mark, shape in zip(marks, shapes, strict=True):
        first.setdefault(mark.family, shape)
        last[mark.family] = shape
        wrong[mark.family] -= mark.way * shape
    for mark, shape in zip(marks, shapes, strict=True):
        swapped = first[mark.family] == CLOSES and last[mark.family] == OPENS and wrong[mark.family] > 0
        if shape:
            mark.way = -shape if swapped else shape
    return marks
