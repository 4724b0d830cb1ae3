"""What search compares: the stems and words of articles and statements, each with a letter that says what it is.

A row's terms are one text. That of an article or statement holds first its stems in order (`s...`), then its words as
they stand (`f...`); then what is asked of it: the stems of the speaker (`w...`), of the carriers (`c...`) and of the
outlet (`o...`), their identifiers (`i...`, `j...`, `q...`), the kind of a statement (`k...`) and whether its speaker is
unnamed (`u`). A stance has the stems and the identifier of its actor and what it is (`t...`). A phrase is stems or
words side by side; the letters keep it from running over into another part.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from musnad.records import Attribution, Reading
from musnad.text.stem import search_words, stem

Letter = Literal["s", "f", "w", "c", "o"]
Named = Literal["i", "j", "q"]
WHOLE = -1
"""The `n` of a row that stands for the article itself."""
STANCES = 1 << 21
"""The `n` of the first stance; those below are statements."""
PART = 3000
"""Longer texts are searched in parts of so many words, since PostgreSQL keeps no place beyond 16,383."""
OVERLAP = 30
"""So many words stand in two parts, so that a phrase is not cut."""
PARTS_BITS, PLACE_BITS = 16, 22
"""A row's key is its article's, its place (`n` + 1) and its part, side by side: an index of keys alone tells them."""
UNNAMED = "u"
_LONGEST = 100
"""Longer words are compared by so many first letters."""


class Searchable(NamedTuple):
    """What is found of one text: its place in the record, how many words it has, and its terms."""

    n: int
    part: int
    words: int
    terms: str


def key_of(article: int, n: int, part: int = 0) -> int:
    """The key of a row."""
    return (article << PLACE_BITS | (n + 1)) << PARTS_BITS | part


def terms_of(reading: Reading) -> Iterator[Searchable]:
    """The rows that an article, its statements and its stances are found by."""
    outlet = marked("o", reading.article.outlet) + identified("q", [reading.article.outlet_id])
    yield from _parts(WHOLE, reading.article.text, outlet)
    for n, one in enumerate(reading.attributions[:STANCES]):
        yield from _parts(n, one.content.text, [*_of_statement(one), *outlet])
    for n, stance in enumerate(reading.stances[:STANCES]):
        terms = [*marked("w", stance.actor), *identified("i", [stance.actor_id]), valued("t", stance.stance)]
        yield Searchable(STANCES + n, 0, 0, " ".join(terms))


def _of_statement(one: Attribution) -> Iterator[str]:
    yield from marked("w", one.speaker)
    yield from identified("i", [one.speaker_id])
    for link in one.chain:
        yield from marked("c", link.carrier)
    yield from identified("j", [link.id for link in one.chain])
    yield valued("k", one.kind)
    if one.unnamed:
        yield UNNAMED


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


def identified(letter: Named, ids: Iterable[str | None]) -> list[str]:
    """Identifiers as terms; they hold signs that would cut a term, so that their hash stands for them."""
    return [f"{letter}{hashlib.blake2s(one.encode(), digest_size=8).hexdigest()}" for one in ids if one]


def valued(letter: Literal["k", "t"], value: str) -> str:
    """One of a few values as a term."""
    return letter + value.replace("_", "")
