"""How events are meant, on whose word they stand and when they were, in sentences of our own.

The sentences are as plain as can be; what the rules read in them is tested, before a sentence as a whole is judged.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from musnad.extract import read_article
from musnad.extract.events import sentences
from musnad.extract.events.scene import Scene
from musnad.lexicon import lexicon
from musnad.records import Article, Day, Event, Reading
from musnad.text.doc import analyse
from musnad.text.fold import fold_text

FILE = Path(__file__).parents[1] / "cases" / "events" / "marks.tsv"
MARKS = ("negated", "future", "hypothetical", "historical", "said", "dated")
FLOOR = 0.95
LEX = lexicon()


class Case(NamedTuple):
    """A line of the file: whether the mark holds of the event, and its value."""

    mark: str
    holds: str
    type: str
    trigger: str
    value: str
    sentence: str


CASES = [Case(*line.split("\t")) for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def told(reading: Reading, event: Event, mark: str) -> str:
    """What a reading tells of a mark: "yes", a value, or "" for nothing."""
    if mark == "said":
        return "" if event.attribution is None else reading.attributions[event.attribution].speaker
    if mark == "dated":
        return event.date.value if event.date else ""
    return "yes" if getattr(event, mark) else ""


def passes(case: Case) -> bool:
    article = Article("case", case.sentence, 0, published=Day("2026-05-07", "input"))
    reading = read_article(article)
    scene = Scene(analyse(case.sentence, 0), reading.mentions, reading.attributions, LEX)
    found = [one.event for _, told in sentences(scene, article) for one in told]
    mine = [e for e in found if e.type == case.type and fold_text(case.trigger) in fold_text(e.trigger.text)]
    wanted = (case.value or "yes") if case.holds == "+" else ""
    return any(told(reading, event, case.mark) == wanted for event in mine)


@pytest.mark.parametrize("mark", MARKS)
def test_cases_of_a_mark(mark: str) -> None:
    mine = [case for case in CASES if case.mark == mark]
    wrong = [case.sentence for case in mine if not passes(case)]
    assert len(wrong) <= (1 - FLOOR) * len(mine), "\n".join(wrong)


@pytest.mark.parametrize("mark", MARKS)
def test_every_mark_has_enough_cases(mark: str) -> None:
    assert sum(case.holds == "+" for case in CASES if case.mark == mark) >= 15
    assert sum(case.holds == "-" for case in CASES if case.mark == mark) >= 10
