"""What rules know better than the model for flat pages: small corrections of its path, in a visible order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import groupby, pairwise

from musnad.page.labelled import Labelled
from musnad.page.layout import Layout
from musnad.page.repeats import Repeat

BODY, TITLE = frozenset("SB"), frozenset("T")
_GAP = 45
_SHORT = 6
_LONGEST_TITLE = 45

Path = list[str]


class Judgement:
    """The model's path over a page while it is settled; `told` says for each token whether the rules call it body."""

    __slots__ = ("made", "page", "path", "told")

    def __init__(self, made: Labelled, path: Path) -> None:
        self.made = made
        self.page = made.page
        self.path = path
        self.told = told_bodies(made)


def settled(made: Labelled, path: Path) -> Path:
    """The path of the model with the corrections."""
    judgement = Judgement(made, path)
    for rule in RULES:
        rule(judgement)
    return path


def told_bodies(made: Labelled) -> list[bool]:
    """For each token whether the rules call it body."""
    found = [False] * len(made.page.tokens)
    for atom in made.page.atoms:
        if atom.role == "body":
            found[atom.i : atom.j] = [True] * (atom.j - atom.i)
    return found


def stretches(path: Path, wanted: frozenset[str]) -> list[tuple[int, int]]:
    """The stretches `[i, j)` of tokens whose labels are wanted ones."""
    found: list[tuple[int, int]] = []
    at = 0
    for label, run in groupby(path):
        size = sum(1 for _ in run)
        if label in wanted:
            if found and found[-1][1] == at:
                found[-1] = (found[-1][0], at + size)
            else:
                found.append((at, at + size))
        at += size
    return found


def whole_lines(on: Judgement) -> None:
    """Where a page has lines, one that holds no body is all of one kind: that of most of its words."""
    page, path = on.page, on.path
    if page.flat:
        return
    at = 0
    for _, run in groupby(page.tokens.line):
        stop = at + sum(1 for _ in run)
        labels = path[at:stop]
        if len(set(labels)) > 1 and not BODY & set(labels) and not {"P", "K", "G", "Y", "D"} & set(labels[:4]):
            label = Counter(labels).most_common(1)[0][0].replace("F", "L")
            path[at:stop] = ["F" if label == "L" else label] + [label] * (stop - at - 1)
        at = stop


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


def lone_titles(on: Judgement) -> None:
    """A headline of a word or two, or one that never ends, is none."""
    page, path, told = on.page, on.path, on.told
    for i, j in stretches(path, TITLE):
        if not 3 <= sum(form[0].isalnum() for form in page.tokens.form[i:j]) <= _LONGEST_TITLE:
            inside = j < len(path) and path[j] in BODY and i > 0 and path[i - 1] in BODY
            path[i:j] = ["B" if inside or all(told[i:j]) else "O"] * (j - i)
            if inside and path[j] == "S":
                path[j] = "B"


def holes(on: Judgement) -> None:
    """What the model takes out of a body stays in it where no mark and no repeated words stand there."""
    page, path, told = on.page, on.path, on.told
    runs = stretches(path, BODY)
    for (_, i), (j, _) in pairwise(runs):
        if path[j] == "S" or "T" in path[i:j]:
            continue
        if sum(told[i:j]) > 0.5 * (j - i) and not _anchored(page, i, j):
            path[i:j] = ["B"] * (j - i)


def _anchored(page: Layout, i: int, j: int) -> bool:
    marked = any(m.kind != "day in text" and m.i < j and i <= m.j + 1 and m.i <= i + 4 for m in page.marks)
    return marked or any(i - 2 <= r.i and r.j <= j + 2 and r.j - r.i > 0.5 * (j - i) for r in page.repeats)


def late_bodies(on: Judgement) -> None:
    """Words far behind a body that nothing opens as another article are none of it, if the rules say so too."""
    path, told = on.path, on.told
    last = -1
    for i, j in stretches(path, BODY):
        opened = "S" in path[i:j] or "T" in path[max(0, last) : i]
        far = last >= 0 and i - last > _GAP
        short = j - i < _SHORT and last >= 0 and i - last > 3
        if (far or short) and not opened and sum(told[i:j]) < 0.5 * (j - i):
            path[i:j] = ["O"] * (j - i)
        else:
            last = j


def twice(on: Judgement) -> None:
    """A headline that stands twice in a row is the second."""
    page, path = on.page, on.path
    for i, j in stretches(path, TITLE):
        groups: dict[int, list[Repeat]] = {}
        for repeat in page.repeats:
            if repeat.words >= 4 and repeat.i < j and i < repeat.j:
                groups.setdefault(repeat.group, []).append(repeat)
        for found in groups.values():
            inside = [r for r in found if i <= r.i and r.j <= j]
            if len(inside) > 1 and inside[-1].j - inside[-1].i > 0.4 * (inside[-1].j - i):
                path[i : inside[-1].i] = ["O"] * (inside[-1].i - i)
                i = inside[-1].i


def untitled(on: Judgement) -> None:
    """A body above which the model sees no headline has the one that the rules see there."""
    path, low = on.path, 0
    for i, j in stretches(path, BODY):
        if path[i] == "S" or not low:
            for title in on.made.titles:
                if title is not None and low <= title.i and title.j <= i and not TITLE & set(path[low:i]):
                    path[title.i : title.j] = ["T"] * (title.j - title.i)
        low = j


RULES: tuple[Callable[[Judgement], None], ...] = (
    whole_lines, lone_titles, twice, holes, late_bodies, spare_titles, untitled,
)  # fmt: skip
