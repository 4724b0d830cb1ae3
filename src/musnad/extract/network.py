"""A small convolution over words that has a say where the linear model is in doubt about names.

A word is the sum of the vectors of its signs and what a convolution over its letters makes of it; two layers look at
two words on each side and at one more. The first layer is a sum over the window before it is cut at zero: what a word
adds to it is kept, so that reading a text is taking rows and adding them up. `scripts/train_names_network.py` makes
the weights.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from musnad.extract.signs import PAD, PLACES

MODEL = "models/names_network.npz"
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويء"
LONGEST = 14
"""Letters of a word that are looked at, the two marks at its ends included."""
_OTHER, _END = 2, 1
_NOTHING, _EDGE = "\x00", "\x01"
"""What stands for no letter, and for the edge of a word, where words are laid out one after another."""
_BITS = 5
MARGIN = 3
"""Tokens on each side that have a say in the scores of one."""
_BLOCK = 4096
"""Tokens that are looked at at once."""

_AROUND = np.arange(-1, 2)
Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]


def letters(word: str) -> list[int]:
    """The numbers of the letters of a folded word, with marks at its ends and zeros after it."""
    inner = [_NUMBERS.get(letter, _OTHER) for letter in word[: LONGEST - 2]]
    return [_END, *inner, _END, *[0] * (LONGEST - 2 - len(inner))]


_NUMBERS = {letter: number for number, letter in enumerate(LETTERS, 3)}


class Network:
    """The weights of the network; what it makes of a word is for its reader to keep."""

    def __init__(self, stored: Any) -> None:
        self.labels = str(stored["labels"]).split(" ")
        self.moves = stored["moves"].astype(np.float32)
        keys = bytes(stored["keys"]).decode().split("\n")
        self.rows = {key: row for row, key in enumerate(keys)}
        """The rows of signs in `vectors`."""
        self.vectors = stored["values"].astype(np.float32) * stored["scales"].astype(np.float32)[:, None]
        part = {name: stored[name].astype(np.float32) for name in _PARTS}
        self._letters, self._filters, self._filters_bias = part["letters"], part["wc"], part["bc"]
        self._threes = self._of_threes()
        self.window, inside, self.width = part["w1"].shape
        self._first = part["w1"].transpose(1, 0, 2).reshape(inside, -1)
        self._first_bias = part["b1"] + np.einsum("i,sio->o", part["base"], part["w1"])
        self._second, self._second_bias = part["w2"].reshape(-1, part["w2"].shape[2]), part["b2"]
        self._out, self._out_bias = part["wo"], part["bo"]
        known = [(n, self.rows["@" + place]) for n, place in enumerate(PLACES) if "@" + place in self.rows]
        places = np.zeros((len(PLACES) + 1, self.vectors.shape[1]), np.float32)
        places[[n for n, _ in known]] = self.vectors[[row for _, row in known]]
        places = places @ self._first[: self.vectors.shape[1]]
        self._places = by_slot(places, self.window)

    def scores(self, weighed: Floats, rows: Numbers, places: Numbers, chosen: Numbers) -> Floats:
        """The scores of all labels at the chosen tokens of a text laid out with `MARGIN` of padding on both sides.

        `weighed` is what `weigh` made of the words, slot by slot, `rows` are the words' rows there.
        """
        total = np.empty((len(chosen), len(self.labels)), np.float32)
        for begin in range(0, len(rows), _BLOCK):
            first, last = np.searchsorted(chosen, (begin, begin + _BLOCK)).tolist()
            low, high = max(begin - MARGIN, 0), begin + _BLOCK + MARGIN
            total[first:last] = self._scores(weighed, rows[low:high], places[low:high], chosen[first:last] - low)
        return total

    def _scores(self, weighed: Floats, rows: Numbers, places: Numbers, chosen: Numbers) -> Floats:
        middle = self.window // 2
        first = weighed[middle].take(rows, 0)
        first += self._places[middle].take(places, 0)
        first += self._first_bias
        for slot in (slot for slot in range(self.window) if slot != middle):
            shift = middle - slot  # what a token adds to the one so far behind it
            here = slice(0, -shift) if shift > 0 else slice(-shift, None)
            there = slice(shift, None) if shift > 0 else slice(0, shift)
            first[there] += weighed[slot].take(rows[here], 0)
            first[there] += self._places[slot].take(places[here], 0)
        np.maximum(first, 0, out=first)
        around = first.take(chosen[:, None] + _AROUND, 0).reshape(len(chosen), -1)
        second = around @ self._second
        second += self._second_bias
        np.maximum(second, 0, out=second)
        total: Floats = around[:, self.width : 2 * self.width] @ self._out[: self.width]
        total += second @ self._out[self.width :]
        total += self._out_bias
        return total

    def weigh(self, words: list[str], vectors: Floats) -> Floats:
        """What each word adds to the first layer, slot by slot, given the sum of the vectors of its signs."""
        return np.concatenate([vectors, self._spelled(words)], axis=1) @ self._first  # type: ignore[no-any-return]

    def _spelled(self, words: list[str]) -> Floats:
        """What the letters of words show: the strongest answer of each filter anywhere in the word.

        The words stand one after another between marks, so that three letters side by side are one row of a table.
        """
        begins, at, laid = [], 1, [_NOTHING]
        for word in words:
            begins.append(at - 1)
            laid.append(_NOTHING if word == PAD else f"{_EDGE}{word[: LONGEST - 2]}{_EDGE}{_NOTHING}")
            at += len(laid[-1])
        codes = np.frombuffer("".join([*laid, _NOTHING]).encode("utf-32-le", "surrogatepass"), np.uint32)
        numbers = _numbers()[np.minimum(codes, len(_numbers()) - 1)]
        threes = (numbers[:-2] << _BITS | numbers[1:-1]) << _BITS | numbers[2:]
        return np.maximum.reduceat(self._threes.take(threes, 0), begins, axis=0)

    def _of_threes(self) -> Floats:
        """What each filter answers to the middle of three letters, never below zero; zero where no letter stands."""
        known, size = self._letters.copy(), 1 << _BITS
        known[0] = 0
        before, middle, after = known @ self._filters
        found = np.zeros((size, size, size, self._filters.shape[2]), np.float32)
        used = slice(len(known))
        found[used, used, used] = middle[:, None] + before[:, None, None] + after + self._filters_bias
        found[:, 0] = 0
        return np.maximum(found, 0).reshape(size**3, -1)


def by_slot(weighed: Floats, window: int) -> Floats:
    """What words add to the first layer as one table a slot."""
    return np.ascontiguousarray(weighed.reshape(len(weighed), window, -1).transpose(1, 0, 2))


@cache
def _numbers() -> Numbers:
    """The number of each letter by its code point, the last that of all code points behind."""
    found = np.full(max(map(ord, LETTERS)) + 2, _OTHER)
    for letter, number in _NUMBERS.items():
        found[ord(letter)] = number
    found[ord(_NOTHING)], found[ord(_EDGE)] = 0, _END
    return found


_PARTS = ("base", "letters", "wc", "bc", "w1", "b1", "w2", "b2", "wo", "bo")


def network() -> Network | None:
    """The trained network; None where the package carries none."""
    path = files("musnad") / "knowledge" / MODEL
    if not path.is_file():
        return None
    with path.open("rb") as file, np.load(file) as stored:
        return Network(stored)
