"""What the rules left of a sentence: the cues that nothing was found for, beside the contents and cues that were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from musnad.extract.asks import denied
from musnad.extract.candidates import Candidate, Range, Reading
from musnad.extract.cues import Form
from musnad.extract.findings import Finding


class Sentence(Struct, frozen=True):
    """What is already found in a sentence: contents and cues in tokens, and where something starts."""

    tokens: Range
    contents: tuple[Range, ...]
    cues: tuple[int, ...]
    cuts: tuple[int, ...]
    phrases: tuple[Range, ...] = ()
    """The prepositional cues with their sources: a cue inside them is part of them («على حد قوله»)."""


def left_behind(
    reading: Reading, sentence: Range, candidates: Sequence[Candidate], findings: Sequence[Finding]
) -> Sentence:
    """A sentence as the rules left it."""
    at = reading.scene.doc.words.at
    contents = tuple((at(f.content[0]), at(f.content[1] - 1) + 1) for f in findings if f.rule != "looks_back")
    cues = tuple(sorted(f.first for f in findings))
    cuts = sorted(c.begin for c in candidates if c.cue[0] in cues or c.rule == "by_phrase")
    phrases = [(c.begin, c.source[1] if c.source else c.cue[1] + 1) for c in candidates if c.rule == "by_phrase"]
    return Sentence(sentence, contents, cues, tuple(cuts), tuple(phrases))


def left_over(reading: Reading, here: Sentence) -> Iterator[tuple[int, tuple[Form, ...]]]:
    """The cues of a sentence that nothing was found for, each with the readings that may report."""
    for cue in reading.scene.cued(*here.tokens):
        forms = reading.scene.forms(cue)
        if cue in here.cues or denied(reading, cue, here.tokens) or _quoted(reading, cue):
            continue
        if any(start <= cue < stop for start, stop in here.phrases):
            continue
        forms = tuple(form for form in forms if form.shape != "phrase" and form.silence is None)
        if forms:
            yield cue, forms


def _quoted(reading: Reading, cue: int) -> bool:
    """Whether the cue is part of a quotation, whose speaker tells it, or of a hedge («على حد قوله»)."""
    quote = reading.scene.quote_over(cue)
    return (quote is not None and quote.closed) or reading.folded[cue - 1] in ("حد", "بحد")
