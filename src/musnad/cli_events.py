"""`musnad events`: what happened, from pages or from the store, as a list, JSON, CSV or TSV."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import TextIO

import msgspec

from musnad.digest import print_events
from musnad.export.csv import MARK, safe
from musnad.export.jsonl import escaped
from musnad.export.tables import BY_NAME, happening_row
from musnad.happenings import Happening, happenings
from musnad.inputs import files_in, sources_of
from musnad.labels import Labels
from musnad.page.errors import InputError
from musnad.pipeline import read_source
from musnad.store import open_store
from musnad.store.happened import EventQuery, fits, happened
from musnad.terminal import Screen, complain
from musnad.terminal import safe as shown

_LARGEST = 20_000_000


def run_events(paths: list[Path], where: str, query: EventQuery, form: str, labels: Labels) -> int:
    """List the events that fit, of `paths` or of the store where none are named; 1 where a page could not be read."""
    failed: list[str] = []
    with ExitStack() as stack:
        found: Iterable[Happening]
        if paths:
            found = (one for one in _read(paths, failed) if fits(one, query))
        else:
            found = happened(stack.enter_context(open_store(where, create=False)), query)
        if form == "table":
            _print(found, Screen(), labels)
        elif form == "json":
            sys.stdout.writelines(escaped(msgspec.json.encode(one).decode()) + "\n" for one in found)
        else:
            _rows(found, "," if form == "csv" else "\t", sys.stdout)
    for reason in failed:
        complain(reason)
    return 1 if failed else 0


def _read(paths: list[Path], failed: list[str]) -> Iterator[Happening]:
    """The events of each page; what could not be read is told after the rest."""
    for path in files_in(paths):
        for source in [path] if isinstance(path, InputError) else sources_of(path, _LARGEST):
            try:
                if isinstance(source, InputError):
                    raise source
                record = read_source(source)
            except InputError as error:
                failed.append(str(error))
            else:
                for reading in record.readings:
                    yield from happenings(reading)


def _print(found: Iterable[Happening], screen: Screen, labels: Labels) -> None:
    for (_, title), events in groupby(found, lambda one: (one.article, one.title)):
        screen.line(shown(title) or labels("untitled"), "bold cyan")
        print_events(events, screen, labels)


def _rows(found: Iterable[Happening], between: str, out: TextIO) -> None:
    """The events as a table that a spreadsheet opens in Arabic and never runs."""
    out.write(MARK)
    writer = csv.writer(out, delimiter=between, lineterminator="\r\n")
    writer.writerow(column.name for column in BY_NAME["events"].columns)
    writer.writerows([safe(cell) for cell in happening_row(one)] for one in found)
