"""Commands for whole archives; everything heavy is imported inside them."""

from __future__ import annotations

import multiprocessing
import os
import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from musnad.cli_options import AT_LEAST_ONE, Lang, StoreAt, data_folder, language


def batch(
    *paths: Annotated[Path, Parameter(help="WARC, JSON lines and Parquet files, single pages, and folders of them.")],
    out: Annotated[Path, Parameter(name=("-o", "--out"), help="The folder that the tables go to.")],
    jobs: Annotated[
        int | None, Parameter(help="Processes to work with; by default one for each core.", validator=AT_LEAST_ONE)
    ] = None,
    ray: Annotated[str, Parameter(help='The address of a Ray cluster; "local" starts one here.')] = "",
    relate: Annotated[bool, Parameter(help="Find copies, stories and claims over all pages at the end.")] = True,
    max_bytes: Annotated[int, Parameter(help="Refuse a page larger than this.", validator=AT_LEAST_ONE)] = 20_000_000,
    lang: Lang = None,
) -> int:
    """Read whole archives into Parquet tables; what is done is not done again when the same command is given anew."""
    from musnad.labels import Labels
    from musnad.terminal import complain, needing

    if not paths:
        complain("name an archive or a folder")
        return 2
    labels = Labels(language(lang))
    with needing("cluster" if ray else "archives", labels):
        import daft  # noqa: F401  told before any work
        import pyarrow  # noqa: F401

        if ray:
            import ray as _  # noqa: F401

        from musnad.cli_batch import run_batch
    code = run_batch(paths, out, jobs or os.cpu_count() or 1, ray, relate, max_bytes, labels)
    _end(code)
    return code


def _end(code: int) -> None:
    """End the process here: all is written, and Daft's threads now and then crash while Python takes itself apart."""
    for child in multiprocessing.active_children():
        child.terminate()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def load(
    folder: Annotated[Path, Parameter(help="The folder that musnad batch wrote.")],
    /,
    *,
    lang: Lang = None,
    store: StoreAt = None,
) -> int:
    """Bring what musnad batch read into a store, with the bytes of every page."""
    from musnad.labels import Labels
    from musnad.terminal import needing

    labels = Labels(language(lang))
    with needing("archives", labels):
        import pyarrow  # noqa: F401  told before any work

        from musnad.cli_batch import run_load
    return run_load(folder, store or data_folder(), labels)
