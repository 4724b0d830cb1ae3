"""What search compares: the stems and words of articles and statements, each with a letter that says what it is.

A row's terms are one text: first its stems in order (`s...`), then its words as they stand (`f...`), the stems of the
speaker (`w...`), of the carriers (`c...`) and of the outlet (`o...`). A phrase is stems or words side by side; the
letters keep it from running over into another part.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from musnad.records import Reading
from musnad.text.stem import search_words, stem

Letter = Literal["s", "f", "w", "c", "o"]
WHOLE = -1
"""The `n` of a row that stands for the article itself and not for one of its statements."""
PART = 3000
"""Longer texts are searched in parts of so many words, since PostgreSQL keeps no place beyond 16,383."""
OVERLAP = 30
"""So many words stand in two parts, so that a phrase is not cut."""
_LONGEST = 100
"""Longer words are compared by so many first letters."""


class Searchable(NamedTuple):
    """What is found of one text: its place in the record, how many words it has, and its terms."""

    n: int
    part: int
    words: int
    terms: str


def terms_of(reading: Reading) -> Iterator[Searchable]:
    """The rows that an article and its statements are found by."""
    outlet = marked("o", reading.article.outlet)
    yield from _parts(WHOLE, reading.article.text, outlet)
    for n, one in enumerate(reading.attributions):
        chain = [term for link in one.chain for term in marked("c", link.carrier)]
        yield from _parts(n, one.content.text, marked("w", one.speaker) + chain + outlet)


def _parts(n: int, text: str, more: list[str]) -> Iterator[Searchable]:
    words = search_words(text)
    for part, start in enumerate(range(0, max(1, len(words) - OVERLAP), PART - OVERLAP)):
        some = words[start : start + PART]
        terms = [*(f"s{stem(word)[:_LONGEST]}" for word in some), *(f"f{word[:_LONGEST]}" for word in some), *more]
        yield Searchable(n, part, len(some), " ".join(terms))


def marked(letter: Letter, text: str) -> list[str]:
    """The words of `text` as terms of that letter, stemmed unless they are to stand as they are."""
    words = search_words(text)
    return [f"{letter}{(word if letter == 'f' else stem(word))[:_LONGEST]}" for word in words]
