"""Days as furniture writes them: with weekday, time of day, Hijri day and what else stands around a date on a page."""

from __future__ import annotations

import datetime
import re

from msgspec import Struct

_MONTHS = {
    1: "يناير|كانون الثاني|كانون ثاني|جانفي|january|jan", 2: "فبراير|شباط|فيفري|february|feb",
    3: "مارس|اذار|march|mar", 4: "ابريل|نيسان|افريل|april|apr", 5: "مايو|ايار|ماي|may",
    6: "يونيو|يونيه|حزيران|جوان|june|jun", 7: "يوليو|يوليه|تموز|جويليه|يوليوز|july|jul",
    8: "اغسطس|اب|اوت|غشت|august|aug", 9: "سبتمبر|ايلول|شتنبر|september|sep",
    10: "اكتوبر|تشرين الاول|تشرين اول|تشرين 1|october|oct", 11: "نوفمبر|تشرين الثاني|تشرين ثاني|تشرين 2|نونبر|november|nov",
    12: "ديسمبر|كانون الاول|كانون اول|دجنبر|december|dec",
}  # fmt: skip
_HIJRI = "محرم|محر م|صفر|ربيع الاول|ربيع الثاني|ربيع الاخر|جمادي الاولي|جمادي الاخره|جمادي الثانيه|رجب|شعبان|رمضان|شوال|ذي القعده|ذو القعده|ذوالقعده|ذي الحجه|ذو الحجه|ذوالحجه"
NUMBER_OF = {name: number for number, names in _MONTHS.items() for name in names.split("|")}
_MONTH = "|".join(sorted(NUMBER_OF, key=len, reverse=True))
_WEEKDAY = "الاحد|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه|السبت|احد|اثنين|ثلاثاء|اربعاء|خميس|جمعه|سبت|sunday|monday|tuesday|wednesday|thursday|friday|saturday"
_S = r"[ \n]?[,،\-–/|.~]?[ \n]?"
_TIME = r"\d{1,2} ?: ?\d{2}(?: ?: ?\d{2})?(?! ?:)(?: ?(?:صباحا|مساء|ظهرا|ص|م|am|pm)(?![^\W\d_]))?(?: (?:بتوقيت|توقيت) [^\W\d_]+(?: المكرمه)?| gmt| تغ)?"
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"(?<![^\W\d_])(?:(?:يوم )?(?P<wd>{_WEEKDAY}){_S})?(?:"
    rf"(?P<d1>[0-3]?\d)(?:{_S}(?:من )?|)(?P<m1>{_MONTH})(?![^\W\d_])(?: ?[/(] ?(?P<m1b>{_MONTH}) ?\)?)?(?:{_S}(?:عام |سنه )?(?P<y1>{_YEAR})(?: ?م(?![^\W_]))?)?"
    rf"|(?P<m2>{_MONTH}) (?P<d2>[0-3]?\d)(?:th|st|nd|rd)?{_S}(?P<y2>{_YEAR})"
    rf"|(?<!\d)(?P<d3>[0-3]?\d) ?(?P<s3>[/.\-\\]) ?(?P<n3>[01]?\d) ?(?P=s3) ?(?P<y3>{_YEAR})"
    rf"|(?<!\d)(?P<y4>{_YEAR}) ?(?P<s4>[/.\-]) ?(?P<n4>[01]?\d) ?(?P=s4) ?(?P<d4>[0-3]?\d)(?!\d)"
    rf"|(?P<hd>[0-3]?\d){_S}(?P<hm>{_HIJRI}){_S}(?P<hy>1[34]\d\d)(?: ?ه(?:ـ|جريه|ج)?(?![^\W\d_]))?(?: ?-(?= ))?"
    rf")"
)
_TIME_AFTER = re.compile(rf"{_S}(?:الساعه )?{_S}(?P<t>{_TIME})")
_TIME_BEFORE = re.compile(rf"(?<!\d)(?P<t>{_TIME}){_S}$")
_TIME_GLUED = re.compile(r"(?<!\d)\d{1,2} ?: ?\d{2}$")
_AND = re.compile(rf"{_S}(?:الموافق )?{_S}")


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
    for match in _DATE.finditer(folded):
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
    start, stop = match.span()
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


def _value(match: re.Match[str]) -> str:
    """The day as YYYY-MM-DD; "" without a year, or where no such day is."""
    if match["y1"]:
        numbers = (match["y1"], NUMBER_OF[match["m1"]], match["d1"])
    elif match["y2"]:
        numbers = (match["y2"], NUMBER_OF[match["m2"]], match["d2"])
    elif match["y3"]:
        numbers = (match["y3"], match["n3"], match["d3"])
    elif match["y4"]:
        numbers = (match["y4"], match["n4"], match["d4"])
    else:
        return ""
    try:
        return datetime.date(*map(int, numbers)).isoformat()
    except ValueError:
        return ""
