"""How fast pages come: bench/desk_pages.py [--articles 10000] [--at PLACE] [--asked 40]

Serves a store of made articles (bench/desk_articles.py; `--at` takes one that is filled already, and keeps it), asks
for each kind of page so many times, each time another one, and prints the median, the 95th percentile and the slowest
answer in milliseconds of wall time, from the request to the last byte; then the same while another process adds
articles.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote

import httpx2

from desk import Asker, add_more, fill, place, row
from musnad.store import open_store


def kinds(ask: Asker) -> dict[str, Callable[[], str]]:
    """The address of some page of each kind."""
    some = random.Random(5)  # noqa: S311

    def article() -> str:
        return some.choice(ask.readings).article.id

    return {
        "home": lambda: "/ar/",
        "reader": lambda: f"/ar/article/{article()}",
        "raw page": lambda: f"/ar/page/{article().partition('.')[0]}",
        "review": lambda: f"/ar/review/{article()}.a0",
        "search, a word": lambda: f"/ar/search?q={quote(ask.word())}",
        "search, a speaker": lambda: f"/ar/search?inside=statements&speaker={quote(ask.said('speaker'))}",
        "about": lambda: "/en/about",
        "actor": lambda: f"/ar/actor/{quote(ask.said('speaker_id'))}",
        "stories": lambda: "/ar/stories",
        "actors": lambda: "/ar/actors",
        "initiatives": lambda: "/ar/initiatives",
    }


@contextmanager
def served(where: str) -> Iterator[str]:
    """The address of a server over a store."""
    command = [sys.executable, "-m", "musnad", "serve", "--port", "0", "--lang", "en", "--store", where]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as ran:
        assert ran.stdout is not None
        found = re.search(r"http://\S+", ran.stdout.readline())
        assert found is not None
        try:
            yield found[0].rstrip("/")
        finally:
            ran.terminate()


def measure(base: str, ask: Asker, asked: int) -> None:
    """Ask for every kind of page and print how long it took."""
    with httpx2.Client(base_url=base, timeout=60) as client:
        for name, address in kinds(ask).items():
            times = []
            for _ in range(asked):
                path = address()
                started = time.perf_counter()
                answer = client.get(path)
                times.append(1000 * (time.perf_counter() - started))
                assert answer.status_code in (200, 404), (path, answer.status_code)
            print(f"{name:<20}{row(times)}", flush=True)


def main() -> None:
    """Fill a store, serve it, measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--at", default="")
    parser.add_argument("--asked", type=int, default=40)
    given = parser.parse_args()
    with place("sqlite", given.at) as where:
        if not given.at:
            fill(where, 0, given.articles)
        with open_store(where) as store:
            ask = Asker(store)
        with served(where) as base:
            measure(base, ask, given.asked)
            adding = multiprocessing.get_context("spawn").Process(target=add_more, args=(where,), daemon=True)
            adding.start()
            print("while another process adds articles")
            measure(base, ask, given.asked)
            adding.terminate()


if __name__ == "__main__":
    main()
