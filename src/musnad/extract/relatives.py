"""Relative clauses that alone tell who many are: «القادة الذين التقى بهم في نورستان»."""

from __future__ import annotations

from musnad.extract.actors import Actor
from musnad.extract.phrases import Reader

_WITH_THEM = frozenset(("بهم", "معهم", "اليهم", "لهم", "عنهم", "بهن", "معهن"))
_WHERE = frozenset(("في", "من", "الي"))


def clause_end(reader: Reader, actor: Actor, relatives: frozenset[str]) -> int:
    """Where the clause ends that tells of a bare definite plural where they were met; 0 where none does.

    The clause is a relative pronoun, its verb, perhaps «بهم», and a place or several.
    """
    many = actor.number == "p" and actor.type == "PER" and actor.bare_definite
    folded, at = reader.folded, actor.stop
    if not many or at + 3 >= len(folded) or folded[at] not in relatives:
        return 0
    at += 2 + (folded[at + 2] in _WITH_THEM)
    if at >= len(folded) or folded[at] not in _WHERE:
        return 0
    end = _places(reader, at + 1)
    return end if end > at + 1 else 0


def _places(reader: Reader, at: int) -> int:
    """The end of a row of places that starts at the token: «نورستان وغزة والأردن»."""
    first = at
    while at < len(reader.folded):
        known = reader.known(at)
        joined = at == first or reader.folded[at].startswith("و")
        if known is None or known.target.type != "LOC" or not joined:
            break
        at += 1 + len(known.rest)
    return at
