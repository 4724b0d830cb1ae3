"""Words that name lists have: of persons all over the world and of towns, as signs for the name model.

A word of the lists may be an everyday word as well, so that no rule rests on them: the model weighs them.
`scripts/make_name_lists.py` makes the file.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np

FILE = "models/name_lists.npz"
MARKS = ("foreign", "given", "given+", "family", "family+", "part", "local", "town", "town+", "in town")
"""What a word is in the lists, a bit each; two more bits tell how common it is as a word, from 0 to 3."""


@cache
def _marks() -> dict[str, int]:
    path = files("musnad") / "knowledge" / FILE
    with path.open("rb") as file, np.load(file) as stored:
        words = bytes(stored["words"]).decode().split("\n")
        return dict(zip(words, stored["marks"].tolist(), strict=True))


@cache
def listed_signs(marks: int, before: str) -> tuple[str, ...]:
    """The signs of a word of the lists with such marks, behind what stands before it."""
    common = marks >> len(MARKS)
    shown = ["", *(mark for bit, mark in enumerate(MARKS) if marks >> bit & 1)]
    return tuple(f"l{before}{mark}/{common}" for mark in shown)


def listed_marks(word: str) -> list[tuple[int, str]]:
    """The marks of a folded word by the lists: as it stands, without the letter before it, without its article."""
    known = _marks()
    found = [(known[word], "")] if word in known else []
    if len(word) > 3 and word[0] in "وفبلك" and word[1:] in known:
        found.append((known[word[1:]], "~"))
    if len(word) > 4 and word.startswith("ال") and word[2:] in known:
        found.append((known[word[2:]], "al "))
    return found


def listed(word: str) -> tuple[str, ...]:
    """The signs of a folded word by the lists."""
    return tuple(sign for marks, before in listed_marks(word) for sign in listed_signs(marks, before))
