"""The description of the API (OpenAPI 3.1): our records as schemas, the same answers for the same failures."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from musnad.web.api.problems import TITLES, TYPE, Problem

_REF = "#/components/schemas/{name}"
_HEADERS = {
    "ETag": {
        "description": "Changes when the answer does; give it back as If-None-Match.",
        "schema": {"type": "string"},
    }
}
Json = dict[str, Any]


def tells(kind: type, *failures: int, status: int = 200, description: str = "") -> Json:
    """The arguments of a route that answers with a value of that kind, and how it can fail."""
    schema: Json = {"$ref": _REF.format(name=kind.__name__)}
    told = description or inspect.cleandoc(kind.__doc__ or "").split("\n")[0]
    return _route({"application/json": {"schema": schema}}, told, status, failures)


def sends(description: str, media_type: str, *failures: int) -> Json:
    """The arguments of a route that answers with bytes."""
    return _route({media_type: {"schema": {"type": "string", "format": "binary"}}}, description, 200, failures)


def accepts(kind: type, *media_types: str) -> Json:
    """What a route takes as its body: a value of that kind as JSON, or bytes of these types."""
    content: Json = {"application/json": {"schema": {"$ref": _REF.format(name=kind.__name__)}}}
    content |= {name: {"schema": {"type": "string", "minLength": 1}} for name in media_types}
    return {"requestBody": {"required": True, "content": content}}


def _route(content: Json, description: str, status: int, failures: Iterable[int]) -> Json:
    answers: dict[int, Json] = {status: {"description": description, "content": content}}
    if status == 200:
        answers[200]["headers"] = _HEADERS
        answers[304] = {"description": "The asker has it already (If-None-Match).", "headers": _HEADERS}
    for failure in sorted({*failures, 400, 422, 429, 503}):
        answers[failure] = {
            "description": TITLES[failure],
            "content": {TYPE: {"schema": {"$ref": _REF.format(name="Problem")}}},
        }
        if failure in (429, 503):
            answers[failure]["headers"] = {
                "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}
            }
    return {"responses": answers, "status_code": status}


def describe(app: FastAPI, kinds: Iterable[type], examples: Json) -> Callable[[], Json]:
    """What makes the description of an application whose answers are of these kinds."""
    kinds = tuple(kinds)

    def made() -> Json:
        if app.openapi_schema is None:
            told = get_openapi(
                title=app.title, version=app.version, openapi_version="3.1.0", description=app.description,
                routes=app.routes, tags=app.openapi_tags, servers=[{"url": "/api/v1"}],
            )  # fmt: skip
            _, components = msgspec.json.schema_components([*kinds, Problem], ref_template=_REF)
            schemas = told.setdefault("components", {}).setdefault("schemas", {})
            schemas.update({name: _tidy(schema) for name, schema in components.items()})
            for name, example in examples.items():
                schemas[name]["examples"] = [example]
            app.openapi_schema = told
        return app.openapi_schema

    return made


def _tidy(schema: Json) -> Json:
    """The schema with its description in one line for each paragraph, as it was meant."""
    if "description" in schema:
        schema["description"] = inspect.cleandoc(schema["description"])
    return schema
