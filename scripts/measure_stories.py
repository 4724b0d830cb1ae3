"""Measure copies, stories and origins on the made stories: scripts/measure_stories.py [--seed 7]

Makes the articles of tests/stories, relates them, and scores what comes out with the gold's own scorer
(`score_origins.py`). Beside it the plain way: copies by
the part of the shorter article's runs of five words that stand in the other, stories and origins whatever hangs
together.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from itertools import combinations
from pathlib import Path

from gold_place import GOLD
from musnad.extract import read_article
from musnad.extract.annotate import article_of
from musnad.relate import given_of, relate
from musnad.relate.grouping import Merged
from musnad.relate.lines import lines
from musnad.text.fold import fold_text
from press_stories import collection

SCORER = GOLD / "gold" / "score_origins.py"
CONTAINED = (0.1, 0.2, 0.3, 0.4, 0.5)


def plain(rows: list[dict[str, str]], least: float) -> list[bytes]:
    """What the plain way says."""
    runs = []
    for row in rows:
        words = fold_text(row["text"].partition("\n\n")[2]).split()
        runs.append({tuple(words[n : n + 5]) for n in range(len(words) - 4)})
    merged, found = Merged(), []
    for a, b in combinations(range(len(rows)), 2):
        if len(runs[a] & runs[b]) >= least * max(1, min(len(runs[a]), len(runs[b]))):
            merged.join(a, b)
            found.append({"kind": "copy", "from": rows[a]["id"], "to": rows[b]["id"]})
    for group in merged.sets(range(len(rows))):
        ids = [rows[n]["id"] for n in group]
        origins = {"low": 1, "high": 1, "groups": [{"articles": ids}]}
        found.append({"kind": "story", "articles": ids, "origins": origins})
    return [json.dumps(row).encode() + b"\n" for row in found]


def ours(rows: list[dict[str, str]]) -> list[bytes]:
    """What `relate` says."""
    read = ((read_article(article_of(row | {"publisher": row["outlet"]})), row["published"]) for row in rows)
    return list(lines(relate(given_of(reading, published) for reading, published in read)))


def score(gold: dict[str, object], found: list[bytes]) -> str:
    """One line of figures."""
    with tempfile.TemporaryDirectory() as folder:
        paths = Path(folder, "gold.json"), Path(folder, "out.jsonl")
        paths[0].write_text(json.dumps(gold), encoding="utf-8")
        paths[1].write_bytes(b"".join(found))
        made = subprocess.run([sys.executable, SCORER, *paths, "--json"], check=True, capture_output=True)
    row = json.loads(made.stdout)
    parts = [f"{name} {row[name]['f1']:.3f}" for name in ("copies", "stories", "origins")]
    return "  ".join([*parts, *(f"{name} {row['interval'][name]:.2f}" for name in ("distance", "extra_width"))])


def main() -> None:
    """Print the figures of each collection."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=7)
    seed = parser.parse_args().seed
    for name in ("tuned", "heldout", "press", "desks"):
        compare(name, *collection(name, seed))


def compare(name: str, rows: list[dict[str, str]], gold: dict[str, object]) -> None:
    """Print the figures of one collection, of `relate` and of the plain way."""
    print(f"{name:8} {len(rows)} articles, {len(gold['clusters'])} stories")  # type: ignore[arg-type]
    print(f"  relate              {score(gold, ours(rows))}")
    for least in CONTAINED:
        print(f"  containment {least:.1f}     {score(gold, plain(rows, least))}")


if __name__ == "__main__":
    main()
