"""New stores are made in one step, older ones are migrated: both end with the same schema."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from msgspec.structs import replace
from sqlalchemy import MetaData, create_engine

from databases import new_database
from made import made_bytes, made_record
from musnad.pipeline import relate_records
from musnad.records import Record
from musnad.store import Item, Query, StoreError, open_store, verify
from musnad.store.engine import make_engine, store_url
from musnad.store.fulltext import PREFIX
from musnad.store.migrate import FOLDER, HEAD, VERSIONS, upgrade
from musnad.store.schema import metadata

NAMES = (
    "ix_entities_id", "ix_entities_type_id", "ix_attributions_speaker_id", "ix_stances_actor_id",
    "ix_stances_initiative_id", "ix_stories_start", "ix_stories_stop",
)  # fmt: skip
"""The indexes that came with 0011 and 0012."""


def schema_of(path: Path) -> list[tuple[str, ...]]:
    raw = sqlite3.connect(path)
    names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    columns = [(name, *map(str, column)) for name in names for column in raw.execute(f"PRAGMA table_info({name})")]
    keys = [(name, *map(str, key)) for name in names for key in raw.execute(f"PRAGMA foreign_key_list({name})")]
    raw.close()
    return columns + keys


def ours(_object: object, name: str | None, *_: object) -> bool:
    """Whether a table is one of the schema, and not part of the index that FTS5 keeps."""
    return not (name or "").startswith(PREFIX)


def test_migrations_and_tables_agree(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/migrated.db")
    with engine.begin() as connection:
        upgrade(connection, "")
    with engine.connect() as connection:
        options = {"version_table": VERSIONS, "compare_type": True, "include_object": ours}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == HEAD
    engine.dispose()
    with open_store(tmp_path / "made.db", "0.1.0") as store:
        store.save(made_record(), made_bytes())
    assert schema_of(tmp_path / "migrated.db") == schema_of(tmp_path / "made.db")


def test_migrations_and_tables_agree_in_postgresql(postgresql: str) -> None:
    url = new_database(postgresql, "migrated")
    engine = make_engine(store_url(url), writable=True)
    with engine.execution_options(musnad_writes=True).begin() as connection:
        upgrade(connection, url)
    with engine.connect() as connection:
        options = {"version_table": VERSIONS, "compare_type": True, "include_object": ours}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == HEAD
    engine.dispose()


def test_the_newest_migration_is_the_head() -> None:
    assert max(path.stem[:4] for path in (FOLDER / "versions").glob("0*.py")) == HEAD


def test_a_newer_store_is_refused(tmp_path: Path) -> None:
    with open_store(tmp_path, "0.1.0"):
        pass
    raw = sqlite3.connect(tmp_path / "musnad.db")
    with raw:
        raw.execute(f"UPDATE {VERSIONS} SET version_num = '9999'")  # noqa: S608
    raw.close()
    with pytest.raises(StoreError, match="newer version of Musnad"):
        open_store(tmp_path, "0.1.0")
    with pytest.raises(StoreError, match="its schema is 9999"):
        open_store(tmp_path, create=False)


def test_another_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    raw = sqlite3.connect(path)
    with raw:
        raw.execute("CREATE TABLE bookmarks (x)")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"places\.sqlite: it is a database, but not a store"):
        open_store(path, "0.1.0")
    assert path.read_bytes() == before


def test_opening_a_store_of_this_version_imports_no_alembic(tmp_path: Path) -> None:
    code = (
        f"import sys; from musnad.store import open_store; open_store({str(tmp_path)!r}, '0.1.0').close();"
        "assert not [m for m in sys.modules if m.startswith('alembic')]"
    )
    for _ in range(2):
        subprocess.run([sys.executable, "-c", code], check=True)


def test_a_store_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    old = sqlite3.connect(tmp_path / "musnad.db")
    old.executescript((Path(__file__).parent / "store_0001.sql").read_text(encoding="utf-8"))
    old.close()
    with open_store(tmp_path, "0.1.0") as store:
        assert [fault for tally in verify(store) for fault in tally.faults] == []
        assert [store.load(made_record(n).page.id) for n in range(2)] == [before_events(n) for n in range(2)]
        assert store.search(Query("المعارضة", inside="statements")).total == 2
    with open_store(tmp_path / "new.db", "0.1.0") as store:
        store.save_all([Item(made_record(n), made_bytes(n)) for n in range(2)])
    assert rows_of(tmp_path / "musnad.db", "searchable") == rows_of(tmp_path / "new.db", "searchable")
    assert rows_of(tmp_path / "musnad.db", "stems") == rows_of(tmp_path / "new.db", "stems")


def test_a_filled_store_of_the_third_version_is_brought_up_to_date(anywhere: str) -> None:
    fill_third(anywhere)
    with open_store(anywhere, "0.1.0") as store:
        assert [fault for tally in verify(store) for fault in tally.faults] == []
        assert [store.load(made_record(n).page.id) for n in range(2)] == [before_events(n) for n in range(2)]
        assert store.search(Query("المعارضة", inside="statements")).total == 2
        (story,) = store.relations(relate_records).stories
        assert story.id != "old"


def fill_third(where: str) -> None:
    """Make a store of the third schema: the rows of the first version's, and what was gathered from them."""
    old = sqlite3.connect(":memory:")
    old.executescript((Path(__file__).parent / "store_0001.sql").read_text(encoding="utf-8"))
    old.row_factory = sqlite3.Row
    engine = make_engine(store_url(where), writable=True)
    with engine.execution_options(musnad_writes=True).begin() as connection:
        upgrade(connection, where, "0003")
        tables = MetaData()
        tables.reflect(connection)
        for table in tables.sorted_tables:
            rows = OF_THIRD.get(table.name) or _rows(old, table.name)
            if table.name != VERSIONS and rows:
                connection.execute(table.insert(), rows)
    engine.dispose()
    old.close()


OF_THIRD: dict[str, list[dict[str, object]]] = {
    "searchable": [{"key": n, "article": n, "n": 0, "part": 0, "words": 1, "terms": "خطة"} for n in (1, 2)],
    "stems": [{"stem": "خطة", "articles": 2, "words": 2}],
    "related": [{"key": 1, "state": "0.1.0 2", "made_at": "2026-11-22T01:00:30+00:00", "data": b"old"}],
    "stories": [{"id": "old", "title": "خطة", "first": "a", "start": "", "stop": "", "low": 1, "high": 1}],
    "story_articles": [{"story": "old", "article": name, "n": 0, "origin": 0} for name in ("a", "b")],
    "claims": [{"id": "old", "speaker": "الوزير", "text": "خطة", "basis": "words", "low": 1, "high": 2}],
    "claim_attributions": [{"claim": "old", "article": "a", "attribution": 0}],
    "copies": [{"origin": "a", "article": "b", "overlap": 0.5, "direction": "time", "reason": "a came first"}],
}


def _rows(old: sqlite3.Connection, table: str) -> list[dict[str, object]]:
    there = old.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return [dict(row) for row in old.execute(f"SELECT * FROM {table}")] if there else []  # noqa: S608


def before_events(number: int) -> Record:
    """The made record as it was when readings had no events."""
    record = made_record(number)
    return replace(record, readings=tuple(replace(one, events=(), quantities=()) for one in record.readings))


def test_events_that_were_stored_without_rows_get_them(tmp_path: Path) -> None:
    with open_store(tmp_path, "0.1.0") as store:
        store.save_all([Item(made_record(n), made_bytes(n)) for n in range(2)])
    tables = ("quantities", "parties", "events")
    made = {table: rows_of(tmp_path / "musnad.db", table) for table in tables}
    raw = sqlite3.connect(tmp_path / "musnad.db")
    with raw:
        for table in (*tables, "meanings", "vectors"):
            raw.execute(f"DROP TABLE {table}")
        for name in NAMES:
            raw.execute(f"DROP INDEX {name}")
        raw.execute(f"UPDATE {VERSIONS} SET version_num = '0007'")  # noqa: S608
    raw.close()
    with open_store(tmp_path, "0.1.0") as store:
        assert [fault for tally in verify(store) for fault in tally.faults] == []
    assert all(made.values())
    assert {table: rows_of(tmp_path / "musnad.db", table) for table in tables} == made


def rows_of(path: Path, table: str) -> list[tuple[object, ...]]:
    raw = sqlite3.connect(path)
    rows = raw.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()  # noqa: S608
    raw.close()
    return rows
