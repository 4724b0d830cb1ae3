"""Things that take long to gather: kept until what they were gathered from is another."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock, Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """What `make` gathers; while it is gathered anew, which is done aside, who asks gets the one before."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = Lock()
        self._kept: tuple[str, T] | None = None

    def at(self, version: str) -> T:
        """What was gathered from that version, or from the one before while that is under way."""
        kept = self._kept
        if kept is not None:
            if kept[0] != version and self._lock.acquire(blocking=False):
                Thread(target=self._renew, args=(version,), daemon=True).start()
            return kept[1]
        with self._lock:
            if self._kept is None:
                self._kept = (version, self._make())
            return self._kept[1]

    def ready(self, version: str) -> T | None:
        """What was gathered last; None where nothing was yet, and then it is being gathered."""
        if self._kept is None and self._lock.acquire(blocking=False):
            Thread(target=self._renew, args=(version,), daemon=True).start()
        return None if self._kept is None else self.at(version)

    def _renew(self, version: str) -> None:
        """Gather anew, and let go of the lock that whoever began it has taken."""
        try:
            self._kept = (version, self._make())
        finally:
            self._lock.release()
