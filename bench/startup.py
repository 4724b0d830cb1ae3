"""How long a user waits: for `--help`, for a first page into a new store, for one more page, and for `why`.

Run it as `python bench/startup.py`; it prints the median and the best of some runs, each a process of its own.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

RUNS = 7
PAGE = Path(__file__).parents[1] / "examples" / "04_maghreb_radio.txt"
BOUNDS = {"help": 0.6, "first page": 1.5}
"""Seconds that the project has promised itself."""


def timed(command: list[str], store: str) -> float:
    """Seconds that a command takes, from its start to its end."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    env["MUSNAD_STORE"] = store
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "musnad", *command], env=env, check=True, capture_output=True)
    return time.perf_counter() - started


def measure(name: str, run: Callable[[int], float]) -> bool:
    """Print one line of figures; whether the median keeps its bound."""
    run(-1)  # the first fills the machine's own caches
    times = [run(number) for number in range(RUNS)]
    median, bound = statistics.median(times), BOUNDS.get(name)
    print(f"{name:12} median {median:.2f} s  best {min(times):.2f} s" + (f"  bound {bound} s" if bound else ""))
    return bound is None or median <= bound


def main() -> int:
    """Measure everything; 1 where a bound is not kept."""
    with tempfile.TemporaryDirectory() as folder:
        kept = [
            measure("help", lambda _: timed(["--help"], "")),
            measure("first page", lambda number: timed(["read", str(PAGE)], f"{folder}/{number}")),
            measure("same page", lambda _: timed(["read", str(PAGE)], f"{folder}/0")),
            measure("verify", lambda _: timed(["verify"], f"{folder}/0")),
        ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
