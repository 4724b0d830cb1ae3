"""From prints to what they show together: copies, stories, claims, each with the origins behind it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from musnad.relate.claims import Found, claims_of
from musnad.relate.copies import alike, copy_of, shared_pairs
from musnad.relate.drift import drifts
from musnad.relate.given import Given, day_of
from musnad.relate.origins import Ties, origins_of
from musnad.relate.prints import Print, prints_of
from musnad.relate.stated import stated
from musnad.relate.stories import stories_of
from musnad.relations import Claim, Relations, Story

_NO_TIME = 1 << 40
_LAST_MINUTE = 24 * 60 - 1
_ID = 16


def relate(articles: Iterable[Given]) -> Relations:
    """Copies, stories and claims among `articles`; the same for any order in which they come."""
    prints = in_order(prints_of(articles))
    shares = shared_pairs(prints)
    groups = stories_of(prints, shares)
    said = [stated(one.given) for one in prints]
    ties = Ties(
        prints, said, {(pair.left, pair.right): pair for pair in shares}, lambda a, b: alike(prints[a], prints[b])
    )
    copies = (copy_of(prints, said, pair) for pair in shares if pair.copy)
    return Relations(
        tuple(sorted(copies, key=lambda copy: (copy.origin, copy.to))),
        tuple(_story(ties, group) for group in groups),
        tuple(_claim(ties, one) for group in groups for one in claims_of(prints, group)),
    )


def in_order(prints: Iterable[Print]) -> list[Print]:
    """The prints by time and identifier, those without a time last; an identifier that comes twice counts once."""
    ordered = sorted(prints, key=lambda one: (_time(one), one.given.id, one.same, one.given.text))
    return list({one.given.id: one for one in reversed(ordered)}.values())[::-1]


def _story(ties: Ties, group: list[int]) -> Story:
    givens = [ties.prints[place].given for place in group]
    days = sorted(given.day for given in givens if given.day is not None)
    return Story(
        _name("story", [given.id for given in givens]),
        _headline(ties, group),
        tuple(given.id for given in givens),
        givens[0].id,
        origins_of(ties, group),
        day_of(days[0]) if days else "",
        day_of(days[-1]) if days else "",
        tuple(sorted({given.outlet for given in givens if given.outlet})),
        tuple(given.id for given, place in zip(givens, group, strict=True) if ties.prints[place].headline_only),
    )


def _headline(ties: Ties, group: Sequence[int]) -> str:
    """The title that is most like the other articles of the story."""
    titled = [place for place in group if ties.prints[place].given.title] or list(group)
    best = max(titled, key=lambda place: (sum(ties.alike(place, other) for other in group[:20]), -place))
    return ties.prints[best].given.title


def _claim(ties: Ties, found: Found) -> Claim:
    heard = sorted(found.heard, key=lambda one: (one.place, one.index))
    attributions = tuple((ties.prints[one.place].given.id, one.index) for one in heard)
    places = sorted({one.place for one in heard})
    return Claim(
        _name("claim", [f"{article}.a{index}" for article, index in attributions]),
        max((one.said.speaker for one in heard), key=lambda name: (len(name), name)),
        attributions,
        origins_of(ties, places),
        found.basis,  # type: ignore[arg-type]
        heard[0].text,
        drifts(ties.prints, heard),
    )


def _time(one: Print) -> int:
    """The minute; without an hour the last of the day, without a day the last of all."""
    given = one.given
    return _NO_TIME if given.minute is None else given.minute + (0 if given.timed else _LAST_MINUTE)


def _name(kind: str, parts: Sequence[str]) -> str:
    """An identifier made from what the thing is made of."""
    return hashlib.sha256("\0".join([kind, *sorted(parts)]).encode()).hexdigest()[:_ID]
