"""Which reader made a reading: the release, and what its code and knowledge were."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

from musnad import __version__

_TOP = Path(__file__).parent
_KINDS = (".py", ".tsv", ".npz")


@cache
def reader_version() -> str:
    """The release and a hash of its code and tables («0.1.0+5f2c0d9e8a1b»): the same reader makes the same of a page.

    All of the package counts: to leave out what cannot change a reading would save no time and be wrong one day.
    """
    made = hashlib.sha256()
    for path in sorted(Path(folder, name) for folder, _, names in os.walk(_TOP) for name in names):
        if path.suffix in _KINDS:
            made.update(path.relative_to(_TOP).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{__version__}+{made.hexdigest()[:12]}"
