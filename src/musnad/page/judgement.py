"""A page while the path that the model takes over it is settled, and what the rules for that ask of it."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

from musnad.page.labelled import Labelled
from musnad.page.layout import Layout
from musnad.page.tokens import STOPS

BODY, TITLE, OPENING = frozenset("SB"), frozenset("T"), frozenset("E")
_LONGEST_WORD, GLUED = 12, 3
"""Letters of a word that must be two; places from which on a page counts as run together."""

Path = list[str]
Floats = NDArray[np.float32]


class Judgement:
    """The model's path over a page while it is settled; `told` says for each token whether the rules call it body."""

    __slots__ = ("labels", "made", "page", "path", "scores", "told")

    def __init__(self, made: Labelled, path: Path, scores: Floats, labels: list[str]) -> None:
        self.made = made
        self.page = made.page
        self.path = path
        self.scores = scores
        self.labels = labels
        self.told = told_bodies(made)


def told_bodies(made: Labelled) -> list[bool]:
    """For each token whether the rules call it body."""
    found = [False] * len(made.page.tokens)
    for atom in made.page.atoms:
        if atom.role == "body":
            found[atom.i : atom.j] = [True] * (atom.j - atom.i)
    return found


def stretches(path: Path, wanted: frozenset[str]) -> list[tuple[int, int]]:
    """The stretches `[i, j)` of tokens whose labels are wanted ones."""
    return [match.span() for match in _pattern(wanted).finditer("".join(path))]


@cache
def _pattern(wanted: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(wanted))}]+")


def glued(page: Layout) -> int:
    """How many places of a page show that scraping has run words together: touching letters, words too long."""
    tokens = page.tokens
    form, start, stop = tokens.form, tokens.start, tokens.stop
    found = sum(len(word) >= _LONGEST_WORD and word[0].isalpha() and not word[0].isascii() for word in form)
    for k in range(1, len(form)):
        if start[k] == stop[k - 1] and form[k][0].isalpha() and (form[k - 1][0].isalpha() or form[k - 1] in STOPS):
            found += 1
    return found
