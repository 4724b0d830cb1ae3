"""How alike many pairs of articles are, in one go: by their telling words, and by their headlines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from musnad.relate.prints import F32, Print
from musnad.text.hashes import U32, U64, Ints

_CHUNK = 20_000


def cosines(prints: Sequence[Print], left: Ints, right: Ints) -> F32:
    """The cosine of the telling words of each pair."""
    found = [
        _cosines(prints, left[n : n + _CHUNK].tolist(), right[n : n + _CHUNK].tolist())
        for n in range(0, len(left), _CHUNK)
    ]
    return np.concatenate([*found, np.zeros(0, np.float32)])


def _cosines(prints: Sequence[Print], left: list[int], right: list[int]) -> F32:
    known, asked = (_numbered([prints[place].telling for place in side]) for side in (left, right))
    weights, others = (np.concatenate([prints[place].weights for place in side]) for side in (left, right))
    at = np.minimum(np.searchsorted(known, asked), max(len(known) - 1, 0))
    hit = _among(asked, known)
    product = weights[at[hit]] * others[hit]
    return np.bincount((asked[hit] >> np.uint64(32)).astype(np.int64), product, len(left)).astype(np.float32)


def _numbered(rows: list[U32]) -> U64:
    """Sorted stems of many articles in one sorted array, each with the number of its row above it."""
    pair = np.repeat(np.arange(len(rows), dtype=np.uint64), [len(row) for row in rows])
    return (pair << np.uint64(32)) | np.concatenate(rows).astype(np.uint64)


def _among(asked: U64, known: U64) -> npt.NDArray[np.bool_]:
    if not len(known):
        return np.zeros(len(asked), bool)
    found: npt.NDArray[np.bool_] = known[np.minimum(np.searchsorted(known, asked), len(known) - 1)] == asked
    return found


def told(prints: Sequence[Print], titles: Ints, texts: Ints) -> F32:
    """How much of the headline of one article stands in the other; NaN where there is no headline."""
    rows = (
        _told(prints, titles[n : n + _CHUNK].tolist(), texts[n : n + _CHUNK].tolist())
        for n in range(0, len(titles), _CHUNK)
    )
    return np.concatenate([*rows, np.zeros(0, np.float32)])


def _told(prints: Sequence[Print], titles: list[int], texts: list[int]) -> F32:
    asked = _numbered([prints[place].title for place in titles])
    known = _numbered([prints[place].stems for place in texts])
    weights = np.concatenate([prints[place].title_weights for place in titles])
    hit = _among(asked, known)
    found = np.bincount((asked[hit] >> np.uint64(32)).astype(np.int64), weights[hit], len(titles))
    untitled = np.array([not len(prints[place].title) for place in titles])
    return np.where(untitled, np.nan, found).astype(np.float32)
