"""Claims: one speaker's same words, or same proposition, in several articles of a story.

Whether two contents say the same is decided by their words alone, and never against a negation: what one denies and the
other affirms are two claims, however alike the words are. The contents of many stories are compared in one go; only
those of one speaker in one story meet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from musnad.relate.candidates import Floats, Pairs, distinct, recurring, sharing
from musnad.relate.given import Said
from musnad.relate.grouping import Merged
from musnad.relate.prints import SHINGLE, Print, shingles
from musnad.relate.ragged import keyed, laid, spread
from musnad.relate.rarity import rarities
from musnad.text.fold import fold_text
from musnad.text.hashes import U32, U64, Ints, hash_words, mixed

_WORDS = 0.5
"""The part of the shorter content's runs of words that makes both the same words."""
_PROPOSITION, _TRANSLATION = 0.5, 0.38
"""How alike two contents are that say the same; two translations of direct speech share names and some words."""
_NEGATIONS = "لا لم لن ليس ليست ليسوا ما غير دون عدم نفى ينفي نفت نافيا كذب رفض يرفض رفضت رافضا استبعد استبعدت"
_KINDS = {"denial": 1, "no_comment": 2}
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_WIDE, _HALF, _LOW = np.uint64(32), np.uint64(32), np.uint64(0xFFFFFFFF)


class Heard(Struct, frozen=True, eq=False):
    """One attribution as it is compared: the place of its article, its place there, and its words in the body."""

    place: int
    index: int
    said: Said
    low: int
    high: int


class Found(Struct, frozen=True):
    """Attributions that are one claim."""

    heard: tuple[Heard, ...]
    basis: str


def claims_of(prints: Sequence[Print], groups: Sequence[list[int]]) -> list[list[Found]]:
    """For each of a few stories the claims that at least two of its articles report."""
    return _compare(prints, [list(_heard(prints, group)) for group in groups])


def content_of(prints: Sequence[Print], one: Heard) -> str:
    """The words of a content as they stand."""
    return prints[one.place].given.text[slice(*one.said.content)]


def _compare(prints: Sequence[Print], stories: list[list[tuple[Heard, int]]]) -> list[list[Found]]:
    flat = [row for story in stories for row in story]
    if not flat:
        return [[] for _ in stories]
    home = np.repeat(np.arange(len(stories)), [len(story) for story in stories])
    heard = [one for one, _ in flat]
    speakers = np.array([speaker for _, speaker in flat], np.int64)
    merged = Merged()
    loose: set[int] = set()
    for left, right, how in _same(prints, heard, _keys(prints, heard, home, speakers)):
        if heard[left].place != heard[right].place:
            joined = merged.join(left, right)  # pairs of the same words come first
            if how == "proposition" and joined:
                loose.update((left, right))
    found: list[list[Found]] = [[] for _ in stories]
    for group in merged.sets(range(len(heard))):
        if len({heard[n].place for n in group}) > 1:
            basis = "proposition" if loose.intersection(group) else "words"
            found[home[group[0]]].append(Found(tuple(heard[n] for n in group), basis))
    return found


def _keys(prints: Sequence[Print], heard: list[Heard], home: Ints, speakers: Ints) -> U64:
    """One number for story, speaker, kind and polarity of each content: only those that share it can be one claim."""
    words = laid([prints[one.place].words[one.low : one.high] for one in heard])
    negated = np.add.reduceat(np.isin(words.flat, _negations(), kind="sort"), words.borders[:-1]) > 0
    kinds = np.array([_KINDS.get(one.said.kind, 0) for one in heard], np.int64)
    return ((((home << 20) | speakers) << 3) | (kinds << 1) | negated).astype(np.uint64)


def _same(prints: Sequence[Print], heard: list[Heard], keys: U64) -> Iterator[tuple[int, int, str]]:
    """Pairs of contents that are the same words, or say the same."""
    words = laid([prints[one.place].words[one.low : one.high] for one in heard])
    runs = shingles(words.flat) >> _HALF
    at, row = spread(words.borders[:-1], words.borders[1:] - SHINGLE + 1)
    found, sizes = _meeting(runs[at], row, keys, None)
    said = found.where(found.count >= _WORDS * np.minimum(sizes[found.left], sizes[found.right]))
    yield from ((a, b, "words") for a, b in zip(said.left.tolist(), said.right.tolist(), strict=True))
    stems = np.concatenate([prints[one.place].body_stems[one.low : one.high] for one in heard])
    found, sizes = _meeting(stems, words.homes(), keys, rarities)
    direct = np.array([one.said.manner != "indirect" for one in heard], bool)
    enough = np.where(direct[found.left] & direct[found.right], _TRANSLATION, _PROPOSITION)
    alike = found.where(found.count >= enough * (sizes[found.left] + sizes[found.right]) / 2)
    yield from ((a, b, "proposition") for a, b in zip(alike.left.tolist(), alike.right.tolist(), strict=True))


def _meeting(
    flat: npt.NDArray[np.generic], row: Ints, keys: U64, weigh: Callable[[U32], Floats] | None
) -> tuple[Pairs, Floats]:
    """The pairs of one key that share numbers, with how many, or what weight of them; and that of each row."""
    both = distinct(keyed(row, flat))  # each number once a row
    home, flat = (both >> _WIDE).astype(np.int64), both & _LOW
    weights = np.ones(len(flat)) if weigh is None else weigh(flat.astype(np.uint32))
    sizes: Floats = np.bincount(home, weights, len(keys)).astype(np.float64)
    home, flat, weights = home[weights > 0], flat[weights > 0], weights[weights > 0]
    numbers = mixed(flat + keys[home] * _SPREAD)
    order = recurring(numbers)
    order = order[np.argsort(numbers[order], kind="stable")]
    return sharing(numbers[order], home[order], weights[order]), sizes


def _heard(prints: Sequence[Print], group: Iterable[int]) -> Iterator[tuple[Heard, int]]:
    """The contents of a story that are long enough, each with the number of its speaker there."""
    names: dict[str, int] = {}
    rows = []
    for place in group:
        found = prints[place].given.said
        spans = [edge for said in found for edge in said.content]
        at = np.searchsorted(prints[place].starts, spans).tolist() if found else []
        for index, (said, low, high) in enumerate(zip(found, at[::2], at[1::2], strict=True)):
            if high - low >= SHINGLE:
                rows.append(Heard(place, index, said, low, high))
                names.setdefault(_speaker(said), len(names))
    same = _one_speaker(names)
    for one in rows:
        yield one, same[_speaker(one.said)]


def _speaker(said: Said) -> str:
    """Who speaks, as one string; all who are not named are one."""
    return "?" if said.unnamed else said.speaker_id or f"name:{said.speaker}"


def _one_speaker(names: dict[str, int]) -> dict[str, int]:
    """Names of one speaker under one number: those whose words are among the words of another name."""
    merged = Merged()
    parts = {name: _words(name) for name in names if name != "?"}
    for one, a in parts.items():
        for other, b in parts.items():
            if names[one] < names[other] and a and b and (a <= b or b <= a):
                merged.join(names[one], names[other])
    return {name: merged.of(number) for name, number in names.items()}


@cache
def _words(name: str) -> frozenset[str]:
    """The words of a name, also of one that a reading made an identifier of; that of a table stands alone."""
    kind, _, rest = name.partition(":")
    return frozenset(fold_text(rest).replace("-", " ").split()) if kind == "name" else frozenset((name,))


@cache
def _negations() -> U32:
    return np.unique(hash_words([_NEGATIONS])[0].words)
