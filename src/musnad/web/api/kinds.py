"""What the API answers with, beside the records themselves: lists, and things put together from several rows."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct, defstruct

from musnad.corrections import Reviewed, Verdict
from musnad.happenings import Happening
from musnad.records import Page, Reading
from musnad.relations import Step
from musnad.store import Hit
from musnad.store.actors import Called
from musnad.store.gathered import ClaimRow, Counts, StoryRow
from musnad.store.graph import Graph
from musnad.store.lists import ArticleRow, EntityRow, PageRow, StanceRow, StatementRow
from musnad.store.queue import Progress


class Index(Struct, frozen=True):
    """What is served, and by which version."""

    musnad: str
    holds: Counts
    links: dict[str, str]


class ArticleRecord(Struct, frozen=True):
    """An article with everything found in it. The n-th statement of the list has the id `ARTICLE.aN`, and so on:
    s stances, m mentions, i initiatives, e events, c credits, u what is unclear. Spans are half-open, in code points of
    the article's text (`on`: "page" counts in the page's).
    """

    id: str
    page: str
    reader: str
    reading: Reading
    story: str | None
    claims: tuple[str, ...]


class Hits(Struct, frozen=True):
    """What fits best, how many fit in all, and where to go on."""

    total: int
    items: tuple[Hit, ...]
    next: str | None


class EntityRecord(Struct, frozen=True):
    """A person, body or place: what they are called as speaker or actor, and through whom their words reach us."""

    entity: EntityRow
    statements: int
    stances: int
    names: tuple[Called, ...]
    carriers: tuple[Called, ...]


class InitiativeRow(Struct, frozen=True):
    """An initiative over all articles: what it is called, and how many take a stance on it. `id` is one of `ids`."""

    id: str
    ids: tuple[str, ...]
    name: str
    names: tuple[str, ...]
    actors: int
    stances: int
    first: str
    last: str


class Standing(Struct, frozen=True):
    """An actor on an initiative: the latest stance (null: undated ones contradict), the dated trail behind it."""

    actor: str
    actor_id: str | None
    latest: str | None
    day: str
    changed: tuple[str, ...]
    trail: tuple[Step, ...]


class InitiativeRecord(Struct, frozen=True):
    """An initiative with who stands where on it."""

    initiative: InitiativeRow
    standings: tuple[Standing, ...]


class Taken(Struct, frozen=True):
    """Pages wait to be read; `progress` is where to ask what became of them."""

    batch: str
    progress: str


class Batch(Struct, frozen=True):
    """How far every page of a batch is."""

    batch: str
    items: tuple[Progress, ...]


class CorrectedPages(Struct, frozen=True):
    """The ids of the pages of which somebody has corrected a finding."""

    items: tuple[str, ...]


class CorrectionRow(Struct, frozen=True):
    """What one person said of one finding. `finding` is its id in the present reading, "" where that does not have it;
    `was` is the finding as it was shown, `changes` what is said otherwise, `truth` the finding as the person has it, in
    the present text (null: rejected, or its words are gone). A later one of the same finding makes it not `current`.
    """

    key: int
    finding: str
    article: str
    verdict: Verdict
    who: str
    made_at: str
    note: str
    was: dict[str, Any]
    changes: dict[str, Any]
    truth: dict[str, Any] | None
    current: bool


class CorrectionList(Struct, frozen=True):
    """Corrections of one page, the oldest first."""

    items: tuple[CorrectionRow, ...]


def correction_row(one: Reviewed) -> CorrectionRow:
    """A correction as it is told."""
    said = one.correction
    return CorrectionRow(
        said.key, one.name, one.article or said.article, said.verdict, said.who, said.made_at, said.note, said.was,
        said.changes, None if one.truth is None else msgspec.to_builtins(one.truth), one.current,
    )  # fmt: skip


def _listed(kind: type[Any], told: str) -> type[Any]:
    """The kind of a list of such rows."""
    name = f"{kind.__name__.removesuffix('Row')}List"
    doc = f"{told} `next` is the cursor to go on with, null at the end."
    items = tuple[kind, ...]  # type: ignore[valid-type]  # known when it runs
    return defstruct(name, [("items", items), ("next", str | None)], namespace={"__doc__": doc}, frozen=True)


PageList = _listed(PageRow, "Pages.")
ArticleList = _listed(ArticleRow, "Articles.")
StatementList = _listed(StatementRow, "Statements.")
StanceList = _listed(StanceRow, "Stances.")
EventList = _listed(Happening, "Events.")
EntityList = _listed(EntityRow, "Persons, bodies and places.")
StoryList = _listed(StoryRow, "Stories.")
ClaimList = _listed(ClaimRow, "Claims.")
InitiativeList = _listed(InitiativeRow, "Initiatives.")

KINDS: tuple[type, ...] = (
    Index, ArticleRecord, Hits, EntityRecord, InitiativeRecord, Taken, Batch, CorrectedPages, CorrectionRow,
    CorrectionList, Graph, Page, PageList, ArticleList, StatementList, StanceList, EventList, EntityList, StoryList,
    ClaimList, InitiativeList,
)  # fmt: skip
"""What stands in the description."""
