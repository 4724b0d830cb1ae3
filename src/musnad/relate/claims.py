"""Claims: one speaker's same words, or same proposition, in several articles of a story.

Whether two contents say the same is decided by their words alone, and never against a negation: what one denies
and the other affirms are two claims, however alike the words are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from msgspec import Struct

from musnad.relate.given import Said
from musnad.relate.grouping import Merged
from musnad.relate.prints import Print, rarities, shingles
from musnad.text.fold import fold_text
from musnad.text.hashes import U32, hash_words

FEWEST = 3
"""Words that a content has at least to be compared."""
_WORDS = 0.5
_PROPOSITION = 0.5
_TRANSLATION = 0.38
"""Direct speech of one speaker: two translations share names, numbers and some words."""
_NEGATIONS = "لا لم لن ليس ليست ليسوا ما غير دون عدم نفى ينفي نفت نافيا كذب رفض يرفض رفضت رافضا استبعد استبعدت"
_KINDS = {"denial": "no", "no_comment": "silent"}


class Heard(Struct, frozen=True, eq=False):
    """One attribution as it is compared: where it stands, and its words."""

    place: int
    index: int
    said: Said
    text: str
    words: U32
    stems: U32
    weights: np.ndarray
    negated: bool


class Found(Struct, frozen=True):
    """Attributions that are one claim."""

    heard: tuple[Heard, ...]
    basis: str


def claims_of(prints: Sequence[Print], members: Sequence[int]) -> list[Found]:
    """The claims that at least two articles of a story report."""
    heard = [one for place in members for one in _heard(prints[place], place)]
    merged = Merged()
    looser: set[int] = set()
    for n, one in enumerate(heard):
        for m in range(n + 1, len(heard)):
            how = _same(one, heard[m])
            if how:
                merged.join(n, m)
                if how == "proposition":
                    looser.update((n, m))
    found = []
    for group in merged.sets(range(len(heard))):
        if len({heard[n].place for n in group}) > 1:
            basis = "proposition" if looser.intersection(group) else "words"
            found.append(Found(tuple(heard[n] for n in group), basis))
    return found


def _heard(one: Print, place: int) -> Iterator[Heard]:
    for index, said in enumerate(one.given.said):
        text = one.given.text[said.content[0] : said.content[1]]
        words = hash_words([text])[0]
        if len(words) >= FEWEST:
            stems = np.unique(words.stems)
            weights = rarities(stems)
            negated = bool(np.isin(words.words, _negations(), kind="sort").any())
            yield Heard(place, index, said, text, words.words, stems, weights, negated)


def _same(one: Heard, other: Heard) -> str:
    """ "words", "proposition" or "": how far two attributions report the same of the same speaker."""
    if one.place == other.place or not same_speaker(one.said, other.said):
        return ""
    if one.negated != other.negated or _KINDS.get(one.said.kind) != _KINDS.get(other.said.kind):
        return ""
    a, b = np.unique(shingles(one.words)), np.unique(shingles(other.words))
    least = min(len(a), len(b))
    if least and len(np.intersect1d(a, b, assume_unique=True)) >= _WORDS * least:
        return "words"
    direct = one.said.manner != "indirect" and other.said.manner != "indirect"
    return "proposition" if _likeness(one, other) >= (_TRANSLATION if direct else _PROPOSITION) else ""


def _likeness(one: Heard, other: Heard) -> float:
    """The weight of the shared stems, by that of the shorter content; little where one is far longer."""
    _, left, _ = np.intersect1d(one.stems, other.stems, assume_unique=True, return_indices=True)
    least, most = sorted((float(one.weights.sum()), float(other.weights.sum())))
    return float(one.weights[left].sum()) / max((least + most) / 2, 1e-6)


def same_speaker(one: Said, other: Said) -> bool:
    """Whether two attributions have one speaker: by identifier, by name, or, unnamed both, by the words for them."""
    if one.speaker_id and other.speaker_id:
        return one.speaker_id == other.speaker_id
    if one.unnamed or other.unnamed:
        return one.unnamed and other.unnamed
    a, b = _name(one.speaker), _name(other.speaker)
    return bool(a and b) and (a <= b or b <= a)


@cache
def _name(speaker: str) -> frozenset[str]:
    return frozenset(fold_text(speaker).split())


@cache
def _negations() -> U32:
    return np.unique(hash_words([_NEGATIONS])[0].words)
