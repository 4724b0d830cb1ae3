"""`musnad relate`: many articles in, what they show together out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from musnad.cli_lines import STREAM, chunks
from musnad.jobs import mapped, ordered
from musnad.lexicon import lexicon
from musnad.relate.lines import lines
from musnad.relate.prints import Print
from musnad.relate.relating import relate_prints
from musnad.terminal import complain
from musnad.workers import Problem, print_lines


def run_relate(source: Path, target: Path, jobs: int) -> int:
    """Relate the articles of `source` and write what was found to `target`; 1 where a line was bad."""
    lexicon()  # a fault in a knowledge table is told once, before anything is read
    bad: list[str] = []
    with ExitStack() as stack:
        data = sys.stdin.buffer if source == STREAM else stack.enter_context(source.open("rb"))
        if target != STREAM and target.exists() and source != STREAM and target.samefile(source):
            complain(f"{target}: is the input; name another output")
            return 1
        found = relate_prints(_prints(data, str(source), jobs, bad), mapped(jobs))
        out = sys.stdout.buffer if target == STREAM else stack.enter_context(target.open("wb"))
        out.writelines(lines(found))
        out.flush()
    return 1 if bad else 0


def _prints(data: BinaryIO, source: str, jobs: int, bad: list[str]) -> Iterator[Print]:
    for _, results in ordered(print_lines, chunks(data), jobs):
        for result in results:
            if isinstance(result, Problem):
                bad.append(result.reason)
                complain(f"{source}: {result.reason}")
            else:
                yield result
