"""Claims: the same words of one speaker as several articles report them, what changed, and who has them from whom."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from musnad.store.graph import claim_graph
from musnad.store.lists import statements_named
from musnad.web.desk import desk_of
from musnad.web.drawing import picture
from musnad.web.languages import Language
from musnad.web.stories import numbers, reasons

router = APIRouter(include_in_schema=False)


@router.get("/{lang:lang}/claim/{name}")
def claim(request: Request, lang: Language, name: str) -> HTMLResponse:
    """One claim: its speaker, every wording with its chain, drift, loops, and the origins with their reasons."""
    desk = desk_of(request)
    graph = claim_graph(desk.store, name) if name.isalnum() else None
    if graph is None:
        raise HTTPException(404)
    order = numbers(graph)
    wanted = [(one.article, int(one.id.rpartition(".a")[2])) for one in graph.reports]
    reports = sorted(statements_named(desk.store, wanted).values(), key=lambda one: (order.get(one.article, 0), one.id))
    speaker = next((one.speaker_id for one in reports if one.speaker_id), None)
    return desk.page(
        request, "claim.html", graph=graph, picture=picture(graph, lang == "ar"), reports=reports, speaker_id=speaker,
        reasons=reasons(graph), nodes={node.id: node for node in graph.nodes}, numbers=order,
    )  # fmt: skip
