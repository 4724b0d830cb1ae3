"""Addresses of pages: what may be asked for, and one form for the same page."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import idna
from courlan import clean_url

from musnad.fetch.errors import Refused

MAX_LENGTH = 4096
_PORTS = {"http": 80, "https": 443}
_PATH = "/%:@!$&'()*+,;=~-._"
_CONTROL = re.compile(r"[\x00-\x20\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


class Target(NamedTuple):
    """What a request goes to; `host` and `path` are written in ASCII, as they go over the wire."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """The address in full; a port is named where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if _PORTS[self.scheme] == self.port else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.path}"

    @property
    def site(self) -> str:
        """Scheme, host and port: whose robots.txt counts, and whose pace."""
        return self._replace(path="").url


def target(url: str, base: str = "") -> Target:
    """The target of an address, relative ones seen from `base`; `Refused` where it may not be asked for."""
    full = urljoin(base, url.strip()) if base else url.strip()
    if len(full) > MAX_LENGTH:
        raise Refused(full[:80] + "...", f"the address is longer than {MAX_LENGTH} characters")
    if _CONTROL.search(full):
        raise Refused(ascii(full), "the address holds control characters or spaces")
    try:
        parts = urlsplit(full)
        port = parts.port
        host = parts.hostname or ""
    except ValueError as error:
        raise Refused(full, f"not an address of a page: {error}") from error
    if parts.scheme not in _PORTS:
        raise Refused(full, "only http and https are fetched")
    if parts.username is not None or parts.password is not None:
        raise Refused(full, "addresses with a user name or password are not fetched")
    path = quote(parts.path or "/", safe=_PATH) + (f"?{quote(parts.query, safe=_PATH + '?')}" if parts.query else "")
    return Target(parts.scheme, _host(full, host), port if port is not None else _PORTS[parts.scheme], path)


def canonical(url: str) -> str:
    """One form for the addresses of one page: no fragment, no marks of who shared it; as it came where that fails."""
    try:
        whole = target(url).url
    except Refused:
        return url
    parts = urlsplit(clean_url(whole) or whole)
    return urlunsplit(parts._replace(fragment=""))


def _host(url: str, host: str) -> str:
    """A host in ASCII; Arabic names of hosts are written as the name system has them."""
    if not host:
        raise Refused(url, "the address names no host")
    if ":" in host:  # an IPv6 address; the resolver checks it
        return host
    if host.isascii():
        return host.rstrip(".").lower()
    try:
        return idna.encode(host.rstrip("."), uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise Refused(url, f"not the name of a host: {error}") from error
