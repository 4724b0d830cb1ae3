"""Whether a sentence tells a protest or an assault: a linear model over its words and what the rules found in it.

The weights are made by `scripts/train_events.py`. A trait that was never seen counts nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import sqrt

import numpy as np
from msgspec import Struct

from musnad.extract.events.scene import Scene
from musnad.extract.events.traits import RECIPES, Told, traits
from musnad.lexicon import KNOWLEDGE
from musnad.records import Span

JUDGED = ("PROTEST", "ASSAULT")


class Model(Struct, frozen=True):
    """What each trait counts, and how long it is, how much each block of them counts, and what a sentence must score.

    The traits of a block are scaled to one length, so that long sentences count no more than short ones.
    """

    blocks: dict[str, float]
    traits: dict[str, tuple[float, float]]
    """By trait: its scale times its weight, and the square of its scale."""
    bias: float

    def score(self, found: dict[str, set[str]]) -> float:
        """How far above the threshold a sentence with these traits is."""
        score = self.bias
        for block, names in found.items():
            known = [*filter(None, map(self.traits.get, names))]
            square = sum([length for _, length in known])
            if square:
                score += sqrt(self.blocks[block] / square) * sum([counts for counts, _ in known])
        return score


def likely(scene: Scene, sentence: Span, kind: str, told: Sequence[Told]) -> bool:
    """Whether the sentence tells an event of `kind`, by the model; `told` are all events that the rules see in it."""
    return models()[kind].score(traits(scene, sentence, kind, told)) >= 0


@cache
def models() -> dict[str, Model]:
    """The models by type."""
    found = {}
    with (KNOWLEDGE / "models" / "events.npz").open("rb") as file, np.load(file) as arrays:
        for kind in JUDGED:
            names = bytes(arrays[f"{kind} names"]).decode().split("\n")
            scale, weight = arrays[f"{kind} scale"].astype(float), arrays[f"{kind} weight"].astype(float)
            told = zip((scale * weight).tolist(), (scale * scale).tolist(), strict=True)
            found[kind] = Model(RECIPES[kind], dict(zip(names, told, strict=True)), float(arrays[f"{kind} bias"]))
    return found
