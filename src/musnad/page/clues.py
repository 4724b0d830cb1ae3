"""What the model for flat pages sees of each token: its word, and its place between marks, stops, repeats and rules."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from musnad.lexicon import lexicon
from musnad.page.labelled import Labelled
from musnad.page.layout import Layout
from musnad.page.marks import openers, words_of_kind
from musnad.page.starts import agency_words, house_words
from musnad.page.tokens import STOPS
from musnad.text.fold import fold_text

OFFSETS = (-3, -2, -1, 0, 1, 2, 3)
_KINDS = ("function", "connective", "photo", "menu", "agency", "today", "listing")
_FAR = 99
_NEAR_WORDS = 12

Ints = NDArray[np.int32]


@cache
def _classes() -> dict[str, str]:
    """The classes of the words that furniture and leads are made of, as one string for each word."""
    found: dict[str, set[str]] = {}
    lex = lexicon()
    for kind in _KINDS:
        for word in words_of_kind(kind):
            found.setdefault(word, set()).add(kind[0] + kind[-1])
    for word in openers():
        found.setdefault(word, set()).add("V")
        found.setdefault("و" + word, set()).add("W")
    for word in agency_words():
        found.setdefault(word, set()).add("A")
    for word in house_words():
        found.setdefault(word, set()).add("H")
    for month in lex.months.values():
        found.setdefault(fold_text(month.name), set()).add("M")
    for day in lex.weekdays.values():
        found.setdefault(fold_text(day.name), set()).add("D")
    return {word: "".join(sorted(kinds)) for word, kinds in found.items()}


def word_clues(form: str) -> list[str]:
    """What a folded token shows by itself."""
    if not form[0].isalpha():
        return [f"d{min(len(form), 5)}" if form[0].isdigit() else f"w={form}"]
    if form[0].isascii():
        return ["latin", f"w={form}"]
    known = _classes().get(form, "")
    found = [f"w={form}", f"c={known}", f"p2={form[:2]}", f"p3={form[:3]}", f"s2={form[-2:]}", f"s3={form[-3:]}"]
    found.append(("al" if form.startswith("ال") else form[0] if form[0] in "وفبليت" else "") + str(min(len(form), 8)))
    return found


class Clue(NamedTuple):
    """One kind of clue of the places of a page's tokens: its values, and which of them each token has."""

    values: Sequence[str]
    tokens: Ints

    def spelled(self) -> list[str]:
        """The value of each token."""
        return [self.values[k] for k in self.tokens.tolist()]


def place_clues(made: Labelled) -> list[Clue]:
    """What the places of all tokens show: stretches of the rules, marks, stops, repeats, words, spaces."""
    page = made.page
    count = len(page.tokens)
    places = np.arange(count)
    return [
        *_of_rules(made),
        *_of_marks(page, count),
        _of_sentences(page, count),
        _of_dots(page, count),
        _of_repeats(page, count),
        *_of_words(page, count),
        _of_space(page, count),
        *_of_lines(page),
        Clue(_POSITION, _SIZES[np.minimum(places, 120)]),
    ]


def _size(n: int) -> int:
    """A distance on a rough scale."""
    if n < 4:
        return n
    return 4 if n < 6 else 5 if n < 9 else 6 if n < 14 else 7 if n < 25 else 8 if n < 50 else 9 if n < 120 else 10


_SIZES: Ints = np.array([_size(n) for n in range(121)], np.int32)
_STEPS = (0, 1, 2, 3, 4, 6, 9, 14, 25, 50)
"""The distances where the scale moves on."""
_POSITION = tuple(f"i{n}" for n in range(11))
_SENTENCE = tuple(f"s{a},{b}" for a in range(10) for b in range(10))
_DOTS = tuple(f"e{a},{b}" for a in range(10) for b in range(10))
_OWN = tuple(f"o{n}" for n in range(4))
_BESIDE = tuple(f"l{a},{b}" for a in range(7) for b in range(6))


class _Stretches:
    """Values that hold for a stretch of tokens, put down in order."""

    def __init__(self) -> None:
        self.values: list[str] = []
        self.sizes: list[int] = []

    def add(self, value: str, size: int) -> None:
        if size > 0:
            self.values.append(value)
            self.sizes.append(size)

    def clue(self) -> Clue:
        return Clue(self.values, np.repeat(np.arange(len(self.values), dtype=np.int32), self.sizes))


def _of_rules(made: Labelled) -> list[Clue]:
    """The role the rules give, how far into its stretch a token is, and what stands before the stretch."""
    role, before = _Stretches(), _Stretches()
    last = ""
    for atom in made.page.atoms:
        mine = f"{atom.role[:4]}{'m' if atom.mark is not None else ''}{'' if atom.article < 0 else 'a'}"
        weight = max(-3, min(3, int(4 * atom.weight / max(1, atom.words))))
        size = atom.j - atom.i
        role.add(f"r{mine}{weight}", 1)
        role.add(f"r{mine}", size - 1)
        for k in range(min(3, size)):
            before.add(f"b{last}>{mine}{k}", 1)
        before.add(f"b{last}>{mine}3", size - 3)
        last = mine
    return [role.clue(), before.clue()]


def _of_marks(page: Layout, count: int) -> list[Clue]:
    """The mark a token is in, the last one before and the next one behind, with their distance."""
    inside, behind, ahead = _Stretches(), _Stretches(), _Stretches()
    at, last = 0, "-"
    for mark in page.marks:
        name = f"{mark.role[:4]}{mark.place[:1]}{mark.takes[:2]}{'t' if mark.kind == 'day in text' else ''}"
        _gap(behind, ahead, mark.i - at, last, name)
        size = min(mark.j, count) - mark.i
        inside.add("", mark.i - at)
        inside.add(f"m{name}{'b' if size > 1 else 'e'}", 1)
        inside.add(f"m{name}", size - 2)
        inside.add(f"m{name}e", min(1, size - 1))
        behind.add(f"<<{last}", size)
        ahead.add("", size)
        at, last = min(mark.j, count), name
    inside.add("", count - at)
    _gap(behind, ahead, count - at, last, "end")
    return [inside.clue(), behind.clue(), ahead.clue()]


def _gap(behind: _Stretches, ahead: _Stretches, size: int, last: str, name: str) -> None:
    """The stretches between two marks by their distance from the one before, and to the one behind."""
    steps = [step for step in _STEPS if step < size] + [size]
    for n, (low, high) in enumerate(pairwise(steps)):
        behind.add(f"<{last}{n}", high - low)
    steps = [step for step in _STEPS[1:] if step <= size] + [size + 1]
    for n in range(len(steps) - 1, 0, -1):
        ahead.add(f">{name}{n}", steps[n] - steps[n - 1])


def _of_sentences(page: Layout, count: int) -> Clue:
    """How far the last stop and the next are."""
    form = page.tokens.form
    stops = [k for k, word in enumerate(form) if word in STOPS]
    places = np.arange(count)
    edges = np.array([-1, *stops, count])
    after = np.searchsorted(edges, places, side="left")
    since = _SIZES[np.minimum(places - edges[after - 1], _FAR)]
    until = _SIZES[np.minimum(edges[after] - places, _FAR)]
    return Clue(_SENTENCE, since * 10 + until)


def _of_dots(page: Layout, count: int) -> Clue:
    """How far the next dots are that cut a text off, and the last ones: openings of other articles end in them."""
    form = page.tokens.form
    cut = [k for k in range(count) if form[k] == "…" or (form[k] == "." and form[k - 2 : k] == [".", "."])]
    places = np.arange(count)
    edges = np.array([-_FAR, *cut, count + _FAR])
    after = np.searchsorted(edges, places, side="left")
    until = _SIZES[np.minimum(edges[after] - places, _FAR)]
    since = _SIZES[np.minimum(places - edges[after - 1], _FAR)]
    return Clue(_DOTS, until * 10 + since)


def _of_repeats(page: Layout, count: int) -> Clue:
    """Whether a token stands in words that come twice: at their start, within, or right behind; first time or again."""
    values, index = [""], np.zeros(count, np.int32)
    seen: set[int] = set()
    for repeat in page.repeats:
        again = "2" if repeat.group in seen else "1"
        seen.add(repeat.group)
        name = f"x{again}{min(3, repeat.words // 4)}"
        n = len(values)
        values += [name, name + "b", name + "e", name + ">"]
        index[repeat.i : repeat.j] = n
        index[repeat.i] = n + 1
        index[repeat.j - 1] = n + 2
        if repeat.j < count and not index[repeat.j]:
            index[repeat.j] = n + 3
    return Clue(values, index)


def _of_words(page: Layout, count: int) -> list[Clue]:
    """Whether a word comes again soon, and how many beside it do: leads say again what their headline says."""
    soon = np.zeros(count + 1, np.int32)
    back = np.zeros(count + 1, np.int32)
    last: dict[str, int] = {}
    for k, form in enumerate(page.tokens.form):
        if len(form) > 3 and (stem := word_stem(form)):
            before = last.get(stem, -_FAR)
            last[stem] = k
            if k - before <= 40:
                back[k + 1] = 1
                soon[before + 1] = 1
    own = soon[1:] + 2 * back[1:]
    soon, back = soon.cumsum(), back.cumsum()
    places = np.arange(count)
    left = soon[places] - soon[np.maximum(places - _NEAR_WORDS, 0)]
    right = back[np.minimum(places + _NEAR_WORDS, count)] - back[places]
    beside = left.clip(0, 6) * 6 + np.minimum(left, right).clip(0, 5)
    return [Clue(_OWN, own), Clue(_BESIDE, beside)]


@lru_cache(maxsize=50_000)
def word_stem(form: str) -> str:
    """A content word without its clitics, "" for others."""
    if len(form) < 4 or not form[0].isalpha() or form in words_of_kind("function"):
        return ""
    stem = form[1:] if form[0] in "وفبل" and len(form) > 4 else form
    return (stem[2:] if stem.startswith("ال") and len(stem) > 4 else stem)[:5]


def _of_space(page: Layout, count: int) -> Clue:
    """Whether a token touches the one before, and whether a line starts with it."""
    tokens = page.tokens
    start, stop, line = np.array(tokens.start), np.array(tokens.stop), np.array(tokens.line)
    values, index = ["g0", "gn"], np.zeros(count, np.int32)
    known: dict[str, int] = {}
    for k in (np.flatnonzero(start[1:] == stop[:-1]) + 1).tolist():
        value = f"g{_letter(tokens.form[k - 1])}{_letter(tokens.form[k])}"
        if value not in known:
            known[value] = len(values)
            values.append(value)
        index[k] = known[value]
    index[np.flatnonzero(line[1:] != line[:-1]) + 1] = 1
    return Clue(values, index)


def _of_lines(page: Layout) -> list[Clue]:
    """How long the line of a token is and whether it ends in a stop, with the same of the line before and behind."""
    form, line = page.tokens.form, np.array(page.tokens.line)
    starts = np.concatenate([[0], np.flatnonzero(line[1:] != line[:-1]) + 1])
    sizes = np.diff(np.append(starts, len(line)))
    names = ["n-"]
    for start, size in zip(starts.tolist(), sizes.tolist(), strict=True):
        last = form[start + size - 1]
        names.append(f"n{_size(size)}{'.' if last in STOPS else ':' if last == ':' else ''}")
    names.append("n-")
    before = [f"{a}{b}" for a, b in pairwise(names)][:-1]
    behind = [f"{a}{b}" for a, b in pairwise(names)][1:]
    index = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    return [Clue(before, index), Clue(behind, index)]


def _letter(form: str) -> str:
    """What kind of sign a token begins with."""
    return "a" if form[0].isalpha() else "d" if form[0].isdigit() else form[0]
