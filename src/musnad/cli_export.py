"""`musnad export`: what the store holds, in a format of the field."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec import Struct

from musnad.export import corrected, csv, graphml, jsonl, parquet, plover, prov, schema_org, warc, web_annotation
from musnad.export.tables import BY_NAME
from musnad.happenings import happenings
from musnad.labels import Labels
from musnad.names import BadName, parse_name
from musnad.records import Record
from musnad.store import NoSuchPage, Store, open_store
from musnad.terminal import complain

STDOUT = Path("-")


class Line(Struct, frozen=True):
    """An edge of the graph as GraphML has it: one value a field."""

    source: str
    target: str
    kind: str
    reason: str
    sure: str
    direction: str
    overlap: float
    rule: str


class Flat(Struct, frozen=True):
    """A graph of plain fields."""

    nodes: Sequence[Struct]
    edges: Sequence[Struct]


def run_export(form: str, table: str, names: tuple[str, ...], where: str, target: Path) -> int:
    """Write the pages named, or all, to `target` (`-`: standard output); 1 where a name is not in the store."""
    if form == "parquet" and target == STDOUT and sys.stdout.isatty():
        complain("parquet is not for a terminal; name a file with --out")
        return 2
    with open_store(where, create=False) as store:
        ids = _ids(store, names)
        if ids is None:
            return 1
        with output(target) as out:
            _WRITERS[form](store, ids, table, out)
    return 0


def _ids(store: Store, names: tuple[str, ...]) -> list[str] | None:
    """The pages to export; None after telling of a name that fits none or several."""
    if not names:
        return list(store.ids())
    try:
        return list(dict.fromkeys(store.one(parse_name(name).page) for name in names))
    except (BadName, NoSuchPage) as error:
        complain(str(error))
        return None


def _records(store: Store, ids: list[str]) -> Iterator[Record]:
    """The records one at a time; a page that is removed meanwhile is passed over."""
    for page_id in ids:
        if (record := store.load(page_id)) is not None:
            yield record


def _lines(made: Callable[[Store, Record], Iterator[str]]) -> Callable[[Store, list[str], str, BinaryIO], None]:
    def write(store: Store, ids: list[str], _table: str, out: BinaryIO) -> None:
        for record in _records(store, ids):
            out.writelines(line.encode() + b"\n" for line in made(store, record))

    return write


def _json(node: object) -> str:
    return jsonl.escaped(msgspec.json.encode(node).decode())


def _plover(store: Store, record: Record) -> Iterator[str]:
    coder = f"musnad {store.reader_of(record.page.id)}".strip()
    return (_json(plover.plover(one, coder)) for reading in record.readings for one in happenings(reading))


def _csv(store: Store, ids: list[str], table: str, out: BinaryIO) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    csv.write(BY_NAME[table], _records(store, ids), text)
    text.detach()


def _parquet(store: Store, ids: list[str], table: str, out: BinaryIO) -> None:
    parquet.write(BY_NAME[table], _records(store, ids), out)


def _warc(store: Store, ids: list[str], _table: str, out: BinaryIO) -> None:
    warc.write((warc.Raw(record.page, *store.raw(record.page.id)) for record in _records(store, ids)), out)


def _graphml(store: Store, ids: list[str], _table: str, out: BinaryIO) -> None:
    from musnad.pipeline import relate_records
    from musnad.store.graph import whole_graph

    store.relate(relate_records)
    graph = whole_graph(store, ids)
    labels = Labels("en")
    edges = [
        Line(
            one.source, one.target, one.kind, "; ".join(map(labels.reason, one.reasons)), one.sure, one.direction,
            one.overlap, one.rule,
        )
        for one in graph.edges
    ]  # fmt: skip
    graphml.write(Flat(graph.nodes, edges), out)


def _corrected(store: Store, ids: list[str], _table: str, out: BinaryIO) -> None:
    wanted = set(ids)
    for page_id in store.corrected_pages():
        if page_id in wanted and (record := store.load(page_id)) is not None:
            out.writelines(
                _json(made).encode() + b"\n" for made in corrected.articles(record, store.corrections(page_id))
            )


_WRITERS: dict[str, Callable[[Store, list[str], str, BinaryIO], None]] = {
    "jsonl": _lines(lambda _, record: iter([jsonl.line(record)])),
    "csv": _csv,
    "parquet": _parquet,
    "annotations": _lines(lambda _, record: map(_json, web_annotation.statements_and_stances(record))),
    "schema.org": _lines(lambda _, record: map(_json, schema_org.news_articles(record))),
    "prov": _lines(lambda store, record: iter([_json(prov.document(record, store.reader_of(record.page.id)))])),
    "plover": _lines(_plover),
    "warc": _warc,
    "graphml": _graphml,
    "corrections": _corrected,
}


@contextmanager
def output(target: Path) -> Iterator[BinaryIO]:
    """The stream to write to; a file takes its name only when all of it is written."""
    if target == STDOUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    waiting = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with waiting.open("wb") as out:
            yield out
        waiting.replace(target)
    except BaseException:
        with suppress(OSError):
            waiting.unlink(missing_ok=True)
        raise
