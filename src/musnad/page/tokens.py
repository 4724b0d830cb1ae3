"""The tokens of a page, cut also where scraping has glued two words together."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

import numpy as np

from musnad.lexicon import lexicon
from musnad.page.days import near_digits
from musnad.text.fold import Folded, fold
from musnad.text.words import words_of

_LETTER, _DIGIT = r"[\u0621-\u064a]", r"[0-9\u0660-\u0669]"
# a rare letter first and what must stand before it behind: so the search can leap
_ENDS = re.compile(rf"ة(?<={_LETTER}ة)[\u064b-\u0652]?(?={_LETTER})|ى(?<={_LETTER}ى)(?=[\u0622-\u0628\u062a-\u0648])")
"""A ta marbuta or alef maqsura ends its word: a letter behind it starts another."""
_BEFORE_NUMBER = re.compile(rf"{_DIGIT}(?<={_LETTER}{{3}}{_DIGIT})")
_BEHIND_NUMBER = re.compile(rf"{_DIGIT}(?={_LETTER}{{3}})")


@cache
def _glued_weekday() -> re.Pattern[str]:
    """A weekday before a day in digits, run into by the word before it."""
    names = "|".join(row.name[2:] for row in lexicon().weekdays.values() if row.name.startswith("ال"))
    return re.compile(rf"ال(?<={_LETTER}ال)(?:{names})(?=[ ،,]*{_DIGIT})")


def _glued(text: str) -> list[int]:
    """The places where a word ends without a space behind it, in order."""
    places = [match.end() for pattern in (_ENDS, _BEHIND_NUMBER) for match in pattern.finditer(text)]
    places += [match.start() for pattern in (_BEFORE_NUMBER, _glued_weekday()) for match in pattern.finditer(text)]
    return sorted(places)


_BREAK = 0x0A
STOPS = frozenset(".!?؟…۔")
CLOSERS = frozenset("\"»”’'›)]")


class Tokens:
    """Parallel lists over the tokens of a page: raw offsets, folded forms, offsets in the folded copy, line numbers."""

    __slots__ = ("at", "folded", "form", "line", "numbered", "start", "stop", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded: Folded = fold(text)
        words = words_of(self.folded)
        self.start, self.stop = words.start, words.stop
        self.form, self.at = words.folded, words.folded_start
        self._split(_glued(text))
        self.line = self._lines()
        self.numbered = near_digits(self.folded.folded)

    def __len__(self) -> int:
        return len(self.form)

    def _split(self, places: list[int]) -> None:
        """Cut the tokens at raw offsets that fall inside of them."""
        for place in reversed(places):
            token = bisect_left(self.stop, place + 1)
            if token >= len(self.form) or not self.start[token] < place < self.stop[token]:
                continue
            self.cut(token, self.folded.offset(place) - self.at[token])

    def cut(self, token: int, letters: int) -> None:
        """Cut one token behind so many letters of its folded form."""
        form, at = self.form[token], self.at[token]
        if not 0 < letters < len(form):
            return
        low, high = self.folded.span(at, at + letters)[1], self.folded.span(at + letters, at + len(form))[0]
        self.form[token : token + 1] = [form[:letters], form[letters:]]
        self.at[token : token + 1] = [at, at + letters]
        self.start.insert(token + 1, high)
        self.stop.insert(token, low)
        if hasattr(self, "line"):
            self.line.insert(token, self.line[token])

    def _lines(self) -> list[int]:
        """The number of the line that each token is on."""
        breaks = np.flatnonzero(self.folded.codes == _BREAK)
        found: list[int] = np.searchsorted(breaks, self.at).tolist()
        return found

    def token_at(self, offset: int) -> int:
        """The index of the token that holds the folded offset, or of the next one."""
        found = bisect_left(self.at, offset)
        if found and offset < self.at[found - 1] + len(self.form[found - 1]):
            return found - 1
        return found

    def starts(self, offset: int) -> bool:
        """Whether a token starts at the folded offset: also a word glued to the one before, which is cut there."""
        found = bisect_left(self.at, offset)
        return found < len(self.at) and self.at[found] == offset

    def raw(self, i: int, j: int) -> str:
        """The text of the tokens `[i, j)`."""
        return self.text[self.start[i] : self.stop[j - 1]] if i < j else ""
