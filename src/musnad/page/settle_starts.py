"""Where another article starts on a page: rules for the path of the model, about headlines that stand right above."""

from __future__ import annotations

import re

from musnad.page.clues import word_stem
from musnad.page.judgement import BODY, TITLE, Judgement, stretches
from musnad.page.marks import Mark
from musnad.page.tokens import STOPS

_WHOLE = 60
"""Tokens of a body that is surely an article's."""
_SHORTEST, _LONGEST = 4, 25
"""Tokens of a headline that runs into the words before it."""
_LISTED = re.compile(rf"FL{{3,30}}(?=[DYC]{{0,20}}S[B]{{{_WHOLE},}})")
_HEADLESS = re.compile(rf"(?<=B)(?=[DYK][DYKO]{{0,24}}S[B]{{{_WHOLE},}})")
_LEAD, _GAP, _REACH = 60, 2, 14
"""Tokens of a body that say again what its headline says; words in a row that they do not; the words to look at."""
_SIGNS = STOPS | frozenset("|-–—~»›>•/")
_POINTING = frozenset(("promo", "related", "credit"))
_NEAR = 3


def listed_titles(on: Judgement) -> None:
    """The last headline of a list is that of the whole body right behind it, if that starts as articles do."""
    for match in _LISTED.finditer("".join(on.path)):
        on.path[match.start() : match.end()] = ["T"] * (match.end() - match.start())


def headless(on: Judgement) -> None:
    """Where a body goes over into the head of another article, the words behind its last stop are the headline."""
    form, path = on.page.tokens.form, on.path
    for match in _HEADLESS.finditer("".join(path)):
        j = i = match.start()
        while i > 0 and j - i <= _LONGEST and path[i - 1] == "B" and form[i - 1] not in STOPS:
            i -= 1
        if _SHORTEST <= j - i <= _LONGEST and form[i - 1] in STOPS:
            path[i:j] = ["T"] * (j - i)


def snapped_titles(on: Judgement) -> None:
    """On a flat page a headline starts right behind the mark that points to it, not a word or two later."""
    if not on.page.flat:
        return
    marks = {mark.j: mark for mark in on.page.marks if mark.role in _POINTING and mark.kind != "day in text"}
    for match in re.finditer(r"(?<=[^TSB])T+|(?<=[^FLSB])FL*", "".join(on.path)):
        mark = next((marks[k] for k in range(match.start(), match.start() - _NEAR - 1, -1) if k in marks), None)
        if mark is not None and mark.j < match.start() and not {"S", "B", "T"} & set(on.path[mark.j : match.start()]):
            _extend(on, mark, match.start())


def _extend(on: Judgement, mark: Mark, i: int) -> None:
    """Give the words between a mark and a headline to the headline; signs stay."""
    start = mark.j
    while start < i and not on.page.tokens.form[start][0].isalnum() and on.page.tokens.form[start] not in '"«“':
        start += 1
    label = on.path[i]
    on.path[start:i] = [label] * (i - start)
    if label == "F" and start < i:
        on.path[start : i + 1] = ["F"] + ["L"] * (i - start)


def echoed_titles(on: Judgement) -> None:
    """On a flat page the words beside a headline that its body says again at its start belong to the headline."""
    page, path = on.page, on.path
    if not page.flat:
        return
    for i, j in stretches(path, TITLE):
        body = next((k for k in range(j, min(j + _LONGEST, len(path))) if path[k] in BODY), -1)
        if body < 0:
            continue
        again = _stems(on, body, body + _LEAD) - _stems(on, i, j)
        low = _echoed(on, range(i - 1, max(-1, i - 1 - _REACH), -1), again, i)
        path[low:i] = ["T"] * (i - low)


def _stems(on: Judgement, i: int, j: int) -> set[str]:
    return {stem for form in on.page.tokens.form[i:j] if (stem := word_stem(form))}


def _echoed(on: Judgement, places: range, again: set[str], found: int) -> int:
    """The furthest of the places, from the nearest on, whose word stands in the lead, with few others between."""
    form, path, gap = on.page.tokens.form, on.path, 0
    for k in places:
        if path[k] not in "OYCGP" or form[k] in _SIGNS or form[k][0].isdigit():
            break
        stem = word_stem(form[k])
        gap = 0 if stem in again else gap + bool(stem)
        if gap > _GAP:
            break
        if stem in again:
            found = k
    return found
