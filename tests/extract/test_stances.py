"""Stances in sentences of our own: each value over many verbs and constructions, and where none is."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.extract import read_article
from musnad.records import Article

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "stances.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith(("#", "value\t"))
]
VALUES = ("proposes", "supports", "opposes", "conditional", "undecided", "silent")
FLOOR = 0.95


def stances(sentence: str) -> list[tuple[str, str]]:
    """The stances of a sentence that is an article of its own: value and actor."""
    reading = read_article(Article("case", sentence, 0))
    return [(stance.stance, stance.actor) for stance in reading.stances]


def fails(value: str, actor: str, sentence: str) -> bool:
    found = stances(sentence)
    if value.startswith("!"):
        return any(one == value[1:] for one, _ in found)
    return not any(one == value and actor in who for one, who in found)


@pytest.mark.parametrize("value", VALUES)
def test_cases_of_a_value(value: str) -> None:
    mine = [case for case in CASES if case[0].lstrip("!") == value]
    wrong = [f"{case[0]} {case[1]}: {case[2]} -> {stances(case[2])}" for case in mine if fails(*case)]
    assert len(wrong) <= (1 - FLOOR) * len(mine), "\n".join(wrong)


@pytest.mark.parametrize("value", VALUES)
def test_every_value_has_enough_cases(value: str) -> None:
    assert sum(case[0] == value for case in CASES) >= 15
    assert sum(case[0] == "!" + value for case in CASES) >= 10
