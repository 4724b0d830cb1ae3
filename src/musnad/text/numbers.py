"""Numbers in digits and in words, with their values.

A number in digits may use ٬ . , between thousands and ٫ . , before decimals; one separator before exactly three digits
parts thousands, as the Arab press writes it (1.500). Words join as they do in speech: خمسة وعشرون ألفا ومئتان. Vague
plurals (عشرات, مئات, آلاف alone) are no numbers. The cost is linear.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache
from math import inf

from msgspec import Struct

from musnad.lexicon import lexicon
from musnad.text.clitics import noun_particles
from musnad.text.fold import fold_text
from musnad.text.places import digits, places
from musnad.text.words import Words, words

_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:([.,٬])[0-9]{3})(?:\1[0-9]{3})*(?:(?!\1)[.,٫][0-9]+)?")
_PLAIN = re.compile(r"[0-9]+(?:[.,٫][0-9]+)?")
_LONGEST = 18
"""Digits after which a number is an identifier and no amount."""
_NO_WORD: tuple[tuple[str, ...], str, float] = ((), "", 0)
_TEN, _HUNDRED = 10, 100
_ROOM = {"unit": 1, "before ten": 1, "ten": 0, "tens": 0, "hundred": _HUNDRED, "hundreds": _HUNDRED}
"""Below what a next part must stay after a word of each kind: a unit leaves room for nothing but its tens."""


class Number(Struct, frozen=True):
    """A number in the text: tokens `[first, last)`, raw offsets, its value."""

    first: int
    last: int
    start: int
    stop: int
    value: float


def find_numbers(text: str) -> tuple[Number, ...]:
    """Find the numbers of `text`, in order."""
    return numbers_of(words(text))


def numbers_of(tokens: Words) -> tuple[Number, ...]:
    """Find the numbers among words that are found already."""
    found = []
    free, folded = 0, tokens.folded
    for at in sorted({*places(map(_numerals().__contains__, folded)), *digits(folded)}):
        if at >= free:
            value, last = read_number(folded, at)
            if last > at:
                found.append(Number(at, last, tokens.start[at], tokens.stop[last - 1], value))
                free = last
    return tuple(found)


def digits_value(token: str) -> float | None:
    """The value of a folded token of digits and separators, None where it is no amount (a date, a version)."""
    if len(token) > _LONGEST:
        return None
    if match := _THOUSANDS.fullmatch(token):
        whole = token.replace("٬", "").replace(match[1], "")
        return _plain(whole)
    return _plain(token) if _PLAIN.fullmatch(token) else None


def _plain(token: str) -> float:
    decimal = token.replace(",", ".").replace("٫", ".")
    return float(decimal) if "." in decimal else int(decimal)


def read_number(folded: list[str], at: int) -> tuple[float, int]:
    """Read the number that starts with token `at`: its value and the token after it; `at` itself where none does."""
    reader = _Reader()
    last = token = at
    while token < len(folded):
        split = last > at and folded[token] == "و"  # و stands apart before digits
        token += split
        word = folded[token] if token < len(folded) else ""
        if word[:1].isdigit():
            taken = (last == at or split) and reader.digits(digits_value(word))
        else:
            taken = not split and reader.word(word, folded[token + 1] if token + 1 < len(folded) else "", last == at)
        if not taken:
            break
        token += 1
        last = token
    value = reader.total + reader.group
    return (int(value) if value == int(value) else value), last


class _Reader:
    """A number as it is read: `group` is what is not yet multiplied by a scale.

    `room` is below what a next part must stay, `scale` the last scale, `kind` the kind of the last word.
    """

    def __init__(self) -> None:
        self.total: float = 0
        self.group: float = 0
        self.room: float = inf
        self.scale: float = inf
        self.kind = ""

    def digits(self, value: float | None) -> bool:
        """Take a number in digits: the first, or after a scale (3 ملايين و200)."""
        if value is None or self.group or value >= self.scale:
            return False
        self.group, self.kind, self.room = value, "digits", 0
        return True

    def word(self, word: str, following: str, first: bool) -> bool:
        """Take a number word if it goes on with what is read."""
        taken, kind, value = _numerals().get(word, _NO_WORD)
        joins = taken in (("و",), ("و", "ال"))
        again = kind == "scale" and self.kind == "fraction" and value == self.scale  # مليون ونصف المليون
        if again or not kind or (not first and taken and not joins):
            return again
        if kind == "before ten" and _numerals().get(following, _NO_WORD)[:2] != ((), "ten"):
            return False
        if self._multiply(kind, value, first, joins) or ((first or joins) and self._add(kind, value)):
            self.kind = kind
            return True
        return False

    def _multiply(self, kind: str, value: float, first: bool, joins: bool) -> bool:
        """Take a word that follows without و: خمسة عشر, ثلاث مئة, عشرون ألفا."""
        if first or joins:
            return False
        if kind == "ten" and self.kind in ("unit", "before ten"):
            self.group += value
            self.room = 0
        elif kind == "hundred" and self.kind == "unit" and self.group < _TEN:
            self.group *= value
            self.room = _HUNDRED
        elif kind in ("scale", "scales") and self.group and value < self.scale:
            self._shift(value, self.group)
        else:
            return False
        return True

    def _add(self, kind: str, value: float) -> bool:
        """Take a word that starts a number or is joined by و."""
        if kind == "fraction" and self.kind in ("scale", "scales", "two scales"):
            self.total += value * self.scale
        elif kind in ("scale", "two scales") and not self.group:
            base = value if kind == "scale" else value / 2
            if base >= self.scale:
                return False
            self._shift(base, value / base)
        elif kind == "tens" and self.kind == "unit" and self.room == 1:
            self.group += value
            self.room = 0
        elif kind in _ROOM and value < min(self.room, self.scale):
            self.group += value
            self.room = _ROOM[kind]
        else:
            return False
        return True

    def _shift(self, scale: float, times: float) -> None:
        self.total += times * scale
        self.group, self.room, self.scale = 0, inf, scale


@cache
def _numerals() -> dict[str, tuple[tuple[str, ...], str, float]]:
    """Each cardinal with each row of particles it may carry: the particles, its kind, its value."""
    rows = [row for row in lexicon().numerals.values() if not row.kind.startswith("ordinal")]
    made: dict[str, tuple[tuple[str, ...], str, float]] = {}
    for spelled, taken in noun_particles():
        for row in rows:
            word = fold_text(row.word)
            if len(word) > len("ست") or {"ب", "ل", "ك", "ف"}.isdisjoint(taken):  # لست is another word
                made.setdefault(spelled + word, (taken, row.kind, row.value))
    return made


def is_two(word: str, singulars: Container[str]) -> bool:
    """Whether a folded noun is a dual (شخصين, وزيران), of which `singulars` are known.

    The ending ين is also a plural's: name only nouns whose plural is not formed with it (شخص, وزير, مصدر).
    """
    for ending in ("تان", "تين"):
        if word.endswith(ending) and word.removesuffix(ending) + "ه" in singulars:
            return True
    return word.endswith(("ان", "ين")) and word[:-2] in singulars
