"""Labelled atoms -> blocks: in order, not overlapping, covering all of the page's text that is not space."""

from __future__ import annotations

import re

from musnad.page.atoms import Atom
from musnad.page.roles import Labelled
from musnad.records import Block, Role

_SEEN = re.compile(r"\S+")
_WHOLE = frozenset(("body", "navigation", "boilerplate", "comment", "tags", "share"))
"""Roles whose neighbouring atoms on one line are one block; others stay apart, as each is a thing of its own."""


def blocks_of(made: Labelled) -> tuple[Block, ...]:
    """The blocks of a labelled page."""
    tokens = made.page.tokens
    found: list[list[object]] = []
    before: Atom | None = None
    for atom in made.page.atoms:
        start, stop = tokens.start[atom.i], tokens.stop[atom.j - 1]
        if before is not None and _as_one(made, before, atom):
            found[-1][2] = stop
        else:
            found.append([atom.role, start, stop, atom.rule, atom.article, atom.detail])
        before = atom
    return _covering(made.page.text, found)


def _as_one(made: Labelled, left: Atom, right: Atom) -> bool:
    same = left.role == right.role and left.article == right.article and left.detail == right.detail
    tokens = made.page.tokens
    return same and left.role in _WHOLE and tokens.line[left.j - 1] == tokens.line[right.i]


def _covering(text: str, found: list[list[object]]) -> tuple[Block, ...]:
    """Let blocks reach over what no token covers (marks that are not shown); drop what expands to nothing."""
    blocks: list[Block] = []
    last = 0
    for n, (role, start, stop, rule, article, detail) in enumerate(found):
        assert isinstance(start, int) and isinstance(stop, int)  # noqa: PT018
        low = max(start, last)
        if between := _SEEN.search(text, last, low):
            low = between.start()
        following = found[n + 1][1] if n + 1 < len(found) else len(text)
        assert isinstance(following, int)
        high = max(stop, low)
        for seen in _SEEN.finditer(text, high, max(high, following)):
            high = seen.end()
        if low < high:
            blocks.append(Block(_role(role), low, high, str(rule), article, detail))  # type: ignore[arg-type]
            last = high
    if not blocks and text.strip():
        spans = [match.span() for match in _SEEN.finditer(text)]
        blocks = [Block("boilerplate", spans[0][0], spans[-1][1], "nothing that can be read")]
    return tuple(blocks)


def _role(name: object) -> Role:
    return name  # type: ignore[return-value]
