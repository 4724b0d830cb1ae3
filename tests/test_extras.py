"""A command whose extra is not installed says so in one line."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("missing", "extra", "command"),
    [
        ("daft", "archives", ["batch", "in", "--out", "none"]),
        ("ray", "cluster", ["batch", "in", "--out", "none", "--ray", "local"]),
        ("pyarrow", "archives", ["load", "none"]),
        ("httpcore", "fetch", ["fetch", "https://news.example/"]),
        ("feedparser", "fetch", ["watch", "none.toml"]),
        ("httpcore", "fetch", ["versions", "https://news.example/"]),
    ],
)
def test_what_is_missing_is_told(missing: str, extra: str, command: list[str]) -> None:
    script = f"import sys; sys.modules[{missing!r}] = None; from musnad.cli import main; sys.exit(main({command!r}))"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (ran.returncode, missing in ran.stderr, "Traceback" in ran.stderr) == (1, True, False)
    assert f"pip install 'musnad[{extra}]'" in ran.stderr
