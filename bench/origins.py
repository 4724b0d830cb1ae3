"""How fast articles are related: bench/origins.py [SIZE ...] [--add 200] [--jobs 2]

Makes SIZE articles of about 2.5 kB (1,000, 10,000 and 100,000 by default), ten to a story: a dispatch, copies that cut,
turn and edit it, own reports that share its names; formulas that come back everywhere. Relates them, given their
readings, and prints wall clock, processor time, time per article and the most memory that all processes hold together;
then the same in one process, whose time per article should not grow; then what adding one more article takes.
Where datasketch is installed (requirements/bench.in) its MinHash LSH finds candidates in the same articles, and both
are scored on the copies that were made.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from musnad.jobs import mapped, ordered
from musnad.process import tune
from musnad.relate import Given, relate
from musnad.relate.given import Said
from musnad.relate.index import Index
from musnad.relate.prints import Print, Sheet, prints_of, sheet_of
from musnad.relate.relating import relate_prints
from musnad.relations import Relations

LETTERS = np.array(list("ابتجحدرزسشصطعفقكلمنهوي"))
VOCABULARY, NAMES = 40_000, 120_000
WORDS = 235
STORY = 10
DAY = 24 * 60
FORMULAS = 40
CHUNK = 250


def words(count: int, random: np.random.Generator) -> np.ndarray:
    """Made-up words of three to eight letters."""
    letters = LETTERS[random.integers(0, len(LETTERS), (count, 8))]
    lengths = random.integers(3, 9, count)
    return np.array(["".join(row[:size]) for row, size in zip(letters.tolist(), lengths.tolist(), strict=True)])


class Maker:
    """Makes the articles of one story after another."""

    def __init__(self, seed: int) -> None:
        self.random = np.random.default_rng(seed)
        self.common = words(VOCABULARY, self.random)
        self.names = words(NAMES, self.random)
        self.formulas = [self.text(12) for _ in range(FORMULAS)]

    def text(self, count: int, names: list[str] | None = None) -> list[str]:
        """Words as common as those of a language, with names among them."""
        ranks = np.minimum(self.random.zipf(1.25, count) - 1, VOCABULARY - 1)
        found: list[str] = self.common[ranks].tolist()
        for at in self.random.integers(0, count, count // 9 if names else 0).tolist():
            found[at] = names[self.random.integers(0, len(names))]  # type: ignore[index]
        return found

    def story(self, number: int) -> Iterator[tuple[Given, bool]]:
        """Ten articles; True for those that carry the dispatch."""
        names = self.names[self.random.integers(0, NAMES, 14)].tolist()
        dispatch = self.text(WORDS, names)
        minute = (730_000 + number // 40) * DAY + 480
        for n in range(STORY):
            body = self.copied(dispatch) if n < STORY // 2 else self.text(WORDS - 12, names)
            body += self.formulas[self.random.integers(0, FORMULAS)]
            title = " ".join(self.random.choice(names, 5).tolist())
            yield self.given(f"{number}-{n}", title, body, minute + 30 * n, n), n < STORY // 2

    def copied(self, dispatch: list[str]) -> list[str]:
        """The dispatch cut, its parts in another order, one word in forty another."""
        parts = [dispatch[at : at + 47] for at in range(0, len(dispatch), 47)]
        kept = self.random.permutation(len(parts))[: self.random.integers(3, len(parts) + 1)]
        found = [word for at in kept.tolist() for word in parts[at]]
        for at in self.random.integers(0, len(found), len(found) // 40).tolist():
            found[at] = "غيره"
        return found

    def given(self, name: str, title: str, body: list[str], minute: int, outlet: int) -> Given:
        """An article with five statements."""
        text = f"{title}\n\n{' '.join(body)}"
        start = len(title) + 2
        said = tuple(
            Said((start + 200 * n, start + 200 * n + 120), (start + 200 * n - 5, start + 200 * n), f"متحدث {n}", None,
                 "indirect", "statement", False)
            for n in range(5)
        )  # fmt: skip
        return Given(name, text, start, f"صحيفة {outlet}", None, minute, True, (), said)


def made(size: int, seed: int = 3) -> tuple[list[Given], list[list[str]]]:
    """`size` articles in some order, and the names of those that carry one dispatch."""
    maker = Maker(seed)
    rows = [row for number in range(size // STORY) for row in maker.story(number)]
    carriers = [[given.id for given, carries in rows[n : n + STORY] if carries] for n in range(0, len(rows), STORY)]
    order = np.random.default_rng(seed).permutation(len(rows)).tolist()
    return [rows[n][0] for n in order], carriers


def paired(carriers: list[list[str]]) -> set[frozenset[str]]:
    """The pairs of articles that carry one dispatch."""
    return {frozenset((a, b)) for ids in carriers for a in ids for b in ids if a < b}


def printed(articles: list[Given]) -> Sheet:
    """The fingerprints of a few articles, made in a process of their own."""
    return sheet_of(articles)


def related(articles: list[Given], jobs: int) -> Relations:
    """Relate articles whose fingerprints are made, and whose stories are told, in so many processes."""
    chunks = (articles[n : n + CHUNK] for n in range(0, len(articles), CHUNK))
    made = (
        Print(given, sheet, row) for some, sheet in ordered(printed, chunks, jobs) for row, given in enumerate(some)
    )
    return relate_prints(made, mapped(jobs))


class Memory:
    """The most memory that this process and those that it started hold together, looked at ten times a second."""

    def __init__(self) -> None:
        self.most = 0.0
        self._ended = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Memory:
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._watch.join()

    def _look(self) -> None:
        while not self._ended.wait(0.1):
            children = [child.pid for child in multiprocessing.active_children()]
            self.most = max(self.most, sum(map(held, [os.getpid(), *children])))


def held(process: int | None) -> float:
    """The memory that a process holds, in MB; what several share is told in parts (Linux calls it Pss)."""
    try:
        rows = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has just ended
        return 0.0
    return sum(int(row.split()[1]) for row in rows if row.startswith("Pss:")) / 1e3


def used() -> float:
    """Processor time of this process and of those that it waited for, in seconds."""
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def timed_relate(size: int, jobs: int) -> None:
    """Relate `size` articles and print what it took."""
    articles, carriers = made(size)
    sizes = sum(len(one.text.encode()) for one in articles[:100]) / 100
    before = held(os.getpid())
    with Memory() as memory:
        wall, cpu, own = time.perf_counter(), used(), time.process_time()
        found = related(articles, jobs)
        wall, cpu, own = time.perf_counter() - wall, used() - cpu, time.process_time() - own
    said, pairs = {frozenset((copy.origin, copy.to)) for copy in found.copies}, paired(carriers)
    hit = len(said & pairs)
    print(
        f"{size:7} articles of {sizes:.0f} bytes, {jobs} processes: {wall:6.1f} s ({1e6 * wall / size:5.0f} us each); "
        f"processor {cpu:6.1f} s in all ({1e6 * cpu / size:5.0f} us each), {own:6.1f} s in the first; "
        f"memory of all processes {memory.most:.0f} MB ({before:.0f} before); {len(found.stories)} stories, "
        f"copies p {hit / max(1, len(said)):.3f} r {hit / max(1, len(pairs)):.3f}",
        flush=True,
    )


def timed_add(size: int, more: int) -> None:
    """Add articles to an index of `size` one by one and print what each took."""
    articles, _ = made(size + STORY * -(-more // STORY), seed=4)
    index = Index(prints_of(articles[:-more]))
    took = []
    for one in articles[-more:]:
        wall, cpu = time.perf_counter(), time.process_time()
        index.add(one)
        took.append((1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)))
    told = [sorted(column) for column in zip(*took, strict=True)]
    shown = [f"median {column[more // 2]:.1f} ms, the slowest {column[-1]:.1f} ms" for column in told]
    print(f"adding one to {size}: {shown[0]}; of processor time {shown[1]}", flush=True)


def timed_datasketch(size: int) -> None:
    """MinHash LSH of datasketch on the same articles."""
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError:
        print("datasketch is not installed here: see requirements/bench.in")
        return
    articles, carriers = made(size)
    cpu = time.process_time()
    lsh = MinHashLSH(threshold=0.3, num_perm=128)
    said: set[frozenset[str]] = set()
    for one in articles:
        split = one.text.split()
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(split[n : n + 4]).encode() for n in range(len(split) - 3)])
        said.update(frozenset((one.id, other)) for other in lsh.query(sketch))
        lsh.insert(one.id, sketch)
    cpu = time.process_time() - cpu
    pairs = paired(carriers)
    hit = len(said & pairs)
    print(
        f"datasketch {size:7} articles: {cpu:6.1f} s processor, {1e6 * cpu / size:5.0f} us each; candidates "
        f"p {hit / max(1, len(said)):.3f} r {hit / max(1, len(pairs)):.3f}"
    )


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--add", type=int, default=200, help="how many are added one by one")
    parser.add_argument("--jobs", type=int, default=2, help="processes that make fingerprints and tell stories")
    args = parser.parse_args()
    tune()
    relate(made(STORY)[0])  # tables are loaded once
    timed_relate(max(args.sizes), args.jobs)
    for size in args.sizes if args.jobs > 1 else args.sizes[:-1]:
        timed_relate(size, 1)
    timed_add(max(args.sizes), args.add)
    timed_datasketch(min(max(args.sizes), 10_000))


if __name__ == "__main__":
    sys.exit(main())
