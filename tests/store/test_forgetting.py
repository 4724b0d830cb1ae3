"""A page that is forgotten leaves nothing but its hash: no row, no hit, no byte in the file; and it stays away."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

import musnad.store.engine
from made import made_bytes, made_record
from musnad.records import Article, Block, Page, Piece, Reading, Record
from musnad.relations import OriginGroup, Origins, Relations, Story
from musnad.store import Item, Query, Store, StoreError, open_store, queue, verify
from musnad.store.forgetting import allow, are_forgotten, at_address, forget
from musnad.store.schema import metadata

WORD = "كلمةلاتقالإلامرة"
ADDRESS = "https://sada.example/secret"


def secret() -> tuple[Record, bytes]:
    """A page whose one word stands nowhere else, long enough to fill pages of the database."""
    text = f"{WORD} " * 900
    data = text.encode()
    page_id = hashlib.sha256(data).hexdigest()
    article = Article(f"{page_id[:16]}.0", text, 0, page_id, pieces=(Piece(0, len(text), 0),), url=ADDRESS)
    page = Page(page_id, text, "text", (Block("body", 0, len(text), "made"),), url=ADDRESS)
    return Record(page, (Reading(article),)), data


GONE = secret()[0].page.id


def fill(store: Store) -> None:
    store.save_all([Item(made_record(n), made_bytes(n)) for n in range(3)])
    store.save(*secret())


@pytest.fixture
def store(anywhere: str) -> Iterator[Store]:
    with open_store(anywhere, "0.1.0") as opened:
        fill(opened)
        yield opened


def rows(store: Store) -> dict[str, int]:
    with store.reading() as connection:
        return {name: len(connection.execute(select(table)).all()) for name, table in metadata.tables.items()}


def counts(store: Store) -> list[tuple[object, ...]]:
    with store.reading() as connection:
        return list(map(tuple, connection.exec_driver_sql("SELECT * FROM stems ORDER BY stem").all()))


def test_everything_that_came_of_it_goes(store: Store, tmp_path: Path) -> None:
    assert forget(store, [GONE]) == 1
    assert (store.load(GONE), store.data(GONE)) == (None, None)
    assert store.search(Query(WORD)).total == 0
    assert [fault for tally in verify(store) for fault in tally.faults] == []
    with open_store(tmp_path / "never.db", "0.1.0") as never:
        never.save_all([Item(made_record(n), made_bytes(n)) for n in range(3)])
        assert rows(store) == rows(never) | {"forgotten": 1}
        assert counts(store) == counts(never)


def test_what_people_and_relations_say_of_it_goes_too(store: Store) -> None:
    page = made_record(1).page.id
    store.correct((page, 0, "a", 0), "reject", "ليلى")
    name = f"{page[:16]}.0"
    origins = Origins(1, 1, (OriginGroup((name,), "", False, ()),))
    store.relations(lambda _: Relations(stories=(Story("x", WORD, (name,), "", origins),)))
    assert rows(store)["story_articles"] == 1
    forget(store, [page])
    found = rows(store)
    assert (found["corrections"], found["related"], found["story_articles"], found["pages"]) == (0, 0, 0, 3)


def test_what_waits_to_be_read_goes_too(store: Store) -> None:
    record, data = secret()
    stays = queue.put(store, [queue.Offer(made_bytes(9))])
    goes = queue.put(store, [queue.Offer(data), queue.Offer(b"other", url=ADDRESS), queue.Offer(b"done")])
    queue.finish(store, queue.progress(store, goes)[2].key, [record.page.id], [])
    forget(store, [GONE])
    assert len(queue.progress(store, stays)) == 1
    assert queue.progress(store, goes) == ()


def test_it_is_not_added_again_unless_that_is_allowed(store: Store) -> None:
    forget(store, [GONE])
    before = rows(store)
    saved = store.save_all([Item(*secret()), Item(made_record(7), made_bytes(7))])
    assert [one.outcome for one in saved] == ["forgotten", "added"]
    assert rows(store)["pages"] == before["pages"] + 1
    assert are_forgotten(store, GONE[:8]) == [GONE]
    assert allow(store, [GONE]) == 1
    assert store.save(*secret()).outcome == "added"
    assert are_forgotten(store, "") == []


def test_a_page_that_is_not_there_can_be_kept_away(store: Store) -> None:
    never = made_record(8)
    assert forget(store, [never.page.id]) == 0
    assert forget(store, [never.page.id]) == 0
    assert store.save(never, made_bytes(8)).outcome == "forgotten"


def test_an_address_names_every_page_seen_there(store: Store) -> None:
    store.save(made_record(5, url="https://sada.example/5"), made_bytes(5))
    assert at_address(store, ADDRESS) == [GONE]
    assert store.save(made_record(1, url=ADDRESS), made_bytes(1)).outcome == "replaced"
    assert at_address(store, ADDRESS) == [made_record(1).page.id, GONE]
    assert at_address(store, "") != []


# --- the bytes themselves ------------------------------------------------------------------------------------------


def traces(folder: Path) -> list[str]:
    """The files in which the secret word stands, as such or as a stem, in the clear or in a page of the index."""
    words = [WORD.encode(), WORD.replace("إ", "ا").encode()[:20]]
    return [path.name for path in folder.iterdir() if any(word in path.read_bytes() for word in words)]


def test_no_byte_of_it_is_left_in_any_file(tmp_path: Path) -> None:
    with open_store(tmp_path, "0.1.0") as store:
        fill(store)
        assert traces(tmp_path)
        forget(store, [GONE])
        assert traces(tmp_path) == []
    assert traces(tmp_path) == []


def test_a_row_deleted_without_care_does_leave_its_bytes(tmp_path: Path) -> None:
    """The test above would find them."""
    with open_store(tmp_path, "0.1.0") as store:
        fill(store)
    raw = sqlite3.connect(tmp_path / "musnad.db")
    raw.execute("PRAGMA secure_delete = OFF")
    with raw:
        raw.execute("UPDATE articles SET text = '' WHERE text LIKE ?", (f"{WORD}%",))
    raw.close()
    assert traces(tmp_path)


def test_bytes_of_an_older_reading_go_as_well(tmp_path: Path) -> None:
    """They were written over when the reading was replaced."""
    with open_store(tmp_path, "0.1.0") as store:
        fill(store)
    record, data = secret()
    with open_store(tmp_path, "0.2.0") as store:
        assert store.save(Record(record.page), data).outcome == "replaced"
        forget(store, [GONE])
    assert traces(tmp_path) == []


def test_a_reader_who_holds_the_journal_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(musnad.store.engine, "BUSY_SECONDS", 0.1)
    with open_store(tmp_path, "0.1.0") as store:
        fill(store)
        with store.reading() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM pages").all()
            with pytest.raises(StoreError, match=r"somebody reads it|another process"):
                forget(store, [GONE])
        assert forget(store, [GONE]) == 0
    assert traces(tmp_path) == []
