"""Bodies that stand on a page more than once, as pages for two kinds of screens hold them, or with their opening."""

from __future__ import annotations

from itertools import combinations

_LEAST = 20
"""Words in a row of the shortest body that counts as a copy."""
_COPIED = 0.6
"""Share of a body's words in a row that stand in another body too, if one is a copy of the other."""
_WHOLE = 0.4
"""Share of the longer one's words that the shorter has, if it is no mere opening of it."""
_LITTLE = 1.3
"""How many times as long as its copy the first may be and stay: what it has beside it is little."""


def copies(bodies: list[list[str]]) -> set[int]:
    """The bodies, each given by its words, that are copies of another; the first one with little else stays."""
    shown = [{tuple(words[k : k + 5]) for k in range(len(words) - 4)} for words in bodies]
    found: set[int] = set()
    for a, b in combinations(range(len(bodies)), 2):
        least = min(len(shown[a]), len(shown[b]))
        if {a, b} & found or least < _LEAST or len(shown[a] & shown[b]) <= _COPIED * least:
            continue
        ratio = len(shown[a]) / len(shown[b])
        found.add(b if _WHOLE <= ratio <= _LITTLE or ratio > 1 / _WHOLE else a)
    return found
