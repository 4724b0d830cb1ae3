"""Stretches of words that stand more than once on a page: mostly its headline."""

from __future__ import annotations

from msgspec import Struct

from musnad.page.tokens import Tokens

_LEAST = 4
_MOST_WORDS = 6000


class Repeat(Struct, frozen=True):
    """A run of the tokens `[i, j)` that stands elsewhere too; repeats of the same words share a `group`."""

    i: int
    j: int
    group: int
    words: int


def find_repeats(tokens: Tokens) -> list[Repeat]:
    """Runs of at least four words that stand twice or more, at their first and their later places, in order."""
    places = [k for k, form in enumerate(tokens.form) if form[0].isalnum()][:_MOST_WORDS]
    forms = [tokens.form[k] for k in places]
    first: dict[tuple[str, ...], int] = {}
    found: list[Repeat] = []
    groups: dict[tuple[str, ...], int] = {}
    at = 0
    while at + _LEAST <= len(forms):
        key = tuple(forms[at : at + _LEAST])
        before = first.setdefault(key, at)
        if before + _LEAST > at:
            at += 1
            continue
        length = _LEAST
        while (
            at + length < len(forms)
            and before + length < at
            and forms[before + length] == forms[at + length]
            and _parted(tokens, places, before + length) == _parted(tokens, places, at + length)
        ):
            length += 1
        words = tuple(forms[at : at + length])
        if words not in groups:
            groups[words] = len(groups)
            found.append(_repeat(places, before, length, groups[words]))
        found.append(_repeat(places, at, length, groups[words]))
        for inner in range(at, at + length - _LEAST + 1):
            first.setdefault(tuple(forms[inner : inner + _LEAST]), inner)
        at += length
    found.sort(key=lambda repeat: (repeat.i, repeat.j))
    return found


def _parted(tokens: Tokens, places: list[int], at: int) -> bool:
    """Whether a separator stands before a word: a headline and the name of the site behind it are two things."""
    return any(form in "|-–—~" for form in tokens.form[places[at - 1] + 1 : places[at]])


def _repeat(places: list[int], at: int, length: int, group: int) -> Repeat:
    return Repeat(places[at], places[at + length - 1] + 1, group, length)
