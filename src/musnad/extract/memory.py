"""Memory of words: what a table or a rule says of one is found once, for all texts that hold it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_MOST = 1 << 16


class Memory(dict[str, T]):
    """The answers of `find` by folded word, each found when it is first asked for; ask with `memory[word]`.

    It is emptied when it is full, so that it stays small however many texts are read.
    """

    def __init__(self, find: Callable[[str], T]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> T:
        if len(self) >= _MOST:
            self.clear()
        found = self[word] = self._find(word)
        return found
