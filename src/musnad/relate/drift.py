"""Drift: how a claim changes from report to report, «ألمح» to «أكد», «مسؤول» to «المسؤولون», two people to reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from musnad.relate.claims import Heard
from musnad.relate.prints import Print
from musnad.relations import Drift
from musnad.text.fold import fold_text

_RANK = {"distancing": 0, "tentative": 1, "neutral": 2, "firm": 3}
_PLURAL = ("ون", "ين", "ات", "مصادر", "وسائل", "تقارير")


def drifts(prints: Sequence[Print], heard: Sequence[Heard]) -> tuple[Drift, ...]:
    """What changes between the first report of a claim and each later one, in order."""
    first, *rest = sorted(heard, key=lambda one: (_time(prints[one.place]), one.place, one.index))
    found = (drift for one in rest if one.place != first.place for drift in _between(prints, first, one))
    return tuple(dict.fromkeys(found))


def _between(prints: Sequence[Print], one: Heard, other: Heard) -> Iterator[Drift]:
    ids = prints[one.place].given.id, prints[other.place].given.id
    a, b = one.said, other.said
    ranks = _RANK.get(a.strength), _RANK.get(b.strength)
    if None not in ranks and ranks[0] != ranks[1]:
        yield Drift("commitment", *ids, _cue(prints, one), _cue(prints, other))
    if a.unnamed != b.unnamed:
        yield Drift("anonymity", *ids, a.speaker or _source(prints, one), b.speaker or _source(prints, other))
    elif a.unnamed and _plural(_source(prints, one)) != _plural(_source(prints, other)):
        yield Drift("sources", *ids, _source(prints, one), _source(prints, other))
    numbers = _numbers(prints, one), _numbers(prints, other)
    if numbers[0] and numbers[1] and not (numbers[0] <= numbers[1] or numbers[1] <= numbers[0]):
        yield Drift("number", *ids, " ".join(sorted(numbers[0])), " ".join(sorted(numbers[1])))


def _time(one: Print) -> int:
    return one.given.minute if one.given.minute is not None else 1 << 40


def _cue(prints: Sequence[Print], one: Heard) -> str:
    return prints[one.place].given.text[slice(*one.said.cue)]


def _source(prints: Sequence[Print], one: Heard) -> str:
    span = one.said.source
    return prints[one.place].given.text[slice(*span)] if span else one.said.speaker


def _plural(source: str) -> bool:
    words = fold_text(source).split()
    return bool(words) and words[0].removeprefix("و").removeprefix("ال").endswith(_PLURAL)


def _numbers(prints: Sequence[Print], one: Heard) -> frozenset[str]:
    places = np.flatnonzero(prints[one.place].digits[one.low : one.high]) + one.low
    if not len(places):
        return frozenset()
    given, body = prints[one.place].given, prints[one.place].body
    return frozenset(fold_text(given.text[body.start[at] : body.stop[at]]) for at in places.tolist())
