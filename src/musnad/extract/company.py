"""The company of an article: all its actors, read off its phrases and its sources."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile
from operator import attrgetter

from musnad.extract.actors import Actor
from musnad.extract.grammar import Grammar
from musnad.extract.parsing import SourceReader
from musnad.extract.phrases import Phrase
from musnad.extract.register import Register
from musnad.extract.roles import NOBODY, Resolution, resolve_role, roles
from musnad.records import Mention, Span
from musnad.text.doc import Doc
from musnad.text.places import places

_FAR = 1000


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
        self.register = Register(self.all)
        self.speakers = Register(self.sources)

    # --- making ---------------------------------------------------------------------------------------------

    def at(self, start: int, stop: int) -> Actor:
        """The actor of a source span (raw offsets)."""
        made = self._by_span.get((start, stop))
        if made is None:
            words = self.doc.words
            first, last = words.at(start), max(words.at(start) + 1, bisect_left(words.start, stop))
            phrase = self.reader.whole(self.reader.source(first, last))
            end = max(stop, words.stop[phrase.stop - 1]) if phrase.stop > last else stop
            made = self._by_span[start, stop] = self._make(phrase, (start, end))
        return made

    def _gather(self) -> list[Actor]:
        found = {a.key: a for a in (*self._carriers, *self.sources)}
        read = {a.start: a.stop for a in found.values()}
        folded, reader = self.reader.folded, self.reader
        heads, total, covered = self.grammar.heads, len(folded), 0
        persons, opens = self.reader.persons, self.grammar.opens
        for at in sorted({*places(map(opens, folded)), *read, *persons, *reader.all_known}):
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
                made = self._make(phrase, None)
                found[made.key] = made
        return list(found.values())

    def _known_other(self, at: int) -> bool:
        return self.reader.known(at) is not None

    def _known_phrase(self, at: int) -> Phrase | None:
        known = self.reader.known(at)
        return None if known is None else Phrase(at, at + 1 + len(known.rest), None, None, known)

    def _make(self, phrase: Phrase, span: Span | None) -> Actor:
        return Actor(self.reader, phrase, self._body, span)

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
            if not (other.name or other.definite or other.construct):
                continue  # «موفدا» is nobody's counterpart
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

    def speakers_before(self, mention: Actor, among: Sequence[Actor] | None = None) -> Iterator[Actor]:
        """The mentions that spoke before this one, the latest first; `among`: of these speakers.

        Neither this nor `before` goes back further than `_FAR` mentions.
        """
        return _back(self.sources if among is None else among, mention)

    def before(self, mention: Actor, among: Sequence[Actor] | None = None) -> Iterator[Actor]:
        """All mentions before this one, the latest first, those of the title last; `among`: of these."""
        actors = self.all if among is None else among
        yield from (a for a in _back(actors, mention) if not a.title)
        yield from takewhile(attrgetter("title"), actors)


def _back(actors: Sequence[Actor], mention: Actor) -> Iterator[Actor]:
    """Those that end before the mention begins, the latest first."""
    stop = bisect_left(actors, mention.start, key=attrgetter("start"))
    return (actors[at] for at in range(stop - 1, max(-1, stop - 1 - _FAR), -1) if actors[at].stop <= mention.start)
