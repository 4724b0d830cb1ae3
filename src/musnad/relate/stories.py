"""Stories: the articles that tell one happening."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby
from typing import Any

import numpy as np
from msgspec.structs import astuple

from musnad.relate.candidates import Pairs, summed
from musnad.relate.copies import Shares
from musnad.relate.grouping import averaged, roots
from musnad.relate.likeness import likeness_of, likenesses
from musnad.relate.prints import Print
from musnad.text.hashes import Ints

LOOSE = 0.2
"""Pairs less alike than this are never looked at together."""
ENOUGH = 0.27
"""Groups are joined while they are, on average, so much alike."""
JOINS = 0.2
"""An article alone joins a story to whose nearest articles it is, on average, so much alike."""
_BROUGHT, _CLEARLY = 2, 0.5
"""How many of them are asked; no other story may be more than half as near."""
SAME_TEXT = 0.9
"""Articles so much alike carry one text."""
_WHOLE = 80
"""In a component of so many articles every pair is compared; in a larger one those that are candidates."""


def stories_of(prints: Sequence[Print], shares: Shares) -> list[list[int]]:
    """The places of the articles of each story that has two or more, in order."""
    alike = likenesses(prints, shares)
    near = alike.where(alike.count >= LOOSE)
    home = roots(len(prints), near.left, near.right)
    alike = alike.where(home[alike.left] == home[alike.right])
    small = np.bincount(home, minlength=len(prints))[home] <= _WHOLE
    few = _completed(prints, home, alike.where(small[alike.left]))
    many = alike.where(~small[alike.left])
    found = [group for pairs in _split(home, few) for group in averaged(_members(pairs), _valued(pairs), ENOUGH)]
    found += [group for pairs in _split(home, many) for group in _by_texts(len(prints), pairs)]
    groups = _with_lone([group for group in found if len(group) > 1], Pairs(*_both(few, many)), len(prints))
    return sorted(groups)


def _with_lone(groups: list[list[int]], alike: Pairs, size: int) -> list[list[int]]:
    """Each article that stands alone joins the one story that two of its articles bring near: an own report shares
    few words with what others carry, and its average likeness to all of them is low."""
    home = np.full(size, -1)
    for n, group in enumerate(groups):
        home[group] = n
    left, right = np.concatenate((alike.left, alike.right)), np.concatenate((alike.right, alike.left))
    value = np.concatenate((alike.count, alike.count))
    kept = np.flatnonzero((home[left] < 0) & (home[right] >= 0))
    left, right, value = left[kept], home[right[kept]], value[kept]
    order = np.lexsort((-value, right, left))
    nearest: dict[int, list[tuple[float, int]]] = {}
    rows = zip(left[order].tolist(), right[order].tolist(), value[order].tolist(), strict=True)
    for (place, story), some in groupby(rows, key=lambda row: row[:2]):
        best = [one for _, _, one in some][:_BROUGHT]
        nearest.setdefault(place, []).append((sum(best) / _BROUGHT, story))
    made = [list(group) for group in groups]
    for place, stories in nearest.items():
        (most, story), *others = sorted(stories, key=lambda one: (-one[0], one[1]))
        if most >= JOINS and (not others or others[0][0] <= most * _CLEARLY):
            made[story].append(place)
    return [sorted(group) for group in made]


def _both(one: Pairs, other: Pairs) -> Iterator[Any]:
    return (np.concatenate(parts) for parts in zip(astuple(one), astuple(other), strict=True))


def _completed(prints: Sequence[Print], home: Ints, known: Pairs) -> Pairs:
    """With those pairs of each component that no candidate named."""
    all_pairs = [pair for pairs in _split(home, known) for pair in combinations(_members(pairs), 2)]
    packed = np.array([(a << 32) | b for a, b in all_pairs], np.int64)
    more = np.setdiff1d(packed, (known.left << 32) | known.right)
    left, right = more >> 32, more & 0xFFFFFFFF
    values = likeness_of(prints, left, right, None)
    parts = zip((known.left, known.right, known.count), (left, right, values), strict=True)
    return Pairs(*map(np.concatenate, parts))  # type: ignore[arg-type]


def _split(home: Ints, pairs: Pairs) -> Iterator[Pairs]:
    """The pairs of each component."""
    homes = home[pairs.left]
    order = np.argsort(homes, kind="stable")
    borders = np.flatnonzero(np.diff(homes[order])) + 1
    for some in np.split(order, borders) if len(order) else ():
        yield pairs.where(some)


def _members(pairs: Pairs) -> list[int]:
    return sorted({*pairs.left.tolist(), *pairs.right.tolist()})


def _valued(pairs: Pairs) -> dict[tuple[int, int], float]:
    return dict(zip(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True), pairs.count.tolist(), strict=True))


def _by_texts(size: int, pairs: Pairs) -> list[list[int]]:
    """The groups of a large component, in which carriers of one text stand for one: few of their pairs are known."""
    same = pairs.count >= SAME_TEXT
    text = roots(size, pairs.left[same], pairs.right[same])
    one, other = text[pairs.left], text[pairs.right]
    between = one != other
    keys = (np.minimum(one, other)[between] << 32) | np.maximum(one, other)[between]
    total, count = summed(keys, pairs.count[between]), summed(keys)  # the latter sorts in place
    means = Pairs(total.left, total.right, total.count / count.count)
    units: dict[int, list[int]] = {}
    for place in _members(pairs):
        units.setdefault(int(text[place]), []).append(place)
    near = means.where(means.count >= ENOUGH)  # without such a pair between them no two groups are joined
    home = roots(size, near.left, near.right)
    inside = means.where(home[means.left] == home[means.right])
    groups = [group for some in _split(home, inside) for group in averaged(_members(some), _valued(some), ENOUGH)]
    alone = units.keys() - {unit for group in groups for unit in group}
    groups += [[unit] for unit in alone]
    return [sorted(place for unit in group for place in units[unit]) for group in groups]
