"""Sentences: where they end, as ranges of tokens."""

from __future__ import annotations

import re

from musnad.records import Span
from musnad.text.words import Words

_END = re.compile(r"[.!?؟…]+[\"»”'’)\]]*(?=\s|$)|\n")


def find_sentences(folded: str, words: Words, body: int) -> tuple[Span, ...]:
    """The sentences as ranges `[i, j)` of tokens, in order; what stands before `body` is one sentence."""
    title = words.at(body)
    ends = [title] if title else []
    for match in _END.finditer(folded):
        end = words.at_folded(match.end())
        if end > (ends[-1] if ends else 0):
            ends.append(end)
    if len(words) > (ends[-1] if ends else 0):
        ends.append(len(words))
    return tuple(zip([0, *ends], ends, strict=False))
