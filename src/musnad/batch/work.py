"""One part, from its bytes to its tables, in one process. What it makes depends on the part alone."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
from msgspec import Struct

from musnad.batch.arabic import maybe_arabic
from musnad.batch.parts import Part
from musnad.batch.ranges import sources_of
from musnad.batch.tables import OF_PARTS, rows_of
from musnad.batch.writing import Tables
from musnad.page.errors import InputError
from musnad.page.formats import Source
from musnad.records import Record
from musnad.workers import FOREIGN, Problem, read_page

DONE = "_done"


class Done(Struct, frozen=True):
    """What became of a part: pages read, pages passed over since they are not Arabic, and what could not be read."""

    part: str
    size: int
    pages: int = 0
    articles: int = 0
    statements: int = 0
    foreign: int = 0
    errors: int = 0


def do_part(part: Part, out: Path, max_bytes: int) -> Done:
    """Read a part into its tables; that it is done is written down last."""
    counts = dict.fromkeys(("pages", "articles", "statements", "foreign", "errors"), 0)
    with Tables(out, part.id, OF_PARTS) as tables:
        for found in sources_of(part, max_bytes):
            _take(found, part, tables, counts)
    done = Done(part.id, part.size, **counts)
    _write(out / DONE / part.id, msgspec.json.encode(done))
    return done


def _take(found: Source | InputError, part: Part, tables: Tables, counts: dict[str, int]) -> None:
    if isinstance(found, Source) and not maybe_arabic(found.data, found.content_type):
        counts["foreign"] += 1
        return
    result = read_page(found)
    if isinstance(result, Record) and isinstance(found, Source):
        counts["pages"] += 1
        counts["articles"] += len(result.readings)
        counts["statements"] += sum(len(reading.attributions) for reading in result.readings)
        for table, row in rows_of(result):
            tables.add(table, row)
        whole = msgspec.json.encode(result).decode()
        tables.add("records", (result.page.id, whole, found.data, found.content_type))
    elif isinstance(result, Problem) and f": {FOREIGN}" in result.reason:
        counts["foreign"] += 1
    elif isinstance(result, Problem):
        counts["errors"] += 1
        tables.add("errors", (part.id, result.reason))


def done_of(out: Path, part: Part) -> Done | None:
    """What became of a part in an earlier run; None where it is still to do."""
    try:
        return msgspec.json.decode((out / DONE / part.id).read_bytes(), type=Done)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.aside")
    with aside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(aside, path)
