"""The words of many texts as arrays of numbers, without a loop over words: for what compares whole archives.

A word is a run of letters and digits in folded text. It gets a number of 32 bits made from its folded letters, and a
second one made from its stem: the word without article, conjunction and the commonest endings, cut by length and
letter alone, so that forms of one word mostly meet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import Struct

from musnad.text.fold import letters_and_widths

U32 = npt.NDArray[np.uint32]
U64 = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]
Offsets = npt.NDArray[np.unsignedinteger]
Bools = npt.NDArray[np.bool_]

_BATCH = 1 << 16
"""Characters hashed at once."""
_STEP = np.uint64(0x9E3779B97F4A7C15)
_BACK = np.uint64(pow(0x9E3779B97F4A7C15, -1, 1 << 64))
_MIX = np.uint64(0xD6E8FEB86659FD93)
_TWO_BYTES = 1 << 16
_SPEECH = 6
"""From so many words on a quotation is speech; a shorter one is a name or a word held at arm's length."""
_ENDINGS = ("ها", "هم", "هن", "ات", "ون", "ين", "ان", "يه", "نا", "وا")
_LAST = "هيا"


class Hashed(Struct, frozen=True, eq=False):
    """The words of a text: numbers of words and stems, raw offsets, and whether they stand inside quoted speech.

    `digits` tells numbers. Offsets take two bytes where texts are short enough: there may be many of them.
    """

    words: U32
    stems: U32
    start: Offsets
    stop: Offsets
    speech: Bools
    digits: Bools

    def __len__(self) -> int:
        return len(self.words)

    def part(self, low: int, high: int) -> Hashed:
        """The words `[low, high)` alone."""
        return Hashed(*(getattr(self, name)[low:high] for name in self.__struct_fields__))


def hash_words(texts: Sequence[str]) -> list[Hashed]:
    """The words of each text as numbers, the same for the same folded word in any text and run."""
    words, borders = hash_texts(texts)
    return [words.part(low, high) for low, high in pairwise(borders.tolist())]


def hash_texts(texts: Sequence[str]) -> tuple[Hashed, Ints]:
    """The words of all texts behind one another, and the borders between them; offsets count in each text anew."""
    parts = [_hash_batch(batch) for batch in _batches(texts)] or [_hash_batch([""])]
    columns = zip(*(msgspec.structs.astuple(part) for part, _ in parts), strict=True)
    counts = np.concatenate([np.zeros(1, np.int64), *(counts for _, counts in parts)])
    return Hashed(*map(np.concatenate, columns)), np.cumsum(counts)[: len(texts) + 1]


def hash_of(word: str) -> int:
    """The number of one word, as `hash_words` gives it; 0 where `word` holds no letter."""
    words = hash_words([word])[0].words
    return int(words[0]) if len(words) else 0


def mixed(numbers: U64) -> U64:
    """Numbers spread evenly over 64 bits."""
    numbers = (numbers ^ (numbers >> np.uint64(32))) * _MIX
    return numbers ^ (numbers >> np.uint64(29))


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def _hash_batch(texts: list[str]) -> tuple[Hashed, Ints]:
    """Hash texts laid behind one another, a line break after each; how many words each has."""
    ends = np.cumsum([len(text) + 1 for text in texts])
    joined = "\n".join(texts) + "\n"
    raw = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    letters, widths = letters_and_widths()
    kept = np.flatnonzero(widths[raw] > 0)
    codes = letters[raw[kept]]
    is_letter = _word_letters()[np.minimum(codes, 0xFFFF)]
    edges = np.flatnonzero(np.diff(np.concatenate(([False], is_letter, [False])).view(np.int8)))
    starts, stops = edges[::2], edges[1::2]
    sums = _sums(codes)
    words = _numbers(sums, starts, stops)
    stems = _numbers(sums, *_stems(codes, starts, stops))
    breaks = codes == 0x0A
    lines = np.searchsorted(np.flatnonzero(breaks), starts)
    speech = _long_runs(_quoted(codes, breaks, starts), lines)
    digits = (codes[starts] >= 0x30) & (codes[starts] <= 0x39)
    raw_start, raw_stop = kept[starts], kept[stops - 1] + 1
    counts = np.diff(np.searchsorted(raw_start, ends), prepend=0)
    base = np.repeat(np.append(0, ends[:-1]), counts)
    kind = np.uint16 if max(map(len, texts)) < _TWO_BYTES else np.uint32
    offsets = (raw_start - base).astype(kind), (raw_stop - base).astype(kind)
    return Hashed(words, stems, *offsets, speech, digits), counts


@cache
def _word_letters() -> Bools:
    """Which folded characters make words; beyond the basic plane none does."""
    table = np.array([chr(code).isalnum() for code in range(0x10000)])
    table[0xFFFF] = False
    return table


@cache
def _powers(size: int) -> tuple[U64, U64]:
    """The powers of the step and of its inverse, modulo 2**64."""
    made = []
    for base in (_STEP, _BACK):
        row = np.full(size, base, np.uint64)
        row[0] = 1
        made.append(np.cumprod(row, dtype=np.uint64))
    return made[0], made[1]


def _room(size: int) -> int:
    """The next power of two, so that few tables of powers are made."""
    return 1 << max(16, (size + 1).bit_length())


def _sums(codes: U32) -> U64:
    powers, _ = _powers(_room(len(codes)))
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(codes.astype(np.uint64) * powers[: len(codes)], out=sums[1:])
    return sums


def _numbers(sums: U64, starts: Ints, stops: Ints) -> U32:
    """The number of every stretch `[start, stop)`: its polynomial moved to the origin, then mixed."""
    _, back = _powers(_room(len(sums) - 1))
    return (mixed((sums[stops] - sums[starts]) * back[starts]) >> np.uint64(32)).astype(np.uint32)


def _stems(codes: U32, starts: Ints, stops: Ints) -> tuple[Ints, Ints]:
    """Each word without what commonly stands before and after its stem; three letters always stay."""
    padded = np.concatenate((codes, np.zeros(4, np.uint32)))
    low, high = starts.copy(), stops.copy()
    joins = _one_of(padded[low], "وف")
    low += joins & ((high - low >= 6) | _pair(padded, low + 1, "ال") | _pair(padded, low + 1, "لل"))
    low += _one_of(padded[low], "بكل") & _pair(padded, low + 1, "ال") & (high - low >= 6)
    low += 2 * ((_pair(padded, low, "ال") | _pair(padded, low, "لل")) & (high - low >= 5))
    ended = np.zeros(len(low), bool)
    for ending in _ENDINGS:
        ended |= _pair(padded, high - 2, ending)
    ended &= high - low >= 5
    high -= 2 * ended
    high -= ~ended & (high - low >= 4) & _one_of(padded[high - 1], _LAST)
    return low, high


def _one_of(codes: U32, letters: str) -> Bools:
    found: Bools = codes == ord(letters[0])
    for letter in letters[1:]:
        found |= codes == ord(letter)
    return found


def _pair(codes: U32, at: Ints, two: str) -> Bools:
    both: Bools = (codes[at] == ord(two[0])) & (codes[at + 1] == ord(two[1]))
    return both


def _quoted(codes: U32, breaks: Bools, words: Ints) -> Bools:
    """Which words stand inside quotation marks of their line; marks that do not pair up count for nothing."""
    opened, closed = np.flatnonzero(codes == ord("«")), np.flatnonzero(codes == ord("»"))
    either = np.flatnonzero(_one_of(codes, '"“”'))
    ends = np.flatnonzero(breaks)
    line = np.searchsorted(ends, words)
    depth = np.searchsorted(opened, words) - np.searchsorted(closed, words)
    toggles = np.searchsorted(either, words)
    before_depth = np.concatenate(([0], np.searchsorted(opened, ends) - np.searchsorted(closed, ends)))
    before_toggles = np.concatenate(([0], np.searchsorted(either, ends)))
    inside = depth > before_depth[line]
    odd = ((toggles - before_toggles[line]) & 1).astype(bool)
    even_line = np.append(np.diff(before_toggles) % 2 == 0, False)
    quoted: Bools = inside | (odd & even_line[line])
    return quoted


def _long_runs(inside: Bools, lines: Ints) -> Bools:
    """The words of runs that are long enough to be speech."""
    if not len(inside):
        return inside
    change = np.flatnonzero((np.diff(inside.view(np.int8)) != 0) | (np.diff(lines) != 0)) + 1
    lengths = np.diff(np.concatenate(([0], change, [len(inside)])))
    return inside & np.repeat(lengths >= _SPEECH, lengths)
