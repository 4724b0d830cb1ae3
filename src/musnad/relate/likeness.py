"""Which articles may tell one happening, and how alike they are: telling words, days, shared text, headlines.

A likeness lies between 0 and 1. It depends on the two articles alone, so that it is the same in any collection.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from musnad.relate.candidates import Pairs, best_of_each, postings, sharing
from musnad.relate.copies import Shares, days_apart
from musnad.relate.prints import F32, Print
from musnad.text.hashes import U32, U64, Ints

KEYS = 16
"""By how many of its weightiest words an article is looked for."""
_SHARED = 3
_TRIED = 60
_WINDOW = 4
"""Days of one bucket; two rows of buckets, half a bucket apart, so that neighbours always meet in one."""
APART = 4
"""Articles more days apart tell different happenings, unless one carries the other."""
_A_DAY = 0.05
"""What each day between two articles takes from their likeness."""
_CHUNK = 20_000
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
    keys = np.unique(np.concatenate((*pairs, _packed([(s.left, s.right) for s in shares]))))
    return likeness_of(prints, keys >> 32, keys & 0xFFFFFFFF, {(s.left, s.right): s for s in shares})


def likeness_of(
    prints: Sequence[Print], left: Ints, right: Ints, shares: Mapping[tuple[int, int], Shares]
) -> dict[tuple[int, int], float]:
    """How alike each of some pairs is."""
    lone = np.array([one.headline_only for one in prints], bool)
    alike = cosines(prints, left, right)
    there, back = _told(prints, left, right), _told(prints, right, left)
    headlines = (np.where(np.isnan(there), alike, there) + np.where(np.isnan(back), alike, back)) / 2
    told = np.where(lone[left], there, back)
    values = np.where(lone[left] | lone[right], _HEADLINE * told, (1 - _TITLES) * alike + _TITLES * headlines)
    rows = zip(left.tolist(), right.tolist(), np.nan_to_num(values).tolist(), strict=True)
    return {(a, b): _adjusted(prints, a, b, value, shares.get((a, b))) for a, b, value in rows}


def _told(prints: Sequence[Print], titles: Ints, texts: Ints) -> F32:
    """How much of the headline of one article stands in the other; NaN where there is no headline."""
    rows = (
        _told_chunk(prints, titles[n : n + _CHUNK].tolist(), texts[n : n + _CHUNK].tolist())
        for n in range(0, len(titles), _CHUNK)
    )
    return np.concatenate([*rows, np.zeros(0, np.float32)])


def _told_chunk(prints: Sequence[Print], titles: list[int], texts: list[int]) -> F32:
    asked = _numbered([prints[place].title for place in titles])
    known = _numbered([prints[place].stems for place in texts])
    weights = np.concatenate([prints[place].title_weights for place in titles])
    hit = _among(asked, known)
    found = np.bincount((asked[hit] >> np.uint64(32)).astype(np.int64), weights[hit], len(titles))
    untitled = np.array([not len(prints[place].title) for place in titles])
    return np.where(untitled, np.nan, found).astype(np.float32)


def cosines(prints: Sequence[Print], left: Ints, right: Ints) -> F32:
    """The cosine of the telling words of each pair."""
    found = [
        _cosines(prints, left[n : n + _CHUNK].tolist(), right[n : n + _CHUNK].tolist())
        for n in range(0, len(left), _CHUNK)
    ]
    return np.concatenate([*found, np.zeros(0, np.float32)])


def _cosines(prints: Sequence[Print], left: list[int], right: list[int]) -> F32:
    known, asked = (_numbered([prints[place].telling for place in side]) for side in (left, right))
    weights, others = (np.concatenate([prints[place].weights for place in side]) for side in (left, right))
    at = np.minimum(np.searchsorted(known, asked), max(len(known) - 1, 0))
    hit = _among(asked, known)
    product = weights[at[hit]] * others[hit]
    return np.bincount((asked[hit] >> np.uint64(32)).astype(np.int64), product, len(left)).astype(np.float32)


def _numbered(rows: list[U32]) -> U64:
    """Sorted stems of many articles in one sorted array, each with the number of its row above it."""
    pair = np.repeat(np.arange(len(rows), dtype=np.uint64), [len(row) for row in rows])
    return (pair << np.uint64(32)) | np.concatenate(rows).astype(np.uint64)


def _among(asked: U64, known: U64) -> npt.NDArray[np.bool_]:
    if not len(known):
        return np.zeros(len(asked), bool)
    found: npt.NDArray[np.bool_] = known[np.minimum(np.searchsorted(known, asked), len(known) - 1)] == asked
    return found


def _candidates(prints: Sequence[Print]) -> Pairs:
    """Pairs of about the same days that share some of their weightiest words."""
    pairs = sharing(*postings([keys_of(one) for one in prints]))
    return best_of_each(pairs.where(pairs.count >= _SHARED), _TRIED)


def _undated(prints: Sequence[Print]) -> Pairs:
    """Pairs of which one has no day, by their weightiest words alone."""
    undated = np.array([one.given.day is None for one in prints], bool)
    stems = [_weightiest(one) if undated.any() else one.telling[:0] for one in prints]
    pairs = sharing(*postings(stems))
    some = pairs.where((undated[pairs.left] | undated[pairs.right]) & (pairs.count >= _SHARED - 1))
    return best_of_each(some, _TRIED)


def keys_of(one: Print) -> U64:
    """The keys of an article: its weightiest stems, each with the two buckets that its day lies in; no day, no key."""
    day = one.given.day
    if day is None:
        return np.zeros(0, np.uint64)
    stems = _weightiest(one) << np.uint64(32)
    buckets = [2 * (day // _WINDOW) + 2, 2 * ((day + _WINDOW // 2) // _WINDOW) + 3]
    return np.sort(np.concatenate([stems | np.uint64(bucket) for bucket in buckets]))


def _weightiest(one: Print) -> U64:
    """The stems that an article is looked for by."""
    return one.telling[np.argsort(-one.weights, kind="stable")[:KEYS]].astype(np.uint64)


def _adjusted(prints: Sequence[Print], left: int, right: int, value: float, share: Shares | None) -> float:
    """The likeness with what text and days add or take: a copy is alike; a shared form of words is no likeness."""
    if share is not None and share.copy:
        return max(value, _COPY if share.part >= _WHOLE else (value + _COPY) / 2)
    one, other = prints[left], prints[right]
    apart = days_apart(one, other)
    apart = _NO_DAY if apart is None else apart
    if apart > APART or (share is not None and share.form):
        return 0.0
    if share is not None:
        value -= (1 - _TITLES) * _formulaic(one, other, share)
    return max(value - _A_DAY * apart, 0.0)


def _formulaic(one: Print, other: Print, share: Shares) -> float:
    """What of the cosine comes from words of shared passages."""
    said = np.concatenate([one.body.stems[a:b] for a, b in share.shared.passages[:, :2].tolist()])
    common, left, right = np.intersect1d(one.telling, other.telling, assume_unique=True, return_indices=True)
    formula = np.isin(common, said, kind="sort")
    return float((one.weights[left[formula]] * other.weights[right[formula]]).sum())


def _packed(pairs: list[tuple[int, int]]) -> Ints:
    return np.array([(left << 32) | right for left, right in pairs], np.int64)
