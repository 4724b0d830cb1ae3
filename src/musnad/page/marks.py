"""Marks: the places on a page that are surely furniture, with what they say of the text beside them."""

from __future__ import annotations

import re
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from musnad.lexicon import lexicon
from musnad.page.days import DayMark, find_days, matches
from musnad.page.tokens import STOPS, Tokens
from musnad.rows import Furniture
from musnad.text.fold import fold_text

_COUNT = re.compile(
    r"(?:(?:عدد )?(?:ال)?(?:مشاهدات|قراءات|زيارات|تعليقات|قراءه|مشاهده) ?: ?\d[\d,.]*"
    r"|(?<![\d.,])\d[\d,.]* ?(?:مشاهده|مشاهدات|زياره|زيارات|قراءه|قراءات|تعليق|تعليقات|مشاركه|views?)(?![^\W\d_]))"
)
_AGO = re.compile(
    r"(?<![^\W\d_])(?:منذ|قبل) (?:\d+ )?(?:ساعه|ساعات|ساعتين|دقيقه|دقايق|دقيقتين|يوم|يومين|ايام|شهر|شهرين"
    r"|اشهر|اسبوع|اسبوعين|اسابيع|ثانيه|ثوان|سنه|سنوات|سنتين)(?![^\W\d_])"
)
_PAGE_COUNT = re.compile(r"(?<![^\W\d_])(?:الصفحه|صفحه|صوره) \d{1,3} (?:من|/) \d{1,3}(?![\d.,])")
_UPDATE = re.compile(r"(?<![^\W\d_])تحديث ?:? ?\(? ?\d{1,2} ?: ?\d{2}(?: ?(?:تغ|غرينتش|gmt|ص|م)(?![^\W\d_]))? ?\)?")
_ADDRESS = re.compile(
    r"https? ?: ?/ ?/ ?\S+(?: ?[./] ?[\w\-]+)*(?: ?/)?"
    r"|(?<![\w.])[\w.]+ ?@ ?[\w\-]+(?: ?\. ?[a-z]{2,6})+|www ?\. ?[\w\-]+(?: ?\. ?[a-z]{2,6})+"
)
_SOURCE = re.compile(r"(?<![^\W\d_])(?:المصدر|مصدر الخبر|مصدر|المصادر|نقلا عن|source) ?[:：] ?")
_SOURCE_OPEN = re.compile(r"(?<![^\W\d_])(?:المصدر|نقلا عن|منقول عن|منقول من|منقول)(?![^\W\d_])(?! ?[:：])")
_PARTS = {
    _COUNT: ("مشاهد", "قراء", "زيار", "تعليق", "مشارك", "view"),
    _AGO: ("منذ", "قبل"),
    _PAGE_COUNT: ("صفحه", "صوره"),
    _UPDATE: ("تحديث",),
    _ADDRESS: ("http", "@", "www"),
    _SOURCE: ("مصدر", "مصادر", "نقلا عن", "source"),
    _SOURCE_OPEN: ("المصدر", "نقلا عن", "منقول"),
}
"""Of each pattern the letters of which all that it finds holds some: a page without them is not searched."""
_NUMBERED = frozenset((_COUNT, _PAGE_COUNT, _UPDATE))  # find nothing without a digit
_WORDS_BEFORE = 12
_SEPARATORS = frozenset("|~»›>/•·*-–—:؛:.#")


class Mark:
    """Furniture over the tokens `[i, j)`: its role, where it stands to a body, what it takes along, and its rule."""

    __slots__ = ("day", "i", "j", "kind", "place", "role", "rule", "takes")

    def __init__(
        self, i: int, j: int, kind: str, role: str, place: str, takes: str, rule: str, day: DayMark | None = None
    ) -> None:
        self.i = i
        self.j = j
        self.kind = kind
        self.role = role
        self.place = place
        self.takes = takes
        self.rule = rule
        self.day = day

    def __repr__(self) -> str:
        return f"Mark({self.i}, {self.j}, {self.kind}, {self.role}, {self.place})"


@cache
def _phrases() -> tuple[AhoCorasick, list[Furniture], list[str]]:
    rows = list(lexicon().furniture.values())
    folded = [fold_text(row.phrase) for row in rows]
    return AhoCorasick(folded, matchkind=MatchKind.LeftmostLongest), rows, folded


@cache
def words_of_kind(kind: str) -> frozenset[str]:
    """The folded words of a class of page_words; phrases of several words are left as they are."""
    return frozenset(map(fold_text, lexicon().page_words[kind].words))


@cache
def openers() -> frozenset[str]:
    """The folded verbs that open a lead, masculine and feminine."""
    found = set()
    for verb in lexicon().openers:
        form = fold_text(verb)
        found.add(form)
        if not form.startswith(("ي", "ت")) or len(form) < 4:
            found.add((form[:-1] if form[-1] in "اي" and len(form) > 3 else form) + "ت")
    return frozenset(found)


def opens_sentence(tokens: Tokens, i: int) -> bool:
    """Whether the token is a verb such as leads open with, alone or after a conjunction."""
    return opens(tokens.form[i])


def opens(form: str) -> bool:
    """The same of a folded word."""
    return form in (known := openers()) or (form[0] in "وف" and form[1:] in known)


def find_marks(tokens: Tokens, flat: bool) -> list[Mark]:
    """All marks of a page in order, none overlapping: phrases first, then what has a form of its own."""
    found = _find_phrases(tokens, flat)
    taken = bytearray(len(tokens) + 1)
    for mark in [mark for mark in found if mark.kind != "alone"]:
        taken[mark.i : mark.j] = b"\1" * (mark.j - mark.i)
    for make in (_sources, _addresses, _updates, _days, _counts, _agos):
        for mark in make(tokens):
            if not any(taken[mark.i : mark.j]):
                taken[mark.i : mark.j] = b"\1" * (mark.j - mark.i)
                found.append(mark)
    found = [mark for mark in found if mark.kind != "alone" or not any(taken[mark.i : mark.j])]
    found.sort(key=lambda mark: mark.i)
    kept = _without_lonely(tokens, found, flat)
    _set_apart(tokens, kept)
    if not flat:
        _take_lines(tokens, kept)
    return kept


def _take_lines(tokens: Tokens, marks: list[Mark]) -> None:
    """A disclaimer takes the words before it on its line along."""
    last = 0
    for mark in marks:
        if mark.role == "disclaimer" and mark.takes == "line":
            start = mark.i
            while start > last and tokens.line[start - 1] == tokens.line[mark.i] and mark.i - start < _WORDS_BEFORE:
                start -= 1
            if start == 0 or tokens.line[start - 1] != tokens.line[mark.i]:
                mark.i = start
        last = mark.j


def _set_apart(tokens: Tokens, marks: list[Mark]) -> None:
    """A date right beside other furniture is furniture too."""
    for n, mark in enumerate(marks):
        before = n > 0 and marks[n - 1].j == mark.i and marks[n - 1].kind != "day in text"
        if mark.kind != "day in text" or (tokens.form[mark.i - 1] in words_of_kind("today") and not before):
            continue
        after = (
            n + 1 < len(marks) and marks[n + 1].i == mark.j and marks[n + 1].kind in ("count", "day", "phrase", "alone")
        )
        if before or after:
            mark.kind = "day"


def _find_phrases(tokens: Tokens, flat: bool) -> list[Mark]:
    automaton, rows, folded = _phrases()
    text = tokens.folded.folded
    found: list[Mark] = []
    # halves of surrogate pairs, which JSON may hold, are no text to the automaton
    hits = automaton.find_matches_as_indexes(text.encode("utf-8", "replace").decode())
    for which, start, stop in hits:
        if stop < len(text) and text[stop].isalpha() and not (flat and " " in folded[which] and tokens.starts(stop)):
            continue
        glued = start > 0 and text[start - 1].isalpha()
        if glued and (" " not in folded[which] or not flat or rows[which].when):
            continue
        i = tokens.token_at(start)
        if tokens.at[i] < start:
            tokens.cut(i, start - tokens.at[i])
            i += 1
            found = [_moved(mark, i) for mark in found]
        j = tokens.token_at(stop)
        if j < len(tokens) and tokens.at[j] < stop:
            j += 1
        row = rows[which]
        found.append(Mark(i, j, row.when or "phrase", row.role, row.place, row.takes, f"furniture:{row.phrase}"))
    return found


def _moved(mark: Mark, at: int) -> Mark:
    """A mark behind a token that was cut stands one token further; matches come in order, so none is behind."""
    if mark.i >= at:
        mark.i += 1
        mark.j += 1
    return mark


def starts_piece(tokens: Tokens, i: int) -> bool:
    """Whether a line or a sentence starts at the token (separators before it do not count)."""
    while i > 0 and tokens.line[i - 1] == tokens.line[i]:
        before = tokens.form[i - 1]
        if before in STOPS:
            return True
        if before not in _SEPARATORS and before not in "([":
            return False
        i -= 1
    return True


def ends_line(tokens: Tokens, j: int) -> bool:
    """Whether nothing but separators follows on the line."""
    line = tokens.line[j - 1]
    while j < len(tokens) and tokens.line[j] == line:
        if tokens.form[j] not in _SEPARATORS and tokens.form[j] not in STOPS:
            return False
        j += 1
    return True


def _without_lonely(tokens: Tokens, marks: list[Mark], flat: bool) -> list[Mark]:
    """Drop phrases that count only at the start of a piece, or alone, where they stand otherwise."""
    kept: list[Mark] = []
    for n, mark in enumerate(marks):
        if mark.kind == "start" and not starts_piece(tokens, mark.i):
            beside = flat and kept and kept[-1].j >= mark.i - 1
            if not beside:
                continue
        if mark.kind == "short" and not (starts_piece(tokens, mark.i) and (flat or _line_length(tokens, mark.i) <= 5)):
            continue
        if mark.kind == "alone" and not flat and _line_is_marks(tokens, marks, n):
            kept.append(mark)
            continue
        if mark.kind == "alone":
            lone = starts_piece(tokens, mark.i) and ends_line(tokens, mark.j)
            before = bool(kept) and kept[-1].j >= mark.i - 1
            after = n + 1 < len(marks) and marks[n + 1].i <= mark.j + 1
            if not lone and not (
                flat and (before or after or (starts_piece(tokens, mark.i) and mark.role != "navigation"))
            ):
                continue
        kept.append(mark)
    return kept


def _line_length(tokens: Tokens, i: int) -> int:
    """The number of tokens from `i` to the end of its line."""
    stop = i
    while stop < len(tokens) and stop < i + 20 and tokens.line[stop] == tokens.line[i]:
        stop += 1
    return stop - i


def _line_is_marks(tokens: Tokens, marks: list[Mark], n: int) -> bool:
    """Whether the line of a mark holds nothing but marks and separators."""
    line = tokens.line[marks[n].i]
    low = high = n
    while low and tokens.line[marks[low - 1].i] == line:
        low -= 1
    while high + 1 < len(marks) and tokens.line[marks[high + 1].i] == line:
        high += 1
    covered = {k for mark in marks[low : high + 1] for k in range(mark.i, mark.j)}
    start, stop = marks[low].i, marks[high].j
    while start and tokens.line[start - 1] == line:
        start -= 1
    while stop < len(tokens) and tokens.line[stop] == line:
        stop += 1
    return stop - start <= 30 and all(k in covered or tokens.form[k] in _SEPARATORS for k in range(start, stop))


def _spans(tokens: Tokens, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    found = []
    folded = tokens.folded.folded
    if not any(part in folded for part in _PARTS[pattern]):
        return []
    for match in matches(pattern, folded, tokens.numbered) if pattern in _NUMBERED else pattern.finditer(folded):
        stop = match.start() + len(match.group().rstrip())
        i, j = tokens.token_at(match.start()), tokens.token_at(stop - 1) + 1
        if i < j:
            found.append((i, min(j, len(tokens))))
    return found


def _days(tokens: Tokens) -> list[Mark]:
    found = []
    for day in find_days(tokens.folded.folded):
        i, j = tokens.token_at(day.start), tokens.token_at(day.stop - 1) + 1
        if i < j:
            kind = "day" if is_apart(tokens, i, j, day) else "day in text"
            found.append(Mark(i, min(j, len(tokens)), kind, "date", "head", "self", "day", day))
    return found


def is_apart(tokens: Tokens, i: int, j: int, day: DayMark) -> bool:
    """Whether a date stands apart from running text: with a time, or a full one that no word ties to a sentence."""
    if starts_piece(tokens, i) and ends_line(tokens, j):
        return True
    before = tokens.form[i - 1] if i and tokens.line[i - 1] == tokens.line[i] else ""
    after = tokens.form[j] if j < len(tokens) and tokens.line[j] == tokens.line[i] else ""
    if before in words_of_kind("today") or tokens.form[i] == "يوم" or before == "(" or after == ")":
        return False
    if day.time:
        return True
    if not day.year or not day.value:
        return False
    return starts_piece(tokens, i) or before in _SEPARATORS or day.weekday or opens_sentence_at(tokens, j)


def opens_sentence_at(tokens: Tokens, j: int) -> bool:
    """As `opens_sentence`, false behind the last token."""
    return j < len(tokens) and opens_sentence(tokens, j)


def _sources(tokens: Tokens) -> list[Mark]:
    """Lines of credit: with a colon anywhere, without one only where a piece starts and no sentence goes on."""
    open_ended = [
        Mark(i, j, "source", "credit", "tail", "line", "source line")
        for i, j in _spans(tokens, _SOURCE_OPEN)
        if starts_piece(tokens, i) and _short_line(tokens, i)
    ]
    return open_ended + [
        Mark(i, j, "source", "credit", "tail", "line", "source line") for i, j in _spans(tokens, _SOURCE)
    ]


def _short_line(tokens: Tokens, i: int) -> bool:
    """Whether at most seven tokens, none of them a verb that opens sentences, follow on the line."""
    stop = i + 1
    while stop < len(tokens) and tokens.line[stop] == tokens.line[i]:
        stop += 1
    return stop - i <= 8 and not any(opens_sentence(tokens, k) for k in range(i + 1, stop))


def _addresses(tokens: Tokens) -> list[Mark]:
    return [Mark(i, j, "address", "share", "any", "self", "address") for i, j in _spans(tokens, _ADDRESS)]


def _counts(tokens: Tokens) -> list[Mark]:
    return [Mark(i, j, "count", "share", "head", "self", "counter") for i, j in _spans(tokens, _COUNT)]


def _updates(tokens: Tokens) -> list[Mark]:
    found = [Mark(i, j, "update", "date", "inside", "self", "update time") for i, j in _spans(tokens, _UPDATE)]
    pages = _spans(tokens, _PAGE_COUNT)
    return found + [Mark(i, j, "page", "navigation", "inside", "self", "number of a page") for i, j in pages]


def _agos(tokens: Tokens) -> list[Mark]:
    """Times told from now ("two hours ago") are furniture where they come in a row or stand alone."""
    spans = _spans(tokens, _AGO)
    found = []
    for n, (i, j) in enumerate(spans):
        near = (n and spans[n - 1][1] >= i - 3) or (n + 1 < len(spans) and spans[n + 1][0] <= j + 3)
        if near or (starts_piece(tokens, i) and ends_line(tokens, j)):
            found.append(Mark(i, j, "ago", "date", "any", "self", "time ago"))
    return found
