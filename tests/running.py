"""Run the command line as a user does, in a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-m", "musnad"]
PAGE = """وزير الري في نورستان يعلن خطة جديدة

قال وزير الري زياد الحمداني إن الخطة تبدأ في الربيع وتمتد إلى آخر العام في كل مدن الجبل.

وأضاف الحمداني أن العمل في السد القديم لن يتوقف قبل أن يكتمل الجديد، وأن المياه ستصل إلى القرى كلها.
"""


def musnad(*arguments: str | Path, store: Path | None = None, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run one command to its end; `store` is the store that it uses."""
    env = os.environ | {"LC_ALL": "C.UTF-8", "COLUMNS": "100"} | options.pop("env", {})
    env["MUSNAD_STORE"] = str(store) if store else "/dev/null/no-store"
    options = {"capture_output": True, "text": True, "timeout": 300, "check": False} | options
    if "stdout" in options:
        options |= {"capture_output": False, "stderr": subprocess.PIPE}
    return subprocess.run([*COMMAND, *map(str, arguments)], env=env, **options)


@contextmanager
def serving(store: Path | str) -> Iterator[str]:
    """`musnad serve` over a store; the address it tells."""
    command = [*COMMAND, "serve", "--port", "0", "--lang", "en", "--store", str(store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as ran:
        assert ran.stdout is not None
        found = re.search(r"http://\S+", ran.stdout.readline())
        assert found is not None
        try:
            yield found[0].rstrip("/")
        finally:
            ran.terminate()
            ran.wait(20)


def write_pages(folder: Path, count: int) -> None:
    """Write `count` pages of different text into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(count):
        (folder / f"{n:05}.txt").write_text(PAGE.replace("الربيع", f"الربيع من العام {1400 + n}"), encoding="utf-8")
