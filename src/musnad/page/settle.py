"""What rules know better than the model for pages: small corrections of its path, in a visible order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import groupby, pairwise

from musnad.page.judgement import BODY, GLUED, OPENING, Floats, Judgement, Path, glued, stretches
from musnad.page.labelled import Labelled
from musnad.page.layout import Layout
from musnad.page.marks import opens_sentence, words_of_kind
from musnad.page.settle_starts import echoed_titles, headless, listed_titles, snapped_titles
from musnad.page.settle_titles import (
    agreed,
    closed_titles,
    dated_titles,
    lone_titles,
    page_title,
    parted_titles,
    repeated,
    spare_titles,
    twice,
    untitled,
)
from musnad.page.tokens import STOPS

_GAP = 45
_SHORT = 6
_LEAST_LEAD, _LONGEST_LEAD = 6, 30
"""Tokens of a lead that ends in a colon."""
_HOLE = 6
_TAIL, _SURE = 10, 12.0
"""Tokens behind the last stop of a body that may be none of it, and how sure the model must be at each."""
_SENTENCE, _NEAR = 8, 25
"""Words of a sentence that carries on a body, and the tokens that furniture before it takes."""
_CLASS = {"S": "B", "B": "B", "T": "T"}
_MEMBERS = {"B": "SB", "T": "T", "O": "OPEFLGKYDCV"}
_WHOLE_ARTICLE = 60
"""Words of a body under a headline that is surely an article."""
_DOUBT, _TRUST = 60.0, 8.0
"""How much surer than the rules the model must be: of a flat page whose words stand apart, and of one with lines."""


def settled(made: Labelled, path: Path, scores: Floats, labels: list[str]) -> Path:
    """The path of the model with the corrections; `scores` are those of each of its `labels` at each token."""
    judgement = Judgement(made, path, scores, labels)
    for rule in RULES:
        rule(judgement)
    return path


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


def whole_marks(on: Judgement) -> None:
    """A date of which a part is one is one as a whole, with its time of day."""
    for mark in on.page.marks:
        labels = set(on.path[mark.i : mark.j])
        if mark.day is not None and "D" in labels and len(labels) > 1 and not labels & BODY:
            on.path[mark.i : mark.j] = ["D"] * (mark.j - mark.i)


def taken_lines(on: Judgement) -> None:
    """What a mark of credits or tags takes along is that, where it is no body."""
    for atom in on.made.page.atoms:
        label = {"credit": "K", "tags": "G"}.get(atom.role, "")
        if label and atom.mark is not None and not (BODY | {"T"}) & set(on.path[atom.i : atom.j]):
            on.path[atom.i : atom.j] = [label] * (atom.j - atom.i)


def listed_lines(on: Judgement) -> None:
    """Where a page has lines, one that stands in a list of headlines by the rules is one, unless it is an article's."""
    if on.page.flat:
        return
    for atom in on.made.page.atoms:
        whole = atom.role == "related" and atom.mark is None and atom.first and atom.last and atom.words > 3
        labels = set(on.path[atom.i : atom.j])
        listed = atom.rule.startswith("furniture:") or labels & {"F", "L"}
        if whole and listed and labels <= {*"OEFL"}:
            on.path[atom.i : atom.j] = ["F"] + ["L"] * (atom.j - atom.i - 1)


def bullets(on: Judgement) -> None:
    """A line that begins with the same sign as the listed headline above it is of the same list."""
    tokens, path = on.page.tokens, on.path
    if on.page.flat:
        return
    heads = [0, *(k for k in range(1, len(path)) if tokens.line[k] != tokens.line[k - 1]), len(path)]
    for (above, i), j in zip(pairwise(heads), heads[2:], strict=False):
        sign = tokens.form[i]
        if not sign[0].isalnum() and sign == tokens.form[above] and path[above] in "FL" and path[i] in "OEB":
            path[i:j] = ["F"] + ["L"] * (j - i - 1)


def resumed(on: Judgement) -> None:
    """Where a page has lines, whole sentences that carry on behind a headline or two within a body belong to it."""
    page, path = on.page, on.path
    if page.flat:
        return
    last, carried = -1, False
    for atom in page.atoms:
        labels = set(path[atom.i : atom.j])
        if labels <= BODY:
            last, carried = atom.j, False
            continue
        plain = atom.mark is None and atom.final and not atom.short and labels <= {*"OPEFL"}
        first = page.tokens.form[atom.i]
        starts = first in words_of_kind("connective") or (first[0] == "و" and opens_sentence(page.tokens, atom.i))
        if plain and (carried or (atom.first and atom.words >= _SENTENCE and starts and 0 <= atom.i - last <= _NEAR)):
            path[atom.i : atom.j] = ["B"] * (atom.j - atom.i)
            last, carried = atom.j, True
        elif "T" in labels or (atom.mark is not None and atom.mark.takes == "list" and atom.last):
            last, carried = -1, False


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


def leads(on: Judgement) -> None:
    """The sentence that ends in a colon right before a body, and opens as sentences do, is its first."""
    form, path = on.page.tokens.form, on.path
    ends = {mark.j for mark in on.page.marks if mark.kind != "day in text"}
    for i, _ in stretches(path, BODY):
        if i < _LEAST_LEAD or form[i - 1] != ":":
            continue
        k = i - 1
        while k > 0 and i - k < _LONGEST_LEAD and form[k - 1] not in STOPS and k not in ends and path[k - 1] != "T":
            k -= 1
            if opens_sentence(on.page.tokens, k) and i - k >= _LEAST_LEAD:
                path[k:i], path[i] = ["S"] + ["B"] * (i - k - 1), "B"
                break


def small_holes(on: Judgement) -> None:
    """On a flat page a few words in the middle of a sentence of a body are its own, where no mark stands."""
    path, form = on.path, on.page.tokens.form
    if not on.page.flat:
        return
    marked = {k for mark in on.page.marks if mark.kind != "day in text" for k in range(mark.i, mark.j)}
    for (_, i), (j, _) in pairwise(stretches(path, BODY)):
        amid = j - i <= _HOLE and form[i - 1] not in STOPS and path[j] != "S"
        if amid and "T" not in path[i:j] and marked.isdisjoint(range(i, j)):
            path[i:j] = ["B"] * (j - i)


def tails(on: Judgement) -> None:
    """On a flat page words behind the last stop of the last body are none of it where the model is sure of that."""
    bodies = stretches(on.path, BODY)
    if not on.page.flat or not bodies:
        return
    i, j = bodies[-1]
    k = j
    while k > i and on.page.tokens.form[k - 1] not in STOPS:
        k -= 1
    columns = [on.labels.index(label) for label in _MEMBERS["O"]]
    body, other = on.scores[k:j, on.labels.index("B")].sum(), on.scores[k:j][:, columns].sum(axis=0).max()
    if i < k <= j - _TAIL and other - body > _SURE * (j - k):
        on.path[k:j] = plainly(on, "B", k, j)


def whole_openings(on: Judgement) -> None:
    """An opening of another article that is not cut off with dots is body where the rules say so."""
    page, path, told = on.page, on.path, on.told
    for i, j in stretches(path, OPENING):
        dots = page.tokens.form[max(i, j - 4) : j + 2]
        if dots.count(".") < 2 and "…" not in dots and sum(told[i:j]) > 0.8 * (j - i):
            starts = j < len(path) and path[j] == "S"
            path[i:j] = ["S" if starts else "B"] + ["B"] * (j - i - 1)
            if starts:
                path[j] = "B"


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


def weighed(on: Judgement) -> None:
    """Where rules and model differ over bodies and headlines, the model must be sure of itself to be followed."""
    path, labels = on.path, on.labels
    signs = glued(on.page) if on.page.flat else 0
    if on.page.flat and (signs >= GLUED or sees_more(on)):
        return
    doubt = _DOUBT / (1 + signs) if on.page.flat else _TRUST
    ruled = ruled_classes(on.made)
    mine = [_CLASS.get(label, "O") for label in path]
    columns = {name: [labels.index(x) for x in members] for name, members in _MEMBERS.items()}
    at = 0
    for (own, other), run in groupby(zip(mine, ruled, strict=True)):
        stop = at + len(list(run))
        if own != other:
            there = on.scores[at:stop][:, columns[other]]
            gain = on.scores[range(at, stop), [labels.index(x) for x in path[at:stop]]].sum() - there.sum(axis=0).max()
            if gain < doubt:
                path[at:stop] = [other] * (stop - at) if other != "O" else plainly(on, own, at, stop)
        at = stop
    _open_bodies(path)


def plainly(on: Judgement, own: str, i: int, j: int) -> Path:
    """One label for each line of a stretch that is neither body nor headline: a headline again, or the likeliest."""
    if own == "T" and any(a.role == "title" and a.i <= i and j <= a.j for a in on.page.atoms):
        return ["V"] * (j - i)
    columns = [on.labels.index(label) for label in _MEMBERS["O"]]
    found: Path = []
    for _, run in groupby(range(i, j), key=on.page.tokens.line.__getitem__):
        line = list(run)
        label = _MEMBERS["O"][int(on.scores[line][:, columns].sum(axis=0).argmax())].replace("F", "L")
        found += ["F" if label == "L" else label] + [label] * (len(line) - 1)
    return found


def sees_more(on: Judgement) -> bool:
    """Whether the model sees more articles than the rules, each of them whole and under a headline."""
    whole, titled, words = 0, False, 0
    for match in re.finditer(r"T+|[SB]+", "".join(on.path)):
        if match.group()[0] == "T":
            titled, words = True, 0
        elif titled:
            size = match.end() - match.start()
            whole += words < _WHOLE_ARTICLE <= words + size
            words += size
    return whole > max(1, len(on.made.drafts))


def ruled_classes(made: Labelled) -> list[str]:
    """For each token whether the rules call it body (B), headline (T) or something else (O)."""
    found = ["O"] * len(made.page.tokens)
    for atom in made.page.atoms:
        if atom.role == "body" or (atom.role == "title" and any(atom is title for title in made.titles)):
            found[atom.i : atom.j] = [atom.role[0].upper()] * (atom.j - atom.i)
    return found


def _open_bodies(path: Path) -> None:
    """Move the start of a body to its first token."""
    for n, (i, j) in enumerate(stretches(path, BODY)):
        if "S" in path[i : min(j, i + 25)] or not n:
            path[i : min(j, i + 25)] = ["S"] + ["B"] * (min(j, i + 25) - i - 1)


RULES: tuple[Callable[[Judgement], None], ...] = (
    # the weighing asks how many articles are seen, and may take a headline away
    listed_titles, headless, snapped_titles, weighed, listed_titles, whole_marks, whole_lines, taken_lines,
    listed_lines, bullets, resumed, dated_titles, page_title, lone_titles, twice, repeated, parted_titles,
    whole_openings, holes, leads, small_holes, tails, late_bodies, spare_titles, untitled, agreed, echoed_titles,
    closed_titles,
)  # fmt: skip
