"""What a feed or a sitemap lists: the addresses of pages, and of further sitemaps."""

from __future__ import annotations

import io
import re
import time
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import feedparser
from lxml import etree
from msgspec import Struct

from musnad.fetch.errors import Refused
from musnad.fetch.unpacking import Broken, Overflow, unpacked
from musnad.fetch.urls import canonical, target

MOST_LISTED = 5_000
"""Entries of one listing that are looked at; a sitemap may hold ten times as many, the newest are taken."""
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(rss|feed|RDF|urlset|sitemapindex)[\s>]")
_GZIP = b"\x1f\x8b"


class BadListing(ValueError):
    """Bytes that are no feed and no sitemap."""


class Listed(Struct, frozen=True):
    """A page that is listed, and when it last changed as the listing says, in seconds since 1970; 0 for unknown."""

    url: str
    changed: float = 0.0


class Listing(Struct, frozen=True):
    """The pages of a feed or sitemap and the further sitemaps it names, the newest first."""

    pages: tuple[Listed, ...]
    sitemaps: tuple[Listed, ...] = ()


def listing(data: bytes, base: str, most_bytes: int) -> Listing:
    """Read a feed (RSS, Atom) or a sitemap, packed or not; `BadListing` where it is neither."""
    if data.startswith(_GZIP):
        try:
            data = unpacked([data], "gzip", most_bytes)
        except (Broken, Overflow) as error:
            raise BadListing(f"its compression is damaged or holds more than {most_bytes} bytes") from error
    root = _ROOT.search(data[:20_000])
    if root is None:
        raise BadListing("neither RSS nor Atom nor a sitemap")
    if root[1] in (b"urlset", b"sitemapindex"):
        return _sitemap(data, base)
    return Listing(_sorted(_of_feed(data, base)))


def _of_feed(data: bytes, base: str) -> Iterator[Listed]:
    found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    for entry in found.entries[:MOST_LISTED]:
        # an entry's own `get` answers one key for the other, with a warning
        changed = dict.get(entry, "updated_parsed") or dict.get(entry, "published_parsed")
        if (one := _listed(entry.get("link", ""), base, _seconds(changed))) is not None:
            yield one


def _seconds(parsed: time.struct_time | None) -> float:
    try:
        return float(timegm(parsed)) if parsed else 0.0
    except (ValueError, OverflowError):
        return 0.0


def _sitemap(data: bytes, base: str) -> Listing:
    """Entities are not resolved, nothing is loaded; a broken end loses what stands behind it, no more."""
    pages: list[Listed] = []
    sitemaps: list[Listed] = []
    events = etree.iterparse(
        io.BytesIO(data), tag=("{*}url", "{*}sitemap"), recover=True, resolve_entities=False, no_network=True
    )
    try:
        for _, element in events:
            one = _listed(_child(element, "loc"), base, _moment(_child(element, "lastmod")))
            if one is not None:
                (sitemaps if etree.QName(element).localname == "sitemap" else pages).append(one)
            element.clear()
    except etree.XMLSyntaxError as error:
        if not (pages or sitemaps):
            raise BadListing(f"a sitemap that cannot be read: {error}") from error
    return Listing(_sorted(pages), _sorted(sitemaps))


def _child(element: Any, name: str) -> str:
    return (element.findtext(f"{{*}}{name}") or "").strip()


def _moment(text: str) -> float:
    """A day or a time in ISO 8601; 0 where it is neither."""
    try:
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return 0.0


def _listed(url: str, base: str, changed: float) -> Listed | None:
    try:
        return Listed(canonical(target(url, base).url), changed) if url else None
    except Refused:
        return None  # an address that is never asked for is not listed


def _sorted(found: Any) -> tuple[Listed, ...]:
    """Each page once, the newest first; those without a time keep their order behind."""
    unique: dict[str, Listed] = {}
    for one in found:
        if one.url not in unique or unique[one.url].changed < one.changed:
            unique[one.url] = one
    return tuple(sorted(unique.values(), key=lambda one: -one.changed)[:MOST_LISTED])
