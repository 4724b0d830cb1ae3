"""Atoms: the smallest stretches of a page that get a role, cut at lines, sentence ends and marks, each weighed."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np

from musnad.page.html import Line
from musnad.page.marks import Mark, opens, words_of_kind
from musnad.page.tokens import CLOSERS, STOPS, Tokens

_LONGEST_NOTICE = 40
_BODY_TAGS = frozenset(("p", "blockquote", "pre"))


class Atom:
    """Tokens `[i, j)` of one line with what is known of them.

    `mark` is set where the atom is a mark. `weight` is how much it speaks for an article's body (negative: against),
    in words. `role` and `rule` are filled by the rules, `article` by the splitting.
    """

    __slots__ = (
        "article", "detail", "final", "first", "functions", "hint", "i", "in_body", "j", "last", "links", "mark",
        "role", "rule", "short", "tag", "verb", "weight", "words",
    )  # fmt: skip

    def __init__(self, i: int, j: int, mark: Mark | None = None) -> None:
        self.i = i
        self.j = j
        self.mark = mark
        self.first = self.last = False
        self.words = self.functions = 0
        self.final = self.short = self.verb = False
        self.tag = self.hint = ""
        self.links = 0.0
        self.in_body = False
        self.weight = 0.0
        self.role = self.rule = ""
        self.article = -1
        self.detail: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Atom({self.i}, {self.j}, {self.role or (self.mark and self.mark.role)}, {self.weight:.1f})"


def cut(tokens: Tokens, marks: list[Mark], flat: bool) -> list[Atom]:
    """Cut the page at its lines, sentence ends and marks; the atoms cover all tokens in order."""
    by_start = {mark.i: mark for mark in marks if mark.kind != "day in text"}
    atoms: list[Atom] = []
    at, start, count = 0, 0, len(tokens)
    while at < count:
        mark = by_start.get(at)
        if mark is not None:
            if start < at:
                atoms.append(Atom(start, at))
            # without lines nothing tells where the headline behind a promo ends: a rule of its own looks for that
            whole = mark.takes == "line" and not (flat and (mark.place == "inside" or mark.role == "tags"))
            stop = _end_of_piece(tokens, mark.j, by_start, flat) if whole else mark.j
            if flat and mark.place == "head" and stop - mark.j > _LONGEST_NOTICE:
                stop = mark.j
            atoms.append(Atom(at, stop, mark))
            at = start = stop
            continue
        at += 1
        if at == count or tokens.line[at] != tokens.line[at - 1] or _ends_sentence(tokens, at):
            atoms.append(Atom(start, at))
            start = at
    return atoms


def _ends_sentence(tokens: Tokens, at: int) -> bool:
    """Whether a sentence ends before the token `at`: a stop with its closing marks, no ellipsis within, no initial."""
    last = at - 1
    while tokens.form[last] in CLOSERS and last > 0:
        last -= 1
    form = tokens.form[last]
    if form not in STOPS or tokens.form[at] in STOPS or tokens.form[at] in CLOSERS:
        return False
    if last and (len(tokens.form[last - 1]) == 1 and tokens.form[last - 1].isalpha()):
        return False
    if form == "." and last > 1 and tokens.form[last - 1] == "." and tokens.form[last - 2] != ".":
        return False  # two dots part a headline, they do not end it
    glued = tokens.stop[last] == tokens.start[at]
    return not (glued and form == "." and not tokens.form[at][0].isalpha())


def _end_of_piece(tokens: Tokens, at: int, marks: dict[int, Mark], flat: bool) -> int:
    """Where the rest of the line or sentence behind a mark ends; another mark ends it too."""
    count = len(tokens)
    while at < count and tokens.line[at] == tokens.line[at - 1] and at not in marks:
        at += 1
        if at < count and flat and (_ends_sentence(tokens, at) or _changes_script(tokens, at)):
            break
    return at


def _changes_script(tokens: Tokens, at: int) -> bool:
    """Whether Latin gives way to Arabic before the token."""
    left, right = tokens.form[at - 1], tokens.form[at]
    return left[0].isascii() and left[0].isalpha() and right[0].isalpha() and not right[0].isascii()


def describe(tokens: Tokens, atoms: list[Atom], lines: list[Line] | None) -> None:
    """Count what speaks for and against running text in each atom, and weigh it."""
    counts = _Counts(tokens)
    starts = [line.start for line in lines] if lines else []
    for n, atom in enumerate(atoms):
        atom.first = n == 0 or tokens.line[atoms[n - 1].i] != tokens.line[atom.i]
        atom.last = n + 1 == len(atoms) or tokens.line[atoms[n + 1].i] != tokens.line[atom.i]
        atom.words = counts.words[atom.j] - counts.words[atom.i]
        atom.functions = counts.functions[atom.j] - counts.functions[atom.i]
        atom.final = _is_final(tokens.form, atom.i, atom.j)
        atom.short = atom.j - atom.i > 3 and _is_cut_off(tokens.form[max(atom.i, atom.j - 5) : atom.j])
        atom.verb = counts.openers[min(atom.j, atom.i + 6)] > counts.openers[atom.i]
        if lines:
            line = lines[max(0, bisect_right(starts, tokens.start[atom.i]) - 1)]
            atom.tag, atom.hint, atom.in_body = line.tag, line.hint, line.in_body
            atom.links = line.links / max(1, line.stop - line.start)
        latin, digits = counts.latin[atom.j] - counts.latin[atom.i], counts.digits[atom.j] - counts.digits[atom.i]
        atom.weight = _weigh(atom, latin, digits, bool(lines))


class _Counts:
    """How many words, function words, words that open sentences, Latin words and numbers stand before each token."""

    __slots__ = ("digits", "functions", "latin", "openers", "words")

    def __init__(self, tokens: Tokens) -> None:
        functions = words_of_kind("function")
        kinds: dict[str, int] = {}
        for form in set(tokens.form):
            word = form[0].isalpha()
            kinds[form] = (
                word
                + 2 * (word and form in functions)
                + 4 * opens(form)
                + 8 * (word and form.isascii())
                + 16 * form.isdigit()
            )
        found = np.fromiter(map(kinds.__getitem__, tokens.form), np.uint8, len(tokens))
        self.words, self.functions, self.openers, self.latin, self.digits = (
            [0, *np.cumsum(found >> bit & 1).tolist()] for bit in range(5)
        )


def _is_final(form: list[str], i: int, j: int) -> bool:
    last = j - 1
    while last > i and form[last] in CLOSERS:
        last -= 1
    return form[last] in STOPS


def _is_cut_off(forms: list[str]) -> bool:
    """Whether a text breaks off with dots, as teasers do."""
    return "".join(forms).endswith(("...", "…", "[...]", "[…]", "...]"))


def _weigh(atom: Atom, latin_words: int, digits: int, html: bool) -> float:
    if atom.mark is not None:
        aside = atom.mark.place in ("inside", "any") and atom.mark.takes != "list" and atom.mark.role != "date"
        return -0.5 if aside else -1.0 - 0.5 * atom.words
    n = atom.words
    if not n:
        return -0.2
    latin = latin_words / n
    share = atom.functions / n
    rate = -0.38 + 2.2 * min(share, 0.28) + 0.12 * (n >= 12) + 0.1 * atom.verb
    if atom.final:
        rate += 0.3
    if atom.short:
        rate -= 0.75
    rate -= 0.9 * latin if latin > 0.3 else 0.0
    rate -= 0.5 * digits / (atom.j - atom.i)
    if html:
        rate += 0.25 * atom.in_body + 0.15 * (atom.tag in _BODY_TAGS)
        if atom.links > 0.7:
            rate -= 0.6
        if atom.hint and atom.hint not in ("title", "section"):
            rate -= 0.7
    return n * max(-1.0, min(1.0, rate))
