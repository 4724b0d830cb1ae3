"""What was not settled in the attributions of an article, said aloud."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.records import Attribution, Unclear


def unclear(attributions: Sequence[Attribution]) -> tuple[Unclear, ...]:
    """The attributions whose speaker the text does not name, each with its cue as evidence."""
    return tuple(
        Unclear("speaker", "the text names no speaker for these words", one.cue, one.rule)
        for one in attributions
        if not one.speaker
    )
