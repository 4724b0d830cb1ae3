"""Words: the tokens of a text with their places in it and their folded forms.

A token is a word (letters of any script; a Latin word keeps its inner digits, apostrophes and hyphens, while a
hyphen between Arabic words parts them), a number (digits with their separators), or one other mark.
"""

from __future__ import annotations

import re
from bisect import bisect_right

import numpy as np

from musnad.text.fold import Folded, fold, fold_text

# letters of Arabic words as they stand in folded text
_ARABIC = "ء-غف-ي\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9"
# whatever is no Arabic word, the whole token: it is rarer than words, so setting it off and splitting at space is
# quicker than matching every word
_SET_OFF = re.compile(
    rf"([^{_ARABIC} \n](?:"
    r"(?<=[0-9])[0-9]*(?:[.,٫٬][0-9]+)*"
    r"|(?<=[a-z])[a-z0-9]*(?:['’\-&][a-z0-9]+)*"
    rf"|(?<=[^\W\d_])[^\W\d_a-z{_ARABIC}]*"
    r")?)"
)
_SPACE = 0x20
_MOST = 1 << 16


class _Known(dict[str, str]):
    """Words met before: a word that comes again is the same object, which every table finds without comparing it."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST:
            self.clear()
        self[word] = word
        return word


_KNOWN = _Known()


class Words:
    """The tokens of a text as parallel lists, in order: raw offsets `start` and `stop`, and the `folded` forms.

    `folded_start` holds the offset of each token in the folded copy. No token contains space, and every character
    of the folded copy that is not space is in a token.
    """

    __slots__ = ("folded", "folded_start", "start", "stop", "text")

    def __init__(
        self, text: str, start: list[int], stop: list[int], folded: list[str], folded_start: list[int]
    ) -> None:
        self.text = text
        self.start = start
        self.stop = stop
        self.folded = folded
        self.folded_start = folded_start

    def __len__(self) -> int:
        return len(self.folded)

    def raw(self, index: int) -> str:
        """The token as it stands in the text."""
        return self.text[self.start[index] : self.stop[index]]

    def at(self, offset: int) -> int:
        """The index of the first token that ends after the raw `offset`; the number of tokens where none does."""
        return bisect_right(self.stop, offset)

    def at_folded(self, offset: int) -> int:
        """The index of the token that holds `offset` of the folded copy, or of the next one where it is space."""
        index = bisect_right(self.folded_start, offset) - 1
        if index >= 0 and offset < self.folded_start[index] + len(self.folded[index]):
            return index
        return index + 1


def folded_words(text: str) -> list[str]:
    """The folded tokens of `text` without their places: for table rows and other short texts that nothing points to."""
    folded = fold_text(text)
    return " ".join(_SET_OFF.split(folded)).split()


def folded_lines(texts: list[str]) -> list[list[str]]:
    """The folded tokens of each of many short texts that hold no line break: all are folded at once."""
    return [line.split() for line in " ".join(_SET_OFF.split(fold_text("\n".join(texts)))).split("\n")]


def words(text: str) -> Words:
    """Find the words of `text`."""
    return words_of(fold(text))


def words_of(shadow: Folded) -> Words:
    """Find the words of a text that is folded already."""
    tokens = [*map(_KNOWN.__getitem__, " ".join(_SET_OFF.split(shadow.folded)).split())]
    lengths = np.fromiter(map(len, tokens), np.int64, len(tokens))
    # tokens cover all that is not space, so counting their letters finds their places
    places = np.flatnonzero(shadow.codes > _SPACE)
    starts = places[np.cumsum(lengths) - lengths] if len(tokens) else lengths
    raw_starts, raw_stops = shadow.raw(starts, starts + lengths)
    return Words(shadow.text, raw_starts.tolist(), raw_stops.tolist(), tokens, starts.tolist())
