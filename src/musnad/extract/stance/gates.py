"""What the object of a stance word must be for it to tell a stance."""

from __future__ import annotations

from collections.abc import Callable

from musnad.extract.stance.forms import Form
from musnad.extract.stance.scene import Scene

Gate = Callable[[Scene, int, int, str], bool]


def _named(*kinds: str) -> Gate:
    return lambda scene, topic, _stop, _plan: scene.plan(topic) in kinds


def _offered(scene: Scene, topic: int, stop: int, _plan: str) -> bool:
    return any(scene.plan(k) in ("offer", "plan") for k in range(topic, min(topic + 2, stop)))


def _announced(scene: Scene, topic: int, _stop: int, plan: str) -> bool:
    return scene.kind(topic - 1) in ("prep", "") and plan in ("act", "plan", "offer", "post")


def _intended(scene: Scene, topic: int, stop: int, _plan: str) -> bool:
    near = range(topic, min(topic + 2, stop))
    return any(f.row.value in ("proposes", "supports") for k in near for f in scene.readings(k, "masdar"))


def _state(scene: Scene, topic: int, stop: int, _plan: str) -> bool:
    return any(scene.plan(k) == "state" for k in range(topic, min(topic + 2, stop)))


GATES: dict[str, Gate] = {
    "any": lambda *_: True,
    "pending": lambda *_: True,
    "plan": lambda _scene, _topic, _stop, plan: plan != "",
    "real": lambda _scene, _topic, _stop, plan: plan not in ("", "harm", "soft"),
    "act": _announced,
    "offer": _offered,
    "pact": _named("pact", "law", "plan", "offer"),
    "law": _named("law", "offer", "plan"),
    "talk": _named("talk"),
    "measure": _named("measure", "force"),
    "intent": _intended,
    "state": _state,
}


def passes(scene: Scene, form: Form, topic: int, stop: int, plan: str) -> bool:
    """Whether the object is of the kind that the row asks for; a pronoun may stand for a plan."""
    if form.owner and form.shape in ("past", "present") and form.row.gate != "any":
        low, _ = scene.sentence(topic)
        before = next((k for k in range(topic - 1, low - 1, -1) if scene.noun(k) is not None), None)
        if before is not None and GATES[form.row.gate](scene, before, before + 1, scene.plan(before)):
            return True
        return form.row.gate == "plan"
    return GATES[form.row.gate](scene, topic, stop, plan)
