"""What is saved comes back as it was; pages are known by their bytes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from made import made_bytes, made_record, pages_with_bytes
from musnad.records import Record
from musnad.store import Item, Store, StoreError, open_store, verify
from musnad.store.schema import INDEX


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path, "0.1.0") as opened:
        yield opened


def count(store: Store, table: str) -> int:
    with store.reading() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())  # noqa: S608


def faults(store: Store) -> list[str]:
    return [f"{fault.id}: {fault.what}" for tally in verify(store) for fault in tally.faults]


def test_a_page_comes_back_as_it_was(store: Store) -> None:
    record = made_record()
    assert store.save(record, made_bytes()) == (record.page.id, "added")
    assert store.load(record.page.id) == record
    assert store.data(record.page.id) == made_bytes()


def test_what_is_not_there_is_none(store: Store) -> None:
    assert store.load("0" * 64) is None
    assert store.data("0" * 64) is None


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(page=pages_with_bytes())
def test_any_record_comes_back_and_verifies(
    tmp_path_factory: pytest.TempPathFactory, page: tuple[Record, bytes]
) -> None:
    record, data = page
    with open_store(tmp_path_factory.mktemp("any"), "0.1.0") as store:
        store.save(record, data)
        assert store.load(record.page.id) == record
        assert store.data(record.page.id) == data
        assert faults(store) == []


def test_every_index_table_is_filled(store: Store) -> None:
    store.save(made_record(), made_bytes())
    assert [table.name for table in INDEX if not count(store, table.name)] == []


def test_the_same_page_again_adds_nothing(store: Store) -> None:
    store.save(made_record(), made_bytes())
    before = [count(store, table.name) for table in INDEX]
    assert store.save(made_record(), made_bytes()).outcome == "known"
    assert [count(store, table.name) for table in INDEX] == before
    assert (count(store, "pages"), count(store, "sightings")) == (1, 1)


def test_the_same_page_under_another_name_is_one_page_seen_twice(store: Store) -> None:
    store.save(made_record(), made_bytes())
    assert store.save(made_record(name="copy.txt"), made_bytes()).outcome == "known"
    assert (count(store, "pages"), count(store, "sightings")) == (1, 2)


def test_the_same_page_twice_in_one_batch(store: Store) -> None:
    batch = [Item(made_record(), made_bytes()), Item(made_record(name="b.txt"), made_bytes())]
    assert [saved.outcome for saved in store.save_all(batch)] == ["added", "known"]
    assert (count(store, "pages"), count(store, "sightings")) == (1, 2)


@pytest.mark.parametrize(("reader", "outcome"), [("0.1.0", "replaced"), ("0.10.0", "replaced"), ("0.0.9", "known")])
def test_another_reading_of_the_same_bytes(tmp_path: Path, reader: str, outcome: str) -> None:
    with open_store(tmp_path, "0.1.0") as store:
        store.save(made_record(), made_bytes())
        rows = [count(store, table.name) for table in INDEX]
    changed = made_record(rule="verb_last")
    with open_store(tmp_path, reader) as store:
        assert store.save(changed, made_bytes()).outcome == outcome
        loaded = store.load(changed.page.id)
        assert loaded == (changed if outcome == "replaced" else made_record())
        assert [count(store, table.name) for table in INDEX] == rows
        assert faults(store) == []


def test_a_changed_reading_within_one_batch(store: Store) -> None:
    batch = [Item(made_record(), made_bytes()), Item(made_record(rule="verb_last"), made_bytes())]
    assert [saved.outcome for saved in store.save_all(batch)] == ["added", "replaced"]
    assert store.load(batch[0].record.page.id) == batch[1].record
    assert faults(store) == []


def test_a_reading_from_elsewhere_does_not_push_one_with_an_address_aside(store: Store) -> None:
    at_home = made_record(url="https://sada.example/1")
    store.save(at_home, made_bytes())
    assert store.save(made_record(url="https://mirror.example/1"), made_bytes()).outcome == "known"
    assert store.load(at_home.page.id) == at_home


def test_an_address_is_taken_when_there_was_none(store: Store) -> None:
    store.save(made_record(), made_bytes())
    assert store.save(made_record(url="https://sada.example/1"), made_bytes()).outcome == "replaced"


def test_what_this_reader_has_read_need_not_be_read_again(tmp_path: Path) -> None:
    record = made_record(url="https://sada.example/1")
    with open_store(tmp_path, "0.1.0+a") as store:
        store.save(record, made_bytes(), "text/html")
        assert store.same(made_bytes(), record.page.url, "text/html") == record
        assert store.same(made_bytes(), record.page.url) is None
        assert store.same(made_bytes(), "https://mirror.example/1", "text/html") is None
        assert store.same(made_bytes(1), record.page.url, "text/html") is None
    with open_store(tmp_path, "0.1.0+b") as store:
        assert store.same(made_bytes(), record.page.url, "text/html") is None
        assert store.save(record, made_bytes(), "text/html").outcome == "known"
        assert store.same(made_bytes(), record.page.url, "text/html") == record, "it makes the same of it"
        assert store.reader_of(record.page.id) == "0.1.0+b"
    with open_store(tmp_path, "0.0.9") as store:
        assert store.save(record, made_bytes(), "text/html").outcome == "known"
        assert store.reader_of(record.page.id) == "0.1.0+b", "an older one has no say"


def test_a_damaged_record_counts_as_none_and_is_mended(store: Store) -> None:
    record = made_record()
    store.save(record, made_bytes())
    with sqlite3.connect(store.where) as raw:
        raw.execute("UPDATE records SET data = x'0102'")
    raw.close()
    assert store.same(made_bytes()) is None
    assert store.save(record, made_bytes()).outcome == "replaced"
    assert store.same(made_bytes()) == record


def test_a_page_saved_with_other_bytes_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="not the hash"):
        store.save(made_record(), made_bytes(1))


def test_find_takes_the_start_of_an_id(store: Store) -> None:
    ids = [store.save(made_record(n), made_bytes(n)).id for n in range(8)]
    assert list(store.ids()) == ids
    assert store.find(ids[3][:12]) == [ids[3]]
    assert store.find("") == sorted(ids)
    assert store.find("zz") == []


def test_nul_in_a_text_is_kept_in_the_record_and_shown_in_the_index(store: Store) -> None:
    record = made_record(rule="verb_first")
    reading = msgspec.structs.replace(
        record.readings[0], article=msgspec.structs.replace(record.readings[0].article, section="أ\0ب")
    )
    record = Record(record.page, (reading,))
    store.save(record, made_bytes())
    assert store.load(record.page.id) == record
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT section FROM articles").scalar() == "أ\ufffdب"


def test_the_journal_is_wal_and_no_folder_is_asked_for(tmp_path: Path) -> None:
    with open_store(tmp_path / "new" / "deep" / "my.db", "0.1.0"):
        pass
    with sqlite3.connect(tmp_path / "new" / "deep" / "my.db") as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    raw.close()


def test_a_url_names_a_store_too(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/x.db", "0.1.0") as store:
        assert store.where == f"{tmp_path}/x.db"
    with pytest.raises(StoreError, match="neither a path nor"):
        open_store("://", "0.1.0")
    with pytest.raises(StoreError, match="no driver") as told:
        open_store("oracle9://me:secret@x/y", "0.1.0")
    assert "secret" not in str(told.value)
