"""The mentions of an article as comparable actors: words that identify, name, head, and where they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from musnad.extract.grammar import Grammar
from musnad.extract.heads import Head, gender_of
from musnad.extract.names import bare
from musnad.extract.phrases import Phrase, Reader
from musnad.extract.roles import NOBODY, Resolution, resolve_role, roles
from musnad.records import Mention, MentionType, Span
from musnad.text.doc import Doc

_ALIKE = (
    ("ناطق", "متحدث"), ("مسوول", "مسيول"), ("صحفي", "صحافي"), ("صحيفه", "جريده", "يوميه"), ("محام", "محامي"),
    ("قاض", "قاضي"), ("رييس", "عاهل"), ("بيان", "بلاغ"), ("قناه", "تلفزيون", "محطه", "شبكه"),
)  # fmt: skip
_SAME_HEAD = {noun: group for group in _ALIKE for noun in group}
_KINDS = (
    frozenset(("حزب", "حركه", "تيار", "جبهه", "تكتل", "ائتلاف", "تحالف")),
    frozenset(("تنظيم", "جماعه", "حركه", "فصيل", "ميليشيا", "كتيبه", "مجموعه")),
    frozenset(("منظمه", "هييه", "جمعيه", "موسسه", "مرصد", "اتحاد", "لجنه", "وكاله", "مفوضيه")),
    frozenset(("صحيفه", "جريده", "موقع", "مجله", "وكاله", "قناه", "شبكه", "بوابه", "اذاعه")),
    frozenset(("شركه", "موسسه", "مجموعه", "بنك", "مصرف")),
    frozenset(("تقرير", "دراسه", "وثيقه", "بيان", "استطلاع", "نص", "رساله")),
)
_MARKS = frozenset("\"'«»“”()")
_ARTICLE = ("ال", "لل", "وال", "بال")


class Actor(Struct, frozen=True):
    """A mention `[start, stop)` in tokens, with what tells whether another means the same."""

    start: int
    stop: int
    head: Head | None
    name: tuple[str, ...]
    """Folded tokens of the personal name in it."""
    words: frozenset[str]
    """The words that identify: bare, states for their demonyms, without particles."""
    known_id: str | None
    core: bool
    """Whether the known name is all of the phrase but its head noun."""
    type: MentionType
    title: bool
    source: bool
    definite: bool
    construct: bool
    fullness: tuple[int, ...]
    points_back: bool = False
    candidates: tuple[str, ...] = ()
    span: Span | None = None
    sex: str = "m"

    @property
    def key(self) -> Span:
        """The token range: what makes one mention one."""
        return (self.start, self.stop)

    @property
    def bare_definite(self) -> bool:
        """A definite head noun with nothing that tells which one."""
        return self.definite and not self.name and len(self.words) <= 1

    @property
    def modifiers(self) -> frozenset[str]:
        """The words besides head noun and name."""
        own = {self.head.noun} if self.head else set()
        return self.words - own - {bare(part) for part in self.name} - set(self.name)

    @property
    def gender(self) -> str:
        """m or f, by the head noun, failing that by the given name or the ending."""
        return self.head.gender if self.head else self.sex

    @property
    def number(self) -> str:
        """s, d or p, by the head noun."""
        return self.head.number if self.head else "s"


class Actors:
    """All mentions of one article; made from its phrases and the source spans that were found."""

    def __init__(
        self, doc: Doc, mentions: Sequence[Mention], sources: Sequence[Span], grammar: Grammar, day: str | None
    ) -> None:
        self.doc = doc
        self.day = day
        self.grammar = grammar
        at = doc.words.at
        persons = {
            at(m.where.start): at(m.where.stop - 1) + 1 for m in mentions if m.type == "PER" and m.form == "name"
        }
        self.reader = Reader(doc, grammar, persons)
        self._body = doc.words.at(doc.body)
        self._by_span: dict[Span, Actor] = {}
        self._resolved: dict[Span, Resolution] = {}
        self.sources = [self.at(*span) for span in sorted(set(sources))]
        self.all = sorted(self._gather(), key=lambda a: (a.start, -a.stop))

    # --- making ---------------------------------------------------------------------------------------------

    def at(self, start: int, stop: int) -> Actor:
        """The actor of a source span (raw offsets)."""
        made = self._by_span.get((start, stop))
        if made is None:
            words = self.doc.words
            first, last = words.at(start), max(words.at(start) + 1, bisect_left(words.start, stop))
            phrase = self._longer(self._parse(first, last))
            end = max(stop, words.stop[phrase.stop - 1]) if phrase.stop > last else stop
            made = self._by_span[start, stop] = self._make(phrase, True, (start, end))
        return made

    def _longer(self, phrase: Phrase) -> Phrase:
        """A source with what belongs to it where it was cut short: «رئيس» of «رئيس الوفد», a title without its name."""
        head = phrase.head
        if head is None or head.number != "s" or phrase.name is not None:
            return phrase
        read = self.reader.phrase(phrase.start, len(self.reader.folded))
        if read.stop <= phrase.stop:
            return phrase
        alone = not head.definite and phrase.stop == phrase.start + 1
        named = head.kind == "person" and read.name is not None and read.name[0] >= phrase.stop
        return read if alone or named else phrase

    def _parse(self, first: int, last: int) -> Phrase:
        """Read a given range as one phrase: its head, and the name wherever it stands in it."""
        reader, folded = self.reader, self.reader.folded
        begin, end = first, last
        while first + 1 < last and folded[first] in _MARKS:
            first += 1
        while last > first + 1 and folded[last - 1] in _MARKS:
            last -= 1
        while first + 1 < last and (reader.particle(first) in ("stop", "same") or folded[first] in ("احد", "احدي")):
            first += 1  # «هذا الحزب», «ذات المصدر»
        whole = self.grammar.names.at(folded, first, last)
        alone = whole is not None and (whole.rest or self.grammar.heads.get(folded[first]) is None)
        if whole is not None and alone and first + 1 + len(whole.rest) == last and whole.target.table != "persons":
            return Phrase(begin, end, self.grammar.heads.get(folded[first]), None, whole)
        head = self.grammar.heads.get(folded[first])
        if head is not None:
            read = reader.phrase(first, last)
            person = head.kind in ("person", "source") and (head.noun != "ضيف" or head.definite)
            name = self._name_inside(first + 1, last, head.definite) if person else None
            return Phrase(begin, end, head, name, read.known)
        known = reader.known(first)
        if known is not None and known.target.type != "PER":
            return Phrase(begin, end, None, None, known)
        return Phrase(begin, end, None, self._name_inside(first, last, True), known)

    def _name_inside(self, first: int, last: int, sure: bool) -> Span | None:
        """The longest run of name parts in a source: it may end the phrase or stand before a comma."""
        reader, best = self.reader, None
        at = first
        while at < last:
            settled = sure and (
                at == first or reader.folded[at - 1] in '،,"«' or reader.folded[at - 1].startswith("ال")
            )
            end = min(reader.name_at(at, last, settled), last)
            if end == at and self._opens_name(at, first, last):
                end = at + 2
            if end == at:
                at += 1
                continue
            while end < last and end not in reader.persons and reader.namelike(end):
                end += 1
            if best is None or end - at > best[1] - best[0]:
                best = (at, end)
            at = end
        return best

    def _opens_name(self, at: int, first: int, last: int) -> bool:
        """Whether an everyday word is a given name here: a part of names, and one more after it."""
        folded, parts = self.reader.folded, self.grammar.parts
        if at == first or at + 1 >= last or folded[at] not in parts or self.reader.particle(at):
            return False
        return folded[at + 1] in parts or self.reader.namelike(at + 1, True)

    def _gather(self) -> list[Actor]:
        found = {a.key: a for a in self.sources}
        read = {a.start: a.stop for a in self.sources}
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
        folded, head = self.reader.folded, phrase.head
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
            construct=head is not None and not head.definite and self._settled(phrase, words),
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

    def _settled(self, phrase: Phrase, words: set[str]) -> bool:
        """Whether anything in the phrase is definite."""
        inside = self.reader.folded[phrase.start : phrase.stop]
        return phrase.name is not None or any(t.startswith(_ARTICLE) for t in inside) or any(w[0] == "@" for w in words)

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
        return gender_of(self.reader.folded[phrase.start])

    def _is_core(self, phrase: Phrase) -> bool:
        """Whether a known name is what the phrase names: it is all of it, or all but the noun before it."""
        known, head = phrase.known, phrase.head
        if known is None:
            return False
        words = [t for t in self.reader.folded[phrase.start : phrase.stop] if t[0].isalnum()]
        size = 1 + len(known.rest)
        if known.target.type == "PER" or self.reader.known(phrase.start) is known:
            return len(words) <= size + 1
        if head is None or (known.target.type == "LOC" and head.noun not in ("دوله", "مملكه", "جمهوريه", "اماره")):
            return False
        after = self.reader.known(phrase.start + 1) is known
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
        reader = self.reader
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
            if state and not (at == start and head):
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


def heads_alike(a: Head, b: Head) -> bool:
    """Whether two head nouns may stand for one another."""
    return a.noun == b.noun or b.noun in _SAME_HEAD.get(a.noun, ())


def fits(mention: Actor, other: Actor) -> bool:
    """Whether `other` says all that the mention says, and more."""
    if other.head is None or mention.head is None or not heads_alike(mention.head, other.head):
        return False
    if mention.head.number != other.head.number or not _same_sex(mention.head, other.head):
        return False
    rest = mention.words - {mention.head.noun, "بلاد"}
    more = other.words - {other.head.noun}
    if "بلاد" in more:
        rest = frozenset(w for w in rest if not w.startswith("@state:"))
    return rest <= more and (len(more) > len(rest) or bool(other.name))


def alike(mention: Actor, other: Actor) -> bool:
    """Whether a bare noun («الحزب») may mean `other`, whose head is of its kind or which holds the noun within."""
    head = mention.head
    if head is None or other.start == mention.start:
        return False
    if head.kind in ("body", "outlet") and head.noun in other.words and len(other.words) > len(mention.words):
        return other.type == "ORG"
    if other.head is None or other.head.kind != head.kind or len(other.words) < 2:
        return False
    if head.number != other.head.number and head.kind != "outlet":
        return False
    return any(head.noun in kind and other.head.noun in kind for kind in _KINDS)


def _same_sex(a: Head, b: Head) -> bool:
    return a.kind not in ("person", "source") or a.gender == b.gender


def names_agree(a: Actor, b: Actor) -> bool:
    """Whether two personal names may be one person's: all parts of the shorter are parts of the longer."""
    short, long = sorted((a.name, b.name), key=len)
    one, two = sorted(("".join(a.name), "".join(b.name)), key=len)
    if len(one) >= 5 and (two.endswith(one) or two.startswith(one)):
        return True
    if len(short) == 1 and len(long) > 1 and not same_part(short[0], long[-1]) and not same_part(short[0], long[0]):
        return len(long) > 2 and any(same_part(short[0], y) for y in long)
    return all(any(same_part(x, y) for y in long) for x in short)


def same_part(a: str, b: str) -> bool:
    """Whether two parts of names are spellings of one: equal, with or without article, one long vowel more."""
    if a == b or bare(a) == bare(b):
        return True
    short, long = sorted((a, b), key=len)
    if len(short) > 3 and long.startswith(short) and long[len(short) :].startswith("ال"):
        return True  # a space is missing after the name
    if len(long) != len(short) + 1 or len(short) < 4:
        return False
    return any(long[i] in "اوي" and long[:i] + long[i + 1 :] == short for i in range(1, len(long)))
