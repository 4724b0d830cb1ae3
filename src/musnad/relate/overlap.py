"""What two articles really share: the stretches that stand in both, word for word but for small changes.

Many pairs are looked at in one go. Shared shingles of a pair make runs, runs that lie close on both sides make a
passage (a word changed, a title of honour cut); what is counted is only the words that are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct

from musnad.relate.prints import SHINGLE, Print, shingles
from musnad.relations import Passage
from musnad.text.hashes import U32, Hashed, Ints

_CHUNK = 1000
"""Pairs looked at in one go."""
_GAP = 8
"""Words that may differ between two runs of one passage."""
_PASSAGE = 7
"""A passage of fewer shared words is a phrase that anyone may write."""
_HIGH = np.uint64(32)


class Shared(Struct, frozen=True, eq=False):
    """What a pair shares: words, words of narration among them, and the passages as ranges of words on both sides.

    `extent` is the narration of all passages and `longest` that of the longest, with the small changes inside them;
    `changed` counts those words. A row of `passages` is left start and stop, right start and stop, shared words.
    """

    words: int
    narration: int
    extent: float
    longest: float
    changed: int
    passages: Ints


def overlaps(prints: Sequence[Print], left: Ints, right: Ints) -> list[Shared]:
    """What each pair shares, in the order given."""
    found: list[Shared] = []
    for low in range(0, len(left), _CHUNK):
        found += _chunk(prints, left[low : low + _CHUNK].tolist(), right[low : low + _CHUNK].tolist())
    return found


def spans(passages: Ints, left: Hashed, right: Hashed) -> tuple[Passage, ...]:
    """Ranges of words as offsets in the two texts."""
    return tuple(
        Passage(int(left.start[a]), int(left.stop[b - 1]), int(right.start[c]), int(right.stop[d - 1]))
        for a, b, c, d in passages[:, :4].tolist()
    )


def _chunk(prints: Sequence[Print], left: list[int], right: list[int]) -> list[Shared]:
    pair, at, to = _matches(prints, left, right)
    runs = _runs(pair, at, to)
    speech = [_speech_sums(prints, side) for side in (left, right)]
    rows = _passages(runs, speech)
    pairs = np.arange(len(left) + 1)
    borders = np.searchsorted(rows[:, 0], pairs).tolist()
    lengths = np.minimum(rows[:, 2] - rows[:, 1], rows[:, 4] - rows[:, 3])
    extent = lengths * rows[:, 6] / np.maximum(rows[:, 5], 1)
    longest = np.zeros(len(left))
    np.maximum.at(longest, rows[:, 0], extent)
    sums = (np.bincount(rows[:, 0], column, len(left)) for column in (rows[:, 5], rows[:, 6], extent, lengths))
    columns = zip(*(column.tolist() for column in sums), longest.tolist(), pairwise(borders), strict=True)
    return [
        Shared(int(words), int(narration), extent, long, int(size - words), rows[low:high, 1:6])
        for words, narration, extent, size, long, (low, high) in columns
    ]


def _matches(prints: Sequence[Print], left: list[int], right: list[int]) -> tuple[Ints, Ints, Ints]:
    """Every shingle of a right article that stands in its left one: the pair, and the place in both."""
    keys = {place: _keys(prints[place].body.words) for place in {*left, *right}}
    known, known_at = _keyed([keys[place] for place in left])
    asked, asked_at = _keyed([keys[place] for place in right])
    found = np.searchsorted(known, asked)
    hit = found < len(known)
    hit[hit] = known[found[hit]] == asked[hit]
    pair = (asked[hit] >> _HIGH).astype(np.int64)
    at, to = known_at[found[hit]], asked_at[hit]
    order = np.lexsort((to, pair))
    return pair[order], at[order], to[order]


def _keys(words: U32) -> tuple[Ints, Ints]:
    """The shingles of an article as sorted numbers of 32 bits, each with its place."""
    found = (shingles(words) >> _HIGH).astype(np.int64)
    order = np.argsort(found, kind="stable")
    return found[order], order


def _keyed(rows: list[tuple[Ints, Ints]]) -> tuple[np.ndarray, Ints]:
    pairs = np.repeat(np.arange(len(rows), dtype=np.uint64), [len(row[0]) for row in rows])
    numbers = np.concatenate([row[0] for row in rows]).astype(np.uint64)
    return (pairs << _HIGH) | numbers, np.concatenate([row[1] for row in rows])


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


def _speech_sums(prints: Sequence[Print], places: list[int]) -> tuple[Ints, Ints]:
    """Running counts of spoken words through all articles of one side, and where each begins in them."""
    rows = [prints[place].body.speech for place in places]
    sums = np.concatenate(([0], np.cumsum(np.concatenate([*rows, np.zeros(1, bool)]))))
    starts = np.cumsum([0] + [len(row) for row in rows])[:-1]
    return sums, starts


def _passages(runs: Ints, speech: list[tuple[Ints, Ints]]) -> Ints:
    """Runs joined to passages: rows of pair, the four borders, shared words, shared narration."""
    if not len(runs):
        return np.zeros((0, 7), np.int64)
    pair, words = runs[:, 0], runs[:, 4] - runs[:, 3]
    spoken = [
        sums[starts[pair] + runs[:, n + 1]] - sums[starts[pair] + runs[:, n]]
        for n, (sums, starts) in ((1, speech[0]), (3, speech[1]))
    ]
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
