"""What many articles show together: stories, claims, the origins behind them, and who stands where on what."""

from __future__ import annotations

from bisect import bisect_right
from typing import Annotated, TypeVar

from fastapi import APIRouter, Path, Query, Request, Response

from musnad.relations import Matrix
from musnad.store.gathered import claims_after, stories_after
from musnad.store.graph import Graph, claim_graph, graphs_of, story_graph
from musnad.web.api import kinds
from musnad.web.api.answers import answer, listed, place_in
from musnad.web.api.asked import ClaimId, Cursor, InitiativeId, Limit, StoryId
from musnad.web.api.problems import Refused
from musnad.web.api.schema import tells
from musnad.web.desk import desk_of
from musnad.web.matters import Matter

router = APIRouter()
T = TypeVar("T")


@router.get("/stories", tags=["stories"], summary="Stories", **tells(kinds.StoryList))
def stories(request: Request, limit: Limit = 20, cursor: Cursor = None) -> Response:
    """Articles that tell one happening, the newest first, with the number of independent origins behind each."""
    after = place_in(request, cursor, str, str)
    rows = stories_after(desk_of(request).store, limit + 1, (after[0], after[1]) if after else None)
    return listed(request, rows, limit, lambda one: (one.start, one.id))


@router.get("/stories/{story}", tags=["stories"], summary="A story", **tells(Graph, 404))
def story(request: Request, story: StoryId) -> Response:
    """A story: its articles in order of time, its copies, and the graph of its origins with every reason."""
    return answer(request, _there(story_graph(desk_of(request).store, story), story, "story"))


@router.get("/claims", tags=["claims"], summary="Claims", **tells(kinds.ClaimList))
def claims(
    request: Request,
    speaker: Annotated[str, Query(max_length=200, pattern=r"^[^\x00]*$", description="The id of an entity.")] = "",
    article: Annotated[str, Query(pattern=r"^([0-9a-f]{16}\.[0-9]{1,6})?$", description="An article's id.")] = "",
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Response:
    """The same words of the same speaker in several articles, in the order of the ids."""
    (after,) = place_in(request, cursor, str) or ("",)
    rows = claims_after(desk_of(request).store, limit + 1, after, speaker=speaker, article=article)
    return listed(request, rows, limit, lambda one: (one.id,))


@router.get("/claims/{claim}", tags=["claims"], summary="A claim", **tells(Graph, 404))
def claim(request: Request, claim: ClaimId) -> Response:
    """A claim: every report of it, what changed between them, and the graph of its origins with every reason."""
    return answer(request, _there(claim_graph(desk_of(request).store, claim), claim, "claim"))


@router.get("/origins/{name}", tags=["origins"], summary="Origins", **tells(Graph, 404))
def origins(
    request: Request,
    name: Annotated[
        str, Path(pattern=r"^[0-9a-f]{4,64}(\.b?[0-9]{1,6})?$", description="The id of a story, a claim or an article.")
    ],
) -> Response:
    """How many independent origins stand behind a story, a claim or an article (then: its story's), and why."""
    store = desk_of(request).store
    if "." in name:
        name = graphs_of(store, name)[0] or name
    return answer(
        request, _there(story_graph(store, name) or claim_graph(store, name), name, "story, claim or article")
    )


@router.get("/initiatives", tags=["stances"], summary="Initiatives", **tells(kinds.InitiativeList))
def initiatives(request: Request, limit: Limit = 20, cursor: Cursor = None) -> Response:
    """Courses of action on which somebody takes a stance, one over all articles, in the order of the ids."""
    (after,) = place_in(request, cursor, str) or ("",)
    every = desk_of(request).matters().all
    first = bisect_right(every, after, key=lambda one: one.id)
    return listed(request, [_row(one) for one in every[first : first + limit + 1]], limit, lambda one: (one.id,))


@router.get(
    "/initiatives/{initiative}", tags=["stances"], summary="An initiative", **tells(kinds.InitiativeRecord, 404)
)
def initiative(request: Request, initiative: InitiativeId) -> Response:
    """Who stands where on an initiative: the latest stance of each actor, and the dated trail behind it."""
    matters = desk_of(request).matters()
    found = _there(matters.find(initiative), initiative, "initiative with a stance")
    return answer(request, kinds.InitiativeRecord(_row(found), _standings(found, matters.matrix)))


def _row(one: Matter) -> kinds.InitiativeRow:
    actors = len({cell.actor for cell in one.cells})
    return kinds.InitiativeRow(one.id, one.ids, one.name, one.names, actors, one.stances, one.first, one.last)


def _standings(matter: Matter, matrix: Matrix) -> tuple[kinds.Standing, ...]:
    return tuple(
        kinds.Standing(
            matrix.actors[cell.actor].name, matrix.actors[cell.actor].id, cell.latest, cell.day,
            tuple(step.held.finding for step in cell.changes), cell.trail,
        )
        for cell in matter.cells
    )  # fmt: skip


def _there(found: T | None, name: str, what: str) -> T:
    if found is None:
        raise Refused(404, f"{name}: no such {what}; the lists under /api/v1 name what there is")
    return found
