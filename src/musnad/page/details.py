"""What the roles hold: which block is an article's date, credit or tags, and the parts of each."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from musnad.lexicon import lexicon
from musnad.page.atoms import Atom
from musnad.page.houses import house_named, houses_in
from musnad.page.labelled import Labelled
from musnad.page.published import choose_day
from musnad.text.fold import fold_text

_SOURCE_OF_HEADLINE = re.compile(r"^[\s•*\-–·»\"“”«'’‘]*(?P<name>[^:\n]{2,40}?)[\s\"“”«»'’‘]*:\s")
_TAG_PARTS = re.compile(r"\s*[,،|؛;/#•·\n]\s*|\s{2,}|\s[-–—]\s")
_TAG_LABEL = re.compile(r"^\W*(?:[^\W\d_]+\s+){0,2}[^\W\d_]+\s*[:：]\s*")

_BODIES = frozenset(
    fold_text(word) for word in ("وزارة", "وزير", "مجلس", "هيئة", "رئيس", "لجنة", "محكمة", "أزمة", "ملف", "حركة", "حزب")
)
"""Words that go together with the word with the article behind them."""


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
            atom.detail = tags_in(made.page.raw(atom))
        if atom.role == "credit" and not atom.detail:
            atom.detail = tuple(name for name, _, _ in houses_in(_without_label(made.page.raw(atom))))


def _without_label(text: str) -> str:
    return text.partition(":")[2] or text


def tags_in(text: str) -> tuple[str, ...]:
    """The keywords of a line of tags, parted by its own signs; where it has none, by the names that are known."""
    line = _TAG_LABEL.sub("", text) if ":" in text else _without_phrase(text)
    parts = [part.strip() for part in _TAG_PARTS.split(line) if part.strip()]
    return tuple(parts) if len(parts) != 1 else tuple(_by_names(parts[0]))


def _without_phrase(text: str) -> str:
    """A line without the words that say that tags follow."""
    folded = fold_text(text)
    known = [phrase for phrase in _tag_phrases() if folded.startswith(phrase + " ")]
    words = len(max(known, key=len).split()) if known else 0
    return " ".join(text.split()[words:])


@cache
def _tag_phrases() -> tuple[str, ...]:
    return tuple(fold_text(row.phrase) for row in lexicon().furniture.values() if row.role == "tags")


@cache
def _names() -> dict[str, list[list[str]]]:
    """The folded words of known names by their first word, longest first."""
    lex = lexicon()
    found: dict[str, list[list[str]]] = {}
    rows: list[Any] = [*lex.persons.values(), *lex.organizations.values(), *lex.states.values()]
    for row in [*rows, *lex.places.values(), *lex.outlets.values()]:
        for name in (row.name_ar, *row.variants):
            if words := fold_text(name).split():
                found.setdefault(words[0], []).append(words)
    return {first: sorted(names, key=len, reverse=True) for first, names in found.items()}


def _by_names(line: str) -> list[str]:
    """A line of words cut before and behind each name in it; what stands between names stays together."""
    words = line.split()
    folded = [fold_text(word) for word in words]
    found: list[str] = []
    at = rest = 0
    while at < len(words):
        name = next((n for n in _names().get(folded[at], ()) if folded[at : at + len(n)] == n), None)
        if name is None or (rest < at and _is_part(folded, at, len(name))):
            at += 1
            continue
        if rest < at:
            found.append(" ".join(words[rest:at]))
        found.append(" ".join(words[at : at + len(name)]))
        rest = at = at + len(name)
    return found + ([" ".join(words[rest:])] if rest < len(words) else [])


def _is_part(folded: list[str], at: int, size: int) -> bool:
    """Whether a name of one word with the article goes on what stands before it, or words joined to it follow."""
    joined = at + size < len(folded) and folded[at + size].startswith("وال")
    return size == 1 and folded[at].startswith("ال") and (folded[at - 1] in _BODIES or joined)


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
