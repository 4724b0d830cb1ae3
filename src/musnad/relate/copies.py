"""Copies: pairs of articles with one text under both, and which of the two was first.

Shared narration makes a copy, shared quotations do not, nor does what comes back on many days (a formula, an agency's
background), nor a form letter whose telling words are others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from msgspec import Struct

from musnad.relate.candidates import Pairs, best_of_each, postings, sharing
from musnad.relate.cosines import cosines, told
from musnad.relate.overlap import Shared, overlaps, spans
from musnad.relate.prints import Print, rarities
from musnad.relate.stated import Stated, own_house
from musnad.relations import Copy, Reason
from musnad.text.hashes import U64, Ints

MANY = 48
"""Shared words of narration that make a copy of articles of any length."""
STRETCH = 36
"""Shared words of narration in one stretch that do."""
SEVERAL = 34
"""Shared words of narration that do where they are most of the shorter article."""
FEW = 18
"""Shared words of narration that do where, besides, its beginning is among them."""
MOST = 0.5
_LEAD = 24
_FORM = 5.0
"""The weight of telling words, for each shared word, that stand in the place of others: a form has others filled in."""
_HEAVIEST, _NAME = 135.0, 100.0
"""The most that a word weighs, and what a name weighs at least."""
_ONE_TEXT = 0.8
"""Articles so much alike tell one thing, however many of their names are spelled otherwise."""
_LIKE = 0.2
"""Articles whose telling words are less alike than this share a form, not a text."""
_FAR = 3
"""Articles more days apart than this share background, unless most of one is the other."""
_UNTOLD, _OTHER = 0.46, 0.75
"""Where neither article tells the other's headline, and telling words differ, commonplace words are a formula."""
_STRANGE = 0.25
"""Where so little of the headlines is told, it may be a long one."""
_COMMONPLACE = 50.0
"""The weight of a word, on average, in what anyone may write."""
_NEARLY = 0.9
"""So much of an article is no formula."""
_CANDIDATE = 2
_TRIED = 40
"""With how many others an article is compared at most."""
_LONG_LIVED = 6
"""A shingle that comes back after more days than this, in three articles or more, is background."""
_CLEAR = 0.15
"""How much more of one article than of the other must be shared to tell the whole from the cut."""

Direction = Literal["stated", "time", "containment", "unknown"]


class Alike(Struct, frozen=True):
    """How alike the telling words of two articles are, and how much of a headline the other article tells."""

    words: float
    headline: float


class Shares(Struct, frozen=True, eq=False):
    """A pair of places and what it shares; `part` is the share of the shorter one's narration, `copy` the verdict.

    `form` tells a form letter, whose names and figures are others.
    """

    left: int
    right: int
    shared: Shared
    narration: float
    part: float
    copy: bool
    form: bool


def shared_pairs(prints: Sequence[Print]) -> list[Shares]:
    """Every pair that shares a passage, judged."""
    numbers, places = postings([one.sample for one in prints])
    old = _background(numbers, places, _days(prints))
    pairs = sharing(numbers, places)
    stale = _stale(pairs, numbers[old], places[old])
    kept = pairs.count >= _CANDIDATE
    pairs, stale = pairs.where(kept), stale[kept]
    best = best_of_each(Pairs(pairs.left, pairs.right, pairs.count), _TRIED)
    fresh = 1 - stale[_found(pairs, best)] / best.count
    found = overlaps(prints, best.left, best.right)
    some = np.array([len(shared.passages) > 0 for shared in found], bool)
    left, right = best.left[some], best.right[some]
    shares = [shared for shared in found if len(shared.passages)]
    rows = zip(left.tolist(), right.tolist(), shares, fresh[some].tolist(), alike(prints, left, right), strict=True)
    return [judged(prints, *row) for row in rows]


def alike(prints: Sequence[Print], left: Ints, right: Ints) -> list[Alike]:
    """How alike the articles of each pair are, whatever text they share."""
    there, back = told(prints, left, right), told(prints, right, left)
    headlines = np.fmax(there, back)  # NaN where neither has one
    return list(map(Alike, cosines(prints, left, right).tolist(), headlines.tolist()))


def days_apart(one: Print, other: Print) -> int | None:
    """The days between two articles, None where one has none."""
    if one.given.day is None or other.given.day is None:
        return None
    return abs(one.given.day - other.given.day)


def judged(prints: Sequence[Print], left: int, right: int, shared: Shared, fresh: float, like: Alike) -> Shares:
    """Whether what a pair shares makes it a copy; `fresh` is the part of it that is no background."""
    one, other = prints[left], prints[right]
    narration = shared.extent * fresh
    part = narration / max(min(one.narration, other.narration), 1)
    most = part >= MOST and (narration >= SEVERAL or (narration >= FEW and _begins(one, other, shared)))
    copy = narration >= MANY or shared.longest * fresh >= STRETCH or most
    apart = days_apart(one, other)
    if copy and part < MOST and apart is not None and apart > _FAR:
        copy = False
    form = like.words < _ONE_TEXT and _form_letter(one, other, shared)
    form = form or (part < _NEARLY and like.words < _OTHER and _formula(one, shared, like))
    return Shares(left, right, shared, narration, part, copy and not form and like.words >= _LIKE, form)


def _begins(one: Print, other: Print, shared: Shared) -> bool:
    """Whether most of the beginning of the shorter article is shared."""
    column = 0 if len(one.body) <= len(other.body) else 2
    starts, stops = shared.passages[:, column], np.minimum(shared.passages[:, column + 1], _LEAD)
    return int(np.maximum(stops - starts, 0).sum()) * 2 >= min(_LEAD, len(one.body), len(other.body))


def _formula(one: Print, shared: Shared, like: Alike) -> bool:
    """Whether what is shared is commonplace, while each article has a headline that the other knows nothing of."""
    if like.headline >= (_UNTOLD if shared.narration < MANY else _STRANGE) or shared.narration * 2 < shared.words:
        return False
    stems = np.concatenate([one.body.stems[a:b] for a, b in shared.passages[:, :2].tolist()])
    return float(rarities(np.unique(stems)).sum()) < shared.words * _COMMONPLACE


def _form_letter(one: Print, other: Print, shared: Shared) -> bool:
    """Whether names and figures in the shared passages are others on either side, as in telegrams of congratulation."""
    rows = shared.passages
    if shared.changed * _HEAVIEST < shared.words * _FORM:
        return False
    sides = (_filled_in(one, other, rows[:, :2]), _filled_in(other, one, rows[:, 2:4]))
    return min(sides) >= shared.words * _FORM


def _filled_in(one: Print, other: Print, passages: Ints) -> float:
    """The weight of the words in the passages of one article that the other has nowhere."""
    stems = np.concatenate([one.body.stems[a:b][~one.body.digits[a:b]] for a, b in passages.tolist()])
    there = other.stems[np.minimum(np.searchsorted(other.stems, stems), len(other.stems) - 1)] == stems
    weights = rarities(np.unique(stems[~there]))
    return float(weights[weights >= _NAME].sum())


def _days(prints: Sequence[Print]) -> Ints:
    return np.array([one.given.day or 0 for one in prints], np.int64)


def _background(numbers: U64, places: Ints, days: Ints) -> np.ndarray:
    """Which entries belong to shingles that come back on days far apart."""
    if not len(numbers):
        return np.zeros(0, bool)
    starts = np.flatnonzero(np.concatenate(([True], numbers[1:] != numbers[:-1])))
    sizes = np.diff(np.append(starts, len(numbers)))
    day = days[places]
    low = np.minimum.reduceat(np.where(day > 0, day, 1 << 40), starts)
    high = np.maximum.reduceat(day, starts)
    return np.repeat((sizes >= 3) & (high - low > _LONG_LIVED), sizes)


def _stale(pairs: Pairs, numbers: U64, places: Ints) -> np.ndarray:
    """How many of the numbers that each pair shares are background."""
    old = sharing(numbers, places)
    count = np.zeros(len(pairs))
    if len(old):
        count[_found(pairs, old)] = old.count
    return count


def _found(pairs: Pairs, some: Pairs) -> Ints:
    """The places of `some` among `pairs`, which holds them all in the same order."""
    return np.searchsorted((pairs.left << 32) | pairs.right, (some.left << 32) | some.right)


def copy_of(prints: Sequence[Print], said: Sequence[tuple[Stated, ...]], pair: Shares) -> Copy:
    """The copy that a pair is, with its direction and the reason for that."""
    left, right = pair.left, pair.right
    direction, reasons, turned = _direction(prints, said, pair)
    if turned:
        left, right = right, left
    rows = pair.shared.passages if not turned else pair.shared.passages[:, [2, 3, 0, 1, 4]]
    one, other = prints[left], prints[right]
    overlap = min(1.0, pair.shared.words / max(len(other.body), 1))
    words = Reason("words", count=pair.shared.words, part=pair.shared.narration)
    passages = spans(rows, one.body, other.body)
    return Copy(one.given.id, other.given.id, round(overlap, 3), passages, direction, (words, *reasons))


def _direction(
    prints: Sequence[Print], said: Sequence[tuple[Stated, ...]], pair: Shares
) -> tuple[Direction, tuple[Reason, ...], bool]:
    """Whether the right article was first, and by what."""
    one, other = prints[pair.left], prints[pair.right]
    named = [_names(said[b], prints[a]) for a, b in ((pair.left, pair.right), (pair.right, pair.left))]
    early = _earlier(one, other)
    if any(named) and not all(named):
        turned = bool(named[1])
        later, first = (one, other) if turned else (other, one)
        doubt = early is not None and early != turned
        reasons = (Reason("credits", (later.given.id,), outlet=named[turned]), Reason("doubt_time", (first.given.id,)))
        return "stated", reasons[: 1 + doubt], turned
    if early is not None:
        return "time", (Reason("earlier", ((other if early else one).given.id,)),), early
    parts = [pair.shared.words / max(len(side.body), 1) for side in (one, other)]
    if abs(parts[0] - parts[1]) > _CLEAR:
        turned = parts[0] > parts[1]
        ids = (one.given.id, other.given.id) if turned else (other.given.id, one.given.id)
        return "containment", (Reason("part", ids),), turned
    return "unknown", (Reason("no_order"),), one.given.id > other.given.id


def _names(said: tuple[Stated, ...], source: Print) -> str:
    house = own_house(source.given)
    return next((one.name for one in said if house and one.id == house), "")


def _earlier(one: Print, other: Print) -> bool | None:
    """Whether the second article is the earlier; None where their times do not tell."""
    a, b = one.given, other.given
    if a.minute is None or b.minute is None or a.minute == b.minute:
        return None
    if a.day == b.day and not (a.timed and b.timed):
        return None
    return b.minute < a.minute
