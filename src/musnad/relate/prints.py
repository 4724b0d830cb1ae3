"""The fingerprint of an article: its words as numbers, a sample of its shingles, its telling words.

All of it depends on the article alone, so that it is made once, in any order, and compared as arrays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import as_file, files
from itertools import islice

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from musnad.lexicon import lexicon
from musnad.relate.given import Given
from musnad.text.hashes import U32, U64, Hashed, hash_words, mixed

F32 = npt.NDArray[np.float32]
SHINGLE = 4
"""Words of a shingle."""
TELLING = 48
"""How many telling words an article is known by."""
_SAMPLED = np.uint64(3)
"""One shingle in four is kept to find candidates by, chosen by its number alone."""
_UNKNOWN = 200
"""How rare a word is that the table does not know, and how rare any word is at most."""
_NUMBER, _DIGIT = 65.0, 20.0
_SHORT = 2
_DATELINE = 14
_FIGURES = 3
_COMMON = 65
"""Words as common as this tell nothing."""
_LEAD = 45
"""So many words at the beginning of the body count more, as those of the title do."""
_LEAD_WEIGHT = 1.5
_BODY = 8
"""A body of fewer words is none."""
_SPOKEN = 6
_BYLINE = 60
"""A colon so near to the beginning ends a byline."""
_BATCH = 512
_FACTORS = tuple(np.uint64(factor) for factor in (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F))


class Print(Struct, frozen=True, eq=False):
    """What of an article is compared with others.

    `body` holds the words of its body, offsets counted in its text; `sample` the numbers of some of its shingles,
    sorted; `telling` its telling stems, sorted, with their weights, which make a vector of length one; `title` those
    of its headline, whose weights add up to one; `stems` all its stems, sorted.
    """

    given: Given
    body: Hashed
    sample: U64
    telling: U32
    weights: F32
    title: U32
    title_weights: F32
    stems: U32
    narration: int
    """How many words of the body are no speech."""
    same: int
    """A number that articles of the very same words share."""

    @property
    def headline_only(self) -> bool:
        """Whether nothing but a headline is known."""
        return len(self.body) < _BODY


def prints_of(articles: Iterable[Given]) -> Iterator[Print]:
    """The fingerprint of each article, in order."""
    waiting = iter(articles)
    while batch := list(islice(waiting, _BATCH)):
        for given, words in zip(batch, hash_words([given.text for given in batch]), strict=True):
            yield _print(given, words)


def shingles(words: U32) -> U64:
    """The numbers of all runs of `SHINGLE` words, in order."""
    size = len(words) - SHINGLE + 1
    if size < 1:
        return np.zeros(0, np.uint64)
    wide = words.astype(np.uint64)
    total = wide[:size] * _FACTORS[0]
    for n in range(1, SHINGLE):
        total = mixed(total) + wide[n : n + size] * _FACTORS[n]
    return mixed(total)


def _print(given: Given, words: Hashed) -> Print:
    title = int(np.searchsorted(words.start, given.body)) if given.body else 0
    body = words.part(title + _frame(words, title), len(words))
    _mark_speech(given, body)
    found = shingles(body.words)
    sample = np.sort(found[(found & _SAMPLED) == 0])
    sample = sample[np.append(True, sample[1:] != sample[:-1])] if len(sample) else sample
    stems, telling, weights = _telling(words, title)
    headline = np.sort(words.stems[:title])
    narration = len(body) - int(body.speech.sum())
    return Print(
        given, body, sample, telling, weights, headline, _parts(headline), stems, narration, _same(words.words)
    )  # fmt: skip


def _frame(words: Hashed, title: int) -> int:
    """How many words place and date take where a dispatch begins: «دارين 25 شوال 1453 هـ الموافق ... م ونا»."""
    figures = np.flatnonzero(words.digits[title : title + _DATELINE])
    return int(figures[-1]) + 1 if len(figures) >= _FIGURES else 0


def _parts(headline: U32) -> F32:
    """The weights of the words of a headline, one in all; a word that stands there twice weighs twice."""
    weights = rarities(headline)
    return (weights / max(float(weights.sum()), 1e-6)).astype(np.float32)


def _same(words: U32) -> int:
    return int(mixed(np.cumsum(mixed(words.astype(np.uint64) + np.uint64(1)))[-1:])[0]) if len(words) else 0


def _mark_speech(given: Given, body: Hashed) -> None:
    """Direct speech after a colon is speech as well, where quotation marks are missing."""
    for said in given.said:
        start = said.content[0]
        if said.manner == "direct" and start - given.body > _BYLINE and given.text[:start].rstrip().endswith(":"):
            low, high = np.searchsorted(body.start, said.content)
            if high - low >= _SPOKEN:
                body.speech[low:high] = True


def _telling(words: Hashed, title: int) -> tuple[U32, U32, F32]:
    """All stems, and the rarest ones of title and body with their weights, words of the lead before others."""
    stems, first, counts = np.unique(words.stems, return_index=True, return_counts=True)
    weights = rarities(stems)
    figures = words.digits[first]
    weights[figures] = np.where((words.stop - words.start)[first[figures]] > _SHORT, _NUMBER, _DIGIT)
    weights[figures & (first >= title) & (first < title + _frame(words, title))] = 0
    weights *= 1 + np.log(counts)
    weights[first < title + _LEAD] *= _LEAD_WEIGHT
    best = np.argsort(-weights, kind="stable")[:TELLING]
    best = np.sort(best[weights[best] > 0])
    chosen = weights[best].astype(np.float32)
    return stems, stems[best], chosen / max(float(np.sqrt((chosen * chosen).sum())), 1e-6)


def rarities(stems: U32) -> npt.NDArray[np.float64]:
    """How telling each stem is: 0 for common words and those of agencies and datelines, most for unknown ones."""
    table, telling = _rarity()
    at = np.minimum(np.searchsorted(table, stems), len(table) - 1)
    return np.where(table[at] == stems, telling[at], float(_UNKNOWN - _COMMON))


@cache
def _rarity() -> tuple[U32, npt.NDArray[np.float64]]:
    """The stems of the table (scripts/train_rarity.py) and of agencies, sorted, and how telling each is."""
    with as_file(files("musnad") / "knowledge" / "models" / "rarity.npz") as path, np.load(path) as table:
        known, rare = table["stems"], table["rare"].astype(np.float64)
    telling = np.maximum(np.minimum(rare, _UNKNOWN) - _COMMON, 0)
    telling[np.isin(known, _houses())] = 0
    more = np.setdiff1d(_houses(), known)
    order = np.argsort(stems := np.concatenate((known, more)))
    return stems[order], np.concatenate((telling, np.zeros(len(more))))[order]


@cache
def _houses() -> U32:
    """The words of agencies and datelines: they tell who carries and when, not what happened."""
    rows = [row for row in lexicon().outlets.values() if row.kind == "agency"]
    names = [name for row in rows for name in (row.name_ar, row.name_en, *row.variants)]
    months = list(lexicon().months)
    own = hash_words([" ".join([*names, *months, "وكالات الوكالات انتهى الموافق هـ م ت"])])[0]
    return np.unique(own.stems)
