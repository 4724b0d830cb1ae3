"""Calendars: names of months and weekdays, ordinal days, and which days there are."""

from __future__ import annotations

import datetime
from functools import cache

from msgspec import Struct

from musnad.lexicon import lexicon
from musnad.text.clitics import noun_particles
from musnad.text.fold import fold_text

YEARS = {"gregorian": range(1000, 2200), "hijri": range(1250, 1500)}
"""The years that a date may name in each calendar; those of both are taken as Hijri in numeric dates."""
LONGEST_MONTH = 31
_SHORTEST_JOINED = 3
_MONTHS_A_YEAR, _LONGEST_HIJRI = 12, 30


class MonthName(Struct, frozen=True):
    """A month's name as tokens after its first one."""

    rest: tuple[str, ...]
    month: int
    calendar: str


def small_number(token: str, most: int) -> int:
    """The value of a token of at most as many digits as `most` has; 0 where it is none or more."""
    if not (token.isascii() and token.isdigit()) or len(token) > len(str(most)):
        return 0
    value = int(token)
    return value if value <= most and (most < 1000 or len(token) == 4) else 0


def day_of(parts: tuple[str, ...]) -> tuple[str, int, int, int] | None:
    """The calendar, year, month and day of a date in digits: day first unless the year leads; None where it is none."""
    if not all(part.isascii() and part.isdigit() for part in parts):
        return None
    first, month, last = parts
    year, day = (first, last) if len(first) == 4 else (last, first)
    if len(year) != 4 or len(month) > 2 or len(day) > 2:
        return None
    y, m, d = int(year), int(month), int(day)
    if m > _MONTHS_A_YEAR >= d and year is last:  # 08/21/2016 is a day only if the month leads
        m, d = d, m
    calendar = "hijri" if y in YEARS["hijri"] else "gregorian"
    return (calendar, y, m, d) if m and d and day_exists(calendar, y, m, d) and y in YEARS[calendar] else None


def day_exists(calendar: str, year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day; a year or day of 0 is not asked for."""
    if calendar == "hijri":
        return day <= _LONGEST_HIJRI and month <= _MONTHS_A_YEAR
    try:
        datetime.date(year or 2000, month, day or 1)
    except ValueError:
        return False
    return True


def kinds(token: str) -> tuple[str, ...]:
    """What a folded word may be in a date, by `date_words.tsv`."""
    return _date_words().get(token, ())


def words_of_kind(wanted: frozenset[str]) -> frozenset[str]:
    """The folded words that may be one of the kinds in a date."""
    return frozenset(word for word, kinds in _date_words().items() if not wanted.isdisjoint(kinds))


@cache
def _date_words() -> dict[str, tuple[str, ...]]:
    return {fold_text(row.word): row.kind for row in lexicon().date_words.values()}


@cache
def month_names() -> dict[str, tuple[MonthName, ...]]:
    """Month names by their first token, the longest first; the long ones also with a particle before them."""
    names: dict[str, list[MonthName]] = {}
    particles = [spelled for spelled, taken in noun_particles() if len(taken) < 2 and taken != ("ال",)]
    for row in lexicon().months.values():
        first, *rest = fold_text(row.name).split()
        for particle in particles if len(first) > _SHORTEST_JOINED and not first.isascii() else ("",):
            names.setdefault(particle + first, []).append(MonthName(tuple(rest), row.month, row.calendar))
    return {first: tuple(sorted(found, key=lambda name: -len(name.rest))) for first, found in names.items()}


@cache
def weekdays() -> dict[str, int]:
    """The number of each weekday by its folded name; Monday is 1."""
    return {fold_text(row.name): row.number for row in lexicon().weekdays.values()}


@cache
def ordinals() -> dict[str, tuple[str, int]]:
    """Ordinal words: their kind and value; a ten with و before it is of the kind "joined tens"."""
    made: dict[str, tuple[str, int]] = {}
    for row in lexicon().numerals.values():
        if row.kind.startswith("ordinal"):
            made[fold_text(row.word)] = (row.kind, int(row.value))
            if row.kind == "ordinal tens":
                made["و" + fold_text(row.word)] = ("joined tens", int(row.value))
    return made
