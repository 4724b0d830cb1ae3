"""Credits, byline and dateline of an article from the blocks of its page."""

from __future__ import annotations

import re

from musnad.page.houses import house_named, houses_in
from musnad.records import Block, Credit, Evidence, Page, evidence

_LABEL = re.compile(r"^\W*(?:المصدر|مصدر الخبر|مصدر|المصادر|نقلا عن|نقلًا عن|نقلاً عن|source)\s*[:：]?\s*", re.IGNORECASE)
_HEADLINE = re.compile(r"^[\s\"“”«»'•*-]*(?P<name>[^:\n]{2,30}?)[\"“”«»']*\s*:\s")
_GENERIC = frozenset(("وكالات", "الوكالات", "متابعات"))


def credits_of(page: Page, blocks: list[Block], title: Block | None) -> tuple[Credit, ...]:
    """The houses an article is credited to: source lines, byline and dateline, and the label of its headline."""
    found: list[Credit] = []
    for block in blocks:
        if block.role == "credit":
            found += _named(page, block, "credit", known=False)
        elif block.role == "byline":
            found += _named(page, block, "byline", known=True)
        elif block.role == "dateline":
            found += _named(page, block, "dateline", known=True)
    if title is not None and (match := _HEADLINE.match(page.text[title.start : title.stop])):
        house = house_named(match["name"])
        if house is not None:
            start = title.start + match.start("name")
            found.append(
                Credit(
                    match["name"],
                    house.id,
                    "headline",
                    evidence(page.text, start, start + len(match["name"]), "page"),
                    "headline label",
                )
            )
    seen: set[str] = set()
    return tuple(c for c in found if not ((c.id or c.name) in seen or seen.add(c.id or c.name)))  # type: ignore[func-returns-value]


def _named(page: Page, block: Block, basis: str, *, known: bool) -> list[Credit]:
    text = page.text[block.start : block.stop]
    offset = match.end() if (match := _LABEL.match(text)) else 0
    found = []
    for name, start, stop in houses_in(text[offset:]):
        house = house_named(name)
        if (known and house is None and name not in _GENERIC) or len(name) > 60:
            continue
        low = block.start + offset + start
        shown = evidence(page.text, low, low + stop - start, "page")
        found.append(Credit(name, house.id if house else None, basis, shown, block.rule))  # type: ignore[arg-type]
    return found


def byline_of(page: Page, blocks: list[Block]) -> Evidence | None:
    """The byline as it stands, None where there is none."""
    return _of_role(page, blocks, "byline")


def dateline_of(page: Page, blocks: list[Block]) -> Evidence | None:
    """The dateline (place, agency) as it stands, None where there is none."""
    return _of_role(page, blocks, "dateline")


def _of_role(page: Page, blocks: list[Block], role: str) -> Evidence | None:
    for block in blocks:
        if block.role == role:
            text = page.text[block.start : block.stop]
            clean = text.strip(" \n-–—:/|ـ")
            if clean:
                start = block.start + text.index(clean)
                return evidence(page.text, start, start + len(clean), "page")
    return None
