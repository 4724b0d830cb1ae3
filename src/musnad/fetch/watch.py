"""Feeds watched: what they list is fetched, one request a site at a time, at a pace the site bears."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from msgspec import Struct
from msgspec.structs import replace

from musnad.fetch.answers import LONGEST_WAIT, Turn, conditions, turn
from musnad.fetch.client import Fetched, Fetcher
from musnad.fetch.config import Feed, Watched, span
from musnad.fetch.errors import FetchError
from musnad.fetch.ledger import FOREVER, Ledger, Task
from musnad.fetch.listings import BadListing, Listed, Listing, listing
from musnad.fetch.robots import LONGEST_DELAY, Robots, site_of
from musnad.fetch.urls import canonical

THREADS = 4
MOST_SITEMAPS = 50
IDLE_SECONDS = 60.0


class Event(Struct, frozen=True):
    """One thing that happened: an address, what came of it, and a few words more."""

    url: str
    outcome: str
    detail: str = ""


class Keeping(Struct, frozen=True):
    """What whoever keeps pages says of one: the id it is stored under ("" where it is not), and what changed."""

    page: str
    outcome: str
    detail: str = ""


Keep = Callable[[Fetched, str], Keeping]
"""Takes a page that came and the id of its last version ("" for none)."""


class Watch:
    """One run over the tasks of a ledger."""

    def __init__(
        self, watched: Watched, ledger: Ledger, fetcher: Fetcher, keep: Keep, clock: Callable[[], float] = time.time
    ) -> None:
        self._feeds: Mapping[str, Feed] = {canonical(feed.url): feed for feed in watched.feed}
        self._again = tuple(map(span, watched.again))
        self._pace = span(watched.pace)
        self._ledger = ledger
        self._fetcher = fetcher
        self._robots = Robots(fetcher, clock)
        self._keep = keep
        self._clock = clock
        self._over = threading.Event()
        ledger.keep_feeds(self._feeds)
        ledger.add((Task("feed", url, site_of(url)) for url in self._feeds), clock())

    def stop(self) -> None:
        """End after the requests under way."""
        self._over.set()

    def run(self, once: bool = False) -> Iterator[Event]:
        """Do what is due, for ever or (`once`) until nothing is, each thing once; tell what happens."""
        begun = self._clock() if once else FOREVER
        running: dict[Future[tuple[Fetched | FetchError, float]], Task] = {}
        with ThreadPoolExecutor(THREADS) as threads:
            while not self._over.is_set():
                busy = [task.site for task in running.values()]
                for task in self._ledger.next(self._clock(), busy, begun)[: THREADS - len(running)]:
                    running[threads.submit(self._ask, task)] = task
                if not running:
                    pause = self._pause(once, begun)
                    if pause is None:
                        return
                    self._over.wait(pause)
                    continue
                done, _ = wait(running, timeout=1.0, return_when=FIRST_COMPLETED)
                for future in done:
                    yield from self._settle(running.pop(future), *future.result())
            for future, task in running.items():  # what is under way is not asked for in vain
                yield from self._settle(task, *future.result())

    def _pause(self, once: bool, begun: float) -> float | None:
        """How long nothing is to be done; None where a run of one round is over."""
        now = self._clock()
        wakes = self._ledger.wakes(now, begun) if once else self._ledger.wakes()
        if once and (wakes is None or wakes - now > LONGEST_DELAY):
            return None  # what is due waits for a site that wants to be left alone for long
        return IDLE_SECONDS if wakes is None else min(max(wakes - now, 0.01), IDLE_SECONDS)

    def _ask(self, task: Task) -> tuple[Fetched | FetchError, float]:
        """In a thread: the answer, and the seconds its site wants between requests."""
        try:
            delay = self._robots.of(task.site).delay
            return self._fetcher.get(task.url, conditions(task), self._robots.permit), delay
        except FetchError as error:
            return error, 0.0

    def _settle(self, task: Task, found: Fetched | FetchError, delay: float) -> Iterator[Event]:
        now = self._clock()
        feed = self._feed_of(task)
        judged = turn(task, found, self._again, feed.seconds if feed else LONGEST_WAIT, now)
        self._ledger.hold(task.site, max(judged.hold, now + max(self._pace, delay)))
        if not judged.use or isinstance(found, FetchError):
            self._ledger.settle(judged.task, judged.due, judged.outcome)
            yield Event(task.url, judged.outcome, judged.detail)
        elif task.kind == "feed":
            yield from self._listed(judged, found, feed or Feed(task.url), now)
        else:
            yield from self._came(judged, found)

    def _feed_of(self, task: Task) -> Feed | None:
        return self._feeds.get(task.url if task.kind == "feed" and not task.parent else task.parent)

    def _listed(self, judged: Turn, found: Fetched, feed: Feed, now: float) -> Iterator[Event]:
        try:
            seen = listing(found.data, found.url, self._fetcher.limits.most_bytes)
        except BadListing as error:
            # it is asked again when it is due: a site's error page comes and goes
            self._ledger.settle(replace(judged.task, etag="", modified=""), judged.due, "no feed")
            yield Event(judged.task.url, "no feed", str(error))
            return
        tasks = self._tasks(judged.task, seen, feed)
        new = self._ledger.settle(judged.task, judged.due, "listed", tasks, now)
        self._ledger.hurry(((one.url, one.changed) for one in seen.pages if one.changed), now)
        yield Event(judged.task.url, "listed", f"{len(seen.pages)} pages, {len(seen.sitemaps)} sitemaps, {new} new")

    def _tasks(self, task: Task, seen: Listing, feed: Feed) -> list[Task]:
        top = task.parent or task.url
        pages = [Task("page", one.url, site_of(one.url), top) for one in seen.pages[: feed.pages]]
        # a sitemap leads to sitemaps once; what those lead to further is not followed
        inner: list[Listed] = [] if task.parent else list(seen.sitemaps[:MOST_SITEMAPS])
        return [Task("feed", one.url, site_of(one.url), top) for one in inner] + pages

    def _came(self, judged: Turn, found: Fetched) -> Iterator[Event]:
        """A page: kept first, then written down as done, so that a run that is killed between asks once more."""
        kept = self._keep(found, judged.task.page)
        task = replace(judged.task, page=kept.page or judged.task.page)
        self._ledger.settle(task, judged.due, kept.outcome)
        moved = f"now at {found.url}" if found.moved_for_good else ""
        yield Event(task.url, kept.outcome, "; ".join(filter(None, (kept.detail, moved))))
