"""The layout of a page: its tokens, marks, atoms and repeats, made once and read by all rules."""

from __future__ import annotations

from musnad.page.atoms import Atom, cut, describe
from musnad.page.html import Line
from musnad.page.marks import Mark, find_marks, opens_sentence, words_of_kind
from musnad.page.repeats import Repeat, find_repeats
from musnad.page.tokens import STOPS, Tokens
from musnad.records import Meta

_HEADER_SIGNS = frozenset("~|•·")
_LABEL = 5


class Layout:
    """A page laid out; `flat` says that its lines do not tell its blocks apart."""

    __slots__ = ("atoms", "days", "flat", "html", "marks", "meta", "repeats", "text", "tokens", "url")

    def __init__(self, text: str, lines: list[Line] | None, meta: tuple[Meta, ...], url: str) -> None:
        self.text = text
        self.url = url
        self.meta = meta
        self.html = lines is not None
        self.tokens = Tokens(text)
        self.flat = not self.html and is_flat(text)
        self.marks: list[Mark] = find_marks(self.tokens, self.flat)
        _widen_headers(self.tokens, self.marks)
        self.repeats: list[Repeat] = find_repeats(self.tokens)
        self._set_days_apart()
        self.days = {mark.i: mark for mark in self.marks if mark.day is not None}
        self.atoms: list[Atom] = cut(self.tokens, self.marks, self.flat)
        describe(self.tokens, self.atoms, lines)

    def _set_days_apart(self) -> None:
        """A date right behind a headline that stands twice is that of the article, no date in a sentence."""
        ends = {repeat.j for repeat in self.repeats if repeat.words >= 5}
        for mark in self.marks:
            if mark.kind != "day in text" or mark.day is None or not mark.day.year:
                continue
            if mark.i in ends or (self.flat and self._in_head(mark)):
                mark.kind = "day"

    def _in_head(self, mark: Mark) -> bool:
        """Whether a date stands in the head of a flat page: no sentence before it, and none that goes on behind it."""
        form, after = self.tokens.form, self.tokens.form[mark.j] if mark.j < len(self.tokens) else "."
        if form[mark.i - 1] in words_of_kind("today") or after in words_of_kind("function") or not after[0].isalpha():
            return False
        low = max(0, mark.i - 12)
        for k in range(mark.i - 1, low - 1, -1):
            if form[k] in STOPS:
                return False
            if opens_sentence(self.tokens, k):
                return opens_sentence(self.tokens, mark.j)
        return mark.i < 400

    def split(self, n: int, at: int) -> None:
        """Split the atom with the index `n` before the token `at`; both parts keep what is known of the line."""
        atom = self.atoms[n]
        if not atom.i < at < atom.j:
            return
        right = Atom(at, atom.j)
        right.tag, right.hint, right.links, right.in_body = atom.tag, atom.hint, atom.links, atom.in_body
        right.final, right.short, right.last = atom.final, atom.short, atom.last
        right.role, right.rule, right.article = atom.role, atom.rule, atom.article
        atom.final = atom.short = atom.last = False
        atom.j = at
        for part in (atom, right):
            part.words = sum(f[0].isalpha() for f in self.tokens.form[part.i : part.j])
        self.atoms.insert(n + 1, right)

    def raw(self, atom: Atom) -> str:
        """The text of an atom as it stands."""
        return self.tokens.raw(atom.i, atom.j)

    def forms(self, atom: Atom) -> list[str]:
        """The folded words of an atom, marks left out."""
        return [f for f in self.tokens.form[atom.i : atom.j] if f[0].isalnum()]


def is_flat(text: str) -> bool:
    """Whether a text has lost its line structure: lines are few, or they end only where sentences end."""
    lines = [line.rstrip() for line in text.split("\n")]
    filled = [line for line in lines if line]
    if len(filled) < 3:
        return True
    if text.count("\n\n") >= 3 or "\n \n" in text:
        return False
    open_ended = [line[-1] not in STOPS and line[-1] not in "\"»”)'" for line in filled]
    if open_ended[0] and len(filled[0].split()) <= 40:
        return False
    return sum(open_ended) < max(2, 0.3 * len(filled)) or (len(filled) < 5 and max(map(len, filled)) > 1500)


def _widen_headers(tokens: Tokens, marks: list[Mark]) -> None:
    """A page header that comes again in the middle of a text takes its label along («قسم ~ الخميس 5 مارس 2020»)."""
    seen: dict[tuple[str, ...], int] = {}
    end = 0
    for mark in marks:
        before, end = end, mark.j
        sign = mark.i - 1
        if not mark.kind.startswith("day") or sign < 1 or tokens.form[sign] not in _HEADER_SIGNS:
            continue
        key = (tokens.form[sign], *tokens.form[mark.i : mark.j])
        if key not in seen:
            seen[key] = sign
        elif (start := _label_start(tokens, seen[key], sign)) < sign:
            mark.i = max(before, start)
            mark.kind, mark.place, mark.rule = "header", "inside", "page header again"


def _label_start(tokens: Tokens, first: int, again: int) -> int:
    """Where the label of a header that comes again starts: as long as at first, or as far as its words are the same."""
    low = again
    while low > 0 and tokens.line[low - 1] == tokens.line[again] and again - low < _LABEL:
        low -= 1
    head = first
    while head > 0 and tokens.line[head - 1] == tokens.line[first] and first - head <= _LABEL:
        head -= 1
    length = first - head
    if length > _LABEL:
        length = 0
        while length < _LABEL and _alike(tokens.form[first - 1 - length], tokens.form[again - 1 - length]):
            length += 1
    start = max(low, again - length)
    if length and start > low and tokens.form[start - 1] in words_of_kind("summary"):
        start -= 1
    return start


def _alike(left: str, right: str) -> bool:
    """Whether two words are the same but for a conjunction."""
    return left == right or left.removeprefix("و") == right.removeprefix("و")
