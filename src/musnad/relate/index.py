"""An index that grows: one more article is placed in milliseconds, and in the end the order did not matter.

What has been there is kept in sorted arrays, what is added in dictionaries beside them. `add` tells at once what the
new article is a copy of and which articles tell its story; `relations` is what `relate` makes of all of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct

from musnad.relate.candidates import distinct, postings
from musnad.relate.copies import Shares, judged
from musnad.relate.given import Given
from musnad.relate.likeness import keys_of, likeness_of
from musnad.relate.prints import Print, prints_of
from musnad.relate.relating import relate_prints
from musnad.relate.stories import ENOUGH
from musnad.relations import Relations
from musnad.text.hashes import U64

_MOST = 40
"""A number that more articles share tells little; as many articles are compared at most."""
_SHARED = 2
_KEYS_SHARED = 3


class Placed(Struct, frozen=True):
    """Where a new article belongs: the articles it shares a text with, and those alike enough for one story."""

    copies: tuple[str, ...]
    story: tuple[str, ...]


class _Postings:
    """Which places have a number: sorted arrays of what was there, a dictionary of what came later."""

    def __init__(self, rows: Sequence[U64]) -> None:
        self._numbers, self._places = postings(rows)
        self._later: defaultdict[int, list[int]] = defaultdict(list)

    def add(self, numbers: U64, place: int) -> None:
        for number in numbers.tolist():
            self._later[number].append(place)

    def sharing(self, numbers: U64, least: int) -> list[int]:
        """The places that share at least so many of `numbers`, those that share most first."""
        lows = np.searchsorted(self._numbers, numbers).tolist()
        highs = np.searchsorted(self._numbers, numbers, side="right").tolist()
        count: Counter[int] = Counter()
        for low, high, number in zip(lows, highs, numbers.tolist(), strict=True):
            later = self._later.get(number, ())
            if high - low + len(later) <= _MOST:
                count.update(self._places[low:high].tolist())
                count.update(later)
        found = sorted((-n, place) for place, n in count.items() if n >= least)
        return [place for _, place in found[:_MOST]]


class Index:
    """Articles that are related as they come."""

    def __init__(self, prints: Iterable[Print] = ()) -> None:
        self.prints = list(prints)
        self._samples = _Postings([one.sample for one in self.prints])
        self._keys = _Postings([keys_of(one) for one in self.prints])

    def add(self, article: Given) -> Placed:
        """Place one more article."""
        (new,) = prints_of([article])
        place = len(self.prints)
        self.prints.append(new)
        copies = self._copies(place, self._samples.sharing(new.sample, _SHARED))
        alike = self._alike(place, self._keys.sharing(keys_of(new), _KEYS_SHARED), copies)
        self._samples.add(new.sample, place)
        self._keys.add(keys_of(new), place)
        return Placed(self._ids(copies.left[copies.copy].tolist()), self._ids(alike))

    def relations(self) -> Relations:
        """What all articles show together, whatever order they came in."""
        return relate_prints(self.prints)

    def _copies(self, place: int, others: list[int]) -> Shares:
        left = np.array(sorted(others), np.int64)
        return judged(self.prints, left, np.full(len(left), place), np.ones(len(left)))

    def _alike(self, place: int, others: list[int], shares: Shares) -> list[int]:
        left = distinct(np.concatenate((np.array(others, np.int64), shares.left)))
        alike = likeness_of(self.prints, left, np.full(len(left), place), shares)
        return [int(other) for other in left[alike >= ENOUGH]]

    def _ids(self, places: Iterable[int]) -> tuple[str, ...]:
        return tuple(sorted(self.prints[place].given.id for place in places))
