"""The sequence model for flat pages: a linear-chain CRF over tokens whose scores are sums of rows of two tables.

What a word adds to the scores around it depends on its form alone and is kept; what a place adds is a row for each of
its clues. `scripts/train_pages.py` makes the weights. Labels may change only where the best label of a token by
itself does: the path goes over such runs, not over tokens.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from musnad.page.clues import OFFSETS, Clue, place_clues, word_clues
from musnad.page.labelled import Labelled

MODEL = "models/pages.npz"
_MOST_WORDS = 200_000

Floats = NDArray[np.float32]


class Model:
    """The weights, with the memory of the words that were weighed."""

    def __init__(self, labels: list[str], words: dict[str, int], word_rows: Floats, trans: Floats) -> None:
        self.labels = labels
        self.trans = trans
        self._words = words
        self._word_rows = word_rows
        self._places: dict[str, int] = {}
        self._place_rows = np.zeros((1, len(labels)), np.float32)
        self._fixed: dict[int, NDArray[np.intp]] = {}
        self._forget()

    def with_places(self, places: dict[str, int], rows: Floats) -> Model:
        """The model with its clues of places; row 0 is that of a clue it does not know."""
        self._places = places
        self._place_rows = rows
        return self

    def _forget(self) -> None:
        self._index: dict[str, int] = {}
        self._table = np.zeros((2048, *self._word_rows.shape[1:]), np.float32)

    def _word(self, form: str) -> int:
        at = self._index.get(form)
        if at is None:
            at = self._index[form] = len(self._index)
            if at == len(self._table):
                self._table = np.concatenate([self._table, np.zeros_like(self._table)])
            clues = word_clues(form) if form else ["pad"]
            rows = [row for clue in clues if (row := self._words.get(clue)) is not None]
            self._word_rows.take(rows, 0).sum(axis=0, out=self._table[at])
        return at

    def scores(self, made: Labelled) -> Floats:
        """The score of each label at each token."""
        forms = made.page.tokens.form
        if len(self._index) > _MOST_WORDS:
            self._forget()
        pad, count, reach = self._word(""), len(forms), max(OFFSETS)
        ids = [pad] * reach + [self._word(form) for form in forms] + [pad] * reach
        table = self._table[np.array(ids)]
        total = np.zeros((count, len(self.labels)), np.float32)
        for slot, offset in enumerate(OFFSETS):
            total += table[reach + offset : reach + offset + count, slot]
        for n, clue in enumerate(place_clues(made)):
            total += self._place_rows[self._ids(n, clue)[clue.tokens]]
        return total

    def _ids(self, n: int, clue: Clue) -> NDArray[np.intp]:
        """The row of each value of a clue; those of clues with fixed values are kept."""
        if isinstance(clue.values, tuple) and n in self._fixed:
            return self._fixed[n]
        known = self._places
        ids = np.array([known.get(f"@{n}:{value}", 0) for value in clue.values], np.intp)
        if isinstance(clue.values, tuple):
            self._fixed[n] = ids
        return ids

    def path(self, made: Labelled) -> list[str]:
        """The best label of each token."""
        scores = self.scores(made)
        return [self.labels[k] for k in best_path(scores, self.trans)]


def best_path(scores: Floats, trans: Floats) -> list[int]:
    """The best path where labels change only between runs of tokens whose best label by themselves is the same."""
    own = scores.argmax(axis=1)
    cuts = np.flatnonzero(own[1:] != own[:-1]) + 1
    starts = np.concatenate([[0], cuts])
    sizes = np.diff(np.append(starts, len(scores)))
    sums = np.add.reduceat(scores, starts, axis=0) + (sizes - 1)[:, None] * trans.diagonal()
    best = sums[0]
    back = np.zeros((len(starts), scores.shape[1]), np.intp)
    for n in range(1, len(starts)):
        came = best[:, None] + trans
        back[n] = came.argmax(axis=0)
        best = came.max(axis=0) + sums[n]
    label = int(best.argmax())
    path = []
    for n in range(len(starts) - 1, -1, -1):
        path += [label] * int(sizes[n])
        label = int(back[n, label])
    return path[::-1]


@cache
def model() -> Model | None:
    """The trained model; None where the package carries none."""
    path = files("musnad") / "knowledge" / MODEL
    if not path.is_file():
        return None
    with path.open("rb") as file, np.load(file) as stored:
        labels = str(stored["labels"]).split(" ")
        scale = stored["scale"]
        words, places = (bytes(stored[f"{name}_keys"]).decode().split("\n") for name in ("word", "place"))
        word_rows, place_rows = (stored[f"{name}_rows"].astype(np.float32) * scale for name in ("word", "place"))
        trans = stored["trans"].astype(np.float32)
    made = Model(labels, {key: n for n, key in enumerate(words)}, word_rows, trans)
    known = np.concatenate([np.zeros((1, len(labels)), np.float32), place_rows])
    return made.with_places({key: n + 1 for n, key in enumerate(places)}, known)
