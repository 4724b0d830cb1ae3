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
    """Traits with their scale and weight, how much each block of them counts, and what a sentence must score.

    The traits of a block are scaled to one length, so that long sentences count no more than short ones.
    """

    blocks: dict[str, float]
    scale: dict[str, float]
    weight: dict[str, float]
    bias: float

    def score(self, found: dict[str, set[str]]) -> float:
        """How far above the threshold a sentence with these traits is."""
        score = self.bias
        for block, names in found.items():
            total = square = 0.0
            for name in names:
                scale = self.scale.get(name)
                if scale is not None:
                    total += scale * self.weight[name]
                    square += scale * scale
            if square:
                score += sqrt(self.blocks[block] / square) * total
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
            scale = dict(zip(names, arrays[f"{kind} scale"].astype(float).tolist(), strict=True))
            weight = dict(zip(names, arrays[f"{kind} weight"].astype(float).tolist(), strict=True))
            found[kind] = Model(RECIPES[kind], scale, weight, float(arrays[f"{kind} bias"]))
    return found
