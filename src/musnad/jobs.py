"""A map over several processes that keeps the order, holds little, and ends when it is told to."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from musnad.process import tune

T = TypeVar("T")
R = TypeVar("R")
AHEAD = 4
"""How many items a process may be ahead of what has been taken."""


def ordered(
    work: Callable[[T], R], items: Iterable[T], jobs: int, done: Callable[[T], R | None] = lambda _: None
) -> Iterator[tuple[T, R]]:
    """Each item with what `work` makes of it, in the order of `items`; `work` must not raise.

    What `done` gives for an item is taken as its result without work. With `jobs` above one the items go to that many
    processes. Raises `BrokenProcessPool` where one of them dies.
    """
    if jobs <= 1:
        for item in items:
            result = done(item)
            yield item, work(item) if result is None else result
        return
    waiting: deque[tuple[T, Future[R]]] = deque()
    with _pool(jobs) as pool:
        for item in items:
            result = done(item)
            waiting.append((item, _submit(pool, work, item) if result is None else _finished(result)))
            if len(waiting) >= jobs * AHEAD:
                item, future = waiting.popleft()
                yield item, future.result()
        for item, future in waiting:
            yield item, future.result()


def mapped(jobs: int) -> Callable[[Callable[[T], R], Iterable[T]], Iterator[R]] | None:
    """A map over so many processes, None for one alone."""
    if jobs <= 1:
        return None
    return lambda work, items: (result for _, result in ordered(work, items, jobs))


def _submit(pool: ProcessPoolExecutor, work: Callable[[T], R], item: T) -> Future[R]:
    """Submit one item; Ctrl-C waits, since a process that starts here must be deaf to it from its first moment."""
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(work, item)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        return pool.submit(work, item)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _finished(result: R) -> Future[R]:
    future: Future[R] = Future()
    future.set_result(result)
    return future


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=_start)
    try:
        yield pool
    except BaseException:  # also where the taker of the results goes away
        pool.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children():
            child.terminate()
        raise
    finally:
        pool.shutdown()


def _start() -> None:
    """In a new process: end with the process that started it, also when that is killed."""
    tune()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
