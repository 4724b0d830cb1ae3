"""Events as they are listed and counted: each with its article, whom it names, and on whose word it stands."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from musnad.records import Attribution, Event, Evidence, Quantity, Reading


class Named(Struct, frozen=True):
    """Who acts, or who is acted upon: the words `[start, stop)` of the article, and the known entity they name."""

    text: str
    start: int
    stop: int
    entity: str | None = None
    name: str = ""
    """What the entity is called in English, else in Arabic."""


class Amount(Struct, frozen=True):
    """A quantity that is told with an event, at `[start, stop)` of the article."""

    text: str
    start: int
    stop: int
    value: float
    unit: str
    about: bool


class Happening(Struct, frozen=True):
    """An event with all that a list or a table of events tells of it; a day is "" where none is known."""

    id: str
    article: str
    title: str
    outlet: str
    outlet_id: str | None
    url: str
    published: str
    type: str
    mode: str
    context: tuple[str, ...]
    trigger: str
    start: int
    stop: int
    day: str
    negated: bool
    future: bool
    hypothetical: bool
    historical: bool
    attribution: str | None
    speaker: str
    unnamed: bool
    rule: str
    row: str
    actor: tuple[Named, ...] = ()
    recipient: tuple[Named, ...] = ()
    amounts: tuple[Amount, ...] = ()


def happenings(reading: Reading) -> Iterator[Happening]:
    """The events of an article, in order."""
    article, known = reading.article, _known(reading)
    day = article.published.value if article.published else ""
    for n, one in enumerate(reading.events):
        said = _said(reading, one)
        yield Happening(
            f"{article.id}.e{n}", article.id, article.title, article.outlet, article.outlet_id, article.url, day,
            one.type, one.mode, one.context, one.trigger.text, one.trigger.start, one.trigger.stop,
            one.date.value if one.date else "", one.negated, one.future, one.hypothetical, one.historical,
            f"{article.id}.a{one.attribution}" if said else None, said.speaker if said else "",
            bool(said and said.unnamed), one.rule, one.row, named(one.actor, known), named(one.recipient, known),
            tuple(_amount(quantity) for quantity in reading.quantities if quantity.event == n),
        )  # fmt: skip


def sides(reading: Reading) -> Iterator[tuple[int, int, str, Named]]:
    """Everyone who is named in an event of the article: the event, a place of its own in it, the side, and who."""
    known = _known(reading)
    for n, one in enumerate(reading.events):
        all_ = [("actor", who) for who in named(one.actor, known)]
        all_ += [("recipient", who) for who in named(one.recipient, known)]
        for place, (side, who) in enumerate(all_):
            yield n, place, side, who


def _said(reading: Reading, event: Event) -> Attribution | None:
    """The statement that an event came through, None where the writer tells it."""
    told = event.attribution
    return reading.attributions[told] if told is not None and told < len(reading.attributions) else None


def named(words: tuple[Evidence, ...], known: dict[int, tuple[str, str]]) -> tuple[Named, ...]:
    """Those words with the entities that `known` has where they start."""
    return tuple(Named(one.text, one.start, one.stop, *known.get(one.start, (None, ""))) for one in words)


def _known(reading: Reading) -> dict[int, tuple[str, str]]:
    """Where known entities are named in the article: their id and name by the place where the mention starts."""
    names = {one.id: one.name_en or one.name_ar for one in reading.entities}
    return {one.where.start: (one.entity, names.get(one.entity, "")) for one in reading.mentions if one.entity}


def _amount(one: Quantity) -> Amount:
    return Amount(one.where.text, one.where.start, one.where.stop, one.value, one.unit, one.about)
