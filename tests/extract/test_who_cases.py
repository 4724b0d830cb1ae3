"""Roles, counterparts, seats and spellings on their days: many own cases, at least 0.95 of them right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from musnad.extract.mentions import find_mentions
from musnad.extract.roles import resolve_role
from musnad.extract.who import cast
from musnad.lexicon import lexicon
from musnad.text.doc import analyse

CASES = Path(__file__).parents[1] / "cases"
ENOUGH = 0.95
FILES = ("who.tsv", "who_in_text.tsv", "who_second.tsv", "who_second_in_text.tsv", "who_third.tsv")
_MARKED = re.compile("⟦(.*?)⟧")


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def by_phrase(phrase: str, day: str) -> tuple[str | None, tuple[str, ...]]:
    found = resolve_role(phrase, day, lexicon())
    return found.id, found.candidates


def in_text(marked: str, day: str) -> tuple[str | None, tuple[str, ...]]:
    text, spans, last = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[last : match.start()]
        spans.append((len(text), len(text) + len(match[1])))
        text += match[1]
        last = match.end()
    doc = analyse(text + marked[last:], 0)
    who = cast(doc, find_mentions(doc, lexicon()), spans, lexicon(), day).who(*spans[-1])
    return who.id, who.candidates


def right(meant: str, one: str | None, candidates: tuple[str, ...]) -> bool:
    if meant == "-":
        return one is None and not candidates
    if "|" in meant:
        return one is None and set(candidates) == set(meant.split("|"))
    return one == meant


@pytest.mark.parametrize(
    ("name", "ask", "least"),
    [
        ("who.tsv", by_phrase, 480),
        ("who_in_text.tsv", in_text, 60),
        ("who_second.tsv", by_phrase, 300),
        ("who_second_in_text.tsv", in_text, 40),
        ("who_third.tsv", by_phrase, 100),
    ],
)
def test_nearly_all_cases_are_right(name: str, ask: object, least: int) -> None:
    cases = rows(name)
    assert len(cases) >= least
    wrong = [f"{said} ({day}): {meant}" for said, day, meant in cases if not right(meant, *ask(said, day))]  # type: ignore[operator]
    assert len(wrong) <= (1 - ENOUGH) * len(cases), "\n".join(wrong)


def test_every_id_of_the_cases_is_known() -> None:
    lex = lexicon()
    known = {*lex.persons, *lex.states, *lex.places, *lex.organizations, *lex.outlets}
    asked = {one for name in FILES for row in rows(name) for one in row[2].split("|")}
    assert {one for one in asked if one != "-" and not one.startswith("name:")} <= known
