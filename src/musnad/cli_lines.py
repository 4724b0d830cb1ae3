"""`musnad annotate` and `musnad segment`: a line in, a line out, in order and in constant memory."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from musnad.jobs import ordered
from musnad.lexicon import lexicon
from musnad.terminal import complain
from musnad.workers import Numbered, Problem

STREAM = Path("-")
CHUNK_LINES = 32
CHUNK_BYTES = 1_000_000

Work = Callable[[list[Numbered]], list[bytes | Problem]]


def run_lines(work: Work, source: Path, target: Path, jobs: int) -> int:
    """Send every line of `source` through `work` into `target` (`-`: standard streams); 1 where a line was bad."""
    lexicon()  # a fault in a knowledge table is told once, before anything is read
    bad = 0
    with ExitStack() as stack:
        lines = sys.stdin.buffer if source == STREAM else stack.enter_context(source.open("rb"))
        if target != STREAM and target.exists() and source != STREAM and target.samefile(source):
            complain(f"{target}: is the input; name another output")
            return 1
        out = sys.stdout.buffer if target == STREAM else stack.enter_context(target.open("wb"))
        for _, results in ordered(work, chunks(lines), jobs):
            bad += _write(results, out, str(source))
        out.flush()
    return 1 if bad else 0


def chunks(lines: BinaryIO | Iterable[bytes]) -> Iterator[list[Numbered]]:
    """Numbered lines in groups of a few, blank lines left out; a group holds little, however long its lines are."""
    chunk: list[Numbered] = []
    size = 0
    for number, line in enumerate(lines, 1):
        if line.strip():
            chunk.append((number, line))
            size += len(line)
        if len(chunk) >= CHUNK_LINES or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _write(results: list[bytes | Problem], out: BinaryIO, source: str) -> int:
    bad = 0
    for result in results:
        if isinstance(result, Problem):
            bad += 1
            complain(f"{source}: {result.reason}")
        else:
            out.write(result)
    return bad
