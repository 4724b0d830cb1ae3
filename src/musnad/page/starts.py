"""Where a body starts inside a stretch that scraping has run together with the head of the page."""

from __future__ import annotations

from functools import cache

from musnad.lexicon import lexicon
from musnad.page.marks import Mark, opens_sentence, words_of_kind
from musnad.page.repeats import Repeat
from musnad.page.tokens import STOPS, Tokens
from musnad.text.fold import fold_text

_SIGNS = frozenset(":/-–—|~ـ")
_OPEN, _SHUT = frozenset("([{<«"), frozenset(")]}>»")
_DATELINE = 14
_REACH = 45


@cache
def _house_words() -> frozenset[str]:
    """Words of the names of places, states, outlets and agencies, as datelines are made of."""
    lex = lexicon()
    names: list[str] = [*lex.page_words["agency"].words, "من", "مراسل"]
    for row in (*lex.places.values(), *lex.states.values(), *lex.outlets.values()):
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
    best, known, house = at, 0, _house_words()
    functions = words_of_kind("function")
    for k in range(at, min(at + _DATELINE, stop - 4)):
        form = tokens.form[k]
        if form in _SIGNS or form in _SHUT:
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


def bracket_end(tokens: Tokens, at: int, stop: int) -> int:
    """The token behind the brackets that open at `at`, or `at` where none open or none close nearby."""
    if at >= stop or tokens.form[at] not in "([":
        return at
    for k in range(at + 1, min(at + 30, stop)):
        if tokens.form[k] in ")]":
            return k + 1
    return at


def caption_end(tokens: Tokens, at: int, stop: int) -> int:
    """The token behind a caption that starts near `at`: brackets that name a photo or an agency, or such a word alone."""
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
) -> int:
    """The token where the body starts within the tokens `[i, j)`, the first stretch of a body.

    `titled` says that a headline or another sure mark stands right before the stretch.
    """
    at = i
    ends = [r.j for r in repeats if i <= r.i and r.j <= j - 4 and r.i < i + max(_REACH, (j - i) // 2)] if flat else []
    if ends:
        at, titled = max(ends), True
    at = _past_signs(tokens, at, j)
    if flat and not titled:
        at = _first_opener(tokens, at, j)
    for _ in range(4):
        moved = _skip_one(tokens, at, j, days, flat)
        if moved == at:
            break
        at = moved
    return at


def _skip_one(tokens: Tokens, at: int, stop: int, days: dict[int, Mark], flat: bool) -> int:
    """Past one piece of head furniture at `at`."""
    if at in days and days[at].j < stop - 3:
        return _past_signs(tokens, days[at].j, stop)
    end = dateline_end(tokens, at, stop)
    if end == at and flat and not opens_sentence(tokens, at):
        end = caption_end(tokens, at, stop)
    elif end == at:
        end = bracket_end(tokens, at, stop)
        if end > at and not set(tokens.form[at:end]) & (words_of_kind("photo") | agency_words()):
            end = at
    return _past_signs(tokens, end, stop) if end > at else at


def _first_opener(tokens: Tokens, at: int, stop: int) -> int:
    """Where a headline without a mark behind it gives way to a lead: at the first opening verb after four words."""
    for k in range(at + 4, min(at + _REACH, stop - 4)):
        if opens_sentence(tokens, k) and not opens_sentence(tokens, at):
            before = tokens.form[at:k]
            if sum(f in words_of_kind("connective") for f in before[:2]) == 0:
                return k
    return at
