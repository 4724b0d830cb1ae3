"""Things that take long to gather: gathered beside the pages, kept until what they were gathered from is another."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock, Thread
from typing import Generic, TypeVar

from musnad.store import StoreError

T = TypeVar("T")
PATIENCE, BRIEFLY = 6.0, 0.05
"""So many seconds are waited for the first of its kind, and for a newer one than there is."""


class Kept(Generic[T]):
    """What `make` gathers, in a thread of its own; what was gathered before is shown until it is done."""

    def __init__(self, make: Callable[[], T], patience: float = PATIENCE, briefly: float = BRIEFLY) -> None:
        self._make = make
        self._patience, self._briefly = patience, briefly
        self._lock = Lock()
        self._making: Thread | None = None
        self._kept: tuple[str, T] | None = None
        self._failure: Exception | None = None

    def at(self, version: str) -> T:
        """What was gathered from that version, or from the one before; `StoreError` where there is none yet."""
        kept = self._kept
        if kept is not None and kept[0] == version:
            return kept[1]
        self._begun(version).join(self._patience if kept is None else self._briefly)
        if self._kept is not None:
            return self._kept[1]
        raise self._failure or StoreError("", "it is being gathered for the first time; ask again in a moment")

    def ready(self, version: str) -> T | None:
        """What was gathered last; None where nothing was yet, and then it is being gathered."""
        if self._kept is None:
            self._begun(version)
            return None
        return self.at(version)

    def _begun(self, version: str) -> Thread:
        with self._lock:
            if self._making is None or not self._making.is_alive():
                self._making = Thread(target=self._gather, args=(version,), daemon=True, name="gathering")
                self._making.start()
            return self._making

    def _gather(self, version: str) -> None:
        try:
            self._kept = (version, self._make())
        except Exception as error:  # noqa: BLE001  told to whoever waits
            self._failure = error
