"""The rules that see a stance, in one list: each looks at one token and answers with candidates.

A candidate is a stance as the text may say it; `score` tells which of them to keep.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from musnad.extract.stance import moves, speech, verbs
from musnad.extract.stance.scene import Scene
from musnad.extract.stance.topic import Candidate
from musnad.text.places import places

Rule = Callable[[Scene, int], Iterator[Candidate]]

# What a token must be for a rule to look at it (a class of `lore`, or the cue of an attribution), and the rule.
RULES: tuple[tuple[frozenset[str], Rule], ...] = (
    (frozenset(("silent", "cue")), moves.silence),
    (frozenset(("vote", "abstain", "veto")), moves.vote),
    (frozenset(("if", "hinges")), speech.condition),
    (frozenset(("without",)), speech.lacking),
    (frozenset(("requires",)), speech.requires),
    (frozenset(("verb",)), verbs.verb),
    (frozenset(("participle",)), verbs.participle),
    (frozenset(("masdar",)), verbs.masdar),
    (frozenset(("cue",)), speech.call),
    (frozenset(("way",)), moves.obstacle),
    (frozenset(("ought",)), speech.ought),
    (frozenset(("against", "with")), speech.side),
    (frozenset(("good", "bad")), speech.verdict),
    (frozenset(("pending",)), speech.pending),
    (frozenset(("need", "weigh")), speech.need),
    (frozenset(("offer",)), moves.proposal),
)
_CUE = frozenset(("cue",))
# several words may begin alike: the phrase that a rule needs is there only if it stands whole
_WHOLE = frozenset(
    (
        "need",
        "weigh",
        "good",
        "bad",
        "pending",
        "if",
        "hinges",
        "silent",
        "way",
        "vote",
        "abstain",
        "veto",
        "against",
        "with",
        "without",
    )
)


def candidates(scene: Scene, first: int) -> Iterator[Candidate]:
    """All candidates of the body, which begins at the token `first`."""
    cue_of, classes_of = scene.cue_of, scene.classes
    for at in sorted({*places(classes_of[first:], first), *(at for at in scene.cues if at >= first)}):
        classes = classes_of[at] if cue_of[at] == -1 else classes_of[at] | _CUE
        for met, phrases, rule in _rules(classes):
            if met or any(scene.phrase(at, kind)[0] for kind in phrases):
                yield from rule(scene, at)


@cache
def _rules(classes: frozenset[str]) -> tuple[tuple[bool, tuple[str, ...], Rule], ...]:
    """The rules for a token of these classes: whether that is enough, else which phrases must stand whole, the rule."""
    found = []
    for needs, rule in RULES:
        met = needs & classes
        if met:
            found.append((bool(met - _WHOLE), tuple(sorted(met & _WHOLE)), rule))
    return tuple(found)
