"""The made pages: the same every time, gold that slices to the written words, styles and bodies split apart."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest

import make_pages
from musnad.records import Role
from page_parts import bodies, bodies_for, styles
from plain_html import html_text

MADE = list(make_pages.make_all(seed=7, each=1, split="all", forms=make_pages.FORMS))
PAGES = [row for row in MADE if "text" in row[0]]
HTML = [row for row in MADE if "html" in row[0]]
WRITTEN = {paragraph for body in bodies() for paragraph in body.paragraphs}


def test_enough_of_them() -> None:
    assert len(styles()) >= 25
    assert len(bodies()) >= 60
    assert len(MADE) >= 100


def test_the_same_seed_makes_the_same_pages() -> None:
    assert list(make_pages.make_all(7, 1, "held_out", ("flat",))) == list(
        make_pages.make_all(7, 1, "held_out", ("flat",))
    )
    assert list(make_pages.make_all(8, 1, "held_out", ("flat",))) != list(
        make_pages.make_all(7, 1, "held_out", ("flat",))
    )


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row[0]["id"])
def test_gold_slices_to_the_written_words(row: tuple[make_pages.Gold, make_pages.Gold, make_pages.Gold]) -> None:
    page, gold, _ = row
    text = page["text"]
    for article in gold["articles"]:
        for start, stop in article["body"]:
            words = text[start:stop]
            assert words in WRITTEN or any(words in paragraph for paragraph in WRITTEN)
        assert text[slice(*article["title"])].strip()
    assert all(block["role"] in get_args(Role) for block in gold["blocks"])
    covered = [block["span"] for block in gold["blocks"]]
    assert all(before[1] <= after[0] for before, after in pairwise(covered))


@pytest.mark.parametrize("row", HTML, ids=lambda row: row[0]["id"])
def test_html_holds_all_its_gold(row: tuple[make_pages.Gold, make_pages.Gold, make_pages.Gold]) -> None:
    page, _, words = row
    found = make_pages.resolve(words, html_text(page["html"]))
    assert [len(a["body"]) for a in found["articles"]] == [len(a["body"]) for a in words["articles"]]
    assert all(article["title"] for article in found["articles"])


def test_held_out_styles_share_no_body_with_the_others() -> None:
    train = {b.title for style in styles() if style["split"] == "train" for b in bodies_for(style)}
    held = {b.title for style in styles() if style["split"] == "held_out" for b in bodies_for(style)}
    assert held
    assert not train & held
