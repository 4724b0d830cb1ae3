"""Every rule that labels a block is told of in words."""

from __future__ import annotations

import pytest

import make_pages
from musnad.page.segment import segment
from musnad.why import describe_rule, knowledge_row

PAGES = [page for page, _, _ in make_pages.make_all(seed=3, each=1, split="all", forms=make_pages.FORMS)]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_rules_of_blocks_are_described(language: str) -> None:
    rules = {block["rule"] for page in PAGES for block in segment(page)["blocks"]}
    dumb = {rule for rule in rules if not knowledge_row(rule) and not describe_rule(rule, "page", language)}  # type: ignore[arg-type]
    assert not dumb
