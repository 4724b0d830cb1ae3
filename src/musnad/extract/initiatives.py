"""Initiatives: what the stances of an article are about, many mentions gathered into one.

A topic is the phrase that a stance is about. Topics that share their words are one initiative; one that only points
back («الاقتراح»، «هذه الفكرة»، «العرض الفرنسي») is the latest that fits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from msgspec import structs

from musnad.extract.stance.around import clause, term_places
from musnad.extract.stance.naming import Topic, antecedent, topic_on
from musnad.extract.stance.scene import Scene
from musnad.extract.stance.topic import Candidate
from musnad.extract.stance.who import Actor
from musnad.records import Article, Day, Evidence, Initiative, evidence
from musnad.text.fold import fold_text

_ALIKE = 0.5
NOBODY = Actor("")
_JOINT = frozenset(("force", "pact"))


class Told:
    """One stance as it is kept: the candidate, the name of its actor, whom it is addressed to, its day."""

    __slots__ = ("addressees", "candidate", "day", "name")

    def __init__(self, candidate: Candidate, name: str, addressees: tuple[str, ...] = (), day: Day | None = None):
        self.candidate, self.name, self.addressees, self.day = candidate, name, addressees, day


class Group:
    """The topics of one initiative."""

    __slots__ = ("addressees", "day", "proposer", "terms", "topics", "words")

    def __init__(self, topic: Topic) -> None:
        self.topics = [topic]
        self.words = set(topic.words)
        self.proposer = ""
        self.addressees: list[str] = []
        self.day: Day | None = None
        self.terms: list[Evidence] = []

    def takes(self, topic: Topic) -> bool:
        """Whether a topic is of this initiative by its words."""
        return any(alike(one, topic) for one in self.topics if not one.back)

    def add(self, topic: Topic) -> None:
        """Take one more topic in."""
        self.topics.append(topic)
        self.words |= topic.words

    def fullest(self, scene: Scene) -> None:
        """Where all only point back, take in the fullest phrase of the text with the same noun."""
        head = self.topics[0].head
        if not head or not all(topic.back == "this" for topic in self.topics):
            return
        words = {word for word in self.words if not word.startswith(head)}
        here = [
            k
            for k in range(scene.body, scene.size)
            if (noun := scene.noun(k)) is not None and fold_text(noun.row.noun) == head
        ]
        found = [Topic(scene, Candidate("", "", "supports", NOBODY, -1, k, scene.sentence(k)[1], k)) for k in here]
        found = [one for one in found if not one.back and not one.any and words <= one.words and head in one.words]
        full = max(found, key=lambda t: len(t.words), default=None)
        if full is not None:
            self.add(full)

    def tell(self, told: Told) -> None:
        """Note who proposes it, to whom, on what day."""
        if told.candidate.value == "proposes":
            self.proposer = self.proposer or told.name
            self.addressees += [name for name in told.addressees if name not in self.addressees]
            self.day = self.day or told.day


def alike(one: Topic, other: Topic) -> bool:
    """Whether two topics share most of the words of the shorter."""
    shared = len(one.words & other.words)
    return shared > 0 and shared / min(len(one.words), len(other.words)) >= _ALIKE


def gather(
    scene: Scene, article: Article, kept: Sequence[Told], namings: Sequence[Told] = ()
) -> tuple[tuple[Initiative, ...], list[Initiative]]:
    """The initiatives of an article from its stances in text order, and for each stance the one it is on.

    `namings` are calls of those whose proposal is only pointed to: they name it, and are no stances of their own.
    """
    groups: list[Group] = []
    place: list[Group] = []
    for told in sorted([*kept, *namings], key=lambda one: one.candidate.start):
        topic = named(scene, told.candidate)
        group = find_group(groups, topic, told)
        if group is None:
            group = Group(topic)
            groups.append(group)
        else:
            group.add(topic)
        group.tell(told)
        if told not in namings:
            place.append(group)
    groups = [group for group in groups if group in place]
    for group in groups:
        group.fullest(scene)
    if groups:
        tell_terms(scene, groups)
    made = {id(group): initiative(article, group) for group in groups}
    return tuple(made.values()), [made[id(group)] for group in place]


def tell_terms(scene: Scene, groups: Sequence[Group]) -> None:
    """Add what the text says that an initiative includes or not: «الاقتراح لا يشمل إرسال قوات»."""
    for at in term_places(scene):
        low = scene.sentence(at)[0]
        subject = next((k for k in range(at - 1, low - 1, -1) if scene.noun(k) is not None and scene.definite(k)), None)
        if subject is not None:
            one = Candidate("", "", "supports", NOBODY, -1, subject, at, subject)
            group = find_group(groups, Topic(scene, one), Told(one, ""))
            if group is not None:
                group.terms.append(clause(scene, at))


def named(scene: Scene, one: Candidate) -> Topic:
    """What a candidate is about; for a pronoun, what it stands for in its sentence or the one before."""
    topic = topic_on(scene, one)
    if topic.back == "it":
        at = antecedent(scene, one)
        if at is not None:
            return Topic(scene, structs.replace(one, topic=at, trigger=-1, stop=scene.sentence(at)[1], shape=""))
    return topic


def find_group(groups: Sequence[Group], topic: Topic, told: Told) -> Group | None:
    """The initiative that a topic belongs to, the latest first; None for a new one."""
    if topic.back != "it":
        for group in reversed(groups):
            if group.takes(topic):
                return group
    proposed = [group for group in groups if group.proposer]
    owned = {topic.head, *fold_text(told.name).split()}  # «اقتراح ماكرون»
    if topic.back == "it":
        fitting = list(groups)
    elif topic.any and topic.kind in _JOINT and not topic.proposed:  # «أي عملية مشتركة», of the coalition proposed
        fitting = [group for group in proposed if any(one.nouns & _JOINT for one in group.topics)]
    elif topic.back:
        same = [g for g in groups if topic.head and any(topic.head in (t.head, *t.words) for t in g.topics)]
        fitting = same or (proposed if topic.pointer else [])
    elif topic.pointer and told.candidate.value == "proposes":
        fitting = [group for group in proposed if group.proposer == told.name and topic.words <= owned]
    else:
        fitting = []
    return fitting[-1] if fitting else None


def initiative(article: Article, group: Group) -> Initiative:
    """The record of a group: labelled by its fullest topic, known by its first place in the article."""
    spans = sorted({topic.span for topic in group.topics})
    named = [topic for topic in group.topics if not topic.back and not topic.any] or group.topics
    label = max(named, key=lambda t: (t.proposed, len(t.words))).label
    mark = hashlib.sha256(f"{article.id}\n{spans[0][0]}\n{label}".encode()).hexdigest()
    return Initiative(
        id=f"initiative:{mark[:16]}",
        label=label,
        mentions=tuple(evidence(article.text, *span) for span in spans),
        proposer=group.proposer,
        addressees=tuple(group.addressees),
        terms=tuple(group.terms),
        day=group.day,
    )
