"""Stories and claims as lists, from the tables that are made when all that was read is related."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct
from sqlalchemy import Select, func, or_, select

from musnad.store.errors import told
from musnad.store.schema import articles, attributions, claim_attributions, claims, pages, stories, story_articles
from musnad.store.store import Store


class StoryRow(Struct, frozen=True):
    """A story: headline, first and last day, and how many independent origins are behind it, at least and at most."""

    id: str
    title: str
    first: str
    start: str
    stop: str
    articles: int
    low: int
    high: int


class ClaimRow(Struct, frozen=True):
    """A claim: whose words, in how many reports, and how many independent origins are behind it."""

    id: str
    speaker: str
    text: str
    basis: Literal["words", "proposition"]
    reports: int
    low: int
    high: int


class Counts(Struct, frozen=True):
    """How much a store holds."""

    pages: int
    articles: int
    statements: int
    stories: int
    claims: int


def stories_after(store: Store, limit: int, after: tuple[str, str] | None = None, offset: int = 0) -> list[StoryRow]:
    """Stories, those that begin last first, from behind one with that first day and id."""
    held = select(func.count()).where(story_articles.c.story == stories.c.id).scalar_subquery()
    names = ("id", "title", "first", "start", "stop")
    wanted: Select[Any] = select(*(stories.c[name] for name in names), held, stories.c.low, stories.c.high)
    if after is not None:
        same = (stories.c.start == after[0]) & (stories.c.id > after[1])
        wanted = wanted.where(or_(stories.c.start < after[0], same))
    wanted = wanted.order_by(stories.c.start.desc(), stories.c.id).limit(limit).offset(offset)
    with told(store.where), store.reading() as connection:
        return [StoryRow(*row) for row in connection.execute(wanted)]


def claims_after(
    store: Store, limit: int, after: str = "", *, article: str = "", speaker: str = "", story: str = ""
) -> list[ClaimRow]:
    """Claims in the order of their ids: those with a report in an article, of a speaker by his id, or of a story."""
    reports = select(func.count()).where(claim_attributions.c.claim == claims.c.id).scalar_subquery()
    names = ("id", "speaker", "text", "basis")
    wanted: Select[Any] = select(*(claims.c[name] for name in names), reports, claims.c.low, claims.c.high)
    wanted = wanted.where(claims.c.id > after).order_by(claims.c.id).limit(limit)
    wanted = wanted.where(claims.c.story == story) if story else wanted
    told_in = select(claim_attributions.c.claim)
    if article:
        wanted = wanted.where(claims.c.id.in_(told_in.where(claim_attributions.c.article == article)))
    if speaker:
        said = (
            told_in.join(articles, articles.c.id == claim_attributions.c.article)
            .join(attributions, attributions.c.article == articles.c.key)
            .where(attributions.c.n == claim_attributions.c.attribution, attributions.c.speaker_id == speaker)
        )
        wanted = wanted.where(claims.c.id.in_(said))
    with told(store.where), store.reading() as connection:
        return [ClaimRow(*row) for row in connection.execute(wanted)]


def counts(store: Store) -> Counts:
    """How much a store holds."""
    tables = (pages, articles, attributions, stories, claims)
    with told(store.where), store.reading() as connection:
        return Counts(*(connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables))
