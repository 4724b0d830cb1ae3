"""Which articles may tell one happening, and how alike they are: telling words, days, shared text, headlines.

A likeness lies between 0 and 1. It depends on the two articles alone, so that it is the same in any collection.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from musnad.relate.candidates import Floats, Pairs, best_of_each, distinct, postings, sharing
from musnad.relate.copies import Shares, days_apart
from musnad.relate.cosines import cosines, shared_part, told
from musnad.relate.prints import Print
from musnad.text.hashes import U64, Ints

_SHARED = 3
_TRIED = 60
_CHUNK = 10_000
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


def likenesses(prints: Sequence[Print], shares: Shares) -> Pairs:
    """How alike the pairs are that could be one story; what is not named is not alike."""
    pairs = [(found.left << 32) | found.right for found in (_candidates(prints), _undated(prints))]
    keys = distinct(np.concatenate((*pairs, shares.packed())))
    left, right = keys >> 32, keys & 0xFFFFFFFF
    return Pairs(left, right, likeness_of(prints, left, right, shares))


def likeness_of(prints: Sequence[Print], left: Ints, right: Ints, shares: Shares | None) -> Floats:
    """How alike each of some pairs is, which come in order; `shares` are those of them that share text."""
    places = distinct(np.concatenate((left, right)))
    named = [prints[place] for place in places.tolist()]
    lone = np.array([one.headline_only for one in named], bool)
    one, other = np.searchsorted(places, left), np.searchsorted(places, right)
    alike = cosines(named, one, other)
    there, back = told(named, one, other), told(named, other, one)
    headlines = (np.where(np.isnan(there), alike, there) + np.where(np.isnan(back), alike, back)) / 2
    single = _HEADLINE * np.where(lone[one], there, back)
    values = np.where(lone[one] | lone[other], single, (1 - _TITLES) * alike + _TITLES * headlines)
    values = np.nan_to_num(values).astype(np.float64)
    apart = days_apart(named, one, other)
    apart = np.where(apart < 0, _NO_DAY, apart)
    near = np.where(apart > APART, 0.0, np.maximum(values - _A_DAY * apart, 0.0))
    if shares is not None:
        at = np.searchsorted((left << 32) | right, shares.packed())
        near[at] = _with_text(prints, shares, values[at], apart[at])
    return near


def _with_text(prints: Sequence[Print], shares: Shares, values: Floats, apart: Ints) -> Floats:
    """The likeness of pairs that share text: a copy is alike; a shared form of words is no likeness."""
    copied = np.maximum(values, np.where(shares.part >= _WHOLE, _COPY, (values + _COPY) / 2))
    other = ~shares.copy & ~shares.form & (apart <= APART)
    plain = np.flatnonzero(other & (shares.narrated * 2 >= shares.words))  # else it is a quotation, and who said it
    part = np.zeros(len(shares))
    part[plain] = (1 - _TITLES) * _formulaic(prints, shares.where(plain))
    near = np.where(other, np.maximum(values - part - _A_DAY * apart, 0.0), 0.0)
    return np.where(shares.copy, copied, near)


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


def _formulaic(prints: Sequence[Print], shares: Shares) -> Floats:
    """What of the cosine of each pair comes from words of shared narration; a shared quotation is one happening's."""
    found: list[npt.NDArray[np.floating[Any]]] = [np.zeros(0)]
    for n in range(0, len(shares), _CHUNK):
        some = shares.where(np.arange(n, min(n + _CHUNK, len(shares))))
        rows = some.passages
        found.append(shared_part(prints, some.left, some.right, rows.homes(), rows.flat[:, :2]))
    return np.concatenate(found)
