"""The nouns of Musnad: frozen records, complete when made, that flow one way.

``bytes -> Page -> Article* -> Reading* -> Story*``. Offsets are half-open ``[start, stop)`` in Unicode code
points of the text they belong to, in logical order. Stored text is never normalised. Every record that claims
a span checks, when it is made, that the span slices to the exact words it carries: a `SpanError` otherwise.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, structs

Span = tuple[int, int]

Role = Literal[
    "title", "body", "byline", "dateline", "caption", "promo", "related", "tags", "credit", "disclaimer",
    "navigation", "share", "comment", "date", "section", "boilerplate",
]  # fmt: skip
Manner = Literal["direct", "indirect", "mixed"]
Kind = Literal["statement", "call", "belief", "denial", "no_comment", "report"]
StanceValue = Literal["proposes", "supports", "opposes", "conditional", "undecided", "silent"]
MentionType = Literal["PER", "ORG", "LOC", "OTHER"]
CarrierType = Literal["outlet", "agency", "newspaper", "channel", "document", "person", "unnamed"]
Basis = Literal["publisher", "byline", "credit", "sentence"]
DayBasis = Literal["json-ld", "meta", "page", "input", "url", "text"]
Precision = Literal["second", "minute", "day", "month", "year"]


class SpanError(ValueError):
    """A span that does not slice to the words its record carries."""


class Evidence(Struct, frozen=True):
    """A span and the exact words it slices to.

    `on` names the text that `start` and `stop` count in: the article's, or its page's.
    """

    start: int
    stop: int
    text: str
    on: Literal["article", "page"] = "article"

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.stop or len(self.text) != self.stop - self.start:
            raise SpanError(f"evidence [{self.start}, {self.stop}) does not fit its text {self.text[:60]!r}")

    @property
    def span(self) -> Span:
        """The offsets alone."""
        return (self.start, self.stop)


def evidence(text: str, start: int, stop: int, on: Literal["article", "page"] = "article") -> Evidence:
    """Cut the evidence `[start, stop)` out of `text`."""
    return Evidence(start, stop, text[start:stop], on)


# --- pages -------------------------------------------------------------------------------------------------


class Block(Struct, frozen=True):
    """A stretch of a page's text with its role, the rule that saw it, and the article it belongs to (-1: none)."""

    role: Role
    start: int
    stop: int
    rule: str
    article: int = -1
    detail: tuple[str, ...] = ()
    """What the role holds, as it stands: the keywords of `tags`, the outlets of `credit`, the source of `related`."""


class Meta(Struct, frozen=True):
    """One statement of a page's own metadata (JSON-LD, meta tags, the HTTP head), or of whoever gave it to us (input:
    `outlet`, `published`), as it stands there.
    """

    name: str
    value: str
    basis: Literal["json-ld", "meta", "html", "http", "input"]


class Page(Struct, frozen=True):
    """What was fetched or read, decoded and labelled.

    `id` is the SHA-256 of the bytes in hex. Blocks stand in order, do not overlap, and cover all of `text` that
    is not space. `empty` says why a page has no article, "" where it has one.
    """

    id: str
    text: str
    format: Literal["html", "text"]
    blocks: tuple[Block, ...]
    url: str = ""
    name: str = ""
    fetched: str = ""
    encoding: str = "utf-8"
    encoding_basis: str = ""
    meta: tuple[Meta, ...] = ()
    empty: str = ""

    def __post_init__(self) -> None:
        last = 0
        for block in self.blocks:
            if not last <= block.start < block.stop <= len(self.text):
                raise SpanError(f"block {block.role} [{block.start}, {block.stop}) overlaps or leaves the page")
            if self.text[last : block.start].strip():
                raise SpanError(f"no block covers {self.text[last : block.start].strip()[:60]!r}")
            last = block.stop
        if self.text[last:].strip():
            raise SpanError(f"no block covers {self.text[last:].strip()[:60]!r}")

    @property
    def given(self) -> tuple[Meta, ...]:
        """What was said of the page by whoever gave it to us."""
        return tuple(meta for meta in self.meta if meta.basis == "input")


# --- articles ----------------------------------------------------------------------------------------------


class Piece(Struct, frozen=True):
    """A stretch of an article's text that stands, to the letter, at `page_start` of its page."""

    start: int
    stop: int
    page_start: int


class Day(Struct, frozen=True):
    """A calendar day as far as it is known: `value` is YYYY-MM-DD, YYYY-MM or YYYY, by `precision`."""

    value: str
    basis: DayBasis
    precision: Precision = "day"
    evidence: Evidence | None = None
    rule: str = ""


class Credit(Struct, frozen=True):
    """An outlet or agency that the article as a whole is credited to."""

    name: str
    id: str | None
    basis: Literal["credit", "byline", "dateline", "headline", "text"]
    evidence: Evidence | None
    rule: str


class Article(Struct, frozen=True):
    """One text with its title, day, byline and credits.

    `text` is the title (may be empty), a blank line, and the body, which starts at `body`. `pieces` map it back
    to its page; an article that came without a page has none. `outlet` is the name of the house that publishes,
    "" where nothing tells it.
    """

    id: str
    text: str
    body: int
    page: str = ""
    index: int = 0
    pieces: tuple[Piece, ...] = ()
    url: str = ""
    outlet: str = ""
    outlet_id: str | None = None
    published: Day | None = None
    published_hint: Day | None = None
    byline: Evidence | None = None
    dateline: Evidence | None = None
    credits: tuple[Credit, ...] = ()
    section: str = ""
    tags: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The headline, "" where the article has none."""
        return self.text[: self.body].strip()

    def on_page(self, start: int, stop: int) -> tuple[Span, ...]:
        """The stretches of the page that `[start, stop)` of the article stands on."""
        found = []
        for piece in self.pieces:
            low, high = max(start, piece.start), min(stop, piece.stop)
            if low < high:
                shift = piece.page_start - piece.start
                found.append((low + shift, high + shift))
        return tuple(found)


# --- what is found in an article ---------------------------------------------------------------------------


class Mention(Struct, frozen=True):
    """A name or role phrase in the text, without its clitics; mentions do not nest."""

    where: Evidence
    type: MentionType
    form: Literal["name", "role"]
    entity: str | None
    rule: str


class Entity(Struct, frozen=True):
    """A person, body or place that mentions name; `candidates` hold the ids it may be where `id` is not settled."""

    id: str
    type: MentionType
    name_ar: str
    name_en: str = ""
    basis: str = ""
    candidates: tuple[str, ...] = ()


class Link(Struct, frozen=True):
    """One carrier of a chain, from the outlet inward; `strength` is the commitment of the verb that carries on."""

    carrier: str
    id: str | None
    type: CarrierType
    basis: Basis
    evidence: Evidence | None
    strength: str = ""


class Unnamed(Struct, frozen=True):
    """What the text tells of a source it does not name."""

    count: int | None = None
    plural: bool = False
    group: str = ""
    """Office or nationality, in the words of the text."""
    access: Evidence | None = None
    """How they know («مطلعين على المحادثة»)."""
    reason: Evidence | None = None
    """Why they are not named («شريطة عدم الكشف عن هويتهم»)."""


class Attribution(Struct, frozen=True):
    """Someone's words, how the text says so, and the whole way they came."""

    content: Evidence
    cue: Evidence
    source: Evidence | None
    speaker: str
    speaker_id: str | None
    manner: Manner
    kind: Kind
    unnamed: bool
    chain: tuple[Link, ...]
    rule: str
    row: str = ""
    """The knowledge row of the cue, as table:key."""
    strength: str = ""
    detail: Unnamed | None = None
    score: float | None = None

    @property
    def via(self) -> tuple[str, ...]:
        """The carriers that the sentence itself states, outermost first."""
        return tuple(link.carrier for link in self.chain if link.basis == "sentence")


class Initiative(Struct, frozen=True):
    """A course of action proposed or under way between actors, with its mentions in this article."""

    id: str
    label: str
    mentions: tuple[Evidence, ...]
    proposer: str = ""
    addressees: tuple[str, ...] = ()
    terms: tuple[Evidence, ...] = ()
    day: Day | None = None


class Stance(Struct, frozen=True):
    """Where an actor stands on an initiative; `attribution` is the index of the words it came through."""

    actor: str
    actor_id: str | None
    stance: StanceValue
    initiative: str
    initiative_id: str | None
    evidence: Evidence
    attribution: int | None
    rule: str
    row: str = ""
    condition: Evidence | None = None
    day: Day | None = None


class Quantity(Struct, frozen=True):
    """An amount or count with its unit, as it stands."""

    where: Evidence
    value: float
    unit: str
    rule: str
    about: bool = False
    """Whether the text says that it is only about so much («نحو»)."""
    event: int | None = None
    """The place in the list of the event in whose clause it stands."""


class Event(Struct, frozen=True):
    """Who did what to whom, in PLOVER."""

    type: str
    mode: str
    context: tuple[str, ...]
    trigger: Evidence
    actor: tuple[Evidence, ...]
    recipient: tuple[Evidence, ...]
    date: Day | None
    negated: bool
    future: bool
    hypothetical: bool
    historical: bool
    attribution: int | None
    rule: str
    row: str = ""
    """The knowledge row of the trigger, as table:key."""


class Unclear(Struct, frozen=True):
    """Something the reader must know was not settled: damaged text, an unknown speaker, several candidates."""

    what: Literal["damaged", "speaker", "actor", "day", "outlet", "title", "candidates", "carrier"]
    note: str
    evidence: Evidence | None = None
    rule: str = ""


class Reading(Struct, frozen=True):
    """One article with everything found in it; every span is checked against the article when it is made."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    stances: tuple[Stance, ...] = ()
    events: tuple[Event, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    unclear: tuple[Unclear, ...] = ()

    def __post_init__(self) -> None:
        text = self.article.text
        for item in evidences(self):
            if item.on == "article" and text[item.start : item.stop] != item.text:
                raise SpanError(f"{self.article.id}: [{item.start}, {item.stop}) is not {item.text[:60]!r}")


class Record(Struct, frozen=True):
    """A page and the reading of each of its articles; checked against the page when it is made."""

    page: Page
    readings: tuple[Reading, ...] = ()

    def __post_init__(self) -> None:
        page = self.page.text
        for reading in self.readings:
            article = reading.article
            for piece in article.pieces:
                stop = piece.page_start + piece.stop - piece.start
                if article.text[piece.start : piece.stop] != page[piece.page_start : stop]:
                    raise SpanError(f"{article.id}: piece [{piece.start}, {piece.stop}) is not on its page")
            for item in evidences(reading):
                if item.on == "page" and page[item.start : item.stop] != item.text:
                    raise SpanError(f"{article.id}: page [{item.start}, {item.stop}) is not {item.text[:60]!r}")


_PLAIN = frozenset((str, int, float, bool, type(None)))


def evidences(node: object) -> list[Evidence]:
    """Every `Evidence` inside a record, at any depth."""
    found: list[Evidence] = []
    _collect(node, found)
    return found


def _collect(node: object, found: list[Evidence]) -> None:
    for item in node if isinstance(node, tuple) else structs.astuple(node):  # type: ignore[arg-type]
        kind = type(item)
        if kind in _PLAIN:
            continue
        if kind is Evidence:
            found.append(item)
        elif isinstance(item, (tuple, Struct)):
            _collect(item, found)
