"""The days of an archive's pages, and the windows of days in which an archive too large for memory is related."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

MARGIN = 7
"""Days on either side that a window sees besides its own: stories and copies that lie nearer are found whole.

Longer than what relating asks for: a story's articles lie four days apart at most, and what comes back after more than
six is background.
"""
_DAY = len("2000-01-01")


class Window(NamedTuple):
    """Days `start` to `stop` are its own, those from `low` to `high` are read with them (ends not included)."""

    low: int
    start: int
    stop: int
    high: int


def days_of(out: Path) -> dict[str, int]:
    """The day of every page of a batch as an ordinal.

    It is that of its articles, else that on which it was fetched, else that of the page before it in the archive.
    """
    found: dict[str, int] = {}
    day = 0
    for part in sorted((out / "pages").glob("*.parquet")):
        told = _first(_rows(out / "articles" / part.name, ("page", "day", "day_hint")))
        for page, fetched in _rows(part, ("page", "fetched")):
            day = told.get(page) or _ordinal(fetched) or day
            found.setdefault(page, day)
    return found


def windows_of(days: Mapping[str, int], most: int) -> Iterator[Window]:
    """Windows that follow each other, as long as they hold at most `most` pages, but of a margin's days at least."""
    every = sorted(days.values())
    at = every[0]
    while at <= every[-1]:
        low = bisect_left(every, at - MARGIN)
        ends = range(at + MARGIN, every[-1] + 2)
        fits = [stop for stop in ends if bisect_left(every, stop + MARGIN) - low <= most]
        stop = max(fits, default=at + MARGIN)
        yield Window(at - MARGIN, at, stop, stop + MARGIN)
        at = stop


def _first(rows: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """The first day that is known of each page."""
    found: dict[str, int] = {}
    for page, *told in rows:
        day = next(filter(None, map(_ordinal, told)), 0)
        if day:
            found.setdefault(page, day)
    return found


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    import pyarrow.parquet as pq

    if path.exists():
        for batch in pq.ParquetFile(path).iter_batches(columns=list(columns)):
            yield from zip(*(batch.column(name).to_pylist() for name in columns), strict=True)


def _ordinal(text: str | None) -> int:
    """A day as a number, 0 where it is none: a month or a year alone is no day."""
    try:
        return datetime.date.fromisoformat((text or "")[:_DAY]).toordinal()
    except ValueError:
        return 0
