"""Which articles may tell one happening, and how alike they are: telling words, days, shared text, headlines.

A likeness lies between 0 and 1. It depends on the two articles alone, so that it is the same in any collection.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from musnad.relate.candidates import Pairs, best_of_each, distinct, postings, sharing
from musnad.relate.copies import Shares
from musnad.relate.cosines import cosines, told
from musnad.relate.prints import Print
from musnad.text.hashes import U32, U64, Ints

_SHARED = 3
_TRIED = 60
_WINDOW = 4
"""Days of one bucket; two rows of buckets, half a bucket apart, so that neighbours always meet in one."""
APART = 4
"""Articles more days apart tell different happenings, unless one carries the other."""
_A_DAY = 0.05
"""What each day between two articles takes from their likeness."""
_TITLES = 0.4
"""How much headlines found in the other article count beside the telling words."""
_HEADLINE = 0.6
_COPY = 0.9
_WHOLE = 0.5
_NO_DAY = 1
"""How many days apart articles are taken to be where a day is not known."""


def likenesses(prints: Sequence[Print], shares: Sequence[Shares]) -> dict[tuple[int, int], float]:
    """How alike the pairs are that could be one story, by place; what is not named is not alike."""
    pairs = [(found.left << 32) | found.right for found in (_candidates(prints), _undated(prints))]
    keys = distinct(np.concatenate((*pairs, _packed([(s.left, s.right) for s in shares]))))
    return likeness_of(prints, keys >> 32, keys & 0xFFFFFFFF, {(s.left, s.right): s for s in shares})


def likeness_of(
    prints: Sequence[Print], left: Ints, right: Ints, shares: Mapping[tuple[int, int], Shares]
) -> dict[tuple[int, int], float]:
    """How alike each of some pairs is."""
    lone = np.array([one.headline_only for one in prints], bool)
    alike = cosines(prints, left, right)
    there, back = told(prints, left, right), told(prints, right, left)
    headlines = (np.where(np.isnan(there), alike, there) + np.where(np.isnan(back), alike, back)) / 2
    single = _HEADLINE * np.where(lone[left], there, back)
    values = np.where(lone[left] | lone[right], single, (1 - _TITLES) * alike + _TITLES * headlines)
    values = np.nan_to_num(values)
    apart = _days_apart(prints, left, right)
    near = np.where(apart > APART, 0.0, np.maximum(values - _A_DAY * apart, 0.0))
    rows = zip(left.tolist(), right.tolist(), near.tolist(), strict=True)
    found = {(a, b): value for a, b, value in rows}
    for n, pair in enumerate(found if shares else ()):
        if (share := shares.get(pair)) is not None:
            found[pair] = _with_text(prints, share, float(values[n]), int(apart[n]))
    return found


def _days_apart(prints: Sequence[Print], left: Ints, right: Ints) -> Ints:
    days = np.array([-1 if one.given.day is None else one.given.day for one in prints], np.int64)
    unknown = (days[left] < 0) | (days[right] < 0)
    apart: Ints = np.where(unknown, _NO_DAY, np.abs(days[left] - days[right]))
    return apart


def _with_text(prints: Sequence[Print], share: Shares, value: float, apart: int) -> float:
    """The likeness of a pair that shares text: a copy is alike; a shared form of words is no likeness."""
    if share.copy:
        return max(value, _COPY if share.part >= _WHOLE else (value + _COPY) / 2)
    if apart > APART or share.form:
        return 0.0
    value -= (1 - _TITLES) * _formulaic(prints[share.left], prints[share.right], share)
    return max(value - _A_DAY * apart, 0.0)


def _candidates(prints: Sequence[Print]) -> Pairs:
    """Pairs of about the same days that share some of their weightiest words."""
    pairs = sharing(*postings([keys_of(one) for one in prints]))
    return best_of_each(pairs.where(pairs.count >= _SHARED), _TRIED)


def _undated(prints: Sequence[Print]) -> Pairs:
    """Pairs of which one has no day, by their weightiest words alone."""
    undated = np.array([one.given.day is None for one in prints], bool)
    stems = [one.heavy if undated.any() else one.heavy[:0] for one in prints]
    pairs = sharing(*postings(stems))
    some = pairs.where((undated[pairs.left] | undated[pairs.right]) & (pairs.count >= _SHARED - 1))
    return best_of_each(some, _TRIED)


def keys_of(one: Print) -> U64:
    """The keys of an article: its weightiest stems, each with the two buckets that its day lies in; no day, no key."""
    day = one.given.day
    if day is None:
        return np.zeros(0, np.uint64)
    stems = one.heavy.astype(np.uint64) << np.uint64(32)
    buckets = [2 * (day // _WINDOW) + 2, 2 * ((day + _WINDOW // 2) // _WINDOW) + 3]
    return np.sort(np.concatenate([stems | np.uint64(bucket) for bucket in buckets]))


def _formulaic(one: Print, other: Print, share: Shares) -> float:
    """What of the cosine comes from words of shared narration; a shared quotation is one happening's."""
    rows = share.shared.passages[:, :2].tolist()
    said = np.sort(np.concatenate([one.body.stems[a:b][~one.body.speech[a:b]] for a, b in rows]))
    there, at = _found(one.telling, other.telling)
    formula, _ = _found(one.telling, said)
    both = there & formula
    return float((one.weights[both] * other.weights[at[both]]).sum())


def _found(asked: U32, known: U32) -> tuple[npt.NDArray[np.bool_], Ints]:
    """Which of some numbers stand in a sorted array, and where."""
    if not len(known):
        return np.zeros(len(asked), bool), np.zeros(len(asked), np.int64)
    at = np.minimum(np.searchsorted(known, asked), len(known) - 1)
    return known[at] == asked, at


def _packed(pairs: list[tuple[int, int]]) -> Ints:
    return np.array([(left << 32) | right for left, right in pairs], np.int64)
