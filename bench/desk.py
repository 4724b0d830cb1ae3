"""How fast the desk answers: bench/desk.py [--articles 10000] [--store sqlite|postgresql] [--at PLACE] [--meaning]

Fills a new store with made articles (bench/desk_articles.py), asks what people ask, each kind of question so many
times with other words, and prints the median, the 95th percentile and the slowest answer in milliseconds of wall time,
and the median of the processor time that it took here (not in a server); then the same while another process adds
articles. `--at` takes a store that is filled already, and keeps it. PostgreSQL is one that the bench starts for itself,
as the tests do.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import numpy as np

from desk_articles import Maker, phrase
from musnad.store import Item, Query, Store, meaning, open_store

ROOT = Path(__file__).resolve().parents[1]
BATCH = 500
LIMIT = 20


class Asker:
    """Thinks up questions about articles that are there."""

    def __init__(self, store: Store, seed: int = 3) -> None:
        self.random = random.Random(seed)  # noqa: S311
        ids = list(store.ids())
        self.readings = []
        for page in self.random.sample(ids, min(200, len(ids))):
            record = store.load(page)
            assert record is not None
            self.readings.append(record.readings[0])

    def words(self, count: int) -> str:
        """So many words that stand side by side somewhere."""
        text = self.random.choice(self.readings).article.text
        start, stop = phrase(self.random, text, count)
        return text[start:stop]

    def word(self) -> str:
        """A word, the commoner the likelier."""
        return self.words(1)

    def said(self, name: str) -> str:
        """A field of some statement."""
        found = [getattr(one, name) for reading in self.readings for one in reading.attributions]
        return self.random.choice([one for one in found if one])

    def actor(self) -> str:
        """Somebody who takes a stance."""
        return self.random.choice([one.actor for reading in self.readings for one in reading.stances if one.actor])

    def outlet(self) -> str:
        """Somebody who publishes."""
        return self.random.choice(self.readings).article.outlet


def questions(ask: Asker) -> dict[str, Callable[[], Query]]:
    """Every kind of question."""
    return {
        "a word": lambda: Query(ask.word()),
        "a common word": lambda: Query("الوزير"),
        "two words": lambda: Query(f"{ask.word()} {ask.word()}"),
        "a phrase": lambda: Query(f'"{ask.words(3)}"'),
        "a beginning": lambda: Query(f"{ask.word()[:4]}*"),
        "an exact form": lambda: Query(f"={ask.word()}"),
        "a word in statements": lambda: Query(ask.word(), "statements"),
        "a speaker": lambda: Query(speaker=ask.said("speaker")),
        "a speaker's word": lambda: Query(ask.word(), "statements", speaker=ask.said("speaker")),
        "an outlet": lambda: Query(ask.word(), outlet=ask.outlet()),
        "a kind": lambda: Query(ask.word(), kind="call"),
        "a stance": lambda: Query(stance="opposes"),
        "an actor": lambda: Query(actor=ask.actor()),
        "a span of days": lambda: Query(ask.word(), since="2022-03-01", until="2022-09-30"),
        "the unnamed": lambda: Query(ask.word(), unnamed=True),
        "all unnamed": lambda: Query(inside="statements", unnamed=True),
        "a carrier": lambda: Query(ask.word(), chain=ask.outlet()),
        "everything": lambda: Query(),
    }


def fill(where: str, start: int, stop: int) -> None:
    """Add the articles of these numbers, in batches."""
    began, cpu = time.perf_counter(), time.process_time()
    saving = 0.0
    pages, count = Maker().pages(start, stop), stop - start
    with open_store(where, "bench") as store:
        while batch := [Item(*page) for page in islice(pages, BATCH)]:
            before = time.process_time()
            store.save_all(batch)
            saving += time.process_time() - before
    took = time.perf_counter() - began
    print(
        f"{count} articles added in {took:.0f} s (processor {time.process_time() - cpu:.0f} s, "
        f"of which saving {saving:.0f} s, {1000 * saving / count:.1f} ms an article)",
        flush=True,
    )


def add_more(where: str) -> None:
    """Add articles until somebody ends it."""
    maker = Maker(time.time_ns())  # others than last time: what is known would not be added
    with open_store(where, "bench") as store:
        for n in range(1_000_000):
            store.save_all([Item(*maker.page(10_000_000 + n * 20 + k)) for k in range(20)])


def measure(store: Store, asked: int) -> None:
    """Ask and print."""
    every: list[float] = []
    print(f"{'':24}{'found':>9}{'median':>9}{'p95':>9}{'slowest':>9}{'busy':>9}")
    for kind, make in questions(Asker(store)).items():
        times, busy, found = [], [], []
        for _ in range(asked):
            query = make()
            start = time.perf_counter(), time.process_time()
            hits = store.search(query, LIMIT)
            times.append(1000 * (time.perf_counter() - start[0]))
            busy.append(1000 * (time.process_time() - start[1]))
            found.append(hits.total)
        every += times
        print(f"{kind:24}{statistics.median(found):9.0f}{row(times)}{statistics.median(busy):9.1f}", flush=True)
    print(f"{'all':24}{'':9}{row(every)}", flush=True)


def measure_meaning(where: str, asked: int) -> None:
    """Search by meaning among vectors that lie anywhere (what they mean does not change how long it takes)."""
    anywhere = np.random.default_rng(5)

    def encode(texts: list[str]) -> meaning.Floats:
        made = anywhere.standard_normal((len(texts), meaning.SIZE), np.float32)
        return made / np.linalg.norm(made, axis=1, keepdims=True)

    with open_store(where) as store:
        for _ in meaning.build(store, encode):
            pass
        ask, real, times = Asker(store), meaning.encoder(), []
        meaning.search(store, ask.words(6), Query(inside="statements"), real)
        for _ in range(asked):
            question = ask.words(6)
            start = time.perf_counter()
            meaning.search(store, question, Query(inside="statements"), real)
            times.append(1000 * (time.perf_counter() - start))
    print(f"{'by meaning':24}{'':9}{row(times)}", flush=True)


def row(times: list[float]) -> str:
    """Median, 95th percentile and slowest."""
    ordered = sorted(times)
    return f"{statistics.median(ordered):9.1f}{ordered[int(0.95 * (len(ordered) - 1))]:9.1f}{ordered[-1]:9.1f}"


@contextmanager
def place(kind: str, at: str) -> Iterator[str]:
    """Where the store is; one that the bench made goes when it ends."""
    if at:
        yield at
    elif kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield str(Path(folder) / "desk.db")
    else:
        sys.path.insert(0, str(ROOT / "tests"))
        from databases import cluster, new_database

        with cluster() as socket:
            yield new_database(socket, "desk")


def main() -> None:
    """Fill, ask, ask while another process writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--store", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--at", default="")
    parser.add_argument("--asked", type=int, default=40)
    parser.add_argument("--meaning", action="store_true", help="search by meaning too")
    args = parser.parse_args()
    with place(args.store, args.at) as where:
        with open_store(where, "bench") as store:
            held = sum(1 for _ in store.ids())
        if held < args.articles:
            fill(where, held, args.articles)
        with open_store(where, create=False) as store:
            measure(store, args.asked)
        if args.meaning:
            measure_meaning(where, args.asked)
        with open_store(where, create=False) as store:
            writer = multiprocessing.get_context("spawn").Process(target=add_more, args=(where,), daemon=True)
            writer.start()
            time.sleep(6)
            print("while another process adds articles:")
            measure(store, max(5, args.asked // 4))
            writer.kill()


if __name__ == "__main__":
    main()
