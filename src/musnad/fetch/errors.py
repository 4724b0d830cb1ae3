"""Why a page did not come: one line that names the address, the reason and the way out."""

from __future__ import annotations


class FetchError(Exception):
    """A page that could not be fetched."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason


class Refused(FetchError):
    """An address that is not fetched, by our own rules; trying again will not help."""


class Unreachable(FetchError):
    """Nothing answered, or the connection broke; a later try may do."""


class TooMuch(FetchError):
    """An answer beyond the limits: too large, too slow, too many redirects."""


class BadAnswer(FetchError):
    """An answer that breaks the rules of HTTP: wrong length, broken compression, no headers."""
