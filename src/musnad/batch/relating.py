"""The second pass: what all pages of an archive show together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from musnad.batch.tables import OF_ALL, rows_of_relations
from musnad.batch.windows import days_of, windows_of
from musnad.batch.writing import Tables
from musnad.pipeline import relate_records
from musnad.records import Record
from musnad.relations import Relations

_SHORT = 16
"""Letters of a page's id that the ids of its articles begin with."""


class Kept(NamedTuple):
    """A page of a batch: its record, its bytes, and the type they were declared to have."""

    record: Record
    data: bytes
    content_type: str


AT_ONCE = 150_000
"""So many pages are related as one; more than that in windows of days."""


def relate_all(out: Path, at_once: int = AT_ONCE) -> tuple[int, int, int]:
    """Find copies, stories and claims among all that was read and write them; how many of each there are."""
    days = days_of(out)
    counts: Counter[str] = Counter(dict.fromkeys(OF_ALL, 0))
    with Tables(out, "all", OF_ALL) as tables:
        for found in [_whole(out)] if len(days) <= at_once else _in_windows(out, days, at_once):
            for table, rows in rows_of_relations(found).items():
                counts[table] += len(rows)
                for row in rows:
                    tables.add(table, row)
    return counts["copies"], counts["stories"], counts["claims"]


def _whole(out: Path) -> Relations:
    return relate_records(record for record, _, _ in _rows(out, ["page", "record"]))


def _in_windows(out: Path, days: Mapping[str, int], at_once: int) -> Iterator[Relations]:
    """What each window of days shows that begins in the window's own days."""
    starts = {page[:_SHORT]: day for page, day in days.items()}

    def begins(articles: Iterable[str]) -> int:
        return min(starts[article.partition(".")[0]] for article in articles)

    for window in windows_of(days, at_once):
        near = {page for page, day in days.items() if window.low <= day < window.high}
        found = relate_records(record for record, _, _ in _rows(out, ["page", "record"], near))
        own = range(window.start, window.stop)
        stories = tuple(story for story in found.stories if begins(story.articles) in own)
        names = {story.id for story in stories}
        copies = tuple(copy for copy in found.copies if begins((copy.origin, copy.to)) in own)
        claims = tuple(claim for claim in found.claims if claim.story in names)
        yield Relations(copies, (), stories, claims)


def kept(out: Path) -> Iterator[Kept]:
    """Every page of a batch, part after part."""
    for record, data, content_type in _rows(out, ["page", "record", "data", "content_type"]):
        yield Kept(record, data, content_type)


def _rows(out: Path, columns: list[str], some: Container[str] | None = None) -> Iterator[tuple[Record, bytes, str]]:
    """The pages of a batch, part after part: all, or `some` by their ids."""
    import pyarrow.parquet as pq

    for path in sorted((out / "records").glob("*.parquet")):
        for batch in pq.ParquetFile(path).iter_batches(50, columns=columns):
            for row in batch.to_pylist():
                if some is None or row["page"] in some:
                    record = msgspec.json.decode(row["record"], type=Record)
                    yield record, row.get("data") or b"", row.get("content_type") or ""


def counted(out: Path) -> int:
    """How many pages a batch holds."""
    import pyarrow.parquet as pq

    return sum(pq.ParquetFile(path).metadata.num_rows for path in (out / "records").glob("*.parquet"))
