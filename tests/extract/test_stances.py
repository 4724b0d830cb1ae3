"""Stances in sentences of our own: each value over many verbs and constructions, and where none is."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.extract import read_article
from musnad.records import Article

VALUES = ("proposes", "supports", "opposes", "conditional", "undecided", "silent")
FILES = Path(__file__).parents[1] / "cases" / "stances"
FLOOR = 0.95


def stances(sentence: str) -> list[tuple[str, str]]:
    """The stances of a sentence that is an article of its own: value and actor."""
    reading = read_article(Article("case", sentence, 0))
    return [(stance.stance, stance.actor) for stance in reading.stances]


def cases(value: str) -> list[list[str]]:
    """The rows of a value's file: yes or no, a part of the actor's name, the sentence."""
    lines = (FILES / f"{value}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith(("#", "holds\t"))]


def fails(value: str, holds: str, actor: str, sentence: str) -> bool:
    found = stances(sentence)
    if holds == "no":
        return any(one == value for one, _ in found)
    return not any(one == value and actor in who for one, who in found)


@pytest.mark.parametrize("value", VALUES)
def test_cases_of_a_value(value: str) -> None:
    mine = cases(value)
    wrong = [
        f"{holds} {actor}: {said} -> {stances(said)}" for holds, actor, said in mine if fails(value, holds, actor, said)
    ]
    assert len(wrong) <= (1 - FLOOR) * len(mine), "\n".join(wrong)


@pytest.mark.parametrize("value", VALUES)
def test_every_value_has_enough_cases(value: str) -> None:
    assert sum(holds == "yes" for holds, *_ in cases(value)) >= 15
    assert sum(holds == "no" for holds, *_ in cases(value)) >= 10
