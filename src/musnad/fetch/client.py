"""One page from the network, politely and safely."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import httpcore
from msgspec import Struct

from musnad.fetch.addresses import Allowed, Resolve, resolve
from musnad.fetch.connect import CheckedBackend, Clock, certificates
from musnad.fetch.errors import BadAnswer, FetchError, Refused, TooMuch, Unreachable
from musnad.fetch.unpacking import ACCEPTED, Broken, Overflow, unpacked
from musnad.fetch.urls import Target, target

AGENT = "Musnad (reads Arabic news; obeys robots.txt as musnad)"
REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Limits(Struct, frozen=True):
    """What one fetch may take: bytes (packed and unpacked alike), seconds in all, seconds a step, redirects."""

    most_bytes: int = 20_000_000
    seconds: float = 60.0
    step_seconds: float = 20.0
    redirects: int = 5


class Fetched(Struct, frozen=True):
    """An answer: the address that gave it, its status, its headers by lower-case name, the body unpacked."""

    asked: str
    url: str
    status: int
    headers: Mapping[str, str]
    data: bytes
    fetched: str
    moved_for_good: bool = False
    """Whether every redirect on the way was a permanent one."""

    @property
    def content_type(self) -> str:
        """The declared type, "" where there is none."""
        return self.headers.get("content-type", "")


Permit = Callable[[Target], None]


def _permit_all(_: Target) -> None:
    return None


class Fetcher(Struct, frozen=True):
    """How pages are fetched; `allowed` names the addresses that are asked although they are not public."""

    limits: Limits = Limits()
    allowed: tuple[Allowed, ...] = ()
    resolver: Resolve = resolve

    def get(self, url: str, headers: Mapping[str, str] | None = None, permit: Permit = _permit_all) -> Fetched:
        """Ask for a page, follow its redirects, each checked anew; a `FetchError` says why nothing came.

        An answer of any status is an answer; `headers` go with every request. `permit` sees every address before it
        is asked and may raise `Refused`.
        """
        clock = Clock(self.limits.seconds)
        here = target(url)
        permit(here)
        seen = [here.url]
        permanent = True
        while True:
            status, found, data = self._ask(here, headers or {}, clock)
            if status not in REDIRECTS or "location" not in found:
                at = datetime.now(UTC).isoformat(timespec="seconds")
                return Fetched(url, here.url, status, found, data, at, permanent and len(seen) > 1)
            permanent = permanent and status in (301, 308)
            here = target(found["location"], here.url)
            if here.url in seen:
                raise TooMuch(url, f"its redirects run in a circle ({here.url})")
            if len(seen) > self.limits.redirects:
                raise TooMuch(url, f"more than {self.limits.redirects} redirects")
            seen.append(here.url)
            permit(here)

    def _ask(self, here: Target, headers: Mapping[str, str], clock: Clock) -> tuple[int, dict[str, str], bytes]:
        backend = CheckedBackend(clock, self.allowed, self.resolver)
        sent: dict[bytes | str, bytes | str] = {"User-Agent": AGENT, "Accept-Encoding": ACCEPTED, "Accept": "*/*"}
        sent.update(headers)
        step = self.limits.step_seconds
        extensions = {"timeout": {"connect": step, "read": step, "write": step, "pool": step}}
        try:
            with (
                httpcore.ConnectionPool(
                    ssl_context=certificates(), max_connections=1, max_keepalive_connections=0, network_backend=backend
                ) as pool,
                pool.stream("GET", here.url, headers=sent, extensions=extensions) as answer,
            ):
                found = _headers(answer.headers)
                if answer.status in REDIRECTS or answer.status == 304:
                    return answer.status, found, b""
                return answer.status, found, self._body(answer, found)
        except FetchError:
            raise
        except Exception as error:
            raise _told(here.url, error, self.limits) from error

    def _body(self, answer: httpcore.Response, headers: Mapping[str, str]) -> bytes:
        declared = headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > self.limits.most_bytes:
            raise Overflow
        return unpacked(answer.iter_stream(), headers.get("content-encoding", ""), self.limits.most_bytes)


def _headers(pairs: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by name; of one that comes twice the parts stand after each other, as HTTP has it."""
    found: dict[str, str] = {}
    for name, value in pairs:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


def _told(url: str, error: Exception, limits: Limits) -> FetchError:
    """What went wrong on the way, as one of our own errors; faults of ours are not hidden."""
    match error:
        case PermissionError():
            return Refused(url, f"{error}; to fetch from it all the same, name it with --allow")
        case Overflow():
            return TooMuch(url, f"larger than {limits.most_bytes} bytes; raise the limit (--max-bytes) to read it")
        case Broken():
            return BadAnswer(url, f"cannot be unpacked: {error}")
        case httpcore.TimeoutException():
            return TooMuch(url, f"did not come within {limits.step_seconds:g} s a step, {limits.seconds:g} s in all")
        case httpcore.ProtocolError():
            return BadAnswer(url, f"the answer is no proper HTTP: {error}")
        case httpcore.NetworkError() | OSError():
            return Unreachable(url, f"cannot be reached: {str(error) or type(error).__name__}")
    raise error
