"""Made stories, claims and copies over a store of made articles, for bench/desk_pages.py.

Articles that came one after the other tell one story, mostly few, sometimes many; some copy the first, and some report
the same words. Nothing is compared: what is measured is how fast pages of what was found are made, not the finding.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import select

from musnad.relations import Claim, Copy, OriginGroup, Origins, Passage, Reason, Relations, Story
from musnad.store import Store
from musnad.store.schema import articles, attributions

SIZES, OFTEN = (1, 2, 3, 5, 8, 15, 40), (50, 20, 12, 9, 5, 3, 1)
COPIED, CLAIMED = 0.3, 0.4
SHARED = 200
"""So many letters of a body are copied."""


class Told(NamedTuple):
    """An article, and the first statement in it."""

    id: str
    title: str
    outlet: str
    day: str
    body: int
    said: int | None
    speaker: str


def together(store: Store, seed: int = 5) -> Relations:
    """Relations of all articles of a store."""
    some = random.Random(seed)  # noqa: S311
    every = list(_told(store))
    copies: list[Copy] = []
    stories: list[Story] = []
    claims: list[Claim] = []
    at = 0
    while at < len(every):
        size = some.choices(SIZES, OFTEN)[0]
        mine = sorted(every[at : at + size], key=lambda one: (one.day, one.id))
        at += size
        copied = [_copy(mine[0], one) for one in mine[1:] if some.random() < COPIED]
        story = _story(mine, copied)
        stories.append(story)
        copies += copied
        if len(mine) > 1 and some.random() < CLAIMED:
            claims.append(_claim(story, mine))
    return Relations(tuple(copies), (), tuple(stories), tuple(claims))


def _told(store: Store) -> Iterator[Told]:
    names = (articles.c.id, articles.c.title, articles.c.outlet, articles.c.day, articles.c.body)
    first = (attributions.c.article == articles.c.key) & (attributions.c.n == 0)
    wanted = select(*names, attributions.c.n, attributions.c.speaker).outerjoin(attributions, first)
    with store.reading() as connection:
        for row in connection.execute(wanted.order_by(articles.c.key)):
            yield Told(*row[:6], row[6] or "")


def _copy(first: Told, other: Told) -> Copy:
    passage = Passage(first.body, first.body + SHARED, other.body, other.body + SHARED)
    why = Reason("words", (first.id, other.id), count=40, part=60)
    return Copy(first.id, other.id, 0.6, (passage,), "time", (why,))


def _story(mine: list[Told], copied: list[Copy]) -> Story:
    ids = tuple(one.id for one in mine)
    copies = {one.to for one in copied}
    reasons = tuple(one.reasons[0] for one in copied)
    groups = [OriginGroup((ids[0], *sorted(copies)), ids[0], False, reasons)]
    groups += [OriginGroup((one,), one, False, ()) for one in ids[1:] if one not in copies]
    outlets = tuple(one.outlet for one in mine)
    days = sorted(one.day for one in mine)
    return Story(
        _name(ids), mine[0].title, ids, ids[0], Origins(len(groups), len(groups), tuple(groups)), days[0], days[-1],
        outlets, (), outlets,
    )  # fmt: skip


def _claim(story: Story, mine: list[Told]) -> Claim:
    reports = tuple((one.id, one.said) for one in mine if one.said is not None)
    return Claim(
        _name(("claim", story.id)), mine[0].speaker, reports, story.origins, text=mine[0].title, story=story.id
    )  # fmt: skip


def _name(parts: tuple[str, ...]) -> str:
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:16]
