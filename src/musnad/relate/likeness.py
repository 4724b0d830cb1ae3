"""Which articles may tell one happening, and how alike they are: telling words, days, shared text, headlines.

A likeness lies between 0 and 1. It depends on the two articles alone, so that it is the same in any collection.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from musnad.relate.candidates import Pairs, best_of_each, postings, sharing
from musnad.relate.copies import Shares, days_apart
from musnad.relate.prints import F32, Print
from musnad.text.hashes import U64, Ints

KEYS = 16
"""By how many of its weightiest words an article is looked for."""
_SHARED = 3
_TRIED = 60
_WINDOW = 4
"""Days of one bucket; two rows of buckets, half a bucket apart, so that neighbours always meet in one."""
APART = 4
"""Articles more days apart tell different happenings, unless one carries the other."""
_A_DAY = 0.04
"""What each day between two articles takes from their likeness."""
_CHUNK = 20_000
_HEADLINE = 0.75
_COPY = 0.9
_NO_DAY = 1 << 20


Likeness = Callable[[int, int], float]


def likenesses(prints: Sequence[Print], shares: Sequence[Shares]) -> dict[tuple[int, int], float]:
    """How alike the pairs are that could be one story, by place; what is not named is not alike."""
    pairs = _candidates(prints)
    copies = [(pair.left, pair.right) for pair in shares]
    keys = np.unique(np.concatenate(((pairs.left << 32) | pairs.right, _packed(copies))))
    left, right = keys >> 32, keys & 0xFFFFFFFF
    found = {
        (a, b): value
        for a, b, value in zip(left.tolist(), right.tolist(), cosines(prints, left, right).tolist(), strict=True)
    }
    for place, one in enumerate(prints):
        if one.headline_only:
            found |= {pair: _by_headline(prints, place, pair) for pair in found if place in pair}
    return _adjusted(prints, found, shares)


def cosines(prints: Sequence[Print], left: Ints, right: Ints) -> F32:
    """The cosine of the telling words of each pair."""
    found = [
        _cosines(prints, left[n : n + _CHUNK].tolist(), right[n : n + _CHUNK].tolist())
        for n in range(0, len(left), _CHUNK)
    ]
    return np.concatenate([*found, np.zeros(0, np.float32)])


def _cosines(prints: Sequence[Print], left: list[int], right: list[int]) -> F32:
    known, weights = _keyed([prints[place] for place in left])
    asked, others = _keyed([prints[place] for place in right])
    at = np.minimum(np.searchsorted(known, asked), max(len(known) - 1, 0))
    hit = known[at] == asked if len(known) else np.zeros(len(asked), bool)
    product = weights[at[hit]] * others[hit]
    return np.bincount((asked[hit] >> np.uint64(32)).astype(np.int64), product, len(left)).astype(np.float32)


def _keyed(rows: list[Print]) -> tuple[U64, F32]:
    pair = np.repeat(np.arange(len(rows), dtype=np.uint64), [len(row.telling) for row in rows])
    stems = np.concatenate([row.telling for row in rows]).astype(np.uint64)
    return (pair << np.uint64(32)) | stems, np.concatenate([row.weights for row in rows])


def _candidates(prints: Sequence[Print]) -> Pairs:
    """Pairs of about the same days that share some of their weightiest words."""
    numbers, places = postings([_looked_for(one) for one in prints])
    pairs = sharing(numbers, places)
    return best_of_each(pairs.where(pairs.count >= _SHARED), _TRIED)


def _looked_for(one: Print) -> U64:
    """The keys of an article: its weightiest stems, each with the two buckets that its day lies in.

    Without a day the stems stand alone; so do, once more, the six weightiest of those that have one.
    """
    best = np.argsort(-one.weights, kind="stable")[:KEYS]
    stems = one.telling[best].astype(np.uint64) << np.uint64(32)
    day = one.given.day
    if day is None:
        return np.sort(stems)
    buckets = [2 * (day // _WINDOW) + 2, 2 * ((day + _WINDOW // 2) // _WINDOW) + 3]
    return np.sort(np.concatenate([stems | np.uint64(bucket) for bucket in buckets] + [stems[:6]]))


def _by_headline(prints: Sequence[Print], place: int, pair: tuple[int, int]) -> float:
    """How much of a lone headline stands in the telling words or the headline of the other article."""
    one, other = prints[place], prints[pair[0] if pair[1] == place else pair[1]]
    there = np.isin(one.telling, np.concatenate((other.telling, other.title)), kind="sort")
    return _HEADLINE * float((one.weights[there] ** 2).sum())


def _adjusted(
    prints: Sequence[Print], found: dict[tuple[int, int], float], shares: Sequence[Shares]
) -> dict[tuple[int, int], float]:
    copies = {(pair.left, pair.right): pair for pair in shares}
    for pair, value in found.items():
        apart = days_apart(prints[pair[0]], prints[pair[1]])
        share = copies.get(pair)
        if share is not None and share.copy:
            found[pair] = max(value, _COPY if share.part >= 0.5 else (value + _COPY) / 2)
        elif apart is not None and apart > APART:
            found[pair] = 0.0
        else:
            found[pair] = max(value - _A_DAY * (apart or 0), 0.0)
    return found


def _packed(pairs: list[tuple[int, int]]) -> Ints:
    return np.array([(left << 32) | right for left, right in pairs], np.int64)
