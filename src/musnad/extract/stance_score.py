"""How likely a candidate is a stance that a careful reader would mark: a sum of weights of its traits.

The weights are a knowledge table that `scripts/train_stances.py` learns; a trait without a weight counts nothing.
"""

from __future__ import annotations

from musnad.extract.stance_rules import Candidate
from musnad.extract.stance_scene import QUOTES, Scene
from musnad.lexicon import Lexicon
from musnad.text.fold import fold_text

THRESHOLD = 0.0


def traits(scene: Scene, one: Candidate, name: str) -> list[str]:
    """What can be told of a candidate and its actor's name, as keys of the weights."""
    low, _ = scene.sentence(one.trigger)
    n = one.attribution
    said = scene.attributions[n] if n != -1 else None
    length = one.stop - one.start
    found = [
        "bias",
        f"rule={one.rule}",
        f"rule={one.rule} value={one.value}",
        f"row={one.row}",
        f"row={one.row} shape={one.shape}",
        f"how={one.actor.how}",
        f"rule={one.rule} how={one.actor.how}",
        f"plan={one.plan}",
        f"rule={one.rule} plan={one.plan}",
        f"shape={one.shape}",
        f"negated={one.negated}",
        f"where={'cue' if scene.cue_of[one.trigger] != -1 else 'content' if scene.content_of[one.trigger] != -1 else 'own'}",
        f"said={said.kind if said else ''}",
        f"manner={said.manner if said else ''}",
        f"value={one.value}",
        f"length={min(length // 4, 4)}",
        f"name={min(len(name.split()), 6)}",
        f"definite={scene.definite(one.topic)}",
        f"sentence={min(scene.doc.sentence_of(one.trigger), 5)}",
        f"at={min((one.trigger - low) // 6, 4)}",
    ]
    head = scene.nouns.get(scene.tokens[one.topic])
    if head is not None:
        found.append(f"noun={head.row.noun}")
    if one.actor.start != -1:
        found.append(f"type={scene.mention_type.get(one.actor.start, '')}")
        first = scene.heads.get(scene.tokens[one.actor.start])
        found.append(f"head={first.kind if first else ''}")
    elif said is not None and said.unnamed:
        found.append("unnamed")
    if any(scene.tokens[k] in QUOTES for k in range(one.start, one.stop)):
        found.append("quoted")
    about = {scene.bare(k) for k in range(one.start, one.stop) if len(scene.tokens[k]) > 3}
    found.append(f"title={min(len(about & scene.title), 4)}")
    found.append(f"rule={one.rule} title={min(len(about & scene.title), 2)}")
    found.append(f"titled={bool(set(fold_text(name).split()) & scene.title_words)}")
    found.append(f"sentences={min(len(scene.doc.sentences) // 5, 4)}")
    kinds = [scene.plan(k) for k in range(one.topic, min(one.topic + 4, one.stop)) if scene.is_word(k)]
    found += sorted({f"kind={kind}" for kind in kinds if kind in ("harm", "soft", "pact", "law", "force")})
    if one.condition is not None:
        found.append("condition")
    return found


def score(lex: Lexicon, found: list[str]) -> float:
    """The sum of the weights of traits: above zero, the stance is more likely meant than not."""
    weights = lex.stance_weights
    return sum(weights[key].weight for key in found if key in weights)
