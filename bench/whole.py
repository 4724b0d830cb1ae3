"""The whole path in one table, each row a ratio of two things measured in the same run.

    make bench                                   # among others; or, with the packages of requirements/bench.txt:
    python bench/whole.py [--pages 1200] [--rounds 3] [--growth 1000 10000]

Pages are those of `pages.py`: made of written parts, as heavy as real ones, no two alike. Rates are of processor time
on one core where one process works, of the clock where several do: those need a machine with nothing else to do, so the
processor time a page is printed too. "Beside" is the other side of the ratio: trafilatura fast on the same pages gives
the body text alone, where musnad gives the whole record; plain multiprocessing is a pool that maps our own `read` over
the same pages, in memory already, and keeps nothing.

Growth is that of processor time a page as an archive grows, on pages whose words never end (`endless_pages.py`), the
time measured by a fixed piece of work done beside each thousand pages, for a machine is not equally fast all the time.
It takes some 30 s for a thousand pages: --growth 1000 10000 100000 some 50 minutes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from multiprocessing.pool import Pool
from pathlib import Path
from typing import Any, NamedTuple

from musnad.process import tune

tune()  # before what does linear algebra

from endless_pages import endless  # noqa: E402
from musnad.batch.parts import Part  # noqa: E402
from musnad.batch.relating import relate_all  # noqa: E402
from musnad.batch.work import do_part  # noqa: E402
from musnad.extract.annotate import annotate  # noqa: E402
from musnad.page.formats import Source  # noqa: E402
from musnad.records import Record  # noqa: E402
from musnad.store import Item, Query, open_store  # noqa: E402
from musnad.workers import read_page  # noqa: E402
from pages import made_cases  # noqa: E402
from stream import held  # noqa: E402

BIG = 50_000_000
WARM = 8
"""Pages that a process reads before what it does is measured, where several are at work."""
STEP = 1_000
"""Pages between two looks at what a page costs."""


def sources(count: int, seed: int) -> list[Source]:
    """So many pages, each with an address of its own."""
    found: list[Source] = []
    while len(found) < count:
        for case in made_cases(seed, 2):
            url = f"https://n{len(found)}.example/{case.name}"
            found.append(Source(case.data, url, url, "text/html; charset=utf-8", "2026-11-01T10:00:00"))
        seed += 1
    return found[:count]


def rate(work: Callable[[], object], count: int, clock: Callable[[], float] = time.process_time) -> float:
    """How many of `count` things are done in a second."""
    begun = clock()
    work()
    return count / (clock() - begun)


def records_of(found: Sequence[Source]) -> list[Record]:
    """The pages read; a page that cannot be is a fault of the bench."""
    made = [read_page(source) for source in found]
    return [one for one in made if isinstance(one, Record)]


def write_warc(path: Path, found: Iterable[Source]) -> Path:
    """A web archive of pages, a compressed record each."""
    with path.open("wb") as file:
        for source in found:
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + source.data
            head = (
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-11-01T10:00:00Z\r\n"
                f"WARC-Target-URI: {source.url}\r\nContent-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(answer)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + answer + b"\r\n\r\n", 1))
    return path


class Report:
    """The table, printed as it grows."""

    def row(self, what: str, value: str, beside: str = "", ratio: float | None = None) -> None:
        """One row."""
        print(f"{what:34}{value:>20}   {beside:50}{'' if ratio is None else f'{ratio:6.2f}'}", flush=True)


# --- one core ----------------------------------------------------------------------------------------------


def startup(report: Report) -> None:
    """How long `--help` takes, the best of five."""
    ours = [timed(sys.executable, "-m", "musnad", "--help").wall for _ in range(5)]
    bare = [timed(sys.executable, "-c", "pass").wall for _ in range(5)]
    report.row("start-up, --help", f"{min(ours):.2f} s", f"Python alone: {min(bare):.2f}", min(ours) / min(bare))


def one_core(report: Report, found: Sequence[Source]) -> None:
    """HTML, text and articles on one core, beside trafilatura on the same pages."""
    records_of(sources(60, 901))  # words that every page has are known by now
    count = len(found)
    html = rate(lambda: records_of(found), count)
    try:
        import trafilatura
    except ModuleNotFoundError:
        report.row("HTML -> record", f"{html:,.1f} pages/s", "trafilatura is not installed")
    else:
        plain = rate(lambda: [trafilatura.extract(s.data, include_comments=False, fast=True) for s in found], count)
        beside = f"trafilatura fast, text alone: {plain:,.1f}"
        report.row("HTML -> record", f"{html:,.1f} pages/s", beside, html / plain)
    made = records_of(found)
    texts = [Source(one.page.text.encode(), s.url, s.url) for one, s in zip(made, found, strict=True)]
    text = rate(lambda: records_of(texts), count)
    report.row("text -> record", f"{text:,.1f} pages/s", f"HTML -> record: {html:,.1f}", text / html)
    lines: list[dict[str, Any]] = [
        {"id": str(n), "text": reading.article.text, "publisher": reading.article.outlet, "published": ""}
        for n, one in enumerate(made)
        for reading in one.readings
    ]
    words = sum(len(line["text"].split()) for line in lines)
    speed = rate(lambda: [annotate(line) for line in lines], words)
    each = speed * len(lines) / words
    report.row("articles -> annotations", f"{speed:,.0f} words/s", f"articles a second: {each:,.1f}")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    report.row("memory, this process", f"{held():,.0f} MiB", f"the most it had: {most:,.0f}", held() / most)


def stored(report: Report, found: Sequence[Source]) -> None:
    """Ingest and search in SQLite, beside reading the pages and looking through all of their texts."""
    made = [Item(one, source.data) for one, source in zip(records_of(found), found, strict=True)]
    read = rate(lambda: records_of(found), len(found))
    with tempfile.TemporaryDirectory() as folder, open_store(folder, "bench") as store:
        ingest = rate(lambda: [store.save_all(made[at : at + 100]) for at in range(0, len(made), 100)], len(made))
        report.row("store ingest (SQLite)", f"{ingest:,.0f} pages/s", f"reading them: {read:,.1f}", ingest / read)
        words = ["الوزير", "الحكومة", "خطة", "مدينة", "أعلن"] * 10
        each = 1000 / rate(lambda: [store.search(Query(word)) for word in words], len(words), time.monotonic)
        report.row(f"search, {len(made):,} pages (SQLite)", f"{each:,.1f} ms")


# --- several cores -----------------------------------------------------------------------------------------


class Spent(NamedTuple):
    """What a command took: seconds, seconds of processors, and the most memory (MiB) that one process had."""

    wall: float
    cpu: float
    mib: float


def timed(*command: str) -> Spent:
    """Run a command."""
    own = [sys.executable, str(Path(__file__).with_name("timed.py")), *command]
    return Spent(**json.loads(subprocess.run(own, check=True, stdout=subprocess.PIPE).stdout))


def batch(archives: Sequence[Path], jobs: int) -> Spent:
    """`musnad batch` over archives, without what relates them in the end."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["-m", "musnad", "batch", "--no-relate", "--jobs", str(jobs), "--out", f"{folder}/out"]
        return timed(sys.executable, *command, *map(str, archives))


def _start() -> None:
    tune()
    from musnad.lexicon import lexicon

    lexicon()


def pooled(found: Sequence[Source], jobs: int) -> float:
    """Seconds of a plain pool; the processes are set up before the clock runs."""
    with multiprocessing.get_context("spawn").Pool(jobs, _start) as pool:
        pool.map(_read_and_forget, found[: WARM * jobs], 1)
        begun = time.monotonic()
        pool.map(_read_and_forget, found, 8)
        return time.monotonic() - begun


def _read_and_forget(source: Source) -> int:
    return len(read_page(source).readings)  # type: ignore[union-attr]


def several_cores(report: Report, found: Sequence[Source], rounds: int) -> None:
    """The command `batch` on one core and on two, beside a plain pool of one and of two; the best of some rounds."""
    count = len(found)
    with tempfile.TemporaryDirectory() as folder:
        each = -(-count // 12)
        parts = [found[at : at + each] for at in range(0, count, each)]
        archives = [write_warc(Path(folder, f"{n}.warc.gz"), part) for n, part in enumerate(parts)]
        # like the pool's, the clock of batch runs once a process has read a few pages
        first = [write_warc(Path(folder, f"first{n}.warc.gz"), found[n * WARM : (n + 1) * WARM]) for n in range(2)]
        work: dict[str, Callable[[], Spent]] = {
            "start of one": partial(batch, first[:1], 1),
            "start of two": partial(batch, first, 2),
            "one": partial(batch, archives, 1),
            "two": partial(batch, archives, 2),
            "pool one": lambda: Spent(pooled(found, 1), 0, 0),
            "pool two": lambda: Spent(pooled(found, 2), 0, 0),
        }
        took = [{name: do() for name, do in work.items()} for _ in range(rounds)]
    wall = {name: min(one[name].wall for one in took) for name in work}
    cpu, speed = {}, {name: count / wall[name] for name in ("pool one", "pool two")}
    for jobs, name in enumerate(("one", "two"), 1):
        start, left = f"start of {name}", count - jobs * WARM
        cpu[name] = 1000 * min(one[name].cpu - one[start].cpu for one in took) / left
        speed[name] = left / (wall[name] - wall[start])
        told = f"with {jobs * WARM} pages, taken off in the next rows"
        report.row(f"batch, {name}: start and end", f"{wall[start]:.1f} s", told)

    def row(what: str, name: str, told: str, other: str) -> None:
        report.row(what, f"{speed[name]:,.1f} pages/s", f"{told}: {speed[other]:,.1f}", speed[name] / speed[other])

    row("batch, one process", "one", "plain multiprocessing, one", "pool one")
    row("batch, two processes", "two", "plain multiprocessing, two", "pool two")
    row("", "two", "batch, one", "one")
    row("plain multiprocessing, two", "pool two", "plain multiprocessing, one", "pool one")
    times = f"{cpu['two']:.1f} ms/page"
    report.row("batch, processor time of two", times, f"of one: {cpu['one']:.1f}", cpu["one"] / cpu["two"])
    report.row("batch, memory of a process", f"{max(one['two'].mib for one in took):,.0f} MiB")


# --- growth ------------------------------------------------------------------------------------------------


def yardstick() -> float:
    """Processor time of a fixed piece of work like ours: words found, counted, sorted, written."""
    begun = time.process_time()
    for n in range(30):
        text = f"قال وزير الري في الجمهورية {n} إن الخطة تبدأ في الربيع وتمتد إلى آخر العام. " * 200
        counts: dict[str, int] = {}
        for match in re.finditer(r"\w+", text):
            counts[match[0]] = counts.get(match[0], 0) + 1
        json.dumps(sorted(counts.items()) * 20)
    return time.process_time() - begun


_PAGES: dict[int, Iterator[Source]] = {}


def _write_next(path: Path) -> None:
    """In a process of its own: the next pages of the one endless row as an archive."""
    write_warc(path, islice(_PAGES.setdefault(0, endless(5)), STEP))


def _relate(out: Path) -> float:
    begun = time.process_time()
    relate_all(out)
    return time.process_time() - begun


def grown(report: Report, sizes: Sequence[int]) -> None:
    """What a page costs as an archive grows: read by one process, then related to all others."""
    spent: list[float] = []
    units: list[float] = []
    first = 0.0
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder, context.Pool(1) as maker:
        out = Path(folder, "out")
        for size in sorted(sizes):
            while len(spent) * STEP < size:
                _one_step(Path(folder, f"{len(spent)}.warc.gz"), out, maker, spent, units)
            each, last = sum(units) / len(units), units[-1]
            first = first or each
            told = f"the last thousand: {1000 * spent[-1] / STEP:,.1f}, {last / first:.2f}; {held():,.0f} MiB"
            report.row(f"{size:,} pages", f"{1000 * sum(spent) / size:,.1f} ms/page", told, each / first)
            with context.Pool(1) as other:
                related = other.apply(_relate, (out,))
            report.row("  and to relate them", f"{1000 * related / size:,.1f} ms/page")


def _one_step(archive: Path, out: Path, maker: Pool, spent: list[float], units: list[float]) -> None:
    maker.apply(_write_next, (archive,))
    size = archive.stat().st_size
    part = Part(archive.stem, "warc", (str(archive),), 0, size, size)
    unit = yardstick()
    begun = time.process_time()
    do_part(part, out, BIG)
    spent.append(time.process_time() - begun)
    units.append(spent[-1] / (unit + yardstick()))
    archive.unlink()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1200)
    parser.add_argument("--rounds", type=int, default=3, help="how often batch is run on one core and on two")
    parser.add_argument("--growth", type=int, nargs="*", default=[1_000, 10_000], help="sizes of the archive")
    parser.add_argument("--only", choices=("one", "several", "growth"), help="a part of the table")
    options = parser.parse_args()
    report = Report()
    report.row("", "", "beside", None)
    found = sources(options.pages, 1) if options.only != "growth" else []
    if options.only in (None, "one"):
        startup(report)
        one_core(report, found[:400])
        stored(report, found[:400])
    if options.only in (None, "several"):
        several_cores(report, found, options.rounds)
    if options.only in (None, "growth"):
        grown(report, options.growth)


if __name__ == "__main__":
    main()
