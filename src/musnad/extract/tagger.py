"""The sequence model for names: a linear-chain CRF whose scores are sums over words, so that each word is weighed once.

A score of a label at a token is a sum over the tokens around it (`OFFSETS`), and what a token adds depends on its
folded form alone, or on a small class of its place (`places`). Both are kept in tables: reading a text is taking
rows and adding them up. `scripts/train_names.py` makes the weights.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from musnad.extract.grammar import Grammar
from musnad.extract.phrases import Reader
from musnad.records import Span

OFFSETS = (-2, -1, 0, 1, 2)
MODEL = "models/names.npz"
_PAD = "\n"
_SURE = 12.0
"""A token whose label O leads by more than this keeps it, whatever stands beside it."""

Floats = NDArray[np.float32]


def word_features(word: str, grammar: Grammar) -> list[str]:
    """What a folded token shows by itself."""
    if word == _PAD:
        return ["pad"]
    found = [f"w={word}", f"n={min(len(word), 8)}", f"k={word_class(word, grammar)}"]
    if not word[0].isalpha():
        return ["digit" if word[0].isdigit() else "mark", *found[:1]]
    if word[0].isascii():
        return ["latin", *found]
    found += [f"p{n}={word[:n]}" for n in (1, 2, 3, 4) if len(word) > n]
    found += [f"s{n}={word[-n:]}" for n in (1, 2, 3, 4) if len(word) > n]
    stem = word[1:] if word[0] in "وفبلك" and len(word) > 3 else word
    if stem.startswith("ال") and len(stem) > 4:
        found.append("al")
        stem = stem[2:]
    elif word.startswith("لل"):
        found.append("al")
        stem = word[2:]
    found.append(f"b={stem}")
    part = grammar.parts.get(word) or grammar.parts.get(stem)
    if part is not None:
        found.append(f"g={part.kind}{'?' if part.common else ''}{'' if part is grammar.parts.get(word) else '~'}")
    for start in grammar.names.starts(word)[:1]:
        found.append(f"t={start.target.table}{'+' if start.rest else ''}{'~' if start.clitics else ''}")
    return found


def word_class(word: str, grammar: Grammar) -> str:
    """The part that a folded token plays in the phrases around names."""
    head = grammar.heads.get(word)
    if head is not None:
        return head.kind[0] + head.number + ("d" if head.definite else "") + ("c" if head.clitics else "")
    particle = grammar.particles.get(word) or (grammar.particles.get(word[1:]) if word[0] in "وف" else None)
    if particle:
        return particle
    if word in grammar.verbs:
        return "verb"
    if word in grammar.demonyms:
        return "nisba"
    bare = word[1:] if word[0] in "وفبلك" else word
    if bare.startswith("ال") or word.startswith("لل"):
        return "aln" if bare[2:] in grammar.demonyms else "al"
    return "x" if word[0].isalpha() else word[0] if not word[0].isdigit() else "0"


_LEADS = {"p": 1, "s": 1, "b": 2, "o": 3}


def place_features(reader: Reader, first: int, last: int) -> list[str]:
    """What the place of each token of a sentence adds: the run it stands in, the known name that covers it."""
    grammar, folded = reader.grammar, reader.folded
    found: list[str] = []
    run, known_until, known_as = 0, first, ""
    for at in range(first, last):
        word = folded[at]
        kind = _class(word, grammar)
        if at >= known_until:
            known = reader.known(at)
            if known is None:
                known_as = ""
            else:
                known_until = at + 1 + len(known.rest)
                known_as = known.target.type + ("1" if not known.rest else "B")
        elif known_as:
            known_as = known_as[:3] + "I"
        found.append(f"{run}{kind if kind in ('x', 'al', 'nisba', 'aln') else ''}{known_as}")
        lead = (
            _LEADS.get(kind[0], 0) if len(kind) < 5 and kind[:2] not in ("al",) and kind[1:2] in ("s", "d", "p") else 0
        )
        if lead:
            run = lead if not run or kind[0] == "p" or run != 1 else run
        elif kind == "verb":
            run = 4
        elif kind not in ("al", "nisba", "aln", "inside", "fixed") or run == 4:
            run = 0
    return found


def _class(word: str, grammar: Grammar) -> str:
    try:
        return grammar.classes[word]
    except KeyError:
        made = grammar.classes[word] = word_class(word, grammar)
        return made


class Tagger:
    """The model with its memory of the words it has weighed."""

    def __init__(self, grammar: Grammar, weights: dict[str, Floats], trans: Floats, labels: list[str]) -> None:
        self.grammar = grammar
        self.labels = labels
        self._weights = weights
        self._trans = trans
        self._outside = labels.index("O")
        self._zero = np.zeros(len(labels), np.float32)
        self._index: dict[str, int] = {}
        self._table = np.zeros((1024, len(OFFSETS), len(labels)), np.float32)
        self._places: dict[str, int] = {}
        self._place_table = np.zeros((256, 3, len(labels)), np.float32)
        self._moves = trans.tolist()

    def _word(self, word: str) -> int:
        at = self._index.get(word)
        if at is None:
            at = self._index[word] = len(self._index)
            if at == len(self._table):
                self._table = np.concatenate([self._table, np.zeros_like(self._table)])
            for feature in word_features(word, self.grammar):
                for slot, offset in enumerate(OFFSETS):
                    weight = self._weights.get(f"{offset}:{feature}")
                    if weight is not None:
                        self._table[at, slot] += weight
        return at

    def _place(self, feature: str) -> int:
        at = self._places.get(feature)
        if at is None:
            at = self._places[feature] = len(self._places)
            if at == len(self._place_table):
                self._place_table = np.concatenate([self._place_table, np.zeros_like(self._place_table)])
            for slot, offset in enumerate((-1, 0, 1)):
                self._place_table[at, slot] = self._weights.get(f"{offset}:@{feature}", self._zero)
        return at

    def scores(self, reader: Reader, sentences: tuple[Span, ...]) -> tuple[Floats, list[int]]:
        """The score of each label at each token, with two rows of padding before each sentence; their first rows."""
        ids: list[int] = []
        places: list[int] = []
        rows: list[int] = []
        pad, nowhere = self._word(_PAD), self._place("")
        if len(self._index) > 300_000:
            self._index.clear()
            self._table[:] = 0
        for first, last in sentences:
            ids += (pad, pad)
            places += (nowhere, nowhere)
            rows.append(len(ids))
            ids.extend(map(self._word, reader.folded[first:last]))
            places.extend(map(self._place, place_features(reader, first, last)))
        ids += (pad, pad)
        places += (nowhere, nowhere)
        of_words = self._table[np.array(ids)]
        of_places = self._place_table[np.array(places)]
        total = of_words[:, 2] + of_places[:, 1]
        for slot, offset in enumerate(OFFSETS):
            if offset < 0:
                total[-offset:] += of_words[:offset, slot]
            elif offset > 0:
                total[:-offset] += of_words[offset:, slot]
        total[1:] += of_places[:-1, 0]
        total[:-1] += of_places[1:, 2]
        return total, rows

    def tag(self, reader: Reader, sentences: tuple[Span, ...]) -> list[tuple[int, int, str]]:
        """The names as `(start, stop, kind)` in tokens."""
        total, rows = self.scores(reader, sentences)
        rest = np.delete(total, self._outside, axis=1).max(axis=1)
        open_ = (total[:, self._outside] - rest < _SURE).tolist()
        found: list[tuple[int, int, str]] = []
        for row, (first, last) in zip(rows, sentences, strict=True):
            at = row
            end = row + last - first
            while at < end:
                if not open_[at]:
                    at += 1
                    continue
                stop = at
                while stop < end and open_[stop]:
                    stop += 1
                labels = self._decode(total[at:stop].tolist(), at > row, stop < end)
                found += [(first + s + at - row, first + e + at - row, kind) for s, e, kind in _chunks(labels)]
                at = stop
        return found

    def _decode(self, scores: list[list[float]], before: bool, after: bool) -> list[str]:
        """Viterbi between tokens that are outside."""
        moves, outside, many = self._moves, self._outside, range(len(self.labels))
        best = [s + moves[outside][k] for k, s in enumerate(scores[0])]
        back: list[list[int]] = []
        for row in scores[1:]:
            came: list[int] = []
            now: list[float] = []
            for k in many:
                top, where = max([(best[j] + moves[j][k], j) for j in many])
                came.append(where)
                now.append(top + row[k])
            back.append(came)
            best = now
        last = max(many, key=lambda k: best[k] + moves[k][outside])
        path = [last]
        for came in reversed(back):
            path.append(came[path[-1]])
        return [self.labels[k] for k in reversed(path)]


def _chunks(labels: list[str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    start, kind = -1, ""
    for at, label in enumerate([*labels, "O"]):
        if start >= 0 and label != f"I-{kind}":
            found.append((start, at, kind))
            start = -1
        if label[0] == "B" or (label[0] == "I" and start < 0):
            start, kind = at, label[2:]
    return found


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
    return Tagger(grammar, dict(zip(keys, values, strict=True)), trans, labels)
