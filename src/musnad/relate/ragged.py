"""Rows of different lengths behind one another in one array: what thousands of articles are compared by in one go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from musnad.text.hashes import U64, Ints

N = TypeVar("N", bound=np.generic)
_HIGH = np.uint64(32)


class Ragged(Struct, Generic[N], frozen=True, eq=False):
    """Row `n` is `flat[borders[n]:borders[n + 1]]`."""

    flat: npt.NDArray[N]
    borders: Ints

    def row(self, n: int) -> npt.NDArray[N]:
        """One row."""
        return self.flat[self.borders[n] : self.borders[n + 1]]

    def taken(self, some: Ints) -> Ragged[N]:
        """Some rows alone."""
        at, _ = self.rows(some)
        return Ragged(self.flat[at], bordered(np.diff(self.borders)[some]))

    def homes(self) -> Ints:
        """The row that each entry stands in."""
        return np.repeat(np.arange(len(self.borders) - 1), np.diff(self.borders))

    def rows(self, some: Ints) -> tuple[Ints, Ints]:
        """The entries of some rows, one row behind the other: where each stands, and its row as a place in `some`."""
        return spread(self.borders[some], self.borders[some + 1])


def laid(rows: Sequence[npt.NDArray[N]]) -> Ragged[N]:
    """Rows behind one another."""
    flat: npt.NDArray[Any] = np.concatenate(rows) if rows else np.zeros(0, np.uint8)
    return Ragged(flat, bordered([len(row) for row in rows]))


def spread(starts: Ints, stops: Ints) -> tuple[Ints, Ints]:
    """Everything in the ranges `[start, stop)`, one behind the other, and the number of its range."""
    sizes = stops - starts
    home = np.repeat(np.arange(len(starts)), sizes)
    return np.arange(len(home)) + np.repeat(starts - (np.cumsum(sizes) - sizes), sizes), home


def bordered(sizes: Sequence[int] | Ints) -> Ints:
    """The borders of rows of those sizes."""
    borders = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=borders[1:])
    return borders


def keyed(homes: Ints, numbers: npt.NDArray[np.generic]) -> U64:
    """A number of 32 bits with that of its row above it."""
    return (homes.astype(np.uint64) << _HIGH) | numbers.astype(np.uint64)


def ranks(homes: Ints, values: npt.NDArray[np.generic]) -> Ints:
    """The entries by row (`homes` rises) and, inside each, from the lowest value up; ties as they stand."""
    return np.lexsort((values, homes))
