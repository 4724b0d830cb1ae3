"""Stances: who stands where on which initiative, by the article's words.

`find` lets the rules of `stance_rules` propose candidates, `stance_score` keep the likely ones, and makes records.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from msgspec import Struct

from musnad.extract.initiatives import Told, alike, gather
from musnad.extract.stance.around import addressees, day_of
from musnad.extract.stance.called import body_of, plain_name, state_of
from musnad.extract.stance.naming import topic_on
from musnad.extract.stance.rules import candidates
from musnad.extract.stance.scene import Scene
from musnad.extract.stance.score import THRESHOLD, at_most, bonus, found_out, score, seen_at_once
from musnad.extract.stance.topic import Candidate
from musnad.extract.stance.who import Actor
from musnad.lexicon import Lexicon
from musnad.records import Article, Attribution, Initiative, Mention, Stance, evidence
from musnad.text.doc import Doc
from musnad.text.fold import fold_text


class Named(Protocol):
    """What a cast answers: the fullest form in the article and the entity behind it."""

    @property
    def text(self) -> str:
        """The form, an exact substring of the article."""

    @property
    def id(self) -> str | None:
        """The entity, None where it is not settled."""


class Cast(Protocol):
    """Who a stretch of the text means."""

    def who(self, start: int, stop: int) -> Named:
        """Whom the mention at `[start, stop)` (raw offsets) means."""

    def misprinted(self, start: int, stop: int) -> Named | None:
        """The one whose name the mention may misprint, where there is one."""


_LED = ("لل", "بال", "وال", "فال", "كال")
Kept = tuple[Candidate, str, str | None]
"""A candidate with the name of its actor and his entity."""


class Found(Struct, frozen=True):
    """The initiatives of an article and the stances on them."""

    initiatives: tuple[Initiative, ...]
    stances: tuple[Stance, ...]


def find(
    doc: Doc,
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    cast: Cast,
    lex: Lexicon,
    article: Article,
) -> Found:
    """Find the initiatives of an article and who stands where on them."""
    scene = Scene(doc, mentions, attributions, lex)
    first = scene.token(doc.body) if doc.body < len(doc.text) else scene.size
    found = list(candidates(scene, first))
    kept = chosen(scene, found, cast)
    told = [_told(scene, article, cast, candidate, name) for candidate, name, _ in kept]
    initiatives, about = gather(scene, article, told, _namings(scene, found, kept, cast))
    stances, seen = [], set()
    for one, (_, _, entity), on in zip(told, kept, about, strict=True):
        mark = (entity or one.name, one.candidate.value, on.id)
        if mark not in seen:  # an actor takes a stance on an initiative once
            seen.add(mark)
            stances.append(_stance(scene, one, entity, on))
    return Found(initiatives, tuple(stances))


def _namings(scene: Scene, found: list[Candidate], kept: list[Kept], cast: Cast) -> list[Told]:
    """What may name a proposal that is kept and only pointed to («قدم ماكرون الاقتراح»): its proposer's other calls."""
    pointed = {name for one, name, _ in kept if one.value == "proposes" and topic_on(scene, one).back}
    named: list[Told] = []
    for one in found if pointed else ():
        if one.value == "proposes" and one.plan in ("act", "plan", "pact", "law", "measure", "force", "talk"):
            topic = topic_on(scene, one)
            names = [name for name, _ in actors(scene, one.actor, cast) if name in pointed]
            if names and not topic.back and len(topic.words) > 1:
                named.append(Told(one, names[0]))
    return named


def chosen(scene: Scene, found: list[Candidate], cast: Cast) -> list[Kept]:
    """The candidates to keep, each with the name and entity of its actor, in text order."""
    rated = []
    for candidate in found:
        if _denied(scene, candidate):
            continue
        shown = score(scene.lex, seen_at_once(scene, candidate)) + bonus(scene, candidate)
        if shown + at_most(scene.lex) <= THRESHOLD:
            continue  # whoever the actor is
        for name, entity in actors(scene, candidate.actor, cast):
            if name:
                value = shown + score(scene.lex, found_out(scene, candidate, name, entity))
                if value > THRESHOLD:
                    rated.append((value, (candidate, name, entity)))
    return [rated[n][1] for n in pick(scene, rated)]


def _denied(scene: Scene, one: Candidate) -> bool:
    """Whether the stance is only what someone says is not so («نفى أن تكون بلاده قد تعهدت»)."""
    if one.attribution == -1:
        return False
    through = scene.attributions[one.attribution]
    start = scene.span(one.start, one.stop)[0]
    return through.kind == "denial" and through.content.start <= start < through.content.stop


def pick(scene: Scene, rated: Sequence[tuple[float, Kept]]) -> list[int]:
    """Which of the rated candidates stay, as indices in text order: one actor takes one stance on one initiative.

    The likeliest come first; who puts a plan forward is told by the verb rather than by a mention of his plan.
    """
    order = sorted(
        range(len(rated)),
        key=lambda n: (_mention(rated[n][1][0]), -rated[n][0], rated[n][1][0].start, rated[n][1][0].stop),
    )
    kept: list[int] = []
    for n in order:
        candidate, name, entity = rated[n][1]
        others = (rated[k][1] for k in kept)
        if not any(_same(scene.lex, name, entity, other) and _again(scene, candidate, other[0]) for other in others):
            kept.append(n)
    return sorted(kept, key=lambda n: (rated[n][1][0].start, rated[n][1][0].stop, rated[n][1][1]))


def _mention(one: Candidate) -> bool:
    """Whether no verb tells the stance: a proposal only mentioned («باقتراح ماكرون»), a verdict («طعنة في الظهر»)."""
    if one.rule == "verdict":
        return True
    return one.value == "proposes" and (one.rule == "proposal" or (one.rule == "masdar" and one.actor.how == "by"))


def _same(lex: Lexicon, name: str, entity: str | None, other: Kept) -> bool:
    """Whether two actors are one: by entity, by the words of their names, or a state and a body that speaks for it."""
    mine, his = _words(name), _words(other[1])
    states = state_of(lex, entity, mine), state_of(lex, other[2], his)
    if states[0] and states[0] == states[1]:
        return True
    if entity is not None and other[2] is not None:
        return entity == other[2]
    return mine <= his or his <= mine


@lru_cache(maxsize=1024)
def _words(name: str) -> frozenset[str]:
    return frozenset(fold_text(name).split())


def _again(scene: Scene, one: Candidate, other: Candidate) -> bool:
    """Whether two candidates of one actor tell the same stance: at one place, or on one initiative."""
    if one.start < other.stop and other.start < one.stop:
        return True
    if one.value != other.value:
        return False  # who changed his mind takes two stances
    mine, his = topic_on(scene, one), topic_on(scene, other)
    if mine.back == "it" or his.back == "it":
        return True  # «بموافقته», «رفضته»: what has been named
    named = (
        one.value == "proposes"
        and "offer" in (one.plan, other.plan)
        and bool(mine.back or his.back or one.rule == "proposal")
    )
    return named or alike(mine, his)


def actors(scene: Scene, actor: Actor, cast: Cast) -> list[tuple[str, str | None]]:
    """The names of an actor: the speaker's, or those of the phrase; those that are no names of actors are empty."""
    return [(plain_name(scene, name), entity) for name, entity in _called(scene, actor, cast)]


def _called(scene: Scene, actor: Actor, cast: Cast) -> list[tuple[str, str | None]]:
    if actor.speaker != -1:
        body = body_of(scene, actor) if actor.how == "own" and actor.start != -1 else None
        if body is not None:
            named = cast.who(*body)
            return [(named.text, named.id)]
        one = scene.attributions[actor.speaker]
        if one.source is not None and _asked(scene, one, one.source.start):
            return [(scene.doc.text[slice(*one.source.span)].split()[0], None)]
        meant = cast.misprinted(*one.source.span) if one.source is not None else None
        return [(meant.text, meant.id) if meant is not None else (one.speaker, one.speaker_id)]
    found = []
    for first, last in actor.parts or ((actor.start, actor.stop),):
        start, stop = scene.span(first, last)
        if scene.doc.text[start] == "و" and len(actor.parts) > 1 and first != actor.start:
            start += 1
        found.append(_named(scene, cast, start, stop))
    return found


def _asked(scene: Scene, one: Attribution, source: int) -> bool:
    """Whether the speaker found for a paper stands behind it, as one who is asked: «طالب البيان رئيس الجمهورية»."""
    at = scene.token(source)
    head, after = scene.heads.get(scene.tokens[at]), scene.heads.get(scene.tokens[at + 1])
    place = scene.doc.text.find(one.speaker, source, one.content.stop) if one.speaker else -1
    asked = place > source or (after is not None and after.kind == "person")
    return head is not None and head.kind == "document" and head.definite and asked


def _named(scene: Scene, cast: Cast, start: int, stop: int) -> tuple[str, str | None]:
    """The fullest form of a name and its entity; of a place, the form that stands here."""
    named, here = cast.who(start, stop), scene.doc.text[start:stop]
    place = scene.mention_type.get(scene.token(start)) == "LOC"
    led = named.text.startswith(_LED) and not here.startswith(_LED)  # «للاتحاد»
    tail = named.text.removeprefix(here).split() if named.text.startswith(here) else []
    led = led or _scattered(scene, start, stop, named.text)
    led = led or bool(tail and (tail[0][0] in "ولب" or tail[0].endswith("ت")))  # «رئيس الجمهورية أدت»
    return (here if led or (place and len(here) < len(named.text)) else named.text), named.id


def _scattered(scene: Scene, start: int, stop: int, name: str) -> bool:
    """Whether a role of two words is no part of the name: «رئيس الجمهورية», not «رئيس حزب الوفاق من أجل الجمهورية»."""
    at = scene.token(start)
    role = at + 1 < scene.size and scene.definite(at + 1) and not scene.definite(at) and at not in scene.mention_stop
    return role and scene.token_stop(stop) - at == 2 and scene.doc.text[start:stop] not in name


def _told(scene: Scene, article: Article, cast: Cast, one: Candidate, name: str) -> Told:
    """A kept candidate with whom it is addressed to and its day."""
    asked = addressees(scene, one, lambda start, stop: cast.who(start, stop).text)
    day = day_of(scene, scene.lex, article, one.start, one.stop)
    return Told(one, name, tuple(who for who in asked if who and who != name), day)


def _stance(scene: Scene, told: Told, entity: str | None, on: Initiative) -> Stance:
    text, candidate = scene.doc.text, told.candidate
    held = candidate.condition
    return Stance(
        actor=told.name,
        actor_id=entity,
        stance=candidate.value,
        initiative=on.label,
        initiative_id=on.id,
        evidence=evidence(text, *scene.span(candidate.start, candidate.stop)),
        attribution=candidate.attribution if candidate.attribution != -1 else None,
        rule=candidate.rule,
        row=candidate.row,
        condition=evidence(text, *scene.span(*held)) if held is not None else None,
        day=told.day,
    )
