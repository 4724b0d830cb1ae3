"""What the model finds on a page, as atoms with roles: its stretches, with marks and rules named where they agree."""

from __future__ import annotations

import re
from itertools import pairwise

from musnad.page.articles_in import Draft
from musnad.page.atoms import Atom
from musnad.page.copies import copies
from musnad.page.judgement import GLUED, glued
from musnad.page.labelled import Labelled
from musnad.page.layout import Layout
from musnad.page.marks import Mark
from musnad.page.model import model
from musnad.page.runs import Run
from musnad.page.settle import settled

RULE = "model:pages"
AGAIN = "headline again"
_ROLES = {
    "T": "title", "V": "title", "S": "body", "B": "body", "D": "date", "Y": "byline", "C": "caption", "P": "promo",
    "E": "related", "F": "related", "L": "related", "G": "tags", "K": "credit", "O": "",
}  # fmt: skip
_RUNS = re.compile(r"S+B*|B+|F+L*|L+|(.)\1*")
_LEAST_WORDS = 20
_LEAST_HEADLINE = 4
OPENING = "opening of another article"

_PLAIN = frozenset(("navigation", "boilerplate", "share", "comment", "disclaimer", "section", "promo", "tags"))
"""Roles that the model does not tell apart: what the rules say stands."""

Stretch = tuple[int, int, str]


def judged(made: Labelled) -> Labelled:
    """The page as the model has it; as the rules have it where there is no model or nothing to judge."""
    reader = model()
    if reader is None or not len(made.page.tokens):
        return made
    scores = reader.scores(made)
    path = settled(made, reader.path(made, scores), scores, reader.labels)
    stretches = stretches_of(path if made.drafts else without_bodies(path))
    found = Labelled(made.page, [], "")
    rules = rules_of(made)
    page = made.page
    page.atoms, articles = atoms_of(page, stretches, rules)
    clean = page.flat and glued(page) < GLUED
    told = [(i, j) for i, j, label in stretches if label in "DY" and not clean]
    found.days = {mark.i for mark in page.days.values() if any(i <= mark.i < j for i, j in told)}
    _tell_articles(found, articles)
    if not found.drafts:
        found.empty = made.empty or "a list of headlines and openings, no article of its own"
    return found


def stretches_of(path: list[str]) -> list[Stretch]:
    """Runs of one label as `(i, j, label)`; the start of a body and of a listed headline begins a run."""
    return [(*match.span(), match.group()[0]) for match in _RUNS.finditer("".join(path))]


def without_bodies(path: list[str]) -> list[str]:
    """The path of a page that the rules know for a list: what looks like bodies are openings of articles elsewhere."""
    found = []
    for k, label in enumerate(path):
        plain = {"S": "E", "B": "E", "V": "O"}.get(label, label)
        found.append(plain if plain != "T" else "L" if k and path[k - 1] == "T" else "F")
    return found


def rules_of(made: Labelled) -> dict[int, Atom]:
    """The atom of the rules at each token."""
    return {k: atom for atom in made.page.atoms for k in range(atom.i, atom.j)}


def atoms_of(page: Layout, stretches: list[Stretch], rules: dict[int, Atom]) -> tuple[list[Atom], list[Stretch]]:
    """The stretches as atoms, cut at the marks in them that have their role."""
    atoms: list[Atom] = []
    places: list[Stretch] = []
    for i, j, label in stretches:
        first = len(atoms)
        role = _ROLES[label]
        at = i
        for mark, stop in _marks_in(page, i, j, role, rules):
            atoms += _plain_atoms(page, at, mark.i, label, rules)
            atoms.append(_atom(page, mark.i, stop, label, mark, rules))
            at = stop
        atoms += _plain_atoms(page, at, j, label, rules)
        places.append((first, len(atoms), label))
    return atoms, places


def _plain_atoms(page: Layout, i: int, j: int, label: str, rules: dict[int, Atom]) -> list[Atom]:
    """The atoms of a stretch without marks: what is no body parts where the rules or the lines part it."""
    if i >= j:
        return []
    cuts = [i]
    if label in "OPE" or (label in "FL" and not page.flat):
        line = page.tokens.line
        cuts += [k for k in range(i + 1, j) if line[k] != line[k - 1] or (label in "OPE" and rules[k].i == k)]
    return [_atom(page, low, high, label, None, rules) for low, high in pairwise([*cuts, j])]


def _marks_in(page: Layout, i: int, j: int, role: str, rules: dict[int, Atom]) -> list[tuple[Mark, int]]:
    """The marks within a stretch that say what it says, with where what they take ends; days beside a headline too."""
    found: list[tuple[Mark, int]] = []
    at = i
    for mark in page.marks:
        if not at <= mark.i < mark.j <= j:
            continue
        kin = {role, mark.role} == {"promo", "related"}
        if not role or mark.role == role or kin or (mark.day is not None and role not in ("body", "title")):
            whole = rules[mark.i]
            at = min(whole.j, j) if whole.mark is mark and role in ("", "credit", "tags") else mark.j
            found.append((mark, at))
    return found


def _atom(page: Layout, i: int, j: int, label: str, mark: Mark | None, rules: dict[int, Atom]) -> Atom:
    atom = Atom(i, j, mark)
    atom.words = sum(form[0].isalpha() for form in page.tokens.form[i:j])
    atom.role = mark.role if mark else _ROLES[label]
    before = rules[i]
    if mark is not None:
        atom.rule = mark.rule
    elif _kept(before, i, label):
        atom.role, atom.rule = before.role, before.rule
    elif not atom.role:
        told = before.role in _PLAIN
        atom.role, atom.rule = (before.role, before.rule) if told else ("boilerplate", RULE)
    elif label == "V":
        atom.rule = AGAIN
    elif label == "E":
        atom.rule = OPENING
    elif label == "P" and atom.words >= _LEAST_HEADLINE:
        atom.role, atom.rule = "related", RULE
    else:
        agreed = before.role == atom.role and before.rule and before.i == i and before.j == j
        atom.rule = before.rule if agreed else RULE
    if atom.role == "byline" and any(form.startswith("ارشيف") for form in page.tokens.form[i:j]):
        atom.role, atom.rule = "caption", "photo words"  # «العاصمة (أرشيف)» names no writer
    return atom


def _kept(before: Atom, i: int, label: str) -> bool:
    """Whether what the rules say of an atom says more than its label."""
    if label == "Y":
        return before.role in ("section", "dateline") and before.i == i
    return label in "OPE" and before.role == "related" and before.article < 0


def _tell_articles(made: Labelled, places: list[Stretch]) -> None:
    """Group the stretches of body into articles: one starts where the model says so, or behind another headline."""
    atoms = made.page.atoms
    groups: list[list[Stretch]] = []
    titled = False
    for first, stop, label in places:
        if label == "T":
            titled = True
        elif label in "SB":
            if not groups or (titled and (label == "S" or _words(atoms, groups[-1]) > 40)):
                groups.append([])
            groups[-1].append((first, stop, label))
            titled = False
    low = 0
    for group in groups:
        again = copies([words_of(made, [stretch]) for stretch in group])
        for first, stop, _ in [group[n] for n in again]:
            _make(atoms[first:stop], "boilerplate", -1)
        group[:] = [stretch for n, stretch in enumerate(group) if n not in again]
    copied = copies([words_of(made, group) for group in groups])
    longest = max((_words(atoms, group) for n, group in enumerate(groups) if n not in copied), default=0)
    for n, group in enumerate(groups):
        if n in copied or not _is_article(made, group, longest, low):
            for first, stop, _ in group:
                _make(atoms[first:stop], "boilerplate", -1)
            continue
        number = len(made.drafts)
        first, last = group[0][0], group[-1][1] - 1
        for start, stop, _ in group:
            _make(atoms[start:stop], "body", number)
        made.drafts.append(_draft(first, last))
        made.titles.append(_title(atoms, low, first, number))
        for k in range(low, first):
            if atoms[k].role in ("byline", "dateline", "caption", "section") and atoms[k].article < 0:
                atoms[k].article = number
        low = last + 1
    for atom in atoms:
        if atom.role == "title" and atom.article < 0:
            atom.rule = AGAIN


def words_of(made: Labelled, group: list[Stretch]) -> list[str]:
    """The folded tokens of the stretches of a body."""
    atoms, form = made.page.atoms, made.page.tokens.form
    return [form[k] for first, stop, _ in group for atom in atoms[first:stop] for k in range(atom.i, atom.j)]


def _is_article(made: Labelled, group: list[Stretch], longest: int, low: int) -> bool:
    """Whether a group of stretches is long enough; one far shorter than another needs a headline of its own."""
    words = _words(made.page.atoms, group)
    if words < _LEAST_WORDS or words == longest:
        return words >= _LEAST_WORDS
    titled = any(atom.role == "title" and atom.rule != AGAIN for atom in made.page.atoms[low : group[0][0]])
    return titled or words > 0.5 * longest


def _words(atoms: list[Atom], group: list[Stretch]) -> int:
    return sum(atom.words for first, stop, _ in group for atom in atoms[first:stop])


def _make(atoms: list[Atom], role: str, article: int) -> None:
    for atom in atoms:
        atom.role, atom.article = role, article


def _draft(first: int, last: int) -> Draft:
    return Draft(Run(first, last, 0.0, None))


def _title(atoms: list[Atom], low: int, first: int, number: int) -> Atom | None:
    """The headline nearest above a body."""
    for n in range(first - 1, low - 1, -1):
        if atoms[n].role == "title" and atoms[n].rule != AGAIN and atoms[n].words >= 2:
            atoms[n].article = number
            return atoms[n]
    return None
