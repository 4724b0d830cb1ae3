"""How alike many pairs of articles are, in one go: by their telling words, and by their headlines."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from musnad.relate.candidates import distinct
from musnad.relate.prints import F32, Print
from musnad.relate.ragged import Ragged, keyed, laid
from musnad.text.hashes import U64, Ints

_CHUNK = 20_000


def cosines(prints: Sequence[Print], left: Ints, right: Ints) -> F32:
    """The cosine of the telling words of each pair."""
    return _in_chunks(_cosines, prints, left, right)


def told(prints: Sequence[Print], titles: Ints, texts: Ints) -> F32:
    """How much of the headline of one article stands in the other; NaN where there is no headline."""
    return _in_chunks(_told, prints, titles, texts)


def _in_chunks(
    work: Callable[[Sequence[Print], Ints, Ints], F32], prints: Sequence[Print], left: Ints, right: Ints
) -> F32:
    """What `work` says of each pair; a chunk lays out every article that it names once."""
    found = [np.zeros(0, np.float32)]
    for n in range(0, len(left), _CHUNK):
        one, other = left[n : n + _CHUNK], right[n : n + _CHUNK]
        places = distinct(np.concatenate((one, other)))
        named = [prints[place] for place in places.tolist()]
        found.append(work(named, np.searchsorted(places, one), np.searchsorted(places, other)))
    return np.concatenate(found)


def _cosines(prints: Sequence[Print], left: Ints, right: Ints) -> F32:
    telling, weights = laid([one.telling for one in prints]), laid([one.weights for one in prints])
    known = keyed(telling.homes(), telling.flat)
    pair, at, to = _meeting(known, left, telling, right)
    return np.bincount(pair, weights.flat[at] * weights.flat[to], len(left)).astype(np.float32)


def _told(prints: Sequence[Print], titles: Ints, texts: Ints) -> F32:
    asked, weights = laid([one.title for one in prints]), laid([one.title_weights for one in prints])
    stems = laid([one.stems for one in prints])
    pair, _, to = _meeting(keyed(stems.homes(), stems.flat), texts, asked, titles)
    found = np.bincount(pair, weights.flat[to], len(titles)).astype(np.float32)
    empty = np.diff(asked.borders)[titles] == 0
    return np.where(empty, np.float32(np.nan), found)


def _meeting(known: U64, one: Ints, rows: Ragged[np.uint32], other: Ints) -> tuple[Ints, Ints, Ints]:
    """What each row of `other` shares with its partner in `one`: the pair, the place among `known`, that in `rows`."""
    to, pair = rows.rows(other)
    asked = keyed(one[pair], rows.flat[to])
    at = np.minimum(np.searchsorted(known, asked), max(len(known) - 1, 0))
    hit = np.flatnonzero(known[at] == asked) if len(known) else at[:0]
    return pair[hit], at[hit], to[hit]
