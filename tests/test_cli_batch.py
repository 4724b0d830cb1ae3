"""`musnad batch` and `musnad load`: archives into tables, on this machine and on Ray, and into a store."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from batch.archives import members, write_lines, write_parquet, write_warc
from musnad.batch.tables import OF_ALL, OF_PARTS
from running import COMMAND, musnad, write_pages

TABLES = [*OF_PARTS, *OF_ALL]


def tables_of(out: Path) -> dict[str, dict[str, Any]]:
    """Every file of every table as Python values, by where it stands."""
    return {
        f"{table}/{path.name}": pq.read_table(path).to_pydict()
        for table in TABLES
        for path in sorted((out / table).glob("*.parquet"))
    }


def rows(out: Path, table: str, columns: str = "*") -> list[Any]:
    query = f"select {columns} from read_parquet('{out}/{table}/*.parquet') order by all"  # noqa: S608  names of ours
    found = duckdb.sql(query).fetchall()
    return [row[0] if len(row) == 1 else row for row in found]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every form: two WARC files, JSON lines, Parquet, single pages."""
    folder = tmp_path_factory.mktemp("archive")
    write_warc(folder / "a.warc.gz", range(6), foreign=True)
    write_warc(folder / "b.warc.gz", range(6, 9))
    write_lines(folder / "c.jsonl", range(9, 12))
    write_parquet(folder / "d.parquet", range(12, 15))
    write_pages(folder / "pages", 2)
    return folder


@pytest.fixture(scope="module")
def out(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("made") / "out"
    run = musnad("batch", archive, "--out", made, "--jobs", "2")
    assert run.returncode == 0, run.stderr
    assert "pages 17" in run.stderr
    assert "not Arabic: 6" in run.stderr
    return made


def test_every_page_is_there_once(out: Path) -> None:
    urls = [url.rpartition("/")[2] for url in rows(out, "pages", "url") if url]
    assert sorted(map(int, urls)) == list(range(15))
    assert len(rows(out, "records", "page")) == 17
    assert rows(out, "errors") == []


def test_tables_fit_together(out: Path) -> None:
    pages, articles = set(rows(out, "pages", "page")), rows(out, "articles", "article, page")
    assert {page for _, page in articles} == pages
    statements = set(rows(out, "attributions", "id"))
    assert len(statements) >= 17
    assert set(rows(out, "links", "attribution")) <= statements
    assert {article for article, _ in articles} >= set(rows(out, "mentions", "article"))


def test_what_they_show_together(out: Path) -> None:
    told = [json.loads(line) for line in rows(out, "stories", "told")]
    assert sorted(len(story["articles"]) for story in told) == sorted(rows(out, "stories", "articles"))
    assert len(rows(out, "copies")) > 0


def test_the_schema_is_that_of_the_code(out: Path) -> None:
    for table, columns in {**OF_PARTS, **OF_ALL}.items():
        path = max((out / table).glob("*.parquet"))
        schema = pq.read_schema(path)
        assert schema.names == [column.name for column in columns]
        assert all(schema.field(c.name).metadata[b"description"].decode() == c.tells for c in columns)


def test_the_same_on_ray(archive: Path, out: Path, tmp_path: Path) -> None:
    run = musnad("batch", archive, "--out", tmp_path / "out", "--jobs", "2", "--ray", "local")
    assert run.returncode == 0, run.stderr
    assert tables_of(tmp_path / "out") == tables_of(out)


def test_nothing_is_done_twice(archive: Path, out: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in out.glob("pages/*")}
    assert musnad("batch", archive, "--out", out).returncode == 0
    assert {path: path.stat().st_mtime_ns for path in out.glob("pages/*")} == before


def test_killed_and_gone_on(archive: Path, out: Path, tmp_path: Path) -> None:
    made = tmp_path / "out"
    command = [*COMMAND, "batch", str(archive), "--out", str(made), "--jobs", "1"]
    env = os.environ | {"MUSNAD_STORE": str(tmp_path / "s")}
    with subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        while len(list(made.glob("_done/*-*"))) < 2 and process.poll() is None:
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGKILL)
    (made / "pages").mkdir(exist_ok=True)
    (made / "pages" / "0-half.parquet").write_bytes((next(out.glob("pages/*-*"))).read_bytes())
    assert musnad("batch", archive, "--out", made, "--jobs", "2").returncode == 0
    assert tables_of(made) == tables_of(out)


def test_a_cut_off_archive_among_ten(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(10):
        write_warc(folder / f"{n}.warc.gz", range(n * 3, n * 3 + 3))
    (folder / "5.warc.gz").write_bytes(b"".join(members(range(15, 18)))[:-60])
    run = musnad("batch", folder, "--out", tmp_path / "out", "--jobs", "2", "--no-relate")
    assert run.returncode == 1
    urls = {int(url.rpartition("/")[2]) for url in rows(tmp_path / "out", "pages", "url")}
    assert urls >= set(range(30)) - {17}
    (error,) = rows(tmp_path / "out", "errors", "error")
    assert "5.warc.gz" in error


def test_load(out: Path, tmp_path: Path) -> None:
    run = musnad("load", out, store=tmp_path / "s")
    assert (run.returncode, "17 added" in run.stderr) == (0, True)
    assert "17 known" in musnad("load", out, store=tmp_path / "s").stderr
    assert musnad("verify", store=tmp_path / "s").returncode == 0
    assert "الحمداني" in musnad("search", "الخطة", store=tmp_path / "s").stdout


def test_folders_that_are_not_ours(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    run = musnad("batch", archive, "--out", tmp_path)
    assert (run.returncode, "name another" in run.stderr) == (1, True)
    other = tmp_path / "other"
    other.mkdir()
    (other / "_batch.json").write_text('{"reader": "0.0.0+abc"}')
    assert "another reader" in musnad("batch", archive, "--out", other).stderr
    assert musnad("load", tmp_path, store=tmp_path / "s").returncode == 1
    assert musnad("batch", "--out", other).returncode == 2


def test_a_missing_input_is_told_and_the_rest_read(archive: Path, tmp_path: Path) -> None:
    run = musnad("batch", tmp_path / "none.warc.gz", archive / "b.warc.gz", "--out", tmp_path / "out", "--no-relate")
    assert run.returncode == 1
    assert len(rows(tmp_path / "out", "pages")) == 3
    assert "none.warc.gz" in rows(tmp_path / "out", "errors", "error")[0]
