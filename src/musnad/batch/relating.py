"""The second pass: what all pages of an archive show together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from musnad.batch.tables import OF_ALL, rows_of_relations
from musnad.batch.writing import Tables
from musnad.pipeline import relate_records
from musnad.records import Record


class Kept(NamedTuple):
    """A page of a batch: its record, its bytes, and the type they were declared to have."""

    record: Record
    data: bytes
    content_type: str


def relate_all(out: Path) -> tuple[int, int, int]:
    """Find copies, stories and claims among all that was read and write them; how many of each there are."""
    found = relate_records(record for record, _, _ in _rows(out, ["page", "record"]))
    with Tables(out, "all", OF_ALL) as tables:
        for table, rows in rows_of_relations(found).items():
            for row in rows:
                tables.add(table, row)
    return len(found.copies), len(found.stories), len(found.claims)


def kept(out: Path) -> Iterator[Kept]:
    """Every page of a batch, part after part."""
    for record, data, content_type in _rows(out, ["page", "record", "data", "content_type"]):
        yield Kept(record, data, content_type)


def _rows(out: Path, columns: list[str]) -> Iterator[tuple[Record, bytes, str]]:
    import pyarrow.parquet as pq

    for path in sorted((out / "records").glob("*.parquet")):
        for batch in pq.ParquetFile(path).iter_batches(50, columns=columns):
            for row in batch.to_pylist():
                yield (
                    msgspec.json.decode(row["record"], type=Record),
                    row.get("data") or b"",
                    row.get("content_type") or "",
                )


def counted(out: Path) -> int:
    """How many pages a batch holds."""
    import pyarrow.parquet as pq

    return sum(pq.ParquetFile(path).metadata.num_rows for path in (out / "records").glob("*.parquet"))
