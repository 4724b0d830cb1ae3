"""Initiatives: who stands where on what, and how that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Annotated, NamedTuple

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from msgspec import Struct

from musnad.records import Evidence, StanceValue
from musnad.relations import Cell, Held, Party, Step
from musnad.web.desk import Desk, desk_of, to
from musnad.web.languages import Language
from musnad.web.matters import Matter

router = APIRouter(include_in_schema=False)
SHOWN = 20
ACTORS, STEPS = 40, 60
"""So many rows of a matrix and steps of a trail stand on one page."""
COLUMNS = 7
"""So many columns of time a matrix has at most; older ones are left to the trail."""
RUNS = 6
"""So many changes within one column are shown."""
LOOKED_INTO = 30
"""So many articles are looked into for who proposed it, to whom, on what terms."""
Start = Annotated[int, Query(ge=0, le=1_000_000)]


class Line(Struct, frozen=True):
    """An initiative in a list, with how many actors take each stance at last."""

    matter: Matter
    actors: int
    latest: tuple[tuple[StanceValue, int], ...]


class Run(NamedTuple):
    """The same stance told in some steps that follow one another: the last of them, and how many."""

    step: Step
    steps: int


class Stand(Struct, frozen=True):
    """A row of the matrix: an actor, what was told in each column of time, and where he stands at last."""

    party: Party
    cell: Cell
    columns: tuple[tuple[Run, ...], ...]
    undated: tuple[Run, ...]


class Turn(NamedTuple):
    """A step of the trail: whose, and whether it is another stance than the one before."""

    party: Party
    step: Step
    turned: bool


class Fact(NamedTuple):
    """Something an article says of the initiative itself, with the article, and the place in it where it is known."""

    words: str
    article: str
    evidence: Evidence | None


@router.get("/{lang:lang}/initiatives")
def initiatives(request: Request, start: Start = 0) -> HTMLResponse:
    """Every initiative on which somebody takes a stance, the latest first."""
    desk = desk_of(request)
    every = desk.matters().newest
    rows = [_line(one) for one in every[start : start + SHOWN]]
    return desk.page(request, "initiatives.html", rows=rows, start=start, shown=SHOWN, total=len(every))


@router.get("/{lang:lang}/initiative/{name}", response_model=None)
def initiative(
    request: Request, lang: Language, name: str, start: Start = 0, step: Start = 0
) -> HTMLResponse | RedirectResponse:
    """One initiative: the matrix, the trail, who proposed it and on what terms."""
    desk = desk_of(request)
    matters = desk.matters()
    matter = matters.find(name)
    if matter is None:
        raise HTTPException(404)
    if matter.id != name:
        return RedirectResponse(to(lang, f"/initiative/{matter.id}"), 307)
    heads = columns([step.held.day for cell in matter.cells for step in cell.trail])
    parties = matters.matrix.actors
    cells = sorted(matter.cells, key=lambda one: (one.latest != "proposes", -len(one.trail), parties[one.actor].name))
    rows = [_stand(parties[one.actor], one, heads) for one in cells[start : start + ACTORS]]
    trail = _trail([(parties[one.actor], one) for one in cells])
    return desk.page(
        request, "initiative.html", matter=matter, heads=heads, rows=rows, actors=len(cells), start=start,
        undated=any(row.undated for row in rows), trail=trail[step : step + STEPS], steps=len(trail), step=step,
        turned=sum(one.turned for one in trail), shown=(ACTORS, STEPS), facts=_facts(desk, matter),
    )  # fmt: skip


def columns(days: Sequence[str]) -> tuple[str, ...]:
    """The last days, months or years, whatever is fine enough to tell them apart in few columns."""
    for length in (10, 7, 4):
        heads = sorted({day[:length] for day in days if day})
        if len(heads) <= COLUMNS:
            break
    return tuple(heads[-COLUMNS:])


def _line(matter: Matter) -> Line:
    latest = Counter(cell.latest for cell in matter.cells if cell.latest)
    return Line(matter, len(matter.cells), tuple(sorted(latest.items(), key=lambda one: (-one[1], one[0]))))


def _stand(party: Party, cell: Cell, heads: tuple[str, ...]) -> Stand:
    dated: list[tuple[Run, ...]] = []
    for n, head in enumerate(heads):
        stop = heads[n + 1] if n + 1 < len(heads) else "~"
        dated.append(_runs(step for step in cell.trail if step.held.day and head <= step.held.day < stop))
    return Stand(party, cell, tuple(dated), _runs(step for step in cell.trail if not step.held.day))


def _runs(steps: Iterable[Step]) -> tuple[Run, ...]:
    """Steps of the same stance that follow one another as one; the last few of these."""
    together = [list(some) for _, some in groupby(steps, key=lambda step: step.held.stance)]
    return tuple(Run(some[-1], len(some)) for some in together[-RUNS:])


def _trail(cells: Sequence[tuple[Party, Cell]]) -> list[Turn]:
    """Every step in the order of the days, the undated last."""
    turns = []
    for party, cell in cells:
        changes = {id(step) for step in cell.changes}
        turns += [Turn(party, step, id(step) in changes) for step in cell.trail]
    return sorted(turns, key=lambda turn: (turn.step.held.day or "9", turn.step.held.article, turn.step.held.finding))


def _facts(desk: Desk, matter: Matter) -> dict[str, list[Fact]]:
    """Who proposed it, to whom, and on what terms, as the articles have it; what is said again stands once."""
    facts: dict[str, dict[str, Fact]] = {"proposer": {}, "addressees": {}, "terms": {}}
    ids = set(matter.ids)
    held: list[Held] = [step.held for cell in matter.cells for step in cell.trail]
    for article in list(dict.fromkeys(one.article for one in held))[:LOOKED_INTO]:
        page, _, n = article.partition(".")
        for one in desk.record(page).readings[int(n)].initiatives:
            if one.id in ids:
                said = [("proposer", one.proposer, None)] if one.proposer else []
                said += [("addressees", name, None) for name in one.addressees]
                terms = [("terms", term.text, term) for term in one.terms]
                for kind, words, where in (*said, *terms):
                    facts[kind].setdefault(words, Fact(words, article, where))
    return {kind: list(found.values()) for kind, found in facts.items()}
