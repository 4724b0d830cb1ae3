"""The sequence model for names: a linear-chain CRF whose scores are sums over words, so that each word is weighed once.

A score of a label at a token is a sum over the tokens around it (`OFFSETS`), and what a token adds depends on its
folded form alone, or on a small class of its place (`places`). Both are kept in tables: reading a text is taking
rows and adding them up. `scripts/train_names.py` makes the weights.
"""

from __future__ import annotations

from collections.abc import Iterator
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
_SURE = 4.5
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
    traits = grammar.traits
    found: list[str] = []
    run, known_until, known_as = 0, first, ""
    for at in range(first, last):
        word = folded[at]
        trait = traits.get(word)
        if trait is None:
            trait = traits[word] = _trait(word, grammar)
        shown, lead, goes_on, may_start = trait
        if at >= known_until:
            known_as = ""
            known = reader.known(at) if may_start else None
            if known is not None:
                known_until = at + 1 + len(known.rest)
                known_as = known.target.type + ("B" if known.rest else "1")
        elif known_as:
            known_as = known_as[:3] + "I"
        found.append(f"{run}{shown}{known_as}")
        if lead:
            run = lead if run != 1 or lead == 4 else run
        elif run == 4 or not goes_on:
            run = 0
    return found


def _trait(word: str, grammar: Grammar) -> tuple[str, int, bool, bool]:
    """What `place_features` asks of a word: class shown, run that it opens, whether a run goes on, a name may start."""
    kind = word_class(word, grammar)
    shown = kind if kind in ("x", "al", "nisba", "aln") else ""
    head = grammar.heads.get(word)
    lead = _LEADS.get(head.kind[0], 0) if head is not None else 4 if kind == "verb" else 0
    goes_on = kind in ("al", "nisba", "aln", "inside", "fixed")
    return shown, lead, goes_on, bool(grammar.names.starts(word))


class Tagger:
    """The model with its memory of the words it has weighed."""

    def __init__(
        self, grammar: Grammar, rows: dict[str, int], weights: Floats, trans: Floats, labels: list[str]
    ) -> None:
        self.grammar = grammar
        self.labels = labels
        self._rows = rows
        self._weights = weights
        self._outside = labels.index("O")
        self._moves = trans
        self._forget()

    def _forget(self) -> None:
        """Empty the memory of words and places."""
        self._index: dict[str, int] = {}
        self._table = np.zeros((1024, *self._weights.shape[1:]), np.float32)
        self._places: dict[str, int] = {}
        self._place_table = np.zeros((512, *self._weights.shape[1:]), np.float32)

    def _word(self, word: str) -> int:
        at = self._index.get(word)
        if at is None:
            at = self._index[word] = len(self._index)
            if at == len(self._table):
                self._table = np.concatenate([self._table, np.zeros_like(self._table)])
            rows = [row for f in word_features(word, self.grammar) if (row := self._rows.get(f)) is not None]
            self._weights.take(rows, 0).sum(axis=0, out=self._table[at])
        return at

    def _place(self, feature: str) -> int:
        at = self._places.get(feature)
        if at is None:
            at = self._places[feature] = len(self._places)
            if at == len(self._place_table):
                self._place_table = np.concatenate([self._place_table, np.zeros_like(self._place_table)])
            row = self._rows.get("@" + feature)
            if row is not None:
                self._place_table[at] = self._weights[row]
        return at

    def scores(self, reader: Reader, sentences: tuple[Span, ...]) -> tuple[Floats, list[int]]:
        """The score of each label at each token, with two rows of padding before each sentence; their first rows."""
        ids: list[int] = []
        places: list[int] = []
        rows: list[int] = []
        if len(self._index) > 200_000 or len(self._places) > 20_000:
            self._forget()
        pad, nowhere = self._word(_PAD), self._place("")
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
        both = of_words + of_places
        total = both[:, OFFSETS.index(0)]
        for slot, offset in enumerate(OFFSETS):
            if offset < 0:
                total[-offset:] += both[:offset, slot]
            elif offset > 0:
                total[:-offset] += both[offset:, slot]
        return total, rows

    def tag(self, reader: Reader, sentences: tuple[Span, ...]) -> list[tuple[int, int, str]]:
        """The names as `(start, stop, kind)` in tokens."""
        total, rows = self.scores(reader, sentences)
        rest = np.delete(total, self._outside, axis=1).max(axis=1)
        unsure = (total[:, self._outside] - rest < _SURE).tolist()
        segments: list[tuple[int, int, int]] = []  # first row, number of rows, first token
        for row, (first, last) in zip(rows, sentences, strict=True):
            at, end = row, row + last - first
            while at < end:
                if not unsure[at]:
                    at += 1
                    continue
                begin = at
                while at < end and unsure[at]:
                    at += 1
                segments.append((begin, at - begin, first + begin - row))
        found = []
        for token, labels in self._decode(total, segments):
            found += [(token + start, token + stop, kind) for start, stop, kind in self._chunks(labels)]
        return sorted(found)

    def _decode(self, total: Floats, segments: list[tuple[int, int, int]]) -> Iterator[tuple[int, list[int]]]:
        """Viterbi over all segments at once; each stands between tokens that are outside."""
        if not segments:
            return
        segments = sorted(segments, key=lambda segment: -segment[1])
        starts = np.array([row for row, _, _ in segments])
        sizes = np.array([size for _, size, _ in segments])
        moves, longest = self._moves, segments[0][1]
        active = [int((sizes > step).sum()) for step in range(longest)]
        best = total[starts] + moves[self._outside]
        back = np.zeros((longest, *best.shape), np.int64)
        for step in range(1, longest):
            many = active[step]
            came = best[:many, :, None] + moves
            back[step, :many] = came.argmax(axis=1)
            best[:many] = came.max(axis=1) + total[starts[:many] + step]
        label = (best + moves[:, self._outside]).argmax(axis=1)
        path = np.zeros((longest, len(segments)), np.int64)
        every = np.arange(len(segments))
        for step in range(longest - 1, -1, -1):
            many = active[step]
            path[step, :many] = label[:many]
            if step:
                label[:many] = back[step, every[:many], label[:many]]
        for at in np.flatnonzero((path != self._outside).any(axis=0) & (sizes > 0)).tolist():
            yield segments[at][2], path[: segments[at][1], at].tolist()

    def _chunks(self, path: list[int]) -> Iterator[tuple[int, int, str]]:
        """The names in a path of labels, as `(start, stop, kind)`."""
        start, kind = -1, ""
        for at, label in enumerate([*(self.labels[k] for k in path), "O"]):
            if start >= 0 and label != f"I-{kind}":
                yield start, at, kind
                start = -1
            if label[0] == "B" or (label[0] == "I" and start < 0):
                start, kind = at, label[2:]


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
    return Tagger(grammar, {key: row for row, key in enumerate(keys)}, values, trans, labels)
