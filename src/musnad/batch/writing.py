"""Parquet files that are whole or not there: written aside, put in their places at the end."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import Any

from musnad.batch.tables import Row
from musnad.export.parquet import schema_of, table_of
from musnad.export.tables import Column

AT_ONCE = 2_000
"""Rows of one table that are held before they are written."""
PAGES_AT_ONCE, BYTES_AT_ONCE = 50, 16_000_000
"""Whole pages that are held before they are written, and how much of them."""
ASIDE = "_aside"
RECORDS_OF = "records"
"""The table that holds whole pages."""


class Tables:
    """The files of one part, a table each: `OUT/<table>/<name>.parquet` once all of them are written."""

    def __init__(self, out: Path, name: str, tables: dict[str, tuple[Column, ...]]) -> None:
        self._out = out
        self._name = name
        self._aside = out / ASIDE / name
        shutil.rmtree(self._aside, ignore_errors=True)
        self._aside.mkdir(parents=True)
        self._schemas: dict[str, Any] = {table: schema_of(columns) for table, columns in tables.items()}
        self._writers: dict[str, Any] = {}
        self._rows: dict[str, list[Row]] = {table: [] for table in tables}
        self._held = 0

    def __enter__(self) -> Tables:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for table in self._schemas:
            if kind is None:
                self._flush(table)
            self._writer(table).close()
        if kind is None:
            for table in self._schemas:
                (self._out / table).mkdir(parents=True, exist_ok=True)
                os.replace(self._aside / table, self._out / table / f"{self._name}.parquet")
        shutil.rmtree(self._aside, ignore_errors=True)

    def add(self, table: str, row: Row) -> None:
        """Put a row at the end of a table."""
        rows = self._rows[table]
        rows.append(row)
        if len(rows) >= AT_ONCE or (table == RECORDS_OF and self._full(row)):
            self._flush(table)

    def _full(self, row: Row) -> bool:
        """Whether whole pages are to be written, this one the last of them."""
        self._held += sum(len(cell) for cell in row if isinstance(cell, str | bytes))
        full = self._held >= BYTES_AT_ONCE or len(self._rows[RECORDS_OF]) >= PAGES_AT_ONCE
        self._held = 0 if full else self._held
        return full

    def _flush(self, table: str) -> None:
        if rows := self._rows[table]:
            self._writer(table).write_table(table_of(rows, self._schemas[table]))
            self._rows[table] = []

    def _writer(self, table: str) -> Any:
        import pyarrow.parquet as pq

        if table not in self._writers:
            # no value of whole pages comes twice: neither a dictionary of them nor the least of them is of use
            plain = {"use_dictionary": False, "write_statistics": ["page"]} if table == RECORDS_OF else {}
            self._writers[table] = pq.ParquetWriter(
                self._aside / table, self._schemas[table], compression="zstd", **plain
            )
        return self._writers[table]
