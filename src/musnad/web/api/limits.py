"""Limits: how large a request may be, and how many a client may make; said before anything is read or asked."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable

from msgspec import Struct
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from musnad.web.api.problems import problem

READS = ("GET", "HEAD", "OPTIONS")
CLIENTS = 10_000
"""So many clients are remembered; of those asked last the allowance is kept, the others begin anew."""


class Limits(Struct, frozen=True):
    """How many reads and writes a second a client may make (`burst` at once), and how many bytes one may bring."""

    reads: float = 20
    read_burst: int = 200
    writes: float = 2
    write_burst: int = 30
    max_body: int = 20_000_000


class Buckets:
    """A bucket of tokens for each client: filled steadily, one taken out for each request."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str) -> float:
        """Seconds until the client may ask again; 0 where it may now, and then one token is gone."""
        now = self._clock()
        left, at = self._left.pop(client, (float(self._burst), now))
        left = min(self._burst, left + (now - at) * self._rate)
        allowed = left >= 1
        self._left[client] = (left - 1 if allowed else left, now)
        if len(self._left) > CLIENTS:
            self._left.popitem(last=False)
        return 0.0 if allowed else (1 - left) / self._rate


class TooLarge(Exception):
    """A body that goes on beyond the limit."""


class Limited:
    """Refuses what is too much (429, with the time to wait) or too large (413) before the application sees it."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self.app = app
        self._most = limits.max_body
        self._reads = Buckets(limits.reads, limits.read_burst)
        self._writes = Buckets(limits.writes, limits.write_burst)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        client = (scope.get("client") or ("",))[0]
        if wait := (self._reads if scope["method"] in READS else self._writes).wait(client):
            seconds = str(math.ceil(wait))
            told = f"too many requests from {client or 'you'}; ask again in {seconds} s"
            await problem(429, told, {"Retry-After": seconds})(scope, receive, send)
        elif _declared(scope) > self._most:
            await self._too_large()(scope, receive, send)
        else:
            await self._counted(scope, receive, send)

    async def _counted(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request whose body is counted as it comes."""
        so_far, begun = 0, False

        async def counting() -> Message:
            nonlocal so_far
            message = await receive()
            so_far += len(message.get("body", b""))
            if so_far > self._most:
                raise TooLarge
            return message

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, counting, sending)
        except TooLarge:
            if begun:
                raise
            await self._too_large()(scope, receive, send)

    def _too_large(self) -> ASGIApp:
        told = f"the body is larger than {self._most} bytes; send less at once, or read the file with `musnad read`"
        return problem(413, told, {"Connection": "close"})


def _declared(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() else 0
