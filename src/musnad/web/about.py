"""What this is, and how to read it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from musnad import __version__
from musnad.web.desk import desk_of

router = APIRouter(include_in_schema=False)


@router.get("/{lang:lang}/about")
def about(request: Request) -> HTMLResponse:
    """What Musnad is, what its marks mean, how to search."""
    desk = desk_of(request)
    return desk.page(request, "about.html", version=__version__)
