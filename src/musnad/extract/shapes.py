"""Shapes: what a word that no table has is by its letters («المشاركون» are people, «اغتيال» is an act)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from musnad.extract.memory import Memory
from musnad.lexicon import Lexicon


@cache
def shape(lex: Lexicon, name: str) -> Callable[[str], bool]:
    """A function that tells whether a folded word, without its article, has the shape."""
    found = re.compile(lex.shapes[name].pattern)
    return Memory(lambda word: found.fullmatch(word) is not None).__getitem__
