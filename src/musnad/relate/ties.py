"""Why articles of a story go back to one origin: one text, a credit, a source that is named, a likely rewrite."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
from msgspec import Struct

from musnad.relate.copies import Share, Shares
from musnad.relate.cosines import cosines
from musnad.relate.grouping import Merged, Pair
from musnad.relate.prints import Print
from musnad.relate.stated import Stated, own_house
from musnad.relations import Reason, Rule

REWRITTEN, PERHAPS = 0.62, 0.5
"""Articles whose telling words are so much alike are likely one text, rewritten; or may be."""
POSSIBLE, LIKELY, SURE = 1, 2, 3
"""How sure it is that two articles have one origin: `low` takes all for one, groups the likely, `high` the sure."""
SOME = 15
"""So many shared words of narration may come from one text."""
SURELY = 0.3
"""Two texts credited to one agency that are so much alike are taken for one dispatch."""
_WHOLE = 80
"""In a story of more articles only those are compared that share text."""


_NAMED: dict[tuple[str, bool], Rule] = {
    ("source", True): "names_publisher", ("source", False): "names_same",
    ("credit", True): "credits_publisher", ("credit", False): "credits_same",
}  # fmt: skip


class Told(Struct, frozen=True):
    """Why two articles, by place, go back to one origin, and how sure that is."""

    left: int
    right: int
    how: int
    reason: Reason


class Scene(Struct, frozen=True, eq=False):
    """One story: its articles by place, what each states, the pairs that share text, how alike the pairs are."""

    prints: Sequence[Print]
    said: Sequence[tuple[Stated, ...]]
    members: list[int]
    shares: Mapping[Pair, Share]
    cosines: Mapping[Pair, float]

    def alike(self, one: int, other: int) -> float:
        """How alike the telling words of two articles are, 0 where they were not compared."""
        return self.cosines.get((min(one, other), max(one, other)), 0.0)

    def name(self, place: int) -> str:
        """The identifier of an article."""
        return self.prints[place].given.id


def scenes(
    prints: Sequence[Print], said: Sequence[tuple[Stated, ...]], groups: Sequence[list[int]], shares: Shares
) -> list[Scene]:
    """What is known of each story; `shares` are the pairs inside them that share text."""
    home = {place: n for n, group in enumerate(groups) for place in group}
    by_story: list[dict[Pair, Share]] = [{} for _ in groups]
    for share in shares.each():
        by_story[home[share.left]][share.left, share.right] = share
    pairs = [
        list(combinations(group, 2)) if len(group) <= _WHOLE else sorted(known)
        for group, known in zip(groups, by_story, strict=True)
    ]
    flat = np.array([pair for row in pairs for pair in row], np.int64).reshape(-1, 2)
    values = iter(cosines(prints, flat[:, 0], flat[:, 1]).tolist())
    alike = [{pair: next(values) for pair in row} for row in pairs]
    return [Scene(prints, said, *row) for row in zip(groups, by_story, alike, strict=True)]


def told(scene: Scene) -> list[Told]:
    """Everything that ties two articles of a story to one origin."""
    texts = [one for pair, share in scene.shares.items() if (one := _text(scene, pair, share))]
    merged = Merged()
    for one in texts:
        if one.how == SURE:
            merged.join(one.left, one.right)
    agencies = {
        place: found[1].id
        for group in merged.sets(scene.members)
        if (found := label(scene, group)) and found[1].agency
        for place in group
    }
    texts = [_between_agencies(one, agencies) for one in texts]
    return [*texts, *_stated(scene, merged), *_rewritten(scene)]


def _between_agencies(one: Told, agencies: Mapping[int, str]) -> Told:
    """Texts of two agencies share words where a paper blends them: that makes them no one origin."""
    named = agencies.get(one.left), agencies.get(one.right)
    if one.how == LIKELY and None not in named and named[0] != named[1]:
        return Told(one.left, one.right, POSSIBLE, one.reason)
    return one


def label(scene: Scene, group: Sequence[int]) -> tuple[int, Stated] | None:
    """The outlet that a text goes back to by most of its carriers, with the first article that says so."""
    votes = Counter(one.id for place in group for one in scene.said[place][:1])
    if not votes:
        return None
    best = min(votes, key=lambda outlet: (-votes[outlet], outlet))
    return next((place, one) for place in group for one in scene.said[place][:1] if one.id == best)


def _text(scene: Scene, pair: Pair, share: Share) -> Told | None:
    ids = scene.name(pair[0]), scene.name(pair[1])
    if share.copy:
        return Told(*pair, SURE, Reason("narration", ids, count=share.narrated))
    if share.narration >= SOME and not share.form:
        how = SURE if scene.alike(*pair) >= REWRITTEN else LIKELY  # two signs that are likely alone
        return Told(*pair, how, Reason("few_words", ids, count=share.narrated))
    return None


def _stated(scene: Scene, merged: Merged) -> list[Told]:
    """Articles that name one outlet, or that stand in it; the credit of a text counts once for all who carry it."""
    named: defaultdict[str, list[tuple[int, Stated]]] = defaultdict(list)
    for group in merged.sets(scene.members):
        if (found := label(scene, group)) is not None:
            named[found[1].id].append(found)
    ties: list[Told] = []
    for outlet, rows in named.items():
        there = [place for place in scene.members if own_house(scene.prints[place].given) == outlet]
        for place, one in rows:
            if others := [other for other in there or [rows[0][0]] if other != place]:
                nearest = max(others, key=lambda other: (scene.alike(place, other), -other))
                ties.append(_one_house(scene, place, nearest, one, bool(there)))
    return ties


def _one_house(scene: Scene, place: int, other: int, one: Stated, there: bool) -> Told:
    sure = one.kind == "source" or scene.alike(place, other) >= SURELY
    rule: Rule = _NAMED[one.kind, there]
    reason = Reason(rule, (scene.name(place), scene.name(other)), outlet=one.name)
    return Told(min(place, other), max(place, other), SURE if sure else LIKELY, reason)


def _rewritten(scene: Scene) -> list[Told]:
    return [
        Told(
            *pair,
            LIKELY if alike >= REWRITTEN else POSSIBLE,
            Reason("alike", (scene.name(pair[0]), scene.name(pair[1])), count=round(100 * alike)),
        )
        for pair, alike in scene.cosines.items()
        if alike >= PERHAPS and pair not in scene.shares
    ]
