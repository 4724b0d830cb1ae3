"""From prints to what they show together: copies, stories, claims, each with the origins behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from musnad.process import uncollected
from musnad.relate.copies import copy_of, shared_pairs
from musnad.relate.given import Given
from musnad.relate.prints import Print, prints_of
from musnad.relate.stated import stated
from musnad.relate.stories import stories_of
from musnad.relate.telling import Portion, portioned, tell
from musnad.relations import Claim, Naming, Relations, Story

Told = tuple[list[Story], list[Claim]]
Over = Callable[[Callable[[Portion], Told], Iterable[Portion]], Iterable[Told]]
_NO_TIME = 1 << 40
_LAST_MINUTE = 24 * 60 - 1


def relate(articles: Iterable[Given]) -> Relations:
    """Copies, stories and claims among `articles`; the same for any order in which they come."""
    return relate_prints(prints_of(articles))


def relate_prints(made: Iterable[Print], over: Over | None = None) -> Relations:
    """Copies, stories and claims among articles whose fingerprints are made.

    `over` is a map over other processes, where stories shall be told in these.
    """
    with uncollected():
        prints = in_order(made)
        shares = shared_pairs(prints)
        groups = stories_of(prints, shares)
        said = [stated(one.given) for one in prints]
        portions = portioned(prints, said, groups, shares, apart=over is not None)
        told = list((over or map)(tell, portions))
        copies = (copy_of(prints, said, pair) for pair in shares.where(np.flatnonzero(shares.copy)).each())
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


def in_order(prints: Iterable[Print]) -> list[Print]:
    """The prints by time and identifier, those without a time last; an identifier that comes twice counts once."""
    ordered = sorted(prints, key=lambda one: (_time(one), one.given.id, one.same, one.given.text))
    return list({one.given.id: one for one in reversed(ordered)}.values())[::-1]


def _time(one: Print) -> int:
    """The minute; without an hour the last of the day, without a day the last of all."""
    given = one.given
    return _NO_TIME if given.minute is None else given.minute + (0 if given.timed else _LAST_MINUTE)
