"""Stories: the articles that tell one happening."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from musnad.relate.copies import Shares
from musnad.relate.grouping import Merged, Pair, averaged, components
from musnad.relate.likeness import likeness_of, likenesses
from musnad.relate.prints import Print

LOOSE = 0.2
"""Pairs less alike than this are never looked at together."""
ENOUGH = 0.27
"""Groups are joined while they are, on average, so much alike."""
SAME_TEXT = 0.9
"""Articles so much alike carry one text."""
_WHOLE = 80
"""In a component of so many articles every pair is compared; in a larger one those that are candidates."""


def stories_of(prints: Sequence[Print], shares: Sequence[Shares]) -> list[list[int]]:
    """The places of the articles of each story that has two or more, in order."""
    alike = likenesses(prints, shares)
    found: list[list[int]] = []
    for members, known in _split(alike, components(alike, LOOSE)):
        if len(members) <= _WHOLE:
            groups = averaged(members, known | _missing(prints, members, known), ENOUGH)
        else:
            groups = _by_texts(members, known)
        found += [group for group in groups if len(group) > 1]
    return sorted(found)


def _by_texts(members: list[int], known: Mapping[Pair, float]) -> list[list[int]]:
    """The groups of a large component, in which carriers of one text stand for one: few of their pairs are known."""
    texts = Merged()
    for pair, value in known.items():
        if value >= SAME_TEXT:
            texts.join(*pair)
    units = {group[0]: group for group in texts.sets(members)}
    between: dict[Pair, list[float]] = {}
    for (a, b), value in known.items():
        one, other = sorted((texts.of(a), texts.of(b)))
        if one != other:
            between.setdefault((one, other), []).append(value)
    means = {pair: sum(values) / len(values) for pair, values in between.items()}
    return [
        sorted(place for unit in group for place in units[unit]) for group in averaged(sorted(units), means, ENOUGH)
    ]


def _split(alike: Mapping[Pair, float], groups: list[list[int]]) -> Iterator[tuple[list[int], dict[Pair, float]]]:
    """Each component with the pairs inside it."""
    home = {place: n for n, members in enumerate(groups) for place in members}
    edges: list[dict[Pair, float]] = [{} for _ in groups]
    for pair, value in alike.items():
        if (n := home.get(pair[0], -1)) == home.get(pair[1], -2):
            edges[n][pair] = value
    return zip(groups, edges, strict=True)


def _missing(prints: Sequence[Print], members: list[int], known: Mapping[Pair, float]) -> dict[Pair, float]:
    """How alike those pairs are that no candidate named."""
    pairs = [pair for pair in combinations(members, 2) if pair not in known]
    if not pairs:
        return {}
    left, right = (np.array(side, np.int64) for side in zip(*pairs, strict=True))
    return likeness_of(prints, left, right, {})
