"""Where a body starts inside a stretch that scraping has run together with the head of the page."""

from __future__ import annotations

from functools import cache

from musnad.lexicon import lexicon
from musnad.page.marks import Mark, opens_sentence, words_of_kind
from musnad.page.repeats import Repeat
from musnad.page.tokens import STOPS, Tokens
from musnad.rows import Outlet, Place, State
from musnad.text.fold import fold_text

_SIGNS = frozenset(":/-–—|~ـ")
_OPEN, _SHUT = frozenset("([{<«"), frozenset(")]}>»")
_DATELINE = 14
_PAGE_TITLE = 60
"""The token by which a headline that the page is named by starts."""
_REACH = 45


@cache
def house_words() -> frozenset[str]:
    """Words of the names of places, states, outlets and agencies, as datelines are made of."""
    lex = lexicon()
    names: list[str] = [*lex.page_words["agency"].words, "من", "مراسل"]
    rows: list[Place | State | Outlet] = [*lex.places.values(), *lex.states.values(), *lex.outlets.values()]
    for row in rows:
        names += [row.name_ar, *row.variants]
    return frozenset(word for name in names for word in fold_text(name).replace(".", " ").split())


@cache
def agency_words() -> frozenset[str]:
    """The folded names of agencies, of one word, and the words that stand for agencies."""
    lex = lexicon()
    names = [*lex.page_words["agency"].words]
    for row in lex.outlets.values():
        if row.kind == "agency":
            names += [row.name_ar, *row.variants]
    return frozenset(name for name in map(fold_text, names) if " " not in name)


def dateline_end(tokens: Tokens, at: int, stop: int) -> int:
    """The token behind a dateline that starts at the token `at` («نورستان - وكالات :»), or `at` where none does."""
    best, known, house = 0, 0, house_words()
    functions = words_of_kind("function")
    for k in range(at, min(at + _DATELINE, stop - 4)):
        form = tokens.form[k]
        if form == "/" and 1 <= k - at <= 3 and not best:
            best = k + 1
        elif form in _SIGNS or form in _SHUT:
            if (k > at and opens_sentence(tokens, k + 1)) or (known and form == ":"):
                best = k + 1
        elif form in house:
            known += 1
            if k + 1 < stop and opens_sentence(tokens, k + 1) and known >= k + 1 - at and k - at >= 1:
                best = k + 1
        elif form in functions or form in STOPS or (k > at and opens_sentence(tokens, k)) or (k - at > 5 and not known):
            break
    return _past_signs(tokens, best, stop) if best > at else at


def _past_signs(tokens: Tokens, at: int, stop: int) -> int:
    while at < stop - 1 and (tokens.form[at] in _SIGNS or tokens.form[at] in _SHUT or tokens.form[at] in ",،.؛*"):
        at += 1
    return at


def byline_end(tokens: Tokens, at: int, stop: int) -> int:
    """The token behind a byline that runs into the lead: a few words of no sentence, then an opening verb."""
    plain = words_of_kind("function") | words_of_kind("connective")
    for k in range(at, min(at + 8, stop - 4)):
        if k > at and opens_sentence(tokens, k):
            return k
        form = tokens.form[k]
        if form in plain or form in STOPS or form in '،,؛"«»“”()' or (k == at and opens_sentence(tokens, k)):
            return at
    return at


def bracket_end(tokens: Tokens, at: int, stop: int) -> int:
    """The token behind the brackets that open at `at`, or `at` where none open or none close nearby."""
    if at >= stop or tokens.form[at] not in "([":
        return at
    for k in range(at + 1, min(at + 30, stop)):
        if tokens.form[k] in ")]":
            return k + 1
    return at


def caption_end(tokens: Tokens, at: int, stop: int) -> int:
    """The token behind a caption that starts near `at`: brackets that name a photo or an agency, or such a word."""
    photo = words_of_kind("photo")
    best = at
    for k in range(at, min(at + _REACH, stop - 5)):
        form = tokens.form[k]
        if form in "([" and (end := bracket_end(tokens, k, stop)) > k:
            inside = set(tokens.form[k + 1 : end - 1])
            closes = end < stop and tokens.form[end] not in ",،.؛"
            if (inside & photo or inside & agency_words() or k == at) and closes and not _long_verb(tokens, at, k):
                best = end
        elif form in photo and opens_sentence(tokens, k + 1) and k > at:
            best = k + 1
    return best


def _long_verb(tokens: Tokens, at: int, k: int) -> bool:
    """Whether what stands before the brackets reads like a lead of its own already."""
    return opens_sentence(tokens, at) and k - at > 25


def refine(
    tokens: Tokens, i: int, j: int, repeats: list[Repeat], titled: bool, days: dict[int, Mark], flat: bool
) -> tuple[int, int, str]:
    """Where a headline ends, where the body starts within the tokens `[i, j)`, the first stretch of a body.

    `titled` says that a headline or another sure mark stands right before the stretch.
    """
    at = i
    if flat and (end := _headline_end(tokens, i, j, repeats)):
        at, titled = end, True
    at = _past_signs(tokens, at, j)
    if flat and not titled:
        at = _first_opener(tokens, at, j)
    end, role = at, ""
    for _ in range(4):
        moved, kind = _skip_one(tokens, at, j, days, flat)
        if moved == at:
            break
        at, role = moved, role or kind
    return end, at, role


def _headline_end(tokens: Tokens, i: int, j: int, repeats: list[Repeat]) -> int:
    """The end of the last headline in `[i, j)` that stood before already; 0 where none does.

    A lead repeats words of its headline too: behind an opening verb nothing counts.
    """
    first: dict[int, int] = {}
    end = 0
    for repeat in repeats:
        known = first.setdefault(repeat.group, repeat.i)
        if repeat.i < i or repeat.j > j - 4 or known == repeat.i or repeat.i > i + 3 * _REACH:
            continue
        if _PAGE_TITLE < known < i:
            continue  # words of the head's running text, no headline of the page
        inside = [r for r in repeats if r.group == repeat.group]
        opened = any(
            opens_sentence(tokens, k) and not any(r.i <= k < r.j for r in inside) for k in range(max(i, end), repeat.i)
        )
        if not opened:
            end = max(end, repeat.j)
    return end


def _skip_one(tokens: Tokens, at: int, stop: int, days: dict[int, Mark], flat: bool) -> tuple[int, str]:
    """Past one piece of head furniture at `at`, with its role."""
    for k in range(at + 1, min(at + 4, stop - 6)):
        if k in days and days[k].j - k >= 3 and not any(opens_sentence(tokens, n) for n in range(at, k)):
            return _past_agency(tokens, days[k].j, stop), "dateline"
    if at in days and days[at].j < stop - 3:
        return _past_signs(tokens, days[at].j, stop), "date"
    if (end := dateline_end(tokens, at, stop)) > at:
        return end, "dateline"
    if flat and (end := byline_end(tokens, at, stop)) > at:
        return end, "byline"
    if flat and not opens_sentence(tokens, at):
        end = caption_end(tokens, at, stop)
    else:
        end = bracket_end(tokens, at, stop)
        if end > at and not set(tokens.form[at:end]) & (words_of_kind("photo") | agency_words()):
            end = at
    return (_past_signs(tokens, end, stop), "caption") if end > at else (at, "")


def _past_agency(tokens: Tokens, at: int, stop: int) -> int:
    """Behind the day of a dateline: past the agency's name, up to the verb that opens the lead."""
    for k in range(at, min(at + 4, stop - 3)):
        if opens_sentence(tokens, k):
            return k
    return _past_signs(tokens, at, stop)


def _first_opener(tokens: Tokens, at: int, stop: int) -> int:
    """Where a headline without a mark behind it gives way to a lead: at the first opening verb after four words."""
    if any(opens_sentence(tokens, k) for k in range(at, min(at + 4, stop))):
        return at
    signs = [k for k in range(at, min(at + _REACH, stop - 4)) if tokens.form[k] in "|~"]
    low = signs[-1] + 1 if signs else at + 4
    for k in range(low, min(at + _REACH, stop - 4)):
        if opens_sentence(tokens, k):
            functions = sum(form in words_of_kind("function") for form in tokens.form[at:k])
            return k if functions <= 5 else at
    return at
