"""Costs that stay bounded, told by processor time with so wide a limit that no slow or busy machine fails."""

from __future__ import annotations

import time
from collections.abc import Callable

_SECONDS = 60
"""Linear work on the texts of our tests takes about one; anything else takes many minutes."""


def bounded(work: Callable[[], object]) -> None:
    """Do the work; fail where it costs far more than its length explains."""
    began = time.process_time()
    work()
    assert time.process_time() - began < _SECONDS, "not linear"
