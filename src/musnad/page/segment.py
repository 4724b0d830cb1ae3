"""`musnad segment`: one page as an object in, its articles, related headlines and blocks out."""

from __future__ import annotations

from typing import Any, Literal

from musnad.page.articles import articles
from musnad.page.errors import InputError
from musnad.page.judged import OPENING
from musnad.page.pages import open_text
from musnad.records import Article, Block, Page, Span


def segment(obj: dict[str, Any]) -> dict[str, Any]:
    """Segment one page: `{"id", "text"}` or `{"id", "html"}`, with `"url"` and `"fetched"` where known.

    Offsets count in the text given; for HTML in the text that comes back as `"text"`. Raises `InputError` for an
    object without a page.
    """
    form: Literal["html", "text"] = "text" if isinstance(obj.get("text"), str) else "html"
    given = obj.get(form)
    if not isinstance(given, str):
        raise InputError(f'{obj.get("id", "an object")}: no "text" and no "html" with a string')
    url, fetched = (obj[key] if isinstance(obj.get(key), str) else "" for key in ("url", "fetched"))
    if not given.strip():
        return {"id": obj.get("id"), "articles": [], "related": [], "blocks": [], "empty": "nothing but space"}
    page = open_text(given, form, url, fetched)
    made: dict[str, Any] = {"id": obj.get("id")}
    if form == "html":
        made["text"] = page.text
    made["articles"] = [_article(page, article) for article in articles(page)]
    made["related"] = [[start, stop] for block in page.blocks for start, stop in _headlines(page, block)]
    made["blocks"] = [{"role": b.role, "span": [b.start, b.stop], "rule": b.rule} for b in page.blocks]
    if page.empty:
        made["empty"] = page.empty
    return made


def _article(page: Page, article: Article) -> dict[str, Any]:
    title: list[int] | None = None
    body: list[list[int]] = []
    for piece in article.pieces:
        span = [piece.page_start, piece.page_start + piece.stop - piece.start]
        if piece.start < article.body:
            title = span
        elif body and not page.text[body[-1][1] : span[0]].strip():
            body[-1][1] = span[1]
        else:
            body.append(span)
    made: dict[str, Any] = {
        "title": title,
        "body": body,
        "published": article.published.value
        if article.published and article.published.precision not in ("month", "year")
        else "",
        "byline": article.byline.text if article.byline else "",
        "credits": [credit.name for credit in article.credits],
    }
    if article.published_hint is not None:
        made["published_hint"] = {"day": article.published_hint.value, "basis": article.published_hint.basis}
    return made


def _headlines(page: Page, block: Block) -> list[Span]:
    """The headline of another article that a block holds, without the phrase that points to it."""
    if block.role not in ("related", "promo") or block.rule == OPENING:
        return []
    start = block.start
    if block.rule.startswith("furniture:"):
        phrase = block.rule.removeprefix("furniture:")
        if page.text.startswith(phrase[:2], start) or block.role == "promo":
            start += len(phrase)
    elif block.role == "promo" and block.rule not in ("headline behind a promo", "link alone", "markup:promo"):
        return []
    while start < block.stop and not page.text[start].isalnum() and page.text[start] not in '"«“':
        start += 1
    headline = page.text[start : block.stop]
    return [(start, block.stop)] if 3 <= len(headline.split()) <= 40 else []
