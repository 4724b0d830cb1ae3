"""A backup holds one moment of the store, is a store itself, and comes back into either database."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

import musnad.store.backup
from databases import new_database
from made import made_bytes, made_record
from musnad.store import Item, Query, Store, StoreError, open_store, queue, verify
from musnad.store.backup import backup, restore

TESTS = Path(__file__).parents[1]


def faults(store: Store) -> list[str]:
    return [f"{fault.id}: {fault.what}" for tally in verify(store) for fault in tally.faults]


def fill(where: str, count: int = 4) -> None:
    with open_store(where, "0.1.0") as store:
        store.save_all([Item(made_record(n), made_bytes(n)) for n in range(count)])
        store.correct((made_record(1).page.id, 0, "a", 0), "reject", "ليلى")
        queue.put(store, [queue.Offer(b"waits")])


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place to restore to, in each database."""
    if request.param == "sqlite":
        return str(tmp_path / "back" / "store.db")
    return new_database(request.getfixturevalue("postgresql"), f"t{uuid4().hex[:12]}")


def test_there_and_back(anywhere: str, elsewhere: str, tmp_path: Path) -> None:
    fill(anywhere)
    file = tmp_path / "copy.backup"
    with open_store(anywhere, create=False) as store:
        assert backup(store, file) == 4
    assert [path.name for path in tmp_path.iterdir() if ".copy.backup" in path.name] == []
    assert restore(file, elsewhere) == 4
    with open_store(elsewhere, "0.1.0") as store:
        assert faults(store) == []
        assert [store.load(made_record(n).page.id) for n in range(4)] == [made_record(n) for n in range(4)]
        assert store.search(Query("المعارضة", inside="statements")).total == 4
        assert [one.correction.who for one in store.corrections(made_record(1).page.id)] == ["ليلى"]
        assert store.save(made_record(5), made_bytes(5)).outcome == "added"
        queue.put(store, [queue.Offer(b"waits too")])
        assert queue.count(store) == 2


def test_a_backup_is_a_store_and_one_file(anywhere: str, tmp_path: Path) -> None:
    fill(anywhere)
    with open_store(anywhere, create=False) as store:
        backup(store, tmp_path / "file.db")
    with sqlite3.connect(tmp_path / "file.db") as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    raw.close()
    with open_store(tmp_path / "file.db", create=False) as store:
        assert faults(store) == []


def test_a_store_that_is_written_to_meanwhile(anywhere: str, tmp_path: Path) -> None:
    """Each batch of five is there whole, or not at all."""
    code = """
import sys
from made import made_bytes, made_record
from musnad.store import Item, open_store
with open_store(sys.argv[1], "0.1.0") as store:
    for batch in range(100_000):
        store.save_all([Item(made_record(n), made_bytes(n)) for n in range(batch * 5, batch * 5 + 5)])
        print(batch, flush=True)
"""
    paths = os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])
    with open_store(anywhere, "0.1.0"):
        pass
    writer = subprocess.Popen(
        [sys.executable, "-c", code, anywhere], stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": paths}
    )
    try:
        assert writer.stdout is not None
        counts = []
        for n in range(4):
            writer.stdout.readline()
            with open_store(anywhere, create=False) as store:
                counts.append(backup(store, tmp_path / f"{n}.db"))
    finally:
        writer.kill()
        writer.communicate()
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]
    assert all(count % 5 == 0 for count in counts)
    with open_store(tmp_path / "3.db", create=False) as store:
        assert faults(store) == []


def test_nothing_is_written_over_by_a_restore(anywhere: str, tmp_path: Path) -> None:
    fill(anywhere)
    with open_store(anywhere, create=False) as store:
        backup(store, tmp_path / "b.db")
    with pytest.raises(StoreError, match=r"there is a store already|holds pages already"):
        restore(tmp_path / "b.db", anywhere)


def test_a_backup_that_fails_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(str(tmp_path / "s.db"))
    (tmp_path / "b.db").write_text("the old one")
    monkeypatch.setattr(musnad.store.backup, "_checked", lambda _: 1 / 0)
    with open_store(tmp_path / "s.db") as store, pytest.raises(ZeroDivisionError):
        backup(store, tmp_path / "b.db")
    assert (tmp_path / "b.db").read_text() == "the old one"
    assert not list(tmp_path.glob(".*"))


def test_a_backup_of_the_first_version_comes_back_up_to_date(elsewhere: str, tmp_path: Path) -> None:
    old = sqlite3.connect(tmp_path / "old.db")
    old.executescript((TESTS / "store" / "store_0001.sql").read_text(encoding="utf-8"))
    old.close()
    before = (tmp_path / "old.db").read_bytes()
    assert restore(tmp_path / "old.db", elsewhere) == 2
    with open_store(elsewhere, "0.1.0") as store:
        assert faults(store) == []
    assert (tmp_path / "old.db").read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database" * 100, b"", None])
def test_what_is_no_backup_is_told(elsewhere: str, tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "letter").write_bytes(content)
    with pytest.raises(StoreError, match=r"no such backup|no backup of Musnad"):
        restore(tmp_path / "letter", elsewhere)


def test_a_journal_that_was_left_behind_is_not_taken_for_the_new_store_s(tmp_path: Path) -> None:
    fill(str(tmp_path / "s.db"), 3)
    with open_store(tmp_path / "s.db") as store:
        backup(store, tmp_path / "b.db")
        store.save(made_record(7), made_bytes(7))
        journal = (tmp_path / "s.db-wal").read_bytes()
    assert journal
    (tmp_path / "new.db-wal").write_bytes(journal)
    assert restore(tmp_path / "b.db", str(tmp_path / "new.db")) == 3
    with open_store(tmp_path / "new.db") as store:
        assert faults(store) == []
        assert len(list(store.ids())) == 3
