"""References: what in an article an actor goes back to.

The rules stand in `RULES`, in their order: the first that knows whom a mention means decides, and its name is the
`basis` of the answer. What an anaphor (المصدر، الأخير، الوزير) may go back to is decided here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable

from musnad.extract.actors import Actor
from musnad.extract.company import Actors
from musnad.extract.documents import issuer
from musnad.extract.scene import class_words
from musnad.rows import Outlet

Rule = Callable[[Actors, Actor], Actor | None]


def by_name(company: Actors, mention: Actor) -> Actor | None:
    """A person's name: the fullest phrase that holds the same name."""
    if not mention.name:
        return None
    known = company.register.person(mention.known_id)
    return _fullest([mention, *([known] if known else []), *company.register.namesakes(mention)])


def by_surname(company: Actors, mention: Actor) -> Actor | None:
    """A word that is a noun as well («الشاهد»), where someone of the article bears it as the last of his names."""
    if mention.head is None or mention.name or not mention.bare_definite or mention.stop - mention.start != 1:
        return None
    word = (
        company.reader.folded[mention.start].lstrip("ول")
        if mention.head.clitics
        else (company.reader.folded[mention.start])
    )
    return _fullest([a for a in company.register.surnamed(word) if len(a.name) > 1])


def by_role(company: Actors, mention: Actor) -> Actor | None:
    """A role («الرئيس الفرنسي»): the person named in the article who held it on the day."""
    if mention.head is None or mention.name:
        return None
    return company.register.person(company.resolution(mention).id)


def by_id(company: Actors, mention: Actor) -> Actor | None:
    """A body, outlet or state that the tables know: its longest name in the article."""
    if mention.known_id is None or mention.type == "PER":
        return None
    if mention.head is not None and mention.head.kind in ("person", "source", "document"):
        return None
    known = company.register.known(mention.known_id, mention.type)
    return _fullest([mention, known]) if known else mention


def the_last(company: Actors, mention: Actor) -> Actor | None:
    """«الأخير», «ضيف البرنامج»: the person who spoke last."""
    if not mention.points_back:
        return None
    named = (a for a in (*company.speakers_before(mention), *company.before(mention)) if a.name)
    return next((a for a in named if a.key != mention.key), None)


def the_same_source(company: Actors, mention: Actor) -> Actor | None:
    """«المصدر», «المصدر ذاته»: the unnamed source before it, failing that whoever spoke last."""
    if mention.head is None or mention.head.kind != "source" or not mention.bare_definite:
        return None
    noun = mention.head.noun
    speakers = company.speakers_before
    same = (
        a
        for a in speakers(mention, company.speakers.like(mention))
        if a.head and a.head.noun == noun and not a.bare_definite
    )
    one = (a for a in speakers(mention) if (a.head is None or a.head.kind != "document") and _one_or_many(mention, a))
    return next(same, None) or next(one, None)


def the_issuer(company: Actors, mention: Actor) -> Actor | None:
    """«البيان»: who issued it, as its phrase or its first mention says."""
    return issuer(company, mention)


def the_antecedent(company: Actors, mention: Actor) -> Actor | None:
    """A role or body noun («الوزير», «الحزب»): the last who spoke, failing that was named, and fits it."""
    if mention.head is None or mention.name or not (mention.definite or mention.construct):
        return None
    anyone = mention.head.noun in _ANYONE  # a headline's official is soon named
    speakers, everyone = company.speakers, company.register
    fitting = everyone.fitting(mention)
    before = (a for a in company.before(mention, fitting) if not (anyone and a.title))
    found = next(company.speakers_before(mention, speakers.fitting(mention)), None) or next(before, None)
    if found is None and mention.bare_definite:
        found = next(company.speakers_before(mention, speakers.alike(mention)), None)
        kin = company.before(mention, everyone.alike(mention))
        found = found or next((a for a in kin if a.start != mention.start), None)
    if found is None:
        later = (a for a in fitting if a.start > mention.start and (a.name or not mention.bare_definite))
        found = next(later, None)
    return found


def the_honoured(company: Actors, mention: Actor) -> Actor | None:
    """«سموه», «معاليه»: the person named last, one with a word of respect before others."""
    if mention.head is None or not mention.head.owned or mention.stop - mention.start != 1:
        return None
    if mention.head.noun not in class_words(company.grammar.lex, "respect"):
        return None
    persons = [a for a in (*company.speakers_before(mention), *company.before(mention)) if a.type == "PER" and a.name]
    return next((a for a in persons if mention.head.noun in a.words), next(iter(persons), None))


def the_known_body(company: Actors, mention: Actor) -> Actor | None:
    """«الوكالة الأمريكية», «الحركة»: failing its own noun, the last body or outlet of its kind and state."""
    head = mention.head
    if head is None or not mention.definite or mention.name or head.noun not in _KINDS_OF:
        return None
    rest, lex = mention.words - {head.noun}, company.grammar.lex
    for actor in company.before(mention):
        one = actor.known_id or ""
        row = lex.outlets.get(one) or lex.organizations.get(one)
        if row is None or actor.type != "ORG" or row.kind not in _KINDS_OF[head.noun]:
            continue
        state = row.country if isinstance(row, Outlet) else row.of
        if rest <= {"@" + state}:
            return actor
    return None


_KINDS_OF = {
    "وكاله": ("agency",), "صحيفه": ("newspaper",), "جريده": ("newspaper",), "يوميه": ("newspaper",),
    "قناه": ("channel",), "شبكه": ("channel", "site"), "محطه": ("channel", "radio"), "موقع": ("site",),
    "مجله": ("magazine",), "اذاعه": ("radio",), "حركه": ("party", "armed group"), "حزب": ("party",),
    "تنظيم": ("armed group",), "جماعه": ("armed group", "party"), "منظمه": ("international", "ngo"),
    "شركه": ("company",), "مجموعه": ("company", "armed group"), "بنك": ("company",), "مصرف": ("company",),
    "ناد": ("club",), "نادي": ("club",), "فريق": ("club",), "محكمه": ("court",), "هييه": ("government body", "ngo"),
    "فصيل": ("armed group",), "ميليشيا": ("armed group",), "مليشيا": ("armed group",), "جيش": ("army and security",),
    "جامعه": ("think tank and university",), "معهد": ("think tank and university",), "موسسه": ("company", "ngo"),
    "مركز": ("think tank and university",), "نقابه": ("union and movement",), "جبهه": ("party", "armed group"),
    "مرصد": ("ngo",), "جمعيه": ("ngo",), "ايتلاف": ("party",), "تيار": ("party",), "تحالف": ("party", "armed group"),
}  # fmt: skip


def the_fuller_body(company: Actors, mention: Actor) -> Actor | None:
    """A body with more words elsewhere: «المكتب السياسي» of «المكتب السياسي لحزب الأفق»."""
    if mention.head is None or mention.name or mention.head.kind not in ("body", "outlet") or not mention.definite:
        return None
    return next(iter(company.register.fitting(mention)), None)


def the_official(company: Actors, mention: Actor) -> Actor | None:
    """«المسؤول», «القيادي»: failing an antecedent of its own noun, the person who spoke last."""
    head = mention.head
    if head is None or head.noun not in _ANYONE or not mention.definite or mention.name:
        return None
    if not all(word.startswith("@") for word in mention.modifiers - _OF_THE_WORLD):
        return None
    before = company.speakers_before(mention) if mention.bare_definite else company.before(mention)
    persons = (a for a in before if a.type == "PER" and a.head and a.name)
    return next((a for a in persons if a.number == mention.number and a.gender == mention.gender), None)


def the_same_calling(company: Actors, mention: Actor) -> Actor | None:
    """«الصحفي المغربي»: the last speaker of this calling, whose own phrase names no other state."""
    head = mention.head
    if head is None or head.kind != "person" or head.number != "s" or not mention.definite or mention.name:
        return None
    if not mention.modifiers or not all(word.startswith("@state:") for word in mention.modifiers):
        return None
    same = company.speakers_before(mention, company.speakers.like(mention))
    last = next((a for a in same if a.name and a.number == "s" and a.gender == mention.gender), None)
    if last is None or any(word.startswith("@state:") for word in last.modifiers - mention.modifiers):
        return None
    return last


def the_only_named(company: Actors, mention: Actor) -> Actor | None:
    """A role with its state or body («الأمين العام للرابطة»): the one person named with the same bare role."""
    head = mention.head
    if head is None or head.kind != "person" or mention.name or head.number != "s" or mention.bare_definite:
        return None
    if not (mention.definite or mention.construct):
        return None
    same = company.register.like(mention)
    named = [a for a in same if a.name and a.head and a.head.noun == head.noun and a.number == "s"]
    bare = [a for a in named if a.modifiers <= mention.words and len(a.modifiers) > 0]
    if len({a.name[-1] for a in bare}) == 1 == len({a.name[-1] for a in named}):
        return bare[0]
    return None


_ANYONE = frozenset(("مسوول", "مسيول", "قيادي", "دبلوماسي"))
_OF_THE_WORLD = frozenset(("اممي", "دولي", "محلي", "حكومي", "حزبي", "امميه", "دوليه"))


def _one_or_many(mention: Actor, other: Actor) -> bool:
    """Whether both are one or both are many; bodies in the plural count as one."""
    return (mention.number == "s") == (other.number == "s") or bool(other.head and other.head.kind == "body")


def _fullest(actors: list[Actor]) -> Actor | None:
    return max(actors, key=lambda a: a.fullness, default=None)


RULES: tuple[Rule, ...] = (
    by_name, by_surname, by_role, the_last, the_same_source, the_issuer, the_honoured, the_antecedent, the_known_body,
    the_official, the_same_calling, the_fuller_body, the_only_named, by_id,
)  # fmt: skip
