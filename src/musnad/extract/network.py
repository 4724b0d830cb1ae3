"""A small convolution over words that has a say where the linear model is in doubt about names.

A word is the sum of the vectors of its signs and what a convolution over its letters makes of it; two layers look at
two words on each side and at one more. The first layer is a sum over the window before it is cut at zero: what a word
adds to it is kept, so that reading a text is taking rows and adding them up. `scripts/train_names_network.py` makes
the weights.
"""

from __future__ import annotations

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
MARGIN = 3
"""Tokens on each side that have a say in the scores of one."""
_BLOCK = 4096
"""Tokens that are looked at at once."""

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
        self.rows = {key: row for row, key in enumerate(keys, 1)}
        """The rows of signs for `weigh`; zero is none."""
        vectors = stored["values"].astype(np.float32) * stored["scales"].astype(np.float32)[:, None]
        self._vectors = np.concatenate([np.zeros_like(vectors[:1]), vectors])
        part = {name: stored[name].astype(np.float32) for name in _PARTS}
        self._letters, self._filters, self._filters_bias = part["letters"], part["wc"], part["bc"]
        self.window, inside, self.width = part["w1"].shape
        self._first = part["w1"].transpose(1, 0, 2).reshape(inside, -1)
        self._first_bias = part["b1"] + np.einsum("i,sio->o", part["base"], part["w1"])
        self._second, self._second_bias = part["w2"].reshape(-1, part["w2"].shape[2]), part["b2"]
        self._out, self._out_bias = part["wo"], part["bo"]
        rows = [self.rows.get("@" + place, 0) for place in PLACES] + [0]
        self._places = self._vectors[rows] @ self._first[: self._vectors.shape[1]]

    def scores(self, weighed: Floats, rows: Numbers, places: Numbers, chosen: Numbers) -> Floats:
        """The scores of all labels at the chosen tokens of a text laid out with `MARGIN` of padding on both sides.

        `weighed` is what `weigh` made of the words, `rows` are the words' rows there.
        """
        total = np.empty((len(chosen), len(self.labels)), np.float32)
        for begin in range(0, len(rows), _BLOCK):
            first, last = np.searchsorted(chosen, (begin, begin + _BLOCK)).tolist()
            low, high = max(begin - MARGIN, 0), begin + _BLOCK + MARGIN
            here = chosen[first:last] - low
            total[first:last] = self._scores(weighed.take(rows[low:high], 0), places[low:high], here)
        return total

    def _scores(self, both: Floats, places: Numbers, chosen: Numbers) -> Floats:
        both += self._places.take(places, 0)
        slots = both.reshape(len(both), self.window, self.width)
        middle = self.window // 2
        first = slots[:, middle] + self._first_bias
        for shift in range(1, middle + 1):
            first[shift:] += slots[:-shift, middle - shift]
            first[:-shift] += slots[shift:, middle + shift]
        np.maximum(first, 0, out=first)
        around = first[chosen[:, None] + np.arange(-1, 2)]
        second = np.maximum(around.reshape(len(chosen), -1) @ self._second + self._second_bias, 0)
        out = self._out
        total: Floats = around[:, 1] @ out[: self.width] + second @ out[self.width :] + self._out_bias
        return total

    def weigh(self, words: list[str], flat: list[int], begins: list[int]) -> Floats:
        """What each word adds to the first layer, slot by slot; its signs' rows stand in `flat` from its begin on."""
        vectors = np.add.reduceat(self._vectors[flat], begins, axis=0)
        return np.concatenate([vectors, self._spelled(words)], axis=1) @ self._first  # type: ignore[no-any-return]

    def _spelled(self, words: list[str]) -> Floats:
        """What the letters of words show: the strongest answer of each filter anywhere in the word."""
        numbers = np.array([letters(word) if word != PAD else [0] * LONGEST for word in words])
        seen = (numbers > 0)[..., None]
        rows = self._letters[numbers] * seen
        found = rows @ self._filters[1]
        found[:, 1:] += rows[:, :-1] @ self._filters[0]
        found[:, :-1] += rows[:, 1:] @ self._filters[2]
        return np.where(seen, np.maximum(found + self._filters_bias, 0), 0).max(axis=1)  # type: ignore[no-any-return]


_PARTS = ("base", "letters", "wc", "bc", "w1", "b1", "w2", "b2", "wo", "bo")


def network() -> Network | None:
    """The trained network; None where the package carries none."""
    path = files("musnad") / "knowledge" / MODEL
    if not path.is_file():
        return None
    with path.open("rb") as file, np.load(file) as stored:
        return Network(stored)
