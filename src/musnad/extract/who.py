"""Who is meant: the mentions of one article gathered into actors, each with its fullest form and its id.

Who speaks in a verb without a subject (وأضاف) is decided here and nowhere else; what other references go back to
stands in `references`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from msgspec import Struct, structs

from musnad.extract.actors import Actor
from musnad.extract.company import Actors
from musnad.extract.grammar import grammar
from musnad.extract.looker import MARKS
from musnad.extract.misprints import meant_by_misprint
from musnad.extract.names import speaks_for
from musnad.extract.references import RULES
from musnad.extract.relatives import clause_end
from musnad.extract.scene import class_words
from musnad.lexicon import Lexicon
from musnad.records import Entity, Mention, MentionType, Span
from musnad.text.doc import Doc
from musnad.text.fold import fold_text

MISPRINT = "misprint?"


class Who(Struct, frozen=True):
    """Whom a mention means: `text` is the fullest form, an exact substring of the article at `start`.

    `id` is None for a source that is not named; `candidates` hold the ids where several fit.
    """

    text: str
    start: int
    stop: int
    id: str | None
    type: MentionType
    basis: str
    candidates: tuple[str, ...] = ()
    gender: str = "m"
    number: str = "s"


class Doubt(Struct, frozen=True):
    """A mention `[start, stop)` (raw offsets) that may mean any of the names, or none of them."""

    start: int
    stop: int
    basis: str
    names: tuple[str, ...]


class Said(Struct, frozen=True):
    """An attribution as the discourse rule sees it: where its cue and content stand (raw offsets), who spoke."""

    cue: int
    start: int
    stop: int
    who: Who


class Cast:
    """The actors of one article."""

    def __init__(self, doc: Doc, actors: Actors, mentions: Sequence[Mention] = ()) -> None:
        self.doc = doc
        self.actors = actors
        self._mentions = mentions
        self._answers: dict[Span, Who] = {}
        self._linked: tuple[Mention, ...] | None = None

    def who(self, start: int, stop: int) -> Who:
        """Whom the mention at `[start, stop)` (raw offsets) means."""
        known = self._answers.get((start, stop))
        if known is None:
            known = self._answers[start, stop] = self._resolve(self.actors.at(start, stop))
        return known

    def misprinted(self, start: int, stop: int) -> Who | None:
        """The one actor whose name the mention at `[start, stop)` (raw offsets) may misprint; None for none or several.

        It is what the article most likely means, and stays marked as a doubt (`doubts`).
        """
        if self.who(start, stop).basis != MISPRINT:
            return None
        meant = meant_by_misprint(self.actors, self.actors.at(start, stop))
        return self._answer(meant[0], MISPRINT) if len(meant) == 1 else None

    def _resolve(self, mention: Actor) -> Who:
        seen = {mention.key}
        basis = "phrase"
        while True:
            for rule in RULES:
                found = rule(self.actors, mention)
                if found is not None:
                    break
            else:
                break
            if found.key in seen:
                break
            basis = basis if basis != "phrase" else rule.__name__
            seen.add(found.key)
            mention = found
        return self._misprint(mention) if basis == "phrase" else self._answer(mention, basis)

    def _misprint(self, actor: Actor) -> Who:
        """The answer for whom no rule knew; with the actors whose name it may misprint as candidates."""
        plain = self._answer(actor, "phrase")
        meant = meant_by_misprint(self.actors, actor) if not plain.candidates else ()
        if not meant:
            return plain
        ids = [self._answer(other, "").id for other in meant]
        return structs.replace(plain, id=None, basis=MISPRINT, candidates=tuple(one for one in ids if one))

    def _answer(self, actor: Actor, basis: str) -> Who:
        start, stop = self.actors.place(actor)
        clause = clause_end(self.actors.reader, actor, class_words(self.actors.grammar.lex, "relative"))
        stop = self.doc.words.stop[clause - 1] if clause else stop
        one, candidates = self._identity(actor)
        return Who(
            self.doc.text[start:stop], start, stop, one, actor.type, basis, candidates, actor.gender, actor.number
        )

    def linked(self) -> tuple[Mention, ...]:
        """The mentions of the article with the entity that each stands for."""
        if self._linked is None:
            self._linked = tuple(self._link(mention) for mention in self._mentions)
        return self._linked

    def entities(self) -> tuple[Entity, ...]:
        """The entities that the mentions and the speakers of the article stand for, in order of appearance."""
        found: dict[str, Entity] = {}
        for mention in self.linked():
            if mention.entity is not None and mention.entity not in found:
                found[mention.entity] = self._entity(mention.entity, mention.type, mention.where.text, mention.rule)
        for who in self._answers.values():
            if who.id is not None and who.id not in found:
                found[who.id] = self._entity(who.id, who.type, who.text, who.basis)
        return tuple(found.values())

    def doubts(self) -> tuple[Doubt, ...]:
        """The mentions asked for of which several or none for certain may be meant, in text order."""
        found = []
        for (start, stop), who in sorted(self._answers.items()):
            if who.id is None and who.candidates:
                names = tuple(self.name_of(one) for one in who.candidates)
                found.append(Doubt(start, stop, who.basis, names))
        return tuple(found)

    def name_of(self, one: str) -> str:
        """The name that an id stands for: that of the tables, failing that its fullest form in the article."""
        row = _rows(self.actors.grammar.lex).get(one)
        if row is not None:
            return str(row.name_ar)
        return next((who.text for who in self._answers.values() if who.id == one), one.removeprefix("name:"))

    def _link(self, mention: Mention) -> Mention:
        start, stop = mention.where.span
        if mention.form == "role" or mention.type == "PER":
            actor = self.actors.at(start, stop)
            one = self._identity(actor)[0] if mention.form == "role" or mention.entity is None else mention.entity
        else:
            one = mention.entity
            if one is not None and one.startswith("place:") and self._speaks(start):
                one = self._state(one)
            elif one is None and self.actors.reader.known(self.doc.words.at(start)) is None:
                one = _own_id(fold_text(mention.where.text).split())
        return structs.replace(mention, entity=one)

    def _speaks(self, start: int) -> bool:
        """Whether a place stands where a speaker does: it is a source, or right after a verb of saying."""
        at = self.doc.words.at(start)
        if any(a.start == at and a.known_id is not None for a in self.actors.sources):
            return True
        return at > 0 and self.doc.words.folded[at - 1] in self.actors.grammar.verbs

    def _state(self, place: str) -> str:
        row = self.actors.grammar.lex.places.get(place)
        return (speaks_for(row) if row is not None else "") or place

    def _entity(self, one: str, kind: MentionType, text: str, basis: str) -> Entity:
        row = _rows(self.actors.grammar.lex).get(one)
        if row is not None:
            return Entity(one, kind, row.name_ar, row.name_en, basis)
        return Entity(one, kind, text, "", basis)

    def _identity(self, actor: Actor) -> tuple[str | None, tuple[str, ...]]:
        """The id of an actor: of the tables, else one of its own from its name; None for those without a name."""
        if (actor.known_id is not None or actor.candidates) and (actor.name or actor.type != "PER"):
            speaks = actor.source and actor.known_id is not None and actor.known_id.startswith("place:")
            return (self._state(actor.known_id) if speaks and actor.known_id else actor.known_id), actor.candidates
        found = self.actors.resolution(actor)
        if found.id is not None or found.candidates:
            return found.id, found.candidates
        if actor.name:
            same = [a.name for a in self.actors.register.namesakes(actor)]
            return _own_id(max([actor.name, *same], key=len)), ()
        return (_own_id(self.actors.reader.folded[actor.start : actor.stop]) if self._is_office(actor) else None), ()

    def _is_office(self, actor: Actor) -> bool:
        """Whether a phrase without a name tells one body or office («رئيس البلدية», not «مسؤول كبير»)."""
        head = actor.head
        if head is None or head.kind in ("document", "source") or head.number != "s" or len(actor.words) < 2:
            return False
        if head.noun == "نظير" or "بلاد" in actor.words:
            return False  # another's office in every article
        if head.definite or head.kind != "person":
            quoted = any(token in MARKS for token in self.actors.reader.folded[actor.start : actor.stop])
            return actor.definite or actor.construct or quoted
        reader, after = self.actors.reader, actor.start + 1
        one = (
            reader.folded[after].startswith("ال")
            or reader.known(after)
            or reader.grammar.heads.get(reader.folded[after])
        )
        return actor.construct and bool(one) and not reader.particle(after)

    def subject(self, at: int, gender: str, number: str, previous: Sequence[Said], goes_on: bool = False) -> Who | None:
        """The speaker of a cue without a source at the raw offset `at`: the last who agrees and is not quoted himself.

        `previous` are the attributions before it in text order; `gender` (m, f) and `number` (s, d, p) are those
        that the verb shows, "" where it shows none; `goes_on`: the verb opens the sentence, so that none is new in it.
        """
        new = None if goes_on else self._new_subject(at, previous)
        if new is not None and _agrees(new, gender, number):
            return new
        agreeing = [said for said in reversed(previous) if _agrees(said.who, gender, number)]
        if agreeing:
            return next((said for said in agreeing if not _quoted(said, previous)), agreeing[0]).who
        if new is not None:
            return new
        return next((said.who for said in reversed(previous) if not _quoted(said, previous)), None)

    def _new_subject(self, at: int, previous: Sequence[Said]) -> Who | None:
        """The subject that opens the sentence of a cue further on, where none of its cues came before."""
        doc = self.doc
        token = doc.words.at(at)
        first, _ = doc.sentences[doc.sentence_of(token)]
        lead = doc.words.folded[first]
        if lead.removeprefix("و") in class_words(self.actors.grammar.lex, "about"):
            return None  # «وحول تصوير الناخبات، قال»
        if token - first < 3 or any(said.cue >= doc.words.start[first] for said in reversed(previous)):
            return None
        everyone = self.actors.all
        opens = bisect_right(everyone, first, key=attrgetter("start"))
        for actor in everyone[opens : bisect_right(everyone, first + 2, key=attrgetter("start"))]:
            if actor.stop <= token and actor.type in ("PER", "ORG"):
                return self._resolve(actor)
        return None


@cache
def _rows(lex: Lexicon) -> dict[str, Any]:
    """The rows that are entities, of all tables."""
    return {**lex.outlets, **lex.organizations, **lex.places, **lex.states, **lex.persons}


def _own_id(tokens: Sequence[str]) -> str:
    """An id from a name alone, the same in every article."""
    return "name:" + "-".join(token for token in tokens if token[0].isalnum())


def _quoted(said: Said, previous: Sequence[Said]) -> bool:
    """Whether the cue stands in the words that another reports."""
    return any(other is not said and other.start <= said.cue < other.stop for other in previous)


def _agrees(who: Who, gender: str, number: str) -> bool:
    person = who.type == "PER"
    if person and ((number in ("d", "p") and who.number == "s") or (number == "s" and who.number in ("d", "p"))):
        return person and number == "s" and who.gender == "f" == gender  # المصادر قالت
    return not gender or gender == who.gender


def cast(
    doc: Doc,
    mentions: Sequence[Mention],
    source_spans: Sequence[Span],
    lex: Lexicon,
    day: str | None = None,
    carriers: Sequence[Span] = (),
) -> Cast:
    """Gather the mentions, sources and carriers of `doc` into actors; `day` (YYYY-MM-DD) dates the roles."""
    return Cast(doc, Actors(doc, mentions, source_spans, grammar(lex), day, carriers), mentions)
