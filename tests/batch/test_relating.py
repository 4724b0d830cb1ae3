"""An archive related in windows of days shows what one that is related as a whole does."""

from __future__ import annotations

import datetime
import json
import random
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from musnad.batch.parts import Part
from musnad.batch.relating import relate_all
from musnad.batch.tables import OF_ALL
from musnad.batch.windows import MARGIN, days_of, windows_of
from musnad.batch.work import do_part

FIRST = datetime.date(2026, 1, 1)
STORIES, DAYS = 14, 42


LINES = (
    "أعلنت وزارة الري في جمهورية نورستان افتتاح {} {} بعد أعوام من أعمال الترميم قرب {} و{}.",
    "وكان {} قد أغلق إثر فيضان نهر {} الذي أتى على {} و{} في وادي {}.",
    "وتعبر الشاحنات إلى {} منذ صباح اليوم، فيما تنتظر قرى {} و{} وصول {} إليها.",
    "ويبلغ طول {} نحو مئتي متر، وقد شارك في بنائه عمال من {} و{} على مدى عامين.",
)


def noun(chance: random.Random) -> str:
    return "ال" + "".join(chance.choices("بتجحدرزسصطعفقكلمنهي", k=5))


def filled(chance: random.Random, line: str) -> str:
    return line.format(*(noun(chance) for _ in range(line.count("{}"))))


def story(n: int) -> list[dict[str, str]]:
    """A dispatch, its copy a day later, and a report of the third day that carries the same statement."""
    chance = random.Random(n)
    title, names = filled(chance, "افتتاح {} في نورستان بعد {}"), [noun(chance) for _ in range(5)]
    told = " ".join(filled(chance, line) for line in LINES)
    said = "قال وزير الري زياد الحمداني إن {} سيصل إلى {} و{} قبل أن يكتمل العمل في {} و{}.".format(*names)
    body = f"{told}\n\nو{said}"
    own = f"و{said}\n\n{' '.join(filled(chance, line) for line in LINES[1:])}"
    day = FIRST + datetime.timedelta(days=DAYS * n // STORIES)
    return [
        {"id": f"{n}-{k}", "text": f"{title}\n\n{text}", "outlet": f"صحيفة {k}",
         "published": f"{day + datetime.timedelta(days=k)}T0{k}:00", "url": f"https://n{k}.example/{n}"}
        for k, text in enumerate((body, f"{body}\n\nوتستمر الأعمال في المدينة.", own))
    ]  # fmt: skip


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("windows")
    rows = [row for n in range(STORIES) for row in story(n)]
    random.Random(1).shuffle(rows)
    path = folder / "a.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    size = path.stat().st_size
    half = size // 2
    for start, stop in ((0, half), (half, size)):
        do_part(Part(f"p{start}", "lines", (str(path),), start, stop, size), folder / "out", 1_000_000)
    return folder / "out"


def shown(out: Path) -> dict[str, list[Any]]:
    tables = {table: pq.read_table(out / table / "all.parquet").to_pylist() for table in OF_ALL}
    return {table: sorted(rows, key=lambda row: json.dumps(row, sort_keys=True)) for table, rows in tables.items()}


def test_windows_show_what_the_whole_does(out: Path) -> None:
    counts = relate_all(out)
    whole = shown(out)
    assert min(counts) >= STORIES
    assert relate_all(out, at_once=1) == counts
    assert shown(out) == whole


def test_windows_follow_each_other_and_overlap(out: Path) -> None:
    days = days_of(out)
    assert min(days.values()) == FIRST.toordinal()
    found = list(windows_of(days, 1))
    assert len(found) >= 4
    assert all(one.stop == other.start for one, other in pairwise(found))
    assert all((one.low, one.high) == (one.start - MARGIN, one.stop + MARGIN) for one in found)
    assert (found[0].start, found[-1].stop > max(days.values())) == (min(days.values()), True)
    assert len(list(windows_of(days, 10_000))) == 1
