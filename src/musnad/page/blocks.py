"""Labelled atoms -> blocks: in order, not overlapping, covering all of the page's text that is not space."""

from __future__ import annotations

import re
from typing import get_args

from musnad.page.atoms import Atom
from musnad.page.labelled import Labelled
from musnad.records import Block, Role

_SEEN = re.compile(r"\S+")
_WHOLE = frozenset(("body", "navigation", "boilerplate", "comment", "tags", "share"))
"""Roles whose neighbouring atoms on one line are one block; others stay apart, as each is a thing of its own."""


class _Found:
    """The stretch `[start, stop)` of a block in the making, and the atom it begins with."""

    __slots__ = ("atom", "start", "stop")

    def __init__(self, atom: Atom, start: int, stop: int) -> None:
        self.atom = atom
        self.start = start
        self.stop = stop


_ROLES: dict[str, Role] = {role: role for role in get_args(Role)}


def blocks_of(made: Labelled) -> tuple[Block, ...]:
    """The blocks of a labelled page."""
    tokens = made.page.tokens
    found: list[_Found] = []
    before: Atom | None = None
    for atom in made.page.atoms:
        start, stop = tokens.start[atom.i], tokens.stop[atom.j - 1]
        if before is not None and _as_one(made, before, atom):
            found[-1].stop = stop
        else:
            found.append(_Found(atom, start, stop))
        before = atom
    return _covering(made.page.text, found)


def _as_one(made: Labelled, left: Atom, right: Atom) -> bool:
    same = left.role == right.role and left.article == right.article and left.detail == right.detail
    tokens = made.page.tokens
    return same and left.role in _WHOLE and tokens.line[left.j - 1] == tokens.line[right.i]


def _covering(text: str, found: list[_Found]) -> tuple[Block, ...]:
    """Let blocks reach over what no token covers (marks that are not shown); drop what expands to nothing."""
    blocks: list[Block] = []
    last = 0
    for n, item in enumerate(found):
        low = max(item.start, last)
        if between := text[last:low].strip():
            low = text.index(between, last)
        following = found[n + 1].start if n + 1 < len(found) else len(text)
        high = max(item.stop, low)
        if behind := text[high:following].rstrip():
            high += len(behind)
        if low < high:
            atom = item.atom
            blocks.append(Block(_ROLES[atom.role], low, high, atom.rule, atom.article, atom.detail))
            last = high
    if not blocks and text.strip():
        spans = [match.span() for match in _SEEN.finditer(text)]
        blocks = [Block("boilerplate", spans[0][0], spans[-1][1], "nothing that can be read")]
    return tuple(blocks)
