"""The fingerprint of an article: its words as numbers, a sample of its shingles, its telling words.

All of it depends on the article alone, so that it is made once, in any order, and compared as arrays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from musnad.relate.given import Given
from musnad.relate.ragged import Ragged, bordered, keyed, laid, ranks
from musnad.relate.rarity import rarities
from musnad.text.hashes import U32, U64, Bools, Hashed, Ints, Offsets, hash_texts, mixed

N = TypeVar("N", bound=np.generic)
F32 = npt.NDArray[np.float32]
SHINGLE = 4
"""Words of a shingle."""
TELLING = 48
"""How many telling words an article is known by."""
KEYS = 16
"""By how many of its weightiest words an article is looked for."""
_SAMPLED = np.uint64(3)
"""One shingle in four is kept to find candidates by, chosen by its number alone."""
_NUMBER, _DIGIT = 65.0, 20.0
_SHORT = 2
_DATELINE = 14
_FIGURES = 3
_LEAD = 45
"""So many words at the beginning of the body count more, as those of the title do."""
_LEAD_WEIGHT = 1.5
_BODY = 8
"""A body of fewer words is none."""
_SPOKEN = 6
_BYLINE = 60
"""A colon so near to the beginning ends a byline."""
_NEAR = 8
"""A colon stands at most so many characters before what it announces."""
_BATCH = 512
_RAGGED = ("sample", "telling", "weights", "heavy", "title", "title_weights", "stems")
_FACTORS = tuple(np.uint64(factor) for factor in (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F))


class Sheet(Struct, frozen=True, eq=False):
    """The fingerprints of articles that were made together, a row each.

    `bodies` are where their bodies begin and end among `words`; `sample` has the numbers of some of their shingles,
    sorted; `telling` their telling stems, sorted, with their weights, which make a vector of length one, `heavy` the
    weightiest of them; `title` the stems of their headlines, whose weights add up to one; `stems` all their stems,
    sorted; `narration` counts the words of the body that are no speech; articles of the very same words share `same`.
    """

    words: Hashed
    bodies: Ints
    sample: Ragged[np.uint64]
    telling: Ragged[np.uint32]
    weights: Ragged[np.float32]
    heavy: Ragged[np.uint32]
    title: Ragged[np.uint32]
    title_weights: Ragged[np.float32]
    stems: Ragged[np.uint32]
    narration: Ints
    same: U64


class Print(Struct, frozen=True, eq=False):
    """What of an article is compared with others: a row of a sheet."""

    given: Given
    sheet: Sheet
    row: int

    @property
    def body(self) -> Hashed:
        """The words of its body, offsets counted in its text."""
        return self.sheet.words.part(*self.sheet.bodies[self.row].tolist())

    @property
    def words(self) -> U32:
        """The numbers of the words of its body."""
        return self._of(self.sheet.words.words)

    @property
    def body_stems(self) -> U32:
        """The stems of its body as they stand."""
        return self._of(self.sheet.words.stems)

    @property
    def digits(self) -> Bools:
        """Which words of its body are numbers."""
        return self._of(self.sheet.words.digits)

    @property
    def starts(self) -> Offsets:
        """Where the words of its body begin in its text."""
        return self._of(self.sheet.words.start)

    @property
    def speech(self) -> Bools:
        """Which words of its body are speech."""
        return self._of(self.sheet.words.speech)

    @property
    def size(self) -> int:
        """How many words its body has."""
        low, high = self.sheet.bodies[self.row].tolist()
        return int(high - low)

    @property
    def sample(self) -> U64:
        """The numbers of some of its shingles, sorted."""
        return self.sheet.sample.row(self.row)

    @property
    def telling(self) -> U32:
        """Its telling stems, sorted."""
        return self.sheet.telling.row(self.row)

    @property
    def weights(self) -> F32:
        """The weights of its telling stems."""
        return self.sheet.weights.row(self.row)

    @property
    def heavy(self) -> U32:
        """The weightiest of its telling stems."""
        return self.sheet.heavy.row(self.row)

    @property
    def title(self) -> U32:
        """The stems of its headline, sorted."""
        return self.sheet.title.row(self.row)

    @property
    def title_weights(self) -> F32:
        """The weights of the stems of its headline."""
        return self.sheet.title_weights.row(self.row)

    @property
    def stems(self) -> U32:
        """All its stems, sorted."""
        return self.sheet.stems.row(self.row)

    @property
    def narration(self) -> int:
        """How many words of the body are no speech."""
        return int(self.sheet.narration[self.row])

    @property
    def same(self) -> int:
        """A number that articles of the very same words share."""
        return int(self.sheet.same[self.row])

    @property
    def headline_only(self) -> bool:
        """Whether nothing but a headline is known."""
        return self.size < _BODY

    def _of(self, column: npt.NDArray[N]) -> npt.NDArray[N]:
        low, high = self.sheet.bodies[self.row].tolist()
        return column[low:high]


def prints_of(articles: Iterable[Given]) -> Iterator[Print]:
    """The fingerprint of each article, in order."""
    waiting = iter(articles)
    while batch := list(islice(waiting, _BATCH)):
        sheet = sheet_of(batch)
        for row, given in enumerate(batch):
            yield Print(given, sheet, row)


def alone(prints: Sequence[Print]) -> list[Print]:
    """The same fingerprints in a sheet that holds nothing else: what is sent to another process."""
    bodies = [one.body for one in prints]
    words = Hashed(*(np.concatenate([getattr(body, name) for body in bodies]) for name in Hashed.__struct_fields__))
    borders = bordered([len(body) for body in bodies])
    columns: dict[str, Any] = {name: laid([getattr(one, name) for one in prints]) for name in _RAGGED}
    columns["narration"] = np.array([one.narration for one in prints], np.int64)
    columns["same"] = np.array([one.same for one in prints], np.uint64)
    sheet = Sheet(words, np.stack((borders[:-1], borders[1:]), axis=1), **columns)
    return [Print(one.given, sheet, row) for row, one in enumerate(prints)]


def sheet_of(articles: Sequence[Given]) -> Sheet:
    """The fingerprints of a few articles."""
    words, borders = hash_texts([given.text for given in articles])
    titles = _titles(articles, words, borders)
    bodies = titles + _frames(words.digits, titles, borders[1:])
    for n, given in enumerate(articles):
        _mark_speech(given, words.part(int(bodies[n]), int(borders[n + 1])))
    stems, telling, weights, heavy = _telling(words, borders, titles, bodies)
    headline, parts = _headlines(words.stems, borders, titles)
    return Sheet(
        words, np.stack((bodies, borders[1:]), axis=1), _sample(words.words, bodies, borders),
        telling, weights, heavy, headline, parts, stems,
        _sums(1 - words.speech.astype(np.int64), bodies, borders[1:]),
        mixed(_sums(mixed(words.words.astype(np.uint64) + np.uint64(1)), borders[:-1], borders[1:])),
    )  # fmt: skip


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


def _sums(values: npt.NDArray[N], low: Ints, high: Ints) -> npt.NDArray[N]:
    """The sum of the values of each range."""
    sums = np.zeros(len(values) + 1, values.dtype)
    np.cumsum(values, out=sums[1:])
    found: npt.NDArray[N] = sums[high] - sums[low]
    return found


def _titles(articles: Sequence[Given], words: Hashed, borders: Ints) -> Ints:
    """Where the words of each body begin, its frame among them."""
    ends = [
        low + int(np.searchsorted(words.start[low:high], given.body)) if given.body else low
        for given, (low, high) in zip(articles, pairwise(borders.tolist()), strict=True)
    ]
    return np.array(ends, np.int64)


def _frames(digits: Bools, titles: Ints, ends: Ints) -> Ints:
    """How many words place and date take where a dispatch begins: «دارين 25 شوال 1453 هـ الموافق ... م ونا»."""
    places = np.arange(_DATELINE)
    at = titles[:, None] + places
    figures = np.append(digits, False)[np.minimum(at, len(digits))] & (at < ends[:, None])
    last = np.where(figures, places + 1, 0).max(axis=1)
    return np.where(figures.sum(axis=1) >= _FIGURES, last, 0)


def _sample(words: U32, bodies: Ints, borders: Ints) -> Ragged[np.uint64]:
    """One shingle in four of each body, by its number, each once."""
    found = shingles(words)
    home = np.repeat(np.arange(len(bodies)), np.diff(borders))[: len(found)]
    at = np.arange(len(found))
    kept = ((found & _SAMPLED) == 0) & (at >= bodies[home]) & (at + SHINGLE <= borders[home + 1])
    found, home = found[kept], home[kept]
    order = ranks(home, found)
    found = found[order]
    once = np.append(True, (found[1:] != found[:-1]) | (home[1:] != home[:-1]))[: len(found)]
    return Ragged(found[once], bordered(np.bincount(home[once], minlength=len(bodies))))


def _headlines(stems: U32, borders: Ints, titles: Ints) -> tuple[Ragged[np.uint32], Ragged[np.float32]]:
    """The stems of each headline with their weights, one in all; a word that stands there twice weighs twice."""
    at, home = Ragged(stems, borders).rows(np.arange(len(titles)))
    kept = at < titles[home]
    found, home = stems[at[kept]], home[kept]
    found = found[ranks(home, found)]
    rows = bordered(np.bincount(home, minlength=len(titles)))
    weights = rarities(found)
    total = np.maximum(np.bincount(home, weights, len(titles)), 1e-6)
    return Ragged(found, rows), Ragged((weights / total[home]).astype(np.float32), rows)


def _mark_speech(given: Given, body: Hashed) -> None:
    """Direct speech after a colon is speech as well, where quotation marks are missing."""
    for said in given.said:
        start = said.content[0]
        if said.manner != "direct" or start - given.body <= _BYLINE:
            continue
        if given.text[max(start - _NEAR, 0) : start].rstrip().endswith(":"):
            low, high = np.searchsorted(body.start, said.content)
            if high - low >= _SPOKEN:
                body.speech[low:high] = True


def _telling(
    words: Hashed, borders: Ints, titles: Ints, bodies: Ints
) -> tuple[Ragged[np.uint32], Ragged[np.uint32], Ragged[np.float32], Ragged[np.uint32]]:
    """All stems of each article, and the rarest ones with their weights, words of the lead before others."""
    count = len(titles)
    key = keyed(np.repeat(np.arange(count), np.diff(borders)), words.stems)
    order = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.append(True, key[order][1:] != key[order][:-1])[: len(key)])
    first = order[starts]
    counts = np.diff(np.append(starts, len(key)))
    stems, home = words.stems[first], np.searchsorted(borders, first, side="right") - 1
    weights = rarities(stems)
    figures = words.digits[first]
    weights[figures] = np.where((words.stop - words.start)[first[figures]] > _SHORT, _NUMBER, _DIGIT)
    weights[figures & (first >= titles[home]) & (first < bodies[home])] = 0
    weights *= 1 + np.log(counts)
    weights[first < titles[home] + _LEAD] *= _LEAD_WEIGHT
    best = _best(home, weights, TELLING)
    best = best[weights[best] > 0]
    chosen, there = weights[best].astype(np.float32), home[best]
    length = np.maximum(np.sqrt(np.bincount(there, chosen * chosen, count)), 1e-6).astype(np.float32)
    parts = chosen / length[there]
    rows = bordered(np.bincount(there, minlength=count))
    heavy = _best(there, parts, KEYS)
    return (
        Ragged(stems, bordered(np.bincount(home, minlength=count))),
        Ragged(stems[best], rows),
        Ragged(parts, rows),
        Ragged(stems[best][heavy], bordered(np.bincount(there[heavy], minlength=count))),
    )


def _best(homes: Ints, weights: npt.NDArray[np.floating[Any]], most: int) -> Ints:
    """The places of the `most` weightiest entries of each row, in the order in which they stand."""
    order = ranks(homes, -weights)
    sizes = np.bincount(homes)
    rank = np.arange(len(order)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return np.sort(order[rank < most])
