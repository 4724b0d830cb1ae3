"""The tables of a batch beside those of `musnad export`: their columns, and the rows of what was related."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from musnad.export.tables import TABLES, Cell, Column
from musnad.records import Record
from musnad.relate.lines import claim_line, story_line
from musnad.relations import Relations

ERRORS = (
    Column("part", "text", "the part of the archive it happened in"),
    Column("error", "text", "what could not be read, where, and why"),
)
RECORDS = (
    Column("page", "text", "SHA-256 of its bytes"),
    Column("record", "text", "the whole record: JSON"),
    Column("data", "bytes", "the page's bytes"),
    Column("content_type", "text", "the type they were declared to have"),
)
COPIES = (
    Column("origin", "text", "the article it was copied from, as far as that is known"),
    Column("article", "text", "the copy"),
    Column("overlap", "float", "the share of the copy's words that stand in the origin, 0 to 1"),
    Column("direction", "text", "stated, time, containment or unknown"),
    Column("passages", "text", "what they share: JSON, [from_start, from_stop, to_start, to_stop]"),
)
STORIES = (
    Column("story", "text", "the story's id"),
    Column("title", "text", "its headline"),
    Column("start", "text", "the first day"),
    Column("stop", "text", "the last day"),
    Column("first", "text", "its first article"),
    Column("articles", "int", "how many articles tell it"),
    Column("low", "int", "how many independent origins stand behind it at least"),
    Column("high", "int", "and at most"),
    Column("told", "text", "articles, origins and reasons: JSON, as `musnad relate` writes it"),
)
CLAIMS = (
    Column("claim", "text", "the claim's id"),
    Column("speaker", "text", "whose words they are"),
    Column("text", "text", "the words, as one article has them"),
    Column("attributions", "int", "how many statements report it"),
    Column("low", "int", "how many independent origins stand behind it at least"),
    Column("high", "int", "and at most"),
    Column("told", "text", "statements, origins and reasons: JSON, as `musnad relate` writes it"),
)
FOUND = {table.name: table for table in TABLES}
"""The tables that are made from records, by name."""
OF_PARTS: dict[str, tuple[Column, ...]] = {
    **{table.name: table.columns for table in TABLES}, "records": RECORDS, "errors": ERRORS,
}  # fmt: skip
OF_ALL: dict[str, tuple[Column, ...]] = {"copies": COPIES, "stories": STORIES, "claims": CLAIMS}

Row = tuple[Cell, ...]


def rows_of(record: Record) -> Iterator[tuple[str, Row]]:
    """The rows of one record, each with the name of its table."""
    for table in TABLES:
        for row in table.rows(record):
            yield table.name, row


def rows_of_relations(found: Relations) -> dict[str, list[Row]]:
    """The rows of what the pages show together."""
    return {
        "copies": [
            (c.origin, c.to, c.overlap, c.direction, _json([msgspec.structs.astuple(p) for p in c.passages]))
            for c in found.copies
        ],
        "stories": [
            (s.id, s.title, s.start, s.stop, s.first, len(s.articles), s.origins.low, s.origins.high,
             _json(story_line(s)))
            for s in found.stories
        ],
        "claims": [
            (c.id, c.speaker, c.text, len(c.attributions), c.origins.low, c.origins.high, _json(claim_line(c)))
            for c in found.claims
        ],
    }  # fmt: skip


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
