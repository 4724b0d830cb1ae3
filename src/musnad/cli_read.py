"""`musnad read`: pages in, digests or JSON lines out, everything stored on the way."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from musnad.digest import print_record, print_summary
from musnad.export import jsonl
from musnad.inputs import STDIN, files_in, sources_of
from musnad.jobs import ordered
from musnad.labels import Labels
from musnad.lexicon import lexicon
from musnad.page.errors import InputError
from musnad.page.formats import Source
from musnad.reader import reader_version
from musnad.records import Record
from musnad.store import Item, Store, open_store
from musnad.terminal import Screen, complain
from musnad.workers import Found, Problem, read_page

Format = Literal["table", "jsonl"]
BATCH_PAGES = 500
BATCH_BYTES = 32_000_000
BATCH_SECONDS = 1.0


class Run:
    """One run of `musnad read`: pages wait for the next batch, and are printed once they are stored."""

    def __init__(self, store: Store, form: Format, screen: Screen, labels: Labels) -> None:
        self.counts: Counter[str] = Counter()
        self.example = ""
        self._store = store
        self._form = form
        self._screen = screen
        self._labels = labels
        self._waiting: list[Item] = []
        self._since = 0.0

    def take(self, found: Found, result: Record | Problem) -> None:
        """Take the next page, or tell why there is none."""
        if isinstance(result, Problem) or isinstance(found, InputError):
            self.fail(result.reason if isinstance(result, Problem) else str(found))
            return
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append(Item(result, found.data, found.content_type))
        full = len(self._waiting) >= BATCH_PAGES or sum(len(item.data) for item in self._waiting) >= BATCH_BYTES
        if full or time.monotonic() - self._since > BATCH_SECONDS:
            self.flush()

    def fail(self, reason: str) -> None:
        """Tell of an input that gave no page."""
        self.flush()  # so that lines on both streams keep the order of the inputs
        self.counts["failed"] += 1
        complain(reason)

    def flush(self) -> None:
        """Store the pages that wait, in one transaction, and print them."""
        items, self._waiting = self._waiting, []
        if not items:
            return
        for item, saved in zip(items, self._store.save_all(items), strict=True):
            if saved.outcome == "forgotten":
                self.counts["failed"] += 1
                complain(self._labels("forget.kept_away", page=item.record.page.id[:16], name=item.record.page.name))
                continue
            self._count(item.record, saved.outcome)
            if self._form == "jsonl":
                sys.stdout.write(jsonl.line(item.record) + "\n")
            else:
                print_record(item.record, saved.outcome, self._screen, self._labels)
        sys.stdout.flush()

    def _count(self, record: Record, outcome: str) -> None:
        self.counts.update({"pages": 1, outcome: 1, "articles": len(record.readings)})
        for reading in record.readings:
            if reading.attributions:
                self.example = f"{reading.article.id}.a0"
            self.counts.update({"statements": len(reading.attributions), "stances": len(reading.stances)})


def run_read(paths: list[Path], store: str, form: Format, labels: Labels, max_bytes: int, jobs: int) -> int:
    """Read every page of `paths` into the store; 1 where something could not be read, else 0."""
    lexicon()  # a fault in a knowledge table is told once, before anything is read
    with open_store(store, reader_version()) as opened, _progress(labels) as (screen, watch):
        run = Run(opened, form, screen, labels)
        found = watch(files_in(paths), max_bytes)
        for source, result in ordered(read_page, found, jobs, partial(_read_before, opened)):
            run.take(source, result)
        run.flush()
    if form == "table":
        print_summary(run.counts, opened.where, run.example, Screen(sys.stderr), labels)
    return 1 if run.counts["failed"] else 0


def _read_before(store: Store, found: Found) -> Record | None:
    """The stored record of a page that this reader has read; None for one that it must read."""
    if isinstance(found, InputError):
        return None
    record = store.same(found.data, found.url, found.content_type)
    if record is None or found.format not in ("", record.page.format) or found.given != record.page.given:
        return None
    return replace(record, page=replace(record.page, name=found.name, fetched=found.fetched))


Watch = Callable[[Iterable[Path | InputError], int], Iterator[Source | InputError]]


@contextmanager
def _progress(labels: Labels) -> Iterator[tuple[Screen, Watch]]:
    """The screen to print on, and a way to open files that shows a bar where there is a terminal and many pages."""
    screen = Screen()
    if not sys.stderr.isatty():
        yield screen, _open_all
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Screen(sys.stderr)
    progress = Progress(
        TextColumn(labels("progress")), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        TextColumn("{task.description}"), console=bar.console, transient=True,
    )  # fmt: skip

    def watch(files: Iterable[Path | InputError], max_bytes: int) -> Iterator[Source | InputError]:
        every = list(files)
        many = len(every) > 1 or any(_holds_many(path) for path in every)
        task = progress.add_task("", total=len(every), visible=many)
        for path in every:
            yield from _counted(path, max_bytes)
            progress.advance(task)

    # the bar is drawn again below what is printed on the same console only
    with progress:
        yield (bar if sys.stdout.isatty() else screen), watch


def _holds_many(path: Path | InputError) -> bool:
    return isinstance(path, Path) and path.name.lower().endswith((".jsonl", ".ndjson", ".warc", ".warc.gz"))


def _open_all(files: Iterable[Path | InputError], max_bytes: int) -> Iterator[Source | InputError]:
    for path in files:
        yield from _counted(path, max_bytes)


def _counted(path: Path | InputError, max_bytes: int) -> Iterator[Source | InputError]:
    if isinstance(path, InputError):
        yield path
    elif path == STDIN and sys.stdin.isatty():
        yield InputError("-: standard input is a terminal; pipe a page in or name a file")
    else:
        yield from sources_of(path, max_bytes)
