"""Kill -9 at any moment, and two writers at once: what was reported as stored is there, whole, and the rest goes on."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

from made import made_bytes, made_record
from musnad.store import Item, Store, open_store, verify

BATCH = 25
KILLS = 20
START = multiprocessing.get_context("fork")


def ingest(where: str, numbers: range, log: Path) -> None:
    """Store the made pages that are not stored yet, batch by batch; each is reported once it is stored."""
    with open_store(where, "0.1.0") as store, log.open("ab", buffering=0) as reported:
        known = set(store.ids())
        for start in range(numbers.start, numbers.stop, BATCH):
            items = [Item(made_record(n), made_bytes(n)) for n in range(start, min(start + BATCH, numbers.stop))]
            if new := [item for item in items if item.record.page.id not in known]:
                saved = store.save_all(new)
                reported.write("".join(f"{one.id}\n" for one in saved).encode())


def started(work: Callable[..., None], *words: object) -> multiprocessing.process.BaseProcess:
    process = START.Process(target=work, args=words)
    process.start()
    return process


def faults(store: Store) -> list[str]:
    return [f"{fault.id}: {fault.what}" for tally in verify(store) for fault in tally.faults]


PAGES = {"sqlite": 5000, "postgresql": 400}


def test_kill_at_twenty_moments(anywhere: str, tmp_path: Path) -> None:
    count = PAGES["postgresql" if "://" in anywhere else "sqlite"]
    log, moments = tmp_path / "reported", random.Random(11)
    with open_store(anywhere, "0.1.0"):
        pass
    log.touch()
    for _ in range(KILLS):
        writer = started(ingest, anywhere, range(count), log)
        time.sleep(moments.uniform(0.05, 0.5))
        os.kill(writer.pid or 0, signal.SIGKILL)
        writer.join()
        reported = log.read_text().split()
        with open_store(anywhere, create=False) as store:
            stored = set(store.ids())
        assert {one for one in reported if len(one) == 64} <= stored
        assert len(stored) % BATCH == 0, "a batch is there whole or not at all"
    writer = started(ingest, anywhere, range(count), log)
    writer.join()
    assert writer.exitcode == 0
    with open_store(anywhere, "0.1.0") as store:
        assert len(list(store.ids())) == count
        assert faults(store) == []


def test_two_writers_at_once_lose_nothing(anywhere: str, tmp_path: Path) -> None:
    """Each waits for the other; pages that both have are stored once."""
    with open_store(anywhere, "0.1.0"):
        pass
    writers = [started(ingest, anywhere, numbers, tmp_path / "log") for numbers in (range(300), range(200, 500))]
    for writer in writers:
        writer.join(120)
        assert writer.exitcode == 0
    with open_store(anywhere, "0.1.0") as store:
        assert set(store.ids()) == {made_record(n).page.id for n in range(500)}
        assert faults(store) == []
