"""The model for pages: the path over runs, what rules settle, what a page without it does."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.page.clues import place_clues
from musnad.page.judged import stretches_of, without_bodies
from musnad.page.judgement import BODY, Judgement, stretches
from musnad.page.layout import Layout
from musnad.page.model import Model, model
from musnad.page.roles import by_rules
from musnad.page.settle_titles import lone_titles, spare_titles, untitled

PAGE = (
    "الرئيسية أخبار رياضة ميناء نورستان يستقبل أول سفينة قمح الخميس 5 مارس 2020 10:30 استقبل ميناء نورستان أول سفينة "
    "قمح منذ عام. وقال المدير زياد الحمداني إن التفريغ سيبدأ غدا. وأضاف أن السفينة تحمل 30 ألف طن. وأشار إلى أن "
    "الوزارة طلبت سفينتين أخريين من البلد نفسه. أخبار ذات صلة سعر القمح يرتفع"
)


def judgement(path: str) -> Judgement:
    made = by_rules(Layout(PAGE, None, (), ""))
    whole = path + "O" * (len(made.page.tokens) - len(path))
    return Judgement(made, list(whole), np.zeros((len(whole), 1), np.float32), [])


LABELS = list("SBFLO")


def path_of(best: str, starts: list[int], move: float = 0.0) -> str:
    """The path for scores that are 2 for a wanted label at each token, where a move costs so much."""
    scores = np.array([[2.0 * (label == name) for name in LABELS] for label in best], np.float32)
    trans = np.full((5, 5), move, np.float32)
    np.fill_diagonal(trans, 0)
    made = Model(LABELS, {}, np.zeros((1, 7, 5), np.float32), trans)
    return "".join(made.best_path(scores, np.array(starts)))


@pytest.mark.parametrize(
    ("best", "starts", "move", "path"),
    [
        ("OOBB", [0, 2], 0.0, "OOBB"),
        ("OBO", [0, 1, 2], -5.0, "OOO"),  # a dear move is not made for one token
        ("OOSBBOO", [0, 2, 5], 0.0, "OOSBBOO"),  # a body that starts
        ("FLLFLL", [0, 3], 0.0, "FLLFLL"),  # two headlines of a list
        ("OOOBB", [0], 0.0, "OOOOO"),  # no place to change
    ],
)
def test_the_best_path_over_runs(best: str, starts: list[int], move: float, path: str) -> None:
    assert path_of(best, starts, move) == path


@given(st.text(alphabet="TVSBDYCPEFLGKO", max_size=60))
def test_stretches_cover_every_token_once(path: str) -> None:
    found = stretches_of(list(path))
    assert [k for i, j, _ in found for k in range(i, j)] == list(range(len(path)))
    assert sum(j - i for i, j in stretches(list(path), BODY)) == sum(label in BODY for label in path)


@pytest.mark.parametrize(
    ("path", "labels"),
    [
        ("OOTTTTSBBBB", "OOTTTTSBBBB"),  # a headline with its body
        ("OOTTTTOOTTTTSBB", "OOVVVVOOTTTTSBB"),  # the last of two counts
        ("OSBBBBOOTTTT", "OSBBBBOOFLLL"),  # no body follows
    ],
)
def test_headlines_without_a_body_are_of_others(path: str, labels: str) -> None:
    on = judgement(path)
    spare_titles(on)
    assert "".join(on.path[: len(path)]) == labels


def test_a_headline_of_one_word_is_none() -> None:
    on = judgement("OOTSBBBBB")
    lone_titles(on)
    assert "T" not in on.path


def test_a_body_without_a_headline_takes_that_of_the_rules() -> None:
    on = judgement("")
    (title,) = on.made.titles
    assert title is not None
    on.path[title.j + 4 : title.j + 12] = list("SBBBBBBB")
    untitled(on)
    assert set(on.path[title.i : title.j]) == {"T"}


def test_a_list_has_no_bodies() -> None:
    assert "".join(without_bodies(list("OTTSBBVVO"))) == "OFLEEEOOO"


def test_clues_are_told_of_every_token() -> None:
    made = by_rules(Layout(PAGE, None, (), ""))
    clues = place_clues(made)
    assert {len(clue.spelled()) for clue in clues} == {len(made.page.tokens)}


@pytest.mark.skipif(model() is None, reason="no weights")
def test_the_model_reads_a_flat_page() -> None:
    reader = model()
    assert reader is not None
    made = by_rules(Layout(PAGE, None, (), ""))
    path = "".join(reader.path(made, reader.scores(made)))
    assert path.count("S") == 1
    assert "T" in path[: path.index("S")]
    assert len(path) == len(made.page.tokens)
