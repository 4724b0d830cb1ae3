"""`musnad report`: a story as one HTML file, to send, to keep, or to print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from musnad.cli_export import output
from musnad.digest import chain_line, kind_line
from musnad.export.report import Marked, Report, Section, Table, html
from musnad.labels import Labels
from musnad.pipeline import relate_records
from musnad.reader import reader_version
from musnad.records import Article, Reading, Span
from musnad.relations import Claim, OriginGroup, Origins, Story
from musnad.store import Store, open_store
from musnad.store.graph import shown
from musnad.terminal import complain, inert, safe
from musnad.why import sentences_around


def run_report(name: str, target: Path, where: str, labels: Labels) -> int:
    """Write the report of the one story whose identifier starts with `name`; 1 where there is none, or several."""
    open_store(where, create=False).close()
    with open_store(where, reader_version()) as store:
        relations = store.relations(relate_records)
        found = [story for story in relations.stories if story.id.startswith(name)]
        if len(found) != 1:
            complain(labels("report.several" if found else "report.none", name=name))
            return 1
        claims = [claim for claim in relations.claims if claim.story == found[0].id]
        page = html(Teller(store, labels).story(found[0], claims))
    with output(target) as out:
        out.write(page.encode("utf-8", "replace"))
    return 0


class Teller:
    """Puts a story into the words of a report."""

    def __init__(self, store: Store, labels: Labels) -> None:
        self._store = store
        self._labels = labels

    def story(self, story: Story, claims: list[Claim]) -> Report:
        """The timeline, the origins, the claims, and every article with what is said in it."""
        labels = self._labels
        days = " – ".join(dict.fromkeys(day for day in (story.start, story.stop) if day)) or labels("day.unknown")
        counts = labels("story.counts", articles=len(story.articles), outlets=len(story.outlets))
        lines = (
            labels.listed([days, counts]),
            self._count(story.origins),
            labels("report.made", reader=reader_version()),
        )
        columns = tuple(labels(f"report.{name}") for name in ("day", "outlet", "title", "article"))
        timeline = Table(columns, tuple(self._row(article) for article in story.articles))
        sections = [
            Section(labels("report.timeline"), table=timeline),
            Section(labels("report.origins"), (self._count(story.origins), *self._loops(story.origins))),
            *(self._group(group) for group in story.origins.groups),
            *self._claims(claims),
            *(section for article in story.articles for section in self._article(article)),
        ]
        return Report(labels.language, safe(story.title) or labels("untitled"), lines, tuple(sections))

    def _count(self, origins: Origins) -> str:
        key = "origins.settled" if origins.low == origins.high else "origins.interval"
        return self._labels(key, low=origins.low, high=origins.high)

    def _loops(self, origins: Origins) -> Iterator[str]:
        for loop in origins.loops:
            yield self._labels("origins.loop", outlets=self._labels.listed(map(safe, loop)))

    def _group(self, group: OriginGroup) -> Section:
        labels = self._labels
        lines = [labels("origins.unnamed")] if group.unnamed else []
        lines += [" · ".join(cell for cell in self._row(article) if cell) for article in group.articles]
        lines += [f"– {safe(labels.reason(reason))}" for reason in group.reasons]
        return Section(safe(group.origin) or labels("outlet.unknown"), tuple(lines), rank=3)

    def _claims(self, claims: list[Claim]) -> Iterator[Section]:
        labels = self._labels
        columns = tuple(labels(f"report.{name}") for name in ("speaker", "words", "reports", "origins"))
        rows = tuple(
            (
                safe(one.speaker) or labels("speaker.unknown"), safe(one.text), str(len(one.attributions)),
                self._count(one.origins),
            )
            for one in claims
        )  # fmt: skip
        if rows:
            yield Section(labels("report.claims"), table=Table(columns, rows))

    def _row(self, name: str) -> tuple[str, str, str, str]:
        record = self._store.load_start(name)
        title, outlet, day = ("", "", "") if record is None else shown(record, name.partition(".")[2])
        labels = self._labels
        return day or labels("day.unknown"), safe(outlet) or labels("outlet.unknown"), safe(title), name

    def _article(self, name: str) -> Iterator[Section]:
        """What is said in an article and who stands where; nothing for a headline in a list."""
        _, _, rest = name.partition(".")
        record = self._store.load_start(name)
        if record is None or not rest.isdigit():
            return
        reading, labels = record.readings[int(rest)], self._labels
        article = reading.article
        heading = safe(article.title) or labels("untitled")
        day, outlet, _, _ = self._row(name)
        yield Section(heading, (labels.listed([outlet, day]),), url=article.url, id=article.id)
        if reading.attributions:
            columns = tuple(labels(f"report.{name}") for name in ("way", "words", "kind", "sentence"))
            yield Section(labels("statements"), table=Table(columns, tuple(self._statements(reading))), rank=3)
        if reading.stances:
            columns = tuple(labels(f"report.{name}") for name in ("actor", "stance", "initiative", "sentence"))
            yield Section(labels("stances"), table=Table(columns, tuple(self._stances(reading))), rank=3)

    def _statements(self, reading: Reading) -> Iterator[tuple[str | Marked, ...]]:
        for one in reading.attributions:
            sentence = _sentence(reading.article, one.cue.span, one.content.span)
            way = chain_line(one, self._labels, whole=True)
            yield way, safe(one.content.text), kind_line(one, self._labels), sentence

    def _stances(self, reading: Reading) -> Iterator[tuple[str | Marked, ...]]:
        for one in reading.stances:
            actor = safe(one.actor) or self._labels("actor.unknown")
            sentence = _sentence(reading.article, one.evidence.span)
            yield actor, self._labels(f"stance.{one.stance}"), safe(one.initiative), sentence


def _sentence(article: Article, *spans: Span) -> Marked:
    """The sentences around some spans, the spans marked in them."""
    start, stop = sentences_around(article, *spans)
    made, marks, last = "", [], start
    for low, high in sorted(spans):
        low = max(low, last)
        if low < high:
            made += inert(article.text[last:low])
            marks.append((len(made), len(made) + len(inert(article.text[low:high]))))
            made, last = made + inert(article.text[low:high]), high
    return Marked(made + inert(article.text[last:stop]), tuple(marks))
