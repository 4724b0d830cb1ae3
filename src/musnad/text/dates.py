"""Dates in running text, date lines and metadata: what day stands there, and never one that does not.

A date is read from its words: day, month and year count only where each of them stands there, so that its precision
is the text's own. Month names of every region are known (`months.tsv`), also two side by side (تشرين الأول/أكتوبر);
numeric dates are day first unless the year leads. Hijri dates are marked as such and not converted: the calendar
follows the sight of the moon. The cost is linear.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from musnad.records import Precision
from musnad.text.calendars import (
    LONGEST_MONTH,
    YEARS,
    MonthName,
    day_exists,
    day_of,
    kinds,
    month_names,
    ordinals,
    small_number,
    weekdays,
    words_of_kind,
)
from musnad.text.places import digits, places
from musnad.text.words import Words, words

_COMMAS = frozenset("،,")
_LINKS = frozenset("/-–\\،,")
_LINKS_BEFORE_DAY = frozenset("،,-–/|(.")
_ASIDE = frozenset("/-–(")
_DOTTED = re.compile(r"([0-9]{1,4})\.([0-9]{1,2})\.([0-9]{1,4})")
_NAMED = frozenset(["named year", "named years"])


class DateFound(Struct, frozen=True):
    """A date in the text: raw offsets, and the parts that stand there; `weekday` counts from Monday, 1."""

    start: int
    stop: int
    calendar: str
    year: int | None
    month: int | None
    day: int | None
    weekday: int | None = None

    @property
    def precision(self) -> Precision | None:
        """How far the day is known: "day", "month" or "year"; None without a year, or in the Hijri calendar."""
        if self.calendar != "gregorian" or self.year is None:
            return None
        return "year" if self.month is None else "month" if self.day is None else "day"

    @property
    def value(self) -> str:
        """YYYY-MM-DD, YYYY-MM or YYYY by `precision`, "" where that is None."""
        if self.precision is None:
            return ""
        parts = [part for part in (self.month, self.day if self.month else None) if part is not None]
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in parts)])

    @property
    def weekday_agrees(self) -> bool | None:
        """Whether the weekday written before the date is that day's, None where one of the two is not known."""
        if self.precision != "day" or self.weekday is None:
            return None
        return datetime.date.fromisoformat(self.value).isoweekday() == self.weekday


def find_dates(text: str) -> tuple[DateFound, ...]:
    """Find the dates of `text`, in order: all that name a day of a month, a month of a year, or a year (عام 2016).

    A numeric date needs all three parts and a year of four digits; one that is on no calendar (31/02) is left out.
    """
    return dates_of(words(text))


def dates_of(tokens: Words) -> tuple[DateFound, ...]:
    """Find the dates among words that are found already."""
    reader = _Reader(tokens)
    names = month_names()
    folded = tokens.folded
    for at in sorted({*places(map(_openers().__contains__, folded)), *digits(folded)}):
        token = folded[at]
        if at < reader.free:
            continue
        if token in names:
            reader.named(at)
        elif token[0].isdigit():
            reader.numeric(at)
        else:
            reader.year_alone(at)
    return tuple(reader.found)


@cache
def _openers() -> frozenset[str]:
    """The words that a date may be found by: names of months, and words before a year."""
    return frozenset(month_names()) | words_of_kind(_NAMED)


def may_name_day(folded: Sequence[str]) -> bool:
    """Whether folded tokens may hold a date with its day: one has a digit or names a month."""
    return not month_names().keys().isdisjoint(folded) or bool(digits(folded))


class _Reader:
    """Reads dates from left to right; `free` is the first token that no date has taken."""

    def __init__(self, tokens: Words) -> None:
        self.tokens = tokens
        self.folded = tokens.folded
        self.free = 0
        self.found: list[DateFound] = []

    def token(self, at: int) -> str:
        return self.folded[at] if 0 <= at < len(self.folded) else ""

    def near(self, at: int) -> bool:
        """Whether no blank line parts token `at` from the one before it."""
        return (
            at < len(self.folded) and self.tokens.text.count("\n", self.tokens.stop[at - 1], self.tokens.start[at]) < 2
        )

    def named(self, at: int) -> None:
        """A date with the name of its month at token `at`."""
        name, last = self.month_name(at)
        if name is None:
            return
        day, first, sure = self.day_before(at)
        if not day:
            day, last = self.day_after(last)
        year, last = self.year_after(last, name.calendar)
        if (day or year) and (sure or year) and day_exists(name.calendar, year, name.month, day):
            self.add(first, last, name.calendar, year or None, name.month, day or None)

    def month_name(self, at: int) -> tuple[MonthName | None, int]:
        """The month named at token `at`, and the token after it and after its other name beside it."""
        name, last = self.one_name(at)
        if name and self.token(last) in _ASIDE and last + 1 < len(self.folded):
            other, stop = self.one_name(last + 1)
            if other and (other.month, other.calendar) == (name.month, name.calendar):
                closed = self.token(last) == "(" and self.token(stop) == ")"
                return name, stop + closed
        return name, last

    def one_name(self, at: int) -> tuple[MonthName | None, int]:
        for name in month_names().get(self.token(at), ()):
            stop = at + 1 + len(name.rest)
            if tuple(self.folded[at + 1 : stop]) == name.rest:
                return name, stop
        return None, at

    def may_stand(self, at: int, kind: str) -> bool:
        """Whether token `at` may stand before a month or a year without parting it from what is before."""
        return self.token(at) in _LINKS or kind in kinds(self.token(at))

    def day_before(self, at: int) -> tuple[int, int, bool]:
        """The day before the month at `at` (0: none), the token the date starts at, and whether it needs no year."""
        back = at - 1
        joined = False
        while back > self.free and back > at - 3 and self.may_stand(back, "month"):
            joined = True
            back -= 1
        if back < self.free or not self.near(at):
            return 0, at, False
        if joined and (found := self.ordinal_before(back)):
            return (*found, True)
        day = small_number(self.folded[back], LONGEST_MONTH)
        if not day or self.token(back - 1) == ":":
            return 0, at, False
        return day, back, self.folded[back + 1] not in _COMMAS

    def ordinal_before(self, back: int) -> tuple[int, int] | None:
        """A day in words that ends with token `back` (الثالث عشر, الحادي والعشرين): the day and its first token."""
        kind, value = ordinals().get(self.folded[back], ("", 0))
        before_kind, before = ordinals().get(self.token(back - 1), ("", 0))
        if back > self.free and before_kind in ("ordinal", "ordinal before ten") and before < 10:
            if self.folded[back] == "عشر":
                return before + 10, back - 1
            if kind == "joined tens":
                return before + value, back - 1
        return (value, back) if kind in ("ordinal", "ordinal tens") else None

    def day_after(self, last: int) -> tuple[int, int]:
        """The day of «May 21, 2020», only where a year follows; and the token after it."""
        at = last + (self.token(last) == "." and self.folded[last - 1].isascii())
        day = small_number(self.token(at), LONGEST_MONTH)
        stop = at + 1
        while day and stop < at + 3 and (self.token(stop) in _COMMAS or "month" in kinds(self.token(stop))):
            stop += 1
        return (day, stop) if day and small_number(self.token(stop), 9999) in YEARS["gregorian"] else (0, last)

    def year_after(self, last: int, calendar: str) -> tuple[int, int]:
        """The year after a month (0: none), and the token after it and its sign."""
        at = last
        while at < last + 3 and (self.may_stand(at, "year") or self.token(at) == "("):
            at += 1
        year = small_number(self.token(at), 9999)
        if year not in YEARS[calendar] or not self.near(at):
            return 0, last
        return year, at + 1 + self.signed(at + 1, calendar)

    def signed(self, at: int, calendar: str) -> bool:
        """Whether the sign of a calendar (هـ, م) stands at token `at`, and no initial (م. سامي)."""
        return calendar in kinds(self.token(at)) and (self.token(at + 1) != "." or self.token(at) != "م")

    def numeric(self, at: int) -> None:
        """A date in digits at token `at`: 13/08/2016, 2018 - 01 - 21, 13.08.2016."""
        if dotted := _DOTTED.fullmatch(self.folded[at]):
            parts, last = dotted.groups(), at + 1
        else:
            mark, last = self.token(at + 1), at + 5
            if mark not in ("/", "-", "\\") or self.token(at + 3) != mark or last > len(self.folded):
                return
            parts = (self.folded[at], self.folded[at + 2], self.folded[at + 4])
            around = (self.token(at - 1), self.token(last))
            if (around[0] == mark and self.digit(at - 2)) or (around[1] == mark and self.digit(last + 1)):
                return
        if made := day_of(parts):
            calendar, year, month, day = made
            self.add(at, last + self.signed(last, calendar), calendar, year, month, day)

    def digit(self, at: int) -> bool:
        return self.token(at)[:1].isdigit()

    def year_alone(self, at: int) -> None:
        """A year after its word: عام 2016; one that may be of either calendar only with its sign."""
        for first in (at + 1, at + 3):
            year = small_number(self.token(first), 9999)
            if first > at + 1 and ("named years" not in kinds(self.folded[at]) or self.token(first - 1) != "و"):
                return
            calendar = next((c for c in YEARS if year and self.signed(first + 1, c)), "")
            if not calendar and year in YEARS["gregorian"] and year not in YEARS["hijri"]:
                calendar = "gregorian"
            if not calendar or year not in YEARS[calendar]:
                return
            self.add(first, first + 1 + self.signed(first + 1, calendar), calendar, year, None, None)

    def add(self, first: int, last: int, calendar: str, year: int | None, month: int | None, day: int | None) -> None:
        """Keep a date that stands at tokens `[first, last)`, with the weekday before it."""
        weekday, start = (self.weekday_before(first) if day else None) or (None, first)
        span = (self.tokens.start[start], self.tokens.stop[last - 1])
        self.found.append(DateFound(*span, calendar, year, month, day, weekday))
        self.free = last

    def weekday_before(self, first: int) -> tuple[int, int] | None:
        """The weekday before token `first` and its token."""
        back = first - 1
        while (
            back > self.free
            and back > first - 4
            and (self.folded[back] in _LINKS_BEFORE_DAY or "same" in kinds(self.folded[back]))
        ):
            back -= 1
        if back < self.free:
            return None
        word = self.folded[back]
        number = weekdays().get(word)
        # without its article a weekday may be a number or a noun (أحد, اثنين)
        if number is None or (
            not word.startswith("ال") and not word.isascii() and "day" not in kinds(self.token(back - 1))
        ):
            return None
        return number, back
