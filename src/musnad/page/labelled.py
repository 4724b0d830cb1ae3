"""A page while its stretches get their roles: what the rules work on."""

from __future__ import annotations

from musnad.page.articles_in import Draft
from musnad.page.atoms import Atom
from musnad.page.layout import Layout


class Labelled:
    """A laid out page with roles; `titles` holds the atom of each article's headline, None where it has none, `days`
    the tokens where dates begin that the model ties to an article."""

    __slots__ = ("days", "drafts", "empty", "page", "titles")

    def __init__(self, page: Layout, drafts: list[Draft], empty: str) -> None:
        self.page = page
        self.drafts = drafts
        self.empty = empty
        self.titles: list[Atom | None] = []
        self.days: set[int] = set()


def take(atom: Atom, role: str, rule: str, article: int = -1) -> None:
    """Give an atom its role, unless an earlier rule has."""
    if not atom.role:
        atom.role, atom.rule, atom.article = role, rule, article


def split_atom(made: Labelled, n: int, at: int) -> None:
    """Split the atom with the index `n` before the token `at`, and move the drafts behind it."""
    before = len(made.page.atoms)
    made.page.split(n, at)
    if len(made.page.atoms) == before:
        return
    for draft in made.drafts:
        draft.first += draft.first > n
        draft.last += draft.last >= n
