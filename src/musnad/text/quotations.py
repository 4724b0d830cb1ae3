"""Quotations: which marks open and close speech, paired, also where some are missing.

A paragraph's marks (`quote_marks`) are paired with a stack. A mark that finds no partner makes a quotation that is not
`closed`, up to the edge of its paragraph; but one left open at a paragraph's end waits for a later paragraph that
closes what it did not open. Single quotes and double parentheses count only in pairs, since alone they are
apostrophes and brackets. The cost is linear in the text.
"""

from __future__ import annotations

import re
from collections import Counter

import msgspec
from msgspec import Struct

from musnad.text.fold import Folded, fold
from musnad.text.quote_marks import CLOSES, EITHER, OPENS, Mark, paragraphs

_INK = re.compile(r"[^ \n]")
_FARTHEST = 6000
"""How many characters on a quotation may wait for the paragraph that closes it."""


class Quotation(Struct, frozen=True):
    """A quotation in raw offsets: `start` and `stop` with its marks, `inner_start` and `inner_stop` without them.

    Space just inside the marks is left out of the inner span. `closed` is False where a mark is missing.
    """

    start: int
    stop: int
    inner_start: int
    inner_stop: int
    closed: bool


_Pair = tuple[int, int, int, int, bool]
"""Outer start, inner start, inner stop, outer stop in the folded text, and whether it is closed."""


class _Matched(Struct):
    """What matching a paragraph's marks gave: pairs, marks left open (outermost first) and marks that close nothing.

    Each of these last comes with the offset that its quotation can start at; -1 is the paragraph's start.
    """

    pairs: list[_Pair] = []
    opened: list[Mark] = []
    unopened: list[tuple[Mark, int]] = []


def find_quotations(text: str, body: int = 0) -> tuple[Quotation, ...]:
    """Pair the quotation marks of `text`, in order of their start, an outer before its inner ones.

    Quotations never cross. None runs over `body`, the raw offset where the title ends and the body starts.
    """
    return quotations_of(fold(text), body)


def quotations_of(shadow: Folded, body: int = 0) -> tuple[Quotation, ...]:
    """Pair the quotation marks of a text that is folded already."""
    text, border = shadow.folded, shadow.offset(body)
    pairs: list[_Pair] = []
    waiting: Mark | None = None
    waiting_stop = 0
    for start, stop, marks in paragraphs(text):
        if waiting and (start - waiting.start > _FARTHEST or waiting.start < border <= start):
            pairs.append(_left_open(waiting, waiting_stop))
            waiting = None
        found = _match_best(marks)
        early = _closes_early(found, marks, waiting)
        if waiting and early:
            pairs.append((waiting.start, waiting.stop, early.start, early.stop, True))
            del found.unopened[0]
            waiting = None
        elif waiting and any(mark.family == waiting.family for mark in marks):
            pairs.append(_left_open(waiting, waiting_stop))
            waiting = None
        pairs += found.pairs
        pairs += [(max(at, start), max(at, start), mark.start, mark.stop, False) for mark, at in found.unopened]
        if waiting is None and found.opened:
            waiting, waiting_stop = found.opened.pop(0), stop
        pairs += [_left_open(mark, stop) for mark in found.opened]
    if waiting:
        pairs.append(_left_open(waiting, waiting_stop))
    return _quotations(shadow, pairs)


def _left_open(mark: Mark, stop: int) -> _Pair:
    return (mark.start, mark.stop, stop, stop, False)


def _closes_early(found: _Matched, marks: list[Mark], waiting: Mark | None) -> Mark | None:
    """The mark that closes what an earlier paragraph opened: its kind's first, with nothing open around it."""
    if waiting is None or not found.unopened:
        return None
    mark, around = found.unopened[0]
    first = next(m for m in marks if m.family == mark.family)
    return mark if mark.family == waiting.family and around < 0 and first.start == mark.start else None


def _quotations(shadow: Folded, pairs: list[_Pair]) -> tuple[Quotation, ...]:
    """Trim the pairs, map them to the raw text and put them in order."""
    edges = _Edges(shadow.folded)
    made = []
    for start, inner_start, inner_stop, stop, closed in pairs:
        inner_low = min(edges.after(inner_start), inner_stop)
        inner_high = max(edges.before(inner_stop), inner_low)
        low = start if start < inner_start else inner_low
        high = stop if inner_stop < stop else inner_high
        made.append(Quotation(*shadow.span(low, high), *shadow.span(inner_low, inner_high), closed))
    made.sort(key=lambda q: (q.start, -q.stop))
    return tuple(made)


class _Edges:
    """Where the space at an offset ends; each run of space is walked once, however many marks share it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.known_after: dict[int, int] = {}
        self.known_before: dict[int, int] = {}

    def after(self, at: int) -> int:
        if at not in self.known_after:
            found = _INK.search(self.text, at)
            self.known_after[at] = found.start() if found else len(self.text)
        return self.known_after[at]

    def before(self, at: int) -> int:
        if at not in self.known_before:
            found = at
            while found and self.text[found - 1] in " \n":
                found -= 1
            self.known_before[at] = found
        return self.known_before[at]


def _match_best(marks: list[Mark]) -> _Matched:
    """Match marks by what they say; where some stay alone, try taking the straight ones by turns instead."""
    found = _match(marks)
    if alone := _alone(found):
        turns = [msgspec.structs.replace(m, way=EITHER) if m.family == "double" else m for m in marks]
        other = _match(turns)
        return other if _alone(other) < alone else found
    return found


def _alone(found: _Matched) -> int:
    return len(found.opened) + len(found.unopened) + sum(not pair[-1] for pair in found.pairs)


def _match(marks: list[Mark]) -> _Matched:
    """Match marks with a stack; a mark of no known way closes what is open of its kind, else it opens."""
    found = _Matched()
    depth = Counter[str]()
    for mark in marks:
        way = mark.way or (CLOSES if depth[mark.family] else OPENS)
        if way == OPENS:
            found.opened.append(mark)
            depth[mark.family] += 1
        elif depth[mark.family]:
            _close(found, mark, depth)
        elif not mark.weak:
            found.unopened.append((mark, found.opened[-1].stop if found.opened else -1))
    found.opened = [mark for mark in found.opened if not mark.weak]
    return found


def _close(found: _Matched, mark: Mark, depth: Counter[str]) -> None:
    """Close the last mark open of the kind of `mark`; what was opened after it ends, unclosed, where `mark` stands."""
    start = mark.start
    while True:
        last = found.opened.pop()
        depth[last.family] -= 1
        if last.family != mark.family:
            if not last.weak:
                found.pairs.append(_left_open(last, start))
            continue
        ours = mark.stop - start if mark.split else 1
        theirs = last.stop - last.start if last.split else 1
        if theirs > ours:
            found.opened.append(Mark(last.start, last.stop - ours, last.family, last.way, split=True))
            depth[last.family] += 1
            found.pairs.append((last.stop - ours, last.stop, start, mark.stop, True))
        elif ours > theirs and depth[mark.family]:
            found.pairs.append((last.start, last.stop, start, start + theirs, True))
            start += theirs
            continue
        else:
            found.pairs.append((last.start, last.stop, start, mark.stop, True))
        return
