"""Events in PLOVER: who did what to whom, and the amounts and counts told with it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from musnad.extract.events.candidate import Candidate
from musnad.extract.events.days import day_of
from musnad.extract.events.forms import forms
from musnad.extract.events.joining import joined
from musnad.extract.events.marks import marks
from musnad.extract.events.modes import contexts, mode
from musnad.extract.events.rules import candidates
from musnad.extract.events.scene import Part, Scene
from musnad.lexicon import Lexicon
from musnad.records import Article, Attribution, Event, Evidence, Mention
from musnad.text.dates import DateFound, dates_of
from musnad.text.doc import Doc

MATERIAL = frozenset(("CONSULT", "COOPERATE"))


class Found(Struct, frozen=True):
    """The events of an article."""

    events: tuple[Event, ...]


def find(
    doc: Doc, mentions: Sequence[Mention], attributions: Sequence[Attribution], lex: Lexicon, article: Article
) -> Found:
    """Find the events of an article, in text order."""
    known = forms(lex)
    body = doc.words.at(doc.body) if doc.body else 0
    gated = [at for at, token in enumerate(doc.words.folded) if known[token]]
    if not gated:
        return Found(())
    scene = Scene(doc, mentions, attributions, lex)
    dates = dates_of(doc.words)
    found: list[Event] = []
    for low, high in _sentences(doc, gated, body):
        told = joined(scene, list(candidates(scene, low, high)))
        found.extend(_event(scene, one, article, dates) for one in told)
    return Found(tuple(found))


def _sentences(doc: Doc, gated: list[int], body: int) -> list[tuple[int, int]]:
    """The sentences of the body that hold one of the gated tokens."""
    numbers = dict.fromkeys(doc.sentence_of(at) for at in gated if at >= body)
    return [doc.sentences[number] for number in numbers]


def _event(scene: Scene, one: Candidate, article: Article, dates: tuple[DateFound, ...]) -> Event:
    day = day_of(scene, one, article, dates)
    meant = marks(scene, one, article, day)
    kind = "AGREE" if meant.future and not meant.negated and one.type in MATERIAL else one.type
    return Event(
        type=kind,
        mode=mode(scene, one) if kind == one.type else "",
        context=contexts(scene, one),
        trigger=scene.trigger(one.start, one.stop),
        actor=_evidences(scene, one.actors),
        recipient=_evidences(scene, [part for part in one.recipients if part not in one.actors]),
        date=day,
        negated=meant.negated,
        future=meant.future,
        hypothetical=meant.hypothetical,
        historical=meant.historical,
        attribution=_through(scene, one),
        rule=one.rule,
        row=f"event_verbs:{one.row.key}",
    )


def _evidences(scene: Scene, parts: list[Part]) -> tuple[Evidence, ...]:
    """The words of phrases, each once."""
    return tuple(dict.fromkeys(scene.evidence(part) for part in parts))


def _through(scene: Scene, one: Candidate) -> int | None:
    """The innermost attribution in whose content the trigger stands."""
    start = scene.doc.words.start[one.start]
    best: tuple[int, int] | None = None
    for n, said in enumerate(scene.attributions):
        if said.content.start <= start < said.content.stop and not said.cue.start <= start < said.cue.stop:
            size = said.content.stop - said.content.start
            best = min(best, (size, n)) if best is not None else (size, n)
    return best[1] if best is not None else None
