"""What the name model sees of a token: signs of the word itself, and of the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import accumulate
from operator import add, getitem, itemgetter
from typing import Any

from musnad.extract.grammar import Grammar
from musnad.extract.looker import Looker
from musnad.extract.memory import Memory
from musnad.extract.name_lists import listed, listed_marks, listed_signs

PAD = "\n"
"""What stands before and after each sentence; no word."""
_STARTS, _ENDS = ("p1", "p2", "p3", "p4"), ("s1", "s2", "s3", "s4")


def word_features(word: str, grammar: Grammar) -> list[str]:
    """What a folded token shows by itself."""
    if word == PAD:
        return ["pad"]
    found = [f"w={word}", f"n={min(len(word), 8)}", f"k={word_classes(grammar)[word]}"]
    if not word[0].isalpha():
        return ["digit" if word[0].isdigit() else "mark", *found[:1]]
    if word[0].isascii():
        return ["latin", *found]
    found += [f"{_STARTS[n - 1]}={word[:n]}" for n in (1, 2, 3, 4) if len(word) > n]
    found += [f"{_ENDS[n - 1]}={word[-n:]}" for n in (1, 2, 3, 4) if len(word) > n]
    stem, article = _stem(word)
    found += ["al"] if article else []
    found.append(f"b={stem}")
    found += [f"g={sign}"] if (sign := _part(word, stem, grammar)) else []
    found += [f"t={sign}"] if (sign := _table(word, grammar)) else []
    found += listed(word)
    return found


class Rows:
    """The rows of the signs of words in a table of weights: `of` finds those of `word_features`, without spelling
    the signs out; signs without a row are left out."""

    def __init__(self, rows: Mapping[str, int], grammar: Grammar) -> None:
        kinds: dict[str, dict[str, int]] = {kind: {} for kind in ("w", "n", "k", "b", "g", "t", *_STARTS, *_ENDS)}
        for sign, row in rows.items():
            kind, _, shown = sign.partition("=")
            if kind in kinds:
                kinds[kind][shown] = row
        self._all, self._grammar, self._classes, self._kinds = rows, grammar, word_classes(grammar), kinds
        self._word, self._class, self._bare = kinds["w"].get, kinds["k"].get, kinds["b"].get
        self._sizes = [kinds["n"].get(str(min(size, 8)), 0) for size in range(9)]
        self._edges = [(size, kinds[_STARTS[size - 1]].get, kinds[_ENDS[size - 1]].get) for size in range(1, 5)]
        self._listed = Memory(self._of_listed)

    def of(self, word: str) -> list[int]:
        """The rows of the signs of a folded word."""
        if word == PAD or not word[0].isalpha() or word[0].isascii():
            return [row for sign in word_features(word, self._grammar) if (row := self._all.get(sign))]
        size, no = len(word), 0
        found = [self._word(word, no), self._sizes[min(size, 8)], self._class(self._classes[word], no)]
        for reach, start, end in self._edges:
            if reach < size:
                found.append(start(word[:reach], no))
                found.append(end(word[-reach:], no))
        stem, article = _stem(word)
        if article:
            found.append(self._all.get("al", no))
        found.append(self._bare(stem, no))
        if sign := _part(word, stem, self._grammar):
            found.append(self._kinds["g"].get(sign, no))
        if sign := _table(word, self._grammar):
            found.append(self._kinds["t"].get(sign, no))
        for marks, before in listed_marks(word):
            found += self._listed[f"{marks} {before}"]
        return [row for row in found if row]

    def _of_listed(self, marks: str) -> list[int]:
        number, _, before = marks.partition(" ")
        return [self._all.get(sign, 0) for sign in listed_signs(int(number), before)]


def _stem(word: str) -> tuple[str, bool]:
    """A word without the letter before it and its article, and whether it has the article."""
    stem = word[1:] if word[0] in "وفبلك" and len(word) > 3 else word
    if stem.startswith("ال") and len(stem) > 4:
        return stem[2:], True
    return (word[2:], True) if word.startswith("لل") else (stem, False)


def _part(word: str, stem: str, grammar: Grammar) -> str:
    """What part of names a word is, "" where it is none."""
    own = grammar.parts.get(word)
    part = own or grammar.parts.get(stem)
    if part is None:
        return ""
    return f"{part.kind}{'?' if part.common else ''}{'' if part is own else '~'}"


def _table(word: str, grammar: Grammar) -> str:
    """The table of the longest name that may start with a word, "" where none does."""
    for start in grammar.names.starts(word)[:1]:
        return f"{start.target.table}{'+' if start.rest else ''}{'~' if start.clitics else ''}"
    return ""


@cache
def word_classes(grammar: Grammar) -> Memory[str]:
    """`word_class` of each word, remembered."""
    return Memory(lambda word: word_class(word, grammar))


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
_SHOWN = ("", "x", "al", "nisba", "aln")
_KNOWN = ("", *(kind + part for kind in ("PER", "ORG", "LOC", "OTHER") for part in "1BI"))
PLACES = tuple(f"{run}{shown}{known}" for run in range(5) for shown in _SHOWN for known in _KNOWN)
"""All places a token may have: the run it stands in, the class it shows there, the known name that covers it."""
_RUN = len(_SHOWN) * len(_KNOWN)
_KNOWN_AT = {kind: _KNOWN.index(kind + "1") for kind in ("PER", "ORG", "LOC", "OTHER")}


def places_of(reader: Looker) -> list[int]:
    """The place of each token of the document, as its number in `PLACES`."""
    folded, sentences = reader.folded, reader.doc.sentences
    shown, steps = (
        map(list, zip(*map(_traits(reader.grammar).__getitem__, folded), strict=True)) if folded else ([], [])
    )
    for _, last in sentences:
        steps[last - 1] = _STOP
    # each state is the list of the states that follow it, so that going through them needs no look at any
    runs = map(_RUN_OF, accumulate(steps[:-1], getitem, initial=_STATES[0]))
    for at, more in _known_places(reader):
        shown[at] += more
    return [*map(add, runs, shown)]


def _known_places(reader: Looker) -> Iterator[tuple[int, int]]:
    """The tokens that known names cover, with what that adds to their places; inside a sentence they do not nest."""
    sentences, until = iter(reader.doc.sentences), 0
    first, last = next(sentences, (0, 0))
    for at, name in reader.all_known.items():
        while at >= last:
            first, last = next(sentences)
            until = first
        if at < until:
            continue
        known, until = _KNOWN_AT[name.target.type], at + 1 + len(name.rest)
        yield at, known + (1 if name.rest else 0)
        yield from ((inside, known + 2) for inside in range(at + 1, min(until, last)))


@cache
def _traits(grammar: Grammar) -> Memory[tuple[int, int]]:
    return Memory(lambda word: _trait(word, grammar))


def _trait(word: str, grammar: Grammar) -> tuple[int, int]:
    """What `places_of` asks of a word: the class it shows, and what it does to a run (see `_next`)."""
    kind = word_classes(grammar)[word]
    shown = _SHOWN.index(kind) * len(_KNOWN) if kind in _SHOWN else 0
    head = grammar.heads.get(word)
    lead = _LEADS.get(head.kind[0], 0) if head is not None else 4 if kind == "verb" else 0
    goes_on = kind in ("al", "nisba", "aln", "inside", "fixed")
    return shown, 2 * lead + goes_on


_STOP = 10
"""What the last word of a sentence does: no run goes on behind it."""


def _next(run: int, step: int) -> int:
    """The run behind a word in a run: the one that the word opens (`step // 2`), else none where it cannot go on."""
    if step == _STOP:
        return 0
    lead, goes_on = step // 2, step % 2
    if lead:
        return lead if run != 1 or lead == 4 else run
    return run if goes_on and run != 4 else 0


_STATES: list[list[Any]] = [[] for _ in range(5)]
for _run, _state in enumerate(_STATES):
    _state += [*(_STATES[_next(_run, step)] for step in range(_STOP + 1)), _run * _RUN]
_RUN_OF = itemgetter(_STOP + 1)
