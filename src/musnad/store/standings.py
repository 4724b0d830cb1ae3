"""The stances of all articles, read from the index with what is needed to lay them side by side."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from sqlalchemy import and_, func, select

from musnad.records import StanceValue
from musnad.store.errors import told
from musnad.store.schema import articles, attributions, stances
from musnad.store.store import Store


class StanceRow(Struct, frozen=True):
    """One stance; `day` is its own or else that of the article, "" where neither has one (a hint is none)."""

    article: str
    n: int
    outlet: str
    actor: str
    actor_id: str | None
    stance: StanceValue
    initiative: str
    evidence: str
    day: str
    stated: bool
    speaker: str
    unnamed: bool


def stance_rows(store: Store) -> Iterator[StanceRow]:
    """Every stance of the store, article by article."""
    told_by = and_(attributions.c.article == stances.c.article, attributions.c.n == stances.c.attribution)
    shown = func.substr(articles.c.text, stances.c.start + 1, stances.c.stop - stances.c.start)
    wanted = (
        select(
            articles.c.id, stances.c.n, articles.c.outlet, stances.c.actor, stances.c.actor_id, stances.c.stance,
            stances.c.initiative, shown.label("evidence"), stances.c.day,
            articles.c.day.label("published"), attributions.c.speaker, attributions.c.unnamed,
        )
        .select_from(stances.join(articles, articles.c.key == stances.c.article).outerjoin(attributions, told_by))
        .order_by(stances.c.article, stances.c.n)
    )  # fmt: skip
    with told(store.where), store.reading() as connection:
        for row in connection.execute(wanted):
            found = (row.id, row.n, row.outlet, row.actor, row.actor_id, row.stance, row.initiative, row.evidence)
            yield StanceRow(*found, row.day or row.published, bool(row.day), row.speaker or "", bool(row.unnamed))
