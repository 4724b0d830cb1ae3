"""`musnad batch` and `musnad load`: whole archives into Parquet, and from there into a store."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import msgspec
from msgspec import Struct
from rich.progress import Progress as Bars
from rich.progress import TaskID

from musnad.batch.parts import Part, parts_of
from musnad.batch.relating import counted, kept, relate_all
from musnad.batch.running import run_parts
from musnad.batch.tables import ERRORS, OF_PARTS
from musnad.batch.work import DONE, Done, done_of
from musnad.batch.writing import Tables
from musnad.labels import Labels
from musnad.lexicon import lexicon
from musnad.page.errors import InputError
from musnad.reader import reader_version
from musnad.store import Item, open_store
from musnad.terminal import Screen, complain

ABOUT = "_batch.json"
AT_ONCE = 500
LINE_SECONDS = 30.0


class About(Struct, frozen=True):
    """What a folder of results is: the reader that made it."""

    reader: str


def run_batch(paths: Sequence[Path], out: Path, jobs: int, ray: str, related: bool, max_bytes: int,
              labels: Labels) -> int:  # fmt: skip
    """Read archives into the tables of `out`, parts that are done left out; 1 where something could not be read."""
    lexicon()  # a fault in a knowledge table is told once, before anything is read
    if not _prepare(out, labels):
        return 1
    parts, lost = _plan(paths)
    with Tables(out, "inputs", {"errors": ERRORS}) as tables:
        for error in lost:
            complain(str(error))
            tables.add("errors", ("", str(error)))
    _sweep(out)
    done = [one for part in parts if (one := done_of(out, part)) is not None]
    names = {one.part for one in done}
    todo = [part for part in parts if part.id not in names]
    with Progress(parts, done, labels) as progress:
        for one in run_parts(todo, out, jobs, ray, max_bytes):
            progress.take(one)
    screen = Screen(sys.stderr)
    if related:
        copies, stories, claims = relate_all(out)
        screen.line(labels("batch.related", copies=copies, stories=stories, claims=claims))
    counts = progress.counts
    screen.line(labels("batch.summary", out=out, **{name: counts[name] for name in COUNTED}))
    return 1 if counts["errors"] or lost else 0


COUNTED = ("pages", "articles", "statements", "foreign", "errors")


def _prepare(out: Path, labels: Labels) -> bool:
    """Make the folder ours; False where it is another reader's, or holds something else."""
    about = out / ABOUT
    if about.exists():
        made = msgspec.json.decode(about.read_bytes(), type=About).reader
        if made != reader_version():
            complain(labels("batch.other", out=out, made=made, here=reader_version()))
        return made == reader_version()
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        complain(labels("batch.full", out=out))
        return False
    out.mkdir(parents=True, exist_ok=True)
    about.write_bytes(msgspec.json.encode(About(reader_version())))
    return True


def _plan(paths: Iterable[Path]) -> tuple[list[Part], list[InputError]]:
    """The parts to do, each once, and what cannot be opened."""
    parts: dict[str, Part] = {}
    lost: list[InputError] = []
    for found in parts_of(path.absolute() for path in paths):
        if isinstance(found, InputError):
            lost.append(found)
        else:
            parts[found.id] = found
    return list(parts.values()), lost


def _sweep(out: Path) -> None:
    """Clear away what a killed run left half done: tables of parts that are not noted as done."""
    done = {path.name for path in (out / DONE).glob("*")}
    for table in OF_PARTS:
        for path in (out / table).glob("*.parquet"):
            if path.stem not in done and path.stem != "inputs":
                path.unlink()


class Progress:
    """How far a batch is: a bar where there is a terminal, else a line now and then."""

    def __init__(self, parts: Sequence[Part], done: Sequence[Done], labels: Labels) -> None:
        self.counts: Counter[str] = Counter()
        self._labels = labels
        self._total = sum(part.size for part in parts)
        self._before = sum(one.size for one in done)
        self._finished = len(done)
        self._parts = len(parts)
        self._bytes = self._pages = 0
        self._begun = self._told = time.monotonic()
        self._bar: tuple[Bars, TaskID] | None = None
        for one in done:
            self._count(one)

    def __enter__(self) -> Progress:
        if sys.stderr.isatty():
            bars = Bars(console=Screen(sys.stderr).console, transient=True)
            self._bar = (bars, bars.add_task("", total=max(self._total, 1), completed=self._before))
            bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar[0].stop()

    def take(self, one: Done) -> None:
        """Another part is done."""
        self._count(one)
        self._finished += 1
        self._bytes += one.size
        self._pages += one.pages
        now = time.monotonic()
        if self._bar is not None:
            self._bar[0].update(self._bar[1], completed=self._before + self._bytes, description=self._line(now))
        elif now - self._told > LINE_SECONDS:
            self._told = now
            Screen(sys.stderr).line(self._line(now))

    def _count(self, one: Done) -> None:
        self.counts.update({name: getattr(one, name) for name in COUNTED})

    def _line(self, now: float) -> str:
        spent = max(now - self._begun, 0.001)
        left = (self._total - self._before - self._bytes) * spent / max(self._bytes, 1)
        return self._labels(
            "batch.progress", done=self._finished, parts=self._parts, pages=self.counts["pages"],
            rate=f"{self._pages / spent:.1f}", left=f"{int(left // 3600)}:{int(left % 3600 // 60):02}",
        )  # fmt: skip


def run_load(out: Path, where: str, labels: Labels) -> int:
    """Bring the pages of a batch into a store; those it has stay as they are."""
    if not (out / ABOUT).exists():
        complain(labels("batch.none", out=out))
        return 1
    made = msgspec.json.decode((out / ABOUT).read_bytes(), type=About).reader
    counts: Counter[str] = Counter()
    with open_store(where, made) as store, _bar(counted(out)) as advance:
        for items in _groups(Item(*one) for one in kept(out)):
            counts.update(saved.outcome for saved in store.save_all(items))
            advance(len(items))
    told = {name: counts[name] for name in ("added", "known", "replaced", "forgotten")}
    Screen(sys.stderr).line(labels("load.summary", store=where, **told))
    return 0


def _groups(items: Iterator[Item]) -> Iterator[list[Item]]:
    while group := list(islice(items, AT_ONCE)):
        yield group


@contextmanager
def _bar(total: int) -> Iterator[Callable[[int], None]]:
    """A function that moves a bar on, where there is a terminal to show one."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with Bars(console=Screen(sys.stderr).console, transient=True) as bars:
        task = bars.add_task("", total=total)
        yield lambda count: bars.advance(task, count)
