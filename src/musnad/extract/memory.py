"""Memory of words: what a table or a rule says of one is found once, for all texts that hold it; lazy properties."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

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


class lazy(Generic[T]):  # noqa: N801
    """A property that is found out once, when it is asked for."""

    def __init__(self, find: Callable[[Any], T]) -> None:
        self._find = find
        self.__doc__ = find.__doc__
        self._name = find.__name__

    @overload
    def __get__(self, one: None, owner: type) -> lazy[T]: ...
    @overload
    def __get__(self, one: object, owner: type) -> T: ...
    def __get__(self, one: object | None, owner: type) -> lazy[T] | T:
        if one is None:
            return self
        value = one.__dict__[self._name] = self._find(one)
        return value
