"""A table as CSV that a spreadsheet opens in Arabic and never runs."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import TextIO

from musnad.export.tables import Cell, Table
from musnad.records import Record

MARK = "\ufeff"
"""Spreadsheets take a file for UTF-8 where it starts with this."""
_RUN = re.compile(r"[\s\0]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]")
"""What a spreadsheet takes for a formula, also behind blanks and in full width."""
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def write(table: Table, records: Iterable[Record], out: TextIO) -> int:
    """Write a table with its header; returns how many rows there were.

    A cell that a spreadsheet would run gets an apostrophe in front, as spreadsheets themselves do it; controls that
    turn the direction of text or that a terminal obeys are shown as escapes (`\\u202e`).
    """
    out.write(MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    count = 0
    for record in records:
        for row in table.rows(record):
            writer.writerow([safe(cell) for cell in row])
            count += 1
    return count


def safe(cell: Cell) -> Cell:
    """A cell that is shown as it is and never run; numbers and truth values stay what they are."""
    if not isinstance(cell, str):
        return cell
    shown = _OBEYED.sub(lambda match: f"\\u{ord(match[0]):04x}", cell)
    return f"'{shown}" if _RUN.match(cell) else shown
