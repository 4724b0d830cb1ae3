"""The second look: what it takes back, what it leaves, and that its weights are those of today's traits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import train_attribution as train
from musnad.extract import second_look
from musnad.extract.annotate import annotate

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("second_look.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
][1:]
TAKEN = next(row for row in ROWS if row[1] != "-")


@pytest.mark.parametrize(("text", "cue", "content"), ROWS)
def test_cues_that_the_rules_pass_over(text: str, cue: str, content: str) -> None:
    found = annotate({"id": "", "text": text})["attributions"]
    looked = [(text[slice(*a["cue"])], text[slice(*a["content"])]) for a in found if a["rule"] == "second_look"]
    assert looked == ([] if cue == "-" else [(cue, content)])


def test_without_weights_the_rules_stand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_look, "weights", lambda: None)
    assert annotate({"id": "", "text": TAKEN[0]})["attributions"] == []


def test_a_cue_too_weak_by_itself_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    real = second_look.weights()
    assert real is not None
    monkeypatch.setattr(second_look, "weights", lambda: second_look.Weights(real.traits, real.enough, 100.0))
    assert annotate({"id": "", "text": TAKEN[0]})["attributions"] == []


def test_the_weights_are_those_of_the_code_of_the_traits() -> None:
    with np.load(train.OUT) as stored:
        assert str(stored["code"]) == train.code(), "the traits have changed: run scripts/train_attribution.py"


def example(cue: int, *traits: str, right: float = 0.0, left: bool = True) -> train.Example:
    return train.Example("one", ("one", cue), left, traits, 1, right, False, 0)


def test_training_draws_nothing_by_chance() -> None:
    rows = [example(n, "bias", f"row={n % 3}", right=float(n % 3 == 0)) for n in range(30)]
    first, second = (train.learnt(rows, 1.0, 0.0) for _ in range(2))
    assert train.packed(dict(first.traits), 0.0, first.least) == train.packed(dict(second.traits), 0.0, second.least)
    assert first.traits["row=0"] > 0 > first.traits["row=1"]


def test_of_each_cue_the_offer_that_weighs_most_is_taken() -> None:
    rows = [example(0, "a"), example(0, "b"), example(1, "a"), example(2, "b", left=False)]
    assert train.taken(rows, [1.0, 2.0, 0.4, 9.0], 0.5) == [rows[1]]


@given(st.text(alphabet="قالوأكد نفى الوزير أن إن «»\"':،.()-\n", max_size=200))
def test_any_text_gives_spans_that_hold(text: str) -> None:
    for found in annotate({"id": "", "text": text})["attributions"]:
        start, stop = found["content"]
        assert 0 <= start < stop <= len(text)
