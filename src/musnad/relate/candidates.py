"""Pairs of articles that may share text or tell one happening, found in sorted arrays: no pair is looked for.

Numbers that many articles share (a formula, a footer, one page a thousand times) would make pairs without end. Articles
stand in one fixed order, so that each is paired only with its neighbours there: work and result stay bounded
and do not depend on the order of arrival.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from musnad.text.hashes import U64, Ints

N = TypeVar("N", bound=np.generic)
Floats = npt.NDArray[np.float64]
_ALL_PAIRS = 40
"""Up to so many articles that share a number, all are paired."""
_BLOCK = 1 << 19
_NEIGHBOURS = 3
"""Where more share it, each is paired with so many that follow."""


class Pairs(Struct, frozen=True, eq=False):
    """Pairs of places `left < right`, sorted, with how many numbers (or what weight of them) each shares."""

    left: Ints
    right: Ints
    count: Floats

    def __len__(self) -> int:
        return len(self.left)

    def where(self, kept: npt.NDArray[np.bool_] | Ints) -> Pairs:
        """Those pairs that `kept` marks or numbers."""
        return Pairs(self.left[kept], self.right[kept], self.count[kept])


def postings(numbers: Sequence[npt.NDArray[np.generic]]) -> tuple[U64, Ints]:
    """All numbers of all articles, sorted by number and then by place, and the place of each."""
    places = np.repeat(np.arange(len(numbers)), [len(row) for row in numbers])
    flat = np.concatenate([*numbers, np.zeros(0, np.uint64)]).astype(np.uint64)
    order = np.argsort(flat, kind="stable")
    return flat[order], places[order]


def sharing(numbers: U64, places: Ints, weights: Floats | None = None, all_pairs: int = _ALL_PAIRS) -> Pairs:
    """The pairs of places that stand in one posting, with the number (or summed weight) of postings they share."""
    starts = np.flatnonzero(np.concatenate(([True], numbers[1:] != numbers[:-1]))) if len(numbers) else places
    sizes = np.diff(np.append(starts, len(numbers)))
    reach = np.where(sizes <= all_pairs, sizes - 1, _NEIGHBOURS)
    ends = np.repeat(starts + sizes, sizes)
    steps = np.minimum(np.repeat(reach, sizes), ends - np.arange(len(numbers)) - 1)
    keys = np.empty(int(steps.sum()), np.int64)
    heavy = None if weights is None else np.repeat(weights, steps)
    filled = 0
    for low in range(0, len(numbers), _BLOCK):  # as one array of pairs they would take much memory
        some = steps[low : low + _BLOCK]
        left = low + np.repeat(np.arange(len(some)), some)
        right = left + 1 + np.arange(len(left)) - np.repeat(np.cumsum(some) - some, some)
        keys[filled : filled + len(left)] = (places[left] << 32) | places[right]
        filled += len(left)
    return summed(keys, heavy)


def distinct(numbers: npt.NDArray[N]) -> npt.NDArray[N]:
    """Each number once, in order; for many numbers far quicker than `np.unique`, which hashes them."""
    ordered = np.sort(numbers)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def recurring(numbers: U64) -> Ints:
    """The places of numbers, evenly spread, that come more than once, and of a few others."""
    size = max(16, (2 * len(numbers)).bit_length())
    few = (numbers >> np.uint64(64 - size)).astype(np.int64)
    return np.flatnonzero(np.bincount(few, minlength=1 << size)[few] > 1)


def summed(keys: Ints, weights: Floats | None = None) -> Pairs:
    """Each packed pair once, with how often it comes or, where there are weights, with the sum of them."""
    if weights is None:
        keys.sort()
    else:
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
    first = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])
    if weights is None or not len(keys):
        counts = np.diff(np.append(first, len(keys))).astype(np.float64)
    else:
        counts = np.add.reduceat(weights[order], first)
    return Pairs(keys[first] >> 32, keys[first] & 0xFFFFFFFF, counts)


def best_of_each(pairs: Pairs, most: int) -> Pairs:
    """The pairs that are among the `most` strongest of one of their articles."""
    if not len(pairs):
        return pairs
    kept = np.zeros(len(pairs), bool)
    for side, other in ((pairs.left, pairs.right), (pairs.right, pairs.left)):
        order = np.lexsort((other, -pairs.count, side))
        sides = side[order]
        first = np.flatnonzero(np.concatenate(([True], sides[1:] != sides[:-1])))
        rank = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))
        kept[order[rank < most]] = True
    return pairs.where(kept)
