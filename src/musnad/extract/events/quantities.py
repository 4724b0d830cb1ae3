"""Amounts and counts with their units: «65 مليار دولار»، «ثلاثة جنود»، «نحو 20 ألف شخص»، «30 في المئة»."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.extract.events.scene import MONTHS, Scene
from musnad.records import Event, Quantity, evidence
from musnad.text.numbers import Number, numbers_of

_PERCENT = (("في", "الميه"), ("في", "المايه"), ("بالميه",), ("بالمايه",), ("%",))
_NEAR = 60
_ABOUT = 2
_YEARS = (1900, 2100)
_FEW, _SHORT = 10, 3


def quantities(scene: Scene, events: Sequence[Event]) -> tuple[Quantity, ...]:
    """The numbers of the body that count something, each with the event whose clause it stands in."""
    found = (_quantity(scene, number, events) for number in numbers_of(scene.doc.words))
    return tuple(one for one in found if one is not None)


def _quantity(scene: Scene, number: Number, events: Sequence[Event]) -> Quantity | None:
    if number.start < scene.doc.body:
        return None
    tokens, at = scene.tokens, number.last
    rule, stop = "", at
    for phrase in _PERCENT:
        if tuple(tokens[at : at + len(phrase)]) == phrase:
            rule, stop = "percent", at + len(phrase)
    if not rule and at < scene.size:
        if "unit" in scene.word(at).topics:
            rule, stop = "amount", at + 1
        elif _counted(scene, number, at):
            rule, stop = "count", at + 1
    if not rule:
        return None
    text, last = scene.doc.text, scene.doc.words.stop[stop - 1]
    unit = "%" if rule == "percent" else text[scene.doc.words.start[at] : last]
    before = range(max(0, number.first - _ABOUT), number.first)
    about = any("about" in scene.word(k).topics for k in before)
    where = evidence(text, number.start, last)
    return Quantity(where, number.value, unit, rule, about, _event_of(scene, number, events))


def _counted(scene: Scene, number: Number, at: int) -> bool:
    """Whether the word behind a number is what it counts; from eleven to 99 its ending tells («14 صاروخا»)."""
    kind, word, token = scene.kind(at), scene.word(at), scene.tokens[at]
    if scene.joined(at)[1] or word.definite:
        return False
    if kind == "head":
        return True
    year = scene.tokens[number.first][0].isdigit() and _YEARS[0] <= number.value <= _YEARS[1]
    if kind not in ("", "verb") or year or token in MONTHS or not token.isalpha() or len(token) < _SHORT:
        return False
    marked = token.endswith(("ا", "ه", "ين"))
    return marked if kind == "verb" or number.value % 100 > _FEW else number.value > 1


def _event_of(scene: Scene, number: Number, events: Sequence[Event]) -> int | None:
    """The event of the same sentence whose words are nearest, None where none is near."""
    low, high = scene.sentence(number.first)
    start, stop = scene.doc.words.start[low], scene.doc.words.stop[high - 1]
    near = [
        (abs(one.trigger.start - number.start), n)
        for n, one in enumerate(events)
        if start <= one.trigger.start < stop and abs(one.trigger.start - number.start) < _NEAR
    ]
    return min(near)[1] if near else None
