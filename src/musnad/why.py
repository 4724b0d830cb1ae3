"""Why something was found: its rule, the knowledge behind it, and the words that show it."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from importlib import import_module
from itertools import islice
from typing import TypeVar

from msgspec import Struct
from rich.text import Text

from musnad.digest import (
    NEWS,
    article_facts,
    chain_line,
    day_line,
    event_line,
    event_marks,
    kind_line,
    quantity_line,
    unclear_line,
)
from musnad.happenings import happenings
from musnad.labels import Labels, Language
from musnad.lexicon import KNOWLEDGE, read_table
from musnad.names import Name
from musnad.records import Article, Block, Evidence, Reading, Record, evidence
from musnad.terminal import Screen, marked, safe

T = TypeVar("T")
WINDOW = 90
"""Code points shown on either side of what is marked on a page, where there are no sentences to go by."""


class Unknown(LookupError):
    """A name of something that the record does not hold."""


class Teller:
    """Tells about the findings of one record."""

    def __init__(self, record: Record, reader: str, screen: Screen, labels: Labels) -> None:
        self.record = record
        self.reader = reader
        self.screen = screen
        self.labels = labels

    def tell(self, name: Name) -> None:
        """Tell about what `name` names in the record; `Unknown` where there is no such thing."""
        if name.letter == "b":
            self._block(_nth(self.record.page.blocks, name.number, name))
        elif name.article is None:
            self._page()
        else:
            reading = _nth(self.record.readings, name.article, name)
            tell = {"": self._article, "a": self._attribution, "s": self._stance, "m": self._mention, "c": self._credit,
                    "u": self._unclear, "i": self._initiative, "e": self._event,
                    "q": self._quantity}[name.letter]  # fmt: skip
            tell(reading, name)

    # --- what can be asked about -----------------------------------------------------------------------------

    def _page(self) -> None:
        page = self.record.page
        self._fact("why.page", page.id)
        for value in (page.name, page.url, page.fetched):
            if value:
                self.screen.line(safe(value), indent=2)
        self.screen.line(f"{page.format}, {page.encoding} ({safe(page.encoding_basis)})", indent=2)
        for n, reading in enumerate(self.record.readings):
            title = safe(reading.article.title) or self.labels("untitled")
            self._fact("why.article", f"{page.id[:16]}.{n}  {title}")
        for n, block in enumerate(page.blocks):
            start = safe(page.text[block.start : min(block.stop, block.start + 60)])
            line = f"{page.id[:16]}.b{n}  {self.labels(f'role.{block.role}')}  {start}"
            self.screen.line(line, "dim" if block.role not in NEWS else "", 2)
        self._fact("why.version", self.reader)

    def _block(self, block: Block) -> None:
        self._fact("why.block", self.labels(f"role.{block.role}"))
        self._rule(block.rule, "page")
        for detail in block.detail:
            self.screen.line(safe(detail), indent=2)
        self._page_words(evidence(self.record.page.text, block.start, block.stop, "page"))

    def _article(self, reading: Reading, name: Name) -> None:
        article = reading.article
        self._fact("why.article", f"{article.id}  {safe(article.title)}")
        for label, value in article_facts(article, self.labels):
            self._fact(label, value)
        for day in (article.published, article.published_hint):
            if day:
                self._fact("day", day_line(article, self.labels))
                self._rule(day.rule, "page")
                self._evidence("why.evidence", day.evidence, article)
        self._evidence("byline", article.byline, article)
        self._evidence("dateline", article.dateline, article)
        for n in range(len(article.credits)):
            self._credit(reading, name._replace(letter="c", number=n))

    def _credit(self, reading: Reading, name: Name) -> None:
        credit = _nth(reading.article.credits, name.number, name)
        how = self.labels(f"credit.{credit.basis}")
        self._fact("credits", f"{safe(credit.name)} ({how}){_entity(credit.id)}")
        self._rule(credit.rule, "page")
        self._evidence("why.evidence", credit.evidence, reading.article)

    def _attribution(self, reading: Reading, name: Name) -> None:
        one = _nth(reading.attributions, name.number, name)
        article = reading.article
        self.screen.line(chain_line(one, self.labels, whole=True), "bold")
        self._fact("why.kind", kind_line(one, self.labels))
        self._who("why.speaker", one.speaker or self.labels("speaker.unknown"), one.speaker_id, reading)
        self._rule(one.rule, "said", one.score)
        self._row(one.row)
        shown = [("why.cue", one.cue), ("why.source", one.source), ("why.content", one.content)]
        for label, where in shown:
            if where:
                self._fact(label, safe(where.text))
        self._fact("why.evidence", "")
        self._in_sentences(article, *(where.span for _, where in shown if where))
        for link in one.chain:
            basis = self.labels(f"link.{link.basis}")
            self._fact("why.carrier", f"{safe(link.carrier)} ({basis}){_entity(link.id)}")
            self._evidence("why.evidence", link.evidence, article)
        for label, where in (("access", one.detail.access), ("reason", one.detail.reason)) if one.detail else ():
            self._evidence(label, where, article)

    def _stance(self, reading: Reading, name: Name) -> None:
        one = _nth(reading.stances, name.number, name)
        self._fact("why.stance", self.labels(f"stance.{one.stance}"))
        self._who("why.actor", one.actor or self.labels("actor.unknown"), one.actor_id, reading)
        self._fact("why.initiative", safe(one.initiative) + _entity(one.initiative_id))
        self._rule(one.rule, "stance")
        self._row(one.row)
        self._evidence("why.evidence", one.evidence, reading.article)
        self._evidence("condition", one.condition, reading.article)
        if one.attribution is not None and one.attribution < len(reading.attributions):
            self._fact("statements", f"{reading.article.id}.a{one.attribution}")
            self.screen.line(chain_line(reading.attributions[one.attribution], self.labels), indent=2)

    def _mention(self, reading: Reading, name: Name) -> None:
        one = _nth(reading.mentions, name.number, name)
        self._fact("why.mention", f"{safe(one.where.text)} ({one.type}, {one.form})")
        if one.entity:
            self._who("why.entity", "", one.entity, reading)
        self._rule(one.rule, "name")
        self._evidence("why.evidence", one.where, reading.article)

    def _initiative(self, reading: Reading, name: Name) -> None:
        one = _nth(reading.initiatives, name.number, name)
        self._fact("why.initiative", f"{safe(one.label)} [{safe(one.id)}]")
        if one.proposer:
            self._fact("stance.proposes", safe(one.proposer))
        if one.addressees:
            self._fact("addressees", self.labels.listed(safe(name) for name in one.addressees))
        if one.day is not None:
            self._fact("report.day", one.day.value)
        for where in one.mentions:
            self._evidence("why.evidence", where, reading.article)
        for where in one.terms:
            self._evidence("terms", where, reading.article)
        for number, stance in enumerate(reading.stances):
            if stance.initiative_id == one.id:
                self._fact(f"stance.{stance.stance}", f"{safe(stance.actor)}  {reading.article.id}.s{number}")

    def _event(self, reading: Reading, name: Name) -> None:
        one = _nth(reading.events, name.number, name)
        self._happened(reading, name.number)
        if one.context:
            self._fact("why.context", ", ".join(one.context))
        self._rule(one.rule, "event")
        self._row(one.row)
        self._fact("why.evidence", "")
        spans = [where.span for where in (one.trigger, *one.actor, *one.recipient)]
        self._in_sentences(reading.article, *spans)
        if one.attribution is not None and one.attribution < len(reading.attributions):
            self._fact("statements", f"{reading.article.id}.a{one.attribution}")
            self.screen.line(chain_line(reading.attributions[one.attribution], self.labels), indent=2)

    def _happened(self, reading: Reading, number: int) -> None:
        one = next(islice(happenings(reading), number, None))
        self.screen.line(event_line(one, self.labels))
        if told := event_marks(one, self.labels):
            self.screen.line(told, "dim", 2)

    def _quantity(self, reading: Reading, name: Name) -> None:
        one = _nth(reading.quantities, name.number, name)
        words = quantity_line(one.where.text, one.about, self.labels)
        self._fact("quantities", f"{words} = {one.value:,.10g} {safe(one.unit)}")
        self._rule(one.rule, "event")
        self._evidence("why.evidence", one.where, reading.article)
        if one.event is not None and one.event < len(reading.events):
            self._fact("quantity.event", f"{reading.article.id}.e{one.event}")
            self._happened(reading, one.event)

    def _unclear(self, reading: Reading, name: Name) -> None:
        one = _nth(reading.unclear, name.number, name)
        self._fact("unclear", unclear_line(one, self.labels))
        self._rule(one.rule, "said" if describe_rule(one.rule, "said") else "name")
        self._evidence("why.evidence", one.evidence, reading.article)

    # --- what is told of each ----------------------------------------------------------------------------------

    def _fact(self, label: str, value: str) -> None:
        self.screen.line(Text.assemble((f"{self.labels(label)}: ", "dim"), value))

    def _who(self, label: str, text: str, name: str | None, reading: Reading) -> None:
        """Who is meant: as the text has it, the identifier, the full name, and how that was settled."""
        self._fact(label, (safe(text) + _entity(name)).strip())
        entity = next((e for e in reading.entities if e.id == name), None)
        if entity is None:
            return
        how = describe_rule(entity.basis, "name", self.labels.language) or safe(entity.basis)
        parts = [safe(entity.name_ar), safe(entity.name_en), how]
        self.screen.line(" · ".join(part for part in parts if part), "italic", 2)
        if entity.candidates:
            self._fact("what.candidates", ", ".join(map(safe, entity.candidates)))

    def _rule(self, rule: str, room: str, score: float | None = None) -> None:
        if not rule:
            return
        self._fact("why.rule", rule)
        if row := knowledge_row(rule):
            self._columns(row)
        else:
            self.screen.line(describe_rule(rule, room, self.labels.language) or self.labels("why.none"), "italic", 2)
        if score is not None:
            self._fact("why.score", f"{score:.2f}")

    def _row(self, row: str) -> None:
        if row:
            self._fact("why.row", safe(row))
            self._columns(knowledge_row(row) or {})

    def _columns(self, row: dict[str, str]) -> None:
        for column, value in row.items():
            if value:
                label = self.labels("why.example") if column == "example" else column
                self.screen.line(Text.assemble((f"{label}: ", "dim"), safe(value)), indent=2)

    def _evidence(self, label: str, where: Evidence | None, article: Article) -> None:
        if where is None:
            return
        self._fact(label, safe(where.text))
        if where.on == "page":
            self._page_words(where)
        else:
            self._in_sentences(article, where.span)

    def _in_sentences(self, article: Article, *spans: tuple[int, int]) -> None:
        self.screen.line(marked(article.text, sentences_around(article, *spans), *spans), indent=2)

    def _page_words(self, where: Evidence) -> None:
        text = self.record.page.text
        start = text.rfind(" ", 0, max(0, where.start - WINDOW)) + 1
        stop = text.find(" ", min(len(text), where.stop + WINDOW))
        start += len(text[start : where.start]) - len(text[start : where.start].lstrip())
        self.screen.line(marked(text, (start, stop if stop >= 0 else len(text)), where.span), indent=2)


def _entity(name: str | None) -> str:
    return f" [{safe(name)}]" if name else ""


def _nth(items: tuple[T, ...], number: int, name: Name) -> T:
    if not 0 <= number < len(items):
        raise Unknown(str(name))
    return items[number]


def sentences_around(article: Article, *spans: tuple[int, int]) -> tuple[int, int]:
    """The stretch of whole sentences that holds all the spans."""
    from musnad.text.doc import analyse

    doc = analyse(article.text, article.body)
    words = doc.words
    start, stop = min(span[0] for span in spans), max(span[1] for span in spans)
    first = doc.sentences[doc.sentence_of(words.at(start))][0]
    last = doc.sentences[doc.sentence_of(words.at(stop - 1))][1] - 1
    return min(words.start[first], start), max(words.stop[last], stop)


def knowledge_row(name: str) -> dict[str, str] | None:
    """The row of a knowledge table that `table:key` names, by column; None where it names none."""
    table, colon, key = name.partition(":")
    file = KNOWLEDGE / f"{table}.tsv"
    if not colon or not table.isidentifier() or not file.is_file():
        return None
    lines = [line for line in file.read_text(encoding="utf-8").split("\n") if line.strip() and not line.startswith("#")]
    columns = lines[0].split("\t")
    found = next((line.split("\t") for line in lines[1:] if line.split("\t", 1)[0] == key), None)
    return dict(zip(columns, found, strict=True)) if found else None


class RuleText(Struct, frozen=True):
    """What a rule says of itself in both languages; the key is its room and name, `*` standing for anything."""

    rule: str
    ar: str
    en: str


def describe_rule(name: str, room: str, language: Language = "en") -> str:
    """What a rule of a room (page, name, said, stance) says of itself, "" where nothing is known of it."""
    for key, row in _texts().items():
        if fnmatchcase(f"{room}.{name}", key):
            return row.ar if language == "ar" else row.en
    told = {module: text for rule, module, text in _functions() if rule == name.rpartition(".")[2].partition(":")[0]}
    return next((text for module, text in told.items() if room in module), next(iter(told.values()), ""))


@cache
def _texts() -> dict[str, RuleText]:
    return read_table("rules", RuleText)


@cache
def _functions() -> tuple[tuple[str, str, str], ...]:
    """Name, module and description of every function that reads pages or articles."""
    return tuple(_find_functions())


def _find_functions() -> Iterator[tuple[str, str, str]]:
    for package in ("musnad.page", "musnad.extract"):
        for found in pkgutil.walk_packages(import_module(package).__path__, f"{package}."):
            for name, function in inspect.getmembers(import_module(found.name), inspect.isfunction):
                if function.__module__ == found.name and function.__doc__:
                    yield name, found.name, " ".join(function.__doc__.split("\n\n", 1)[0].split())
