"""What goes wrong, told as RFC 9457 has it (application/problem+json): the thing, and the way out."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from msgspec import Struct
from starlette.exceptions import HTTPException

from musnad.store import BadQuery, NoSuchPage, StoreError

TYPE = "application/problem+json"
TITLES = {
    400: "The question cannot be answered", 401: "Who is asking?", 403: "Not allowed", 404: "Not there",
    405: "Not done with this", 409: "The page has changed", 413: "Too large", 415: "Not a type that is read",
    422: "The request says something that cannot be", 429: "Too many requests", 500: "A fault of ours",
    503: "The store cannot be used",
}  # fmt: skip


class Fault(Struct, frozen=True):
    """One part of a request that cannot be: where it stands, and why not."""

    where: str
    why: str


class Problem(Struct, frozen=True, omit_defaults=True):
    """Why a request was not answered. `detail` names the thing and the way out; `faults` are its single parts."""

    title: str
    status: int
    detail: str
    type: str = "about:blank"
    faults: tuple[Fault, ...] = ()


class Refused(Exception):
    """A request that is not answered, with the status and the reason told to whoever made it."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = dict(headers or {})


def problem(
    status: int, detail: str, headers: Mapping[str, str] | None = None, faults: tuple[Fault, ...] = ()
) -> Response:
    """The answer that tells a problem."""
    told = Problem(TITLES.get(status, "Not answered"), status, detail, faults=faults)
    return Response(msgspec.json.encode(told), status, dict(headers or {}), TYPE)


def tell_problems(app: FastAPI) -> None:
    """Let every failure of an application be told as a problem."""
    app.add_exception_handler(Refused, _refused)  # type: ignore[arg-type]  # narrower than Starlette says
    app.add_exception_handler(HTTPException, _http)  # type: ignore[arg-type]
    app.add_exception_handler(RequestValidationError, _invalid)  # type: ignore[arg-type]
    app.add_exception_handler(BadQuery, _bad_query)  # type: ignore[arg-type]
    app.add_exception_handler(NoSuchPage, _no_page)  # type: ignore[arg-type]
    app.add_exception_handler(StoreError, _store)  # type: ignore[arg-type]
    app.add_exception_handler(Exception, _broken)


async def _refused(_request: Request, error: Refused) -> Response:
    return problem(error.status, error.detail, error.headers)


async def _http(request: Request, error: HTTPException) -> Response:
    path = request.url.path
    way = {
        404: f"{path}: nothing is served here; /api/v1 lists what is",
        405: f"{request.method} {path}: not done with this; {(error.headers or {}).get('Allow', 'GET')} is",
    }.get(error.status_code, str(error.detail))
    return problem(error.status_code, way, error.headers)


async def _invalid(_request: Request, error: RequestValidationError) -> Response:
    faults = tuple(Fault(".".join(map(str, one["loc"])), str(one["msg"])) for one in error.errors())
    first = f"{faults[0].where}: {faults[0].why}" if faults else "not valid"
    return problem(422, f"{first}; /api/v1/openapi.json tells what can be asked", faults=faults)


async def _bad_query(_request: Request, error: BadQuery) -> Response:
    return problem(400, str(error))


async def _no_page(_request: Request, error: NoSuchPage) -> Response:
    return problem(404, str(error))


async def _store(_request: Request, error: StoreError) -> Response:
    return problem(503, error.reason, {"Retry-After": "10"})


async def _broken(request: Request, _error: Exception) -> Response:
    return problem(500, f"{request.url.path}: something broke that should not; the log of the server tells more")
