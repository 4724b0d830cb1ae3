"""The application: its routes, what surrounds every answer, and the worker that runs beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from musnad import __version__
from musnad.store import StoreError, open_store
from musnad.web import (
    about,
    actors,
    add,
    claims,
    door,
    home,
    initiatives,
    reader,
    review,
    search,
    static,
    stories,
)
from musnad.web.api import create_api
from musnad.web.bodies import Bodies
from musnad.web.desk import Desk, Hands, Read, Relate, TellRule, desk_of
from musnad.web.headers import SafeHeaders
from musnad.web.matters import Stand
from musnad.web.worker import Worker

ROUTERS = (
    static.router,
    door.router,
    home.router,
    initiatives.router,
    actors.router,
    stories.router,
    claims.router,
    reader.router,
    search.router,
    review.router,
    add.router,
    about.router,
)


def create_app(
    store: str, *, read: Read, relate: Relate, tell_rule: TellRule, stand: Stand, reader: str, token: str = ""
) -> FastAPI:
    """The application over the store at a path or URL; `reader` is the version that `read` is.

    The callables must be functions of a module, for they are handed to the worker's own process, which runs as long
    as the application does. Who comes from another machine may write with `token` only.
    """
    opened = open_store(store, reader)
    hands = Hands(read, relate, tell_rule, stand)

    @asynccontextmanager
    async def running(_app: FastAPI) -> AsyncIterator[None]:
        with Worker(store, reader, read, relate):
            app.state.desk.turns()  # gathered aside before somebody asks
            yield
        opened.close()

    app = FastAPI(
        title="Musnad", version=__version__, docs_url=None, redoc_url=None, openapi_url=None,
        lifespan=running, redirect_slashes=False,
    )  # fmt: skip
    app.state.desk = Desk(opened, hands, token)
    app.add_middleware(Bodies)
    app.add_middleware(SafeHeaders)
    app.mount("/api/v1", create_api(app.state.desk))
    for router in ROUTERS:
        app.include_router(router)
    app.add_exception_handler(HTTPException, _told)  # type: ignore[arg-type]  # narrower than Starlette says
    app.add_exception_handler(RequestValidationError, _misasked)  # type: ignore[arg-type]
    app.add_exception_handler(StoreError, _store_fails)  # type: ignore[arg-type]
    app.add_exception_handler(Exception, _broken)
    return app


def _error(request: Request, status: int, reason: str = "") -> HTMLResponse:
    known = status if status in (403, 404, 413, 422, 429, 500, 503) else 500 if status >= 500 else 404
    return desk_of(request).page(request, "error.html", status, code=status, known=known, reason=reason)


async def _told(request: Request, error: HTTPException) -> HTMLResponse:
    return _error(request, error.status_code, str(error.detail or ""))


async def _misasked(request: Request, _: RequestValidationError) -> HTMLResponse:
    return _error(request, 422)


async def _store_fails(request: Request, error: StoreError) -> HTMLResponse:
    return _error(request, 503, error.reason)


async def _broken(request: Request, _: Exception) -> HTMLResponse:
    return _error(request, 500)
