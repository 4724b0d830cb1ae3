"""What another reading of a page made of its statements: new ones, those that are gone, those told otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from msgspec import Struct

from musnad.records import Attribution, Record

FIELDS: dict[str, Callable[[Attribution], Any]] = {
    "content": lambda one: one.content.text,
    "cue": lambda one: one.cue.text,
    "source": lambda one: one.source.text if one.source else "",
    "speaker": lambda one: one.speaker,
    "speaker_id": lambda one: one.speaker_id,
    "kind": lambda one: one.kind,
    "manner": lambda one: one.manner,
    "unnamed": lambda one: one.unnamed,
    "chain": lambda one: [link.carrier for link in one.chain],
}
"""What a statement says; the rule that found it is not among it."""
_SAME = 20
"""Contents of one cue that begin or end with so many same letters are one content with other ends."""


class Field(Struct, frozen=True):
    """A field that is told otherwise."""

    name: str
    before: Any
    after: Any


class Change(Struct, frozen=True):
    """A statement that one of two readings has, or both have but tell otherwise; `id` is its name in the later one.

    One that is gone bears the name it had.
    """

    what: Literal["new", "gone", "other"]
    id: str
    speaker: str
    content: str
    fields: tuple[Field, ...] = ()


def changes(before: Record | None, after: Record) -> tuple[Change, ...]:
    """The changes between two readings of one page, in the order of its articles, lost statements last."""
    old = [] if before is None else _named(before)
    found: list[Change] = []
    for name, new in _named(after):
        match = _match(new, old)
        if match is None:
            found.append(Change("new", name, new.speaker, new.content.text))
            continue
        old.remove(match)
        if fields := _fields(match[1], new):
            found.append(Change("other", name, new.speaker, new.content.text, fields))
    found += [Change("gone", name, one.speaker, one.content.text) for name, one in old]
    return tuple(found)


def _named(record: Record) -> list[tuple[str, Attribution]]:
    return [
        (f"{reading.article.id}.a{n}", one) for reading in record.readings for n, one in enumerate(reading.attributions)
    ]


def _match(new: Attribution, old: list[tuple[str, Attribution]]) -> tuple[str, Attribution] | None:
    """The earlier statement that is most like a new one; None where none is like it."""
    best = max(old, key=lambda one: _likeness(one[1], new), default=None)
    return best if best is not None and _likeness(best[1], new)[0] else None


def _likeness(one: Attribution, other: Attribution) -> tuple[int, int]:
    """Whether two statements are one (2: the same content), and how many fields of them are the same."""
    same = one.content.text == other.content.text
    near = one.cue.text == other.cue.text and (
        one.content.text[:_SAME] == other.content.text[:_SAME]
        or one.content.text[-_SAME:] == other.content.text[-_SAME:]
    )
    return 2 * same or near, sum(told(one) == told(other) for told in FIELDS.values())


def _fields(one: Attribution, other: Attribution) -> tuple[Field, ...]:
    return tuple(Field(name, told(one), told(other)) for name, told in FIELDS.items() if told(one) != told(other))
