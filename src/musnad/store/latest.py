"""What a front page shows: how much there is, and what came in last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Text, cast, func, select

from musnad.store.errors import told
from musnad.store.schema import articles, attributions, pages, stances, stories, story_articles, waiting
from musnad.store.store import Store

LOOKED_AT = 400
"""Among so many of the newest articles one looks for what is unsure."""


class Totals(NamedTuple):
    """How much a store holds, and how many additions wait to be read."""

    pages: int
    articles: int
    statements: int
    stances: int
    stories: int
    waiting: int


class LatestArticle(NamedTuple):
    """An article that came in lately, with how many statements and stances it has."""

    id: str
    title: str
    outlet: str
    day: str
    statements: int


class LatestStory(NamedTuple):
    """A story with the days it runs over, its articles, and how many origins stand behind it."""

    id: str
    title: str
    start: str
    stop: str
    articles: int
    low: int
    high: int


def stories_of(store: Store, article: str) -> tuple[tuple[str, str], ...]:
    """The stories that an article belongs to, by identifier and title."""
    wanted = select(stories.c.id, stories.c.title).join(story_articles).where(story_articles.c.article == article)
    with told(store.where), store.reading() as connection:
        return tuple((row.id, row.title) for row in connection.execute(wanted.order_by(stories.c.id)))


class Unsure(NamedTuple):
    """A statement worth a look, by its identifier, with the speaker and how sure its reader was of it (0 to 1)."""

    id: str
    title: str
    speaker: str
    text: str
    score: float | None


def worth_a_look(store: Store, limit: int) -> tuple[Unsure, ...]:
    """Statements of the newest articles: first the least sure, then those without a speaker, then the newest."""
    words = func.substr(
        articles.c.text, attributions.c.content_start + 1, attributions.c.content_stop - attributions.c.content_start
    )
    name = articles.c.id + ".a" + cast(attributions.c.n, Text)
    newest = select(func.max(articles.c.key) - LOOKED_AT).scalar_subquery()
    wanted = (
        select(name, articles.c.title, attributions.c.speaker, words, attributions.c.score)
        .select_from(attributions.join(articles, articles.c.key == attributions.c.article))
        .where(attributions.c.article > newest)
        .order_by(
            func.coalesce(attributions.c.score, 2),
            attributions.c.speaker != "",
            attributions.c.article.desc(),
            attributions.c.n,
        )
    )
    with told(store.where), store.reading() as connection:
        return tuple(Unsure(*row) for row in connection.execute(wanted.limit(limit)))


def totals(store: Store) -> Totals:
    """How much there is."""
    counted = [select(func.count()).select_from(table) for table in (pages, articles, attributions, stances, stories)]
    unread = select(func.count()).select_from(waiting).where(waiting.c.state != "done")
    with told(store.where), store.reading() as connection:
        return Totals(*(connection.execute(one).scalar_one() for one in (*counted, unread)))


def latest_articles(store: Store, limit: int) -> tuple[LatestArticle, ...]:
    """The articles that were read last, the last first."""
    said = select(func.count()).where(attributions.c.article == articles.c.key).scalar_subquery()
    columns = (articles.c.id, articles.c.title, articles.c.outlet, articles.c.day, said)
    wanted = select(*columns).order_by(articles.c.key.desc()).limit(limit)
    with told(store.where), store.reading() as connection:
        return tuple(LatestArticle(*row) for row in connection.execute(wanted))


class AddedArticle(NamedTuple):
    """An article of a page, with how many statements it has."""

    page: str
    id: str
    title: str
    statements: int


def articles_of(store: Store, page_ids: Sequence[str]) -> tuple[AddedArticle, ...]:
    """The articles of some pages, in their order on each."""
    said = select(func.count()).where(attributions.c.article == articles.c.key).scalar_subquery()
    wanted = select(pages.c.id, articles.c.id, articles.c.title, said).join(pages, pages.c.key == articles.c.page)
    with told(store.where), store.reading() as connection:
        found = connection.execute(wanted.where(pages.c.id.in_(page_ids)).order_by(articles.c.key))
        return tuple(AddedArticle(*row) for row in found)


def latest_stories(store: Store, limit: int) -> tuple[LatestStory, ...]:
    """The stories that go on last, the last first; those of several articles before those of one."""
    size = select(func.count()).where(story_articles.c.story == stories.c.id).scalar_subquery().label("size")
    columns = (stories.c.id, stories.c.title, stories.c.start, stories.c.stop, size, stories.c.low, stories.c.high)
    wanted = select(*columns).order_by(stories.c.stop.desc(), stories.c.id).limit(limit)
    with told(store.where), store.reading() as connection:
        return tuple(LatestStory(*row) for row in connection.execute(wanted))
