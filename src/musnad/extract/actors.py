"""Actors: the mentions of an article with what tells whether two of them mean the same."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from musnad.extract.heads import Head
from musnad.extract.names import bare
from musnad.records import MentionType, Span

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
