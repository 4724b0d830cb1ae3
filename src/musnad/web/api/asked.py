"""What can be asked in an address: each parameter with what it means, checked before anything is looked up."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Header, Path, Query, Request

from musnad.records import Kind, StanceValue
from musnad.store import Query as Question
from musnad.web.api.problems import Refused

MOST = 100
_PLAIN = r"^[^\x00]*$"
_DAY = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"

Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most.")]
Cursor = Annotated[
    str | None, Query(min_length=1, max_length=300, description="The `next` of the answer before; opaque.")
]
Text = Annotated[
    str,
    Query(
        max_length=500, pattern=_PLAIN, examples=["الخطة", '"وزير الري"', "نورستا*"],
        description='Words that must all stand, in any form: "side by side", begin*, =exact, -not.',
    ),
]  # fmt: skip
Name = Annotated[
    str, Query(max_length=200, pattern=_PLAIN, description="All words of a name in any form, or the id of an entity.")
]
Day = Annotated[str, Query(pattern=_DAY + "|^$", examples=["2025-04-08", "2025"], description="A day, month or year.")]
PageId = Annotated[
    str, Path(pattern="^[0-9a-f]{4,64}$", description="A page's id, or as much of its start as names no other.")
]
ArticleId = Annotated[
    str, Path(pattern=r"^[0-9a-f]{4,64}\.[0-9]{1,6}$", examples=["2bc110491fa02dca.0"], description="An article's id.")
]
StoryId = Annotated[str, Path(pattern="^[0-9a-f]{4,64}$", description="The id of a story.")]
ClaimId = Annotated[str, Path(pattern="^[0-9a-f]{4,64}$", description="The id of a claim.")]
EntityId = Annotated[
    str,
    Path(
        pattern=r"^[a-z]{1,20}:[^\x00/]{1,200}$", examples=["state:jo", "name:وليد-القصار"],
        description="The id of a person, body or place.",
    ),
]  # fmt: skip
InitiativeId = Annotated[
    str, Path(pattern="^initiative:[0-9a-f]{16}$", description="The id that any article has for the initiative.")
]
BatchId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="What adding the pages answered.")]


def condition(
    if_none_match: Annotated[str | None, Header(description="An ETag that the asker has an answer for.")] = None,
) -> None:
    """Tell in the description that a condition may be made; `answer` reads it."""


def only_known(request: Request) -> None:
    """Refuse what is asked in words that the route does not know, or twice."""
    route = request.scope.get("route")
    told = request.app.openapi()["paths"].get(getattr(route, "path_format", ""), {})
    known = [one["name"] for one in told.get(request.method.lower(), {}).get("parameters", ()) if one["in"] == "query"]
    for name in request.query_params:
        if name not in known:
            ways = f"what can be: {', '.join(known)}" if known else "nothing can be"
            raise Refused(400, f"{name[:60]}: cannot be asked here; {ways}")
        if len(request.query_params.getlist(name)) > 1:
            raise Refused(400, f"{name}: asked twice; ask once")


CHECKED = [Depends(condition), Depends(only_known)]


def _question(
    text: Text = "",
    speaker: Name = "",
    actor: Name = "",
    outlet: Name = "",
    chain: Annotated[Name, Query(description="Who carries a statement: words of the name, or an id.")] = "",
    kind: Annotated[Kind | None, Query(description="Only statements of this kind.")] = None,
    stance: Annotated[StanceValue | None, Query(description="Only where such a stance is taken.")] = None,
    since: Day = "",
    until: Day = "",
    unnamed: Annotated[bool, Query(description="Only statements whose speaker the text does not name.")] = False,
) -> Question:
    return Question(
        text, speaker=speaker, actor=actor, outlet=outlet, kind=kind or "", stance=stance or "", since=since,
        until=until, unnamed=unnamed, chain=chain,
    )  # fmt: skip


Asked = Annotated[Question, Depends(_question)]
