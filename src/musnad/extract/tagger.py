"""The sequence model for names: a linear-chain CRF whose scores are sums over words, so that each word is weighed once.

A score of a label at a token is a sum over the tokens around it (`OFFSETS`), and what a token adds depends on its
folded form alone, or on a small class of its place. Both are kept in tables: reading a text is taking
rows and adding them up. `scripts/train_names.py` makes the weights.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from musnad.extract.grammar import Grammar
from musnad.extract.looker import Looker
from musnad.extract.network import MARGIN, Network, Numbers, by_slot, network
from musnad.extract.signs import PAD, PLACES, Rows, places_of

OFFSETS = (-2, -1, 0, 1, 2)
MODEL = "models/names.npz"
_MOST, _AT_ONCE = 24_000, 2_000
"""Words that are kept in the memory, and that are taken into it at once."""
TRUST = 0.6
"""What the network's scores weigh beside those of the linear model."""
_EAGER = 0.5
"""Taken from the score of O: a name more is worth an error more."""
_SURE = 4.5
"""A token whose label O leads by more than this keeps it, whatever stands beside it."""

Floats = NDArray[np.float32]


class Tagger:
    """The model with its memory of the words it has weighed."""

    def __init__(
        self,
        grammar: Grammar,
        rows: dict[str, int],
        weights: Floats,
        trans: Floats,
        labels: list[str],
        network: Network | None = None,
    ) -> None:
        self.grammar = grammar
        self.labels = labels
        self.network = network
        self._outside = labels.index("O", -1)
        """The column of O, the last of all."""
        self._moves = trans
        keys = dict.fromkeys([*rows, *(network.rows if network is not None else ())])
        signs = {key: row for row, key in enumerate(keys, 1)}
        self._signs = Rows(signs, grammar)
        """The rows of signs in the weights; zero is none."""
        self._shape = weights.shape[1:]
        self._weights = _spread(weights.reshape(len(weights), -1), [rows.get(key, -1) for key in keys])
        self._places = self._weights[[signs.get("@" + place, 0) for place in (*PLACES, "")]]
        self._places = self._places.reshape(-1, *self._shape)
        self._own = self._weights.shape[1]
        """Where the weights of the network's signs begin, beside those of this model."""
        if network is not None:
            self._columns = [network.labels.index(label) for label in labels]
            self._moves = (1 - TRUST) * trans + TRUST * network.moves[np.ix_(self._columns, self._columns)]
            theirs = _spread(network.vectors, [network.rows.get(key, -1) for key in keys])
            self._weights = np.concatenate([self._weights, theirs], axis=1)
        self._forget()

    def _forget(self) -> None:
        """Empty the memory of words."""
        self._index: dict[str, int] = {}
        self._table = np.zeros((_MOST, *self._shape), np.float32)
        slots, width = (self.network.window, self.network.width) if self.network is not None else (0, 0)
        self._weighed = np.zeros((slots, _MOST, width), np.float32)
        self._learn([PAD])

    def _learn(self, words: list[str]) -> None:
        """Take new words into the memory."""
        begin, end = len(self._index), len(self._index) + len(words)
        flat: list[int] = []
        begins = []
        for word in words:
            begins.append(len(flat))
            flat.append(0)
            flat += self._signs.of(word)
        sums = np.add.reduceat(self._weights.take(flat, 0), begins, axis=0)
        self._table[begin:end] = sums[:, : self._own].reshape(-1, *self._shape)
        if self.network is not None:
            weighed = self.network.weigh(words, sums[:, self._own :])
            self._weighed[:, begin:end] = by_slot(weighed, self.network.window)
        self._index.update(zip(words, range(begin, end), strict=True))

    def _rows_of(self, words: list[str]) -> list[int]:
        """The rows of words in the memory; of a text with more words than it holds the last count as no word."""
        index = self._index
        new = [word for word in dict.fromkeys(words) if word not in index]
        if not new:
            return [*map(index.__getitem__, words)]
        if len(index) + len(new) > _MOST:
            self._forget()
            index, new = self._index, list(dict.fromkeys(words))[: _MOST - 1]
        for at in range(0, len(new), _AT_ONCE):
            self._learn(new[at : at + _AT_ONCE])
        return [index.get(word, 0) for word in words]

    def tag(self, reader: Looker) -> list[tuple[int, int, str]]:
        """The names of the document as `(start, stop, kind)` in tokens."""
        if not reader.folded:
            return []
        at = _rows(reader)
        size = int(at[-1]) + 1 + MARGIN
        rows, places = np.zeros(size, np.int64), np.full(size, len(PLACES))
        rows[at] = self._rows_of(reader.folded)
        places[at] = places_of(reader)
        total = self._scores(rows, places).take(at, 0)
        if self.network is not None and (doubtful := (self._leads(total) < _SURE).nonzero()[0]).size:
            said = self.network.scores(self._weighed, rows, places, at.take(doubtful)).take(self._columns, 1)
            said *= TRUST
            said += total.take(doubtful, 0) * (1 - TRUST)
            total[doubtful] = said
        total[:, self._outside] -= _EAGER
        leads = self._leads(total)
        reader.leads = leads.tolist()
        found = []
        for token, labels in self._decode(total, *_segments(at, leads < _SURE, size)):
            found += [(token + start, token + stop, kind) for start, stop, kind in self._chunks(labels)]
        return sorted(found)

    def _scores(self, rows: Numbers, places: Numbers) -> Floats:
        """The score of each label at each token of a text laid out with padding."""
        both: Floats = self._table.take(rows, 0)
        both += self._places.take(places, 0)
        total = both[:, OFFSETS.index(0)].copy()
        for slot, offset in enumerate(OFFSETS):
            if offset < 0:
                total[-offset:] += both[:offset, slot]
            elif offset > 0:
                total[:-offset] += both[offset:, slot]
        return total

    def _leads(self, total: Floats) -> Floats:
        """By how much the label O leads at each token."""
        return total[:, self._outside] - np.maximum.reduce(total[:, : self._outside], axis=1)  # type: ignore[no-any-return]

    def _decode(self, total: Floats, begins: Numbers, sizes: Numbers) -> Iterator[tuple[int, list[int]]]:
        """Viterbi over all segments at once, by their first token and size; each stands between tokens outside."""
        if not len(begins):
            return
        order = np.argsort(-sizes, kind="stable")
        begins, sizes = begins[order], sizes[order]
        moves, longest = self._moves, int(sizes[0])
        # how many segments are longer than each step: they stand in order of their sizes
        active = np.searchsorted(-sizes, -np.arange(longest)).tolist()
        best = [total.take(begins, 0) + moves[self._outside]]
        for step in range(1, longest):
            many = active[step]
            came = np.maximum.reduce(best[-1][:many, :, None] + moves, axis=1)
            came += total.take(begins[:many] + step, 0)
            best.append(came)
        label = np.empty(len(begins), np.int64)
        path = np.full((longest, len(begins)), self._outside)
        for step in range(longest - 1, -1, -1):
            # what ends here goes on to O, what is longer to the label chosen for the next token
            many, longer = active[step], active[step + 1] if step + 1 < longest else 0
            after = moves.T.take(label[:longer], 0)
            label[:longer] = (best[step][:longer] + after).argmax(axis=1)
            label[longer:many] = (best[step][longer:] + moves[:, self._outside]).argmax(axis=1)
            path[step, :many] = label[:many]
        for at in (path != self._outside).any(axis=0).nonzero()[0].tolist():
            yield int(begins[at]), path[: sizes[at], at].tolist()

    def _chunks(self, path: list[int]) -> Iterator[tuple[int, int, str]]:
        """The names in a path of labels, as `(start, stop, kind)`."""
        start, kind = -1, ""
        for at, label in enumerate([*(self.labels[k] for k in path), "O"]):
            if start >= 0 and label != f"I-{kind}":
                yield start, at, kind
                start = -1
            if label[0] == "B" or (label[0] == "I" and start < 0):
                start, kind = at, label[2:]


def _spread(weights: Floats, rows: list[int]) -> Floats:
    """Weights in the order of the rows (-1: none), with a row of zeros before all."""
    found = np.zeros((1 + len(rows), weights.shape[1]), np.float32)
    chosen = np.array(rows)
    found[1:][chosen >= 0] = weights[chosen[chosen >= 0]]
    return found


def _rows(reader: Looker) -> Numbers:
    """The row of each token where two rows of padding stand between sentences, and `MARGIN` before all."""
    sizes = np.array([last - first for first, last in reader.doc.sentences])
    return np.arange(len(reader.folded)) + np.repeat(2 * np.arange(len(sizes)) + MARGIN, sizes)


def _segments(at: Numbers, unsure: NDArray[np.bool_], size: int) -> tuple[Numbers, Numbers]:
    """The runs of unsure tokens inside sentences: their first tokens, and how many they are."""
    laid = np.zeros(size, bool)
    laid[at] = unsure
    edges = (laid[1:] != laid[:-1]).nonzero()[0] + 1  # padding is sure, so that runs begin and end by turns
    return np.searchsorted(at, edges[::2]), edges[1::2] - edges[::2]


@cache
def tagger(grammar: Grammar) -> Tagger | None:
    """The trained model; None where the package carries none."""
    path = files("musnad") / "knowledge" / MODEL
    if not path.is_file():
        return None
    with path.open("rb") as file, np.load(file) as stored:
        labels = str(stored["labels"]).split(" ")
        keys = bytes(stored["keys"]).decode().split("\n")
        values = stored["values"].astype(np.float32) * stored["scale"]
        trans = stored["trans"].astype(np.float32)
    return Tagger(grammar, {key: row for row, key in enumerate(keys)}, values, trans, labels, network())
