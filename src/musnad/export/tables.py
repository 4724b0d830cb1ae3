"""Records as tables: what each column holds, and the rows of one record. CSV and Parquet are written from these."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from musnad.happenings import Happening, Named, happenings
from musnad.records import Article, Attribution, Day, Evidence, Record

Cell = str | int | float | bool | bytes | None
Kind = Literal["text", "int", "float", "bool", "bytes"]
ARROW = " <- "
"""Between the carriers of a chain, the outlet first."""


class Column(NamedTuple):
    """A column: its name, the kind of its cells, and what they tell."""

    name: str
    kind: Kind
    tells: str


class Table(NamedTuple):
    """A table with the function that gives its rows of one record; a cell is None where nothing is known."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[Record], Iterator[tuple[Cell, ...]]]


_ARTICLE = (
    Column("article", "text", "the article's id"),
    Column("title", "text", "its headline"),
    Column("outlet", "text", "the house that publishes it"),
    Column("day", "text", "the day it was published, YYYY-MM-DD as far as known"),
    Column("url", "text", "where it stood"),
)
_RULE = Column("rule", "text", "the rule that found it")


def _span(name: str, what: str) -> tuple[Column, Column, Column]:
    return (
        Column(name, "text", what),
        Column(f"{name}_start", "int", "where that starts in the article's text"),
        Column(f"{name}_stop", "int", "where it ends"),
    )


def _pages(record: Record) -> Iterator[tuple[Cell, ...]]:
    page = record.page
    yield (
        page.id, page.name, page.url, page.fetched, page.format, page.encoding, len(page.text), len(record.readings),
        page.empty,
    )  # fmt: skip


def _articles(record: Record) -> Iterator[tuple[Cell, ...]]:
    for article in _each(record):
        hint = article.published_hint
        yield (
            *_place(article), article.page, article.outlet_id, _basis(article.published), hint.value if hint else "",
            article.byline.text if article.byline else "", article.dateline.text if article.dateline else "",
            article.section, "; ".join(credit.name for credit in article.credits), "; ".join(article.tags),
            article.text, article.body,
        )  # fmt: skip


def _statements(record: Record) -> Iterator[tuple[Cell, ...]]:
    for reading in record.readings:
        for n, one in enumerate(reading.attributions):
            yield (
                f"{reading.article.id}.a{n}", *_place(reading.article), one.speaker, one.speaker_id, one.unnamed,
                one.kind, one.manner, *_words(one.content), *_words(one.cue), *_words(one.source), chain_line(one),
                one.strength, one.rule, one.row, one.score,
            )  # fmt: skip


def _links(record: Record) -> Iterator[tuple[Cell, ...]]:
    for reading in record.readings:
        for n, one in enumerate(reading.attributions):
            for place, link in enumerate(one.chain):
                yield (
                    f"{reading.article.id}.a{n}", place, link.carrier, link.id, link.type, link.basis, link.strength,
                    *_words(link.evidence if link.evidence and link.evidence.on == "article" else None),
                )  # fmt: skip


def _stances(record: Record) -> Iterator[tuple[Cell, ...]]:
    for reading in record.readings:
        for n, one in enumerate(reading.stances):
            through = None if one.attribution is None else f"{reading.article.id}.a{one.attribution}"
            yield (
                f"{reading.article.id}.s{n}", *_place(reading.article), one.actor, one.actor_id, one.stance,
                one.initiative, one.initiative_id, *_words(one.evidence), *_words(one.condition),
                one.day.value if one.day else "", through, one.rule, one.row,
            )  # fmt: skip


def _events(record: Record) -> Iterator[tuple[Cell, ...]]:
    return (happening_row(one) for reading in record.readings for one in happenings(reading))


def happening_row(one: Happening) -> tuple[Cell, ...]:
    """The row of an event in the table `events`."""
    return (
        one.id, one.article, one.title, one.outlet, one.published, one.url, one.type, one.mode, "; ".join(one.context),
        one.trigger, one.start, one.stop, _people(one.actor), _people(one.recipient), one.day, one.negated, one.future,
        one.hypothetical, one.historical, "; ".join(amount.text for amount in one.amounts), one.attribution, one.rule,
        one.row,
    )  # fmt: skip


def _people(named: tuple[Named, ...]) -> str:
    return "; ".join(who.text for who in named)


def _quantities(record: Record) -> Iterator[tuple[Cell, ...]]:
    for reading in record.readings:
        for n, one in enumerate(reading.quantities):
            event = None if one.event is None else f"{reading.article.id}.e{one.event}"
            yield (
                f"{reading.article.id}.q{n}", *_place(reading.article), *_words(one.where), float(one.value), one.unit,
                one.about, event, one.rule,
            )  # fmt: skip


def _mentions(record: Record) -> Iterator[tuple[Cell, ...]]:
    for reading in record.readings:
        for n, one in enumerate(reading.mentions):
            yield (
                f"{reading.article.id}.m{n}", reading.article.id, *_words(one.where), one.type, one.form, one.entity,
                one.rule,
            )  # fmt: skip


def _each(record: Record) -> Iterator[Article]:
    return (reading.article for reading in record.readings)


def _place(article: Article) -> tuple[str, str, str, str, str]:
    day = article.published.value if article.published else ""
    return (article.id, article.title, article.outlet, day, article.url)


def _basis(day: Day | None) -> str:
    return day.basis if day else ""


def _words(evidence: Evidence | None) -> tuple[str | None, int | None, int | None]:
    return (evidence.text, evidence.start, evidence.stop) if evidence else (None, None, None)


def chain_line(attribution: Attribution) -> str:
    """The carriers of a statement in one line, the outlet first."""
    return ARROW.join(link.carrier for link in attribution.chain)


_THROUGH = Column("attribution", "text", "the id of the statement it came through; none where the writer tells it")

TABLES: tuple[Table, ...] = (
    Table("pages", (
        Column("page", "text", "SHA-256 of its bytes"), Column("name", "text", "the file or record it came in"),
        Column("url", "text", "where it stood"), Column("fetched", "text", "when it was fetched"),
        Column("format", "text", "html or text"), Column("encoding", "text", "how its bytes were decoded"),
        Column("characters", "int", "how long its text is"), Column("articles", "int", "how many articles it holds"),
        Column("empty", "text", "why it holds none"),
    ), _pages),
    Table("articles", (
        *_ARTICLE, Column("page", "text", "the page it stands on"), Column("outlet_id", "text", "the outlet's id"),
        Column("day_basis", "text", "where the day is told"), Column("day_hint", "text", "a day only inferred"),
        Column("byline", "text", "who wrote it, as it stands"),
        Column("dateline", "text", "place and agency, as they stand"),
        Column("section", "text", "the section it stands in"), Column("credits", "text", "whom it is credited to"),
        Column("tags", "text", "its keywords"), Column("text", "text", "title, a blank line, body"),
        Column("body", "int", "where the body starts in the text"),
    ), _articles),
    Table("attributions", (
        Column("id", "text", "the statement's id"), *_ARTICLE, Column("speaker", "text", "whose words they are"),
        Column("speaker_id", "text", "the entity behind the name"),
        Column("unnamed", "bool", "whether the text does not name the speaker"),
        Column("kind", "text", "statement, call, belief, denial, no_comment or report"),
        Column("manner", "text", "direct, indirect or mixed"), *_span("content", "the words"),
        *_span("cue", "the words that attribute them"), *_span("source", "the speaker as the sentence has it"),
        Column("chain", "text", "the carriers, the outlet first"),
        Column("strength", "text", "the commitment of the cue"), _RULE,
        Column("row", "text", "the knowledge row of the cue"), Column("score", "float", "the model's score"),
    ), _statements),
    Table("links", (
        Column("attribution", "text", "the statement's id"), Column("n", "int", "the place in the chain, 0 the outlet"),
        Column("carrier", "text", "who carries it"), Column("carrier_id", "text", "the entity behind the name"),
        Column("type", "text", "outlet, agency, newspaper, channel, document, person or unnamed"),
        Column("basis", "text", "publisher, byline, credit or sentence"),
        Column("strength", "text", "the commitment of the verb that carries on"),
        *_span("evidence", "the words that show it"),
    ), _links),
    Table("stances", (
        Column("id", "text", "the stance's id"), *_ARTICLE, Column("actor", "text", "who takes it"),
        Column("actor_id", "text", "the entity behind the name"),
        Column("stance", "text", "proposes, supports, opposes, conditional, undecided or silent"),
        Column("initiative", "text", "toward what"), Column("initiative_id", "text", "the initiative's id"),
        *_span("evidence", "the words that show it"), *_span("condition", "the condition it is tied to"),
        Column("stance_day", "text", "the day it was taken"), _THROUGH, _RULE,
        Column("row", "text", "the knowledge row behind it"),
    ), _stances),
    Table("events", (
        Column("id", "text", "the event's id"), *_ARTICLE, Column("type", "text", "one of PLOVER's types"),
        Column("mode", "text", "PLOVER's mode"), Column("context", "text", "PLOVER's contexts"),
        *_span("trigger", "the words that tell it"), Column("actor", "text", "who did it"),
        Column("recipient", "text", "to whom"), Column("event_day", "text", "when"),
        Column("negated", "bool", "it did not happen"), Column("future", "bool", "it is to come"),
        Column("hypothetical", "bool", "it is only thought of"), Column("historical", "bool", "it is long past"),
        Column("amounts", "text", "the quantities that are told with it"), _THROUGH, _RULE,
        Column("row", "text", "the knowledge row of its trigger"),
    ), _events),
    Table("quantities", (
        Column("id", "text", "the quantity's id"), *_ARTICLE, *_span("words", "the amount or count as it stands"),
        Column("value", "float", "its value"), Column("unit", "text", "what it counts, as it stands"),
        Column("about", "bool", "the text says that it is only about so much"),
        Column("event", "text", "the id of the event in whose clause it stands"), _RULE,
    ), _quantities),
    Table("mentions", (
        Column("id", "text", "the mention's id"), Column("article", "text", "the article's id"),
        *_span("words", "the name as it stands"), Column("type", "text", "PER, ORG, LOC or OTHER"),
        Column("form", "text", "name or role"), Column("entity", "text", "the entity behind it"), _RULE,
    ), _mentions),
)  # fmt: skip
"""Every table, in the order in which they build on each other."""
BY_NAME = {table.name: table for table in TABLES}
