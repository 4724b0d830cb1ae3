"""Records as JSON lines: one page a line, and the line reads back as the same record."""

from __future__ import annotations

import re

import msgspec

from musnad.records import Record

# Legal in JSON as they are, but a terminal obeys them: C1 controls, DEL, bidi controls, line and paragraph separators.
_OBEYED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def line(record: Record) -> str:
    """One line of JSON without its newline; spans count code points of the texts in it."""
    return escaped(msgspec.json.encode(record).decode())


def escaped(json: str) -> str:
    """JSON that says the same, with what a terminal obeys written as `\\u` escapes."""
    return _OBEYED.sub(lambda match: f"\\u{ord(match[0]):04x}", json)


def parse(text: str | bytes) -> Record:
    """The record that `line` was given; every span is checked again."""
    return msgspec.json.decode(text, type=Record)
