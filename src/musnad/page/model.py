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
from musnad.page.layout import Layout

MODEL = "models/pages.npz"
_MOST_WORDS = 200_000

_TOLD = 0.1
_MARKED = 3.0
_WORTH = 1.0
"""What a run of another label must gain to be looked at."""
_LONG_LINE, _LINE_HEAD = 20, 16
"""Tokens of a line that may hold a dateline before a lead, and those within which it ends."""

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
        known = self._index
        ids = [pad] * reach + [known[f] if f in known else self._word(f) for f in forms] + [pad] * reach
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

    def path(self, made: Labelled, scores: Floats) -> list[str]:
        """The best label of each token by the scores of the labels."""
        self._heed(made, scores)
        page = made.page
        cuts = worth(scores)
        if not page.flat:
            cuts = edges(page, cuts)
        return self.best_path(scores, np.concatenate([[0], cuts]))

    def _heed(self, made: Labelled, scores: Floats) -> None:
        """What the rules call body weighs for it; marks that end or interrupt a body weigh against it."""
        weight = np.zeros(len(scores), np.float32)
        for atom in made.page.atoms:
            if atom.role == "body":
                weight[atom.i : atom.j] = _TOLD
            elif atom.mark is not None and atom.mark.kind in ("phrase", "start", "short", "alone"):
                weight[atom.mark.i : atom.mark.j] = -_MARKED
        for label in "SB":
            scores[:, self.labels.index(label)] += weight

    def best_path(self, scores: Floats, starts: NDArray[np.intp]) -> list[str]:
        """The best path where labels change only at the `starts` of runs; S and F are those of the first token."""
        trans = self.trans
        sizes = np.diff(np.append(starts, len(scores)))
        stays = self.trans.diagonal()
        sums = np.add.reduceat(scores, starts, axis=0) + (sizes - 1)[:, None] * stays
        ends = np.arange(len(self.labels))
        for first, rest in (("S", "B"), ("F", "L")):
            a, b = self.labels.index(first), self.labels.index(rest)
            more = (sizes > 1) * (trans[a, b] - stays[b])
            sums[:, a] = scores[starts, a] - scores[starts, b] + sums[:, b] + more
            ends[a] = b
        moves = trans[ends]
        return self._walk(sums, trans, moves, ends.tolist(), sizes.tolist())

    def _walk(self, sums: Floats, trans: Floats, moves: Floats, ends: list[int], sizes: list[int]) -> list[str]:
        """Viterbi over runs."""
        count, every = len(sizes), np.arange(len(self.labels))
        back = np.empty((count, len(self.labels)), np.intp)
        single, longer = trans.T.copy(), moves.T.copy()
        best = sums[0]
        for n in range(1, count):
            came = (single if sizes[n - 1] == 1 else longer) + best
            before = came.argmax(1)
            back[n] = before
            best = came[every, before] + sums[n]
        label = int(best.argmax())
        path: list[str] = []
        for n in range(count - 1, -1, -1):
            path += [self.labels[ends[label]]] * (sizes[n] - 1) + [self.labels[label]]
            label = int(back[n, label]) if n else 0
        return path[::-1]


def worth(scores: Floats) -> NDArray[np.intp]:
    """Where the best label of a token changes, and keeps changed for long enough to be worth a move."""
    own = scores.argmax(axis=1)
    cuts = np.flatnonzero(own[1:] != own[:-1]) + 1
    if not len(cuts):
        return cuts
    sums = np.add.reduceat(scores, cuts, axis=0).tolist()
    found, last = [], int(own[0])
    for cut, label, row in zip(cuts.tolist(), own[cuts].tolist(), sums, strict=True):
        if row[label] - row[last] > _WORTH:
            found.append(cut)
            last = label
    return np.array(found, np.intp)


def edges(page: Layout, cuts: NDArray[np.intp]) -> NDArray[np.intp]:
    """Where labels may change on a page with lines: where a line or a mark starts, behind a mark, in a line's head."""
    line = np.array(page.tokens.line)
    starts = np.flatnonzero(line[1:] != line[:-1]) + 1
    heads = np.concatenate([[0], starts])
    into = cuts - heads[np.searchsorted(heads, cuts, side="right") - 1]
    long = np.diff(np.append(heads, len(line)))[np.searchsorted(heads, cuts, side="right") - 1] > _LONG_LINE
    found = {*starts.tolist(), *cuts[(into <= _LINE_HEAD) & long].tolist()}
    for mark in page.marks:
        if mark.kind != "day in text":
            found |= {mark.i, mark.j}
    return np.array(sorted(k for k in found if 0 < k < len(line)), np.intp)


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
