"""Days as furniture writes them: with weekday, time of day, Hijri day and what else stands around a date on a page."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from ahocorasick_rs import AhoCorasick
from msgspec import Struct

from musnad.lexicon import lexicon
from musnad.records import Span
from musnad.text.fold import fold_text

_S = r"[ \n]?[,،\-–/|.~]?[ \n]?"
_END = r"(?![^\W\d_])"
_TIME = (
    rf"\d{{1,2}} ?: ?\d{{2}}(?: ?: ?\d{{2}})?(?! ?:)(?: ?(?:صباحا|مساء|ظهرا|ص|م|am|pm){_END})?"
    r"(?: (?:بتوقيت|توقيت) [^\W\d_]+(?: المكرمه)?| gmt| تغ)?"
)
_YEAR = r"(?:19|20)\d\d"
_TIME_AFTER = re.compile(rf"{_S}(?:الساعه )?{_S}(?P<t>{_TIME})")
_TIME_BEFORE = re.compile(rf"(?<!\d)(?P<t>{_TIME}){_S}$")
_DIGITS = re.compile(r"\d+")
_IN_DIGITS = re.compile(r"\d ?[/.\-\\] ?\d")
_BEFORE, _BEHIND = 40, 60
"""Letters that a date may have before its first digit and behind its last, and some more."""
_GAP = re.compile(r"[ \n,،\-–/|.~]*")
_AND = re.compile(rf"{_S}(?:الموافق )?{_S}")


def near_digits(text: str) -> list[Span]:
    """The stretches of a text that have a digit near: far enough around for all that furniture writes with digits."""
    return _around([match.span() for match in _DIGITS.finditer(text)])


def near_dates(text: str) -> list[Span]:
    """The stretches of a folded text that may hold a date: around the names of months and days in digits."""
    months = _month_names().find_matches_as_indexes(text.encode("utf-8", "replace").decode())
    numbers = [match.span() for match in _IN_DIGITS.finditer(text)]
    return _around(sorted([*numbers, *((start, stop) for _, start, stop in months)]))


@cache
def _month_names() -> AhoCorasick:
    return AhoCorasick([fold_text(row.name) for row in lexicon().months.values()])


def _around(places: list[Span]) -> list[Span]:
    found: list[Span] = []
    for start, stop in places:
        low, high = max(0, start - _BEFORE), stop + _BEHIND
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return found


def matches(pattern: re.Pattern[str], text: str, stretches: Iterable[Span]) -> Iterator[re.Match[str]]:
    """The matches of a pattern in some stretches of a text."""
    return chain.from_iterable(pattern.finditer(text, low, high) for low, high in stretches)


@cache
def _months() -> dict[str, int]:
    return {fold_text(row.name): row.month for row in lexicon().months.values() if row.calendar == "gregorian"}


@cache
def _date() -> re.Pattern[str]:
    """A date in any form: weekday, then day and named month, month and day, digits, or a Hijri day."""
    months, hijri, weekdays = (
        "|".join(sorted(map(re.escape, names), key=len, reverse=True))
        for names in (
            _months(),
            [fold_text(row.name) for row in lexicon().months.values() if row.calendar == "hijri"],
            [fold_text(row.name) for row in lexicon().weekdays.values()],
        )
    )
    return re.compile(
        rf"(?:(?:(?<![^\W\d_])(?:يوم )?|(?=ال))(?P<wd>{weekdays}){_S}|(?<![^\W\d_])|(?<=[ء-ي])(?=\d))(?:"
        rf"(?P<d1>[0-3]?\d)(?:{_S}(?:من )?|)(?P<m1>{months}){_END}(?: ?[/(\\-]? ?(?:{months}){_END} ?\)?)?"
        rf"(?:{_S}(?:عام |سنه )?(?P<y1>{_YEAR})(?: ?م(?![^\W_]))?)?"
        rf"|(?P<m2>{months}) (?P<d2>[0-3]?\d)(?:th|st|nd|rd)?{_S}(?P<y2>{_YEAR})"
        rf"|(?<!\d)(?P<d3>[0-3]?\d) ?(?P<s3>[/.\-\\]) ?(?P<n3>[0-3]?\d) ?(?P=s3) ?(?P<y3>{_YEAR})"
        rf"|(?<!\d)(?P<y4>{_YEAR}) ?(?P<s4>[/.\-]) ?(?P<n4>[01]?\d) ?(?P=s4) ?(?P<d4>[0-3]?\d)(?!\d)"
        rf"|(?P<hd>[0-3]?\d){_S}(?:{hijri}){_S}1[34]\d\d(?: ?ه(?:جريه|ج)?{_END})?(?: ?-(?= ))?"
        rf")"
    )


class DayMark(Struct, frozen=True):
    """A date on the page: folded offsets with time and Hijri day, its value ("" where no day of the calendar)."""

    start: int
    stop: int
    value: str
    year: bool
    weekday: bool
    time: bool
    hijri: bool = False


def find_days(folded: str) -> list[DayMark]:
    """The dates in a folded text, each with the time of day beside it; neighbours of two calendars are one."""
    found: list[DayMark] = []
    for match in matches(_date(), folded, near_dates(folded)):
        mark = _with_time(folded, match)
        if mark is None:
            continue
        if found and (mark.hijri or found[-1].hijri) and _AND.fullmatch(folded, found[-1].stop, mark.start):
            mark = _joined(found.pop(), mark)
        found.append(mark)
    return found


def _joined(left: DayMark, right: DayMark) -> DayMark:
    value = right.value or left.value
    return DayMark(
        left.start, right.stop, value, left.year or right.year, left.weekday or right.weekday, left.time or right.time
    )


def _with_time(folded: str, match: re.Match[str]) -> DayMark | None:
    start, stop = _without_last_line(folded, match), match.end()
    hijri = bool(match["hd"])
    value = "" if hijri else _value(match)
    year = bool(match["y1"] or match["y2"] or match["y3"] or match["y4"])
    if not hijri and not value and year:
        return None
    time = False
    if after := _TIME_AFTER.match(folded, stop):
        stop, time = after.end(), True
    elif before := _TIME_BEFORE.search(folded, max(0, start - 40), start):
        start, time = before.start("t"), True
    return DayMark(start, stop, value, year, bool(match["wd"]), time, hijri)


def _without_last_line(folded: str, match: re.Match[str]) -> int:
    """Where a date starts: behind a weekday that ends the line above it and does not stand there alone."""
    start, behind = match.start(), match.end("wd")
    gap = _GAP.match(folded, behind) if behind >= 0 else None
    if gap is None or "\n" not in gap[0] or not start or folded[start - 1] == "\n":
        return start
    return gap.end()


def _value(match: re.Match[str]) -> str:
    """The day as YYYY-MM-DD; "" without a year, or where no such day is."""
    numbers: tuple[str, str | int, str]
    if match["y1"]:
        numbers = (match["y1"], _months()[match["m1"]], match["d1"])
    elif match["y2"]:
        numbers = (match["y2"], _months()[match["m2"]], match["d2"])
    elif match["y3"]:
        # day first; month first only where it cannot be otherwise
        late = int(match["n3"]) > 12
        numbers = (match["y3"], match["d3"], match["n3"]) if late else (match["y3"], match["n3"], match["d3"])
    elif match["y4"]:
        numbers = (match["y4"], match["n4"], match["d4"])
    else:
        return ""
    try:
        return datetime.date(*map(int, numbers)).isoformat()
    except ValueError:
        return ""
