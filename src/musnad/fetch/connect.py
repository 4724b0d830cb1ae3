"""Connections that go where was looked, and end when their time is over."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable
from functools import cache
from typing import Any

import httpcore

from musnad.fetch.addresses import Allowed, Resolve, checked


class Clock:
    """How much of a fetch's time is left, in seconds."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self, limit: float | None = None) -> float:
        """What is left, at most `limit`; `httpcore.ReadTimeout` where nothing is."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for this page is over")
        return left if limit is None else min(left, limit)


class CheckedBackend(httpcore.NetworkBackend):
    """Resolves a host once, checks every address and connects to the addresses checked, under one clock."""

    def __init__(self, clock: Clock, allowed: tuple[Allowed, ...], resolver: Resolve) -> None:
        self._clock = clock
        self._allowed = allowed
        self._resolver = resolver
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002  the interface has it
    ) -> httpcore.NetworkStream:
        """Connect to the first address that answers; `PermissionError` where one may not be connected to."""
        addresses = checked(host, port, self._allowed, self._resolver)
        for last, address in enumerate(addresses, 1 - len(addresses)):
            try:
                stream = self._inner.connect_tcp(address, port, self._clock.left(timeout), local_address)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if not last:
                    raise
            else:
                return _Timed(stream, self._clock)
        raise httpcore.ConnectError("the host has no address")


class _Timed(httpcore.NetworkStream):
    """A stream whose every step takes its time from the one clock, so that no server can drip for ever."""

    def __init__(self, stream: httpcore.NetworkStream, clock: Clock) -> None:
        self._stream = stream
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._clock.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._clock.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, self._clock.left(timeout)), self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


@cache
def certificates() -> ssl.SSLContext:
    """The system's certificates, loaded once."""
    return ssl.create_default_context()
