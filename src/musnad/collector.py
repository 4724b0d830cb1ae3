"""Python's search for cycles, made rarer: it looks through the tables again and again and finds next to nothing."""

from __future__ import annotations

import gc

_OBJECTS = 50_000


def calm() -> None:
    """Let Python look for cycles only after many new objects; what is freed at once is not touched by this."""
    gc.set_threshold(_OBJECTS, 20, 20)
