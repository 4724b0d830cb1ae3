"""What tables say of the tokens of a document: one look-up a token for several tables at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

_MOST = 1 << 16


class Table(dict[str, tuple[Any, ...]]):
    """What each of several finders answers for a folded token, found when it is first asked for.

    It is emptied when it is full, so that it stays small however many texts are read.
    """

    def __init__(self, *finders: Callable[[str], Any]) -> None:
        super().__init__()
        self._finders = finders

    def __missing__(self, token: str) -> tuple[Any, ...]:
        if len(self) >= _MOST:
            self.clear()
        found = self[token] = tuple([find(token) for find in self._finders])
        return found

    def columns(self, tokens: Sequence[str]) -> list[tuple[Any, ...]]:
        """What each finder answers for all tokens, a column a finder."""
        return [*zip(*map(self.__getitem__, tokens), strict=True)] if tokens else [() for _ in self._finders]
