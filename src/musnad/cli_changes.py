"""Changes in the statements of a page, printed."""

from __future__ import annotations

from rich.text import Text

from musnad.changes import Change
from musnad.labels import Labels
from musnad.terminal import Screen, safe

_MARKS = {"new": ("+", "green"), "gone": ("-", "red"), "other": ("~", "yellow")}


def print_change(change: Change, screen: Screen, labels: Labels) -> None:
    """One statement that is new, gone or told otherwise, and what of it is."""
    sign, style = _MARKS[change.what]
    speaker = safe(change.speaker) or labels("speaker.unknown")
    head = Text.assemble((f"{sign} ", style), speaker, ": ", safe(change.content), "  ", (change.id, "dim"))
    screen.line(head, indent=2)
    for one in change.fields:
        screen.line(f"{one.name}: {_shown(one.before)} → {_shown(one.after)}", "dim", 6)


def _shown(value: object) -> str:
    return safe(" ← ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value or "-"))
