"""The marked pages: floors that may only rise."""

from __future__ import annotations

import importlib
import json
import sys
from typing import Any

from gold import GOLD, needs_gold
from musnad.page.segment import segment


def scores(gold: str, texts: str) -> dict[str, float]:
    """The scorer's means over the pages of a gold file."""
    sys.path.insert(0, str(GOLD / "gold"))
    scorer = importlib.import_module("score_pages")
    pages = [json.loads(line) for line in (GOLD / texts).read_text(encoding="utf-8").splitlines()]
    marked: dict[str, Any] = {}
    for line in (GOLD / gold).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        marked[row["id"]] = row
    rows = [scorer.score_page(marked[page["id"]], segment(page), page["text"]) for page in pages]
    names = {name for row in rows for name in row}
    return {name: sum(row[name] for row in rows if name in row) / sum(name in row for row in rows) for name in names}


@needs_gold
def test_the_seeds_are_read_whole() -> None:
    found = scores("seeds/pages.gold.jsonl", "seeds/pages.texts.jsonl")
    assert found["f1"] >= 0.99
    assert {found[name] for name in ("perfect", "articles", "split", "title", "published", "related")} == {1.0}


@needs_gold
def test_real_flat_pages() -> None:
    found = scores("gold/dev_pages/gold.jsonl", "gold/dev_pages/texts.jsonl")
    assert found["f1"] >= 0.96
    assert found["perfect"] >= 0.7
    assert found["articles"] >= 0.95
    assert found["published"] >= 0.9
    assert found["title"] >= 0.74
