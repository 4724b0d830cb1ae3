"""Initiatives: what the stances of an article are about, many mentions gathered into one.

A topic is the phrase that a stance is about. Topics that share their words are one initiative; one that only points
back («الاقتراح»، «هذه الفكرة»، «العرض الفرنسي») is the latest that fits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from musnad.extract.stance.scene import COMMAS, ENDS, Scene
from musnad.extract.stance.topic import Candidate
from musnad.records import Article, Initiative, Span, evidence

_LONGEST, _ALIKE = 10, 0.5


class Topic:
    """What one stance is about, as raw offsets, with the words that tell it from others."""

    __slots__ = ("back", "head", "span", "words")

    def __init__(self, scene: Scene, at: int) -> None:
        stop = phrase_end(scene, at)
        start, end = scene.span(at, stop)
        text = scene.doc.text
        if scene.joins(at) and not scene.tokens[at].startswith("لل"):
            start += 1 if text[start] in "بلك" else 2
        self.span: Span = (start, end)
        places = range(at, stop)
        self.words = {scene.bare(k) for k in places if len(scene.tokens[k]) > 2 and not scene.kind(k)}
        first = at + 1 if scene.word(at) == "this" and at + 1 < stop else at
        noun = scene.noun(first)
        self.head = noun.row.noun if noun is not None else ""
        pointed = scene.word(at) == "this" or scene.definite(first)
        self.back = noun is not None and pointed and stop - first <= 2


class Group:
    """The topics of one initiative."""

    __slots__ = ("proposer", "topics", "words")

    def __init__(self, topic: Topic) -> None:
        self.topics = [topic]
        self.words = set(topic.words)
        self.proposer = ""

    def takes(self, topic: Topic) -> bool:
        """Whether a topic is of this initiative."""
        return alike(self.topics[0], topic)

    def add(self, topic: Topic) -> None:
        """Take one more topic in."""
        self.topics.append(topic)
        self.words |= topic.words


def alike(one: Topic, other: Topic) -> bool:
    """Whether two topics share most of the words of the shorter."""
    shared = len(one.words & other.words)
    return shared > 0 and shared / min(len(one.words), len(other.words)) >= _ALIKE


def phrase_end(scene: Scene, at: int) -> int:
    """Where the phrase of a topic that begins at `at` ends."""
    end = min(scene.sentence(at)[1], at + _LONGEST)
    k = at + 1
    while k < end:
        token = scene.tokens[k]
        if token in ENDS or token in COMMAS or scene.word(k) in ("which", "break", "but", "that", "he", "not", "if"):
            break
        if scene.kind(k) in ("time", "manner") or scene.cue_of[k] != -1 or scene.verb_like(k):
            break
        k += 1
    while k > at + 1 and (not scene.is_word(k - 1) or scene.kind(k - 1) == "prep"):
        k -= 1
    return k


def gather(
    scene: Scene, article: Article, kept: Sequence[tuple[Candidate, str]]
) -> tuple[tuple[Initiative, ...], list[Initiative]]:
    """The initiatives of an article from its stances with their actors, and for each stance the one it is on."""
    groups: list[Group] = []
    place: list[Group] = []
    for candidate, name in kept:
        topic = Topic(scene, candidate.topic)
        group = find_group(groups, topic)
        if group is None:
            group = Group(topic)
            groups.append(group)
        else:
            group.add(topic)
        if candidate.value == "proposes" and not group.proposer:
            group.proposer = name
        place.append(group)
    made = {id(group): initiative(article, group) for group in groups}
    return tuple(made.values()), [made[id(group)] for group in place]


def find_group(groups: Sequence[Group], topic: Topic) -> Group | None:
    """The initiative that a topic belongs to, the latest first; None for a new one."""
    for group in reversed(groups):
        if group.takes(topic):
            return group
    if topic.back:
        same = [group for group in groups if topic.head in {one.head for one in group.topics}]
        proposed = [group for group in groups if group.proposer]
        fitting = same or proposed
        return fitting[-1] if fitting else None
    return None


def initiative(article: Article, group: Group) -> Initiative:
    """The record of a group: labelled by its fullest topic, known by its first place in the article."""
    spans = sorted({topic.span for topic in group.topics})
    label = max(
        (topic for topic in group.topics if not topic.back), key=lambda t: len(t.words), default=group.topics[0]
    )
    mark = hashlib.sha256(f"{article.id}\n{spans[0][0]}\n{article.text[slice(*label.span)]}".encode()).hexdigest()
    return Initiative(
        id=f"initiative:{mark[:16]}",
        label=article.text[slice(*label.span)],
        mentions=tuple(evidence(article.text, *span) for span in spans),
        proposer=group.proposer,
    )
