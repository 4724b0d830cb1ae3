"""The matrix of who stands where is the same in a process of its own."""

from __future__ import annotations

import pytest

from musnad.cli_stances import side_by_side
from musnad.relations import Held
from musnad.store import StoreError
from musnad.web.matters import stood_apart

ROWS = [
    Held(f"{n}.0.s0", f"{n}.0", "صدى الجبل", name, None, stance, "خطة ري السهل الشرقي", words, f"2024-03-0{n}")  # type: ignore[arg-type]
    for n, (name, stance, words) in enumerate(
        [("زياد الحمداني", "supports", "يؤيد الخطة"), ("سلمى الراوي", "opposes", "ترفض الخطة")], 1
    )
]


def test_a_process_of_its_own_makes_the_same() -> None:
    made = stood_apart(side_by_side, ROWS)
    assert made == side_by_side(ROWS)
    assert len(made.cells) == len(ROWS)


def test_a_process_that_fails_is_told_of() -> None:
    with pytest.raises(StoreError, match="its process ended"):
        stood_apart(int, ROWS)  # type: ignore[arg-type]
