"""The search page: everything that the store can be asked, and what fits with the words in their sentence."""

from __future__ import annotations

import re
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from msgspec import structs

from musnad.records import Kind, StanceValue
from musnad.store import BadQuery, Hit, Hits, Store
from musnad.store import Query as Asked
from musnad.store.errors import NoEncoder
from musnad.web.desk import desk_of
from musnad.web.marking import Mark, marked
from musnad.web.meant import by_meaning
from musnad.web.shown import seen

router = APIRouter(include_in_schema=False)
SHOWN = 20
WORST = 10_000
"""Beyond so many, what fits less well is not shown; a narrower question is of more use."""
LONGEST = 300
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
Words = Annotated[str, Query(max_length=LONGEST)]


@router.get("/{lang:lang}/search")
def search(
    request: Request, q: Words = "", inside: Words = "articles", speaker: Words = "", actor: Words = "",
    outlet: Words = "", kind: Words = "", stance: Words = "", since: Words = "", until: Words = "", unnamed: Words = "",
    chain: Words = "", by: Words = "words", start: Annotated[int, Query(ge=0, le=WORST)] = 0,
) -> HTMLResponse:  # fmt: skip
    """The form, and what fits what is asked in it."""
    asked = Asked(
        seen(q), "statements" if inside == "statements" else "articles", seen(speaker), seen(actor), seen(outlet),
        _one_of(kind, Kind), _one_of(stance, StanceValue), seen(since), seen(until), bool(unnamed), seen(chain),
    )  # fmt: skip
    return desk_of(request).page(
        request, "search.html", asked=asked, kinds=get_args(Kind), stances=get_args(StanceValue), start=start,
        shown=SHOWN, worst=WORST, given=_given(asked, by), by=by, **_found(request, asked, by, start),
    )  # fmt: skip


def _found(request: Request, asked: Asked, by: str, start: int) -> dict[str, Any]:
    """What fits, or the key of the words that tell why there is no answer."""
    nothing: dict[str, Any] = {"found": None, "problem": "", "sentences": ()}
    if asked in (Asked(), Asked(inside="statements")):
        return nothing
    if not all(not day or _DAY.fullmatch(day) for day in (asked.since, asked.until)):
        return nothing | {"problem": "search.bad.day"}
    try:
        found = _search(desk_of(request).store, asked, by, start)
    except BadQuery:
        return nothing | {"problem": "search.bad.only"}
    except NoEncoder:
        return nothing | {"problem": "search.bad.encoder"}
    return nothing | {"found": found, "sentences": [_sentence(hit) for hit in found.hits]}


def _search(store: Store, asked: Asked, by: str, start: int) -> Hits:
    """What has the words, or means nearly the same; without words there is nothing to mean."""
    if by == "meaning" and asked.text:
        return by_meaning(store, asked, SHOWN, start)
    return store.search(asked, SHOWN, start)


def _sentence(hit: Hit) -> Markup:
    """The sentence with the words that were looked for marked in it."""
    start = hit.sentence[0]
    return marked(hit.text, 0, len(hit.text), [Mark(low - start, high - start, 0, "mark") for low, high in hit.marks])


def _one_of(value: str, known: Any) -> str:
    return value if value in get_args(known) else ""


def _given(asked: Asked, by: str) -> dict[str, object]:
    """What is asked, as the next page's address says it."""
    given = structs.asdict(asked)
    return {"q": given.pop("text"), **given, "unnamed": "1" if asked.unnamed else "", "by": by}
