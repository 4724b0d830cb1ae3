"""Attributions: every place of a document where someone's words are reported, as raw findings.

A sentence with a cue is looked at, no other. Each cue gives at most one candidate (`rules`, `by_phrase`); `settle`
decides which stand beside one another, where each content ends, and through whom the words came. A trained model then
looks once more at the cues that nothing was found for (`second_look`).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from musnad.extract.by_phrase import by_phrase, on_what
from musnad.extract.candidates import Candidate, Reading
from musnad.extract.findings import Finding
from musnad.extract.rules import candidate, colon
from musnad.extract.scene import Scene
from musnad.extract.second_look import second_look
from musnad.extract.settle import settle
from musnad.lexicon import Lexicon
from musnad.records import Mention
from musnad.text.doc import Doc
from musnad.text.fold import fold_text

_LABEL = 14
"""How many tokens of a sentence may stand before the colon that is its only cue."""


def find(
    doc: Doc, mentions: Sequence[Mention], lex: Lexicon, publisher: str = "", publisher_id: str | None = None
) -> list[Finding]:
    """The findings in the body of `doc`, in text order; the publisher is no carrier of its own article."""
    row = lex.outlets.get(publisher_id or "")
    names = (publisher, row.name_ar, *row.variants) if row is not None else (publisher,)
    reading = Reading(Scene(doc, list(mentions), lex))
    reading.sources.told_us = {
        lead + word for name in names for word in fold_text(name).split()[:1] for lead in ("ل", "لل")
    }
    found: list[Finding] = []
    for sentence in doc.sentences:
        if sentence[0] < reading.scene.first:
            continue
        cued, head = reading.scene.cued(*sentence), slice(sentence[0], min(sentence[1], sentence[0] + _LABEL))
        if not cued and ":" not in reading.folded[head]:
            continue
        candidates = _candidates(reading, sentence, cued)
        settled = settle(reading, sentence, candidates, names) if candidates else []
        _extend(found, second_look(reading, sentence, candidates, settled, names))
    return found


def _extend(found: list[Finding], more: list[Finding]) -> None:
    """Add the findings of a sentence; one that only looks back gives its carriers to the words before it."""
    for finding in more:
        if finding.rule != "looks_back":
            found.append(finding)
        elif found and found[-1].sentence >= finding.sentence - 1:
            last = found[-1]
            found[-1] = msgspec.structs.replace(last, carriers=(*finding.carriers, *last.carriers))


def _candidates(reading: Reading, sentence: tuple[int, int], cued: Sequence[int]) -> list[Candidate]:
    found = []
    taken = -1
    if ":" in reading.folded[sentence[0] : min(sentence[1], sentence[0] + _LABEL)]:
        headed = colon(reading, sentence)
        if headed is not None:
            found.append(headed)
    forms_at = reading.scene.forms
    for index in cued:
        forms = forms_at(index)
        if index <= taken:
            continue
        phrases = [form for form in forms if form.shape == "phrase"]
        if on_what(reading, index, sentence):
            index, phrases = index - 2, [*reading.scene.cues.get("حسبما")]
        if phrases and (one := by_phrase(reading, index, sentence, phrases[0])) is not None:
            found.append(one)
            taken = one.source[0] - 1 if one.source else one.cue[1] - 1
            continue
        one = candidate(reading, index, sentence)
        if one is not None:
            found.append(one)
            if one.source is not None:
                reading.sources.remember(one.source)
            taken = max(taken, one.cue[1] - 1)
    return found
