"""Events in PLOVER: who did what to whom, and the amounts and counts told with it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from musnad.extract.events.candidate import Candidate
from musnad.extract.events.days import day_of
from musnad.extract.events.forms import forms
from musnad.extract.events.joining import joined
from musnad.extract.events.judge import JUDGED, likely
from musnad.extract.events.marks import marks
from musnad.extract.events.modes import contexts, mode
from musnad.extract.events.quantities import quantities
from musnad.extract.events.rules import candidates
from musnad.extract.events.scene import Part, Scene
from musnad.extract.events.traits import Told
from musnad.lexicon import Lexicon
from musnad.records import Article, Attribution, Event, Evidence, Mention, Quantity, Span
from musnad.text.dates import DateFound, dates_of
from musnad.text.doc import Doc
from musnad.text.places import among, places

MEETINGS = frozenset(("CONSULT", "COOPERATE"))


class Found(Struct, frozen=True):
    """The events of an article, and its amounts and counts."""

    events: tuple[Event, ...]
    quantities: tuple[Quantity, ...] = ()


def find(
    doc: Doc, mentions: Sequence[Mention], attributions: Sequence[Attribution], lex: Lexicon, article: Article
) -> Found:
    """Find the events of an article, in text order."""
    scene = Scene(doc, mentions, attributions, lex)
    found: list[Event] = []
    for sentence, told in sentences(scene, article):
        dropped = {
            kind
            for kind in JUDGED
            if any(one.event.type == kind for one in told) and not likely(scene, sentence, kind, told)
        }
        found.extend(one.event for one in told if one.event.type not in dropped)
    return Found(tuple(found), quantities(scene, found))


def sentences(scene: Scene, article: Article) -> list[tuple[Span, list[Told]]]:
    """The sentences of the body that hold an event by the rules, each with what it tells."""
    doc = scene.doc
    known = forms(scene.lex)
    body = doc.words.at(doc.body) if doc.body else 0
    told = places(map(known.__getitem__, doc.words.folded[body:]), body)
    numbers = dict.fromkeys(map(doc.sentence_of, told))
    found = []
    dates: tuple[DateFound, ...] | None = None
    for number in numbers:
        low, high = doc.sentences[number]
        seen = joined(scene, list(candidates(scene, among(told, low, high))))
        if seen:
            dates = dates_of(doc.words) if dates is None else dates
            found.append(((low, high), [Told(one, _event(scene, one, article, dates)) for one in seen]))
    return found


def _event(scene: Scene, one: Candidate, article: Article, dates: tuple[DateFound, ...]) -> Event:
    day = day_of(scene, one, article, dates)
    through = _through(scene, one)
    meant = marks(scene, one, article, day)
    kind = "AGREE" if meant.future and not meant.negated and one.type in MEETINGS else one.type
    return Event(
        type=kind,
        mode=mode(scene, one) if kind == one.type else "",
        context=contexts(scene, one),
        trigger=scene.trigger(one.start, one.stop),
        actor=_evidences(scene, one.actors),
        recipient=_evidences(scene, [part for part in one.recipients if part not in one.actors]),
        date=day,
        negated=meant.negated or _refuted(scene, one, through),
        future=meant.future,
        hypothetical=meant.hypothetical,
        historical=meant.historical,
        attribution=through,
        rule=one.rule,
        row=f"event_verbs:{one.row.key}",
    )


def _evidences(scene: Scene, parts: list[Part]) -> tuple[Evidence, ...]:
    """The words of phrases, each once."""
    return tuple(dict.fromkeys(scene.evidence(part) for part in parts))


def _refuted(scene: Scene, one: Candidate, through: int | None) -> bool:
    """Whether somebody denies it: «نفى الوزير أن تكون نورستان قد قصفت الميناء»، «نفى الناطق قصف الميناء»."""
    if through is None or scene.attributions[through].kind != "denial":
        return False
    first = scene.doc.words.at(scene.attributions[through].content.start)
    return (one.finite and all(scene.kind(k) != "which" for k in range(first, one.start))) or one.start <= first + 1


def _through(scene: Scene, one: Candidate) -> int | None:
    """The innermost attribution in whose content the trigger stands."""
    start = scene.doc.words.start[one.start]
    best: tuple[int, int] | None = None
    for n, said in enumerate(scene.attributions):
        if said.content.start <= start < said.content.stop and not said.cue.start <= start < said.cue.stop:
            size = said.content.stop - said.content.start
            best = min(best, (size, n)) if best is not None else (size, n)
    return best[1] if best is not None else None
