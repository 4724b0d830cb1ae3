"""Who is meant: the mentions of one article gathered into actors, each with its fullest form.

The rules stand in `RULES`, in their order: the first that knows whom a mention means decides, and its name is the
`basis` of the answer. What speakers an anaphor (المصدر، الأخير, a verb without subject) may go back to is decided
here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct, structs

from musnad.extract.actors import Actor, Actors, alike, fits, names_agree
from musnad.extract.documents import issuer
from musnad.extract.grammar import grammar
from musnad.lexicon import Lexicon
from musnad.records import Entity, Mention, MentionType, Span
from musnad.text.doc import Doc


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


class Said(Struct, frozen=True):
    """An attribution as the discourse rule sees it: where its cue and content stand (raw offsets), who spoke."""

    cue: int
    start: int
    stop: int
    who: Who


Rule = Callable[["Cast", Actor], Actor | None]


class Cast:
    """The actors of one article."""

    def __init__(self, doc: Doc, actors: Actors, mentions: Sequence[Mention] = ()) -> None:
        self.doc = doc
        self.actors = actors
        self._mentions = mentions
        self._answers: dict[Span, Who] = {}

    def who(self, start: int, stop: int) -> Who:
        """Whom the mention at `[start, stop)` (raw offsets) means."""
        known = self._answers.get((start, stop))
        if known is None:
            known = self._answers[start, stop] = self._resolve(self.actors.at(start, stop))
        return known

    def _resolve(self, mention: Actor) -> Who:
        seen = {mention.key}
        basis = "phrase"
        while True:
            for rule in RULES:
                found = rule(self, mention)
                if found is not None:
                    break
            else:
                break
            if found.key in seen:
                break
            basis = basis if basis != "phrase" else rule.__name__
            seen.add(found.key)
            mention = found
        return self._answer(mention, basis)

    def _answer(self, actor: Actor, basis: str) -> Who:
        start, stop = self.actors.place(actor)
        one, candidates = self._identity(actor)
        return Who(
            self.doc.text[start:stop], start, stop, one, actor.type, basis, candidates, actor.gender, actor.number
        )

    def linked(self) -> tuple[Mention, ...]:
        """The mentions of the article with the entity that each stands for."""
        return tuple(self._link(mention) for mention in self._mentions)

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

    def _link(self, mention: Mention) -> Mention:
        start, stop = mention.where.span
        if mention.form == "role" or mention.type == "PER":
            actor = self.actors.at(start, stop)
            one = self._identity(actor)[0] if mention.form == "role" or mention.entity is None else mention.entity
        else:
            one = mention.entity
            if one is not None and one.startswith("place:") and self._speaks(start):
                one = self._state(one)
        return structs.replace(mention, entity=one)

    def _speaks(self, start: int) -> bool:
        """Whether a place stands where a speaker does: it is a source, or right after a verb of saying."""
        at = self.doc.words.at(start)
        if any(a.start == at and a.known_id is not None for a in self.actors.sources):
            return True
        return at > 0 and self.doc.words.folded[at - 1] in self.actors.grammar.verbs

    def _state(self, place: str) -> str:
        row = self.actors.grammar.lex.places.get(place)
        return row.state if row is not None and row.kind == "capital" and row.state else place

    def _entity(self, one: str, kind: MentionType, text: str, basis: str) -> Entity:
        lex = self.actors.grammar.lex
        for table in (lex.persons, lex.states, lex.places, lex.organizations, lex.outlets):
            row = table.get(one)
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
            same = [a.name for a in self.actors.all if a.name and names_agree(actor, a)]
            return _own_id(max([actor.name, *same], key=len)), ()
        named = actor.head is not None and (actor.definite or actor.construct) and len(actor.words) > 1
        if not named or actor.type == "OTHER" or (actor.head and actor.head.kind == "source"):
            return None, ()
        return _own_id(self.actors.reader.folded[actor.start : actor.stop]), ()

    def speakers_before(self, mention: Actor) -> Iterator[Actor]:
        """The mentions that spoke before this one, the latest first."""
        for actor in reversed(self.actors.sources):
            if actor.stop <= mention.start:
                yield actor

    def before(self, mention: Actor) -> Iterator[Actor]:
        """All mentions before this one, the latest first, those of the title last."""
        body = [a for a in self.actors.all if a.stop <= mention.start and not a.title]
        yield from reversed(body)
        yield from (a for a in self.actors.all if a.title)

    def subject(self, at: int, gender: str, number: str, previous: Sequence[Said]) -> Who | None:
        """The speaker of a cue without a source at the raw offset `at`: the last who agrees and is not quoted himself.

        `previous` are the attributions before it in text order; `gender` (m, f) and `number` (s, d, p) are those
        that the verb shows, "" where it shows none.
        """
        outer = [s for s in previous if not any(o is not s and o.start <= s.cue < o.stop for o in previous)]
        new = self._new_subject(at, previous)
        if new is not None and _agrees(new, gender, number):
            return new
        for said in (*reversed(outer), *reversed(previous)):
            if _agrees(said.who, gender, number):
                return said.who
        return new or (outer[-1].who if outer else None)

    def _new_subject(self, at: int, previous: Sequence[Said]) -> Who | None:
        """The subject that opens the sentence of a cue further on, where none of its cues came before."""
        doc = self.doc
        token = doc.words.at(at)
        first, _ = doc.sentences[doc.sentence_of(token)]
        if token - first < 3 or any(said.cue >= doc.words.start[first] for said in previous):
            return None
        for actor in self.actors.all:
            if first < actor.start <= first + 2 and actor.stop <= token and actor.type in ("PER", "ORG"):
                return self._resolve(actor)
        return None


def _own_id(tokens: Sequence[str]) -> str:
    """An id from a name alone, the same in every article."""
    return "name:" + "-".join(token for token in tokens if token[0].isalnum())


def _agrees(who: Who, gender: str, number: str) -> bool:
    person = who.type == "PER"
    if person and ((number in ("d", "p") and who.number == "s") or (number == "s" and who.number in ("d", "p"))):
        return person and number == "s" and who.gender == "f" == gender  # المصادر قالت
    return not gender or gender == who.gender


# --- the rules ---------------------------------------------------------------------------------------------


def by_name(cast: Cast, mention: Actor) -> Actor | None:
    """A person's name: the fullest phrase that holds the same name."""
    if not mention.name:
        return None
    one = mention.known_id
    same = [a for a in cast.actors.all if a.name and ((one and a.known_id == one) or names_agree(mention, a))]
    return _fullest([mention, *same])


def by_role(cast: Cast, mention: Actor) -> Actor | None:
    """A role («الرئيس الفرنسي»): the person named in the article who held it on the day."""
    if mention.head is None or mention.name:
        return None
    one = cast.actors.resolution(mention).id
    same = [a for a in cast.actors.all if one and a.known_id == one and a.name]
    return _fullest(same) if same else None


def by_id(cast: Cast, mention: Actor) -> Actor | None:
    """A body, outlet or state that the tables know: its longest name in the article."""
    if mention.known_id is None or mention.type == "PER":
        return None
    if mention.head is not None and mention.head.kind in ("person", "source", "document"):
        return None
    same = [a for a in cast.actors.all if a.known_id == mention.known_id and a.core and a.type == mention.type]
    return _fullest([mention, *same])


def the_last(cast: Cast, mention: Actor) -> Actor | None:
    """«الأخير», «ضيف البرنامج»: the person who spoke last."""
    if not mention.points_back:
        return None
    named = (a for a in (*cast.speakers_before(mention), *cast.before(mention)) if a.name)
    return next((a for a in named if a.key != mention.key), None)


def the_same_source(cast: Cast, mention: Actor) -> Actor | None:
    """«المصدر», «المصدر ذاته»: the unnamed source before it, failing that whoever spoke last."""
    if mention.head is None or mention.head.kind != "source" or not mention.bare_definite:
        return None
    speakers = list(cast.speakers_before(mention))
    same = [a for a in speakers if a.head and a.head.noun == mention.head.noun and not a.bare_definite]
    one = [a for a in speakers if (a.head is None or a.head.kind != "document") and _one_or_many(mention, a)]
    return next(iter(same or one), None)


def the_issuer(cast: Cast, mention: Actor) -> Actor | None:
    """«البيان»: who issued it, as its phrase or its first mention says."""
    return issuer(cast.actors, mention)


def the_antecedent(cast: Cast, mention: Actor) -> Actor | None:
    """A role or body noun («الوزير», «الحزب»): the last who spoke, failing that was named, and fits it."""
    if mention.head is None or mention.name or not (mention.definite or mention.construct):
        return None
    found = _first(mention, cast.speakers_before(mention), strict=True) or _first(
        mention, cast.before(mention), strict=True
    )
    if found is None and mention.bare_definite:
        found = _first(mention, cast.speakers_before(mention), strict=False) or _first(
            mention, cast.before(mention), strict=False
        )
    if found is None:
        found = _first(mention, (a for a in cast.actors.all if a.start > mention.start), strict=True)
    return found


def the_fuller_body(cast: Cast, mention: Actor) -> Actor | None:
    """A body with more words elsewhere: «المكتب السياسي» of «المكتب السياسي لحزب الأفق»."""
    if mention.head is None or mention.name or mention.head.kind not in ("body", "outlet") or not mention.definite:
        return None
    return _first(mention, cast.actors.all, strict=True)


def the_official(cast: Cast, mention: Actor) -> Actor | None:
    """«المسؤول», «القيادي»: failing an antecedent of its own noun, the person who spoke last."""
    if mention.head is None or mention.head.noun not in _ANYONE or not mention.bare_definite:
        return None
    persons = (a for a in cast.speakers_before(mention) if a.type == "PER" and a.head and a.name)
    return next((a for a in persons if a.number == mention.number and a.gender == mention.gender), None)


def the_only_named(cast: Cast, mention: Actor) -> Actor | None:
    """A role with its state or body («الأمين العام للرابطة»): the one person named with the same bare role."""
    head = mention.head
    if head is None or head.kind != "person" or mention.name or head.number != "s" or mention.bare_definite:
        return None
    if not (mention.definite or mention.construct):
        return None
    named = [a for a in cast.actors.all if a.name and a.head and a.head.noun == head.noun and a.number == "s"]
    bare = [a for a in named if a.modifiers <= mention.words and len(a.modifiers) > 0]
    if len({a.name[-1] for a in bare}) == 1 == len({a.name[-1] for a in named}):
        return bare[0]
    return None


_ANYONE = frozenset(("مسوول", "مسيول", "قيادي", "دبلوماسي", "سياسي", "ناشط", "اعلامي"))


def _one_or_many(mention: Actor, other: Actor) -> bool:
    """Whether both are one or both are many; bodies in the plural count as one."""
    return (mention.number == "s") == (other.number == "s") or bool(other.head and other.head.kind == "body")


def _first(mention: Actor, candidates: Iterable[Actor], strict: bool) -> Actor | None:
    check = fits if strict else alike
    return next((a for a in candidates if check(mention, a)), None)


def _fullest(actors: list[Actor]) -> Actor | None:
    return max(actors, key=lambda a: a.fullness)


RULES: tuple[Rule, ...] = (
    by_name, by_role, the_last, the_same_source, the_issuer, the_antecedent, the_official, the_fuller_body,
    the_only_named, by_id,
)  # fmt: skip


def cast(
    doc: Doc, mentions: Sequence[Mention], source_spans: Sequence[Span], lex: Lexicon, day: str | None = None
) -> Cast:
    """Gather the mentions and source phrases of `doc` into actors; `day` (YYYY-MM-DD) dates the roles."""
    return Cast(doc, Actors(doc, mentions, source_spans, grammar(lex), day), mentions)
