"""Articles as the press carries agencies, from tests/stories/press.txt and desks.txt, with their gold.

A happening: a line `=== NAME DAY`, its paragraphs (`d1 TEXT`; `b`: bylines, `q`: quotations, which make no copy) and
its articles: `> NAME OUTLET HOUR ORIGIN : TITLE | PARAGRAPHS`. `d1~` is a paragraph as a desk edits it, `d1/2` one
in the words of another translation or desk, `c` one that cites another paper: of one origin, but no copy. Of the origin
`?` nothing is certain; one with `+` adds so much of its own that it may be one more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from make_stories import EDITS, ENOUGH, FEW, MOST, Desk, cluster, line, stories

STORIES = Path(__file__).resolve().parents[1] / "tests" / "stories"

_ARTICLE = re.compile(r"> (\S+) (.+?) (\d\d:\d\d|-) (\S+) : (.+?) \| (.+)")


@dataclass
class Item:
    """An article: the words of narration of each paragraph that it carries, and where it is from."""

    id: str
    outlet: str
    published: str
    text: str
    origin: str
    carries: dict[str, int]


@dataclass
class Happening:
    """One happening with its articles."""

    name: str
    day: str
    parts: dict[str, str] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)

    def add(self, line: str) -> None:
        """Read a line: a paragraph or an article."""
        found = _ARTICLE.fullmatch(line)
        if found is None:
            name, _, self.parts[name] = line.partition(" ")
            return
        kind, outlet, hour, origin, title, parts = found.groups()
        body = "\n".join(self._paragraph(part) for part in parts.split())
        names = [part.rstrip("~") for part in parts.split() if part[0] not in "bqc"]
        carries = {name: len(self.parts[name].split()) for name in names}
        when = self.day if hour == "-" else f"{self.day}T{hour}"
        self.items.append(Item(f"{self.name}-{kind}", outlet, when, f"{title}\n\n{body}", origin, carries))

    def _paragraph(self, part: str) -> str:
        text = self.parts[part.rstrip("~")]
        for pattern, other in EDITS if part.endswith("~") else ():
            text = re.sub(pattern, other, text)
        return text

    def gold(self) -> dict[str, object]:
        """What a scorer compares with."""
        kinds = {(a.id, b.id): judged(a, b) for a, b in combinations(self.items, 2)}
        groups: dict[str, list[str]] = {}
        for item in self.items:
            groups.setdefault(item.id if item.origin == "?" else item.origin.rstrip("+"), []).append(item.id)
        unsure = {item.id for item in self.items if item.origin == "?"}
        rows = [
            {"articles": ids, "origin": name, "certain": not unsure.intersection(ids)} for name, ids in groups.items()
        ]
        adding = sum(item.origin.endswith("+") for item in self.items)
        return {
            "id": self.name, "articles": [item.id for item in self.items],
            "copies": [list(pair) for pair, kind in kinds.items() if kind == "copy"],
            "copies_doubtful": [list(pair) for pair, kind in kinds.items() if kind == "doubtful"],
            "groups": rows, "low": sum(bool(row["certain"]) for row in rows), "high": len(rows) + adding,
        }  # fmt: skip


def judged(one: Item, other: Item) -> str:
    """ "copy", "doubtful" or "": by the words of the paragraphs that both carry."""
    shared = sum(size for name, size in one.carries.items() if name in other.carries)
    part = shared / max(1, min(sum(one.carries.values()), sum(other.carries.values())))
    if shared >= ENOUGH or (shared >= FEW and part >= MOST):
        return "copy"
    return "doubtful" if shared > 12 else ""


def happenings(path: Path) -> Iterator[Happening]:
    """The happenings of a file."""
    blocks = ("\n" + path.read_text(encoding="utf-8")).split("\n=== ")[1:]
    for block in blocks:
        head, *lines = block.strip().splitlines()
        name, day = head.split()
        found = Happening(name, day)
        for row in sorted(lines, key=lambda row: row.startswith(">")):
            found.add(row)
        yield found


def collection(name: str, seed: int = 7) -> tuple[list[dict[str, str]], dict[str, list[object]]]:
    """The articles of one file of tests/stories, as lines for `musnad relate`, and their gold."""
    path = STORIES / f"{name}.txt"
    if name in ("press", "desks"):
        press = list(happenings(path))
        return [line(item) for one in press for item in one.items], {"clusters": [one.gold() for one in press]}
    desks = [Desk(story, seed).run() for story in stories(path)]
    rows = [line(article) for desk in desks for article in (*desk.made, *desk.lookalikes)]
    others: list[object] = [article.id for desk in desks for article in desk.lookalikes]
    return rows, {"clusters": [cluster(desk) for desk in desks], "distractors": others}
