"""The company of an article: all its actors, read off its phrases and its sources."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from musnad.extract.actors import Actor
from musnad.extract.grammar import Grammar
from musnad.extract.heads import as_written, gender_of
from musnad.extract.looker import MARKS
from musnad.extract.names import bare
from musnad.extract.parsing import SourceReader
from musnad.extract.phrases import Phrase
from musnad.extract.roles import NOBODY, Resolution, resolve_role, roles
from musnad.records import Mention, MentionType, Span
from musnad.text.doc import Doc

_ARTICLE = ("ال", "لل", "وال", "بال")


class Actors:
    """All mentions of one article; made from its phrases and the source spans that were found."""

    def __init__(
        self,
        doc: Doc,
        mentions: Sequence[Mention],
        sources: Sequence[Span],
        grammar: Grammar,
        day: str | None,
        carriers: Sequence[Span] = (),
    ) -> None:
        self.doc = doc
        self.day = day
        self.grammar = grammar
        at = doc.words.at
        persons = {
            at(m.where.start): at(m.where.stop - 1) + 1 for m in mentions if m.type == "PER" and m.form == "name"
        }
        self.reader = SourceReader(doc, grammar, persons)
        self._body = doc.words.at(doc.body)
        self._by_span: dict[Span, Actor] = {}
        self._resolved: dict[Span, Resolution] = {}
        self.sources = [self.at(*span) for span in sorted(set(sources))]
        self._carriers = [self.at(*span) for span in sorted(set(carriers) - set(sources))]
        self.all = sorted(self._gather(), key=lambda a: (a.start, -a.stop))

    # --- making ---------------------------------------------------------------------------------------------

    def at(self, start: int, stop: int) -> Actor:
        """The actor of a source span (raw offsets)."""
        made = self._by_span.get((start, stop))
        if made is None:
            words = self.doc.words
            first, last = words.at(start), max(words.at(start) + 1, bisect_left(words.start, stop))
            phrase = self.reader.whole(self.reader.source(first, last))
            end = max(stop, words.stop[phrase.stop - 1]) if phrase.stop > last else stop
            made = self._by_span[start, stop] = self._make(phrase, True, (start, end))
        return made

    def _gather(self) -> list[Actor]:
        found = {a.key: a for a in (*self._carriers, *self.sources)}
        read = {a.start: a.stop for a in found.values()}
        folded, reader = self.reader.folded, self.reader
        heads, at = self.grammar.heads, 0
        total = len(folded)
        persons = self.reader.persons
        covered = 0
        for at in range(total):
            if at in read:
                covered = max(covered, read[at])
                continue
            token = folded[at]
            phrase = None
            head = heads.get(token)
            if head is not None:
                phrase = reader.phrase(at, total)
                if head.kind == "person" and at < covered and phrase.name is not None:
                    continue
                if head.kind in ("person", "source"):
                    covered = max(covered, phrase.stop)
            elif at >= covered and (at in persons or self.grammar.given(token) or self._known_other(at)):
                phrase = reader.around_name(at, total) or self._known_phrase(at)
                if phrase is not None:
                    covered = max(covered, phrase.stop)
            if phrase is not None and (phrase.start, phrase.stop) not in found:
                made = self._make(phrase, False, None)
                found[made.key] = made
        return list(found.values())

    def _known_other(self, at: int) -> bool:
        return self.reader.known(at) is not None

    def _known_phrase(self, at: int) -> Phrase | None:
        known = self.reader.known(at)
        return None if known is None else Phrase(at, at + 1 + len(known.rest), None, None, known)

    def _make(self, phrase: Phrase, source: bool, span: Span | None) -> Actor:
        folded, raw = self.reader.folded, self.doc.words.raw(phrase.start)
        after = folded[phrase.start + 1] if phrase.start + 1 < phrase.stop else ""
        head = as_written(phrase.head, raw, after)
        name = tuple(t for t in folded[slice(*phrase.name)] if t[0].isalpha()) if phrase.name else ()
        words = self._words(phrase.start, phrase.stop) - ({head.noun} if head else set())
        if head is not None and head.noun == "رييس" and "وزير" in words:
            words = words - {"وزير"} | {"حكومه"}  # رئيس الوزراء is رئيس الحكومة
        ids = self._ids(phrase, name)
        return Actor(
            start=phrase.start,
            stop=phrase.stop,
            head=head,
            name=name,
            words=frozenset(words | {head.noun} if head else words),
            known_id=ids[0] if len(ids) == 1 else None,
            core=self._is_core(phrase),
            type=self._type(phrase),
            title=phrase.start < self._body,
            source=source,
            definite=head.definite if head and folded[phrase.start] not in ("احد", "احدي") else head is None,
            construct=head is not None and not head.definite and self._settled(phrase),
            fullness=self._fullness(phrase, name, source),
            points_back=self._points_back(phrase),
            candidates=ids if len(ids) > 1 else (),
            span=span,
            sex=self._sex(phrase, name),
        )

    def _ids(self, phrase: Phrase, name: tuple[str, ...]) -> tuple[str, ...]:
        """The ids that the tables have for the personal name, failing that for the core of the phrase."""
        if phrase.name is None:
            return phrase.known.target.ids if phrase.known is not None and self._is_core(phrase) else ()
        known = self.reader.known(phrase.name[0])
        if known is not None and known.target.type == "PER" and 1 + len(known.rest) == len(name):
            return known.target.ids
        if phrase.head is not None or len(name) > 1:
            return self.grammar.shorts.get(name, ())
        return ()

    def _settled(self, phrase: Phrase) -> bool:
        """Whether anything in the phrase is definite."""
        if phrase.name is not None or phrase.known is not None:
            return True
        own = roles(self.grammar.lex).kinds["own"]
        return any(t.startswith(_ARTICLE) or t in own for t in self.reader.folded[phrase.start : phrase.stop])

    def _points_back(self, phrase: Phrase) -> bool:
        if phrase.head is not None and phrase.head.noun == "ضيف":
            return True
        return any(self.reader.particle(at) == "last" for at in range(phrase.start, phrase.stop))

    def _fullness(self, phrase: Phrase, name: tuple[str, ...], source: bool) -> tuple[int, ...]:
        """What makes one form fuller than another: in the body, a whole name, a title, length, earliness."""
        head = phrase.head
        glued = head is not None and head.clitics and self.reader.folded[phrase.start].startswith("لل")
        titled = head is not None or (phrase.name is not None and phrase.stop > phrase.name[1])
        size = 0 if name else min(phrase.stop - phrase.start, 12)
        body = phrase.start >= self._body and not glued
        return (int(body), int(len(name) > 1), int(titled), min(len(name), 3), size, int(source), -phrase.start)

    def _sex(self, phrase: Phrase, name: tuple[str, ...]) -> str:
        if name:
            part = self.grammar.parts.get(name[0])
            return part.gender or "m" if part is not None else "m"
        if phrase.known is not None and phrase.known.target.table in ("states", "places"):
            return "f"
        last = phrase.stop - 1 if phrase.known is not None and phrase.head is None else phrase.start
        return gender_of(self.reader.folded[last])  # «الأمم المتحدة»

    def _is_core(self, phrase: Phrase) -> bool:
        """Whether a known name is what the phrase names: it is all of it, or all but the noun before it."""
        known, head = phrase.known, phrase.head
        if known is None:
            return False
        words = [t for t in self.reader.folded[phrase.start : phrase.stop] if t[0].isalnum()]
        size = 1 + len(known.rest)
        if phrase.stop - phrase.start == size:
            return True
        if known.target.type == "PER" or self.reader.known(phrase.start) is known:
            return len(words) <= size + 1
        if head is None or (known.target.type == "LOC" and head.noun not in ("دوله", "مملكه", "جمهوريه", "اماره")):
            return False
        quoted = self.reader.folded[min(phrase.start + 1, phrase.stop - 1)] in MARKS
        after = self.reader.known(phrase.start + 1 + quoted) is known
        return after and head.kind in ("body", "outlet") and len(words) <= size + 2

    def _type(self, phrase: Phrase) -> MentionType:
        if phrase.name is not None:
            return "PER"
        if phrase.head is not None:
            kind = phrase.head.kind
            return "ORG" if kind in ("body", "outlet") else "OTHER" if kind == "document" else "PER"
        return phrase.known.target.type if phrase.known is not None else "PER"

    def _words(self, start: int, stop: int) -> set[str]:
        found: set[str] = set()
        reader, own = self.reader, roles(self.grammar.lex).kinds["own"]
        at = start
        while at < stop:
            token = reader.folded[at]
            if not token[0].isalnum():
                at += 1
                continue
            known = reader.known(at)
            if known is not None and known.target.table == "states" and at + len(known.rest) < stop:
                found.add("@" + known.target.ids[0])
                at += 1 + len(known.rest)
                continue
            state = reader.demonym(at)
            head = self.grammar.heads.get(token)
            if token in own:
                found.add("بلاد")
            elif state and not (at == start and head):
                found.add("@" + state)
            elif head is not None:
                found.add(head.noun)
            elif reader.particle(at) in ("", "bind"):
                found.add(self._stem(token))
            at += 1
        return found

    def _stem(self, token: str) -> str:
        """The word without article, and without a clitic where the article has it alone elsewhere."""
        stem = bare(token)
        if stem == token and len(token) > 4 and token[0] in "ولبفك" and token[1:] in self.reader.vocabulary:
            return token[1:]
        return stem

    def resolution(self, actor: Actor) -> Resolution:
        """Who the tables say a role without a name is, on the article's day."""
        found = self._resolved.get(actor.key)
        if found is None:
            found = self._resolved[actor.key] = self._look_up(actor)
        return found

    def _look_up(self, actor: Actor) -> Resolution:
        head = actor.head
        if head is None or head.kind != "person" or head.number != "s" or actor.name or len(actor.words) < 2:
            return NOBODY
        if not (actor.definite or actor.construct):
            return NOBODY
        start, stop = self.place(actor)
        state = rank = ""
        if head.noun == "نظير" or "بلاد" in actor.words:
            state, rank = self._beside(actor)
        return resolve_role(self.doc.text[start:stop], self.day, self.grammar.lex, state=state, rank=rank)

    def _beside(self, actor: Actor) -> tuple[str, str]:
        """The state and the rank of the office of the last person before: for «بلاده», «نظيره»."""
        state = rank = ""
        for other in reversed(self.all):
            if other.stop > actor.start or other.type != "PER" or (other.head and other.head.noun == "نظير"):
                continue
            state = state or next((w[1:] for w in other.words if w.startswith("@state:")), "")
            rank = rank or self._rank(other)
            if (state and rank) or actor.start - other.stop > 60:
                break
        return state, rank

    def _rank(self, other: Actor) -> str:
        if other.known_id is not None and other.known_id.startswith("person:"):
            book = roles(self.grammar.lex)
            held = book.offices_of(other.known_id, self.day)
            if held:
                return book.rank(held[0])
        if other.head is None or other.head.kind != "person":
            return ""
        words = self.doc.words
        stop = other.start + len(other.name) if other.head is None else self._before_name(other)
        text = self.doc.text[words.start[other.start] : words.stop[stop - 1]]
        return resolve_role(text, self.day, self.grammar.lex).rank

    def _before_name(self, other: Actor) -> int:
        """Where the title of a named person ends."""
        for at in range(other.start + 1, other.stop):
            if other.name and self.reader.folded[at] == other.name[0]:
                return at
        return other.stop

    # --- asking ---------------------------------------------------------------------------------------------

    def place(self, actor: Actor) -> Span:
        """The raw offsets of an actor's phrase, without the clitics before it."""
        words = self.doc.words
        if actor.span is not None:
            start, stop = actor.span
        else:
            start, stop = words.start[actor.start], words.stop[actor.stop - 1]
        token = words.folded[actor.start]
        clitics = actor.head.clitics if actor.head else 0
        known = self.reader.known(actor.start)
        if not clitics and known is not None:
            clitics = known.clitics
        if clitics and start == words.start[actor.start] and not token[clitics - 1 :].startswith("لل"):
            start = self.doc.folded.span(
                words.folded_start[actor.start] + clitics, words.folded_start[actor.start] + clitics
            )[0]
        return start, stop

    def speakers_before(self, mention: Actor) -> Iterator[Actor]:
        """The mentions that spoke before this one, the latest first."""
        return (actor for actor in reversed(self.sources) if actor.stop <= mention.start)

    def before(self, mention: Actor) -> Iterator[Actor]:
        """All mentions before this one, the latest first, those of the title last."""
        yield from (a for a in reversed(self.all) if a.stop <= mention.start and not a.title)
        yield from (a for a in self.all if a.title)
