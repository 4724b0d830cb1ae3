"""Openings: what brings a content in."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from musnad.extract.cues import Frame

Way = Literal["that", "quote", "colon", "preposition", "object"]


class Opening(Struct, frozen=True):
    """Where a content starts: `at` is its first token, `start` its first raw offset, `way` what brought it in."""

    way: Way
    at: int
    start: int
    frame: Frame | None = None
    source: tuple[int, int] | None = None
    brought: int = 0
    """The token of the complementizer, mark or preposition itself (= `at` for an object)."""
    inside_quote: bool = False
    """Whether a quotation was opened before the complementizer («"إن ...»)."""
