"""The cases of attributions: their gold is whole, every style keeps its floors, and silence stays silence."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

import gold_cases
from case_scores import MEASURES, Score, judge, said_in, same_actor, styles
from gold import GOLD, needs_gold
from gold_words import GoldError
from musnad.records import Kind, Manner, StanceValue

Spec = dict[str, Any]
FLOORS = dict(
    line.split("\t", 1) for line in (gold_cases.FOLDER / "floors.tsv").read_text(encoding="utf-8").splitlines()[1:]
)
#: negatives in which something is still found today, and why
LOUD = {
    "egyptian_daily_a/result": "أعلنت in the passive before what was announced",
    "interview_a/scene": "رأى of the eye",
    "levantine_paper_b/obituary": "a book's title in quotation marks that is a cue",
    "live_blog_b/clock-line": "the house's own words before a colon",
    "pan_arab_b/hypothetical": "إذا أعلن: an announcement that has not been made",
}


@cache
def cases() -> dict[str, tuple[Spec, Spec]]:
    """All cases by their names."""
    return {gold["id"]: (gold, article) for path in gold_cases.files() for gold, article in gold_cases.read(path)}


@cache
def scores() -> dict[str, Score]:
    return styles()


def attributions() -> list[Spec]:
    return [one for gold, _ in cases().values() for one in gold["attributions"]]


def negatives() -> list[Any]:
    names = [name for name, (gold, _) in cases().items() if "nothing" in gold]
    return [
        pytest.param(name, marks=pytest.mark.xfail(reason=LOUD[name], strict=True)) if name in LOUD else name
        for name in names
    ]


def test_known_failures_are_negatives() -> None:
    assert {name for name in LOUD if "nothing" in cases()[name][0]} == set(LOUD)


def test_corpus_is_as_wide_as_it_says() -> None:
    said = attributions()
    assert len(cases()) >= 300
    assert len(said) >= 550
    assert {one["kind"] for one in said} == set(get_args(Kind))
    assert {one["manner"] for one in said} == set(get_args(Manner))
    assert {len(one["via"]) for one in said} == {0, 1, 2, 3}
    assert len(negatives()) >= 50


def test_every_style_has_two_halves_and_floors() -> None:
    halves = {half: {path.stem[:-2] for path in gold_cases.files(half)} for half in "ab"}
    assert halves["a"] == halves["b"] == set(FLOORS) - {"all of a", "all of b"}


@pytest.mark.parametrize("half", ["a", "b"])
def test_every_settled_case_is_there(half: str) -> None:
    shown = {name.partition("/")[2][:3] for name in cases() if name.startswith(f"settled_{half}/")}
    both = {name.partition("/")[2][:3] for name in cases() if name.startswith("settled_")}
    assert both == {f"s{number:02}" for number in range(1, 20)}
    assert len(shown) >= 17


def test_spans_and_values_are_sound() -> None:
    for gold, article in cases().values():
        text = article["text"]
        for one in gold["attributions"]:
            assert text[slice(*one["content"])].strip() == text[slice(*one["content"])]
            assert all(name in text for name in [one["speaker"], *one["via"]])
        assert all(one["stance"] in get_args(StanceValue) for one in gold["stances"])


@pytest.mark.parametrize("style", FLOORS)
def test_style_keeps_its_floors(style: str) -> None:
    result = scores()[style]
    floors = zip(MEASURES, FLOORS[style].split("\t"), strict=True)
    below = [
        f"{name} {result.f1(name):.1f} < {floor}"
        for name, floor in floors
        if floor != "-" and result.f1(name) < int(floor)
    ]
    assert not below, "\n".join([*below, *result.errors])


@pytest.mark.parametrize("name", negatives())
def test_nobody_speaks(name: str) -> None:
    _, article = cases()[name]
    found = said_in(article["text"], article["publisher"])
    assert not [(article["text"][slice(*one["content"])], one["rule"]) for one in found]


def case(**more: str) -> Spec:
    return {"id": "x", "text": "قال الوزير إن السد آمن. وقال السفير إن الطريق مغلق.", **more}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("statement indirect | قال | الوزير | = | - | السد خطر", "0 times"),
        ("statement indirect | قال | الوزير | = | - | إن", "2 times"),
        ("statement indirect | صرح | الوزير | = | - | السد آمن", "cue"),
        ("statement indirect | قال | الوزير | الوزير الأول | - | السد آمن", "name"),
        ("statement indirect | قال | الوزير | السد آمن", "cells"),
    ],
)
def test_words_that_do_not_stand_are_refused(said: str, why: str) -> None:
    with pytest.raises(GoldError, match=f"s/x: .*{why}"):
        gold_cases.case_gold("s", case(said=said))


def test_a_case_has_gold_or_says_that_there_is_none() -> None:
    with pytest.raises(GoldError, match="either"):
        gold_cases.case_gold("s", case())


def test_a_wrong_speaker_is_an_error_and_an_optional_entry_is_none() -> None:
    said = """statement indirect | قال | الوزير | = | - | السد آمن
    statement indirect ? | وقال | السفير | = | - | الطريق مغلق"""
    gold, text = gold_cases.case_gold("s", case(said=said))
    result = judge(gold, {"id": "x", "text": text.replace("الوزير", "السفير"), "publisher": ""})
    assert (result.gold["found"], result.hits["found"], result.hits["who_said"]) == (1, 1, 0)
    assert [line.split()[0] for line in result.errors] == ["SPEAKER"]


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("وزير النقل فيصل الدوحان", "الدوحان", True),
        ("وزير النقل فيصل الدوحان", "الوزير", False),
        ("وزير الري", "وزير الدفاع", False),
        ("", "الوزير", False),
        ("", "", True),
        ("للمنظمين", "المنظمين", True),
    ],
)
def test_same_actor(gold: str, found: str, same: bool) -> None:
    assert same_actor(gold, found) is same


@needs_gold
def test_the_scorer_of_the_gold_agrees(tmp_path: Path) -> None:
    rows: dict[str, list[Spec]] = {"gold": [], "predicted": [], "texts": []}
    for gold, article in cases().values():
        rows["gold"].append({key: value for key, value in gold.items() if key != "nothing"})
        found = said_in(article["text"], article["publisher"])
        rows["predicted"].append({"id": gold["id"], "attributions": list(found)})
        rows["texts"].append(article)
    for name, lines in rows.items():
        (tmp_path / name).write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    command = [sys.executable, str(GOLD / "gold/score.py"), *(str(tmp_path / name) for name in rows), "--json"]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    ours = Score()
    for half in "ab":
        ours += scores()[f"all of {half}"]
    assert ours.f1("found") == pytest.approx(100 * theirs["found"]["f1"], abs=1)
    assert ours.f1("who_said") == pytest.approx(100 * theirs["who_said"]["f1"], abs=4)
