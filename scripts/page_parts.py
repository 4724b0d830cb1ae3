"""The parts that test pages are made of: bodies, headlines, comments, authors, styles, dates.

All of them are written for this project and lie under `tests/pages_corpus`.
"""

from __future__ import annotations

import datetime
import random
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "pages_corpus"
PARTS = CORPUS / "parts"
CREDITS = ("رويترز", "وكالات", "أ ف ب", "وكالة أنباء الواحة", "كوستا نيوز", "الأناضول", "د ب أ", "صحيفة فالدن بوست")
FIRST, LAST = datetime.date(2011, 1, 1), datetime.date(2026, 6, 30)


@dataclass(frozen=True)
class Body:
    """One written article: paragraphs in order, with what stands around it."""

    region: str
    section: str
    place: str
    title: str
    paragraphs: tuple[str, ...]
    variant: str = ""
    subtitle: str = ""
    caption: str = ""
    tags: tuple[str, ...] = ()


@dataclass
class Draft:
    """A record of a bodies file while it is read."""

    head: list[str]
    marked: dict[str, str] = field(default_factory=dict)
    paragraphs: list[str] = field(default_factory=list)

    def body(self) -> Body:
        """The finished record."""
        region, section, place = self.head
        title, variant, subtitle, caption, tags = (self.marked.get(mark, "") for mark in "TVSCK")
        split = tuple(tag.strip() for tag in tags.split("،") if tag.strip())
        return Body(region, section, place, title, tuple(self.paragraphs), variant, subtitle, caption, split)


@cache
def bodies() -> tuple[Body, ...]:
    """All written bodies, in the order of the files."""
    drafts: list[Draft] = []
    for path in sorted(PARTS.glob("bodies_*.txt")):
        for line in lines(path):
            if line.startswith("@ "):
                drafts.append(Draft([cell.strip() for cell in line[2:].split("|")]))
            elif re.match(r"[TVSCK] ", line):
                drafts[-1].marked[line[0]] = line[2:].strip()
            else:
                drafts[-1].paragraphs.append(line.removeprefix("H "))
    return tuple(draft.body() for draft in drafts)


def lines(path: Path) -> list[str]:
    """The lines of a parts file, without comments and empty ones."""
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#"]


@cache
def pairs(name: str) -> tuple[tuple[str, str], ...]:
    """A parts file of two columns."""
    cells = (line.partition(" | ") for line in lines(PARTS / name))
    return tuple((first.strip(), second.strip()) for first, _, second in cells)


@cache
def authors() -> tuple[str, ...]:
    """Names that sign."""
    return tuple(lines(PARTS / "authors.txt"))


@cache
def styles() -> tuple[dict[str, Any], ...]:
    """The declarations of all site styles."""
    return tuple(yaml.safe_load((CORPUS / "styles.yaml").read_text(encoding="utf-8")))


@cache
def months() -> dict[str, list[str]]:
    """The names of days and months, by tradition."""
    found: dict[str, list[str]] = yaml.safe_load((PARTS / "months.yaml").read_text(encoding="utf-8"))
    return found


def bodies_for(style: dict[str, Any]) -> list[Body]:
    """The bodies a style may show, its own region first; held-out styles have bodies of their own."""
    held = style["split"] == "held_out"
    mine = [body for i, body in enumerate(bodies()) if (i % 3 == 2) == held]
    return sorted(mine, key=lambda body: body.region not in style["regions"])


def headlines(style: dict[str, Any], rng: random.Random, count: int) -> list[str]:
    """Listed headlines, mostly of the style's regions; none is the title of a written body."""
    held = style["split"] == "held_out"
    shelf = [row for i, row in enumerate(pairs("headlines.txt")) if (i % 3 == 2) == held]
    mine = [(region in style["regions"], text) for region, text in shelf]
    near = [text for close, text in mine if close]
    pool = near if len(near) >= 2 * count else [text for _, text in mine]
    return rng.sample(pool, count)


def day(rng: random.Random) -> datetime.date:
    """Some day of publication."""
    return FIRST + datetime.timedelta(days=rng.randrange((LAST - FIRST).days))


def hijri(date: datetime.date) -> tuple[int, int, int]:
    """The tabular Hijri (year, month, day); a real calendar may differ by a day."""
    since = date.toordinal() - 227014
    cycle, rest = divmod(since, 10631)
    year = 1
    while rest >= (length := 354 + ((11 * year + 14) % 30 < 11)):
        rest -= length
        year += 1
    month = 1
    while month < 12 and rest >= (days := 29 + month % 2):
        rest -= days
        month += 1
    return 30 * cycle + year, month, rest + 1


def date_fields(date: datetime.date, rng: random.Random) -> dict[str, str]:
    """Everything a date pattern may ask for."""
    hy, hm, hd = hijri(date)
    names = {key: months()[key][date.month - 1] for key in ("gm", "lm", "tm", "km")}
    return names | {
        "wd": months()["days"][date.weekday()],
        "d": str(date.day),
        "dd": f"{date.day:02}",
        "m": str(date.month),
        "mm": f"{date.month:02}",
        "y": str(date.year),
        "hd": str(hd),
        "hm": months()["hm"][hm - 1],
        "hy": str(hy),
        "time": f"{rng.randrange(1, 12):02}:{rng.randrange(60):02}",
    }
