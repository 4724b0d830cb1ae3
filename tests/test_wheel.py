"""The wheel: it holds all that the tool needs, and the tool runs from it alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import musnad
from running import PAGE

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package as the wheel brings it, and nothing else of ours."""
    made = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", made, ROOT)
    [wheel] = made.glob("*.whl")
    run(sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", made / "site", wheel)
    return made / "site"


def run(*words: str | Path, **env: str) -> str:
    done = subprocess.run(words, env=os.environ | env, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_every_file_of_the_package_is_in_it(installed: Path) -> None:
    def files(top: Path) -> list[Path]:
        return sorted(path.relative_to(top) for path in top.rglob("*") if path.is_file() and path.suffix != ".pyc")

    assert files(installed / "musnad") == files(Path(musnad.__file__).parent)
    assert list(installed.glob("musnad-*.dist-info/licenses/LICENSE"))


def test_the_tool_runs_from_it(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    tool, env = installed / "bin" / "musnad", {"PYTHONPATH": str(installed), "MUSNAD_STORE": str(tmp_path / "s")}
    assert "زياد الحمداني" in run(tool, "read", tmp_path / "page.txt", **env)
    assert "the store is whole: 1 pages" in run(tool, "verify", "--lang", "en", **env)
    where = run(sys.executable, "-c", "import musnad; print(musnad.__file__)", **env)
    assert where.startswith(str(installed))


def test_an_older_store_is_migrated_by_it(installed: Path, tmp_path: Path) -> None:
    code = """
import sys
from musnad.store.engine import make_engine, store_url
from musnad.store.migrate import upgrade
with make_engine(store_url(sys.argv[1])).begin() as connection:
    upgrade(connection, "")
"""
    env = {"PYTHONPATH": str(installed)}
    run(sys.executable, "-c", code, tmp_path / "old.db", **env)
    told = run(installed / "bin" / "musnad", "verify", "--lang", "en", "--store", tmp_path / "old.db", **env)
    assert "the store is whole: 0 pages" in told
