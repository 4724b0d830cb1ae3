from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from musnad.batch.tables import RECORDS
from musnad.batch.writing import BYTES_AT_ONCE, PAGES_AT_ONCE, Tables


@pytest.mark.parametrize(("size", "each"), [(100, PAGES_AT_ONCE), (BYTES_AT_ONCE // 3, 3), (BYTES_AT_ONCE * 2, 1)])
def test_whole_pages_are_not_held_for_long(tmp_path: Path, size: int, each: int) -> None:
    count = each * 2 + 1
    with Tables(tmp_path, "a", {"records": RECORDS}) as tables:
        for n in range(count):
            tables.add("records", (str(n), "{}", b"x" * size, ""))
    file = pq.ParquetFile(tmp_path / "records" / "a.parquet")
    groups = [file.metadata.row_group(n).num_rows for n in range(file.metadata.num_row_groups)]
    assert max(groups) == each
    assert file.read(columns=["page"])["page"].to_pylist() == [str(n) for n in range(count)]
