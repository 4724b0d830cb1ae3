"""What can be written, with a token: pages that wait to be read, and corrections of what was found."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

import msgspec
from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from msgspec import Meta, Struct

from musnad.corrections import Letter, Verdict
from musnad.names import parse_name
from musnad.store import BadCorrection, queue
from musnad.store.queue import Offer
from musnad.web.api import kinds
from musnad.web.api.answers import JSON, answer
from musnad.web.api.asked import BatchId, PageId
from musnad.web.api.problems import Refused
from musnad.web.api.schema import accepts, tells
from musnad.web.desk import Desk, desk_of

router = APIRouter()
T = TypeVar("T")
RAW = ("text/html", "application/xhtml+xml", "text/plain", "application/octet-stream")
"""What bytes of a page may be sent as."""
_bearer = HTTPBearer(auto_error=False, description="The token that `musnad serve` was started with.")


class PastedPage(Struct, forbid_unknown_fields=True):
    """A page as text: its title, a blank line, its body, as far as it has them."""

    text: Annotated[str, Meta(min_length=1)]
    name: Annotated[str, Meta(max_length=500)] = ""
    url: Annotated[str, Meta(max_length=2000)] = ""


class NewCorrection(Struct, forbid_unknown_fields=True):
    """What a person says of a finding: that it holds, that it does not, or what is otherwise in it (`changes`: spans as
    [start, stop] in the article's text, all else as in the record).
    """

    finding: Annotated[str, Meta(pattern=r"^[0-9a-f]{4,64}\.[0-9]{1,6}\.[asme][0-9]{1,6}$")]
    verdict: Verdict
    who: Annotated[str, Meta(min_length=1, max_length=200)]
    changes: dict[str, Any] = {}
    note: Annotated[str, Meta(max_length=2000)] = ""


KINDS: tuple[type, ...] = (PastedPage, NewCorrection)
"""What stands in the description."""


def writer(request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> Desk:
    """The desk, for who has the token."""
    desk = desk_of(request)
    if not desk.guard.has_token:
        raise Refused(403, "writing is off here: start `musnad serve` with --token-file to let it be done")
    if given is None or not desk.guard.knows(given.credentials):
        told = "the token is not the right one" if given else "no token: send `Authorization: Bearer TOKEN`"
        raise Refused(401, told, {"WWW-Authenticate": "Bearer"})
    return desk


Writer = Annotated[Desk, Depends(writer)]


@router.post(
    "/pages", tags=["pages"], summary="Add a page",
    **tells(kinds.Taken, 401, 403, 413, 415, status=202, description="It waits to be read."),
    openapi_extra=accepts(PastedPage, *RAW),
)  # fmt: skip
async def add_page(
    request: Request,
    desk: Writer,
    url: Annotated[str, Query(max_length=2000, pattern=r"^[^\x00]*$", description="Where its bytes stood.")] = "",
    name: Annotated[str, Query(max_length=500, pattern=r"^[^\x00]*$", description="What to call its bytes.")] = "",
) -> Response:
    """Let a page wait to be read: its bytes, or its text as JSON. What became of it is told where `progress` says."""
    offer = _offer(_type_of(request), await request.body(), url, name)
    batch = await run_in_threadpool(queue.put, desk.store, [offer])
    where = f"/api/v1/batches/{batch}"
    made = answer(request, kinds.Taken(batch, where), 202)
    made.headers["Location"] = where
    return made


@router.get("/batches/{batch}", tags=["pages"], summary="What became of added pages", **tells(kinds.Batch, 404))
def batch(request: Request, batch: BatchId) -> Response:
    """Of each page of a batch: whether it waits, and the pages read from it or why it could not be read."""
    items = queue.progress(desk_of(request).store, batch)
    if not items:
        raise Refused(404, f"{batch}: no such batch, or done more than a week ago")
    return answer(request, kinds.Batch(batch, items))


@router.get("/corrections", tags=["corrections"], summary="Corrected pages", **tells(kinds.CorrectedPages))
def corrected(request: Request) -> Response:
    """The pages of which somebody has corrected a finding."""
    return answer(request, kinds.CorrectedPages(tuple(desk_of(request).store.corrected_pages())))


@router.get("/corrections/{page}", tags=["corrections"], summary="Corrections", **tells(kinds.CorrectionList, 404))
def corrections(request: Request, page: PageId) -> Response:
    """What people said of the findings of a page, the oldest first, laid on its present reading."""
    store = desk_of(request).store
    rows = tuple(map(kinds.correction_row, store.corrections(store.one(page))))
    return answer(request, kinds.CorrectionList(rows))


@router.post(
    "/corrections", tags=["corrections"], summary="Correct a finding",
    **tells(kinds.CorrectionRow, 401, 403, 404, 413, 415, status=201, description="It is kept."),
    openapi_extra=accepts(NewCorrection),
)  # fmt: skip
async def correct(request: Request, desk: Writer) -> Response:
    """Confirm, correct or reject a finding. What was found stays, the correction beside it."""
    if (kind := _plain(_type_of(request))) != JSON:
        raise Refused(415, f"{kind or 'no type'}: send {JSON}")
    said = _decoded(await request.body(), NewCorrection)
    return answer(request, await run_in_threadpool(_keep, desk, said), 201)


def _keep(desk: Desk, said: NewCorrection) -> kinds.CorrectionRow:
    name = parse_name(said.finding)
    finding = (desk.store.one(name.page), name.article or 0, _letter(name.letter), name.number)
    try:
        kept = desk.store.correct(finding, said.verdict, said.who, said.changes, said.note)
    except BadCorrection as error:
        raise Refused(422, str(error)) from error
    return kinds.correction_row(kept)


def _letter(letter: str) -> Letter:
    kept: dict[str, Letter] = {"a": "a", "s": "s", "m": "m", "e": "e"}
    return kept[letter]


def _offer(content_type: str, data: bytes, url: str, name: str) -> Offer:
    kind = _plain(content_type)
    if kind == JSON:
        page = _decoded(data, PastedPage)
        return Offer(page.text.encode(), page.name or name, page.url or url, "text/plain; charset=utf-8")
    if kind not in RAW:
        raise Refused(415, f"{kind or 'no type'}: send application/json, or the bytes as {', '.join(RAW)}")
    if not data:
        raise Refused(422, "the body is empty: send the bytes of a page")
    return Offer(data, name, url, "" if kind == "application/octet-stream" else content_type)


def _type_of(request: Request) -> str:
    """The type of the body; a packed body is refused, for unpacked it could be of any size."""
    if packed := request.headers.get("content-encoding", ""):
        raise Refused(415, f"{packed[:60]}: send the body as it is, not packed")
    return request.headers.get("content-type", "")


def _plain(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _decoded(data: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise Refused(422, f"the body: {error}") from error
