"""The parts on Daft: processes of this machine, or of a Ray cluster; the same code and the same rows."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from musnad.batch.parts import Part
from musnad.batch.work import Done

for _variable in ("DO_NOT_TRACK", "SCARF_NO_ANALYTICS"):  # Daft would tell its makers that it runs
    os.environ.setdefault(_variable, "true")
os.environ.setdefault("DAFT_PROGRESS_BAR", "0")
os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")


def run_parts(parts: Sequence[Part], out: Path, jobs: int, ray: str, max_bytes: int) -> Iterator[Done]:
    """Do parts, `jobs` at a time, and say of each what became of it as soon as that is known.

    `ray` is the address of a cluster ("" for this machine, "local" for a cluster started here); its machines must
    see the inputs and `out` under the same paths.
    """
    if not parts:
        return
    import daft

    from musnad.batch.reader import PartReader

    _choose_runner(ray, jobs)
    daft.set_execution_config(maintain_order=False)  # else a process that is ahead waits for the others
    reader: Any = daft.cls(max_concurrency=jobs, use_process=True)(PartReader)
    read = reader(str(out), max_bytes).read
    frame = daft.from_pydict({"part": [part.packed() for part in parts]})
    if ray:
        frame = frame.into_partitions(len(parts))
    for row in frame.select(read(daft.col("part")).alias("done")).iter_rows():
        yield msgspec.json.decode(row["done"], type=Done)


def _choose_runner(address: str, jobs: int) -> None:
    import daft

    if not address:
        daft.set_runner_native()
        return
    import ray

    if not ray.is_initialized():
        here = {"num_cpus": jobs, "include_dashboard": False} if address == "local" else {"address": address}
        ray.init(log_to_driver=False, **here)
    daft.set_runner_ray(noop_if_initialized=True)
