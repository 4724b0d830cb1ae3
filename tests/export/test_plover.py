"""Events as PLOVER records: each is valid by the schema in docs, which refuses what PLOVER does not know."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from made import made_record
from musnad.export.plover import QUAD_CODES, plover
from musnad.extract import read_article
from musnad.happenings import Happening, happenings
from musnad.lexicon import lexicon
from musnad.records import Article, Day
from musnad.rows_events import EventType

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "plover.schema.json").read_text(encoding="utf-8"))
VALID = Draft202012Validator(SCHEMA)
(MADE,) = happenings(made_record().readings[0])


def faults(one: dict[str, Any]) -> list[str]:
    return [error.message for error in VALID.iter_errors(one)]


def told(text: str, published: str = "2026-05-07") -> list[Happening]:
    article = Article("0123456789abcdef.0", text, 0, published=Day(published, "input"), url="https://sada.example/1")
    return list(happenings(read_article(article)))


def test_the_made_event() -> None:
    made = plover(MADE, "musnad 0")
    assert faults(made) == []
    assert (made["event"], made["quad_code"], made["date"], made["date_basis"]) == (
        ["REJECT"], 3, "2024-03-05", "article"
    )  # fmt: skip
    assert made["source"] == [
        {"actor_text": "المعارضة", "identifier_id": None, "identifier_text": None, "start": 136, "end": 144}
    ]
    assert made["attribution"]["unnamed"]
    assert made["amounts"][0]["value"] == 2


@pytest.mark.parametrize("kind", get_args(EventType))
def test_events_of_every_type_are_valid(kind: str) -> None:
    lines = (ROOT / "tests" / "cases" / "events" / f"{kind}.tsv").read_text(encoding="utf-8").splitlines()
    texts = [line.split("\t")[0] for line in lines if line and not line.startswith("#")][1:16]
    made = [plover(one, "musnad 0") for text in texts for one in told(text)]
    assert any(one["event"] == [kind] for one in made)
    assert [fault for one in made for fault in faults(one)] == []
    assert all(one["quad_code"] == QUAD_CODES[one["event"][0]] for one in made)


def test_every_mode_and_context_of_the_tables_is_plovers() -> None:
    for row in lexicon().event_verbs.values():
        if row.type.isupper():
            event = replace(MADE, type=row.type, mode=row.mode, context=row.contexts)
            assert faults(plover(event, "musnad 0")) == [], row.key


@pytest.mark.parametrize(
    ("change", "date"),
    [
        ({"day": "2024-02-29"}, "2024-02-29"),
        ({"day": "2024-02"}, None),
        ({"negated": True}, None),
        ({"future": True}, None),
        ({"published": "2024-03"}, None),
        ({"published": ""}, None),
    ],
)
def test_a_date_is_a_whole_day_or_unknown(change: dict[str, Any], date: str | None) -> None:
    made = plover(replace(MADE, **change), "musnad 0")
    assert made["date"] == date
    assert faults(made) == []


@pytest.mark.parametrize(
    "change",
    [{"event": ["QUARREL"]}, {"event": []}, {"mode": ["aerial"]}, {"context": ["weather"]}, {"quad_code": 5},
     {"date": "5 مارس"}, {"negated": "no"}, {"actor": []}, {"source": [{}]}],
)  # fmt: skip
def test_the_schema_refuses_what_plover_does_not_know(change: dict[str, Any]) -> None:
    assert faults(plover(MADE, "musnad 0") | change)
