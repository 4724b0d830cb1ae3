"""The quality gate: no figure of `floors.json` may sink; `scripts/set_floors.py` writes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import set_floors
from gold import needs_gold
from quality import MEASURES, floors, hashes

ROOT = Path(__file__).resolve().parents[1]


@needs_gold
def test_the_gold_is_the_one_that_the_floors_were_measured_on() -> None:
    assert floors()["files"] == hashes(), "another gold: set the floors anew with scripts/set_floors.py --lower"


# the scorers, which are not ours, leave their files open
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@needs_gold
@pytest.mark.parametrize("name", MEASURES)
def test_no_figure_sinks_below_its_floor(name: str) -> None:
    measured = MEASURES[name]()
    sunk = {k: (measured.get(k), floor) for k, floor in floors()["floors"][name].items() if measured.get(k, -1) < floor}
    assert not sunk, "measured, floor"


def test_each_measured_set_has_floors() -> None:
    assert set(floors()["floors"]) == set(MEASURES)
    assert all(floors()["floors"].values())


def test_a_floor_that_would_sink_is_kept_and_told() -> None:
    old = {"a": {"found": 0.9, "kind": 0.8}, "gone": {"found": 0.5}}
    kept, sunk = set_floors.raised(old, {"a": {"found": 0.85, "kind": 0.95}, "b": {"found": 0.1}})
    assert kept == {"a": {"found": 0.9, "kind": 0.95}, "gone": {"found": 0.5}, "b": {"found": 0.1}}
    assert sunk == ["a found: 0.9 -> 0.85", "gone found: 0.5 -> None"]


def test_lowering_takes_the_flag(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    target = tmp_path / "floors.json"
    monkeypatch.setattr(set_floors, "need", lambda: None)
    monkeypatch.setattr(set_floors, "hashes", lambda: {"gold.jsonl": "0"})
    monkeypatch.setattr(set_floors, "FLOORS", target)
    monkeypatch.setattr(set_floors, "MEASURES", {"a": lambda: {"found": 0.8}})
    monkeypatch.setattr(set_floors, "floors", lambda: {"files": {"gold.jsonl": "0"}, "floors": {"a": {"found": 0.9}}})
    monkeypatch.setattr("sys.argv", ["set_floors.py"])
    assert set_floors.main() == 1
    assert '"found": 0.9' in target.read_text(encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["set_floors.py", "--lower"])
    assert set_floors.main() == 0
    assert '"found": 0.795' in target.read_text(encoding="utf-8")


def test_another_gold_takes_the_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(set_floors, "need", lambda: None)
    monkeypatch.setattr(set_floors, "hashes", lambda: {"gold.jsonl": "1"})
    monkeypatch.setattr(set_floors, "floors", lambda: {"files": {"gold.jsonl": "0"}, "floors": {}})
    monkeypatch.setattr("sys.argv", ["set_floors.py"])
    assert set_floors.main() == 1


def test_the_place_of_the_gold_is_read_in_one_file() -> None:
    asked = re.compile("environ.*" + "MUSNAD_" + "GOLD")
    paths = [path for folder in ("src", "scripts", "tests", "bench") for path in (ROOT / folder).rglob("*.py")]
    readers = [path.name for path in paths if asked.search(path.read_text(encoding="utf-8"))]
    assert readers == ["gold_place.py"]
