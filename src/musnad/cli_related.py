"""`musnad story`, `musnad claim` and `musnad origins`: what all that was read shows together."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TypeVar

import msgspec
from msgspec import Struct
from rich.text import Text

from musnad.export.jsonl import escaped
from musnad.labels import Labels
from musnad.pipeline import relate_records
from musnad.reader import reader_version
from musnad.records import Record
from musnad.relations import Claim, Copy, Drift, OriginGroup, Origins, Relations, Story
from musnad.store import Store, open_store
from musnad.terminal import Screen, complain, safe

R = TypeVar("R", Story, Claim)


class Shown(Struct, frozen=True):
    """What is told of an article: its headline, its outlet and its day, as far as known."""

    title: str
    outlet: str
    day: str


def run_story(name: str | None, where: str, form: str, labels: Labels) -> int:
    """Print every story, or the timeline and the origins of one; 1 where there is none such."""
    with _opened(where) as store:
        relations = store.relations(relate_records)
        found = _named(relations.stories, name)
        if form == "json" or not found:
            return _as_json(found, name)
        teller = Teller(store, relations, labels)
        for story in found:
            teller.story(story, whole=name is not None)
    return 0


def run_claim(name: str | None, where: str, form: str, labels: Labels) -> int:
    """Print every claim, or the reports and the origins of one; 1 where there is none such."""
    with _opened(where) as store:
        relations = store.relations(relate_records)
        found = _named(relations.claims, name)
        if form == "json" or not found:
            return _as_json(found, name)
        teller = Teller(store, relations, labels)
        for claim in found:
            teller.claim(claim, whole=name is not None)
    return 0


def run_origins(name: str, where: str, form: str, labels: Labels) -> int:
    """Print where a story, a claim or an article comes from, with every reason; 1 where there is none such."""
    with _opened(where) as store:
        relations = store.relations(relate_records)
        found: list[Origins] = [story.origins for story in _named(relations.stories, name)]
        found += [claim.origins for claim in _named(relations.claims, name)]
        found += [s.origins for s in relations.stories if any(_is(article, name) for article in s.articles)]
        if form == "json" or not found:
            return _as_json(found, name)
        teller = Teller(store, relations, labels)
        for origins in found:
            teller.origins(origins, reasons=True)
        for copy in relations.copies:
            if _is(copy.origin, name) or _is(copy.to, name):
                teller.copy(copy)
    return 0


def _opened(where: str) -> Store:
    """The store, writable so that what is found can be kept; it must be there."""
    open_store(where, create=False).close()
    return open_store(where, reader_version())


def _named(rows: Iterable[R], name: str | None) -> list[R]:
    return [row for row in rows if name is None or row.id.startswith(name)]


def _is(article: str, name: str) -> bool:
    return article == name or (article.startswith(name) and article[len(name) :][:1] in ("", "."))


def _as_json(found: Iterable[object], name: str | None) -> int:
    rows = list(found)
    for row in rows:
        sys.stdout.write(escaped(msgspec.json.encode(row).decode()) + "\n")
    if not rows:
        complain(f"{name}: no such story, claim or article" if name else "nothing that was read tells one story")
    return 0 if rows else 1


class Teller:
    """Tells stories, claims and origins as a person reads them."""

    def __init__(self, store: Store, relations: Relations, labels: Labels) -> None:
        self._store = store
        self._relations = relations
        self._labels = labels
        self._screen = Screen()
        self._pages: dict[str, Record | None] = {}

    def story(self, story: Story, whole: bool) -> None:
        """A story in two lines, or its timeline with its origins."""
        labels = self._labels
        days = " – ".join(dict.fromkeys(day for day in (story.start, story.stop) if day)) or labels("day.unknown")
        self._head(story.title, story.id)
        counts = labels("story.counts", articles=len(story.articles), outlets=len(story.outlets))
        self._screen.line(labels.listed([days, counts, self._count(story.origins)]), indent=2)
        if whole:
            for article in story.articles:
                alone = [labels("story.headline")] if article in story.by_headline else []
                self._article(article, *alone)
            self.origins(story.origins, reasons=True)
        self._screen.line()

    def claim(self, claim: Claim, whole: bool) -> None:
        """A claim in two lines, or its reports with what changed between them and its origins."""
        labels = self._labels
        self._head(claim.text, claim.id)
        speaker = safe(claim.speaker) or labels("speaker.unknown")
        counts = labels("claim.counts", reports=len(claim.attributions))
        self._screen.line(labels.listed([speaker, counts, self._count(claim.origins)]), indent=2)
        if whole:
            for article, _ in claim.attributions:
                self._article(article)
            for drift in claim.drift:
                self._drift(drift)
            self.origins(claim.origins, reasons=True)
        self._screen.line()

    def origins(self, origins: Origins, reasons: bool) -> None:
        """The origins, each with the articles that go back to it and the reasons."""
        self._screen.line(self._count(origins), "bold", indent=2)
        for group in origins.groups:
            self._group(group, reasons)
        for loop in origins.loops:
            self._screen.line(self._labels("origins.loop", outlets=self._labels.listed(map(safe, loop))), indent=4)

    def copy(self, copy: Copy) -> None:
        """A copy with its direction and the reason."""
        percent = round(100 * copy.overlap)
        line = (
            f"{copy.origin} → {copy.to}  {percent}%  {self._labels(f'direction.{copy.direction}')}  {safe(copy.reason)}"
        )
        self._screen.line(line, indent=2)

    def _group(self, group: OriginGroup, reasons: bool) -> None:
        unnamed = [self._labels("origins.unnamed")] if group.unnamed else []
        name = safe(group.origin) or self._labels("outlet.unknown")
        self._screen.line(Text(self._labels.listed([name, *unnamed, " ".join(group.articles)])), indent=4)
        for reason in group.reasons if reasons else ():
            self._screen.line(Text(f"- {safe(reason)}", "dim"), indent=6)

    def _drift(self, drift: Drift) -> None:
        what = self._labels(f"drift.{drift.what}")
        self._screen.line(
            f"{what}: {safe(drift.before)} → {safe(drift.after)}  ({drift.origin} → {drift.to})", indent=4
        )

    def _head(self, title: str, name: str) -> None:
        self._screen.line(Text.assemble((safe(title) or self._labels("untitled"), "bold cyan"), "  ", (name, "dim")))

    def _count(self, origins: Origins) -> str:
        key = "origins.settled" if origins.low == origins.high else "origins.interval"
        return self._labels(key, low=origins.low, high=origins.high)

    def _article(self, name: str, *notes: str) -> None:
        shown = self._shown(name)
        outlet, day = safe(shown.outlet) or self._labels("outlet.unknown"), shown.day or self._labels("day.unknown")
        parts = self._labels.listed([day, outlet, safe(shown.title) or self._labels("untitled"), *notes])
        self._screen.line(Text.assemble(parts, "  ", (name, "dim")), indent=4)

    def _shown(self, name: str) -> Shown:
        page, _, rest = name.partition(".")
        if page not in self._pages:
            ids = self._store.find(page)
            self._pages[page] = self._store.load(ids[0]) if ids else None
        record = self._pages[page]
        return Shown("", "", "") if record is None else shown(record, rest)


def shown(record: Record, rest: str) -> Shown:
    """An article of a page by its number, or a headline in a list of it by its block (`b3`)."""
    if rest.startswith("b"):
        block = record.page.blocks[int(rest[1:])]
        source = block.detail[0] if block.detail else ""
        return Shown(" ".join(record.page.text[block.start : block.stop].split()), source, "")
    article = record.readings[int(rest)].article
    day = article.published or article.published_hint
    return Shown(article.title, article.outlet, day.value if day else "")
