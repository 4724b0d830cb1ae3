"""The API as an application of its own, to be mounted at `/api/v1`: its routes, limits, and what describes it."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.middleware import Middleware

from musnad import __version__
from musnad.web.api import found, together, writing
from musnad.web.api.asked import CHECKED
from musnad.web.api.examples import EXAMPLES
from musnad.web.api.kinds import KINDS
from musnad.web.api.limits import Limited, Limits
from musnad.web.api.problems import tell_problems
from musnad.web.api.schema import describe
from musnad.web.desk import Desk
from musnad.web.headers import SafeHeaders

DESCRIPTION = """Who said what, on whose word? Everything that was read, as JSON.

Identifiers are stable: a page is known by the hash of its bytes, an article by its page and number, a finding by its
article, letter and number. Lists are gone through with `next`, which is handed back as `cursor`. Every answer has an
`ETag`. What goes wrong is told as `application/problem+json`. Reading needs no token, writing does."""
TAGS = (
    ("index", "What is served."), ("pages", "What was read, as it came."), ("articles", "Texts with their findings."),
    ("statements", "Who said what, through whom."), ("search", "Words, in any form."),
    ("stances", "Who stands where on what."), ("events", "Who did what to whom."),
    ("entities", "Persons, bodies, places."), ("stories", "Articles that tell one happening."),
    ("claims", "The same words in several articles."), ("origins", "Where a report started."),
    ("corrections", "What people said of findings."),
)  # fmt: skip


def create_api(desk: Desk, limits: Limits | None = None) -> FastAPI:
    """The API over a desk."""
    api = FastAPI(
        title="Musnad", version=__version__, description=DESCRIPTION, docs_url=None, redoc_url=None,
        openapi_tags=[{"name": name, "description": told} for name, told in TAGS], dependencies=CHECKED,
        middleware=[Middleware(SafeHeaders), Middleware(Limited, limits=limits or Limits())], redirect_slashes=False,
    )  # fmt: skip
    api.state.desk = desk
    for router in (found.router, together.router, writing.router):
        api.include_router(router)
    tell_problems(api)
    api.openapi = describe(api, (*KINDS, *writing.KINDS), EXAMPLES)  # type: ignore[method-assign]
    return api
