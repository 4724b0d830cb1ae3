"""Actors: the mentions of an article with what tells whether two of them mean the same."""

from __future__ import annotations

from functools import lru_cache

from musnad.extract.heads import Head, as_written, gender_of
from musnad.extract.looker import MARKS
from musnad.extract.memory import lazy
from musnad.extract.names import bare
from musnad.extract.phrases import Phrase, Reader
from musnad.extract.roles import roles
from musnad.records import MentionType, Span

_ARTICLE = ("ال", "لل", "وال", "بال")


_ALIKE = (
    ("ناطق", "متحدث"), ("مسوول", "مسيول"), ("صحفي", "صحافي"), ("صحيفه", "جريده", "يوميه"), ("محام", "محامي"),
    ("قاض", "قاضي"), ("رييس", "عاهل"), ("بيان", "بلاغ"), ("قناه", "تلفزيون", "محطه", "شبكه"),
)  # fmt: skip
_SAME_HEAD = {noun: group[0] for group in _ALIKE for noun in group}
_KINDS = (
    frozenset(("حزب", "حركه", "تيار", "جبهه", "تكتل", "ائتلاف", "تحالف")),
    frozenset(("تنظيم", "جماعه", "حركه", "فصيل", "ميليشيا", "كتيبه", "مجموعه")),
    frozenset(("منظمه", "هييه", "جمعيه", "موسسه", "مرصد", "اتحاد", "لجنه", "وكاله", "مفوضيه")),
    frozenset(("صحيفه", "جريده", "يوميه", "اسبوعيه", "مجله", "موقع", "بوابه")),
    frozenset(("موقع", "بوابه", "شبكه", "منصه")),
    frozenset(("قناه", "شبكه", "محطه", "تلفزيون", "اذاعه", "موقع")),
    frozenset(("وكاله", "موقع")),
    frozenset(("شركه", "موسسه", "مجموعه", "بنك", "مصرف")),
    frozenset(("تقرير", "دراسه", "وثيقه", "بيان", "استطلاع", "نص", "رساله")),
)


class Actor:
    """A mention `[start, stop)` in tokens, with what tells whether another means the same; found out when asked."""

    def __init__(self, reader: Reader, phrase: Phrase, body: int, span: Span | None = None) -> None:
        self.reader = reader
        self.phrase = phrase
        self.start, self.stop = phrase.start, phrase.stop
        self.key: Span = (phrase.start, phrase.stop)
        """The token range: what makes one mention one."""
        self.span = span
        """The raw offsets of a source, None for what is no source."""
        self.title = phrase.start < body
        folded = reader.folded
        self.name = tuple(t for t in folded[slice(*phrase.name)] if t[0].isalpha()) if phrase.name else ()
        """Folded tokens of the personal name in it."""

    @property
    def source(self) -> bool:
        """Whether it is a source."""
        return self.span is not None

    @lazy
    def head(self) -> Head | None:
        """The head noun of the phrase."""
        after = self.reader.folded[self.start + 1] if self.start + 1 < self.stop else ""
        return as_written(self.phrase.head, self.reader.words.raw(self.start), after)

    @lazy
    def words(self) -> frozenset[str]:
        """The words that identify: bare, states for their demonyms, without particles."""
        head = self.head
        if head is None:
            return frozenset(words_of(self.reader, self.start, self.stop))
        words = words_of(self.reader, self.start, self.stop) - {head.noun}
        if head.noun == "رييس" and "وزير" in words:
            words = words - {"وزير"} | {"حكومه"}  # رئيس الوزراء is رئيس الحكومة
        return frozenset(words | {head.noun})

    @lazy
    def ids(self) -> tuple[str, ...]:
        """The ids that the tables have for the personal name, failing that for the core of the phrase."""
        phrase, reader = self.phrase, self.reader
        if phrase.name is None:
            return phrase.known.target.ids if phrase.known is not None and self.core else ()
        known = reader.known(phrase.name[0])
        if known is not None and known.target.type == "PER" and 1 + len(known.rest) == len(self.name):
            return known.target.ids
        if phrase.head is not None or len(self.name) > 1:
            return reader.grammar.shorts.get(self.name, ())
        return ()

    @property
    def known_id(self) -> str | None:
        """The one id that the tables have."""
        return self.ids[0] if len(self.ids) == 1 else None

    @property
    def candidates(self) -> tuple[str, ...]:
        """The ids where the tables have several."""
        return self.ids if len(self.ids) > 1 else ()

    @lazy
    def core(self) -> bool:
        """Whether the known name is all of the phrase, or all but the noun before it."""
        known, head, reader = self.phrase.known, self.phrase.head, self.reader
        if known is None:
            return False
        words = [t for t in reader.folded[self.start : self.stop] if t[0].isalnum()]
        size = 1 + len(known.rest)
        if self.stop - self.start == size:
            return True
        if known.target.type == "PER" or reader.known(self.start) is known:
            return len(words) <= size + 1
        if head is None or (known.target.type == "LOC" and head.noun not in ("دوله", "مملكه", "جمهوريه", "اماره")):
            return False
        quoted = reader.folded[min(self.start + 1, self.stop - 1)] in MARKS
        after = reader.known(self.start + 1 + quoted) is known
        return after and head.kind in ("body", "outlet") and len(words) <= size + 2

    @lazy
    def type(self) -> MentionType:
        """What it names."""
        phrase = self.phrase
        if phrase.name is not None:
            return "PER"
        if phrase.head is not None:
            kind = phrase.head.kind
            return "ORG" if kind in ("body", "outlet") else "OTHER" if kind == "document" else "PER"
        return phrase.known.target.type if phrase.known is not None else "PER"

    @property
    def definite(self) -> bool:
        """Whether it is definite; what has no head noun is."""
        head = self.head
        return head is None if head is None or self.reader.folded[self.start] in ("احد", "احدي") else head.definite

    @lazy
    def construct(self) -> bool:
        """Whether its indefinite head noun is made definite by what follows."""
        head, phrase = self.head, self.phrase
        if head is None or head.definite:
            return False
        if phrase.name is not None or phrase.known is not None:
            return True
        own = roles(self.reader.grammar.lex).kinds["own"]
        return any(t.startswith(_ARTICLE) or t in own for t in self.reader.folded[self.start : self.stop])

    @lazy
    def fullness(self) -> tuple[int, ...]:
        """What makes one form fuller than another: in the body, a whole name, a title, length, earliness."""
        head, name, phrase = self.phrase.head, self.name, self.phrase
        glued = head is not None and head.clitics and self.reader.folded[self.start].startswith("لل")
        titled = head is not None or (phrase.name is not None and self.stop > phrase.name[1])
        size = 0 if name else min(self.stop - self.start, 12)
        body = not self.title and not glued
        return (int(body), int(len(name) > 1), int(titled), min(len(name), 3), size, int(self.source), -self.start)

    @lazy
    def points_back(self) -> bool:
        """Whether it says itself that it was named before («الأخير»)."""
        if self.phrase.head is not None and self.phrase.head.noun == "ضيف":
            return True
        return any(self.reader.particle(at) == "last" for at in range(self.start, self.stop))

    @property
    def bare_definite(self) -> bool:
        """A definite head noun with nothing that tells which one."""
        return self.definite and not self.name and len(self.words) <= 1

    @property
    def modifiers(self) -> frozenset[str]:
        """The words besides head noun and name."""
        own = {self.head.noun} if self.head else set()
        return self.words - own - {bare(part) for part in self.name} - set(self.name)

    @lazy
    def gender(self) -> str:
        """m or f, by the head noun, failing that by the given name or the ending."""
        if self.head is not None:
            return self.head.gender
        if self.name:
            part = self.reader.grammar.parts.get(self.name[0])
            return part.gender or "m" if part is not None else "m"
        known = self.phrase.known
        if known is not None and known.target.table in ("states", "places"):
            return "f"
        last = self.stop - 1 if known is not None and self.phrase.head is None else self.start
        return gender_of(self.reader.folded[last])  # «الأمم المتحدة»

    @property
    def number(self) -> str:
        """s, d or p, by the head noun."""
        return self.head.number if self.head else "s"


def words_of(reader: Reader, start: int, stop: int) -> set[str]:
    """The words of a phrase that identify: bare, states for their demonyms, without particles."""
    found: set[str] = set()
    own = roles(reader.grammar.lex).kinds["own"]
    at = start
    while at < stop:
        token = reader.folded[at]
        if not token[0].isalnum():
            at += 1
            continue
        known = reader.known(at)
        if known is not None and known.target.table in ("states", "seats") and at + len(known.rest) < stop:
            found.add("@" + known.target.ids[0])
            at += 1 + len(known.rest)
            continue
        state = reader.demonym(at)
        head = reader.grammar.heads.get(token)
        if token in own:
            found.add("بلاد")
        elif state and not (at == start and head):
            found.add("@" + state)
        elif head is not None:
            found.add(head.noun)
        elif reader.particle(at) in ("", "bind"):
            found.add(_stem(reader, token))
        at += 1
    return found


def _stem(reader: Reader, token: str) -> str:
    """The word without article, and without a clitic where the article has it alone elsewhere."""
    stem = bare(token)
    if stem == token and len(token) > 4 and token[0] in "ولبفك" and token[1:] in reader.vocabulary:
        return token[1:]
    return stem


def noun_group(head: Head) -> str:
    """The first of the nouns that may stand for one another, for each of them."""
    return _SAME_HEAD.get(head.noun, head.noun)


def heads_alike(a: Head, b: Head) -> bool:
    """Whether two head nouns may stand for one another."""
    return a.noun == b.noun or noun_group(a) == noun_group(b)


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
    if head is None:
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
    return a.name == b.name or _names_agree(a.name, b.name)


@lru_cache(maxsize=1 << 14)
def _names_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    short, long = sorted((a, b), key=len)
    one, two = sorted(("".join(a), "".join(b)), key=len)
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
