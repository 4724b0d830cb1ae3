"""A text with many marks in it, as well-formed markup: marks that cross are cut where they do.

Longer marks stand around shorter ones; nothing of the text is lost, moved or doubled.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from markupsafe import Markup

from musnad.web.shown import shown

_NONE = Markup("")


class Mark(NamedTuple):
    """What stands around `[start, stop)` of a text: a tag with its attributes; `after` follows the whole mark.

    `id` is an anchor, given to the first piece only. Among marks of one stretch the lower `rank` stands outside.
    """

    start: int
    stop: int
    rank: int
    tag: str = "span"
    attributes: Markup = _NONE
    id: str = ""
    after: Markup = _NONE


class _Piece(NamedTuple):
    """A part of a mark, ordered as pieces are opened: by start, the longest first."""

    start: int
    minus_stop: int
    rank: int
    number: int


def marked(text: str, start: int, stop: int, marks: Sequence[Mark]) -> Markup:
    """The stretch `[start, stop)` of a text as markup, with all marks that fall into it."""
    waiting = [
        _Piece(max(mark.start, start), -min(mark.stop, stop), mark.rank, n)
        for n, mark in enumerate(marks)
        if max(mark.start, start) < min(mark.stop, stop)
    ]
    heapify(waiting)
    made: list[Markup] = []
    opened: list[_Piece] = []
    at = start
    while waiting or opened:
        if opened and (not waiting or -opened[-1].minus_stop <= waiting[0].start):
            piece = opened.pop()
            made += [shown(text[at : -piece.minus_stop]), _closing(marks[piece.number], -piece.minus_stop)]
            at = -piece.minus_stop
            continue
        piece = heappop(waiting)
        made.append(shown(text[at : piece.start]))
        at = piece.start
        if opened and piece.minus_stop < opened[-1].minus_stop:
            end = -opened[-1].minus_stop
            heappush(waiting, piece._replace(start=end))
            piece = piece._replace(minus_stop=-end)
        opened.append(piece)
        made.append(_opening(marks[piece.number], piece.start))
    return Markup("").join([*made, shown(text[at:stop])])


def _opening(mark: Mark, at: int) -> Markup:
    anchor = Markup(' id="{}"').format(mark.id) if mark.id and at == mark.start else _NONE
    return Markup("<{}{}{}>").format(Markup(mark.tag), anchor, mark.attributes)  # noqa: S704  tags are ours


def _closing(mark: Mark, at: int) -> Markup:
    return Markup("</{}>{}").format(Markup(mark.tag), mark.after if at == mark.stop else _NONE)  # noqa: S704
