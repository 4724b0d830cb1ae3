"""Copies: pairs of articles with one text under both, and which of the two was first.

Shared narration makes a copy, shared quotations do not, nor does what comes back on many days (a formula, an agency's
background), nor a form letter whose telling words are others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from musnad.relate.candidates import Floats, Pairs, best_of_each, distinct, postings, sharing
from musnad.relate.cosines import cosines, told
from musnad.relate.overlap import Overlaps, overlaps, spans
from musnad.relate.prints import F32, Print
from musnad.relate.ragged import Ragged
from musnad.relate.rarity import rarities
from musnad.relate.stated import Stated, own_house
from musnad.relations import Copy, Reason
from musnad.text.hashes import U64, Bools, Ints

Rows = npt.NDArray[np.int32]

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


class Share(Struct, frozen=True, eq=False):
    """A pair of places and what it shares; `part` is the share of the shorter one's narration, `copy` the verdict.

    Of `words` shared words `narrated` are narration; `narration` counts it with the small changes inside passages and
    without background. `form` tells a form letter, whose names and figures are others.
    """

    left: int
    right: int
    words: int
    narrated: int
    narration: float
    part: float
    copy: bool
    form: bool
    passages: Rows


class Shares(Struct, frozen=True, eq=False):
    """Pairs that share a passage, in order, as columns."""

    left: Ints
    right: Ints
    words: Ints
    narrated: Ints
    narration: Floats
    part: Floats
    copy: Bools
    form: Bools
    passages: Ragged[np.int32]

    def __len__(self) -> int:
        return len(self.left)

    def packed(self) -> Ints:
        """Each pair as one number."""
        return (self.left << 32) | self.right

    def where(self, kept: Ints) -> Shares:
        """Some of the pairs, by number."""
        columns = {name: getattr(self, name)[kept] for name in self.__struct_fields__[:-1]}
        return Shares(**columns, passages=self.passages.taken(kept))

    def each(self) -> Iterator[Share]:
        """Each pair by itself."""
        names = self.__struct_fields__[:-1]
        for n, row in enumerate(zip(*(getattr(self, name).tolist() for name in names), strict=True)):
            yield Share(**dict(zip(names, row, strict=True)), passages=self.passages.row(n))


class Alike(Struct, frozen=True, eq=False):
    """How alike the telling words of two articles are, and how much of a headline the other tells: of many pairs."""

    words: F32
    headline: F32


def shared_pairs(prints: Sequence[Print]) -> Shares:
    """Every pair that shares a passage, judged."""
    numbers, places = postings([one.sample for one in prints])
    old = _background(numbers, places, _days(prints))
    pairs = sharing(numbers, places)
    stale = _stale(pairs, numbers[old], places[old])
    kept = pairs.count >= _CANDIDATE
    pairs, stale = pairs.where(kept), stale[kept]
    best = best_of_each(pairs, _TRIED)
    fresh = 1 - stale[_found(pairs, best)] / best.count
    return judged(prints, best.left, best.right, fresh)


def judged(prints: Sequence[Print], left: Ints, right: Ints, fresh: Floats) -> Shares:
    """Which of some pairs share a passage and which of these are copies; `fresh` is the part that is no background."""
    shared = overlaps(prints, left, right)
    some = np.flatnonzero(shared.words)
    shared, left, right, fresh = shared.where(some), left[some], right[some], fresh[some]
    like = alike(prints, left, right)
    places = distinct(np.concatenate((left, right)))
    narrations = np.array([prints[place].narration for place in places.tolist()], np.int64)
    one, other = (narrations[np.searchsorted(places, side)] for side in (left, right))
    narration = shared.extent * fresh
    part = narration / np.maximum(np.minimum(one, other), 1)
    near = days_apart(prints, left, right) <= _FAR
    short = (part >= MOST) & (narration >= FEW) & (narration < SEVERAL)
    most = (part >= MOST) & ((narration >= SEVERAL) | _where(short, _begins, prints, left, right, shared))
    copy = (narration >= MANY) | (shared.longest * fresh >= STRETCH) | most
    changed = (like.words < _ONE_TEXT) & (shared.changed * _HEAVIEST >= shared.words * _FORM)
    form = _where(changed, _form_letter, prints, left, right, shared)
    form |= (part < _NEARLY) & (like.words < _OTHER) & _formula(shared, like)
    copy &= (near | (part >= MOST)) & ~form & (like.words >= _LIKE)
    return Shares(left, right, shared.words, shared.narration, narration, part, copy, form, shared.passages)


def _where(
    asked: Bools, rule: Callable[[Print, Print, Rows], bool], prints: Sequence[Print], left: Ints, right: Ints,
    shared: Overlaps,
) -> Bools:  # fmt: skip
    """For those pairs that are asked for, by number, what a rule says of them."""
    found = np.zeros(len(asked), bool)
    for n in np.flatnonzero(asked).tolist():
        found[n] = rule(prints[left[n]], prints[right[n]], shared.passages.row(n))
    return found


def alike(prints: Sequence[Print], left: Ints, right: Ints) -> Alike:
    """How alike the articles of each pair are, whatever text they share."""
    there, back = told(prints, left, right), told(prints, right, left)
    return Alike(cosines(prints, left, right), np.fmax(there, back))  # NaN where neither has a headline


def days_apart(prints: Sequence[Print], left: Ints, right: Ints) -> Ints:
    """The days between the articles of each pair, -1 where one has none."""
    places = distinct(np.concatenate((left, right)))
    days = _days([prints[place] for place in places.tolist()])
    one, other = days[np.searchsorted(places, left)], days[np.searchsorted(places, right)]
    apart: Ints = np.where((one > 0) & (other > 0), np.abs(one - other), -1)
    return apart


def _begins(one: Print, other: Print, passages: Rows) -> bool:
    """Whether most of the beginning of the shorter article is shared."""
    column = 0 if one.size <= other.size else 2
    starts, stops = passages[:, column], np.minimum(passages[:, column + 1], _LEAD)
    return int(np.maximum(stops - starts, 0).sum()) * 2 >= min(_LEAD, one.size, other.size)


def _formula(shared: Overlaps, like: Alike) -> Bools:
    """Whether what is shared is commonplace, while each article has a headline that the other knows nothing of."""
    told = like.headline >= np.where(shared.narration < MANY, _UNTOLD, _STRANGE)
    plain = (shared.narration * 2 >= shared.words) & (shared.weight < shared.words * _COMMONPLACE)
    found: Bools = plain & ~told
    return found


def _form_letter(one: Print, other: Print, passages: Rows) -> bool:
    """Whether names and figures in the shared passages are others on either side, as in telegrams of congratulation."""
    sides = (_filled_in(one, other, passages[:, :2]), _filled_in(other, one, passages[:, 2:4]))
    return min(sides) >= int(passages[:, 4].sum()) * _FORM


def _filled_in(one: Print, other: Print, passages: Rows) -> float:
    """The weight of the words in the passages of one article that the other has nowhere."""
    body = one.body
    stems = np.concatenate([body.stems[a:b][~body.digits[a:b]] for a, b in passages.tolist()])
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


def copy_of(prints: Sequence[Print], said: Sequence[tuple[Stated, ...]], pair: Share) -> Copy:
    """The copy that a pair is, with its direction and the reason for that."""
    left, right = pair.left, pair.right
    direction, reasons, turned = _direction(prints, said, pair)
    if turned:
        left, right = right, left
    rows = pair.passages if not turned else pair.passages[:, [2, 3, 0, 1, 4]]
    one, other = prints[left], prints[right]
    overlap = min(1.0, pair.words / max(other.size, 1))
    words = Reason("words", count=pair.words, part=pair.narrated)
    passages = spans(rows, one.body, other.body)
    return Copy(one.given.id, other.given.id, round(overlap, 3), passages, direction, (words, *reasons))


def _direction(
    prints: Sequence[Print], said: Sequence[tuple[Stated, ...]], pair: Share
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
    parts = [pair.words / max(side.size, 1) for side in (one, other)]
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
