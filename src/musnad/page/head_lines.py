"""Lines of an article's head: headlines and what stands beside them, and where they begin another article."""

from __future__ import annotations

from musnad.page.atoms import Atom
from musnad.page.layout import Layout
from musnad.page.marks import ends_line, opens_sentence


def is_head_line(page: Layout, atom: Atom) -> bool:
    """Whether a line by itself looks like a headline, subtitle, byline or caption, and not like a first sentence."""
    if atom.first and not atom.last and atom.words <= 5 and _dated_line(page, atom):
        return True
    if not (atom.first and atom.last and atom.words <= 30):
        return False
    last = page.tokens.form[atom.j - 1]
    if atom.tag in ("h1", "h2") or atom.hint in ("title", "caption", "byline", "date"):
        return True
    if atom.final:
        return last in "؟?!" and atom.words <= 20 and not _has_stop(page, atom)
    return last != ":" and not (atom.words >= 6 and opens_sentence(page.tokens, atom.i))


def _dated_line(page: Layout, atom: Atom) -> bool:
    """Whether a date ends the line that the atom starts."""
    day = page.days.get(atom.j)
    return day is not None and ends_line(page.tokens, day.j)


def _has_stop(page: Layout, atom: Atom) -> bool:
    """Whether a full stop (and no pair of dots) stands inside an atom."""
    form = page.tokens.form
    return any(form[k] == "." and form[k - 1] != "." and form[k + 1] != "." for k in range(atom.i + 1, atom.j - 1))


def begins_another(page: Layout, n: int) -> bool:
    """Whether the atom is a headline by itself: with a date line behind it, or with a lead before a heading's tag."""
    atom, following = page.atoms[n], page.atoms[n + 1]
    if atom.mark is not None or not is_head_line(page, atom) or atom.words < 4 or atom.tag in ("h3", "h4", "li"):
        return False
    before = page.atoms[n - 1]
    dated = following.mark is not None and following.mark.kind == "day" and following.first
    if dated:
        return before.final or is_lead(before)
    headed = next((a.tag for a in page.atoms if a.tag in ("h1", "h2")), "")
    return bool(headed) and atom.tag == headed and atom.links < 0.5 and is_lead(before)


def is_lead(atom: Atom) -> bool:
    """Whether an atom is a line of a few words that leads to something else, in markup."""
    return atom.first and atom.last and 0 < atom.words <= 3 and bool(atom.tag) and not atom.final
