"""Things that take long to gather: kept until what they were gathered from is another."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """What `make` gathers; who asks while it is being gathered anew gets the one before."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = Lock()
        self._kept: tuple[str, T] | None = None

    def at(self, version: str) -> T:
        """What was gathered from that version, or from the one before while that is under way."""
        kept = self._kept
        if kept is not None and (kept[0] == version or not self._lock.acquire(blocking=False)):
            return kept[1]
        if kept is None:
            self._lock.acquire()
        try:
            if self._kept is None or self._kept[0] != version:
                self._kept = (version, self._make())
            return self._kept[1]
        finally:
            self._lock.release()
