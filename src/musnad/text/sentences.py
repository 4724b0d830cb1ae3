"""Sentences: where they end, as ranges of tokens.

Each line holds whole sentences. Inside a line a full stop, ! or ؟ ends one, with the closing marks after it; not the
full stop of an abbreviation, an initial, a number or an address, nor an ellipsis, which is a pause in Arabic news.
؛ and : end nothing. A quotation may hold several sentences: they are told apart here all the same, and `Doc` tells
which quotation a token stands in.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from musnad.lexicon import lexicon
from musnad.records import Span
from musnad.text.fold import fold_text
from musnad.text.words import Words

_STOP = re.compile(r"[.!?؟…\n•▪●■◆►][.!?؟…]*")
_CLOSERS = re.compile(r"(?:[»”›’)\]}]|[\"'](?!\w))*")
_ASKS = re.compile(r"[!?؟]")
_GOES_ON = re.compile(r" *[،,؛;:]| +[-–—] ")
_BULLETS = frozenset("•▪●■◆►")
_CLOSING = frozenset('»”")]›')
_OPENERS = frozenset("«“\"(['‹")
_LONGEST = 300
"""A sentence of more tokens than this is cut: text without punctuation must not cost more than any other."""
_SHORTEST_YEAR = 3
_LETTER = 4
"""How long the name of a foreign letter is at most («سي», «إيه», «دبليو» not)."""
_ACRONYM = 3
"""From so many dotted letters on, a sentence may end after them."""


def find_sentences(folded: str, words: Words, body: int) -> tuple[Span, ...]:
    """The sentences as ranges `[i, j)` of tokens, in order; what stands before the raw offset `body` is one."""
    title = words.at(body) if body else 0
    ends = [title] if title else [0]
    for match in _STOP.finditer(folded, words.folded_start[title] if title < len(words) else len(folded)):
        at = _end_of_sentence(folded, words, match, ends[-1])
        if at > 0:
            end = words.at_folded(at)
            if end > ends[-1]:
                ends.append(end)
    ends.append(len(words))
    starts = [0, *ends] if ends[0] else ends
    return tuple(part for start, end in pairwise(starts) for part in _cut(words, start, end))


def _end_of_sentence(folded: str, words: Words, match: re.Match[str], first: int) -> int:
    """The folded offset at which the sentence that began with token `first` ends at this mark, -1 where it goes on."""
    start, stop = match.span()
    mark = folded[start]
    if mark == "\n":
        return start + 1
    if mark in _BULLETS:
        return start
    closed = _CLOSERS.match(folded, stop)
    stop = closed.end() if closed else stop
    after = folded[stop : stop + 1]
    if _GOES_ON.match(folded, stop) or after == "\n":
        return -1  # a line ends its sentence without our help
    if _ASKS.search(match[0]):
        asked = folded[start - 1 : start] != "(" and (after in ("", " ") or _is_arabic(after))
        return stop if asked else -1
    if match[0] != ".":
        return -1
    return stop if _full_stop(words, words.at_folded(start), first, after) else -1


def _full_stop(words: Words, token: int, first: int, after: str) -> bool:
    """Whether the full stop at `token`, with `after` behind it and its closing marks, ends a sentence."""
    before = words.folded[token - 1] if token > first else ""
    if not before or words.folded_start[token - 1] + len(before) < words.folded_start[token]:
        return after in ("", " ")
    if before[0].isdigit():
        return _after_number(before, token - 1 == first, after)
    if after in ("", " "):
        return not _is_short(words, token, before)
    if _spoken_letters(words, token):
        return False
    whole = (len(before) > 1 and _is_arabic(before[0])) or before in _CLOSING
    return whole and (_is_arabic(after) or after in _OPENERS)


def _spoken_letters(words: Words, token: int) -> bool:
    """Whether the full stop at `token` is one of two or more between the letters of a name («سي.إن.إن»)."""
    folded = words.folded[max(0, token - 3) : token + 4]
    at = min(token, 3)
    short = [len(word) <= _LETTER and _is_arabic(word[0]) for word in folded]
    before = at > 2 and folded[at - 2] == "." and short[at - 3] and short[at - 1]
    after = at + 3 < len(folded) and folded[at + 2] == "." and short[at - 1] and short[at + 1] and short[at + 3]
    return (before and at + 1 < len(folded) and short[at + 1]) or after


def _after_number(number: str, alone: bool, after: str) -> bool:
    """A number that opens its line («1. أولا») counts it; one that a word follows at once is a year or nothing."""
    if after in ("", " "):
        return not alone
    return len(number) > _SHORTEST_YEAR and (_is_arabic(after) or after in _OPENERS)


def _is_short(words: Words, token: int, before: str) -> bool:
    """Whether the word before the full stop at `token` is an abbreviation that the sentence goes on after."""
    if len(before) > 1:
        return before in _abbreviations()[0]
    if not before.isalpha() or (token > 1 and words.folded[token - 2][0].isdigit()):
        return False  # a closing mark; 2016 م.
    letters = next(n for n in range(1, _ACRONYM + 1) if n == _ACRONYM or not _dotted(words, token - 2 * n))
    after = words.folded[token + 1] if token + 1 < len(words) else ""
    return letters < _ACRONYM or after in _abbreviations()[1] or after == ")"


def _dotted(words: Words, token: int) -> bool:
    """Whether `token` is a full stop after a single letter."""
    return token > 0 and words.folded[token] == "." and len(words.folded[token - 1]) == 1


def _is_arabic(char: str) -> bool:
    return "ء" <= char <= "ۓ"


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    """The abbreviations, and the words that go on with the sentence after an acronym."""
    rows = [(fold_text(row.abbreviation), row.kind) for row in lexicon().abbreviations.values()]
    short = [word for word, kind in rows if kind != "goes on"] + ["و" + word for word, kind in rows if kind == "title"]
    return frozenset(short), frozenset(word for word, kind in rows if kind == "goes on")


def _cut(words: Words, start: int, end: int) -> list[Span]:
    """The sentence whole, or cut after commas where it is longer than any sentence is."""
    parts = []
    while end - start > _LONGEST:
        window = words.folded[start + _LONGEST // 2 : start + _LONGEST]
        back = next((n for n, token in enumerate(reversed(window)) if token in ("،", ",", "؛")), 0)
        parts.append((start, start + _LONGEST - back))
        start += _LONGEST - back
    return [*parts, (start, end)] if start < end else parts
