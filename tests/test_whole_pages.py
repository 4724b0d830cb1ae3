"""The pages written whole: their gold stands on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from gold_spans import page_gold, whole
from gold_words import hits
from plain_html import html_text

CASES = sorted((Path(__file__).parent / "cases" / "pages").iterdir())


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_gold_stands_on_its_page(path: Path) -> None:
    raw, spec = whole(path)
    text = html_text(raw) if path.suffix == ".html" else raw
    gold = page_gold(path.stem, spec, text)
    for article, words in zip(gold["articles"], spec["articles"], strict=True):
        body = " ".join(" ".join(text[slice(*span)].split()) for span in article["body"])
        assert body.startswith(words["start"])
        assert body.endswith(words["end"])
        assert not any(hits(body, furniture) for furniture in words.get("inside") or ())
    assert len(gold["related"]) == len(spec.get("related") or [])
