"""Pages, articles and what was found in them: statements, stances, entities; and search."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from msgspec.structs import replace

from musnad import __version__
from musnad.names import parse_name
from musnad.records import MentionType, Page, Record, StanceValue
from musnad.store import Hits, NoSuchPage, Store
from musnad.store import Query as Question
from musnad.store.actors import carriers_of, names_of, totals
from musnad.store.errors import NoEncoder
from musnad.store.gathered import counts
from musnad.store.graph import graphs_of
from musnad.store.happened import EventQuery, happened_after
from musnad.store.lists import (
    FIRST,
    Placed,
    articles_after,
    entities_after,
    entities_named,
    pages_after,
    stances_after,
    statements_after,
)
from musnad.web.api import kinds
from musnad.web.api.answers import answer, cursor_of, listed, place_in, tagged
from musnad.web.api.asked import ArticleId, Asked, Cursor, Day, EntityId, Limit, Name, PageId
from musnad.web.api.problems import Refused
from musnad.web.api.schema import sends, tells
from musnad.web.desk import desk_of
from musnad.web.meant import by_meaning

router = APIRouter()
WORST = 10_000
"""Beyond so many, what fits less well is no longer listed; a narrower question is of more use."""


@router.get("/", tags=["index"], summary="What is served", **tells(kinds.Index))
def index(request: Request) -> Response:
    """What the store holds, and where each kind of thing is listed."""
    names = ("pages", "articles", "attributions", "search", "stances", "initiatives", "entities", "events", "stories")
    links = {name: f"/api/v1/{name}" for name in (*names, "claims", "corrections")}
    return answer(request, kinds.Index(__version__, counts(desk_of(request).store), links))


@router.get("/pages", tags=["pages"], summary="Pages", **tells(kinds.PageList))
def pages(request: Request, limit: Limit = 20, cursor: Cursor = None) -> Response:
    """Every page that was read, in the order in which they came."""
    (after,) = place_in(request, cursor, int) or (0,)
    rows = pages_after(desk_of(request).store, after, limit + 1)
    return listed(request, rows, limit, lambda one: one.place[:1])


@router.get("/pages/{page}", tags=["pages"], summary="A page with its blocks", **tells(Page, 404))
def page(request: Request, page: PageId) -> Response:
    """The text of a page, the role of every stretch of it, and its metadata; offsets in code points of `text`."""
    return answer(request, _record(desk_of(request).store, page).page)


@router.get(
    "/pages/{page}/bytes", tags=["pages"], summary="The bytes of a page",
    **sends("The bytes as they came, never shown as a page.", "application/octet-stream", 404),
)  # fmt: skip
def page_bytes(request: Request, page: PageId) -> Response:
    """What the page was read from, byte for byte."""
    store = desk_of(request).store
    data = store.data(store.one(page))
    if data is None:
        raise Refused(404, f"{page}: has just been removed")
    told = {"Content-Disposition": f'attachment; filename="{page[:16]}.bin"'}
    return tagged(request, data, "application/octet-stream", headers=told)


@router.get("/articles", tags=["articles"], summary="Articles", **tells(kinds.ArticleList))
def articles(request: Request, asked: Asked, limit: Limit = 20, cursor: Cursor = None) -> Response:
    """Articles in the order in which they came, all of them or those that fit what is asked."""
    after = place_in(request, cursor, int, int) or FIRST
    rows = articles_after(desk_of(request).store, asked, (after[0], after[1]), limit + 1)
    return listed(request, rows, limit, lambda one: one.place)


@router.get("/articles/{article}", tags=["articles"], summary="An article", **tells(kinds.ArticleRecord, 404))
def article(request: Request, article: ArticleId) -> Response:
    """An article with everything found in it, every finding with the span that shows it and the rule that found it."""
    store = desk_of(request).store
    name = parse_name(article)
    record = _record(store, name.page)
    if name.article is None or name.article >= len(record.readings):
        raise Refused(404, f"{article}: the page holds {len(record.readings)} articles, counted from 0")
    reading = record.readings[name.article]
    story, claims = graphs_of(store, reading.article.id)
    page = record.page.id
    reader = store.reader_of(page)
    return answer(request, kinds.ArticleRecord(reading.article.id, page, reader, reading, story or None, claims))


@router.get("/attributions", tags=["statements"], summary="Statements", **tells(kinds.StatementList))
def attributions(request: Request, asked: Asked, limit: Limit = 20, cursor: Cursor = None) -> Response:
    """Who said what through whom: statements in the order in which they came, all or those that fit."""
    after = place_in(request, cursor, int, int) or FIRST
    question = replace(asked, inside="statements")
    rows = statements_after(desk_of(request).store, question, (after[0], after[1]), limit + 1)
    return listed(request, rows, limit, lambda one: one.place)


@router.get("/search", tags=["search"], summary="Search", **tells(kinds.Hits))
def search(
    request: Request,
    asked: Asked,
    inside: Annotated[Literal["articles", "statements"], Query(description="What is looked for.")] = "articles",
    mode: Annotated[
        Literal["words", "meaning"],
        Query(description="How `text` is taken: as words, or by what it means, in Arabic or English."),
    ] = "words",
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Response:
    """What fits best first, with the words in their sentence; a narrower question is told more."""
    (offset,) = place_in(request, cursor, int) or (0,)
    if not 0 <= offset <= WORST:
        raise Refused(400, f"only the best {WORST} are listed; ask more narrowly, or take /api/v1/articles")
    question, store = replace(asked, inside=inside), desk_of(request).store
    way = _by_meaning if mode == "meaning" else Store.search
    found = way(store, question, limit, offset)
    more = cursor_of(request, offset + limit) if offset + limit < min(found.total, WORST) else None
    return answer(request, kinds.Hits(found.total, found.hits, more))


@router.get("/stances", tags=["stances"], summary="Stances", **tells(kinds.StanceList))
def stances(
    request: Request,
    actor: Name = "",
    stance: Annotated[StanceValue | None, Query(description="Only such stances.")] = None,
    since: Day = "",
    until: Day = "",
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Response:
    """Who stands where, stance by stance in the order in which they came; by its own day, else the article's."""
    after = place_in(request, cursor, int, int) or FIRST
    rows = stances_after(
        desk_of(request).store, (after[0], after[1]), limit + 1, actor=actor, stance=stance or "", since=since,
        until=until,
    )  # fmt: skip
    return listed(request, rows, limit, lambda one: one.place)


@router.get("/events", tags=["events"], summary="Events", **tells(kinds.EventList))
def events(
    request: Request,
    type: Annotated[str, Query(max_length=40, pattern="^[A-Z_]*$", examples=["PROTEST"], description="PLOVER's.")] = "",  # noqa: A002
    actor: Name = "",
    recipient: Annotated[Name, Query(description="To whom: words of the name, or an id.")] = "",
    outlet: Name = "",
    since: Day = "",
    until: Day = "",
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Response:
    """Who did what to whom, in PLOVER; by the event's own day, else the article's; on whose word (`attribution`)."""
    after = place_in(request, cursor, int, int) or FIRST
    query = EventQuery(type, actor, recipient, outlet, since, until)
    rows = [Placed(*one) for one in happened_after(desk_of(request).store, query, (after[0], after[1]), limit + 1)]
    return listed(request, rows, limit, lambda one: one.place)


@router.get("/entities", tags=["entities"], summary="Persons, bodies, places", **tells(kinds.EntityList))
def entities(
    request: Request,
    type: Annotated[MentionType | None, Query(description="Only of this type.")] = None,  # noqa: A002
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Response:
    """Everything that articles name, in the order of the ids, with how many articles name it."""
    (after,) = place_in(request, cursor, str) or ("",)
    rows = entities_after(desk_of(request).store, after, limit + 1, type=type or "")
    return listed(request, rows, limit, lambda one: (one.id,))


@router.get("/entities/{entity}", tags=["entities"], summary="An actor", **tells(kinds.EntityRecord, 404))
def entity(request: Request, entity: EntityId) -> Response:
    """A person, body or place: what they are called and when, and through whom their words reach us."""
    store = desk_of(request).store
    found = entities_named(store, [entity])
    if not found:
        raise Refused(404, f"{entity}: no article names it; /api/v1/entities lists what is named")
    said, held = totals(store, entity)
    names, carriers = names_of(store, entity), carriers_of(store, entity)
    return answer(request, kinds.EntityRecord(found[0], said, held, tuple(names), tuple(carriers)))


def _by_meaning(store: Store, question: Question, limit: int, offset: int) -> Hits:
    if not question.text.strip():
        raise Refused(400, "mode: meaning needs a text; say in it what is to be meant")
    try:
        return by_meaning(store, question, limit, offset)
    except NoEncoder as error:
        raise Refused(400, f"mode: {error}") from error


def _record(store: Store, page: str) -> Record:
    record = store.load(store.one(page))
    if record is None:
        raise NoSuchPage(f"{page}: has just been removed")
    return record
