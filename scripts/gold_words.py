"""Finding exact words in a text, in any white space."""

from __future__ import annotations

import re

Span = tuple[int, int]
WINDOW = 400


class GoldError(ValueError):
    """Gold words that do not stand in their text, or stand there more than once."""


def pattern(words: str, whole: bool = False) -> re.Pattern[str]:
    """A pattern that meets `words` with any white space; `whole` refuses a hit inside a longer word."""
    body = r"\s+".join(re.escape(word) for word in words.split())
    if not whole:
        return re.compile(body)
    before, after = (r"\b" if re.match(r"\w", edge) else "" for edge in (words.strip()[0], words.strip()[-1]))
    return re.compile(before + body + after)


def hits(text: str, words: str, low: int = 0, high: int | None = None, whole: bool = False) -> list[Span]:
    """All stretches of `text[low:high]` that read `words`; "a … b" runs from each a to the next b."""
    high = len(text) if high is None else high
    first, dots, last = (part.strip() for part in words.partition("…"))
    if not dots or not first or not last:
        return [m.span() for m in pattern(words, whole).finditer(text, low, high)]
    found = []
    for m in pattern(first, whole).finditer(text, low, high):
        end = pattern(last, whole).search(text, m.end(), high)
        if end:
            found.append((m.start(), end.end()))
    return found


def only(text: str, words: str, what: str, low: int = 0, high: int | None = None, whole: bool = False) -> Span:
    """The one stretch that reads `words`; a GoldError where there is none or several."""
    found = hits(text, words, low, high, whole)
    if len(found) != 1:
        raise GoldError(f"{what}: {len(found)} times in the text: {words!r}")
    return found[0]


def nearest(text: str, words: str, to: Span, what: str) -> Span:
    """The whole words nearest to the stretch `to`, before it rather than after it."""
    low, high = max(0, to[0] - WINDOW), min(len(text), to[1] + WINDOW)
    found = hits(text, words, low, high, whole=True)
    if not found:
        raise GoldError(f"{what}: not near its content: {words!r}")

    def distance(span: Span) -> tuple[int, int]:
        if span[1] <= to[0]:
            return to[0] - span[1], 0
        if span[0] >= to[1]:
            return span[0] - to[1], 1
        return WINDOW + span[0] - to[0], 2

    return min(found, key=distance)


def trim(text: str, span: Span) -> Span:
    """The span without the white space at its edges."""
    words = text[slice(*span)]
    return span[0] + len(words) - len(words.lstrip()), span[1] - len(words) + len(words.rstrip())
