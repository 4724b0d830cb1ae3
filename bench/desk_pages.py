"""How fast pages come: bench/desk_pages.py [--articles 10000] [--store sqlite|postgresql] [--at PLACE] [--asked 40]

Serves a store of made articles with made stories (bench/desk_articles.py, desk_together.py; `--at` takes one that is
filled already, and keeps it), waits until the matrix of stances is gathered, asks for each kind of page so many times,
each time another one, and prints the median, the 95th percentile and the slowest answer in milliseconds of wall time,
from the request to the last byte; then the same while another process adds articles.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import time
from collections.abc import Callable
from urllib.parse import quote

import httpx2

from desk import ROOT, Asker, add_more, fill, place, row
from desk_together import together
from musnad.reader import reader_version
from musnad.store import Store, open_store
from musnad.store.gathered import claims_after, stories_after

sys.path.insert(0, str(ROOT / "tests"))
from running import serving

WARMING = 600
"""So many seconds are waited until who stands where is gathered for the first time."""


def kinds(ask: Asker, store: Store) -> dict[str, Callable[[], str]]:
    """The address of some page of each kind."""
    some = random.Random(5)  # noqa: S311
    stories = [one.id for one in stories_after(store, 300)]
    claims = [one.id for one in claims_after(store, 300)]
    matters = [one.initiative_id for reading in ask.readings for one in reading.stances if one.initiative_id]

    def article() -> str:
        return some.choice(ask.readings).article.id

    return {
        "home": lambda: "/ar/",
        "reader": lambda: f"/ar/article/{article()}",
        "raw page": lambda: f"/ar/page/{article().partition('.')[0]}",
        "stories": lambda: "/ar/stories",
        "story": lambda: f"/ar/story/{some.choice(stories)}",
        "claim": lambda: f"/ar/claim/{some.choice(claims)}",
        "initiatives": lambda: "/ar/initiatives",
        "initiative": lambda: f"/ar/initiative/{some.choice(matters)}",
        "actors": lambda: "/ar/actors",
        "actor": lambda: f"/ar/actor/{quote(ask.said('speaker_id'))}",
        "search, a word": lambda: f"/ar/search?q={quote(ask.word())}",
        "search, a speaker": lambda: f"/ar/search?inside=statements&speaker={quote(ask.said('speaker'))}",
        "review, a list": lambda: "/ar/review",
        "review": lambda: f"/ar/review/{article()}.a0",
        "about": lambda: "/en/about",
        "API, articles": lambda: f"/api/v1/articles?text={quote(ask.word())}",
        "API, statements": lambda: f"/api/v1/attributions?speaker={quote(ask.said('speaker_id'))}",
        "API, all statements": lambda: "/api/v1/attributions?limit=100",
        "API, stances": lambda: "/api/v1/stances?stance=opposes&since=2024-06",
        "API, events": lambda: "/api/v1/events",
        "API, entities": lambda: "/api/v1/entities?limit=100",
        "API, an entity": lambda: f"/api/v1/entities/{quote(ask.said('speaker_id'))}",
        "API, search": lambda: f"/api/v1/search?text={quote(ask.word())}",
        "API, initiatives": lambda: "/api/v1/initiatives",
        "API, stories": lambda: "/api/v1/stories",
    }


def warm(base: str) -> None:
    """Wait until pages that are gathered aside are there."""
    started = time.perf_counter()
    with httpx2.Client(base_url=base, timeout=60) as client:
        for path in ("/ar/initiatives", "/ar/actors"):
            while client.get(path).status_code == 503 and time.perf_counter() < started + WARMING:
                time.sleep(1)
    print(f"gathered in {time.perf_counter() - started:.0f} s", flush=True)


def measure(base: str, pages: dict[str, Callable[[], str]], asked: int) -> None:
    """Ask for every kind of page and print how long it took."""
    every: list[float] = []
    with httpx2.Client(base_url=base, timeout=60, follow_redirects=True) as client:
        for name, address in pages.items():
            times = []
            for _ in range(asked):
                path = address()
                started = time.perf_counter()
                answer = client.get(path)
                times.append(1000 * (time.perf_counter() - started))
                assert answer.status_code in (200, 404), (path, answer.status_code)
                if path.startswith("/api/"):
                    time.sleep(0.05)  # twenty a second are allowed
            every += times
            print(f"{name:<20}{row(times)}", flush=True)
    print(f"{'all':<20}{row(every)}", flush=True)


def main() -> None:
    """Fill a store, serve it, measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--store", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--at", default="")
    parser.add_argument("--asked", type=int, default=40)
    given = parser.parse_args()
    with place(given.store, given.at) as where:
        if not given.at:
            fill(where, 0, given.articles)
        with open_store(where, reader_version()) as store:
            store.relate(lambda _: together(store))
            pages = kinds(Asker(store), store)
        with serving(where) as base:
            warm(base)
            measure(base, pages, given.asked)
            adding = multiprocessing.get_context("spawn").Process(target=add_more, args=(where,), daemon=True)
            adding.start()
            print("while another process adds articles")
            measure(base, pages, given.asked)
            adding.kill()


if __name__ == "__main__":
    main()
