"""Both languages have every phrase, with the same marks to fill in."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from musnad import records
from musnad.labels import Label, Labels, language_of
from musnad.lexicon import read_table
from musnad.records import Unclear

ROWS = read_table("labels", Label)
ROOM = Path(__file__).parents[1] / "src" / "musnad"
SOURCES = [ROOM / f"{name}.py" for name in ("digest", "why", "cli_read", "cli_store")]
ASKED = re.compile(r"""(?:labels\(\s*|_(?:fact|evidence)\()["']([\w.]+)["']""")


def marks(phrase: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.key)
def test_a_phrase_is_whole_in_both_languages(row: Label) -> None:
    assert row.ar
    assert row.en
    assert marks(row.ar) == marks(row.en)
    assert not re.search("[\u0621-\u064a]", row.en)


@pytest.mark.parametrize(
    ("prefix", "values"),
    [
        ("role", records.Role), ("kind", records.Kind), ("manner", records.Manner), ("stance", records.StanceValue),
        ("basis", records.DayBasis), ("link", records.Basis), ("what", records.Unclear.__annotations__["what"]),
        ("credit", records.Credit.__annotations__["basis"]),
    ],
)  # fmt: skip
def test_every_value_of_a_record_has_a_phrase(prefix: str, values: object) -> None:
    named = re.findall(r"'([^']+)'", values) if isinstance(values, str) else get_args(values)
    assert named
    assert [value for value in named if f"{prefix}.{value}" not in ROWS] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_every_phrase_asked_for_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    asked = ASKED.findall(text)
    assert asked
    assert [key for key in asked if key not in ROWS] == []


def test_the_language_is_the_locale_s() -> None:
    assert language_of({"LANG": "ar_EG.UTF-8"}) == "ar"
    assert language_of({"LANG": "ar_EG.UTF-8", "LC_ALL": "en_US.UTF-8"}) == "en"
    assert language_of({"LC_ALL": "", "LC_MESSAGES": "ar"}) == "ar"
    assert language_of({}) == "en"


def test_phrases_are_filled_in() -> None:
    assert Labels("en")("day.hint", day="2024", basis="x") == "hint: 2024, x"
    assert Labels("ar")("role.boilerplate") == "نص ثابت"
    assert Labels("en").listed(["a", "b"]) == "a, b"
    assert Labels("ar").listed(["أ", "ب"]) == "أ، ب"


def test_notes_in_both_languages() -> None:
    """What the reader notes in English is told in Arabic too; the English phrase is the note itself."""
    notes = {
        "speaker": "the text names no speaker for these words",
        "outlet": "nothing on the page names who publishes it",
        "day": "no day is given; a hint: 2024-05",
        "candidates": "may be any of: زياد الحمداني، سامي الحمداني",
        "damaged": "the sentence breaks off where something was cut out of it: words are missing here",
    }
    for what, note in [*notes.items(), ("day", "no day is given"), ("candidates", "a misprint for زياد الحمداني?")]:
        item = Unclear(what, note)  # type: ignore[arg-type]
        assert Labels("en").note(item) == note
        told = Labels("ar").note(item)
        assert told != note
        assert not re.search("[A-Za-z]", told)
    assert "2024-05" in Labels("ar").note(Unclear("day", notes["day"]))
    assert Labels("ar").note(Unclear("title", "something new")) == "something new"
