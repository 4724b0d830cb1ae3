"""The register of an article's actors: by name, by id, by head noun, so that nobody is sought among all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from musnad.extract.actors import Actor, names_agree, noun_group

_NAMES = 300
"""Names on either side of one, in the order in which they come up, among which its other forms are sought."""


class Register:
    """Actors in text order, entered when they are first asked for."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self.actors = actors
        self._agreeing: dict[tuple[str, ...], list[Actor]] = {}

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
    def _bearers(self) -> list[list[Actor]]:
        """The actors of each name, in the order of names."""
        found: list[list[Actor]] = [[] for _ in self._first_of]
        for actor in self.named:
            found[self._first_of[actor.name]].append(actor)
        return found

    def namesakes(self, one: Actor) -> list[Actor]:
        """The actors whose names may be forms of the name of `one`, by their names."""
        found = self._agreeing.get(one.name)
        if found is None:
            place = self._first_of.get(one.name, len(self._first_of))
            near = self._bearers[max(0, place - _NAMES) : place + _NAMES]
            found = [actor for same in near if names_agree(one, same[0]) for actor in same]
            self._agreeing[one.name] = found
        return found

    @cached_property
    def _ids(self) -> dict[str, list[Actor]]:
        return _sorted_by((actor.known_id, actor) for actor in self.actors)

    def known_as(self, one: str | None) -> list[Actor]:
        """Those that the tables know by this id."""
        return self._ids.get(one, []) if one else []

    @cached_property
    def _nouns(self) -> dict[str, list[Actor]]:
        return _sorted_by((noun_group(actor.head) if actor.head else None, actor) for actor in self.actors)

    def like(self, mention: Actor) -> list[Actor]:
        """Those with a head noun that may stand for that of the mention."""
        return self._nouns.get(noun_group(mention.head), []) if mention.head else []

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
