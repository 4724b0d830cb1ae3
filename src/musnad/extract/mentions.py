"""Mentions: names and role phrases with exact spans, without their clitics; they do not nest.

`RULES` is the order in which the finders speak: what an earlier one takes, a later one does not touch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from musnad.extract.grammar import grammar
from musnad.extract.phrases import Reader
from musnad.extract.tagger import tagger
from musnad.lexicon import Lexicon
from musnad.records import Evidence, Mention, MentionType
from musnad.text.doc import Doc


class Found(Struct, frozen=True):
    """A mention as token range with the letters before it that are clitics."""

    start: int
    stop: int
    clitics: int
    type: MentionType
    form: str
    ids: tuple[str, ...]
    rule: str


def find_mentions(doc: Doc, lex: Lexicon) -> tuple[Mention, ...]:
    """Find the mentions of `doc`, in text order; spans are raw offsets without proclitics."""
    reader = Reader(doc, grammar(lex))
    taken = bytearray(len(doc.words))
    found: list[Found] = []
    for rule in RULES:
        for one in rule(reader):
            if not any(taken[one.start : one.stop]):
                taken[one.start : one.stop] = b"\1" * (one.stop - one.start)
                found.append(one)
    found.sort(key=lambda one: one.start)
    return tuple(_mention(doc, one) for one in found)


def _mention(doc: Doc, one: Found) -> Mention:
    words = doc.words
    start, stop = words.start[one.start], words.stop[one.stop - 1]
    if one.clitics:
        at = words.folded_start[one.start] + one.clitics
        start = doc.folded.span(at, at)[0]
    form = "role" if one.form == "role" else "name"
    entity = one.ids[0] if len(one.ids) == 1 else None
    return Mention(Evidence(start, stop, doc.text[start:stop]), one.type, form, entity, one.rule)  # type: ignore[arg-type]


def known_names(reader: Reader) -> Iterator[Found]:
    """Names of the tables, the longest at each place."""
    at, total = 0, len(reader.folded)
    while at < total:
        start = reader.known(at)
        if start is None:
            at += 1
            continue
        target = start.target
        stop = at + 1 + len(start.rest)
        yield Found(at, stop, start.clitics, target.type, "name", target.ids, f"{target.table}:name")
        at = stop


def titled_names(reader: Reader) -> Iterator[Found]:
    """A personal name after a title or role: «المحرر زياد الحمداني»."""
    heads, total = reader.grammar.heads, len(reader.folded)
    last = 0
    for at, token in enumerate(reader.folded):
        head = heads.get(token)
        if head is None or head.kind != "person" or at < last:
            continue
        phrase = reader.phrase(at, total)
        if phrase.name is not None:
            last = phrase.name[1]
            yield Found(*phrase.name, 0, "PER", "name", (), "name:title")


def given_names(reader: Reader) -> Iterator[Found]:
    """A given name and what goes on with it: «سلمى العابد»."""
    total, last = len(reader.folded), 0
    for at, token in enumerate(reader.folded):
        if at >= last and reader.grammar.given(token):
            last = reader.name_at(at, total, False)
            if last > at + 1:
                yield Found(at, last, 0, "PER", "name", (), "name:given")


def modelled_names(reader: Reader) -> Iterator[Found]:
    """Names that the sequence model sees, known to the tables or not."""
    model = tagger(reader.grammar)
    if model is None:
        return
    for start, stop, kind in model.tag(reader, reader.doc.sentences):
        if kind != "MIS":
            for begin, end, ids, clitics in _persons(reader, start, stop) if kind == "PER" else ():
                yield Found(begin, end, clitics, "PER", "name", ids, "name:model")
            if kind != "PER":
                ids, clitics = _whole(reader, start, stop)
                yield Found(start, stop, clitics, _KIND[kind], "name", ids, "name:model")


def _whole(reader: Reader, start: int, stop: int) -> tuple[tuple[str, ...], int]:
    """The ids of the tables for just this range, and the clitics before it."""
    known = reader.known(start)
    if known is None:
        return (), 0
    return (known.target.ids if start + 1 + len(known.rest) == stop else ()), known.clitics


def _persons(reader: Reader, start: int, stop: int) -> Iterator[tuple[int, int, tuple[str, ...], int]]:
    """The persons in a range that the model took for one: two of the tables side by side are two."""
    known = reader.known(start)
    middle = start + 1 + len(known.rest) if known is not None and known.target.type == "PER" else stop
    second = reader.known(middle) if middle < stop else None
    if second is not None and second.target.type == "PER" and middle + 1 + len(second.rest) == stop:
        yield (start, middle, *_whole(reader, start, middle))
        start = middle
    yield (start, stop, *_whole(reader, start, stop))


_KIND: dict[str, MentionType] = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}
RULES: tuple[Callable[[Reader], Iterator[Found]], ...] = (modelled_names, known_names)
