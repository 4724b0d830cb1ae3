"""A store that was tampered with is told so, each fault with the id of what it was found in."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from made import made_bytes, made_record
from musnad.store import open_store, verify

PAGE = made_record().page.id[:16]


def faults_after(folder: Path, statement: str, *values: object) -> list[str]:
    """Save two pages, run `statement` on the file behind the store's back, verify."""
    with open_store(folder, "0.1.0") as store:
        for n in range(2):
            store.save(made_record(n), made_bytes(n))
    raw = sqlite3.connect(folder / "musnad.db")
    with raw:
        raw.execute(statement, values)
    raw.close()
    with open_store(folder, create=False) as store:
        return [f"{fault.id}: {fault.what}" for tally in verify(store) for fault in tally.faults]


def test_a_whole_store_has_no_fault(tmp_path: Path) -> None:
    assert faults_after(tmp_path, "SELECT 1") == []


def test_spans_are_counted(tmp_path: Path) -> None:
    with open_store(tmp_path, "0.1.0") as store:
        store.save(made_record(), made_bytes())
        assert [tally.spans for tally in verify(store)] == [0, 20]


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE raw SET data = x'00' WHERE page = 1", "bytes cannot be unpacked"),
        ("UPDATE raw SET size = 3 WHERE page = 1", "SHA-256 differs"),
        ("DELETE FROM raw WHERE page = 1", "bytes are missing"),
        ("DELETE FROM records WHERE page = 1", "record is missing"),
        ("UPDATE records SET data = x'0102' WHERE page = 1", "record cannot be read"),
        ("UPDATE records SET data = (SELECT data FROM records WHERE page = 2) WHERE page = 1", "its record is that of"),
        ("UPDATE attributions SET content_stop = content_stop + 1 WHERE article = 1", "rows in attributions"),
        ("UPDATE articles SET text = replace(text, 'الربيع', 'الخريف') WHERE key = 1", "rows in articles"),
        ("DELETE FROM mentions WHERE article = 1", "rows in mentions"),
        ("DELETE FROM articles WHERE key = 1", "0 articles are indexed, 1 are recorded"),
        ("UPDATE blocks SET rule = 'none' WHERE page = 1", "rows in blocks"),
    ],
)
def test_a_changed_row_is_found(tmp_path: Path, statement: str, told: str) -> None:
    found = faults_after(tmp_path, statement)
    assert found
    assert all(fault.startswith((PAGE, ":")) for fault in found)
    assert told in " ".join(found)


def test_other_bytes_are_found(tmp_path: Path) -> None:
    other = zlib.compress(made_bytes(7))
    assert "SHA-256 differs" in " ".join(faults_after(tmp_path, "UPDATE raw SET data = ? WHERE page = 1", other))


def shift_content(record: dict) -> None:  # type: ignore[type-arg]
    for end in ("start", "stop"):
        record["readings"][0]["attributions"][1]["content"][end] += 1


def shift_link(record: dict) -> None:  # type: ignore[type-arg]
    record["readings"][0]["attributions"][1]["chain"][0]["evidence"]["start"] -= 1


def shift_day(record: dict) -> None:  # type: ignore[type-arg]
    record["readings"][0]["article"]["published"]["evidence"]["text"] = "شيء"


def shift_piece(record: dict) -> None:  # type: ignore[type-arg]
    record["readings"][0]["article"]["pieces"][1]["page_start"] += 2


def drop_block(record: dict) -> None:  # type: ignore[type-arg]
    del record["page"]["blocks"][2]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (shift_content, f"{PAGE}.0.a1: ["),
        (shift_link, f"{PAGE}.0.a1: ["),
        (shift_day, f"{PAGE}.0: ["),
        (shift_piece, f"{PAGE}.0: its piece"),
        (drop_block, f"{PAGE}: no block covers"),
    ],
)
def test_a_span_that_does_not_hold_is_found_where_it_stands(
    tmp_path: Path,
    change: Callable[[dict], None],
    told: str,  # type: ignore[type-arg]
) -> None:
    record = json.loads(msgspec.json.encode(made_record()))
    change(record)
    found = faults_after(
        tmp_path, "UPDATE records SET data = ? WHERE page = 1", zlib.compress(msgspec.json.encode(record))
    )
    assert [fault for fault in found if fault.startswith(told)], found


def test_two_wrong_spans_are_both_found(tmp_path: Path) -> None:
    record = json.loads(msgspec.json.encode(made_record()))
    shift_content(record)
    shift_day(record)
    found = faults_after(
        tmp_path, "UPDATE records SET data = ? WHERE page = 1", zlib.compress(msgspec.json.encode(record))
    )
    assert len(found) == 2
