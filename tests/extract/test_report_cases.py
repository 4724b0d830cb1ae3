"""Reports in plain sentences of the press: who said what, with which cue, through whom; nothing else is found."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from musnad.extract.annotate import annotate

TABLE = Path(__file__).parents[1] / "cases" / "reports.tsv"
ROWS: dict[str, list[list[str]]] = defaultdict(list)
for _line in TABLE.read_text(encoding="utf-8").splitlines():
    if _line and not _line.startswith(("#", "sentence\t")):
        ROWS[_line.split("\t")[0]].append(_line.split("\t")[1:])


def told(sentence: str, one: dict[str, Any]) -> list[str]:
    """An attribution as the columns of the table."""
    source = sentence[slice(*(one["source"] or (0, 0)))]
    cue, content = (sentence[slice(*one[part])] for part in ("cue", "content"))
    return [cue, source, one["speaker"], content, "u" if one["unnamed"] else "", "|".join(one["via"])]


@pytest.mark.parametrize("sentence", ROWS)
def test_a_report_is_read(sentence: str) -> None:
    found = [told(sentence, one) for one in annotate({"id": "1", "text": sentence})["attributions"]]
    wanted = [row for row in ROWS[sentence] if row[0]]
    assert [row for row in wanted if row not in found] == []
    assert bool(found) == bool(wanted)
