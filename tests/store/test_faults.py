"""A full disk, a locked, damaged or read-only store, a kill in the middle: told clearly, and the store stays whole."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import musnad.store.engine
from made import made_bytes, made_record
from musnad.store import Item, StoreError, open_store, verify
from musnad.store.backup import backup


def whole(where: Path) -> int:
    """The number of pages of a store in which nothing is wrong."""
    with open_store(where, "0.1.0") as store:
        tallies = list(verify(store))
    assert [fault for tally in tallies for fault in tally.faults] == []
    return len(tallies) - 1


def run(code: str, *arguments: str) -> subprocess.Popen[str]:
    script = textwrap.dedent(code)
    paths = os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": paths},
    )  # fmt: skip


def test_a_full_disk_is_told_and_nothing_is_half_there(tmp_path: Path) -> None:
    """The kernel's own limit on a file's size ends the writing, as a full disk does."""
    writer = run(
        """
        import resource, sys
        from made import made_bytes, made_record
        from musnad.store import Item, StoreError, open_store
        with open_store(sys.argv[1], "0.1.0") as store:
            resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
            try:
                for batch in range(100):
                    numbers = range(batch * 20, batch * 20 + 20)
                    store.save_all([Item(made_record(n), made_bytes(n)) for n in numbers])
                    print(len(numbers), flush=True)
            except StoreError as error:
                sys.exit(str(error))
        """,
        str(tmp_path),
    )
    out, err = writer.communicate(timeout=60)
    assert writer.returncode == 1
    assert err.startswith(f"store {tmp_path}/musnad.db: ")
    assert "disk" in err
    assert "full" in err
    assert whole(tmp_path) == sum(map(int, out.split())) > 0


def test_sqlite_full_is_told(tmp_path: Path) -> None:
    store = open_store(tmp_path, "0.1.0")
    with store.reading() as connection:  # the pool hands this very connection out again
        connection.exec_driver_sql("PRAGMA max_page_count = 60")
    with pytest.raises(StoreError, match="the disk is full; free some space or choose another place with --store"):
        store.save_all([Item(made_record(n), made_bytes(n)) for n in range(500)])
    store.close()
    assert whole(tmp_path) == 0


def test_two_writers_one_waits(tmp_path: Path) -> None:
    code = """
        import sys
        from made import made_bytes, made_record
        from musnad.store import open_store
        with open_store(sys.argv[1], "0.1.0") as store:
            for n in range(int(sys.argv[2]), int(sys.argv[2]) + 30):
                store.save(made_record(n), made_bytes(n))
    """
    writers = [run(code, str(tmp_path), start) for start in ("0", "20")]
    for writer in writers:
        _, err = writer.communicate(timeout=60)
        assert (writer.returncode, err) == (0, "")
    assert whole(tmp_path) == 50


def test_a_writer_that_does_not_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(musnad.store.engine, "BUSY_SECONDS", 0.1)
    with open_store(tmp_path, "0.1.0") as store:
        other = sqlite3.connect(tmp_path / "musnad.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another process is writing"):
            store.save(made_record(), made_bytes())
        other.execute("ROLLBACK")
        other.close()
        assert store.save(made_record(), made_bytes()).outcome == "added"


def test_readers_read_while_one_writes(tmp_path: Path) -> None:
    with open_store(tmp_path, "0.1.0") as store:
        record = made_record()
        store.save(record, made_bytes())
        other = sqlite3.connect(tmp_path / "musnad.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM pages")
        assert store.load(record.page.id) == record
        other.execute("ROLLBACK")
        other.close()


@pytest.mark.parametrize("wait", [0.02, 0.1, 0.3])
def test_a_kill_in_the_middle_loses_nothing_that_was_reported(tmp_path: Path, wait: float) -> None:
    writer = run(
        """
        import sys
        from made import made_bytes, made_record
        from musnad.store import Item, open_store
        store = open_store(sys.argv[1], "0.1.0")
        for batch in range(100_000):
            for saved in store.save_all([Item(made_record(n), made_bytes(n)) for n in range(batch * 5, batch * 5 + 5)]):
                print(saved.id, flush=True)
        """,
        str(tmp_path),
    )
    assert writer.stdout is not None
    first = writer.stdout.readline()
    threading.Event().wait(wait)
    writer.send_signal(signal.SIGKILL)
    reported = [line for line in (first + writer.communicate(timeout=60)[0]).split() if len(line) == 64]
    stored = whole(tmp_path)
    assert stored % 5 == 0
    with open_store(tmp_path, "0.1.0") as store:
        assert set(reported) <= set(store.ids())
        assert store.save(made_record(), made_bytes()).outcome == "known"


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    with open_store(tmp_path, "0.1.0") as store:
        store.save_all([Item(made_record(n), made_bytes(n)) for n in range(50)])
    path = tmp_path / "musnad.db"
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(StoreError, match=r"musnad\.db: it is damaged"), open_store(tmp_path, "0.1.0") as store:
        store.save(made_record(99), made_bytes(99))


def test_a_file_of_another_kind_is_told(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("not a database at all " * 100)
    with pytest.raises(StoreError, match=r"letter\.db: it is not an SQLite file"):
        open_store(path, "0.1.0")


def test_a_place_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="--store"):
        open_store(tmp_path / "file" / "deeper", "0.1.0")


def test_a_missing_store_is_not_made_by_a_reader(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        open_store(tmp_path, create=False)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may reach, which pytest's own are not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_a_store_on_a_read_only_medium_can_be_read(open_folder: Path) -> None:
    """As another user, since root may write anywhere."""
    record = made_record()
    with open_store(open_folder, "0.1.0") as store:
        store.save(record, made_bytes())
    (open_folder / "musnad.db").chmod(0o444)
    open_folder.chmod(0o555)
    code = """
        import os, sys
        from made import made_bytes, made_record
        from musnad.store import StoreError, open_store
        if os.geteuid() == 0:
            os.setuid(65534)
        with open_store(sys.argv[1], create=False) as store:
            assert store.load(made_record().page.id) == made_record()
        try:
            with open_store(sys.argv[1], "0.1.0") as store:
                store.save(made_record(1), made_bytes(1))
        except StoreError as error:
            print(error)
    """
    reader = run(code, str(open_folder))
    out, err = reader.communicate(timeout=60)
    open_folder.chmod(0o755)
    assert (reader.returncode, err) == (0, "")
    assert "it cannot be written to" in out


def test_a_full_disk_while_backing_up_leaves_no_half_backup(anywhere: str, tmp_path: Path) -> None:
    with open_store(anywhere, "0.1.0") as store:
        store.save_all([Item(made_record(n), made_bytes(n)) for n in range(60)])
    folder = tmp_path / "backups"
    folder.mkdir()
    target = folder / "copy.backup"
    target.write_bytes(b"the one of yesterday")
    writer = run(
        """
        import resource, sys
        from pathlib import Path
        from musnad.store import StoreError, open_store
        from musnad.store.backup import backup
        with open_store(sys.argv[1], create=False) as store:
            resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
            try:
                backup(store, Path(sys.argv[2]))
            except StoreError as error:
                sys.exit(str(error))
        """,
        anywhere,
        str(target),
    )
    _, err = writer.communicate(timeout=60)
    assert writer.returncode == 1
    assert err.startswith(f"store {target}: ")
    assert "disk" in err
    assert "full" in err
    assert [one.name for one in folder.iterdir()] == [target.name]
    assert target.read_bytes() == b"the one of yesterday"
    with open_store(anywhere, create=False) as store:
        assert [fault for tally in verify(store) for fault in tally.faults] == []
        assert backup(store, target) == 60
