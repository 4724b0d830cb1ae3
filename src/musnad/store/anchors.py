"""Words of an article found again after its text was cut otherwise: by themselves, by what stands around, by place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from musnad.corrections import Quote
from musnad.records import Span

AROUND = 32
"""How many code points before and after a quote are kept."""


def quote_of(text: str, start: int, stop: int) -> Quote:
    """The quote of `[start, stop)` of a text."""
    return Quote(text[start:stop], text[max(0, start - AROUND) : start], text[stop : stop + AROUND], start)


def place_of(text: str, quote: Quote) -> Span | None:
    """Where a quote stands in a text: the place with most of the same around it, then the nearest; None for nowhere."""
    found = max(_places(text, quote.exact), key=lambda start: _likeness(text, start, quote), default=None)
    return None if found is None else (found, found + len(quote.exact))


def moved(node: Any, text: str, shift: int) -> Any:
    """A finding in plain JSON with every evidence at the nearest place to its old one plus `shift`.

    An evidence whose words do not stand in the text becomes None; one of the page itself stays.
    """
    if isinstance(node, list):
        return [one for one in (moved(item, text, shift) for item in node) if one is not None]
    if not isinstance(node, dict):
        return node
    if {"start", "stop", "text"} <= node.keys():
        return node if node.get("on") == "page" else _moved_evidence(node, text, node["start"] + shift)
    return {name: moved(value, text, shift) for name, value in node.items()}


def _moved_evidence(node: dict[str, Any], text: str, near: int) -> dict[str, Any] | None:
    start = min(_places(text, node["text"]), key=lambda place: abs(place - near), default=None)
    return None if start is None else node | {"start": start, "stop": start + len(node["text"])}


def _places(text: str, exact: str) -> Iterator[int]:
    start = text.find(exact)
    while start >= 0:
        yield start
        start = text.find(exact, start + 1)


def _likeness(text: str, start: int, quote: Quote) -> tuple[int, int]:
    """How many letters before and after are the same, and how near the place is."""
    before = _same(text[max(0, start - AROUND) : start][::-1], quote.prefix[::-1])
    stop = start + len(quote.exact)
    return before + _same(text[stop : stop + AROUND], quote.suffix), -abs(start - quote.start)


def _same(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
