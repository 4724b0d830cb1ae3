"""What a site lets a reader like us ask for, as its robots.txt says (RFC 9309)."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol, cast

import msgspec
from msgspec import Struct
from protego import Protego

from musnad.fetch.client import Fetched, Fetcher
from musnad.fetch.errors import FetchError, Refused
from musnad.fetch.urls import Target, target

NAME = "musnad"
"""What we are called in a robots.txt."""
MOST_BYTES = 512_000
KEPT_SECONDS = 24 * 3600.0
RETRY_SECONDS = 1800.0
LONGEST_DELAY = 120.0
"""A longer delay between requests is taken as this one; a site that wants nobody says so by Disallow."""


class _Parsed(Protocol):
    def can_fetch(self, url: str, agent: str) -> bool: ...
    def crawl_delay(self, agent: str) -> float | None: ...


class Rules(Struct, frozen=True):
    """The rules of one site: what may be asked for, and how many seconds it wants between requests."""

    allows: Callable[[str], bool]
    delay: float = 0.0
    problem: str = ""
    """Why nothing may be asked for although no rule says so."""


def _everything(_: str) -> bool:
    return True


def _nothing(_: str) -> bool:
    return False


class Robots:
    """The rules of the sites asked so far; each is asked again after a day."""

    def __init__(self, fetcher: Fetcher, clock: Callable[[], float] = time.time) -> None:
        limits = msgspec.structs.replace(fetcher.limits, most_bytes=MOST_BYTES)
        self._fetcher = msgspec.structs.replace(fetcher, limits=limits)
        self._clock = clock
        self._kept: dict[str, tuple[float, Rules]] = {}

    def of(self, site: str) -> Rules:
        """The rules of a site; where they cannot be had for now, nothing may be asked."""
        until, rules = self._kept.get(site, (0.0, Rules(_nothing)))
        if self._clock() >= until:
            rules = self._ask(site)
            self._kept[site] = (self._clock() + (RETRY_SECONDS if rules.problem else KEPT_SECONDS), rules)
        return rules

    def permit(self, here: Target) -> None:
        """`Refused` where the site's rules keep us from an address."""
        rules = self.of(here.site)
        if not rules.allows(here.url):
            raise Refused(here.url, rules.problem or f"the robots.txt of {here.site} asks not to fetch it")

    def _ask(self, site: str) -> Rules:
        try:
            found = self._fetcher.get(f"{site}/robots.txt")
        except Refused:
            raise  # the site itself may not be asked; that is no matter of its rules
        except FetchError as error:
            return Rules(_nothing, problem=f"its robots.txt cannot be had for now ({error.reason})")
        if found.status >= 500 or found.status == 429:
            return Rules(_nothing, problem=f"its robots.txt cannot be had for now (status {found.status})")
        return _rules(found) if 200 <= found.status < 300 else Rules(_everything)


def _rules(found: Fetched) -> Rules:
    # what is no text gives no rules; a rule in another encoding concerns addresses that are ASCII all the same
    parsed = cast("_Parsed", Protego.parse(found.data.decode("utf-8", "replace")))
    delay = parsed.crawl_delay(NAME) or 0.0
    return Rules(lambda url: parsed.can_fetch(url, NAME), min(max(float(delay), 0.0), LONGEST_DELAY))


def site_of(url: str) -> str:
    """The site of an address: scheme, host and port."""
    return target(url).site
