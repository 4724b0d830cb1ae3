"""Work for the tests of `musnad.jobs`, where a new process can import it."""

from __future__ import annotations

import os
import signal
import time


def square(number: int) -> int:
    """A little work of uneven length."""
    time.sleep(0.002 * (number % 3))
    return number * number


def end_at_seven(number: int) -> int:
    """End the process that does it, at the seventh item."""
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number
