"""Made pages of news whose words never end: the site styles of `make_pages`, filled by the sentences of `stream.py`."""

from __future__ import annotations

import datetime
import random
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

import make_pages
from musnad.page.formats import Source
from page_parts import CREDITS, Body, authors, styles
from stream import Maker

DAYS = 30
_FIRST = datetime.date(2026, 10, 1)
_SHELF = 60
"""Bodies that are written for one page of every style."""


def endless(seed: int) -> Iterator[Source]:
    """Pages of one month, for as long as they are asked for."""
    make_pages.day = _in_the_month
    maker, number = Maker(seed), 0
    while True:
        bodies = [_body(maker) for _ in range(_SHELF)]
        stock = make_pages.Stock(bodies, [_headline(maker) for _ in range(_SHELF)], list(authors()), list(CREDITS))
        for style in styles():
            page, _, _ = make_pages.make(style, "html", number, seed, "page", stock)
            url = f"https://n{number}.example/{page['id']}"
            yield Source(page["html"].encode(), url, url, "text/html; charset=utf-8", "2026-11-01T10:00:00")
            number += 1


def _in_the_month(chance: random.Random) -> datetime.date:
    return _FIRST + datetime.timedelta(days=chance.randrange(DAYS))


def _headline(maker: Maker) -> str:
    return f"{maker.noun()} {maker.person()} في {maker.chance.choice(maker.places)}"


def _body(maker: Maker) -> Body:
    """An article of some 200 words in four paragraphs."""
    paragraphs = tuple(" ".join(maker.sentence() for _ in range(3)) for _ in range(4))
    return Body("", "أخبار", maker.chance.choice(maker.places), _headline(maker), paragraphs)
