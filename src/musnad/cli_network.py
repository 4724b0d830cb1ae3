"""`musnad fetch`, `musnad watch` and `musnad versions`: pages from the network, and what became of them there."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

import msgspec
from rich.text import Text

from musnad.changes import Change, changes
from musnad.cli_changes import print_change
from musnad.cli_read import Format, Run
from musnad.export.jsonl import escaped
from musnad.fetch import Allowed, Fetched, Fetcher, FetchError, Limits, canonical
from musnad.fetch.config import ConfigError, load
from musnad.fetch.ledger import Ledger, LedgerError
from musnad.fetch.robots import Robots
from musnad.fetch.watch import Event, Keeping, Watch
from musnad.labels import Labels
from musnad.lexicon import lexicon
from musnad.page.errors import InputError
from musnad.page.formats import Source
from musnad.reader import reader_version
from musnad.records import Record
from musnad.store import Item, Store, open_store
from musnad.store.versions import Version, versions
from musnad.terminal import Screen, complain, safe
from musnad.workers import Found, Problem, read_page


def run_fetch(urls: tuple[str, ...], where: str, form: Format, allowed: tuple[Allowed, ...], most_bytes: int,
              labels: Labels) -> int:  # fmt: skip
    """Fetch pages, read them into the store and print them; 1 where one did not come, else 0."""
    lexicon()  # a fault in a knowledge table is told once, before anything is asked for
    fetcher = Fetcher(Limits(most_bytes=most_bytes), allowed)
    robots = Robots(fetcher)
    with open_store(where, reader_version()) as store:
        run = Run(store, form, Screen(), labels)
        for url in urls:
            found = _fetched(url, fetcher, robots)
            run.take(found, read_page(found))
        run.flush()
    return 1 if run.counts["failed"] else 0


def _fetched(url: str, fetcher: Fetcher, robots: Robots) -> Found:
    try:
        found = fetcher.get(url, permit=robots.permit)
    except FetchError as error:
        return InputError(str(error))
    if not 200 <= found.status < 300:
        return InputError(f"{url}: answered with status {found.status}; nothing to read")
    return _source(found)


def _source(found: Fetched) -> Source:
    url = canonical(found.url)
    return Source(found.data, url, url, found.content_type, found.fetched)


class Keeper:
    """Reads what comes and stores it as a version of its address."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.found: tuple[Change, ...] = ()

    def keep(self, came: Fetched, last: str) -> Keeping:
        """Store one page; what changed since its last version is in `found`."""
        self.found = ()
        source = _source(came)
        result = read_page(source)
        if isinstance(result, Problem):
            return Keeping("", "unread", result.reason)
        (saved,) = self._store.save_all([Item(result, source.data, source.content_type)])
        if saved.outcome == "forgotten":
            return Keeping("", "forgotten")
        if saved.id == last:
            return Keeping(last, "unchanged")
        before = self._store.load(last) if last else None
        if before is None:
            said = sum(len(reading.attributions) for reading in result.readings)
            return Keeping(saved.id, "stored", f"{saved.id[:16]}, {len(result.readings)} articles, {said} statements")
        self.found = changes(before, result)
        return Keeping(saved.id, "changed", f"{last[:16]} -> {saved.id[:16]}, {len(self.found)} statements")


def run_watch(feeds: Path, where: str, state: Path | None, once: bool, form: str, labels: Labels) -> int:
    """Watch feeds until told to stop; 1 where the feeds, the ledger or the store cannot be used."""
    lexicon()
    try:
        watched = load(feeds)
        ledger = Ledger(state or feeds.with_suffix(".ledger"))
    except (ConfigError, LedgerError) as error:
        complain(str(error))
        return 1
    screen = Screen()
    try:
        with open_store(where, reader_version()) as store:
            keeper = Keeper(store)
            watch = Watch(watched, ledger, Fetcher(allowed=watched.allowed()), keeper.keep)
            with _stopped_by_signals(watch):
                for event in watch.run(once):
                    _tell(event, keeper.found if event.outcome == "changed" else (), form, screen, labels)
    finally:
        ledger.close()
    return 0


@contextmanager
def _stopped_by_signals(watch: Watch) -> Iterator[None]:
    """Ctrl-C and a polite kill end the run after what is under way; a second one ends it at once."""
    before = {int(number): signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def stop(number: int, _: FrameType | None) -> None:
        watch.stop()
        signal.signal(number, before[number])

    for number in before:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tell(event: Event, found: tuple[Change, ...], form: str, screen: Screen, labels: Labels) -> None:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    if form == "json":
        told = {"at": at, "url": event.url, "outcome": event.outcome, "detail": event.detail, "changes": found}
        sys.stdout.write(escaped(msgspec.json.encode(told).decode()) + "\n")
    else:
        line = Text.assemble((f"{at}  ", "dim"), labels(f"watch.{event.outcome}"), "  ", safe(event.url))
        screen.line(line.append(f"  {safe(event.detail)}" if event.detail else "", "dim"))
        for change in found:
            print_change(change, screen, labels)
    sys.stdout.flush()


def run_versions(url: str, where: str, form: str, labels: Labels) -> int:
    """Print the versions of an address, each with what it changed in the statements; 1 where there is none."""
    screen = Screen()
    with open_store(where, create=False) as store:
        found = versions(store, canonical(url)) or versions(store, url)
        if not found:
            complain(labels("versions.none", url=url, store=where))
            return 1
        before: Record | None = None
        for version in found:
            record = store.load(version.page)
            if record is not None:
                _tell_version(version, changes(before, record) if before else (), form, screen, labels)
                before = record
    return 0


def _tell_version(version: Version, told: tuple[Change, ...], form: str, screen: Screen, labels: Labels) -> None:
    if form == "json":
        line = {"page": version.page, "seen_at": version.seen_at, "changes": told}
        sys.stdout.write(escaped(msgspec.json.encode(line).decode()) + "\n")
        return
    screen.line(Text.assemble((version.seen_at, "bold"), "  ", version.page[:16]))
    for change in told:
        print_change(change, screen, labels)
