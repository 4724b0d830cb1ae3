"""Documents that speak: who issued the statement, report or message that a phrase names."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.extract.actors import Actor, heads_alike
from musnad.extract.company import Actors
from musnad.extract.names import bare

# a statement speaks for its issuer; a report, study or law speaks for itself where no issuer stands by it
STATEMENTS = frozenset(
    [
        "بيان",
        "بلاغ",
        "تصريح",
        "رساله",
        "خطاب",
        "كلمه",
        "تغريده",
        "تدوينه",
        "منشور",
        "برقيه",
        "مذكره",
        "نص",
        "تعميم",
        "اعلان",
        "مقال",
        "حوار",
        "مقابله",
        "شهاده",
    ]
)
# these say what they say, whoever brings them
_LAWS = frozenset(
    [
        "قانون",
        "اتفاق",
        "اتفاقيه",
        "قرار",
        "مرسوم",
        "برنامج",
        "كتاب",
        "روايه",
        "رقم",
        "معطي",
        "معلومه",
        "استطلاع",
        "احصاء",
        "احصاييه",
        "فيديو",
        "تسجيل",
    ]
)
_ISSUED = ("اصدر", "نشر", "وزع", "صدر", "صادر", "وجه", "اعد", "القا", "تلا", "كتب", "يصدر", "منبثق")
_MEDIA = ("اعلام", "وسيله")
_REACH = 14


def issuer(actors: Actors, mention: Actor) -> Actor | None:
    """Who issued the document that `mention` names, the document's own fuller phrase, or None."""
    head = mention.head
    if head is None or head.kind != "document":
        return None
    if head.noun in STATEMENTS:
        found = _in_phrase(actors, mention)
        if found is not None:
            return found
    if not (mention.definite or mention.construct) or len(mention.words) > 2 or mention.known_id:
        return None
    for other in _earlier(actors, mention):
        found = _in_phrase(actors, other) if other.head and other.head.noun in STATEMENTS else None
        found = found or (None if head.noun in _LAWS else _beside(actors, other))
        if found is not None:
            return found
        fuller = len(other.words) > len(mention.words) or (other.source and not other.definite)
        if fuller and (head.noun not in STATEMENTS or (other.head and other.head.noun == head.noun)):
            return other
    if head.noun in _LAWS or (mention.construct and not mention.definite):
        return None  # «إعلان العاصمة» says itself what it is
    lead = actors.doc.sentences[min(1, len(actors.doc.sentences) - 1)]
    opening = (a for a in actors.all if lead[0] <= a.start < lead[1] and a.stop <= mention.start and a.type == "ORG")
    bodies = (a for a in reversed(actors.sources) if a.stop <= mention.start and not _paper(a))
    spoke = next((a for a in bodies if not _outlet(a) and (head.noun in STATEMENTS or a.type == "ORG")), None)
    return spoke or next((a for a in opening if not _outlet(a)), None)


def _paper(actor: Actor) -> bool:
    return actor.head is not None and actor.head.kind == "document"


def _outlet(actor: Actor) -> bool:
    return actor.head is not None and actor.head.kind == "outlet"


def _earlier(actors: Actors, mention: Actor) -> Iterator[Actor]:
    """Earlier phrases of the same or a like document, the latest first; those of the same noun before others."""
    if mention.head is None:
        return
    papers = [a for a in actors.all if _paper(a) and a.start < mention.start and a.key != mention.key]
    papers.sort(key=lambda a: (a.title, -a.start))
    noun = mention.head.noun
    for paper in papers:
        if paper.head is not None and heads_alike(mention.head, paper.head):
            yield paper
    if noun in _LAWS:
        return
    for paper in papers:
        other = paper.head.noun if paper.head is not None else ""
        if other not in _LAWS and (other in STATEMENTS) == (noun in STATEMENTS):
            yield paper


def _in_phrase(actors: Actors, paper: Actor) -> Actor | None:
    """«بيان للوزارة», «بيان الحزب», «بيان أصدره الحزب», «بلاغ صادر عن الوزارة»."""
    folded = actors.reader.folded
    stop = min(paper.start + _REACH, len(folded))
    inside = [a for a in actors.all if paper.start < a.start < stop and a.key != paper.key and not _paper(a)]
    published = any(word.startswith("نشر") for word in folded[paper.start + 1 : paper.start + 5])
    inside = [a for a in inside if not (_outlet(a) and (published or actors.reader.particle(a.start - 1) == "prep"))]
    inside = [a for a in inside if a.head is None or a.head.noun not in _MEDIA]
    inside = [a for a in inside if a.type == "ORG" or a.name or (a.head and a.head.kind == "person")]
    inside = [a for a in inside if not _adjective(actors, a)]
    for actor in inside:
        between = folded[paper.start + 1 : actor.start]
        if actor.start < paper.stop and not any(
            actors.reader.particle(at) == "prep" for at in range(paper.start, actor.start)
        ):
            return actor
        if any(bare(word).startswith(_ISSUED) for word in between[-5:]) and not any(w in ".؛:،" for w in between):
            return actor
    return None


def _adjective(actors: Actors, actor: Actor) -> bool:
    """Whether what may name a body only tells what kind of paper it is («مذكرة داخلية»)."""
    head = actor.head
    if head is None or head.definite or not head.noun.endswith("يه") or actor.start + 1 >= len(actors.reader.folded):
        return False
    return not (actors.reader.folded[actor.start + 1].startswith("ال") or actors.reader.known(actor.start + 1))


def _beside(actors: Actors, paper: Actor) -> Actor | None:
    """«قالت الهيئة في بيان»: the speaker of the sentence in which the document first stands."""
    doc = actors.doc
    first, last = doc.sentences[doc.sentence_of(paper.start)]
    before = [a for a in actors.sources if first <= a.start and a.stop <= paper.start and not _paper(a)]
    if paper.head is not None and paper.head.noun in STATEMENTS:
        before = [a for a in before if not _outlet(a)]
    if before:
        return before[0]
    led = actors.reader.folded[paper.start - 1] if paper.start else ""
    if led in ("في", "عبر", "ضمن") or (paper.head is not None and paper.head.clitics):
        after = [a for a in actors.sources if paper.stop <= a.start < last and not _paper(a)]
        earlier = [a for a in actors.sources if a.stop <= paper.start and not _paper(a) and not _outlet(a)]
        return after[0] if after else earlier[-1] if earlier else None
    return None
