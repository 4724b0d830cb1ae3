"""The whole path in one table, each row a ratio of two things measured in the same run.

    make bench                                   # among others; or, with the packages of requirements/bench.txt:
    python bench/whole.py [--pages 400] [--growth 1000 4000]

Pages are those of `pages.py`: made of written parts, as heavy as real ones, no two alike. Rates are of processor time
on one core where one process works, of the clock where several do. "Beside" is the other side of the ratio: trafilatura
fast on the same pages gives the body text alone, where musnad gives the whole record; plain multiprocessing is a pool
that maps our own `read` over the same pages and keeps nothing.
"""

from __future__ import annotations

import argparse
import gzip
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from musnad.process import tune

tune()  # before what does linear algebra

from musnad.batch.parts import parts_of  # noqa: E402
from musnad.batch.work import do_part  # noqa: E402
from musnad.extract.annotate import annotate  # noqa: E402
from musnad.page.formats import Source  # noqa: E402
from musnad.records import Record  # noqa: E402
from musnad.store import Item, Query, open_store  # noqa: E402
from musnad.workers import read_page  # noqa: E402
from pages import made_cases  # noqa: E402

BIG = 50_000_000


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


def write_warc(path: Path, found: Sequence[Source]) -> Path:
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


def batch_rate(archives: Sequence[Path], count: int, jobs: int) -> float:
    """Pages a second of the command `batch`, its start taken off by a run over nothing."""
    command = [sys.executable, "-m", "musnad", "batch", "--no-relate", "--jobs", str(jobs), "--out"]
    spent = []
    for paths in ([], archives):
        with tempfile.TemporaryDirectory() as folder:
            empty = Path(folder, "none.jsonl")
            empty.write_text('{"text": ""}\n' * jobs)
            begun = time.monotonic()
            names = list(map(str, paths or [empty]))
            subprocess.run([*command, f"{folder}/out", *names], check=False, capture_output=True)
            spent.append(time.monotonic() - begun)
    return count / (spent[1] - spent[0])


def _start() -> None:
    tune()
    from musnad.lexicon import lexicon

    lexicon()


def pool_rate(found: Sequence[Source], jobs: int) -> float:
    """Pages a second of a plain pool; the processes are set up before the clock runs."""
    with multiprocessing.get_context("spawn").Pool(jobs, _start) as pool:
        pool.map(read_page, found[:jobs], 1)
        return rate(lambda: pool.map(_read_and_forget, found, 8), len(found), time.monotonic)


def _read_and_forget(source: Source) -> int:
    return len(read_page(source).readings)  # type: ignore[union-attr]


def memory() -> float:
    """The most memory that this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Report:
    """The table, printed as it grows."""

    def row(self, what: str, value: str, beside: str = "", ratio: float | None = None) -> None:
        """One row."""
        print(f"{what:34}{value:>20}   {beside:44}{'' if ratio is None else f'{ratio:6.2f}'}", flush=True)


def one_core(report: Report, count: int) -> list[Source]:
    """HTML, text and articles on one core, beside trafilatura on the same pages."""
    records_of(sources(60, 901))  # words that every page has are known by now
    found = sources(count, 1)
    html = rate(lambda: records_of(found), count)
    try:
        import trafilatura
    except ModuleNotFoundError:
        report.row("HTML -> record", f"{html:,.1f} pages/s", "trafilatura is not installed")
    else:
        plain = rate(lambda: [trafilatura.extract(s.data, include_comments=False, fast=True) for s in found], count)
        report.row(
            "HTML -> record", f"{html:,.1f} pages/s", f"trafilatura fast, text alone: {plain:,.1f}", html / plain
        )
    made = records_of(found)
    texts = [Source(one.page.text.encode(), s.url, s.url) for one, s in zip(made, found, strict=True)]
    text = rate(lambda: records_of(texts), count)
    report.row("text -> record", f"{text:,.1f} pages/s", "HTML -> record", text / html)
    lines: list[dict[str, Any]] = [
        {"id": str(n), "text": reading.article.text, "publisher": reading.article.outlet, "published": ""}
        for n, one in enumerate(made)
        for reading in one.readings
    ]
    words = sum(len(line["text"].split()) for line in lines)
    speed = rate(lambda: [annotate(line) for line in lines], words)
    report.row(
        "articles -> annotations", f"{speed:,.0f} words/s", "of them, articles a second", speed * len(lines) / words
    )
    return found


def several_cores(report: Report, found: Sequence[Source]) -> None:
    """The command `batch` on one core and on two, beside a plain pool of two."""
    with tempfile.TemporaryDirectory() as folder:
        half = len(found) // 4
        parts = [found[at : at + half] for at in range(0, len(found), half)]
        archives = [write_warc(Path(folder, f"{n}.warc.gz"), part) for n, part in enumerate(parts)]
        one, two = (batch_rate(archives, len(found), jobs) for jobs in (1, 2))
    pool = pool_rate(found, 2)
    report.row("batch, one process", f"{one:,.1f} pages/s")
    report.row("batch, two processes", f"{two:,.1f} pages/s", f"one process: {one:,.1f}", two / one)
    report.row("", "", f"plain multiprocessing, two: {pool:,.1f}", two / pool)


def stored(report: Report, found: Sequence[Source]) -> None:
    """Ingest and search in SQLite."""
    made = [Item(one, source.data) for one, source in zip(records_of(found), found, strict=True)]
    with tempfile.TemporaryDirectory() as folder, open_store(folder, "bench") as store:
        ingest = rate(lambda: [store.save_all(made[at : at + 100]) for at in range(0, len(made), 100)], len(made))
        report.row("store ingest (SQLite)", f"{ingest:,.0f} pages/s")
        words = ["الوزير", "الحكومة", "خطة", "مدينة", "أعلن"] * 10
        each = 1000 / rate(lambda: [store.search(Query(word)) for word in words], len(words), time.monotonic)
        report.row(f"search, {len(made):,} pages (SQLite)", f"{each:,.1f} ms")


def grown(report: Report, sizes: Sequence[int]) -> None:
    """Cost a page and memory as an archive grows: one process, part after part."""
    first = 0.0
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            archive = write_warc(Path(folder, "a.warc.gz"), sources(size, 5000))
            (part,) = [part for part in parts_of([archive]) if not isinstance(part, Exception)][:1]
            whole = type(part)(part.id, part.form, part.paths, 0, archive.stat().st_size, part.size)
            begun = time.process_time()
            do_part(whole, Path(folder, "out"), BIG)
            each = (time.process_time() - begun) / size * 1000
        first = first or each
        report.row(f"{size:,} pages of one archive", f"{each:,.1f} ms/page", f"{memory():,.0f} MiB", each / first)


def startup(report: Report) -> None:
    """How long `--help` takes, the best of five."""
    spent = []
    for _ in range(5):
        begun = time.monotonic()
        subprocess.run([sys.executable, "-m", "musnad", "--help"], check=True, capture_output=True, env=os.environ)
        spent.append(time.monotonic() - begun)
    begun = time.monotonic()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    report.row("start-up, --help", f"{min(spent):.2f} s", "Python alone", min(spent) / (time.monotonic() - begun))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--growth", type=int, nargs="*", default=[1000, 4000])
    options = parser.parse_args()
    report = Report()
    report.row("", "", "beside", None)
    startup(report)
    found = one_core(report, options.pages)
    stored(report, found)
    several_cores(report, found)
    grown(report, options.growth)


if __name__ == "__main__":
    main()
