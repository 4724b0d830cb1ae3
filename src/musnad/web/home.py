"""The home page: latest stories, who changed his stance, latest articles, totals."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from musnad.store.latest import latest_articles, latest_stories
from musnad.web.desk import desk_of

router = APIRouter(include_in_schema=False)
SHOWN = 12


@router.get("/{lang:lang}/")
def home(request: Request) -> HTMLResponse:
    """What is new."""
    desk = desk_of(request)
    return desk.page(
        request, "home.html", totals=desk.totals(), stories=latest_stories(desk.store, SHOWN),
        turns=None if (turns := desk.turns()) is None else turns[:SHOWN], articles=latest_articles(desk.store, SHOWN),
    )  # fmt: skip
