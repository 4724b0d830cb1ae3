"""How answers are made: JSON with an ETag, lists with cursors that tell nothing but where to go on."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from fastapi import Request, Response

from musnad.web.api.problems import Refused

JSON = "application/json"
_ASIDE = ("cursor", "limit")


def answer(request: Request, value: object, status: int = 200) -> Response:
    """A value as JSON; 304 without a body where the asker has it already."""
    return tagged(request, msgspec.json.encode(value), JSON, status)


def tagged(
    request: Request, data: bytes, media_type: str, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """Bytes with their ETag; 304 without them where the asker has them already."""
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    told = {"ETag": tag, "Cache-Control": "private, no-cache", **(headers or {})}
    if status == 200 and has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=told)
    return Response(data, status, told, media_type)


def has(condition: str, tag: str) -> bool:
    """Whether `If-None-Match` names the tag, by the weak comparison that it asks for."""
    return any(one.strip().removeprefix("W/") in (tag, "*") for one in condition.split(","))


def listed(request: Request, rows: Sequence[Any], limit: int, place: Callable[[Any], Sequence[object]]) -> Response:
    """At most `limit` of the rows, and a cursor to go on from where there are more."""
    shown = rows[:limit]
    more = cursor_of(request, *place(shown[-1])) if len(rows) > limit else None
    return answer(request, {"items": [getattr(one, "row", one) for one in shown], "next": more})


def cursor_of(request: Request, *place: object) -> str:
    """Where to go on: opaque, and good only for the question that it was given for."""
    made = msgspec.json.encode([_question(request), *place])
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def place_in(request: Request, cursor: str | None, *kinds: type) -> tuple[Any, ...] | None:
    """What a cursor says, values of these kinds; None where there is none."""
    if cursor is None:
        return None
    try:
        data = base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True)
        question, *place = msgspec.json.decode(data, type=list[str | int])
    except (binascii.Error, ValueError) as error:
        raise Refused(400, "cursor: is none of ours; leave it out to begin anew") from error
    if (
        question != _question(request)
        or [type(one) for one in place] != list(kinds)
        or any(abs(one) > 2**31 for one in place if isinstance(one, int))
    ):
        raise Refused(400, "cursor: belongs to another question; leave it out to begin anew")
    return tuple(place)


def _question(request: Request) -> str:
    """What is asked, apart from how much of it and from where on."""
    asked = sorted((name, value) for name, value in request.query_params.multi_items() if name not in _ASIDE)
    return hashlib.sha256(msgspec.json.encode([request.url.path, asked])).hexdigest()[:8]
