"""The names that people use: `3696e6412f6dc083.0.a3` is the fourth attribution of the first article of that page."""

from __future__ import annotations

import re
from typing import NamedTuple

_SHAPE = re.compile(r"([0-9a-f]{4,64})(?:\.b(\d{1,9})|\.(\d{1,9})(?:\.([asmcueiq])(\d{1,9}))?)?")


class BadName(ValueError):
    """Something that cannot be a name."""


class Name(NamedTuple):
    """The start of a page's id, an article's index in it, and a finding by letter and number.

    The letters: a attribution, s stance, m mention, c credit, i initiative, e event, q quantity, u unclear, and b block
    of the page itself.
    """

    page: str
    article: int | None = None
    letter: str = ""
    number: int = 0

    def __str__(self) -> str:
        article = "" if self.article is None else f".{self.article}"
        return f"{self.page[:16]}{article}" + (f".{self.letter}{self.number}" if self.letter else "")


def parse_name(text: str) -> Name:
    """Take a name apart; the page's part may be cut short to what is unique."""
    match = _SHAPE.fullmatch(text.strip().lower())
    if match is None:
        raise BadName(f"{text}: no name of a page (3696e641), an article (3696e641.0) or a finding (3696e641.0.a3)")
    page, block, article, letter, number = match.groups()
    if block is not None:
        return Name(page, None, "b", int(block))
    return Name(page, None if article is None else int(article), letter or "", int(number or 0))
