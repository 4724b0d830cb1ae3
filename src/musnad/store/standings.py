"""The stances of all articles, read from the index with what is needed to lay them side by side."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import and_, func, select

from musnad.relations import Held
from musnad.store.errors import told
from musnad.store.schema import articles, attributions, stances
from musnad.store.store import Store


def held(store: Store) -> Iterator[Held]:
    """Every stance of the store, article by article; its day is its own, else the article's (a hint is none)."""
    told_by = and_(attributions.c.article == stances.c.article, attributions.c.n == stances.c.attribution)
    shown = func.substr(articles.c.text, stances.c.start + 1, stances.c.stop - stances.c.start)
    wanted = (
        select(
            articles.c.id, stances.c.n, articles.c.outlet, stances.c.actor, stances.c.actor_id, stances.c.stance,
            stances.c.initiative, stances.c.initiative_id, shown.label("evidence"), stances.c.day,
            articles.c.day.label("published"), attributions.c.speaker, attributions.c.unnamed,
        )
        .select_from(stances.join(articles, articles.c.key == stances.c.article).outerjoin(attributions, told_by))
        .order_by(stances.c.article, stances.c.n)
    )  # fmt: skip
    with told(store.where), store.reading() as connection:
        for row in connection.execute(wanted):
            yield Held(
                f"{row.id}.s{row.n}", row.id, row.outlet, row.actor, row.actor_id, row.stance, row.initiative,
                row.evidence, row.day or row.published, bool(row.day), row.speaker or "", bool(row.unnamed),
                row.initiative_id,
            )  # fmt: skip
