"""What the roles hold: which block is an article's date, credit or tags, and the parts of each."""

from __future__ import annotations

import re

from musnad.page.atoms import Atom
from musnad.page.houses import house_named, houses_in
from musnad.page.labelled import Labelled
from musnad.page.published import choose_day

_SOURCE_OF_HEADLINE = re.compile(r"^[\s•*\-–·»\"“”«'’‘]*(?P<name>[^:\n]{2,40}?)[\s\"“”«»'’‘]*:\s")
_TAG_PARTS = re.compile(r"\s*[,،|؛;/#•\n]\s*")
_TAG_LABEL = re.compile(r"^\W*(?:[^\W\d_]+\s+){0,2}[^\W\d_]+\s*[:：]\s*")


def tell_details(made: Labelled) -> None:
    """Tie dates, credits and tags to their articles, and say what they hold."""
    for number in range(len(made.drafts)):
        _tie_day(made, number)
        _tie_tail(made, number)
    for atom in made.page.atoms:
        if atom.role == "related" and not atom.detail:
            atom.detail = _source_of(made.page.raw(atom))


def _tie_day(made: Labelled, number: int) -> None:
    mark = choose_day(made, number)
    for atom in made.page.atoms:
        if atom.role == "date" and atom.article == number:
            atom.article = -1
    if mark is None:
        return
    for atom in made.page.atoms:
        alone = mark.kind == "day in text" and atom.i <= mark.i and mark.j <= atom.j <= mark.j + 3
        if atom.mark is mark or (alone and atom.role not in ("body", "title", "dateline")):
            atom.role, atom.rule, atom.article = "date", "day beside the article", number


def _tie_tail(made: Labelled, number: int) -> None:
    """Credits and tags behind a body belong to its article, up to the next headline."""
    atoms = made.page.atoms
    stop = made.drafts[number + 1].first if number + 1 < len(made.drafts) else len(atoms)
    for n in range(made.drafts[number].first, stop):
        atom = atoms[n]
        if atom.role == "credit" and atom.article < 0:
            atom.article = number
        elif atom.role == "tags" and atom.article < 0 and not atom.detail:
            atom.article = number
            atom.detail = _tags(made.page.raw(atom))
        if atom.role == "credit" and not atom.detail:
            atom.detail = tuple(name for name, _, _ in houses_in(_without_label(made.page.raw(atom))))


def _without_label(text: str) -> str:
    return text.partition(":")[2] or text


def _tags(text: str) -> tuple[str, ...]:
    """The keywords of a line of tags, parted by its own signs; one without signs is kept whole."""
    line = _TAG_LABEL.sub("", text) if ":" in text else text
    return tuple(part.strip() for part in _TAG_PARTS.split(line) if part.strip())


def _source_of(headline: str) -> tuple[str, ...]:
    """The outlet that a headline names before its colon, or whoever it gives the word to."""
    match = _SOURCE_OF_HEADLINE.match(headline)
    if match is None:
        return ()
    name = match["name"].strip()
    return (name,) if house_named(name) or len(name.split()) <= 3 else ()


def is_dated(atom: Atom) -> bool:
    """Whether an atom is a date."""
    return atom.mark is not None and atom.mark.day is not None
