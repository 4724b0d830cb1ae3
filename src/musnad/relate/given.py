"""What relating needs of a reading, and no more: so that a hundred thousand of them fit in memory."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from musnad.records import Attribution, Evidence, Page, Reading, Span
from musnad.text.published import parse_published

_CLOCK = re.compile(r"[T ]([0-2]?[0-9]):([0-5][0-9])")
_MINUTES = 24 * 60
_HEADLINE = 4
"""A line of fewer words heads a list and is no headline."""


class Carrier(Struct, frozen=True):
    """A carrier of a chain: an outlet, a document or a person that the words came through."""

    name: str
    id: str | None
    type: str
    strength: str = ""
    evidence: Span | None = None


class Said(Struct, frozen=True):
    """One attribution: whose words, how they came, and where they stand in the text."""

    content: Span
    cue: Span
    speaker: str
    speaker_id: str | None
    manner: str
    kind: str
    unnamed: bool
    via: tuple[Carrier, ...] = ()
    strength: str = ""
    source: Span | None = None


class Named(Struct, frozen=True):
    """An outlet or agency that the article as a whole is credited to; `where` says how that is known."""

    name: str
    id: str | None
    where: str
    evidence: Span | None = None


class Given(Struct, frozen=True):
    """An article as far as relating looks at it.

    `minute` counts the minutes since year one and is None where no day is known; `timed` tells whether the hour is
    known too. A text without body is known by its headline alone.
    """

    id: str
    text: str
    body: int
    outlet: str = ""
    outlet_id: str | None = None
    minute: int | None = None
    timed: bool = False
    credits: tuple[Named, ...] = ()
    said: tuple[Said, ...] = ()

    @property
    def title(self) -> str:
        """The headline, "" where there is none."""
        return " ".join(self.text[: self.body].split())

    @property
    def day(self) -> int | None:
        """The day of publication as days since year one."""
        return None if self.minute is None else self.minute // _MINUTES


def given_of(reading: Reading, published: str = "") -> Given:
    """What relating needs of `reading`; `published` is its time where the reading knows the day alone."""
    article = reading.article
    day = article.published or article.published_hint
    value = published or (day.value if day and len(day.value) >= len("2000-01-01") else "")
    minute, timed = moment(value)
    byline = [Named(article.byline.text, None, "byline", _here(article.byline))] if article.byline else []
    return Given(
        article.id, article.text, article.body, article.outlet, article.outlet_id, minute, timed,
        (*(Named(one.name, one.id, one.basis, _here(one.evidence)) for one in article.credits), *byline),
        tuple(map(_said, reading.attributions)),
    )  # fmt: skip


def headlines_of(page: Page) -> Iterator[Given]:
    """The headlines of other articles that a page lists, each under the name of its block, with the source it names."""
    for n, block in enumerate(page.blocks):
        title = " ".join(page.text[block.start : block.stop].split()).lstrip("•▪●■◆►-–— ")
        if block.role == "related" and len(title.split()) >= _HEADLINE:
            source = block.detail[0] if block.detail else ""
            yield Given(f"{page.id[:16]}.b{n}", title, len(title), source)


def moment(published: str) -> tuple[int | None, bool]:
    """The minute that a time of publication means, and whether it tells the hour; months and years alone are no day."""
    found = parse_published(published) if published else None
    if found is None or found[1] != "day":
        return None, False
    day = datetime.date.fromisoformat(found[0][:10]).toordinal() * _MINUTES
    clock = _CLOCK.search(published)
    if clock is None or int(clock[1]) > 23:
        return day, False
    return day + int(clock[1]) * 60 + int(clock[2]), True


def day_of(ordinal: int | None) -> str:
    """A day as YYYY-MM-DD, "" where it is not known."""
    return datetime.date.fromordinal(ordinal).isoformat() if ordinal else ""


def _here(evidence: Evidence | None) -> Span | None:
    """The span in the article's text, None where it stands elsewhere on the page."""
    return evidence.span if evidence is not None and evidence.on == "article" else None


def _said(one: Attribution) -> Said:
    via = tuple(
        Carrier(link.carrier, link.id, link.type, link.strength, _here(link.evidence))
        for link in one.chain
        if link.basis == "sentence"
    )
    return Said(
        one.content.span, one.cue.span, one.speaker, one.speaker_id, one.manner, one.kind, one.unnamed, via,
        one.strength, one.source.span if one.source else None,
    )  # fmt: skip


class _Link(Struct):
    carrier: str
    basis: str
    id: str | None = None
    type: str = ""
    evidence: Span | None = None


class _Annotated(Struct):
    content: Span
    cue: Span
    speaker: str = ""
    speaker_id: str | None = None
    manner: str = "indirect"
    kind: str = "statement"
    unnamed: bool = False
    chain: tuple[_Link, ...] = ()
    source: Span | None = None


class Line(Struct):
    """A line of `musnad relate`: an article, with what `musnad annotate` says of it where that was merged."""

    id: str | int
    text: str
    outlet: str | None = None
    publisher: str | None = None
    published: str | int | float | None = None
    credits: tuple[str, ...] = ()
    attributions: tuple[_Annotated, ...] | None = None

    @property
    def house(self) -> str:
        """The name of the outlet."""
        return self.outlet or self.publisher or ""

    @property
    def time(self) -> str:
        """The time of publication as it stands."""
        return "" if self.published is None else str(self.published)


def line_of(data: bytes) -> Line:
    """Read a line; raises a `ValueError` that says what is wrong with it."""
    return msgspec.json.decode(data, type=Line)


def given_of_line(line: Line, outlet_id: str | None) -> Given:
    """What relating needs of a line that is annotated already."""
    at = line.text.find("\n\n")
    minute, timed = moment(line.time)
    size = len(line.text)
    said = (one for one in line.attributions or () if one.content[0] < one.content[1] <= size)
    return Given(
        str(line.id), line.text, at + 2 if at >= 0 else 0, line.house, outlet_id, minute, timed,
        tuple(Named(name, None, "text") for name in line.credits),
        tuple(
            Said(
                one.content, one.cue, one.speaker, one.speaker_id, one.manner, one.kind, one.unnamed,
                tuple(Carrier(k.carrier, k.id, k.type, "", k.evidence) for k in one.chain if k.basis == "sentence"), "",
                one.source,
            )
            for one in said
        ),
    )  # fmt: skip
