"""What two articles really share: the stretches that stand in both, word for word but for small changes.

Many pairs are looked at in one go. Shared shingles of a pair make runs, runs that lie close on both sides make a
passage (a word changed, a title of honour cut); what is counted is only the words that are the same.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from musnad.relate.candidates import Floats, distinct, recurring
from musnad.relate.prints import SHINGLE, Print, shingles
from musnad.relate.ragged import Ragged, bordered, keyed, laid, spread
from musnad.relate.rarity import rarities
from musnad.relations import Passage
from musnad.text.hashes import U64, Hashed, Ints

_CHUNK = 4000
"""Pairs looked at in one go."""
_GAP = 8
"""Words that may differ between two runs of one passage."""
_PASSAGE = 7
"""A passage of fewer shared words is a phrase that anyone may write."""
_HIGH, _LOW = np.uint64(32), np.uint64(0xFFFFFFFF)


class Overlaps(Struct, frozen=True, eq=False):
    """What some pairs share: words, words of narration among them, and the passages as ranges of words on both sides.

    `extent` is the narration of all passages and `longest` that of the longest, with the small changes inside them;
    `changed` counts those words; `weight` is that of all passages, each stem counted once. `passages` has a row of rows
    for each pair: left start and stop, right start and stop, shared words.
    """

    words: Ints
    narration: Ints
    weight: Floats
    extent: Floats
    longest: Floats
    changed: Ints
    passages: Ragged[np.int32]

    def __len__(self) -> int:
        return len(self.words)

    def where(self, kept: Ints) -> Overlaps:
        """Those of some pairs, by number."""
        columns = {name: getattr(self, name)[kept] for name in self.__struct_fields__[:-1]}
        return Overlaps(**columns, passages=self.passages.taken(kept))


def overlaps(prints: Sequence[Print], left: Ints, right: Ints) -> Overlaps:
    """What each pair shares, in the order given."""
    slices = [slice(low, low + _CHUNK) for low in range(0, max(len(left), 1), _CHUNK)]
    found = [_chunk(prints, left[some], right[some]) for some in slices]
    names = Overlaps.__struct_fields__[:-1]
    columns = {name: np.concatenate([getattr(one, name) for one in found]) for name in names}
    sizes = np.concatenate([np.diff(one.passages.borders) for one in found])
    rows = np.concatenate([one.passages.flat for one in found])
    return Overlaps(**columns, passages=Ragged(rows, bordered(sizes)))


def spans(passages: npt.NDArray[np.int32], left: Hashed, right: Hashed) -> tuple[Passage, ...]:
    """Ranges of words as offsets in the two texts."""
    return tuple(
        Passage(int(left.start[a]), int(left.stop[b - 1]), int(right.start[c]), int(right.stop[d - 1]))
        for a, b, c, d in passages[:, :4].tolist()
    )


def _chunk(prints: Sequence[Print], left: Ints, right: Ints) -> Overlaps:
    places = distinct(np.concatenate((left, right)))
    named = [prints[place] for place in places.tolist()]
    one, other = np.searchsorted(places, left), np.searchsorted(places, right)
    runs = _runs(*_matches(laid([p.words for p in named]), one, other))
    rows = _passages(runs, laid([p.speech for p in named]), one, other)
    pair, count = rows[:, 0], len(left)
    lengths = np.minimum(rows[:, 2] - rows[:, 1], rows[:, 4] - rows[:, 3])
    extent = lengths * rows[:, 6] / np.maximum(rows[:, 5], 1)
    longest = np.zeros(count)
    np.maximum.at(longest, pair, extent)
    words, narration, whole = (
        np.bincount(pair, column, count).astype(np.int64) for column in (rows[:, 5], rows[:, 6], lengths)
    )
    weight = _weights(count, laid([p.body_stems for p in named]), one, rows)
    extents = np.bincount(pair, extent, count).astype(np.float64)
    passages = Ragged(rows[:, 1:6].astype(np.int32), np.searchsorted(pair, np.arange(count + 1)))
    return Overlaps(words, narration, weight, extents, longest, whole - words, passages)


def _weights(count: int, stems: Ragged[np.uint32], places: Ints, rows: Ints) -> Floats:
    """The weight of the stems in the passages of each pair, each stem once."""
    pair, start = rows[:, 0], stems.borders[places[rows[:, 0]]]
    at, row = spread(start + rows[:, 1], start + rows[:, 2])
    both = distinct(keyed(pair[row], stems.flat[at]))
    weights = rarities((both & _LOW).astype(np.uint32))
    return np.bincount((both >> _HIGH).astype(np.int64), weights, count).astype(np.float64)


def _matches(words: Ragged[np.uint32], left: Ints, right: Ints) -> tuple[Ints, Ints, Ints]:
    """Every shingle of a right article that stands in its left one: the pair, and the place in both."""
    known, at = _shingles(words)
    to, pair = Ragged(known, np.searchsorted(known, np.arange(len(words.borders), dtype=np.uint64) << _HIGH)).rows(
        right
    )
    asked = keyed(left[pair], known[to] & _LOW)
    found = np.minimum(np.searchsorted(known, asked), max(len(known) - 1, 0))
    hit = np.flatnonzero(known[found] == asked) if len(known) else found[:0]
    pair, found, to = pair[hit], at[found[hit]], at[to[hit]]
    order = np.argsort((pair << 32) | to)
    return pair[order], found[order], to[order]


def _shingles(words: Ragged[np.uint32]) -> tuple[U64, Ints]:
    """The shingles of each article that may stand in another too, by article and number, each with its place."""
    numbers = shingles(words.flat) >> _HIGH
    home = words.homes()[: len(numbers)]
    at = np.arange(len(numbers)) - words.borders[home]
    whole = np.flatnonzero(at + SHINGLE <= np.diff(words.borders)[home])
    often = whole[recurring(numbers[whole] << _HIGH)]
    keys = keyed(home[often], numbers[often])
    order = np.argsort(keys, kind="stable")
    return keys[order], at[often[order]]


def _runs(pair: Ints, at: Ints, to: Ints) -> Ints:
    """Runs of matches side by side: rows of pair, left start and stop, right start and stop; none overlap right."""
    if not len(pair):
        return np.zeros((0, 5), np.int64)
    new = np.concatenate(([True], (np.diff(pair) != 0) | (np.diff(to) != 1) | (np.diff(at) != 1)))
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(pair)) - 1
    runs = np.stack((pair[first], at[first], at[last] + SHINGLE, to[first], to[last] + SHINGLE), axis=1)
    over = np.zeros(len(runs), np.int64)
    over[1:] = np.where(runs[1:, 0] == runs[:-1, 0], np.maximum(runs[:-1, 4] - runs[1:, 3], 0), 0)
    runs[:, 3] += over
    runs[:, 1] += over
    return runs[runs[:, 4] > runs[:, 3]]


def _passages(runs: Ints, speech: Ragged[np.bool_], left: Ints, right: Ints) -> Ints:
    """Runs joined to passages: rows of pair, the four borders, shared words, shared narration."""
    if not len(runs):
        return np.zeros((0, 7), np.int64)
    pair, words = runs[:, 0], runs[:, 4] - runs[:, 3]
    sums = np.append(0, np.cumsum(speech.flat))
    spoken = []
    for n, side in ((1, left), (3, right)):
        start = speech.borders[side[pair]]
        spoken.append(sums[start + runs[:, n + 1]] - sums[start + runs[:, n]])
    narration = words - np.maximum(*spoken)
    gap_left, gap_right = runs[1:, 1] - runs[:-1, 2], runs[1:, 3] - runs[:-1, 4]
    joined = (pair[1:] == pair[:-1]) & (gap_left >= 0) & (gap_left <= _GAP) & (gap_right <= _GAP)
    first = np.flatnonzero(np.concatenate(([True], ~joined)))
    last = np.append(first[1:], len(runs)) - 1
    rows = np.stack(
        (
            pair[first], runs[first, 1], runs[last, 2], runs[first, 3], runs[last, 4],
            np.add.reduceat(words, first), np.add.reduceat(narration, first),
        ),
        axis=1,
    )  # fmt: skip
    return rows[rows[:, 5] >= _PASSAGE]
