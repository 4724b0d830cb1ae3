"""What a rule proposes as an event, before it is weighed and made a record."""

from __future__ import annotations

from msgspec import Struct

from musnad.extract.events.scene import Part
from musnad.rows_events import EventVerb


class Candidate(Struct):
    """An event as read off a clause: its row, its trigger as tokens `[start, stop)`, who acts and who is acted upon.

    `verb` is the token whose clause tells how it is meant: the verb that carries a noun, else the trigger.
    """

    row: EventVerb
    type: str
    start: int
    stop: int
    verb: int
    rule: str
    actors: list[Part]
    recipients: list[Part]
    mode: str = ""
    at: int = -1
    """The token that made it a candidate, where the trigger is another."""
    finite: bool = False
    present: bool = False
    negated: bool = False
    future: bool = False
    attempted: bool = False
    called: bool = False
    """Whether somebody only calls for it."""
    content: bool = False
    """Whether it tells what is asked for, refused or threatened, so that events inside it are none of their own."""
