"""The file that says which feeds are watched, and how often: `feeds.toml`."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec
from msgspec import Struct

from musnad.fetch.addresses import Allowed, parse_allowed
from musnad.fetch.errors import Refused
from musnad.fetch.urls import target

_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd])")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


class ConfigError(ValueError):
    """A file of feeds that cannot be used; the message names the file, the place and what is wrong."""


class Feed(Struct, frozen=True, forbid_unknown_fields=True):
    """One feed or sitemap: its address, how often it is asked, how many of its newest pages are taken at a time."""

    url: str
    every: str = "15m"
    pages: int = 200

    @property
    def seconds(self) -> float:
        """How long to wait between two looks."""
        return span(self.every)


class Watched(Struct, frozen=True, forbid_unknown_fields=True):
    """What `feeds.toml` holds.

    `pace` is the time between two requests to one site (a longer Crawl-delay counts instead), `again` the times
    after which a page is looked at once more, `allow` addresses with ports that are asked although not public.
    """

    feed: tuple[Feed, ...]
    pace: str = "3s"
    again: tuple[str, ...] = ("1h", "6h", "1d", "7d")
    allow: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for feed in self.feed:
            target(feed.url)
            if feed.seconds < 1 or feed.pages < 1:
                raise ValueError(f"{feed.url}: `every` must be at least 1s and `pages` at least 1")
        for text in (self.pace, *self.again):
            span(text)
        if len({feed.url for feed in self.feed}) < len(self.feed):
            raise ValueError("a feed is named twice")
        self.allowed()

    def allowed(self) -> tuple[Allowed, ...]:
        """The exceptions, parsed."""
        return tuple(map(parse_allowed, self.allow))


def span(text: str) -> float:
    """A span of time such as `90s`, `15m`, `6h`, `7d`, in seconds."""
    match = _SPAN.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no span of time; write 90s, 15m, 6h or 7d")
    return float(match[1]) * _UNITS[match[2]]


def load(path: Path) -> Watched:
    """Read the file; `ConfigError` says what is wrong with it, `OSError` that it cannot be read."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        return msgspec.convert(found, Watched)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError, ValueError, Refused) as error:
        raise ConfigError(f"{path}: {error}") from error
