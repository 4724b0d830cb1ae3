"""Tables as Parquet, for DuckDB, pandas and the like; needs the extra `tables` (pyarrow)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, BinaryIO

from musnad.export.tables import Cell, Column, Table
from musnad.records import Record

AT_ONCE = 10_000
"""Rows that are turned into columns and written together."""


def write(table: Table, records: Iterable[Record], out: BinaryIO) -> int:
    """Write a table with what each column tells in its metadata; returns how many rows there were."""
    import pyarrow.parquet as pq

    schema = schema_of(table.columns)
    count = 0
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for rows in _groups(chain.from_iterable(map(table.rows, records))):
            writer.write_table(table_of(rows, schema))
            count += len(rows)
    return count


def schema_of(columns: Sequence[Column]) -> Any:
    """The Parquet schema of a table's columns, each with what it tells."""
    import pyarrow as pa

    kinds = {
        "text": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_(), "bytes": pa.binary(),
    }  # fmt: skip
    return pa.schema([pa.field(c.name, kinds[c.kind], metadata={"description": c.tells}) for c in columns])


def table_of(rows: Sequence[tuple[Cell, ...]], schema: Any) -> Any:
    """At least one row as columns."""
    import pyarrow as pa

    columns = [pa.array(cells, field.type) for cells, field in zip(zip(*rows, strict=True), schema, strict=True)]
    return pa.Table.from_arrays(columns, schema=schema)


def _groups(rows: Iterator[tuple[Cell, ...]]) -> Iterator[list[tuple[Cell, ...]]]:
    while group := list(islice(rows, AT_ONCE)):
        yield group
