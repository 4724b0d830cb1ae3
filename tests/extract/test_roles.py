"""Roles, seats and names on a day: one readable row a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.extract.roles import resolve_role
from musnad.lexicon import lexicon

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "roles.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
][1:]


@pytest.mark.parametrize(("phrase", "day", "meant"), ROWS)
def test_who_is_meant(phrase: str, day: str, meant: str) -> None:
    found = resolve_role(phrase, day, lexicon())
    if meant == "-":
        assert (found.id, found.candidates) == (None, ())
    elif "|" in meant:
        assert found.id is None
        assert set(found.candidates) == set(meant.split("|"))
    else:
        assert (found.id, found.candidates) == (meant, ())


def test_without_a_day_all_holders_are_candidates() -> None:
    found = resolve_role("الرئيس الفرنسي", None, lexicon())
    assert found.id is None
    assert {"person:emmanuel-macron", "person:francois-hollande"} <= set(found.candidates)


@pytest.mark.parametrize(
    ("phrase", "rank", "meant"),
    [
        ("نظيره الأميركي", "state-head", "person:donald-trump"),
        ("نظيره الروسي", "foreign", "person:sergey-lavrov"),
        ("نظيرته البريطانية", "government-head", "person:theresa-may"),
    ],
)
def test_a_counterpart_holds_the_same_office(phrase: str, rank: str, meant: str) -> None:
    assert resolve_role(phrase, "2018-02-01", lexicon(), rank=rank).id == meant


@pytest.mark.parametrize(
    ("phrase", "state", "meant"),
    [
        ("وزير خارجية بلاده", "state:eg", "person:sameh-shoukry"),
        ("أمير البلاد", "state:qa", "person:tamim-bin-hamad"),
    ],
)
def test_ones_own_country(phrase: str, state: str, meant: str) -> None:
    assert resolve_role(phrase, "2018-02-01", lexicon(), state=state).id == meant


def test_names_come_in_both_languages() -> None:
    found = resolve_role("الرئيس الفرنسي", "2023-10-26", lexicon())
    assert (found.name_ar, found.name_en, found.type, found.basis) == (
        "إيمانويل ماكرون", "Emmanuel Macron", "PER", "role",
    )  # fmt: skip


@pytest.mark.parametrize("phrase", ["", " ", "،", "()", "ـ"])
def test_nothing_is_nobody(phrase: str) -> None:
    assert resolve_role(phrase, "2018", lexicon()).id is None
