"""Actors: what they said, where they stand, what they are called, and through whom their words reach us."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from musnad.store import Query as Asked
from musnad.store.actors import NEWEST, actors_named, carriers_of, names_of
from musnad.store.gathered import claims_after
from musnad.store.lists import entities_named
from musnad.web.desk import desk_of

router = APIRouter(include_in_schema=False)
SHOWN = 20
LISTED = 40
CLAIMS = 20
Start = Annotated[int, Query(ge=0, le=1_000_000)]


@router.get("/{lang:lang}/actors")
def actors(request: Request, start: Start = 0) -> HTMLResponse:
    """Everybody who speaks or takes a stance and is known by an id, whoever does so most often first."""
    desk = desk_of(request)
    every = desk.actors()
    rows = actors_named(desk.store, every[start : start + LISTED])
    return desk.page(request, "actors.html", rows=rows, start=start, shown=LISTED, total=len(every))


@router.get("/{lang:lang}/actor/{name}")
def actor(request: Request, name: str, start: Annotated[int, Query(ge=0, le=10_000)] = 0) -> HTMLResponse:
    """One actor."""
    desk = desk_of(request)
    store = desk.store
    found = entities_named(store, [name])
    if not found:
        raise HTTPException(404)
    said = store.search(Asked(inside="statements", speaker=name), SHOWN, start)
    stands = sorted(desk.matters().of_actor(name), key=lambda one: one[1].day, reverse=True)
    names = names_of(store, name)
    return desk.page(
        request, "actor.html", entity=found[0], said=said, stands=stands, names=names, start=start, shown=SHOWN,
        newest=NEWEST, carriers=carriers_of(store, name), claims=claims_after(store, CLAIMS, speaker=name),
    )  # fmt: skip
