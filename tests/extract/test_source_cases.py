"""Where a source ends and what was said begins, a sentence a row; an empty source: nobody's word is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.extract.annotate import annotate

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "cases" / "sources.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith(("#", "sentence\t"))
]


@pytest.mark.parametrize(("sentence", "source", "content"), ROWS)
def test_a_source_ends_where_its_words_begin(sentence: str, source: str, content: str) -> None:
    found = annotate({"id": "1", "text": sentence})["attributions"]
    said = [(sentence[slice(*(one["source"] or (0, 0)))], sentence[slice(*one["content"])]) for one in found]
    assert said[:1] == ([(source, content)] if source else [])
