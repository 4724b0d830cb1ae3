"""Which of the headlines that the model sees are those of articles, and where they start and end."""

from __future__ import annotations

from itertools import pairwise

from musnad.page.judgement import BODY, TITLE, Judgement, glued, stretches
from musnad.page.marks import ends_line, starts_piece

_LONGEST_TITLE = 45
_NEAR = 6
_SITE = frozenset("|-–—~»")
_CLOSING = frozenset('!؟?»”"')
_PARTING = frozenset("|~»›>")


def lone_titles(on: Judgement) -> None:
    """A headline of a word or two is none, unless two are a line of their own; nor is one that never ends."""
    page, path, told = on.page, on.path, on.told
    for i, j in stretches(path, TITLE):
        least = 2 if not page.flat and starts_piece(page.tokens, i) and ends_line(page.tokens, j) else 3
        if not least <= sum(form[0].isalnum() for form in page.tokens.form[i:j]) <= _LONGEST_TITLE:
            inside = j < len(path) and path[j] in BODY and i > 0 and path[i - 1] in BODY
            path[i:j] = ["B" if inside or all(told[i:j]) else "O"] * (j - i)
            if inside and path[j] == "S":
                path[j] = "B"


def page_title(on: Judgement) -> None:
    """Where a page's first line is a headline and its site, the headline stands where a line says the same again."""
    page, path, line = on.page, on.path, on.page.tokens.line
    first = line.count(line[0])
    sign = next((k for k in range(first) if page.tokens.form[k] in _SITE), 0)
    if page.flat or sign < 2:
        return
    body = next((i for i, _ in stretches(path, BODY)), 0)
    for k in range(first, body - sign + 1):
        alone = line[k - 1] != line[k] and (k + sign == len(line) or line[k + sign] != line[k])
        if alone and page.tokens.form[k : k + sign] == page.tokens.form[:sign]:
            path[:body] = ["V" if label == "T" else label for label in path[:body]]
            path[k : k + sign] = ["T"] * sign
            return


def twice(on: Judgement) -> None:
    """A headline that stands twice in a row is the second."""
    form, path = on.page.tokens.form, on.path
    for i, j in stretches(path, TITLE):
        key = form[i : i + 3]
        again = next((k for k in range(i + 4, min(j, len(form) - 3)) if form[k : k + 3] == key), -1)
        if again < 0:
            continue
        stop = again
        while stop < len(form) and stop - again < again - i and form[stop] == form[i + stop - again]:
            stop += 1
        if stop - again >= 0.6 * (again - i):
            path[i:again] = ["O"] * (again - i)
            rest = max(stop, j)
            path[again:stop] = ["T"] * (stop - again)
            if stop > j and stop < len(path) and path[stop] == "B":
                path[stop] = "S"
            elif rest > stop:
                path[stop:rest] = ["O"] * (rest - stop)


def repeated(on: Judgement) -> None:
    """A headline is as long as the rules find it to stand twice, where the model sees about the same."""
    path = on.path
    for title in on.made.titles:
        if title is None or title.rule != "headline that stands twice":
            continue
        for i, j in stretches(path, TITLE):
            shared = min(j, title.j) - max(i, title.i)
            if shared < 0.5 * (j - i) or shared < 0.5 * (title.j - title.i):
                continue
            if {"S", "B"} & set(path[title.i : title.j]) or max(i - title.i, title.j - j, title.i - i, j - title.j) > 8:
                continue
            low, high = min(i, title.i), max(j, title.j)
            path[low:high] = ["O"] * (high - low)
            path[title.i : title.j] = ["T"] * (title.j - title.i)


def dated_titles(on: Judgement) -> None:
    """A whole date at the edge of a headline is none of its words."""
    path = on.path
    for i, j in stretches(path, TITLE):
        for mark in on.page.days.values():
            whole = mark.day is not None and bool(mark.day.value) and i <= mark.i and mark.j <= j
            if whole and (mark.j >= j - 1 or mark.i <= i + 1):
                path[mark.i : mark.j] = ["D"] * (mark.j - mark.i)


def parted_titles(on: Judgement) -> None:
    """What a sign parts from a headline, the name of the site or a section, is no part of it."""
    form, path = on.page.tokens.form, on.path
    for i, j in stretches(path, TITLE):
        signs = [i - 1, *(k for k in range(i, j) if form[k] in _PARTING and not _closes(form, i, k)), j]
        low, high = max(pairwise(signs), key=lambda span: span[1] - span[0])
        path[i : low + 1] = ["O"] * (low + 1 - i)
        path[high:j] = ["O"] * (j - high)


def _closes(form: list[str], i: int, k: int) -> bool:
    """Whether a sign closes a quotation that the words from `i` on open."""
    return form[k] == "»" and form[i:k].count("«") > form[i:k].count("»")


def closed_titles(on: Judgement) -> None:
    """The sign that ends a headline as a question, a cry or a quotation belongs to it."""
    form, path = on.page.tokens.form, on.path
    for _, j in stretches(path, TITLE):
        stop = j
        while stop < min(j + 3, len(path)) and form[stop] in _CLOSING and path[stop] not in BODY:
            stop += 1
        path[j:stop] = ["T"] * (stop - j)


def spare_titles(on: Judgement) -> None:
    """A headline that no body follows is that of another article; of several above a body the last counts."""
    path = on.path
    runs = stretches(path, TITLE)
    bodies = [i for i, _ in stretches(path, BODY)]
    for n, (i, j) in enumerate(runs):
        following = next((b for b in bodies if b >= j), -1)
        if following < 0:
            path[i:j] = ["F"] + ["L"] * (j - i - 1)
        elif n + 1 < len(runs) and runs[n + 1][0] < following:
            path[i:j] = ["V"] * (j - i)


def untitled(on: Judgement) -> None:
    """A body above which the model sees no headline has the one that the rules see there."""
    path, low = on.path, 0
    for i, j in stretches(path, BODY):
        if path[i] == "S" or not low:
            for title in on.made.titles:
                if title is not None and low <= title.i and title.j <= i and not TITLE & set(path[low:i]):
                    path[title.i : title.j] = ["T"] * (title.j - title.i)
        low = j


def agreed(on: Judgement) -> None:
    """Where words stand apart and rules and model see a body start at one place, its headline is that of the rules."""
    path = on.path
    if not on.page.flat or glued(on.page) > 1:
        return
    starts = [i for i, _ in stretches(path, BODY)]
    for title, draft in zip(on.made.titles, on.made.drafts, strict=True):
        start = on.page.atoms[draft.first].i
        near = next((i for i in starts if abs(i - start) <= _NEAR), -1)
        if title is None or title.j > near or BODY & set(path[title.i : title.j]):
            continue
        low = max((j for _, j in stretches(path, BODY) if j <= title.i), default=0)
        path[low:near] = ["O" if label == "T" else label for label in path[low:near]]
        path[title.i : title.j] = ["T"] * (title.j - title.i)
