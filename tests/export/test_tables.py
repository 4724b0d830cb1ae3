"""Tables of records: every row fits its columns, and CSV and Parquet give them back."""

from __future__ import annotations

import csv as reader
import io
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from made import made_record, pages_with_bytes
from musnad.export import csv, parquet
from musnad.export.tables import BY_NAME, TABLES, Cell, Table
from musnad.records import Record

TYPES: dict[str, type | tuple[type, ...]] = {"text": str, "int": int, "float": (int, float), "bool": bool}
tables = pytest.mark.parametrize("table", TABLES, ids=[table.name for table in TABLES])


@tables
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(page=pages_with_bytes())
def test_every_cell_is_of_its_column(table: Table, page: tuple[Record, bytes]) -> None:
    for row in table.rows(page[0]):
        for cell, column in zip(row, table.columns, strict=True):
            assert cell is None or isinstance(cell, TYPES[column.kind]), (table.name, column.name, cell)


@tables
def test_parquet_gives_the_rows_back(table: Table) -> None:
    records = [made_record(n) for n in range(3)]
    out = io.BytesIO()
    assert parquet.write(table, records, out) == sum(len(list(table.rows(record))) for record in records)
    read = pq.read_table(io.BytesIO(out.getvalue()))
    assert [tuple(row.values()) for row in read.to_pylist()] == [row for r in records for row in table.rows(r)]
    told = [(field.metadata or {}).get(b"description", b"").decode() for field in read.schema]
    assert told == [column.tells for column in table.columns]


def test_csv_gives_the_words_back() -> None:
    rows = written([made_record()])
    assert [row["content"] for row in rows] == ["الخطة تبدأ في الربيع", "المعارضة ترفض الخطة"]
    assert [row["chain"] for row in rows] == ["صدى الجبل", "صدى نورستان"]
    assert [row["unnamed"] for row in rows] == ["False", "True"]


def test_a_chain_stands_with_the_outlet_first() -> None:
    links = list(BY_NAME["links"].rows(made_record()))
    assert [(row[1], row[2]) for row in links] == [(0, "صدى الجبل"), (0, "صدى نورستان")]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("  @SUM(A1)", "'  @SUM(A1)"),
        ("\t-2+3", "'\t-2+3"),
        ("＝1+1", "'＝1+1"),
        ("قال = زعم", "قال = زعم"),
        ("آب\u202eخطة", "آب\\u202eخطة"),
        ("\x1b[2J", "\\u001b[2J"),
        (-3, -3),
        (None, None),
    ],
)
def test_no_cell_is_run_or_turned(cell: Cell, shown: Cell) -> None:
    assert csv.safe(cell) == shown


@given(st.text(max_size=40))
def test_a_cell_never_starts_as_a_formula(text: str) -> None:
    shown = csv.safe(text)
    assert isinstance(shown, str)
    assert not shown.strip().startswith(("=", "+", "-", "@"))


def written(records: list[Record]) -> list[dict[str, str]]:
    out = io.StringIO()
    csv.write(BY_NAME["attributions"], records, out)
    text = out.getvalue()
    assert text.startswith(csv.MARK)
    return list(reader.DictReader(io.StringIO(text.removeprefix(csv.MARK), newline="")))


def test_the_documentation_names_every_column() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    for table in TABLES:
        assert f"| `{table.name}` | {', '.join(column.name for column in table.columns)} |" in page
