"""What was not settled in an article, said aloud: words without a speaker, a speaker of whom several may be meant."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.extract.who import MISPRINT, Doubt
from musnad.records import Attribution, Unclear, evidence


def unclear(text: str, attributions: Sequence[Attribution], doubts: Sequence[Doubt]) -> tuple[Unclear, ...]:
    """The attributions whose speaker the text does not name, then the mentions that may mean several."""
    nobody = [
        Unclear("speaker", "the text names no speaker for these words", one.cue, one.rule)
        for one in attributions
        if not one.speaker
    ]
    return (*nobody, *(_several(text, doubt) for doubt in doubts))


def _several(text: str, doubt: Doubt) -> Unclear:
    """A mention with those whom it may mean."""
    names = "، ".join(doubt.names)
    note = f"a misprint for {names}?" if doubt.basis == MISPRINT else f"may be any of: {names}"
    return Unclear("candidates", note, evidence(text, doubt.start, doubt.stop), doubt.basis)
