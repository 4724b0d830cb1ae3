"""The worker: a process of its own that reads what waits and relates what was read; no view does either."""

from __future__ import annotations

import multiprocessing
import signal
import time
from multiprocessing.synchronize import Event
from types import TracebackType

from musnad.store import Store, StoreError, open_store
from musnad.store.queue import Waiting, again, finish, take
from musnad.store.saving import Item
from musnad.web.desk import Read, Relate

PAUSE = 0.3
"""Seconds between two looks at an empty queue."""
REST = 4
"""After relating, so many times as long as it took passes before it is done again."""
BATCH = 100
_PROCESSES = multiprocessing.get_context("spawn")


class Worker:
    """The worker's process, started and ended with a `with`."""

    def __init__(self, where: str, reader: str, read: Read, relate: Relate) -> None:
        self._stop = _PROCESSES.Event()
        given = (where, reader, read, relate, self._stop)
        self._process = _PROCESSES.Process(target=work, args=given, name="musnad worker", daemon=True)

    def __enter__(self) -> Worker:
        self._process.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop.set()
        self._process.join(2)
        if self._process.is_alive():
            self._process.terminate()  # what it was reading waits again when the next one starts
            self._process.join()


def work(where: str, reader: str, read: Read, relate: Relate, stop: Event) -> None:
    """Read what waits, and relate what was read, until told to stop or left alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says when
    parent = multiprocessing.parent_process()
    begun, rested = False, 0.0
    with open_store(where, reader) as store:
        while not stop.wait(PAUSE) and (parent is None or parent.is_alive()):
            try:
                if not begun:
                    again(store)
                    begun = True
                work_off(store, read, stop)
                if time.monotonic() > rested:
                    started = time.monotonic()
                    store.relate(relate)
                    rested = time.monotonic() + REST * (time.monotonic() - started)
            except StoreError:
                stop.wait(10 * PAUSE)  # another process writes for long, or the disk is full: it stays waiting


def work_off(store: Store, read: Read, stop: Event | None = None) -> None:
    """Read all that waits, one offer after the other."""
    while not (stop and stop.is_set()) and (one := take(store)):
        pages, problems = _read(store, read, one)
        finish(store, one.key, pages, problems)


def _read(store: Store, read: Read, one: Waiting) -> tuple[list[str], list[str]]:
    """Read and store every page of an offer; a store that fails is told of, like a page that cannot be read."""
    pages: list[str] = []
    problems: list[str] = []
    items: list[Item] = []
    try:
        for found in read(one.offer):
            if isinstance(found, str):
                problems.append(found)
                continue
            items.append(found)
            if len(items) == BATCH:
                pages += _save(store, items, problems)
                items = []
        pages += _save(store, items, problems)
    except StoreError as error:
        problems.append(str(error))
    return pages, problems


def _save(store: Store, items: list[Item], problems: list[str]) -> list[str]:
    saved = store.save_all(items) if items else []
    problems += [f"{one.id[:16]}: was forgotten, so it is not stored" for one in saved if one.outcome == "forgotten"]
    return [one.id for one in saved if one.outcome != "forgotten"]
