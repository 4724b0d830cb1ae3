"""`musnad events`: what happened, from pages or from the store, as a list, JSON, CSV or TSV."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TextIO

import msgspec
from rich.text import Text

from musnad.digest import event_line, event_marks
from musnad.export.csv import MARK, safe
from musnad.export.tables import BY_NAME
from musnad.inputs import files_in, sources_of
from musnad.labels import Labels
from musnad.page.errors import InputError
from musnad.pipeline import read_source
from musnad.records import Evidence, Reading, Record
from musnad.store import open_store
from musnad.terminal import Screen, complain
from musnad.terminal import safe as shown

TABLE = BY_NAME["events"]
TYPE = [column.name for column in TABLE.columns].index("type")


def run_events(paths: list[Path], where: str, kind: str, form: str, labels: Labels) -> int:
    """List the events of `paths`, or of the store where none are named, only those of `kind` unless it is ""."""
    failed: list[str] = []
    with nullcontext() if paths else open_store(where, create=False) as store:
        records = _read(paths, failed) if store is None else (r for r in map(store.load, store.ids()) if r is not None)
        if form == "table":
            _print(records, kind, Screen(), labels)
        elif form == "json":
            _json(records, kind, sys.stdout)
        else:
            _rows(records, kind, "," if form == "csv" else "\t", sys.stdout)
    for reason in failed:
        complain(reason)
    return 1 if failed else 0


def _read(paths: list[Path], failed: list[str]) -> Iterator[Record]:
    """The record of each page; what could not be read is told after the rest."""
    for path in files_in(paths):
        for source in [path] if isinstance(path, InputError) else sources_of(path, 20_000_000):
            try:
                if isinstance(source, InputError):
                    raise source
                yield read_source(source)
            except InputError as error:
                failed.append(str(error))


def _print(records: Iterable[Record], kind: str, screen: Screen, labels: Labels) -> None:
    for record in records:
        for reading in record.readings:
            chosen = [n for n, one in enumerate(reading.events) if kind in ("", one.type)]
            if chosen:
                screen.line(shown(reading.article.title) or labels("untitled"), "bold cyan")
            for n in chosen:
                one = reading.events[n]
                name = (f"  {reading.article.id}.e{n}", "dim")
                screen.line(Text.assemble(event_line(one, labels), name), indent=2)
                if told := event_marks(one, labels):
                    screen.line(told, "dim", 4)


def _rows(records: Iterable[Record], kind: str, between: str, out: TextIO) -> None:
    """The events as a table that a spreadsheet opens in Arabic and never runs."""
    out.write(MARK)
    writer = csv.writer(out, delimiter=between, lineterminator="\r\n")
    writer.writerow(column.name for column in TABLE.columns)
    for record in records:
        writer.writerows([safe(cell) for cell in row] for row in TABLE.rows(record) if kind in ("", row[TYPE]))


def _json(records: Iterable[Record], kind: str, out: TextIO) -> None:
    """The events in the fields of PLOVER, one object a line."""
    for record in records:
        for reading in record.readings:
            for n, one in enumerate(reading.events):
                if kind in ("", one.type):
                    out.write(msgspec.json.encode(_plover(reading, n)).decode() + "\n")


def _plover(reading: Reading, n: int) -> dict[str, object]:
    one, article = reading.events[n], reading.article
    return {
        "id": f"{article.id}.e{n}", "type": one.type, "mode": one.mode or None, "context": one.context,
        "date": one.date.value if one.date else None, "actor": _spans(one.actor), "recipient": _spans(one.recipient),
        "trigger": _spans((one.trigger,))[0], "negated": one.negated, "future": one.future,
        "hypothetical": one.hypothetical, "historical": one.historical,
        "attribution": None if one.attribution is None else f"{article.id}.a{one.attribution}",
        "article": article.id, "url": article.url or None,
        "published": article.published.value if article.published else None,
        "rule": one.rule, "row": one.row,
    }  # fmt: skip


def _spans(places: tuple[Evidence, ...]) -> list[dict[str, object]]:
    return [{"start": one.start, "stop": one.stop, "text": one.text} for one in places]
