"""What suits a process that reads page after page."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 50_000


def tune() -> None:
    """Set this process up, before anything heavy is imported; the processes it starts do the same.

    Python looks for cycles only after many new objects: each look goes through all tables and finds next to nothing.
    Linear algebra runs in one thread: its matrices are so small that more threads wait for each other.
    """
    gc.set_threshold(_OBJECTS, 20, 20)
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")


@contextmanager
def uncollected() -> Iterator[None]:
    """Work that makes very many objects and no cycles: nothing looks for cycles meanwhile."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
