"""Musnad reads Arabic news as it stands on the web: who said what, on whose word?

``musnad.read(path)`` reads one page and ``musnad.read_all(paths)`` many; both give the `Record` of `musnad.records`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from musnad.records import Record

__version__ = "0.1.0"
__all__ = ["__version__", "read", "read_all"]


def read(path: str | PathLike[str]) -> Record:
    """Read the one page that a file holds.

    Raises `ValueError` (`musnad.page.InputError`), naming the file and the reason, where it cannot be read or holds
    more than one page; `read_all` takes those.
    """
    from musnad.pipeline import read_one

    return read_one(path)


def read_all(paths: Iterable[str | PathLike[str]]) -> Iterator[Record]:
    """Read every page of the files given, of folders too; the first file that cannot be read ends it (`ValueError`)."""
    from musnad.pipeline import read_files

    return read_files(paths)
