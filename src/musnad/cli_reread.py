"""`musnad reread`: pages read again from their kept bytes, and what that changed in the statements."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

import msgspec
from rich.text import Text

from musnad.changes import Change, changes
from musnad.cli_changes import print_change
from musnad.cli_read import BATCH_BYTES, BATCH_PAGES
from musnad.export.jsonl import escaped
from musnad.jobs import ordered
from musnad.labels import Labels
from musnad.lexicon import lexicon
from musnad.names import BadName, parse_name
from musnad.page.errors import InputError
from musnad.page.formats import Source
from musnad.reader import reader_version
from musnad.records import Meta, Record
from musnad.store import Item, NoSuchPage, Store, StoreError, open_store
from musnad.terminal import Screen, complain, safe
from musnad.workers import Found, Problem, read_page

SUMMED = ("pages", "replaced", "known", "new", "gone", "other", "lost", "back")


def run_reread(names: tuple[str, ...], outlet: str, where: str, form: str, labels: Labels, jobs: int) -> int:
    """Read again what another reader has read; a batch that is stored is not read once more after a break."""
    lexicon()  # a fault in a knowledge table is told once, before anything is read
    open_store(where, create=False).close()
    with open_store(where, reader_version()) as store:
        try:
            chosen = {store.one(parse_name(name).page) for name in names}
        except (BadName, NoSuchPage) as error:
            complain(str(error))
            return 1
        ids = [page for page in store.stale(outlet) if not names or page in chosen]
        run = Reread(store, form, Screen(), labels)
        for found, result in ordered(read_page, _sources(store, ids), jobs):
            run.take(found, result)
        run.flush()
    run.sum_up()
    return 1 if run.counts["failed"] else 0


def _sources(store: Store, ids: list[str]) -> Iterator[Found]:
    """The pages as they first came, with the names, addresses and days they were stored under."""
    for page_id in ids:
        try:
            kept = store.kept(page_id)
        except StoreError as error:
            yield InputError(str(error))
            continue
        form = kept.format if kept.format in ("html", "text") else ""
        given = _given(store, page_id)
        yield Source(kept.data, kept.name, kept.url, kept.content_type, kept.fetched, form, given)  # type: ignore[arg-type]


def _given(store: Store, page_id: str) -> tuple[Meta, ...]:
    """What was said of a page when it was read first; nothing where its record cannot be read any more."""
    with suppress(StoreError):
        record = store.load(page_id)
        return record.page.given if record else ()
    return ()


class Reread:
    """One run: pages wait for the next batch, and what changed is told once it is stored."""

    def __init__(self, store: Store, form: str, screen: Screen, labels: Labels) -> None:
        self.counts: Counter[str] = Counter()
        self._store = store
        self._form = form
        self._screen = screen
        self._labels = labels
        self._waiting: list[Item] = []

    def take(self, found: Found, result: Record | Problem) -> None:
        """Take the next page; one that cannot be read any more keeps the reading it has."""
        if isinstance(result, Problem) or isinstance(found, InputError):
            self.counts["failed"] += 1
            complain(result.reason if isinstance(result, Problem) else str(found))
            return
        self._waiting.append(Item(result, found.data, found.content_type))
        if len(self._waiting) >= BATCH_PAGES or sum(len(item.data) for item in self._waiting) >= BATCH_BYTES:
            self.flush()

    def flush(self) -> None:
        """Store the pages that wait, in one transaction, and tell what changed."""
        items, self._waiting = self._waiting, []
        before = [self._before(item.record.page.id) for item in items]
        for item, old, saved in zip(items, before, self._store.save_all(items) if items else (), strict=True):
            self.counts.update({"pages": 1, saved.outcome: 1})
            if saved.outcome == "replaced":
                self._tell(item.record, changes(old, item.record))
        sys.stdout.flush()

    def sum_up(self) -> None:
        """Tell how much was read and what came of it."""
        screen = Screen(sys.stderr)
        screen.line(self._labels("reread.summary", **{name: self.counts[name] for name in SUMMED}))
        if self.counts["lost"] or self.counts["back"]:
            screen.line(self._labels("reread.reviewed", lost=self.counts["lost"], back=self.counts["back"]), "yellow")
        if self.counts["failed"]:
            screen.line(self._labels("summary.failed", failed=self.counts["failed"]), "red")

    def _before(self, page_id: str) -> Record | None:
        try:
            return self._store.load(page_id)
        except StoreError:
            return None  # a damaged record is mended

    def _tell(self, record: Record, found: tuple[Change, ...]) -> None:
        self.counts.update(change.what for change in found)
        lost, back = self._reviewed(record.page.id)
        self.counts.update({"lost": len(lost), "back": len(back)})
        if self._form == "json":
            told = {"page": record.page.id, "changes": found, "lost": lost, "back": back}
            sys.stdout.write(escaped(msgspec.json.encode(told).decode()) + "\n")
            return
        with self._screen.at_once():
            page = record.page
            self._screen.line(Text.assemble((safe(page.name or page.url), "bold"), "  ", (page.id[:16], "dim")))
            for change in found:
                print_change(change, self._screen, self._labels)
            for name in lost:
                self._screen.line(self._labels("reread.lost", finding=name), "yellow", 2)
            for name in back:
                self._screen.line(self._labels("reread.back", finding=name), "yellow", 2)

    def _reviewed(self, page_id: str) -> tuple[list[str], list[str]]:
        """What people have confirmed and this reading lost, and what they rejected and it still has."""
        current = [one for one in self._store.corrections(page_id) if one.current]
        lost = [one for one in current if one.correction.verdict != "reject" and not one.name]
        back = [one for one in current if one.correction.verdict == "reject" and one.name]
        return [safe(one.correction.place.exact) for one in lost], [one.name for one in back]
