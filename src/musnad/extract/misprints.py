"""Misprints: a word for a person that nobody in the article bears, one letter away from a name that somebody does."""

from __future__ import annotations

from itertools import chain

from musnad.extract.actors import Actor
from musnad.extract.company import Actors
from musnad.extract.names import bare

_SHORTEST = 5


def meant_by_misprint(company: Actors, mention: Actor) -> tuple[Actor, ...]:
    """The named actors of whose name the bare word of `mention` may be a misprint («السياسي» for «السيسي»).

    They are candidates and no more: the article says nothing else of the word, and the word may mean what it says.
    """
    word = _one_word(company, mention)
    if len(word) < _SHORTEST:
        return ()
    found: dict[str, Actor] = {}
    near = [same for last, same in company.register.surnames if one_letter_off(word, last)]
    for actor in sorted(chain.from_iterable(near), key=lambda a: (a.start, -a.stop)):
        if actor.key != mention.key and actor.type == "PER":
            one = actor.known_id or bare(actor.name[-1])
            found[one] = max(found.get(one, actor), actor, key=lambda a: a.fullness)
    return tuple(found.values())


def _one_word(company: Actors, mention: Actor) -> str:
    """The folded word of a mention that is one definite word for a person, or a single name; "" for all others."""
    if mention.stop - mention.start != 1 or mention.type != "PER" or mention.number != "s" or mention.known_id:
        return ""
    return company.reader.folded[mention.start]


def one_letter_off(a: str, b: str) -> bool:
    """Whether one letter more, one less, another one or two that changed places make one word the other."""
    short, long = sorted((a, b), key=len)
    if len(long) - len(short) > 1 or len(short) < _SHORTEST or a == b:
        return False
    at = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped
