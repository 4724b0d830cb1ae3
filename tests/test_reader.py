"""Which reader made a reading: told by the bytes of its code and tables."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import musnad
from musnad import reader


def version_of(top: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(reader, "_TOP", top)
    return reader.reader_version.__wrapped__()


def test_one_changed_row_is_another_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    top = tmp_path / "musnad"
    shutil.copytree(Path(musnad.__file__).parent, top, ignore=shutil.ignore_patterns("__pycache__"))
    version = version_of(top, monkeypatch)
    assert version.startswith(f"{musnad.__version__}+")
    assert version == reader.reader_version(), "wherever it is installed"
    with (top / "knowledge" / "cues.tsv").open("a", encoding="utf-8") as table:
        table.write("# a line\n")
    assert version_of(top, monkeypatch) != version
