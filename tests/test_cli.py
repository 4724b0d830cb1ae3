"""The command line itself: help, version, misuse, the place of the store."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import musnad as package
from musnad.cli_options import data_folder
from running import musnad

ROOT = Path(__file__).parents[1]


def test_help_names_every_command() -> None:
    ran = musnad("--help")
    assert ran.returncode == 0
    assert [name for name in ("read", "annotate", "segment", "why", "verify") if name not in ran.stdout] == []


def test_the_version_is_the_package_s() -> None:
    assert musnad("--version").stdout == f"{package.__version__}\n"
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert package.__version__ == declared


def test_a_command_that_is_none() -> None:
    ran = musnad("reed")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "reed" in ran.stderr


@pytest.mark.parametrize(
    "words", [["read", "x.txt", "--jobs", "0"], ["read", "x.txt", "--max-bytes", "-3"], ["segment", "--source", "x"]]
)
def test_a_misuse_is_told_in_a_few_lines(words: list[str]) -> None:
    ran = musnad(*words)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "Traceback" not in ran.stderr
    assert words[-2] in ran.stderr


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {"XDG_DATA_HOME": "/data"}, "/data/musnad"),
        ("linux", {"XDG_DATA_HOME": "relative"}, "/home/x/.local/share/musnad"),
        ("linux", {}, "/home/x/.local/share/musnad"),
        ("darwin", {}, "/home/x/Library/Application Support/musnad"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/musnad"),
    ],
)
def test_the_store_s_place(
    monkeypatch: pytest.MonkeyPatch, platform: str, environment: dict[str, str], folder: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/x"))
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert data_folder() == folder
