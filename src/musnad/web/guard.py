"""Who may write, and whether a form was sent from one of our own pages."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from urllib.parse import urlsplit

from fastapi import HTTPException, Request

SESSION = "desk"
TOKEN = "token"  # noqa: S105  the name of a cookie


class Guard:
    """Lets write who comes from this very machine, or knows the token; `token` may be "" for nobody else at all."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._secret = secrets.token_bytes(32)

    def may_write(self, request: Request) -> bool:
        """Whether a request comes from this machine, under a name of this machine, or carries the token."""
        return _is_local(request) or self.knows(request.cookies.get(TOKEN, "") or _bearer(request))

    @property
    def has_token(self) -> bool:
        """Whether there is a token at all."""
        return bool(self._token)

    def knows(self, token: str) -> bool:
        """Whether that is the token."""
        return bool(self._token) and hmac.compare_digest(token.encode(), self._token.encode())

    def form_key(self, session: str) -> str:
        """What a form must bring back that belongs to the session of that cookie."""
        return hmac.new(self._secret, session.encode(), hashlib.sha256).hexdigest()

    def check_form(self, request: Request, key: str) -> None:
        """Refuse (403) a form that did not come from one of our pages, or from somebody who may not write."""
        if not _same_origin(request) or not self._is_ours(request, key):
            raise HTTPException(403, "guard.foreign")

    def check_writer(self, request: Request, key: str) -> None:
        """Refuse (403) a form of somebody who may not write, or that is not ours."""
        self.check_form(request, key)
        if not self.may_write(request):
            raise HTTPException(403, "guard.token")

    def _is_ours(self, request: Request, key: str) -> bool:
        session = request.cookies.get(SESSION, "")
        return bool(session) and hmac.compare_digest(self.form_key(session).encode(), key.encode())


def _bearer(request: Request) -> str:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def _is_local(request: Request) -> bool:
    """Both ends are this machine: a page of elsewhere cannot get in by a name that it makes point here."""
    client = request.client.host if request.client else ""
    return _loops(client) and _loops(urlsplit(f"//{request.headers.get('host', '')}").hostname or "")


def _loops(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _same_origin(request: Request) -> bool:
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host", "")
