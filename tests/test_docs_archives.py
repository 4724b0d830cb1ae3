"""The queries that docs/archives.md shows run over what `musnad batch` writes."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from running import musnad

ROOT = Path(__file__).resolve().parents[1]
QUERIES = re.findall(
    r"^```sql\n(.*?)^```$", (ROOT / "docs" / "archives.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("archive") / "october"
    run = musnad("batch", ROOT / "examples", "--out", made)
    assert run.returncode == 0, run.stderr
    return made


@pytest.mark.parametrize("query", QUERIES)
def test_query(folder: Path, query: str) -> None:
    duckdb.sql(query.replace("'october/", f"'{folder}/")).fetchall()


def test_there_are_queries(folder: Path) -> None:
    assert len(QUERIES) >= 5
    assert duckdb.sql(QUERIES[0].replace("'october/", f"'{folder}/")).fetchall()[0][1] > 3
