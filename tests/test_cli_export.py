"""`musnad export`: a store out in each format, whole files or none."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from made import made_bytes, made_record
from musnad.cli import main
from musnad.export import jsonl
from musnad.store import open_store

FORMATS = ("jsonl", "csv", "annotations", "schema.org", "prov", "plover", "warc", "parquet")


@pytest.fixture
def store(tmp_path: Path) -> str:
    where = str(tmp_path / "store.db")
    with open_store(where) as opened:
        for n in range(3):
            opened.save(made_record(n, name=f"=page{n}.txt"), made_bytes(n))
    return where


def export(*words: str, store: str) -> int:
    return main(["export", *words, "--store", store])


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_written_to_a_file(form: str, store: str, tmp_path: Path) -> None:
    out = tmp_path / f"out.{form}"
    assert export(form, "-o", str(out), store=store) == 0
    assert out.stat().st_size > 300
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_jsonl_gives_the_records_back(store: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert export("jsonl", store=store) == 0
    lines = capfdbinary.readouterr().out.splitlines()
    assert [jsonl.parse(line) for line in lines] == [made_record(n, name=f"=page{n}.txt") for n in range(3)]


def test_one_page_by_the_start_of_its_id(store: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    page = made_record(1).page.id
    assert export("csv", page[:8], "--table", "pages", store=store) == 0
    text = capfdbinary.readouterr().out.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["page"], row["name"]) == (page, "'=page1.txt")


def test_a_name_that_is_not_there(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert export("jsonl", "00000000", store=store) == 1
    assert "no such page" in capsys.readouterr().err


def test_what_fails_leaves_the_old_file(store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old")

    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("musnad.cli_export.jsonl.line", full)
    assert export("jsonl", "-o", str(out), store=store) == 1
    assert out.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir() if "out" in path.name) == ["out.jsonl"]


def test_lines_of_json_hold_nothing_a_terminal_obeys(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    where = str(tmp_path / "s.db")
    with open_store(where) as opened:
        opened.save(made_record(name="\u202eabc"), made_bytes())
    for form in ("jsonl", "prov"):
        assert export(form, store=where) == 0
        out = capfdbinary.readouterr().out
        assert "\u202e".encode() not in out
        assert "\u202eabc" in json.dumps(json.loads(out), ensure_ascii=False)


def test_plover_gives_an_event_a_line(store: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert export("plover", store=store) == 0
    told = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert [(one["event"], one["cite_info"]["citation"]) for one in told] == [
        (["REJECT"], f"{made_record(n).page.id[:16]}.0") for n in range(3)
    ]


def test_corrections_go_out_as_training_data(store: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    page = made_record(1).page.id
    with open_store(store) as opened:
        opened.correct((page, 0, "a", 0), "reject", "ليلى")
    assert export("corrections", store=store) == 0
    (line,) = capfdbinary.readouterr().out.splitlines()
    assert (json.loads(line)["id"], len(json.loads(line)["rejected"])) == (f"{page[:16]}.0", 1)
    assert export("corrections", made_record(2).page.id, store=store) == 0
    assert capfdbinary.readouterr().out == b""
