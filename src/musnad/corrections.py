"""The nouns of review: what a person says of a finding, kept beside what the reader found and never mixed with it."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from musnad.records import Attribution, Event, Mention, Stance

Verdict = Literal["confirm", "correct", "reject"]
Letter = Literal["a", "s", "m", "e"]
Finding = Attribution | Stance | Mention | Event
TYPES: dict[Letter, type[Finding]] = {"a": Attribution, "s": Stance, "m": Mention, "e": Event}
"""What may be reviewed, by the letter that stands in its identifier."""
ANCHORS: dict[Letter, str] = {"a": "cue", "s": "evidence", "m": "where", "e": "trigger"}
"""The evidence that tells one finding of its kind from another."""
EDITABLE: dict[Letter, tuple[str, ...]] = {
    "a": ("content", "cue", "source", "speaker", "speaker_id", "manner", "kind", "unnamed", "chain"),
    "s": ("actor", "actor_id", "stance", "initiative", "initiative_id", "evidence", "attribution", "condition"),
    "m": ("where", "type", "form", "entity"),
    "e": (
        "type",
        "mode",
        "context",
        "trigger",
        "actor",
        "recipient",
        "negated",
        "future",
        "hypothetical",
        "historical",
    ),
}  # fmt: skip
"""What a person may say otherwise; the rule and the row behind a finding are history."""


class Quote(Struct, frozen=True):
    """Words of an article with what stands before and after them (W3C TextQuoteSelector), and where they started."""

    exact: str
    prefix: str
    suffix: str
    start: int


class Correction(Struct, frozen=True):
    """One verdict of one person on one finding.

    `article` is the identifier that the article had then, `was` the finding as it was shown, `changes` the fields that
    are said otherwise, spans as evidence in the text of that time. `place` finds the words again.
    """

    key: int
    article: str
    letter: Letter
    verdict: Verdict
    who: str
    made_at: str
    note: str
    place: Quote
    was: dict[str, Any]
    changes: dict[str, Any]


class Reviewed(Struct, frozen=True):
    """A correction laid on the present reading.

    `article` is the one that its words stand in now, "" where they are gone; `name` is the finding's identifier now, ""
    where this reading does not have it. `truth` is the finding as the
    person has it, its spans in the present text: None where it was rejected or its words are gone. A later correction
    of the same finding takes the place of an earlier one, which is then not `current`.
    """

    correction: Correction
    article: str
    name: str
    truth: Finding | None
    current: bool = True
