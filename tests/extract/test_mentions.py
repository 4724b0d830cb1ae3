"""Mentions: exact spans, types, no nesting, whatever the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.extract.mentions import find_mentions
from musnad.extract.who import cast
from musnad.lexicon import lexicon
from musnad.text.doc import analyse

LINES = (Path(__file__).parent / "mentions.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES if line and not line.startswith("#")][1:]
WORDS = """قال الرئيس الفرنسي « » ( ) ، . لل ووو محمد علي على لِفَرنسا ـ وزير خارجية بلاده Emmanuel Маcron ماكرون -
نظيره الأميركي بيان البيان المصدر ذاته ٥"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\u200f"])


@pytest.mark.parametrize(("text", "found"), ROWS)
def test_what_is_mentioned(text: str, found: str) -> None:
    mentions = find_mentions(analyse(text, 0), lexicon())
    assert [f"{m.where.text.replace(' ', '_')}:{m.type}:{m.entity or '-'}" for m in mentions] == found.split()


@given(st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_spans_are_exact_and_do_not_nest(text: str) -> None:
    doc = analyse(text, 0)
    mentions = find_mentions(doc, lexicon())
    last = 0
    for mention in mentions:
        start, stop = mention.where.span
        assert last <= start < stop <= len(text)
        assert text[start:stop] == mention.where.text
        last = stop
    company = cast(doc, mentions, [m.where.span for m in mentions], lexicon(), "2018-01-01")
    for mention in company.linked():
        who = company.who(*mention.where.span)
        assert text[who.start : who.stop] == who.text
    assert len({entity.id for entity in company.entities()}) == len(company.entities())


@pytest.mark.parametrize("text", ["", "\n\n", "ا" * 20_000, "قال " * 3000, "(" * 500, "« " * 400])
def test_odd_texts_are_read_on(text: str) -> None:
    doc = analyse(text, 0)
    cast(doc, find_mentions(doc, lexicon()), [], lexicon())


def test_a_diacritic_belongs_to_the_name_and_a_clitic_does_not() -> None:
    (mention,) = find_mentions(analyse("سافر إلى بِفَرنسا", 0), lexicon())
    assert mention.where.text == "فَرنسا"
