"""Musnad reads Arabic news as it stands on the web: who said what, on whose word?

``musnad.read(path)`` reads one page and ``musnad.read_all(paths)`` many; both give the `Record` of `musnad.records`.
``musnad.who(phrase, on=day)`` tells whom a phrase means on a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from musnad.extract.roles import Resolution
    from musnad.records import Record

__version__ = "0.1.0"
__all__ = ["__version__", "day_of_question", "read", "read_all", "who"]


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


def who(phrase: str, *, on: str | None = None) -> Resolution:
    """Tell whom a phrase («الرئيس الفرنسي», «الكرملين», «ماكرون») means on a day.

    `on` is a day, month or year (YYYY-MM-DD, YYYY-MM, YYYY), None where no day is known. Where nobody is known, or
    several fit, `id` is None; `candidates` then hold the ids of those who fit. Raises `ValueError` for an `on` that is
    no day.
    """
    from musnad.extract.roles import resolve_role
    from musnad.lexicon import lexicon

    return resolve_role(phrase, day_of_question(on), lexicon())


def day_of_question(on: str | None) -> str | None:
    """`on` as it was given where it is a day, month or year of the calendar; `ValueError` where it is none."""
    if on is None:
        return None
    from datetime import date

    given = on.strip()
    try:
        if not (given.isascii() and len(given) in (4, 7, 10)):
            raise ValueError
        date.fromisoformat((given + "-01-01")[:10] if len(given) == 4 else (given + "-01")[:10])
    except ValueError:
        raise ValueError(f"{on!r} is no day; write YYYY-MM-DD, YYYY-MM or YYYY") from None
    return given
