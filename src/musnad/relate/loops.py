"""Loops: outlets that name each other as the source, so that no one of them is an origin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from musnad.relate.prints import Print
from musnad.relate.stated import Stated, own_house


def loops(
    prints: Sequence[Print], said: Sequence[tuple[Stated, ...]], members: Sequence[int]
) -> tuple[tuple[str, ...], ...]:
    """The outlets that cite each other in a circle, each circle sorted."""
    cited: defaultdict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    for place in members:
        house = own_house(prints[place].given)
        if house:
            names.setdefault(house, prints[place].given.outlet or house)
            cited[house].update(one.id for one in said[place])
    if not any(cited.values()):
        return ()
    circles = {
        frozenset(other for other in names if _reaches(cited, house, other) and _reaches(cited, other, house))
        for house in names
    }
    return tuple(sorted(tuple(sorted(names[house] for house in circle)) for circle in circles if len(circle) > 1))


def _reaches(cited: dict[str, set[str]], start: str, goal: str) -> bool:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for house in cited.get(waiting.pop(), ()):
            if house == goal:
                return True
            if house not in seen:
                seen.add(house)
                waiting.append(house)
    return False
