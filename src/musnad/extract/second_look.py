"""The second look: a small trained model takes back what the rules passed over, where it is sure enough.

A logistic regression over the traits of an offer (`passed_over`); `scripts/train_attribution.py` makes its weights. A
cue whose own traits weigh so little that hardly a training cue like it was taken is not looked at any further.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from msgspec import Struct

from musnad.extract.candidates import Candidate, Range, Reading
from musnad.extract.choose import led, stated
from musnad.extract.contents import Contents
from musnad.extract.cue_traits import PAST, Part, parts_of_cue
from musnad.extract.cues import Form
from musnad.extract.findings import Finding
from musnad.extract.left_over import Sentence, left_behind, left_over
from musnad.extract.passed_over import Offer, offers
from musnad.extract.settle import finding_of
from musnad.extract.subjects import begin_of

MODEL = "models/attribution.npz"
RULE = "second_look"
_MOST = 1 << 16


class Weights(Struct, frozen=True):
    """What each trait weighs, the sum from which on an offer is taken, and the least that a cue's own traits need."""

    traits: Mapping[str, float]
    enough: float
    least: float
    parts: dict[Part, float] = {}
    """What parts weighed that were met before; emptied when it is full."""

    def part(self, part: Part) -> float:
        """What a part of a cue's traits weighs."""
        weighs = self.parts.get(part)
        if weighs is None:
            if len(self.parts) >= _MOST:
                self.parts.clear()
            named, given = part
            weighs = self.parts[part] = self.sum(named(*given))
        return weighs

    def sum(self, traits: Sequence[str]) -> float:
        """What traits weigh together."""
        get = self.traits.get
        return sum([get(trait, 0.0) for trait in traits])


@cache
def weights() -> Weights | None:
    """The trained weights; None where the package carries none."""
    path = files("musnad") / "knowledge" / MODEL
    if not path.is_file():
        return None
    with path.open("rb") as file, np.load(file) as stored:
        keys = bytes(stored["keys"]).decode().split("\n")
        values = (stored["values"] * float(stored["scale"])).tolist()
        return Weights(dict(zip(keys, values, strict=True)), float(stored["enough"]), float(stored["least"]))


def second_look(
    reading: Reading,
    sentence: Range,
    candidates: Sequence[Candidate],
    findings: list[Finding],
    publisher: tuple[str, ...],
) -> list[Finding]:
    """The findings of a sentence with those that the model adds, in the order of their cues."""
    learnt = weights()
    if learnt is None:
        return findings
    here = left_behind(reading, sentence, candidates, findings)
    more = [one for cue in left_over(reading, here) if (one := _best(reading, here, *cue, learnt)) is not None]
    if not more:
        return findings
    return sorted([*findings, *(_finding(reading, sentence, one, publisher) for one in more)], key=lambda f: f.cue)


def _best(reading: Reading, here: Sentence, cue: int, forms: Sequence[Form], learnt: Weights) -> Offer | None:
    """The offer of a cue that weighs most, if that is enough."""
    best, most = None, learnt.enough
    for form in forms:
        parts = parts_of_cue(reading, here, cue, form)
        if sum([learnt.part(part) for part in parts]) < learnt.least:
            continue
        own = [trait for named, given in parts for trait in named(*given)]
        for offer in offers(reading, here, cue, form, own):
            weighs = learnt.sum(offer.traits)
            if weighs > most and PAST not in offer.traits:
                best, most = offer, weighs
    return best


def _finding(reading: Reading, sentence: Range, offer: Offer, publisher: tuple[str, ...]) -> Finding:
    """The finding that an offer makes, with the carriers that its sentence states."""
    begin = begin_of(reading, offer.cue, offer.source, sentence)
    one = Candidate(RULE, (offer.cue, offer.cue + 1), offer.form, offer.opening, offer.source, begin, sentence)
    carriers = (*led(reading, one, sentence[0], publisher), *stated(reading, one, publisher))
    contents = Contents(reading.scene, reading.sources)
    return finding_of(reading, contents, one, offer.opening, offer.span, carriers, None, sentence)
