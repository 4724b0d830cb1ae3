"""The day an article was published: from JSON-LD, the meta tags, or the date that stands beside its headline."""

from __future__ import annotations

import datetime
import json
import re
from urllib.parse import unquote

from musnad.page.days import find_days
from musnad.page.labelled import Labelled
from musnad.page.marks import Mark, ends_line
from musnad.records import Block, Day, DayBasis, Evidence, Meta, Page, Precision
from musnad.text.fold import fold, fold_text
from musnad.text.published import parse_published

_META = (
    "article:published_time", "datepublished", "og:published_time", "og:article:published_time", "publishdate",
    "pubdate",
    "publish-date", "publish_date", "published_time", "dc.date.issued", "dc.date", "date", "parsely-pub-date",
    "sailthru.date", "article.published", "cxenseparse:recs:publishtime",
)  # fmt: skip
_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})(?:-(\d{1,2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?)?")
_URL = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[/\-_]?(\d{1,2})[/\-_]?(\d{1,2})(?!\d)|(?<!\d)(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?!\d)"
)
_CUES = frozenset(
    fold_text(w)
    for w in [
        "نشر",
        "نشرت",
        "النشر",
        "كتب",
        "كتبت",
        "أضيف",
        "أدرج",
        "الإضافة",
        "التحديث",
        "تحديث",
        "تعديل",
        "بتاريخ",
        "date",
        "published",
        "posted",
        "الاثنين",
    ]
)
_NEAR = 4
_HEAD = 16
"""Tokens before a headline within which a date that the model ties to the article is its day."""
_FIRST_YEAR = "1994"
"""Before it no page was published."""


def choose_day(made: Labelled, number: int) -> Mark | None:
    """The date on the page that is the article's day of publication, None where none surely is."""
    tokens = made.page.tokens
    draft, title = made.drafts[number], made.titles[number]
    low = made.page.atoms[made.drafts[number - 1].last].j if number else 0
    head, tail = made.page.atoms[draft.first].i, made.page.atoms[draft.last].j
    following = made.page.atoms[made.drafts[number + 1].first].i if number + 1 < len(made.drafts) else len(tokens)
    best, best_score = None, 0.0
    for mark in made.page.marks:
        if mark.day is None or mark.day.value < _FIRST_YEAR or not low <= mark.i < following:
            continue
        if mark.i < head:
            score = _head_score(made, mark, title.i if title else -1, title.j if title else -1, head)
        elif mark.i >= tail:
            score = 1.0 if _cued(made, mark) else 0.9 if mark.i in made.days else 0.0
        else:
            score = 0.0
        if score > best_score:
            best, best_score = mark, score
    return best


def _head_score(made: Labelled, mark: Mark, title: int, title_end: int, body: int) -> float:
    """What speaks for a date above a body: its place, and whether the model ties it to the article."""
    if mark.day is None:
        return 0.0
    score = _place_score(made, mark, title, title_end, body)
    if mark.i in made.days and (score or title < 0 or title - mark.j <= _HEAD):
        score = max(score, 1.0) + 0.7
    return score


def _place_score(made: Labelled, mark: Mark, title: int, title_end: int, body: int) -> float:
    if mark.day is None:
        return 0.0
    near = 0.5 * mark.day.time - 0.002 * (mark.i - title_end if 0 <= title < mark.i else body - mark.j)
    if _cued(made, mark):
        return 4.0 + near
    if mark.kind == "day in text":
        # a date directly before the body belongs to the head, whatever word stands before it
        return 2.0 if body - mark.j <= 4 and title >= 0 and 0 <= mark.i - title_end <= 4 else 0.0
    if title < 0 or mark.i > title:
        return 3.0 + near
    beside = title - mark.j <= (_NEAR - 1 if made.page.flat else 1)
    if mark.day.weekday and beside and not made.page.flat and ends_line(made.page.tokens, mark.j):
        return 1.4 + near
    if mark.day.weekday:
        return 1.5 + near if mark.day.time and beside else 0.0
    return 1.2 + near if mark.day.time or beside else 0.0


def _cued(made: Labelled, mark: Mark) -> bool:
    """Whether a word that speaks of publishing stands right before a date."""
    tokens = made.page.tokens
    return any(form in _CUES for form in tokens.form[max(0, mark.i - _NEAR) : mark.i])


# --- what the page says of itself --------------------------------------------------------------------------


def day_of_meta(page: Page) -> Day | None:
    """The day that was given with the page, or that its JSON-LD or its meta tags give."""
    for meta in page.meta:
        if meta.basis == "input" and meta.name == "published" and (day := read_day(meta.value, "input", "input")):
            return day
        if meta.basis == "json-ld" and (day := _from_json(meta)):
            return day
    for name in _META:
        for meta in page.meta:
            if meta.basis == "meta" and meta.name == name and (day := read_day(meta.value, "meta", f"meta:{name}")):
                return day
    return None


def day_of_times(page: Page, shown: Day | None) -> Day | None:
    """The day of a `<time datetime>`: one that says what the page shows, or the only one that the page holds."""
    days = [day for m in page.meta if m.name == "time" and (day := read_day(m.value, "meta", "time:datetime"))]
    days = [day for day in days if day.precision not in ("month", "year")]
    if shown is not None:
        return next((day for day in days if day.value == shown.value), None)
    return days[0] if len({day.value for day in days}) == 1 else None


def day_in_text(page: Page, blocks: list[Block]) -> Day | None:
    """The latest day that the bodies tell of as past: the article was published on it or later. A hint, no more."""
    best: Day | None = None
    for block in blocks:
        text = page.text[block.start : block.stop]
        folded = fold(text)
        for mark in find_days(folded.folded):
            if mark.value and not _is_ahead(folded.folded, mark.start, mark.stop):
                start, stop = folded.span(mark.start, mark.stop)
                shown = Evidence(block.start + start, block.start + stop, text[start:stop], "page")
                if best is None or mark.value > best.value:
                    best = Day(mark.value, "text", "day", shown, "published on or after the latest day in the text")
    return best


_AHEAD = re.compile(
    r"(?<![^\W\d_])(?:حتي|بحلول|المقبل|المقبله|القادم|القادمه|المقرر|موعد|موعدا|لغايه|المرتقب|سوف|[وف]?س[يتن][^\W\d_]{2,})"
    r"(?![^\W\d_])"
)


def _is_ahead(folded: str, start: int, stop: int) -> bool:
    """Whether a word of what is to come stands in the clause of a date."""
    low = max(folded.rfind(sign, 0, start) for sign in ".،؛:!؟,")
    return bool(_AHEAD.search(folded, max(low, start - 60, 0), stop + 10))


def _from_json(meta: Meta) -> Day | None:
    try:
        data = json.loads(meta.value, strict=False)
    except (ValueError, RecursionError):
        match = re.search(r'"datePublished"\s*:\s*"([^"]{4,40})"', meta.value)
        return read_day(match[1], "json-ld", "json-ld:datePublished") if match else None
    todo, seen = [data], 0
    while todo and seen < 2000:
        seen += 1
        node = todo.pop()
        if isinstance(node, list):
            todo += node[::-1]
        elif isinstance(node, dict):
            value = node.get("datePublished")
            if isinstance(value, str) and (day := read_day(value, "json-ld", "json-ld:datePublished")):
                return day
            todo += [v for v in node.values() if isinstance(v, (dict, list))][::-1]
    return None


def read_day(value: str, basis: DayBasis, rule: str) -> Day | None:
    """Read a day from ISO 8601 or from any form that stands on Arabic pages; None where it is none."""
    match = _ISO.match(value)
    if match is None:
        found = parse_published(value[:200])
        return Day(found[0], basis, found[1], rule=rule) if found else None
    year, month, day, hour, _, second = match.groups()
    try:
        datetime.date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    if not day:
        return Day(f"{year}-{int(month):02}", basis, "month", rule=rule)
    precision: Precision = "second" if second else "minute" if hour else "day"
    return Day(f"{year}-{int(month):02}-{int(day):02}", basis, precision, rule=rule)


def day_of_url(url: str) -> Day | None:
    """The day that the address of a page spells: a hint, never the day itself."""
    match = _URL.search(unquote(url))
    if match is None:
        return None
    year, month, day = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    try:
        return Day(datetime.date(int(year), int(month), int(day)).isoformat(), "url", rule="day in the address")
    except ValueError:
        return None


def day_of_block(page: Page, start: int, stop: int, rule: str) -> Day | None:
    """The day that a date block of the page gives, with its evidence on the page."""
    text = page.text[start:stop]
    days = [day for day in find_days(fold_text(text)) if day.value]
    if not days:
        return None
    precision: Precision = "minute" if days[0].time else "day"
    return Day(days[0].value, "page", precision, Evidence(start, stop, text, "page"), rule)
