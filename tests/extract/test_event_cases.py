"""Events in sentences of our own, a file a type: what must be found, and where no such event is."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, get_args

import pytest

from musnad.extract import read_article
from musnad.records import Article, Day, Event
from musnad.rows_events import EventType
from musnad.text.fold import fold_text

FOLDER = Path(__file__).parents[1] / "cases" / "events"
TYPES = get_args(EventType)
FLOOR = 0.95
MARKS = ("negated", "future", "hypothetical", "historical")


class Case(NamedTuple):
    """A line of a case file."""

    sentence: str
    trigger: str
    actor: str
    recipient: str
    mode: str
    marks: str


def cases(kind: str) -> list[Case]:
    lines = (FOLDER / f"{kind}.tsv").read_text(encoding="utf-8").splitlines()
    return [Case(*line.split("\t")) for line in [line for line in lines if line and not line.startswith("#")][1:]]


def found(kind: str, sentence: str) -> list[Event]:
    article = Article("case", sentence, 0, published=Day("2026-05-07", "input"))
    return [event for event in read_article(article).events if event.type == kind]


def holds(event: Event, case: Case) -> bool:
    """Whether an event is what the case asks for."""
    marks = {mark for mark in MARKS if getattr(event, mark)}
    return (
        fold_text(case.trigger) in fold_text(event.trigger.text)
        and (not case.actor or any(case.actor in who.text for who in event.actor))
        and (not case.recipient or any(case.recipient in whom.text for whom in event.recipient))
        and (not case.mode or event.mode == case.mode)
        and marks == set(filter(None, case.marks.split("|")))
    )


def passes(kind: str, case: Case) -> bool:
    events = found(kind, case.sentence)
    return any(holds(event, case) for event in events) if case.trigger else not events


@pytest.mark.parametrize("kind", TYPES)
def test_cases_of_a_type(kind: str) -> None:
    mine = cases(kind)
    wrong = [f"{case.sentence} -> {found(kind, case.sentence)}" for case in mine if not passes(kind, case)]
    assert len(wrong) <= (1 - FLOOR) * len(mine), "\n".join(wrong)


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_has_enough_cases(kind: str) -> None:
    assert sum(bool(case.trigger) for case in cases(kind)) >= 15
    assert sum(not case.trigger for case in cases(kind)) >= 10
