"""The judge of protests and assaults: that its weights are those of today's traits, and that what differs is told."""

from __future__ import annotations

from pathlib import Path

import numpy as np

import train_events as train


def test_the_weights_are_those_of_the_code_of_the_traits() -> None:
    with np.load(train.OUT) as stored:
        assert str(stored["code"]) == train.code(), "the traits have changed: run scripts/train_events.py"


def test_what_differs_from_the_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    one = {"bias": np.array(1.0), "weight": np.array([1.0, 2.0])}
    np.savez(path, **one)
    assert train.differs(one, path) == ""
    assert train.differs({**one, "weight": np.array([1.0, 2.5])}, path) == "weight"
    assert train.differs({"weight": np.array([1.0])}, path) == "weight"
