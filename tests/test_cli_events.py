"""`musnad events`: what happened, from pages or the store."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from running import musnad

PAGE = next((Path(__file__).parents[1] / "examples").glob("03*"))


@pytest.fixture
def page() -> Path:
    return PAGE


def test_a_list_for_people(page: Path) -> None:
    ran = musnad("events", page, "--lang", "en")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "requests: " in ran.stdout


def test_one_object_an_event(page: Path) -> None:
    ran = musnad("events", page, "--format", "json", "--type", "request")
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    assert {one["type"] for one in told} == {"REQUEST"}
    assert any(one["row"] == "event_verbs:دعا" and one["actor"] for one in told)


@pytest.mark.parametrize(("form", "between"), [("csv", ","), ("tsv", "\t")])
def test_a_table(page: Path, form: str, between: str) -> None:
    ran = musnad("events", page, "--format", form)
    rows = list(csv.DictReader(io.StringIO(ran.stdout.lstrip("\ufeff")), delimiter=between))
    assert "REQUEST" in {row["type"] for row in rows}


def test_of_the_store_and_why(page: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    musnad("read", page, "--store", store)
    listed = musnad("events", "--store", store, "--format", "json", "--type", "REQUEST")
    told = json.loads(listed.stdout.splitlines()[0])
    why = musnad("why", told["id"], "--store", store, "--lang", "en")
    assert why.returncode == 0
    assert told["row"] in why.stdout


def test_an_unknown_type_is_refused(page: Path) -> None:
    assert musnad("events", page, "--type", "QUARREL").returncode == 2
