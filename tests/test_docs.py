"""The documentation: what it shows is what comes out, and what it names is there."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from musnad.store.schema import metadata
from running import musnad

ROOT = Path(__file__).resolve().parents[1]
DOTS = "…"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FORMATS = ROOT / "docs" / "formats.md"
every_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)


def blocks(path: Path, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def commands(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The commands that a page shows, each with the lines it is shown to print."""
    for block in blocks(path, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *lines = part.rstrip("\n").split("\n")
            yield command, lines


def prints(lines: list[str], printed: str) -> bool:
    """Whether that is what was printed; a line of dots stands for any lines, dots at a line's end for its rest."""
    pattern = ""
    for line in lines:
        if line == DOTS:
            pattern += r"(?:.*\n)*?"
        else:
            pattern += re.escape(line.removesuffix(DOTS)) + (r".*\n" if line.endswith(DOTS) else r" *\n")
    return re.fullmatch(pattern, printed) is not None


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder to run in, with the examples in it."""
    (tmp_path / "examples").symlink_to(ROOT / "examples", target_is_directory=True)
    return tmp_path


@every_page
def test_what_is_shown_is_what_comes_out(path: Path, place: Path) -> None:
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = os.environ | {"PATH": tools, "MUSNAD_STORE": str(place / "store"), "LC_ALL": "C.UTF-8"}
    for command, lines in commands(path):
        ran = subprocess.run(
            ["sh", "-c", command], cwd=place, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            timeout=120, check=False,
        )  # fmt: skip
        assert prints(lines, ran.stdout), "\n".join([command, "--- shown:", *lines, "--- printed:", ran.stdout])


@every_page
def test_python_that_is_shown_runs(path: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    for code in blocks(path, "python"):
        exec(compile(code, path.name, "exec"), {})  # noqa: S102


@every_page
def test_files_that_are_named_are_there(path: Path) -> None:
    named = re.findall(r"`((?:src|docs|examples|scripts|tests|bench)/[\w./-]*)`", path.read_text(encoding="utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_table_is_told_with_its_columns() -> None:
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\|(.*)\|$", FORMATS.read_text(encoding="utf-8"), re.MULTILINE)
    told = {name: set(re.findall(r"\w+", columns)) for name, columns in rows}
    assert told == {name: {column.name for column in table.columns} for name, table in metadata.tables.items()}


def test_sql_that_is_shown_finds_something(place: Path) -> None:
    musnad("read", ROOT / "examples" / "02_gulf_daily.html", store=place / "store")
    raw = sqlite3.connect(place / "store" / "musnad.db")
    found = [raw.execute(query).fetchall() for query in blocks(FORMATS, "sql")]
    raw.close()
    assert found
    assert all(found)


def test_every_room_is_told() -> None:
    told = re.findall(r"`([\w*]+(?:\.py|/))`", (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))
    top = ROOT / "src" / "musnad"
    rooms = [path.name for path in top.glob("*.py") if not path.name.startswith("__")]
    rooms += [f"{path.parent.name}/" for path in top.glob("*/__init__.py")]
    assert [room for room in rooms if not any(fnmatch(room, name) for name in told)] == []


@pytest.mark.parametrize(
    ("lines", "printed", "same"),
    [
        (["a", "b"], "a\nb\n", True),
        (["a"], "a\nb\n", False),
        (["a", DOTS], "a\nb\n", True),
        ([DOTS, "b"], "a\nb\n", True),
        (["b"], "a\nb\n", False),
        (["a", DOTS, "c", "d"], "a\nb\nc\nx\nd\n", False),
        (["ab…"], "abc\n", True),
        (["ab…"], "bc\n", False),
    ],
)
def test_what_is_shown_and_what_is_printed_are_compared(lines: list[str], printed: str, same: bool) -> None:
    assert prints(lines, printed) is same
