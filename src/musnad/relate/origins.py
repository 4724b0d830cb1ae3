"""Independent origins: what the text says (credits, named sources) joined with what it shows (shared wording).

Articles of one text go back to one origin, whatever their bylines say. Articles that name the same outlet, or one of
which stands in that outlet, are one origin; how sure that is depends on the wording. The answer is an interval: `low`
counts the origins when all that may be one is one, `high` when only what surely is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from musnad.relate.grouping import Merged
from musnad.relate.loops import loops
from musnad.relate.stated import Stated, is_agency
from musnad.relate.ties import LIKELY, POSSIBLE, SURE, Scene, Told, label, told
from musnad.relations import OriginGroup, Origins, Reason, Sure, Tie

_OWN_WORDS = 50
_OWN_PART = 0.5
"""An article with so many words of its own, and so much of it its own, may be an origin of its own."""
_SURE: dict[int, Sure] = {POSSIBLE: "possible", LIKELY: "likely", SURE: "sure"}
_REASONS = 60
"""A group tells so many reasons at most."""


class Lineage:
    """Where the articles of one story come from; asked for all of them, or for those that report one claim."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._told = told(scene)
        self._sure = _merged(Merged(), self._told, SURE)
        self._likely = _merged(self._sure, self._told, LIKELY)
        self._at_least = _merged(self._likely, self._told, POSSIBLE)
        self._adds = _adding(scene)
        self._known: dict[tuple[int, ...], Origins] = {}

    def origins(self, places: Sequence[int]) -> Origins:
        """The independent origins behind some articles of the story."""
        key = tuple(places)
        if key not in self._known:
            self._known[key] = self._find(places)
        return self._known[key]

    def ties(self) -> tuple[Tie, ...]:
        """What ties articles of the story that are no copies."""
        name, shares = self._scene.name, self._scene.shares
        found = (one for one in self._told if (one.left, one.right) not in shares or one.reason.rule != "narration")
        return tuple(Tie(name(one.left), name(one.right), _SURE[one.how], one.reason) for one in found)

    def _find(self, places: Sequence[int]) -> Origins:
        groups = self._likely.sets(places)
        known = [place for place in places if not self._scene.prints[place].headline_only]
        low = max(len(self._at_least.sets(known)), 1)  # a headline alone may go back to any of them
        high = len(self._sure.sets(places)) + len(self._adds.intersection(places))
        made = tuple(self._group(group) for group in groups)
        return Origins(low, min(max(high, low), len(places)), made, loops(self._scene.prints, self._scene.said, places))

    def _group(self, group: list[int]) -> OriginGroup:
        scene, here = self._scene, set(group)
        named = label(scene, group)
        agency = next((place for place in group if is_agency(scene.prints[place].given)), None)
        first = scene.prints[group[0] if agency is None else agency].given
        origin = named[1].name if named and agency is None else first.outlet or first.id
        ties = [one for one in self._told if one.how >= LIKELY and (one.left in here or one.right in here)]
        reasons = sorted({one.reason for one in ties}, key=_in_order)[:_REASONS] if len(group) > 1 else []
        doubts = _doubts(scene, group, named[1] if named else None)
        return OriginGroup(
            tuple(scene.name(place) for place in group), origin, _all_unnamed(scene, group), (*reasons, *doubts)
        )


def _merged(before: Merged, ties: Iterable[Told], how: int) -> Merged:
    """The sets of before, joined by those ties that are just so sure."""
    merged = before.copy()
    for one in ties:
        if one.how == how:
            merged.join(one.left, one.right)
    return merged


def _adding(scene: Scene) -> set[int]:
    """The articles with much of their own besides what they carry, and more than those that they carry it from."""
    carried: dict[int, int] = {}
    longest: dict[int, int] = {}
    for (left, right), share in scene.shares.items():
        if share.copy:
            for place, other in ((left, right), (right, left)):
                carried[place] = max(carried.get(place, 0), share.words)
                longest[place] = max(longest.get(place, 0), scene.prints[other].size)
    sizes = {place: scene.prints[place].size for place in carried}
    return {
        place
        for place, words in carried.items()
        if sizes[place] > longest[place] and sizes[place] - words >= max(_OWN_WORDS, sizes[place] * _OWN_PART)
    }


def _in_order(reason: Reason) -> tuple[tuple[str, ...], str, str]:
    return reason.articles, reason.rule, reason.outlet


def _doubts(scene: Scene, group: Sequence[int], named: Stated | None) -> list[Reason]:
    """Credits that contradict the text that is carried."""
    if named is None or not named.agency:
        return []
    return [
        Reason("doubt_credit", (scene.name(place),), outlet=one.name, other=named.name)
        for place in group
        for one in scene.said[place][:1]
        if one.id != named.id and one.agency
    ]


def _all_unnamed(scene: Scene, group: Iterable[int]) -> bool:
    """Whether all that the articles report goes back to sources that are not named."""
    said = [one for place in group for one in scene.prints[place].given.said if one.kind != "no_comment"]
    inner = [one for one in said if not (one.speaker_id or "").startswith("outlet:")]
    return bool(inner) and all(one.unnamed for one in inner)
