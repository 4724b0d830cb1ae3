"""Runs: stretches of atoms that read like an article's body, found by weight."""

from __future__ import annotations

from musnad.page.atoms import Atom
from musnad.page.marks import Mark, openers, words_of_kind
from musnad.page.tokens import Tokens

_LEAST_WEIGHT = 8.0
_HEAVY = 15.0
_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_ENDING = frozenset(("tags", "comment", "disclaimer", "credit", "boilerplate"))


class Run:
    """Atoms `[first, last]` that read like a body, with their weight; `after` is the mark that stands before them."""

    __slots__ = ("after", "first", "last", "weight")

    def __init__(self, first: int, last: int, weight: float, after: Mark | None) -> None:
        self.first = first
        self.last = last
        self.weight = weight
        self.after = after

    def __repr__(self) -> str:
        return f"Run({self.first}, {self.last}, {self.weight:.0f})"


def breaks(mark: Mark) -> bool:
    """Whether a body ends where this mark stands."""
    if mark.takes == "list":
        return True
    return mark.place == "tail"


def find_runs(atoms: list[Atom]) -> list[Run]:
    """The heaviest stretch between every two breaks, in order."""
    found: list[Run] = []
    start, after = 0, None
    for n in range(len(atoms) + 1):
        mark = atoms[n].mark if n < len(atoms) else None
        if n < len(atoms) and (mark is None or not breaks(mark)):
            continue
        found += _heaviest(atoms, start, n, after)
        start, after = n + 1, mark
    return found


def _heaviest(atoms: list[Atom], start: int, stop: int, after: Mark | None) -> list[Run]:
    """All maximal stretches of positive weight in `[start, stop)` that are heavy enough (Ruzzo and Tompa, linear)."""
    # each candidate: first atom, last atom, sum before it, sum at its end
    stack: list[tuple[int, int, float, float]] = []
    total = 0.0
    for n in range(start, stop):
        weight = atoms[n].weight
        before, total = total, total + weight
        if weight <= 0:
            continue
        first, left = n, before
        while True:
            k = len(stack) - 1
            while k >= 0 and stack[k][2] >= left:
                k -= 1
            if k < 0 or stack[k][3] >= total:
                break
            first, left = stack[k][0], stack[k][2]
            del stack[k:]
        stack.append((first, n, left, total))
    runs = [Run(first, last, high - low, None) for first, last, low, high in stack if high - low >= _LEAST_WEIGHT]
    if runs:
        runs[0].after = after
    return runs


def joined(tokens: Tokens, atoms: list[Atom], runs: list[Run], *, flat: bool) -> list[Run]:
    """Join runs of one article that something in its middle has parted."""
    kept: list[Run] = []
    for run in runs:
        if kept and _goes_on(tokens, atoms, kept[-1], run, flat=flat):
            kept[-1] = Run(kept[-1].first, run.last, kept[-1].weight + run.weight, kept[-1].after)
        else:
            kept.append(run)
    return kept


def _goes_on(tokens: Tokens, atoms: list[Atom], before: Run, run: Run, *, flat: bool) -> bool:
    """Whether a run carries on the article before it: nothing between them ends an article, and it starts amid one."""
    between = atoms[before.last + 1 : run.first]
    if any(a.mark is not None and (a.mark.role in _ENDING or a.mark.kind == "ago") for a in between):
        return False
    if any(a.short for a in atoms[run.first : run.last + 1]) or sum(a.words for a in between) > 120:
        return False
    if not any(a.mark is not None and breaks(a.mark) for a in between):
        return sum(a.words for a in between) < 60
    if _housed(atoms, before, run):
        return True
    start = atoms[run.first].i
    first = tokens.form[start]
    if first in words_of_kind("connective") or (first.startswith("و") and len(first) > 4):
        return True
    return flat and run.weight > _HEAVY and _continues(tokens, start, atoms[run.first].j)


def _housed(atoms: list[Atom], before: Run, run: Run) -> bool:
    """Whether the markup holds two runs in one article's element, as paragraphs with no heading between them."""
    ends = (atoms[before.last], atoms[run.first])
    if not all(atom.in_body and atom.tag == "p" and not atom.hint for atom in ends):
        return False
    return all(atom.in_body and atom.tag not in _HEADINGS for atom in atoms[before.last + 1 : run.first])


def _continues(tokens: Tokens, start: int, stop: int) -> bool:
    """Whether a sentence that carries on («وأضاف ...») starts behind a headline or two that run into it."""
    known = openers()
    return any(form[0] == "و" and form[1:] in known for form in tokens.form[start + 4 : min(start + 25, stop - 4)])
