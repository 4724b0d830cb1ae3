"""Clitics: the particles and pronouns written together with a word, taken off only where a known word is left.

Which letters of a word are clitics cannot be told from the word alone (وزير is not و and زير): whoever asks says
which stems are known. A stem before a pronoun is spelled differently from the word alone (مدرسته, مستشفاه, وزرائه,
قالوه); the stems given back are spelled as the word alone. All words here are folded.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from functools import cache
from typing import NamedTuple

from musnad.lexicon import lexicon
from musnad.text.forms import proclitics

Known = Container[str] | Callable[[str], bool]


class Split(NamedTuple):
    """A word taken apart: particles before it in their order, the stem, pronouns after it."""

    proclitics: tuple[str, ...]
    stem: str
    enclitics: tuple[str, ...]


def strip(word: str, known: Known) -> Split:
    """The best reading of a folded `word`: the one with the fewest clitics, the particles before the pronouns.

    The word itself with no clitics where `known` (a set of folded stems, or a test) holds no reading of it.
    """
    return next(readings(word, known), Split((), word, ()))


def readings(word: str, known: Known) -> Iterator[Split]:
    """Every reading of a folded `word` whose stem is known, the best first."""
    test = known if callable(known) else known.__contains__
    fronts = sorted(proclitics(word), key=lambda front: len(front[0]))
    for taken, rest in fronts:
        if test(rest):
            yield Split(taken, rest, ())
    for taken, rest in fronts:
        if "ال" not in taken:
            yield from _with_pronoun(taken, rest, test)


def _with_pronoun(taken: tuple[str, ...], rest: str, test: Callable[[str], bool]) -> Iterator[Split]:
    for pronoun in _pronouns():
        if rest.endswith(pronoun) and len(rest) > len(pronoun) + 1:
            left = rest[: -len(pronoun)]
            for stem in _alone(left):
                if test(stem):
                    yield Split(taken, stem, (pronoun,))


def _alone(stem: str) -> Iterator[str]:
    """How a stem that stands before a pronoun may be spelled alone."""
    yield stem
    root, last = stem[:-1], stem[-1]
    if last == "ت":
        yield root + "ه"
    elif last == "ا":
        yield root + "ي"
    elif last == "و":
        yield stem + "ا"
    if last in "يو" and root.endswith("ا"):
        yield root + "ء"


@cache
def _pronouns() -> tuple[str, ...]:
    """The longest first, so that هما is tried before ها and ه."""
    rows = lexicon().clitics.values()
    return tuple(sorted({row.letters for row in rows if row.side == "after"}, key=lambda p: (-len(p), p)))


@cache
def noun_particles() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every row of particles that may stand before a noun: as spelled on it, and one by one; none first."""
    rows = [row for row in lexicon().clitics.values() if row.side == "before" and row.on in ("any", "noun")]
    made: list[tuple[str, ...]] = [()]
    for row in sorted(rows, key=lambda row: row.rank):
        ranks = {other.letters: other.rank for other in rows}
        made += [(*taken, row.letters) for taken in made if not taken or ranks[taken[-1]] < row.rank]
    return tuple(("".join(taken).replace("لال", "لل"), taken) for taken in made)
