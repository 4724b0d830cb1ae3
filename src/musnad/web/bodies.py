"""How large what a form sends may be; refused as it comes in, before anything is kept of it."""

from __future__ import annotations

from fastapi import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 64_000_000
"""Bytes of one request, all its files together."""


class Bodies:
    """Ends the reading of a body beyond `LARGEST` with an error (413) that is told like any other."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        so_far = 0

        async def counted() -> Message:
            nonlocal so_far
            message = await receive()
            so_far += len(message.get("body", b""))
            if so_far > LARGEST:
                raise HTTPException(413)
            return message

        await self.app(scope, counted, send)
