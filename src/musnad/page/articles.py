"""A labelled page -> its articles: text put together from pieces of the page, with the map back and the metadata."""

from __future__ import annotations

from musnad.page.credits import byline_of, credits_of, dateline_of
from musnad.page.houses import publisher
from musnad.page.published import day_in_text, day_of_block, day_of_meta, day_of_times, day_of_url
from musnad.records import Article, Block, Day, Page, Piece

AGAIN = "headline again"


def articles(page: Page) -> tuple[Article, ...]:
    """The articles of a page in order; none where `page.empty` says why."""
    count = 1 + max((block.article for block in page.blocks), default=-1)
    line = next((page.text[b.start : b.stop] for b in page.blocks if "محفوظ" in page.text[b.start : b.stop]), "")
    house = publisher(page.url, page.meta, line)
    return tuple(_article(page, number, house) for number in range(count))


def _article(page: Page, number: int, house: tuple[str, str | None]) -> Article:
    blocks = [block for block in page.blocks if block.article == number]
    title = next((b for b in blocks if b.role == "title" and b.rule != AGAIN), None)
    text, body, pieces = put_together(page.text, title, [b for b in blocks if b.role == "body"])
    day = published(page, blocks, main=number == 0)
    hint = None
    if day is None:
        hint = day_of_url(page.url) if number == 0 and page.url else None
        hint = hint or day_in_text(page, [block for block in blocks if block.role == "body"])
    return Article(
        id=f"{page.id[:16]}.{number}",
        text=text,
        body=body,
        page=page.id,
        index=number,
        pieces=pieces,
        url=page.url,
        outlet=house[0],
        outlet_id=house[1],
        published=day,
        published_hint=hint,
        byline=byline_of(page, blocks),
        dateline=dateline_of(page, blocks),
        credits=credits_of(page, blocks, title),
        section=_first_text(page, blocks, "section"),
        tags=tuple(tag for b in blocks if b.role == "tags" for tag in b.detail),
    )


def put_together(text: str, title: Block | None, body: list[Block]) -> tuple[str, int, tuple[Piece, ...]]:
    """The article's text, where its body starts, and its pieces: lines as on the page, cut sentences whole again."""
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    if title is not None:
        head = text[title.start : title.stop]
        # a blank line inside of a headline would end it
        parts += [head, "\n\n"]
        pieces.append(Piece(0, len(head), title.start))
        length = len(head) + 2
    start = length
    last = -1
    for block in body:
        for low, high in _lines(text, block.start, block.stop):
            if length > start:
                parts.append("\n" if "\n" in text[last:low] and not _goes_on(text, last, low) else " ")
                length += 1
            parts.append(text[low:high])
            pieces.append(Piece(length, length + high - low, low))
            length += high - low
            last = high
    return "".join(parts), start, tuple(pieces)


def _lines(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    found = []
    at = start
    for line in text[start:stop].splitlines(keepends=True):
        inner = line.strip()
        if inner:
            low = at + line.index(inner)
            found.append((low, low + len(inner)))
        at += len(line)
    return found


def _goes_on(text: str, last: int, low: int) -> bool:
    """Whether what was cut out between two pieces parted a sentence: no stop before it, and no line of its own."""
    return bool(text[last:low].strip()) and text[last - 1] not in '.!?؟…»"”' and "\n" not in text[last:low].strip(" ")


def published(page: Page, blocks: list[Block], *, main: bool) -> Day | None:
    """The day of an article: JSON-LD and meta tags speak for the main one, else the date beside the headline."""
    day = day_of_meta(page) if main else None
    if day is None:
        dated = [b for b in blocks if b.role == "date"]
        day = next((d for b in dated if (d := day_of_block(page, b.start, b.stop, b.rule))), None)
        if main and page.format == "html":
            day = day_of_times(page, day) or day
    return day


def _first_text(page: Page, blocks: list[Block], role: str) -> str:
    return next((page.text[b.start : b.stop].strip(" ~|-»›>:") for b in blocks if b.role == role), "")
