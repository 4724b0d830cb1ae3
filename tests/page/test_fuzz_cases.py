"""What fuzzing found, cut down to the smallest input that showed it: each file is read like any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.page.articles import articles
from musnad.page.errors import InputError
from musnad.page.formats import sources_in
from musnad.page.pages import open_page

CASES = sorted((Path(__file__).parent / "fuzz_cases").iterdir())


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_what_fuzzing_found_holds_together(path: Path) -> None:
    for source in sources_in(path):
        if isinstance(source, InputError):
            continue
        page = open_page(source)
        found, last = articles(page), 0
        assert bool(page.empty) == (not found)
        assert all(article.text[article.body :].strip() for article in found)
        for block in page.blocks:
            assert last <= block.start < block.stop <= len(page.text)
            assert not page.text[last : block.start].strip()
            last = block.stop
        assert not page.text[last:].strip()
