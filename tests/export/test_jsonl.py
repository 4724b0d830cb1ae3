"""A line of JSON reads back as the same record."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings

from made import made_record, pages_with_bytes
from musnad.export import jsonl
from musnad.records import Record


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages_with_bytes())
def test_any_record_reads_back_from_one_line(page: tuple[Record, bytes]) -> None:
    text = jsonl.line(page[0])
    assert text.splitlines() == [text]
    assert jsonl.parse(text) == page[0]


def test_what_a_terminal_obeys_is_escaped() -> None:
    text = jsonl.line(made_record(name="\u202eaa\x9b\u2028.txt"))
    assert not set("\u202e\x9b\u2028") & set(text)
    assert json.loads(text)["page"]["name"] == "\u202eaa\x9b\u2028.txt"
