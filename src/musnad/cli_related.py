"""`musnad story`, `musnad claim` and `musnad origins`: what all that was read shows together."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TypeVar

import msgspec
from rich.text import Text

from musnad.export.jsonl import escaped
from musnad.labels import Labels
from musnad.pipeline import relate_records
from musnad.reader import reader_version
from musnad.records import Record
from musnad.relate.lines import claim_line, origins_line, story_line
from musnad.relations import Claim, Copy, Drift, OriginGroup, Origins, Story
from musnad.store import Store, open_store
from musnad.store.graph import shown
from musnad.terminal import Screen, complain, safe

R = TypeVar("R", Story, Claim)
T = TypeVar("T", Story, Claim, Origins)


def run_story(name: str | None, where: str, form: str, labels: Labels) -> int:
    """Print every story, or the timeline and the origins of one; 1 where there is none such."""
    with _opened(where) as store:
        rows = store.relations(relate_records).stories
        return _told(_named(rows, name), name, form, story_line, Teller(store, labels).story)


def run_claim(name: str | None, where: str, form: str, labels: Labels) -> int:
    """Print every claim, or the reports and the origins of one; 1 where there is none such."""
    with _opened(where) as store:
        rows = store.relations(relate_records).claims
        return _told(_named(rows, name), name, form, claim_line, Teller(store, labels).claim)


def run_origins(name: str, where: str, form: str, labels: Labels) -> int:
    """Print where a story, a claim or an article comes from, with every reason; 1 where there is none such."""
    with _opened(where) as store:
        relations = store.relations(relate_records)
        found: list[Origins] = [story.origins for story in _named(relations.stories, name)]
        found += [claim.origins for claim in _named(relations.claims, name)]
        found += [s.origins for s in relations.stories if any(_is(article, name) for article in s.articles)]
        teller = Teller(store, labels)
        told = _told(found, name, form, origins_line, lambda origins, _: teller.origins(origins))
        for copy in relations.copies if form != "json" else ():
            if _is(copy.origin, name) or _is(copy.to, name):
                teller.copy(copy)
    return told


def _told(
    found: list[T],
    name: str | None,
    form: str,
    line: Callable[[T], dict[str, object]],
    tell: Callable[[T, bool], None],
) -> int:
    """Tell each, or print it as a line of `musnad relate`; 1 where there is none."""
    for one in found:
        if form == "json":
            sys.stdout.write(escaped(msgspec.json.encode(line(one)).decode()) + "\n")
        else:
            tell(one, name is not None)
    if not found:
        complain(f"{name}: no such story, claim or article" if name else "nothing that was read tells one story")
    return 0 if found else 1


def _opened(where: str) -> Store:
    """The store, writable so that what is found can be kept; it must be there."""
    open_store(where, create=False).close()
    return open_store(where, reader_version())


def _named(rows: Iterable[R], name: str | None) -> list[R]:
    return [row for row in rows if name is None or row.id.startswith(name)]


def _is(article: str, name: str) -> bool:
    return article == name or (article.startswith(name) and article[len(name) :][:1] in ("", "."))


class Teller:
    """Tells stories, claims and origins as a person reads them."""

    def __init__(self, store: Store, labels: Labels) -> None:
        self._store = store
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
            self.origins(story.origins)
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
            self.origins(claim.origins)
        self._screen.line()

    def origins(self, origins: Origins) -> None:
        """The origins, each with the articles that go back to it and the reasons."""
        self._screen.line(self._count(origins), "bold", indent=2)
        for group in origins.groups:
            self._group(group)
        for loop in origins.loops:
            self._screen.line(self._labels("origins.loop", outlets=self._labels.listed(map(safe, loop))), indent=4)

    def copy(self, copy: Copy) -> None:
        """A copy with its direction and the reason."""
        labels = self._labels
        told = labels.listed(labels.reason(reason) for reason in copy.reasons)
        share = f"{round(100 * copy.overlap)}%  {labels(f'direction.{copy.direction}')}"
        self._screen.line(f"{copy.origin} → {copy.to}  {share}  {safe(told)}", indent=2)

    def _group(self, group: OriginGroup) -> None:
        unnamed = [self._labels("origins.unnamed")] if group.unnamed else []
        known = group.origin not in group.articles  # an article whose outlet is not known stands for it
        name = (known and safe(group.origin)) or self._labels("outlet.unknown")
        self._screen.line(Text(self._labels.listed([name, *unnamed, " ".join(group.articles)])), indent=4)
        for reason in group.reasons:
            self._screen.line(Text(f"- {safe(self._labels.reason(reason))}", "dim"), indent=6)

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
        labels = self._labels
        title, outlet, day = self._shown(name)
        parts = [day or labels("day.unknown"), safe(outlet) or labels("outlet.unknown"), safe(title)]
        parts[2] = parts[2] or labels("untitled")
        self._screen.line(Text.assemble(labels.listed([*parts, *notes]), "  ", (name, "dim")), indent=4)

    def _shown(self, name: str) -> tuple[str, str, str]:
        page, _, rest = name.partition(".")
        if page not in self._pages:
            ids = self._store.find(page)
            self._pages[page] = self._store.load(ids[0]) if ids else None
        record = self._pages[page]
        return ("", "", "") if record is None else shown(record, rest)
