"""Quotations: which marks open and close speech, paired, also where some are missing."""

from __future__ import annotations

import re

from msgspec import Struct

_MARK = re.compile(r"[«»“”„\"]|\n")
_CLOSER = {"«": "»", "“": "”", "„": "”"}


class Quotation(Struct, frozen=True):
    """A quotation: `start` and `stop` with its marks, `inner_start` and `inner_stop` without; raw offsets.

    `closed` is False where the opening or the closing mark is missing.
    """

    start: int
    stop: int
    inner_start: int
    inner_stop: int
    closed: bool


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Pair the quotation marks of `text`; in order of their start."""
    found: list[Quotation] = []
    opened: list[tuple[str, int]] = []
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        if mark == "\n":
            found += [Quotation(start, at, start + 1, at, False) for _, start in opened]
            opened.clear()
        elif opened and mark == opened[-1][0]:
            start = opened.pop()[1]
            found.append(Quotation(start, at + 1, start + 1, at, True))
        elif mark in _CLOSER or mark == '"':
            opened.append((_CLOSER.get(mark, mark), at))
    found += [Quotation(start, len(text), start + 1, len(text), False) for _, start in opened]
    found.sort(key=lambda quotation: (quotation.start, -quotation.stop))
    return tuple(found)
