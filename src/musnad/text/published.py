"""The day of publication that a free-text field names, in whatever form it comes."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from musnad.records import Precision
from musnad.text.calendars import YEARS, day_exists, small_number
from musnad.text.dates import DateFound, find_dates
from musnad.text.fold import fold_text

_ISO = re.compile(r"\s*([0-9]{4})-([0-9]{2})(?:-([0-9]{2})(?![0-9]))?(?:[T ].*)?", re.DOTALL)
_COMPACT = re.compile(r"\s*((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})(?:T.*)?\s*", re.DOTALL)
_CLOCK_FORM = re.compile(r"\s*[A-Za-z]{3} ([A-Za-z]{3} +[0-9]{1,2}) [0-9:]{8}(?: [A-Z+0-9-]+)? ([0-9]{4})\s*")
_SECONDS = re.compile(r"\s*([0-9]{9,10})(?:[0-9]{3})?(?:\.[0-9]+)?\s*")
_DOUBTED = 2
"""The days by which the sight of the moon may differ from a calculated Hijri calendar."""


def hijri_about(year: int, month: int, day: int) -> datetime.date:
    """The Gregorian day of a Hijri date by the tabular calendar, right to within two days."""
    days = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return datetime.date.fromordinal(days + 227014)


def parse_published(value: str) -> tuple[str, Precision] | None:
    """The day that a free-text field of publication names, as it stands there: ISO value and precision, None for none.

    Takes ISO 8601, RFC 2822, Unix seconds or milliseconds (in UTC), and whatever `find_dates` reads; of several dates
    the first of the finest precision. A Hijri date alone gives only the month or year that it surely lies in.
    """
    return _parsed_before(value) if len(value) <= _SHORT else _parse(value)


def _parse(value: str) -> tuple[str, Precision] | None:
    for form in (_from_iso, _from_seconds, _from_words):
        if found := form(value):
            return found
    return None


_parsed_before = lru_cache(maxsize=4096)(_parse)  # many articles of one day
_SHORT = 60


def _from_iso(value: str) -> tuple[str, Precision] | None:
    match = _ISO.fullmatch(value) or _COMPACT.fullmatch(value)
    if not match:
        return None
    year, month, day = match.groups()
    if int(year) not in YEARS["gregorian"] or int(year) in YEARS["hijri"]:
        return None
    if not day_exists("gregorian", int(year), int(month), int(day or 0)) or not int(month):
        return None
    return (f"{year}-{month}-{day}", "day") if day and int(day) else (f"{year}-{month}", "month")


def _from_seconds(value: str) -> tuple[str, Precision] | None:
    match = _SECONDS.fullmatch(value)
    if not match:
        return None
    moment = datetime.datetime.fromtimestamp(int(match[1]), datetime.UTC)
    return moment.date().isoformat(), "day"


def _from_words(value: str) -> tuple[str, Precision] | None:
    if match := _CLOCK_FORM.fullmatch(value):
        value = f"{match[1]} {match[2]}"
    found = find_dates(value)
    for precision in ("day", "month"):
        for date in found:
            if date.precision == precision:
                return date.value, date.precision
    if found and found[0].calendar == "hijri":
        return _around(found[0])
    year = small_number(fold_text(value).strip(), 9999)
    if year in YEARS["gregorian"] and year not in YEARS["hijri"]:
        return f"{year:04}", "year"
    return next(((date.value, "year") for date in found if date.precision == "year"), None)


def _around(date: DateFound) -> tuple[str, Precision] | None:
    """The month or year in which a Hijri day lies whatever night the moon was seen."""
    if not (date.year and date.month and date.day):
        return None
    middle = hijri_about(date.year, date.month, date.day)
    low, high = (middle + datetime.timedelta(days) for days in (-_DOUBTED, _DOUBTED))
    if (low.year, low.month) == (high.year, high.month):
        return f"{low:%Y-%m}", "month"
    return (f"{low:%Y}", "year") if low.year == high.year else None
