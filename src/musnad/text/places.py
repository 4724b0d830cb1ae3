"""Where something stands among the tokens of a text, found without a look at each of them in turn."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import compress, count
from operator import itemgetter

_FIRST = itemgetter(0)


def places(told: Iterable[object], start: int = 0) -> list[int]:
    """The places, counted from `start`, of what is true."""
    return [*compress(count(start), told)]


def among(places: Sequence[int], start: int, stop: int) -> Sequence[int]:
    """Those of sorted places that lie in `[start, stop)`."""
    low = bisect_left(places, start)
    return places[low : bisect_left(places, stop, low)]


def digits(tokens: Sequence[str]) -> list[int]:
    """The places of tokens that start with a digit."""
    return places(map(str.isdigit, map(_FIRST, tokens)))
