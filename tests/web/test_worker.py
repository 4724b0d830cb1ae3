"""The worker reads what waits, and tells what it could not read."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import desks
from made import made_record
from musnad.store import StoreError, open_store
from musnad.store.queue import Offer, progress, put, take
from musnad.web.worker import Worker, work_off


def test_what_waits_is_read_and_stored(tmp_path: Path) -> None:
    with open_store(tmp_path, desks.READER) as store:
        batch = put(store, [Offer(b"1", "one.txt"), Offer(b"broken", "two.txt"), Offer(b"3", "three.txt")])
        work_off(store, desks.read)
        told = progress(store, batch)
        assert [(one.state, one.pages, one.problems) for one in told] == [
            ("done", (made_record(1).page.id,), ()),
            ("done", (), ("two.txt: broken",)),
            ("done", (made_record(3).page.id,), ()),
        ]
        assert store.load(made_record(3).page.id) == made_record(3)


def test_a_store_that_fails_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise StoreError("here", "the disk is full")

    with open_store(tmp_path, desks.READER) as store:
        batch = put(store, [Offer(b"1", "one.txt")])
        monkeypatch.setattr(store, "save_all", fails)
        work_off(store, desks.read)
        assert progress(store, batch)[0].problems == ("store here: the disk is full",)


def test_the_process_takes_up_what_another_had_begun(tmp_path: Path) -> None:
    with open_store(tmp_path, desks.READER) as store:
        batch = put(store, [Offer(b"5", "five.txt")])
        assert take(store) is not None
        with Worker(str(tmp_path), desks.READER, desks.read, desks.relate):
            until = time.monotonic() + 30
            while progress(store, batch)[0].state != "done" and time.monotonic() < until:
                time.sleep(0.05)
        assert progress(store, batch)[0].pages == (made_record(5).page.id,)
