"""How alike many pairs of articles are, in one go: by their telling words, and by their headlines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from musnad.relate.candidates import distinct
from musnad.relate.prints import F32, Print
from musnad.relate.ragged import Ragged, keyed, laid, spread
from musnad.text.hashes import U64, Ints

_CHUNK = 20_000
Rows = npt.NDArray[np.signedinteger[Any]]
Work = Callable[[Sequence[Print], Ints, Ints], F32]


def cosines(prints: Sequence[Print], left: Ints, right: Ints) -> F32:
    """The cosine of the telling words of each pair."""
    return _in_chunks(_cosines, prints, left, right)


def told(prints: Sequence[Print], titles: Ints, texts: Ints) -> F32:
    """How much of the headline of one article stands in the other; NaN where there is no headline."""
    return _in_chunks(_told, prints, titles, texts)


def shared_part(prints: Sequence[Print], left: Ints, right: Ints, pair: Ints, passages: Rows) -> F32:
    """What of each cosine comes from narration in `passages` (start, stop) of the left article of each `pair`."""
    return _in_chunk(lambda named, one, other: _shared_part(named, one, other, pair, passages), prints, left, right)


def _in_chunks(work: Work, prints: Sequence[Print], left: Ints, right: Ints) -> F32:
    """What `work` says of each pair; a chunk lays out every article that it names once."""
    slices = [slice(n, n + _CHUNK) for n in range(0, len(left), _CHUNK)]
    return np.concatenate([np.zeros(0, np.float32), *(_in_chunk(work, prints, left[s], right[s]) for s in slices)])


def _in_chunk(work: Work, prints: Sequence[Print], left: Ints, right: Ints) -> F32:
    places = distinct(np.concatenate((left, right)))
    named = [prints[place] for place in places.tolist()]
    return work(named, np.searchsorted(places, left), np.searchsorted(places, right))


def _cosines(prints: Sequence[Print], left: Ints, right: Ints) -> F32:
    telling, weights = laid([one.telling for one in prints]), laid([one.weights for one in prints])
    known = keyed(telling.homes(), telling.flat)
    pair, at, to = _meeting(known, left, telling, right)
    return np.bincount(pair, weights.flat[at] * weights.flat[to], len(left)).astype(np.float32)


def _shared_part(prints: Sequence[Print], left: Ints, right: Ints, pair: Ints, passages: Rows) -> F32:
    stems, speech = laid([one.body_stems for one in prints]), laid([one.speech for one in prints])
    start = stems.borders[left[pair]]
    at, row = spread(start + passages[:, 0], start + passages[:, 1])
    said = distinct(keyed(pair[row], stems.flat[at])[~speech.flat[at]])
    telling, weights = laid([one.telling for one in prints]), laid([one.weights for one in prints])
    found, at, to = _meeting(keyed(telling.homes(), telling.flat), left, telling, right)
    there, _ = _known(said, keyed(found, telling.flat[to]))
    found, at, to = found[there], at[there], to[there]
    return np.bincount(found, weights.flat[at] * weights.flat[to], len(left)).astype(np.float32)


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
    hit, at = _known(known, keyed(one[pair], rows.flat[to]))
    return pair[hit], at, to[hit]


def _known(known: U64, asked: U64) -> tuple[Ints, Ints]:
    """Which of some numbers stand in a sorted array, and where."""
    at = np.minimum(np.searchsorted(known, asked), max(len(known) - 1, 0))
    hit = np.flatnonzero(known[at] == asked) if len(known) else at[:0]
    return hit, at[hit]
