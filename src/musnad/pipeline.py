"""The straight line: bytes -> Page -> Article* -> Reading* -> Record, and many readings -> Relations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path

from musnad.extract import read_article
from musnad.inputs import sources
from musnad.page.articles import articles
from musnad.page.errors import InputError
from musnad.page.formats import Source
from musnad.page.pages import open_page
from musnad.records import Page, Reading, Record
from musnad.relate import given_of, headlines_of
from musnad.relate import relate as relate_given
from musnad.relations import Relations


def read(page: Page) -> Record:
    """Read every article of a page."""
    return Record(page, tuple(read_article(article) for article in articles(page)))


def relate(readings: Iterable[Reading]) -> Relations:
    """Find copies, stories and claims among readings, with the origins behind them; the same for any order."""
    return relate_given(map(given_of, readings))


def relate_records(records: Iterable[Record]) -> Relations:
    """Relate all that was read; headlines that a page lists beside its articles take part as headlines."""
    found = ((map(given_of, record.readings), headlines_of(record.page)) for record in records)
    return relate_given(one for pair in found for part in pair for one in part)


def read_source(source: Source) -> Record:
    """Decode and label the bytes of one page, then read it; an `InputError` says why that cannot be."""
    return read(open_page(source, max_bytes=len(source.data)))  # the limit was checked when the bytes were read


def read_one(path: str | PathLike[str]) -> Record:
    """Read the one page that the file at `path` holds."""
    records = read_files([path])
    record = next(records, None)
    if record is None:
        raise InputError(f"{path}: holds no page")
    if next(records, None) is not None:
        raise InputError(f"{path}: holds more than one page; read_all reads them")
    return record


def read_files(paths: Iterable[str | PathLike[str]]) -> Iterator[Record]:
    """Read every page of files and folders in order; the first that cannot be read is raised."""
    for found in sources(map(Path, paths)):
        if isinstance(found, InputError):
            raise found
        yield read_source(found)
