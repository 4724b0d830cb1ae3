"""Measure `segment` on the made pages: a line for each split and form, and with `--worst N` the worst pages.

measure_made.py [--seed 7] [--each 2] [--split train held_out] [--form html lines flat] [--worst N] [--styles]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import make_pages
from gold_place import need, scorer
from gold_spans import page_gold, whole
from plain_html import html_text

NAMES = ("f1", "perfect", "articles", "split", "title", "published", "related")
Row = dict[str, float]


def segmented(pages: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What `musnad segment` finds on the pages, by id."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.jsonl"), Path(folder, "out.jsonl")
        source.write_text("".join(json.dumps(page, ensure_ascii=False) + "\n" for page in pages), encoding="utf-8")
        subprocess.run([sys.executable, "-m", "musnad", "segment", str(source), "-o", str(target)], check=True)
        rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    return {row["id"]: row for row in rows}


def score(made: list[tuple[Any, Any, Any]]) -> dict[str, Row]:
    """The page scorer's figures of every page, by id."""
    need()
    judge = scorer("score_pages")
    found = segmented([page for page, _, _ in made])
    rows = {}
    for page, gold, words in made:
        mine = found.get(page["id"])
        text = page.get("text") or (mine or {}).get("text", "")
        rows[page["id"]] = judge.score_page(make_pages.resolve(words, text) if "html" in page else gold, mine, text)
    return rows


def written() -> list[tuple[Any, Any, Any]]:
    """The pages written whole, in the shape of made ones."""
    found = []
    for path in sorted((Path(__file__).parents[1] / "tests/cases/pages").iterdir()):
        raw, spec = whole(path)
        text = html_text(raw) if path.suffix == ".html" else raw
        gold = page_gold(path.stem, spec, text)
        page = {"id": path.stem, "html" if path.suffix == ".html" else "text": raw}
        found.append((page, gold, make_pages.words_of(gold, text)))
    return found


def line(name: str, rows: list[Row]) -> str:
    """The means of some pages in one line."""
    cells = []
    for key in NAMES:
        values = [row[key] for row in rows if key in row]
        cells.append(f"{sum(values) / len(values):9.3f}" if values else "        -")
    return f"{name:24}{len(rows):5}" + "".join(cells)


def print_worst(rows: dict[str, Row], count: int) -> None:
    """The pages with the lowest body F1."""
    for key, row in sorted(rows.items(), key=lambda item: item[1]["f1"])[:count]:
        print(f"  {key:36} f1 {row['f1']:.3f} p {row['p']:.3f} r {row['r']:.3f} articles {row['articles']:.0f}")


def main() -> None:
    """Make, segment, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--each", type=int, default=2)
    parser.add_argument("--split", nargs="+", default=["train", "held_out"])
    parser.add_argument("--form", nargs="+", default=list(make_pages.FORMS))
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--styles", action="store_true", help="a line for each style too")
    args = parser.parse_args()
    print(f"{'':24}{'pages':>5}" + "".join(f"{name:>9}" for name in NAMES))
    for split in args.split:
        everything: dict[str, Row] = {}
        for form in args.form:
            rows = score(list(make_pages.make_all(args.seed, args.each, split, (form,))))
            everything |= rows
            print(line(f"{split} {form}", list(rows.values())))
        by_style = defaultdict(list)
        for key, row in everything.items():
            by_style[key.split("-")[0]].append(row)
        if args.styles:
            for style, values in sorted(by_style.items()):
                print(line(f"  {style}", values))
        print_worst(everything, args.worst)
    rows = score(written())
    print(line("written whole", list(rows.values())))
    print_worst(rows, args.worst)


if __name__ == "__main__":
    main()
