"""The mode and the contexts of an event, by the words of its clause."""

from __future__ import annotations

from collections.abc import Container

from musnad.extract.events.candidate import Candidate
from musnad.extract.events.scene import ENDS, Scene

_AHEAD = 16
_BACK = 6
_ASKED = {
    "REQUEST": ("assist", "meet", "yield", "change"),
    "REJECT": ("assist", "meet", "yield", "change"),
    "THREATEN": ("relations", "expel", "arrest", "territory", "restrict", "violence"),
}
_MEANS = ("drone", "suicide-attack", "unconventional", "torture", "aerial", "explosives", "heavy-weapons", "firearms",
          "crowd-control", "primitive")  # fmt: skip
_ANY_MEANS = frozenset(("", "explosives", "heavy-weapons", "aerial", "targeted"))
_MOST = 3


def mode(scene: Scene, one: Candidate) -> str:
    """The mode of a candidate: its row's, or the one that the words around it tell."""
    if one.type in _ASKED and not one.mode:
        told = _told(scene, one, "content ", one.stop, _people(one))
        return next((found for found in told if found in _ASKED[one.type]), "")
    if one.type == "ASSAULT" and one.mode in _ANY_MEANS:
        told = _told(scene, one, "mode ", one.start - 3)
        if one.mode == "targeted":
            return one.mode
        return next((found for found in _MEANS if found in told), one.mode)
    return one.mode


def _people(one: Candidate) -> set[int]:
    """The tokens that tell who, and not what."""
    parts = [*one.actors, *(one.recipients if one.type != "REJECT" else [])]
    return {at for part in parts for at in range(part.start, part.stop)}


def _told(scene: Scene, one: Candidate, prefix: str, start: int, but: Container[int] = ()) -> list[str]:
    """What the words of the clause tell under this prefix, in order, those at `but` left out."""
    found: list[str] = []
    low, high = scene.sentence(one.start)
    for k in range(max(low, start), min(high, one.stop + _AHEAD)):
        if k > one.stop and (scene.tokens[k] in ENDS or _other(scene, k, one)):
            break
        if k not in but:
            found += [topic.removeprefix(prefix) for topic in scene.word(k).topics if topic.startswith(prefix)]
    return found


def _other(scene: Scene, k: int, one: Candidate) -> bool:
    """Whether a verb joined on tells another event: «قتل ثلاثة وأصيب رابع بالرصاص» goes on with the same."""
    if scene.kind(k) != "verb" or scene.tokens[k][0] != "و":
        return False
    return all(form.row.type != one.type for form in scene.forms[scene.tokens[k]])


def contexts(scene: Scene, one: Candidate) -> tuple[str, ...]:
    """The contexts of a candidate: its row's, then those of the words around it, three at most."""
    told = _told(scene, one, "context ", one.start - _BACK)
    return tuple(dict.fromkeys([*one.row.contexts, *told]))[:_MOST]
