"""Groups of what is alike: first what hangs together at all, then, inside of that, the nearest joined step by step.

Two groups are joined while their members are, on average, alike enough; ties go to the lower places. Nothing depends on
the order in which articles came.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np

from musnad.text.hashes import Ints

Pair = tuple[int, int]


class Merged:
    """Sets that grow together (union-find); each is known by its lowest member."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def of(self, one: int) -> int:
        """The lowest member of the set that holds `one`."""
        above = self._above
        root = one
        while root in above:
            root = above[root]
        while one != root:
            above[one], one = root, above[one]
        return root

    def join(self, one: int, other: int) -> bool:
        """Make one set of two; False where they were one already."""
        one, other = self.of(one), self.of(other)
        if one == other:
            return False
        self._above[max(one, other)] = min(one, other)
        return True

    def copy(self) -> Merged:
        """The same sets, to be joined further."""
        made = Merged()
        made._above.update(self._above)
        return made

    def sets(self, members: Iterable[int]) -> list[list[int]]:
        """The sets that `members` fall into, in order."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for one in sorted(members):
            found[self.of(one)].append(one)
        return [found[root] for root in sorted(found)]


def roots(size: int, left: Ints, right: Ints) -> Ints:
    """For each of `size` places the lowest one that it hangs together with through the pairs given."""
    found = np.arange(size)
    while len(left):
        one, other = found[left], found[right]
        np.minimum.at(found, np.maximum(one, other), np.minimum(one, other))
        while (found[found] != found).any():
            found = found[found]
        apart = found[left] != found[right]
        left, right = left[apart], right[apart]
    return found


def averaged(members: list[int], alike: Mapping[Pair, float], enough: float) -> list[list[int]]:
    """Join `members` while the average likeness between two groups, taken from `alike`, is at least `enough`."""
    groups = {one: [one] for one in members}
    total: dict[int, dict[int, float]] = {one: {} for one in members}
    heap: list[tuple[float, int, int]] = []
    for (one, other), value in alike.items():
        if value > 0:
            total[one][other] = total[other][one] = value
            if value >= enough:
                heap.append((-value, one, other))
    heapq.heapify(heap)
    while heap:
        value, one, other = heapq.heappop(heap)
        if one not in groups or other not in groups or -value != _average(groups, total, one, other):
            continue
        groups[one] += groups.pop(other)
        for third, weight in total.pop(other).items():
            total[third].pop(other, None)
            if third != one:
                total[one][third] = total[third][one] = total[one].get(third, 0.0) + weight
        for third in total[one]:
            if (now := _average(groups, total, one, third)) >= enough:
                heapq.heappush(heap, (-now, min(one, third), max(one, third)))
    return [sorted(group) for _, group in sorted(groups.items())]


def _average(groups: dict[int, list[int]], total: dict[int, dict[int, float]], one: int, other: int) -> float:
    return total[one].get(other, 0.0) / (len(groups[one]) * len(groups[other]))
