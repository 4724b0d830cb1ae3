"""Folding with an offset map: the one place where letters are made alike.

Folding works on a shadow copy; stored text is never changed. In the folded copy hamza forms, final ya and ta
marbuta, presentation forms, digits and Latin case are alike, and tashkeel, tatweel, bidi and zero-width marks are
gone. `Folded` keeps the way back to the offsets of the text that was folded.
"""

from __future__ import annotations

import re
import unicodedata

from musnad.records import Span

_ONE_TO_ONE = {
    **{ord(c): "ا" for c in "أإآٱٲٳ"},
    ord("ى"): "ي", ord("ی"): "ي", ord("ې"): "ي", ord("ئ"): "ي",
    ord("ؤ"): "و", ord("ة"): "ه", ord("ۀ"): "ه", ord("ہ"): "ه", ord("ە"): "ه",
    ord("ک"): "ك", ord("ڪ"): "ك", ord("گ"): "ك",
    ord("\xa0"): " ", ord("\u202f"): " ", ord("\u2009"): " ", ord("\u3000"): " ",
    **{ord("٠") + n: str(n) for n in range(10)},
    **{ord("۰") + n: str(n) for n in range(10)},
    **{ord("A") + n: chr(ord("a") + n) for n in range(26)},
}  # fmt: skip
_MARKS = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"  # tashkeel, Quranic
    "\u0640\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f"
)
_PRESENTATION = "\ufb50-\ufdff\ufe70-\ufefc\uff01-\uff5e"
_UNEVEN = re.compile(f"[{_MARKS}{_PRESENTATION}]")
_DROPPED = re.compile(f"[{_MARKS}]")


class Folded:
    """The folded shadow of a text, with the map from its offsets back to the text's."""

    __slots__ = ("_starts", "folded", "text")

    def __init__(self, text: str, folded: str, starts: list[int] | None) -> None:
        self.text = text
        self.folded = folded
        self._starts = starts

    def span(self, start: int, stop: int) -> Span:
        """The span of the text behind `[start, stop)` of the folded copy (marks after a letter belong to it)."""
        if self._starts is None:
            return (start, stop)
        return (self._starts[start], self._starts[stop])


def fold_text(text: str) -> str:
    """Fold `text` without keeping the way back: for keys, table rows and comparisons."""
    if _UNEVEN.search(text):
        return "".join(map(_fold_char, text))
    return text.translate(_ONE_TO_ONE)


def fold(text: str) -> Folded:
    """Fold `text` and keep the way back."""
    if not _UNEVEN.search(text):
        return Folded(text, text.translate(_ONE_TO_ONE), None)
    parts = [_fold_char(char) for char in text]
    # starts[k] is the offset in `text` of the character that gave folded[k]; one more for the end
    starts = [at for at, part in enumerate(parts) for _ in part]
    starts.append(len(text))
    return Folded(text, "".join(parts), starts)


def _fold_char(char: str) -> str:
    if not _UNEVEN.match(char):
        return char.translate(_ONE_TO_ONE)
    if _DROPPED.match(char):
        return ""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", char)).translate(_ONE_TO_ONE)
