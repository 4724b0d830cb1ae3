from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address

import pytest

from fetch.rude_server import RudeServer, rude_server
from musnad.fetch import Allowed, Fetcher, Limits


@pytest.fixture
def server() -> Iterator[RudeServer]:
    with rude_server() as running:
        yield running


@pytest.fixture
def fetcher(server: RudeServer) -> Fetcher:
    """A fetcher that may ask the server of the tests, and nothing else that is not public."""
    limits = Limits(most_bytes=200_000, seconds=2.0, step_seconds=0.5, redirects=3)
    return Fetcher(limits, (Allowed(ip_address("127.0.0.1"), server.port),))
