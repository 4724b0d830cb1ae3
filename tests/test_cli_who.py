"""`musnad who` and `musnad.who`: whom a phrase means on a day."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import musnad as library
from running import musnad


def test_a_line_for_people() -> None:
    ran = musnad("who", "الرئيس الفرنسي", "--on", "2023-10-26", "--lang", "en")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == (
        "الرئيس الفرنسي (2023-10-26): إيمانويل ماكرون · Emmanuel Macron · "
        "person:emmanuel-macron · by office on that day\n"
    )


def test_one_object_a_phrase() -> None:
    ran = musnad("who", "الرئيس الفرنسي", "الكرملين", "كلام بلا معنى", "--on", "2023-10-26", "--format", "json")
    first, second, third = map(json.loads, ran.stdout.splitlines())
    assert first == {
        "phrase": "الرئيس الفرنسي", "on": "2023-10-26", "id": "person:emmanuel-macron", "name_ar": "إيمانويل ماكرون",
        "name_en": "Emmanuel Macron", "type": "PER", "basis": "role", "candidates": [],
    }  # fmt: skip
    assert (second["id"], second["basis"]) == ("state:ru", "metonym")
    assert third == {
        "phrase": "كلام بلا معنى", "on": "2023-10-26", "id": None, "name_ar": None, "name_en": None, "type": None,
        "basis": None, "candidates": [],
    }  # fmt: skip


def test_where_several_fit_all_are_told_and_none_is_chosen() -> None:
    ran = musnad("who", "الرئيس الفرنسي السابق", "--on", "2019-05-01", "--format", "json")
    told = json.loads(ran.stdout)
    assert (told["id"], told["name_ar"], told["name_en"]) == (None, None, None)
    assert set(told["candidates"]) == {"person:francois-hollande", "person:nicolas-sarkozy"}
    ran = musnad("who", "الرئيس الفرنسي السابق", "--on", "2019-05-01", "--lang", "en")
    assert ran.stdout == "الرئيس الفرنسي السابق (2019-05-01): may be any of: François Hollande, Nicolas Sarkozy\n"


@pytest.mark.parametrize("way", ["file", "stdin"])
def test_many_phrases_one_a_line(tmp_path: Path, way: str) -> None:
    text = "الرئيس الفرنسي\n\n  العاهل الأردني \nلا أحد\n"
    (tmp_path / "phrases.txt").write_text(text, encoding="utf-8")
    source = tmp_path / "phrases.txt" if way == "file" else "-"
    ran = musnad("who", "--file", source, "--on", "2013", "--format", "json", input=text)
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [one["phrase"] for one in told] == ["الرئيس الفرنسي", "العاهل الأردني", "لا أحد"]
    assert [one["id"] for one in told] == ["person:francois-hollande", "person:abdullah-ii", None]


def test_a_line_that_is_no_text_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "phrases.txt").write_bytes(b"\xff\xfe\n" + "الكرملين\n".encode())
    ran = musnad("who", "--file", tmp_path / "phrases.txt", "--format", "json")
    assert ran.returncode == 1
    assert "line 1: not UTF-8" in ran.stderr
    assert [json.loads(line)["id"] for line in ran.stdout.splitlines()] == ["state:ru"]


@pytest.mark.parametrize(
    "arguments",
    [(), ("الرئيس", "--on", "2023-13-01"), ("الرئيس", "--on", "yesterday"), ("الرئيس", "--format", "xml")],
)
def test_misuse(arguments: tuple[str, ...]) -> None:
    ran = musnad("who", *arguments)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    ran = musnad("who", "--file", tmp_path / "none.txt")
    assert ran.returncode == 1
    assert "none.txt" in ran.stderr


def test_controls_do_not_reach_the_terminal() -> None:
    ran = musnad("who", "الكرملين\u202e\x1b[31m")
    assert "\x1b" not in ran.stdout
    assert "\u202e" not in ran.stdout


@pytest.mark.parametrize(
    ("phrase", "on", "meant"),
    [
        ("الرئيس الفرنسي", "2016", "person:francois-hollande"),
        ("الرئيس الفرنسي", "2023-10", "person:emmanuel-macron"),
        ("الرئيس الفرنسي", None, None),
        ("ماكرون", None, "person:emmanuel-macron"),
    ],
)
def test_from_python(phrase: str, on: str | None, meant: str | None) -> None:
    assert library.who(phrase, on=on).id == meant


@pytest.mark.parametrize("on", ["", "2023-2-1", "20231026", "٢٠٢٣", "2023-02-30", "2023-10-26T00:00"])
def test_what_is_no_day_is_refused(on: str) -> None:
    with pytest.raises(ValueError, match="is no day"):
        library.who("الرئيس الفرنسي", on=on)
