"""A parallel map that keeps the order and holds little."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool

import pytest

from musnad.jobs import AHEAD, ordered
from working import end_at_seven, square


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_stand_in_the_order_of_the_items(jobs: int) -> None:
    assert list(ordered(square, range(40), jobs)) == [(n, n * n) for n in range(40)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_done_already_is_not_done_again(jobs: int) -> None:
    results = ordered(square, range(12), jobs, lambda n: -n if n % 3 == 0 and n else None)
    assert list(results) == [(n, -n if n % 3 == 0 and n else n * n) for n in range(12)]


def test_items_are_taken_as_they_are_needed() -> None:
    taken = 0

    def count() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    results = ordered(square, count(), 2)
    next(results)
    assert taken <= 2 * AHEAD
    results.close()  # type: ignore[attr-defined]


def test_a_process_that_dies_is_told() -> None:
    results = ordered(end_at_seven, range(30), 2)
    with pytest.raises(BrokenProcessPool):
        assert list(results) == []
    assert next(ordered(end_at_seven, range(3), 2)) == (0, 0)


def test_processes_end_with_the_one_that_started_them() -> None:
    code = (
        "import time, multiprocessing\nfrom musnad.jobs import ordered\n"
        "if __name__ == '__main__':\n"
        "    results = ordered(abs, range(10**9), 2); next(results)\n"
        "    print(*[child.pid for child in multiprocessing.active_children()], flush=True); time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    children = [int(pid) for pid in parent.stdout.readline().split()]
    assert len(children) == 2
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 10
    while (left := [pid for pid in children if alive(pid)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert left == []


def alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
