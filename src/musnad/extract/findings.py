"""Findings: attributions before their speakers are known, and the raw spans of token ranges."""

from __future__ import annotations

from msgspec import Struct

from musnad.extract.candidates import Range, Reading
from musnad.extract.cues import Form
from musnad.records import Kind, Manner, Span


class Finding(Struct, frozen=True):
    """An attribution before its speaker is known; spans are raw offsets, ranges are token ranges."""

    rule: str
    form: Form
    cue: Span
    content: Span
    source: Span | None
    carriers: tuple[Span, ...]
    manner: Manner
    kind: Kind
    first: int
    """The first token of the cue."""
    sentence: int
    leans: bool = False
    """Whether the speaker is that of the words before it in the sentence (a participle, a coordinated verb)."""
    subject: Span | None = None
    """The subject of the sentence's first verb, for a cue that leans where nothing was said before."""
    through: Form | None = None
    """The cue of a report whose whole content this is, where its own source is only in the verb."""
    within: Span | None = None
    """The source of the report that this one is the whole content of: who speaks on behind it."""
    inner: Span | None = None
    """The subject of the words before, who speaks on where the verb does not fit their speaker."""
    back: tuple[Span, ...] = ()
    """The carriers that the head of the sentence states for the words before it; they hold for `inner` as well."""
    after: tuple[Span, ...] = ()
    """The sources that follow the content («... بحسب الديوان»), carriers unless it is the speaker himself."""


def raw(reading: Reading, tokens: Range) -> Span:
    """The raw span of a token range."""
    return (reading.scene.start[tokens[0]], reading.scene.stop[tokens[1] - 1])


def source_span(reading: Reading, source: Range | None) -> Span | None:
    """The raw span of a source, without the preposition joined to its first word and without marks around it."""
    if source is None or source[1] <= source[0]:
        return None
    start, stop = raw(reading, source)
    start += clitic(reading, source[0])
    while start < stop - 1 and reading.scene.text[start] == "\u0640":  # «لـموقع»: the line that stretches the letter
        start += 1
    return (start, stop)


def clitic(reading: Reading, at: int) -> int:
    """How many letters of the token are a conjunction or preposition joined to a noun."""
    here = reading.folded[at]
    head = reading.scene.head(at)
    if here.startswith("لل") and len(here) > 4:  # «للوزارة» without ل is no word of the text
        alone = reading.sources.grammar.names.at([here[1:]], 0, 1) is not None
        return 1 if alone or (head is not None and not head.definite) else 0
    if head is not None:
        return head.clitics
    size, clitics, _ = reading.sources.known(at)
    if size:
        return clitics
    return 1 if here[0] == "ل" and at and reading.folded[at - 1].lstrip("و") in ("فقا", "طبقا", "فق") else 0


def carrier_span(reading: Reading, carrier: Range) -> Span:
    """The raw span of a carrier, without its preposition and without the marks where it is all in quotation marks."""
    quote = reading.scene.quote_from.get(carrier[0])
    if quote is not None and quote.stop == carrier[1] and quote.closed:
        return (quote.inner_start, quote.inner_stop)
    return source_span(reading, carrier) or raw(reading, carrier)
