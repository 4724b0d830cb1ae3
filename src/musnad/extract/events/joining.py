"""Which candidates of a sentence are one event, and which are none of their own."""

from __future__ import annotations

from musnad.extract.events.candidate import Candidate
from musnad.extract.events.scene import ENDS, Scene

_NEAR = 14
_CONTENT = 16
_BREAKS = frozenset(("that", "stop"))


def joined(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """The events of a sentence: a noun behind the verb that tells the same is one with it, contents are dropped."""
    kept: list[Candidate] = []
    for one in found:
        if any(_inside(scene, outer, one) for outer in kept):
            if one.type != "PROTEST":
                continue
            one.called = True
        same = next((k for k in reversed(kept) if k.type == one.type and _one_clause(scene, k, one)), None)
        if same is not None:
            _merge(same, one)
        else:
            kept.append(one)
    return kept


def _inside(scene: Scene, outer: Candidate, one: Candidate) -> bool:
    """Whether `one` is only what is asked for, refused or threatened in `outer`."""
    if outer.row.mode == "convict" and one.row.mode == "arrest" and one.start - outer.stop < _CONTENT:
        return True
    if not outer.content or one.start - outer.stop > _CONTENT or one.rule == "crowd":
        return False
    if outer.verb <= one.verb < outer.stop:
        return True
    for k in range(outer.stop, one.start):
        token, kind = scene.tokens[k], scene.kind(k)
        if token in ENDS or kind in ("which", "stop"):
            return False
        if kind == "verb" and token[0] == "و" and not one.present:
            return False
    return not one.finite or one.present


def _one_clause(scene: Scene, first: Candidate, one: Candidate) -> bool:
    """Whether two candidates of one type tell one event: near each other with no new clause between."""
    if one.start < first.stop:
        return True
    if one.start - first.stop > _NEAR or (one.finite and first.finite):
        return False
    for k in range(first.stop, one.start + one.finite):
        token = scene.tokens[k]
        if token in ENDS or scene.kind(k) in _BREAKS:
            return False
        if scene.kind(k) == "verb" and token[0] in "وف":
            return False
    return True


def _merge(first: Candidate, one: Candidate) -> None:
    """Give the first what only the second knows."""
    if one.rule == "crowd" and not first.actors:
        first.actors = one.actors
    if first.rule == "crowd":
        first.row, first.rule = one.row, one.rule
        first.start, first.stop, first.verb = min(first.start, one.start), first.stop, first.verb
    trigger = range(one.start, one.stop)
    held = any(part.start in trigger or part.start <= one.start < part.stop for part in first.actors)
    if held and one.actors:
        first.actors = one.actors
    elif not first.actors:
        first.actors = [p for p in one.actors if all(p.stop <= r.start or p.start >= r.stop for r in first.recipients)]
    if not first.recipients:
        first.recipients = [p for p in one.recipients if p not in first.actors]
    first.mode = first.mode or one.mode
    first.future = first.future or one.future
