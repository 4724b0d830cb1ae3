"""Folding with an offset map: the one place where letters are made alike.

Folding works on a shadow copy; stored text is never changed. In the folded copy hamza forms, final ya and ta
marbuta, letters borrowed for foreign sounds, presentation forms, digits, Latin case and accents, and all kinds of
space are alike; tashkeel, tatweel, bidi and zero-width marks are gone. `Folded` keeps the way back to the offsets
of the text that was folded.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from musnad.records import Span

Offsets = npt.NDArray[np.int64]
Codes = npt.NDArray[np.uint32]

_LETTERS = {
    "ا": "أإآٱٲٳٵ", "ي": "ىیېئۍێےۓٸ", "و": "ؤۆۋٶٷ", "ه": "ةۀہەھۂۃ", "ك": "کڪگڭڬ",
    "ب": "پ", "ج": "چ", "ف": "ڤڢ", "ق": "ڨڧ", "ز": "ژ", "%": "٪",
}  # fmt: skip
_TASHKEEL = "\u0610-\u061a,\u064b-\u065f,\u0670,\u0674,\u06d6-\u06dc,\u06df-\u06e8,\u06ea-\u06ed,\u08d3-\u08ff"
_JOINED = f"{_TASHKEEL},\u0640,\u0300-\u036f,\ufe00-\ufe0f,\ufe20-\ufe2f"
"""Marks that belong to the letter before them: tashkeel, tatweel, accents, variation selectors."""
_UNSEEN = "\u00ad,\u061c,\u180e,\u200b-\u200f,\u202a-\u202e,\u2060-\u206f,\ufeff,\ufff9-\ufffb"
"""Marks that belong to nothing: bidi, zero-width, soft hyphen; a span never ends with one."""
_SPACES = "\u0000-\u0009,\u000e-\u0020,\u007f-\u0084,\u0086-\u00a0,\u1680,\u2000-\u200a,\u202f,\u205f,\u3000"
_BREAKS = "\u000a-\u000d,\u0085,\u2028,\u2029"
_PRESENTATION = "\ufb50-\ufdff,\ufe70-\ufefc,\uff01-\uff5e"
_LATIN = "\u0041-\u005a,\u00c0-\u024f,\u1e00-\u1eff"


def _points(ranges: str) -> list[int]:
    """The code points of a list of ranges."""
    found: list[int] = []
    for part in ranges.split(","):
        found += range(ord(part[0]), ord(part[-1]) + 1)
    return found


def _plain_latin(code: int) -> str:
    """The letter without case and accents, itself where it has no plain form of one letter."""
    base = "".join(c for c in unicodedata.normalize("NFD", chr(code).lower()) if not unicodedata.combining(c))
    return base if len(base) == 1 else chr(code)


def _make_table() -> dict[int, str]:
    """What each character folds to, for all that do not fold to themselves."""
    table = dict.fromkeys(_points(_JOINED) + _points(_UNSEEN), "")
    table |= dict.fromkeys(_points(_SPACES), " ") | dict.fromkeys(_points(_BREAKS), "\n")
    table |= {code: _plain_latin(code) for code in _points(_LATIN)}
    table |= {ord(form): letter for letter, forms in _LETTERS.items() for form in forms}
    table |= {ord(zero) + n: str(n) for zero in "٠۰" for n in range(10)}
    for code in _points(_PRESENTATION):
        # a mark standing alone is spelled as a space with the mark on it: the space is not the text's
        table[code] = unicodedata.normalize("NFKC", chr(code)).translate(table).strip(" ")
    return {code: folded for code, folded in table.items() if folded != chr(code)}


_TABLE: Final = _make_table()


class Folded:
    """The folded shadow of a text, with the map from its offsets back to the text's."""

    __slots__ = ("_starts", "_stops", "codes", "folded", "text")

    def __init__(self, text: str, folded: str, codes: Codes, starts: Offsets | None, stops: Offsets | None) -> None:
        self.text = text
        self.folded = folded
        self.codes = codes
        """The code points of `folded`."""
        self._starts = starts
        self._stops = stops

    def span(self, start: int, stop: int) -> Span:
        """The span of the text behind `[start, stop)` of the folded copy.

        Tashkeel and tatweel after a letter belong to it; bidi and zero-width marks at the edges are left out.
        """
        if self._starts is None or self._stops is None:
            return (start, stop)
        low = self._starts.item(start)
        return (low, self._stops.item(stop - 1) if start < stop else low)

    def offset(self, at: int) -> int:
        """The offset in the folded copy of the first character that comes from `at` of the text or later."""
        return at if self._starts is None else int(np.searchsorted(self._starts, at))

    def raw(self, starts: Offsets, stops: Offsets) -> tuple[Offsets, Offsets]:
        """Map many spans (none of them empty) of the folded copy at once."""
        if self._starts is None or self._stops is None:
            return starts, stops
        return self._starts[starts], self._stops[stops - 1]


def fold_text(text: str) -> str:
    """Fold `text` without keeping the way back: for keys, table rows and comparisons."""
    return text.translate(_TABLE)


def fold(text: str) -> Folded:
    """Fold `text` and keep the way back."""
    letters, widths = letters_and_widths()
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    width = widths[codes]
    folded = letters[codes]
    if np.count_nonzero(width == 1) == len(width):
        return Folded(text, _string(folded), folded, None, None)
    return _fold_uneven(text, codes, folded, width)


_UNSEEN_WIDTH = -1
_WIDE = 2


def _fold_uneven(text: str, codes: Codes, folded: Codes, width: npt.NDArray[np.int8]) -> Folded:
    """Fold a text in which some character folds to none or to several."""
    kept = np.flatnonzero(width > 0)
    # a kept character reaches to the last seen one before the next kept one
    seen = np.flatnonzero(width != _UNSEEN_WIDTH)
    following = np.append(kept[1:], len(codes))
    stops = seen[np.searchsorted(seen, following) - 1] + 1 if len(kept) else kept
    result = folded[kept]
    wide = np.flatnonzero(width[kept] == _WIDE)
    if len(wide):
        parts = [_TABLE[code] for code in codes[kept[wide]].tolist()]
        lengths = np.ones(len(kept), np.int64)
        lengths[wide] = [len(part) for part in parts]
        kept, stops, result = np.repeat(kept, lengths), np.repeat(stops, lengths), np.repeat(result, lengths)
        inside = np.repeat(lengths > 1, lengths)
        result[inside] = np.frombuffer("".join(parts).encode("utf-32-le"), np.uint32)
    return Folded(text, _string(result), result, np.append(kept, len(codes)), stops)


def _string(codes: Codes) -> str:
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


@cache
def letters_and_widths() -> tuple[Codes, npt.NDArray[np.int8]]:
    """The table as arrays over all code points: what each folds to, and how wide (-1: unseen, 0: joined, 2: more)."""
    letters = np.arange(0x110000, dtype=np.uint32)
    widths = np.ones(0x110000, np.int8)
    unseen = set(_points(_UNSEEN))
    for code, folded in _TABLE.items():
        if len(folded) == 1:
            letters[code] = ord(folded)
        else:
            widths[code] = _WIDE if folded else _UNSEEN_WIDTH if code in unseen else 0
    return letters, widths
