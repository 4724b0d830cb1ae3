"""What stories tell: their headline and days, the claims in them, the origins behind both; a few stories at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from musnad.relate.claims import Found, claims_of, content_of
from musnad.relate.copies import Shares
from musnad.relate.drift import drifts
from musnad.relate.given import day_of
from musnad.relate.origins import Lineage
from musnad.relate.prints import Print, alone
from musnad.relate.stated import Stated, own_house
from musnad.relate.ties import Scene, scenes
from musnad.relations import Claim, Story
from musnad.text.hashes import Ints

_ID = 16
_PORTION = 40
"""Stories looked at in one go."""


class Portion(Struct, frozen=True, eq=False):
    """A few stories: their articles, what these state, the places of each story's articles, what these share."""

    prints: Sequence[Print]
    said: Sequence[tuple[Stated, ...]]
    groups: list[list[int]]
    shares: Shares


def portioned(
    prints: Sequence[Print], said: Sequence[tuple[Stated, ...]], groups: list[list[int]], shares: Shares, apart: bool
) -> Iterator[Portion]:
    """The stories, a few at a time; where they are told `apart`, in another process, with their own articles alone."""
    inside, borders = _inside(len(prints), groups, shares)
    for low in range(0, len(groups), _PORTION):
        some = groups[low : low + _PORTION]
        found = Portion(prints, said, some, inside.where(np.arange(borders[low], borders[low + len(some)])))
        yield _apart(found) if apart else found


def tell(portion: Portion) -> tuple[list[Story], list[Claim]]:
    """What a few stories tell, and the claims in them."""
    lines = [(scene, Lineage(scene)) for scene in scenes(portion.prints, portion.said, portion.groups, portion.shares)]
    claims = zip(lines, claims_of(portion.prints, portion.groups), strict=True)
    return (
        [_story(scene, lineage) for scene, lineage in lines],
        [_claim(scene, lineage, one) for (scene, lineage), found in claims for one in found],
    )


def _apart(whole: Portion) -> Portion:
    """The same with its own articles alone."""
    places = np.sort(np.concatenate([np.array(group, np.int64) for group in whole.groups]))
    shares = whole.shares
    left, right = np.searchsorted(places, shares.left), np.searchsorted(places, shares.right)
    named = places.tolist()
    return Portion(
        alone([whole.prints[place] for place in named]),
        [whole.said[place] for place in named],
        [np.searchsorted(places, group).tolist() for group in whole.groups],
        replace(shares, left=left, right=right),
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
    """The title that is most like the other articles of the story; that of a mere headline where no article has one."""
    titled = [place for place in scene.members if scene.prints[place].given.title] or scene.members
    titled = [place for place in titled if not scene.prints[place].headline_only] or titled
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


def _name(kind: str, parts: Sequence[str]) -> str:
    """An identifier made from what the thing is made of."""
    return hashlib.sha256("\0".join([kind, *sorted(parts)]).encode()).hexdigest()[:_ID]
