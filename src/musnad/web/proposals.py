"""What a review form says otherwise of a finding: words as they stand in the text, names, and choices."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, get_args

from musnad.corrections import Finding, Letter
from musnad.records import Evidence, Kind, Manner, MentionType, StanceValue
from musnad.web.shown import hidden, seen

Sort = Literal["words", "name", "choice", "flag"]
YES = "1"


class NotInText(ValueError):
    """Words that do not stand in the article; the message is the field's name."""


class Field(NamedTuple):
    """A field of a finding that a form may change; `choices` are what it can be, `maybe` that it may be left empty.

    Words must stand in the article; a name is free.
    """

    name: str
    sort: Sort
    choices: tuple[str, ...] = ()
    maybe: bool = False


FIELDS: dict[Letter, tuple[Field, ...]] = {
    "a": (
        Field("content", "words"), Field("cue", "words"), Field("source", "words", maybe=True),
        Field("speaker", "name", maybe=True), Field("kind", "choice", get_args(Kind)),
        Field("manner", "choice", get_args(Manner)), Field("unnamed", "flag"),
    ),
    "s": (
        Field("actor", "name"), Field("stance", "choice", get_args(StanceValue)), Field("initiative", "name"),
        Field("evidence", "words"),
    ),
    "m": (
        Field("where", "words"), Field("type", "choice", get_args(MentionType)),
        Field("form", "choice", ("name", "role")),
    ),
    "e": (
        Field("trigger", "words"), Field("negated", "flag"), Field("future", "flag"), Field("hypothetical", "flag"),
        Field("historical", "flag"),
    ),
}  # fmt: skip


def value_of(finding: Finding, field: Field) -> str:
    """A field of a finding as its form shows it."""
    value: Any = getattr(finding, field.name)
    if field.sort == "flag":
        return YES if value else ""
    return seen(value.text if isinstance(value, Evidence) else str(value or ""))


def changes(finding: Finding, letter: Letter, text: str, given: Mapping[str, str]) -> dict[str, Any]:
    """The fields that a form says otherwise, as `Store.correct` takes them; `NotInText` for words that do not stand."""
    made: dict[str, Any] = {}
    for field in FIELDS[letter]:
        said = seen(given.get(field.name, ""))
        if said == value_of(finding, field) or (field.sort == "choice" and said not in field.choices):
            continue
        made[field.name] = _changed(finding, field, text, said)
    return made


def _changed(finding: Finding, field: Field, text: str, said: str) -> Any:
    if field.sort == "flag":
        return said == YES
    if not said and field.maybe:
        return None if field.sort == "words" else ""
    if field.sort == "words":
        before: Evidence | None = getattr(finding, field.name)
        found = place_of(text, said, before.start if before else 0)
        if found is None:
            raise NotInText(field.name)
        return list(found)
    return said


def place_of(text: str, words: str, near: int) -> tuple[int, int] | None:
    """Where words stand in a text, nearest to an offset; None where they do not.

    Blanks between them may be any, and what cannot be seen in the text counts for nothing.
    """
    unseen = set(hidden(text))
    places = [n for n in range(len(text)) if n not in unseen]
    plain = "".join(text[n] for n in places)
    spans = [
        (places[found.start()], places[found.end() - 1] + 1)
        for found in re.finditer(r"\s+".join(map(re.escape, words.split())), plain)
        if found[0]
    ]
    return min(spans, key=lambda span: abs(span[0] - near), default=None)
