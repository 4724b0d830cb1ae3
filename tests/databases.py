"""A real PostgreSQL for the tests: a cluster of its own in a folder of its own, reached by a socket in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest


def programs() -> Path | None:
    """The folder of the newest PostgreSQL that is installed; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


@contextmanager
def cluster() -> Iterator[str]:
    """The socket folder of a running PostgreSQL, which ends with the block; root starts it as its own user."""
    bin_ = programs()
    if bin_ is None:
        pytest.fail("PostgreSQL is missing: apt install postgresql", pytrace=False)
    folder = Path(tempfile.mkdtemp(prefix="musnad-pg-", dir="/tmp"))
    as_user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
    data = folder / "data"

    def run(program: str, *words: str) -> None:
        done = subprocess.run([*as_user, str(bin_ / program), *words], capture_output=True, text=True, cwd="/")
        assert done.returncode == 0, done.stderr + done.stdout

    run("initdb", "-D", str(data), "-U", "musnad", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
    fast = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"
    try:
        run("pg_ctl", "-D", str(data), "-w", "-o", f"-k {folder} -h '' {fast}", "-l", str(folder / "log"), "start")
        yield str(folder)
    finally:
        run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def new_database(socket: str, name: str) -> str:
    """The URL of a new empty database of that name."""
    with psycopg.connect(f"host={socket} user=musnad dbname=postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]
    return f"postgresql://musnad@/{name}?host={socket}"
