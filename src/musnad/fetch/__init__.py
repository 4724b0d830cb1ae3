"""Pages from the network: only when asked for, only from the open internet, at a pace their servers bear."""

from __future__ import annotations

from musnad.fetch.addresses import Allowed, parse_allowed
from musnad.fetch.client import Fetched, Fetcher, Limits
from musnad.fetch.errors import BadAnswer, FetchError, Refused, TooMuch, Unreachable
from musnad.fetch.urls import canonical

__all__ = [
    "Allowed",
    "BadAnswer",
    "FetchError",
    "Fetched",
    "Fetcher",
    "Limits",
    "Refused",
    "TooMuch",
    "Unreachable",
    "canonical",
    "parse_allowed",
]
