"""The register of an article's actors: by name, by id, by head noun, so that nobody is sought among all of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cached_property

from musnad.extract.actors import Actor, alike, fits, names_agree, noun_group
from musnad.records import MentionType

_NAMES = 300
"""Names on either side of one, in the order in which they come up, among which its other forms are sought."""


class Register:
    """Actors in text order, entered when they are first asked for."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self.actors = actors
        self._agreeing: dict[tuple[str, ...], list[Actor]] = {}
        self._fullest: dict[tuple[str, MentionType | None], Actor | None] = {}
        self._meant: dict[Hashable, list[Actor]] = {}

    @cached_property
    def named(self) -> list[Actor]:
        """Those with a personal name."""
        return [actor for actor in self.actors if actor.name]

    @cached_property
    def _first_of(self) -> dict[tuple[str, ...], int]:
        """Each name with its place in the order in which names come up."""
        found: dict[tuple[str, ...], int] = {}
        for actor in self.named:
            found.setdefault(actor.name, len(found))
        return found

    @cached_property
    def _bearers(self) -> list[Actor]:
        """The actor with the fullest phrase for each name, in the order of names."""
        found: list[list[Actor]] = [[] for _ in self._first_of]
        for actor in self.named:
            found[self._first_of[actor.name]].append(actor)
        return [max(same, key=lambda a: a.fullness) for same in found]

    def namesakes(self, one: Actor) -> list[Actor]:
        """For each name that may be a form of the name of `one`, the actor with the fullest phrase."""
        found = self._agreeing.get(one.name)
        if found is None:
            place = self._first_of.get(one.name, len(self._first_of))
            near = self._bearers[max(0, place - _NAMES) : place + _NAMES]
            found = self._agreeing[one.name] = [actor for actor in near if names_agree(one, actor)]
        return found

    @cached_property
    def _ids(self) -> dict[str, list[Actor]]:
        return _sorted_by((actor.known_id, actor) for actor in self.actors)

    def person(self, one: str | None) -> Actor | None:
        """The fullest phrase that names the person of this id."""
        return self._best(one, None) if one else None

    def known(self, one: str, kind: MentionType) -> Actor | None:
        """The fullest phrase that is but a name of what has this id, and of this type."""
        return self._best(one, kind)

    def _best(self, one: str, kind: MentionType | None) -> Actor | None:
        if (one, kind) not in self._fullest:
            same = [a for a in self._ids.get(one, ()) if (a.core and a.type == kind if kind else a.name)]
            self._fullest[one, kind] = max(same, key=lambda a: a.fullness, default=None)
        return self._fullest[one, kind]

    @cached_property
    def _nouns(self) -> dict[str, list[Actor]]:
        return _sorted_by((noun_group(actor.head) if actor.head else None, actor) for actor in self.actors)

    def like(self, mention: Actor) -> list[Actor]:
        """Those with a head noun that may stand for that of the mention."""
        return self._nouns.get(noun_group(mention.head), []) if mention.head else []

    def fitting(self, mention: Actor) -> list[Actor]:
        """Those that say all that the mention says, and more, anywhere in the text."""
        return self._asked(fits, mention, self.like(mention))

    def alike(self, mention: Actor) -> list[Actor]:
        """Those of its kind, or that hold its noun, anywhere in the text."""
        return self._asked(alike, mention, self.actors)

    def _asked(self, check: Callable[[Actor, Actor], bool], mention: Actor, actors: Sequence[Actor]) -> list[Actor]:
        """Those that the check lets pass; what it asks of the mention is its head noun and its words."""
        asked = (check, mention.head, mention.words)
        found = self._meant.get(asked)
        if found is None:
            found = self._meant[asked] = [actor for actor in actors if check(mention, actor)]
        return found

    @cached_property
    def _surnames(self) -> dict[str, list[Actor]]:
        return _sorted_by((actor.name[-1], actor) for actor in self.named)

    def surnamed(self, word: str) -> list[Actor]:
        """Those with a name that ends in the word."""
        return self._surnames.get(word, [])

    @property
    def surnames(self) -> Iterable[tuple[str, list[Actor]]]:
        """The last parts of all names with those who bear them."""
        return self._surnames.items()


def _sorted_by(pairs: Iterable[tuple[str | None, Actor]]) -> dict[str, list[Actor]]:
    found: dict[str, list[Actor]] = {}
    for key, actor in pairs:
        if key is not None:
            found.setdefault(key, []).append(actor)
    return found
