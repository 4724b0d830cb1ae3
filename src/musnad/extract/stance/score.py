"""How likely a candidate is a stance that a careful reader would mark: a sum of weights of its traits.

The weights are a knowledge table that `scripts/train_stances.py` learns; a trait without a weight counts nothing.
"""

from __future__ import annotations

from musnad.extract.stance.scene import QUOTES, Scene
from musnad.extract.stance.topic import Candidate
from musnad.extract.stance.who import sure_actor
from musnad.lexicon import Lexicon
from musnad.text.fold import fold_text

THRESHOLD = 0.0
SURE = frozenset(("silence", "vote", "condition", "requires", "obstacle"))
"""Rules too seldom to learn from, each narrow enough to be taken at its word."""


def traits(scene: Scene, one: Candidate, name: str) -> list[str]:
    """What can be told of a candidate and its actor's name, as keys of the weights."""
    said = scene.attributions[one.attribution] if one.attribution != -1 else None
    length = one.stop - one.start
    force, topic, actor = force_of(scene, one), topic_of(scene, one), actor_of(scene, one)
    where = "cue" if scene.cue_of[one.trigger] != -1 else "content" if scene.content_of[one.trigger] != -1 else "own"
    about = {scene.bare(k) for k in range(one.start, one.stop) if len(scene.tokens[k]) > 3}
    found = [
        "bias",
        f"rule={one.rule}",
        f"rule={one.rule} value={one.value}",
        f"row={one.row}",
        f"force={force} topic={topic}",
        f"force={force} actor={actor}",
        f"force={force} where={where}",
        f"rule={one.rule} topic={topic}",
        f"rule={one.rule} how={one.actor.how}",
        f"how={one.actor.how}",
        f"topic={topic}",
        f"shape={one.shape}",
        f"negated={one.negated}",
        f"where={where}",
        f"said={said.kind if said else ''}",
        f"manner={said.manner if said else ''}",
        f"value={one.value}",
        f"length={min(length // 5, 4)}",
        f"name={min(len(name.split()), 5)}",
        f"definite={scene.definite(one.topic)}",
        f"sentence={min(scene.doc.sentence_of(one.trigger), 4)}",
        f"sentences={min(len(scene.doc.sentences) // 6, 4)}",
    ]
    if scene.title:
        found.append(f"title={min(len(about & scene.title), 3)}")
        found.append(f"titled={bool(set(fold_text(name).split()) & scene.title_words)}")
    found += [f"plan={one.plan}", f"rule={one.rule} plan={one.plan}", f"row={one.row} shape={one.shape}"]
    head = scene.noun(one.topic)
    if head is not None:
        found.append(f"noun={head.row.noun}")
    if one.actor.speaker != -1 and scene.attributions[one.actor.speaker].unnamed:
        found.append("unnamed")
    if any(scene.tokens[k] in QUOTES for k in range(one.start, one.stop)):
        found.append("quoted")
    if one.condition is not None:
        found.append("condition")
    return found


def force_of(scene: Scene, one: Candidate) -> str:
    """How plainly the word says a stance: of its row, else the rule's name."""
    table, _, key = one.row.partition(":")
    return scene.lex.stances[key].force if table == "stances" else one.rule


def topic_of(scene: Scene, one: Candidate) -> str:
    """What the object is: a named initiative, an action, a wish, a harm, something else."""
    if one.plan == "it":
        return "it"
    kinds = [scene.plan(k) for k in range(one.topic, min(one.topic + 3, one.stop)) if scene.is_word(k)]
    if scene.word(one.topic) == "this" and any(kinds):
        return "this"
    first = next((kind for kind in kinds if kind), "")
    return first if first in ("harm", "soft", "act", "") else "named"


def actor_of(scene: Scene, one: Candidate) -> str:
    """How sure the actor is: who speaks, a name or head noun, some noun."""
    if one.actor.speaker != -1:
        return "speaker"
    return "sure" if sure_actor(scene, one.actor.start) else "unsure"


def plain(scene: Scene, one: Candidate) -> bool:
    """Whether a candidate needs no weighing: a seldom and narrow rule, or a plain word on a named initiative."""
    if one.rule in SURE:
        return True
    topic = topic_of(scene, one)
    if topic not in ("named", "this", "act") or actor_of(scene, one) == "unsure":
        return False
    if one.rule == "call" or one.value == "undecided" or one.condition is not None:
        return True
    return one.rule in ("verb", "participle") and force_of(scene, one) in ("strong", "fair")


def score(lex: Lexicon, found: list[str]) -> float:
    """The sum of the weights of traits: above zero, the stance is to be kept."""
    weights = lex.stance_weights
    return sum(weights[key].weight for key in found if key in weights)
