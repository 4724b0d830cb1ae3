"""From prints to what they show together: copies, stories, claims, each with the origins behind it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from musnad.relate.claims import Found, claims_of, content_of
from musnad.relate.copies import Shares, copy_of, shared_pairs
from musnad.relate.drift import drifts
from musnad.relate.given import Given, day_of
from musnad.relate.origins import Lineage
from musnad.relate.prints import Print, prints_of
from musnad.relate.stated import Stated, own_house, stated
from musnad.relate.stories import stories_of
from musnad.relate.ties import Scene, scenes
from musnad.relations import Claim, Naming, Relations, Story
from musnad.text.hashes import Ints

_NO_TIME = 1 << 40
_LAST_MINUTE = 24 * 60 - 1
_ID = 16
_PORTION = 200
"""Stories looked at in one go."""


def relate(articles: Iterable[Given]) -> Relations:
    """Copies, stories and claims among `articles`; the same for any order in which they come."""
    return relate_prints(prints_of(articles))


def relate_prints(made: Iterable[Print]) -> Relations:
    """Copies, stories and claims among articles whose fingerprints are made."""
    prints = in_order(made)
    shares = shared_pairs(prints)
    groups = stories_of(prints, shares)
    said = [stated(one.given) for one in prints]
    copies = (copy_of(prints, said, pair) for pair in shares.where(np.flatnonzero(shares.copy)).each())
    told = [_told(prints, said, *some) for some in _portions(groups, _inside(len(prints), groups, shares))]
    named = (
        Naming(one.given.id, house.name, house.id, house.kind, house.rule, house.evidence)
        for one, houses in zip(prints, said, strict=True)
        for house in houses
    )
    return Relations(
        tuple(sorted(copies, key=lambda copy: (copy.origin, copy.to))),
        tuple(sorted(named, key=lambda naming: (naming.article, naming.id))),
        tuple(story for stories, _ in told for story in stories),
        tuple(claim for _, claims in told for claim in claims),
    )


def _inside(size: int, groups: Sequence[list[int]], shares: Shares) -> tuple[Shares, Ints]:
    """The pairs that share text inside a story, by story, and where those of each story begin and end."""
    home = np.full(size, -1)
    for n, group in enumerate(groups):
        home[group] = n
    left, right = home[shares.left], home[shares.right]
    kept = np.flatnonzero((left == right) & (left >= 0))
    kept = kept[np.argsort(left[kept], kind="stable")]
    return shares.where(kept), np.searchsorted(left[kept], np.arange(len(groups) + 1))


def _portions(groups: list[list[int]], inside: tuple[Shares, Ints]) -> Iterator[tuple[list[list[int]], Shares]]:
    """A few stories after the other, each few with the pairs inside them that share text."""
    shares, borders = inside
    for low in range(0, len(groups), _PORTION):
        some = groups[low : low + _PORTION]
        yield some, shares.where(np.arange(borders[low], borders[low + len(some)]))


def _told(
    prints: Sequence[Print], said: Sequence[tuple[Stated, ...]], groups: list[list[int]], shares: Shares
) -> tuple[list[Story], list[Claim]]:
    """What a few stories tell, and the claims in them."""
    lines = [(scene, Lineage(scene)) for scene in scenes(prints, said, groups, shares)]
    claims = zip(lines, claims_of(prints, groups), strict=True)
    return (
        [_story(scene, lineage) for scene, lineage in lines],
        [_claim(scene, lineage, one) for (scene, lineage), found in claims for one in found],
    )


def in_order(prints: Iterable[Print]) -> list[Print]:
    """The prints by time and identifier, those without a time last; an identifier that comes twice counts once."""
    ordered = sorted(prints, key=lambda one: (_time(one), one.given.id, one.same, one.given.text))
    return list({one.given.id: one for one in reversed(ordered)}.values())[::-1]


def _story(scene: Scene, lineage: Lineage) -> Story:
    group = scene.members
    givens = [scene.prints[place].given for place in group]
    days = sorted(given.day for given in givens if given.day is not None)
    return Story(
        _story_name(scene),
        _headline(scene),
        tuple(given.id for given in givens),
        givens[0].id,
        lineage.origins(group),
        day_of(days[0]) if days else "",
        day_of(days[-1]) if days else "",
        tuple(sorted({given.outlet for given in givens if given.outlet})),
        tuple(given.id for given, place in zip(givens, group, strict=True) if scene.prints[place].headline_only),
        tuple(map(own_house, givens)),
        lineage.ties(),
    )


def _story_name(scene: Scene) -> str:
    return _name("story", [scene.name(place) for place in scene.members])


def _headline(scene: Scene) -> str:
    """The title that is most like the other articles of the story."""
    titled = [place for place in scene.members if scene.prints[place].given.title] or scene.members
    best = max(titled, key=lambda place: (sum(scene.alike(place, other) for other in scene.members), -place))
    return scene.prints[best].given.title


def _claim(scene: Scene, lineage: Lineage, found: Found) -> Claim:
    prints = scene.prints
    heard = sorted(found.heard, key=lambda one: (one.place, one.index))
    attributions = tuple((prints[one.place].given.id, one.index) for one in heard)
    return Claim(
        _name("claim", [f"{article}.a{index}" for article, index in attributions]),
        max((one.said.speaker for one in heard), key=lambda name: (len(name), name)),
        attributions,
        lineage.origins(sorted({one.place for one in heard})),
        found.basis,  # type: ignore[arg-type]
        content_of(prints, heard[0]),
        drifts(prints, heard),
        _story_name(scene),
    )


def _time(one: Print) -> int:
    """The minute; without an hour the last of the day, without a day the last of all."""
    given = one.given
    return _NO_TIME if given.minute is None else given.minute + (0 if given.timed else _LAST_MINUTE)


def _name(kind: str, parts: Sequence[str]) -> str:
    """An identifier made from what the thing is made of."""
    return hashlib.sha256("\0".join([kind, *sorted(parts)]).encode()).hexdigest()[:_ID]
